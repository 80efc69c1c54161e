"""What the PMO added, and which of its functions."""

from simulator import figures
from simulator.debrief.pmo import added
from simulator.report.case import Case
from simulator.report.section import Section

FEWER = 2
"""Many coalitions are played, each in a part of the worlds."""


def pmo(case: Case) -> Section | None:
    """With and without, in the same worlds; None where no function was ever used."""
    found = added(case.session, max(20, case.worlds // FEWER), progress=case.progress)
    whole = next(row for row in found.rows if row.kind == "pmo")
    groups = [row for row in found.rows if row.kind == "group" and row.mean]
    if not groups:
        return Section("You used no function of a PMO, so none added or cost anything.")
    rows = [*groups, whole._replace(what="all of it together")]
    lead, *rest = found.words
    names = [row.what for row in rows]
    means, lows, highs = ([getattr(row, it) for row in rows] for it in ("mean", "low", "high"))
    picture = figures.shares(names, means, lows, highs, " ".join(rest) or lead)
    return Section(lead, picture.html(), found.basis.words)
