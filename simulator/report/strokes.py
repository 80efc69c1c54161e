"""Stroke by stroke: from what the reference makes of an average world to this result."""

from simulator import figures
from simulator.report.case import Case
from simulator.report.markup import more, sentences
from simulator.report.section import Section


def strokes(case: Case) -> Section:
    """What each decision brought, and each stretch of luck."""
    table = case.strokes
    picture = figures.strokes(table, table.attrs["start"], table.attrs["result"])
    said = [*_best_and_worst(case), *table.attrs.get("words", ())]
    return Section(_lead(case), picture.html() + sentences(said), table.attrs["basis"].words)


def _lead(case: Case) -> str:
    table = case.strokes
    own = float(table.loc[table["kind"].isin(("rules", "decision")), "value"].sum())
    luck = float(table.loc[table["kind"] == "luck", "value"].sum())
    return (
        f"Against the reference, your rules and decisions are worth {more(own)} k€; luck made "
        f"{more(luck)} k€ of that world."
    )


def _best_and_worst(case: Case) -> list[str]:
    """Which decision was the best, and which the one to think about."""
    taken = case.strokes[case.strokes["kind"].isin(("rules", "decision"))]
    if taken.empty:
        return []
    best, worst = taken.loc[taken["value"].idxmax()], taken.loc[taken["value"].idxmin()]
    said = []
    if best["value"] > 0:
        said.append(f"The best thing you did: {best['what']} ({more(best['value'])} k€).")
    if worst["value"] < 0:
        said.append(f"The one to think about: {worst['what']} ({more(worst['value'])} k€).")
    return said
