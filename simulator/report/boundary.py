"""Where a PMO pays and where it does not, and where this office stands on that map."""

from simulator import debrief, figures
from simulator.report.case import Case
from simulator.report.section import Section


def boundary(case: Case) -> Section:
    """The map of load, turbulence and culture with this office on it."""
    table = debrief.boundary(case.session.scenario)
    picture = figures.boundary(table, own=table.attrs["own"])
    return Section(table.attrs["words"], picture.html(), table.attrs["small"])
