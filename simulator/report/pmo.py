"""What the PMO added, and which of its functions."""

from simulator import debrief, figures
from simulator.report.case import Case
from simulator.report.section import Section

FEWER = 2
"""Many coalitions are played, each in a part of the worlds."""


def pmo(case: Case) -> Section | None:
    """With and without, in the same worlds; None where no function was ever used."""
    table = debrief.pmo(case.session, max(20, case.worlds // FEWER), progress=case.progress)
    added = table[table["kind"] == "pmo"].iloc[0]
    groups = table[(table["kind"] == "group") & (table["mean"] != 0)]
    if groups.empty:
        return Section("You used no function of a PMO, so none added or cost anything.")
    rows = [*groups.to_dict("records"), {**added.to_dict(), "what": "all of it together"}]
    lead, *rest = table.attrs["words"]
    means, lows, highs = ([float(it[name]) for it in rows] for name in ("mean", "low", "high"))
    names = [str(it["what"]) for it in rows]
    picture = figures.shares(names, means, lows, highs, " ".join(rest) or lead)
    return Section(lead, picture.html(), table.attrs["basis"].words)
