"""Stroke by stroke: from what the reference makes of an average world to this result."""

from simulator import debrief, figures
from simulator.report.case import Case
from simulator.report.markup import more, sentences
from simulator.report.section import Section

WORST = 2
"""Decisions for which alternatives are tried."""


def strokes(case: Case) -> Section:
    """What each decision brought, and each stretch of luck."""
    table = case.strokes
    picture = figures.strokes(table, table.attrs["start"], table.attrs["result"])
    said = [*_best_and_worst(case), *_instead(case), _otherwise(case)]
    return Section(_lead(case), picture.html() + sentences(said),
                   table.attrs["basis"].words)  # fmt: skip


def _otherwise(case: Case) -> str:
    """The same split for who would have handed over to the reference after each day."""
    table = debrief.strokes(case.session, case.fates, continuation="reference")
    own = float(table.loc[table["kind"].isin(("rules", "decision")), "value"].sum())
    return (
        "How a result is split depends on who is thought to go on after a day: above, your own "
        f"rules. If it were the reference, your rules and decisions would be worth {more(own)} k€. "
        "A decision that pays only together with a later one is worth less here than it was."
    )


def _lead(case: Case) -> str:
    table = case.strokes
    own = float(table.loc[table["kind"].isin(("rules", "decision")), "value"].sum())
    luck = float(table.loc[table["kind"] == "luck", "value"].sum())
    return (
        f"Against the reference, your rules and decisions are worth {more(own)} k€. Luck adds "
        f"{more(luck)} k€."
    )


def _instead(case: Case) -> list[str]:
    """What would have been better than the worst decisions, judged by what could still happen."""
    worst = [row for row in case.taken("decision") if row["value"] < 0][:WORST]
    few = max(8, case.fates // 3)
    tables = [debrief.alternatives(case.session, float(row["day"]), few) for row in worst]
    return [str(table.attrs["words"]) for table in tables]


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
