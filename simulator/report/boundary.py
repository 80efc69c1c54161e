"""Where a PMO pays and where it does not, and where this office stands on that map."""

from simulator import figures
from simulator.debrief.boundary.boundary import map_of
from simulator.report.case import Case
from simulator.report.section import Section


def boundary(case: Case) -> Section:
    """The map of load, turbulence and culture with this office on it."""
    found = map_of(case.session.scenario)
    picture = figures.boundary(found.rows, own=found.own)
    return Section(found.words, picture.html(), found.small)
