"""Stroke by stroke: from what the reference makes of an average world to this result."""

from simulator import figures
from simulator.debrief import Basis
from simulator.report.case import Case
from simulator.report.markup import more, sentences
from simulator.report.section import Section


def strokes(case: Case) -> Section:
    """What each decision brought, and each stretch of luck."""
    table, result = case.strokes, float(case.numbers["result"])
    picture = figures.strokes(table, result - float(table["value"].sum()), result)
    return Section(_lead(case), picture.html() + sentences(_best_and_worst(case)),
                   Basis.of(case.session, case.fates).words)  # fmt: skip


def _lead(case: Case) -> str:
    table = case.strokes
    own = float(table.loc[table["kind"].isin(("rules", "decision")), "value"].sum())
    luck = float(table.loc[table["kind"] == "luck", "value"].sum())
    return (
        f"Against the reference, your rules and decisions are worth {more(own)} k€. Luck adds "
        f"{more(luck)} k€."
    )


def _best_and_worst(case: Case) -> list[str]:
    """Which decision was the best, and which the one to think about."""
    taken = case.taken("rules", "decision")
    worst, best = taken[0], taken[-1]
    said = []
    if best["value"] > 0:
        said.append(f"The best thing you did: {best['what']} ({more(best['value'])} k€).")
    if worst["value"] < 0:
        said.append(f"The one to think about: {worst['what']} ({more(worst['value'])} k€).")
    return said
