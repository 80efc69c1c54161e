"""Stroke by stroke: from what the reference makes of an average world to this result."""

from simulator import figures
from simulator.debrief.alternatives import tried
from simulator.debrief.stroke import Stroke
from simulator.debrief.strokes import split
from simulator.report.case import Case
from simulator.report.markup import money, more, sentences
from simulator.report.section import Section

YOURS = ("rules", "decision")
"""Strokes that were somebody's own doing."""
WORST = 2
"""Decisions for which alternatives are tried."""


def strokes(case: Case) -> Section:
    """What each decision brought, and each stretch of luck."""
    found = case.strokes
    picture = figures.strokes(found.rows, found.start, found.result)
    said = [*best_and_worst(case), *_luckiest(case), *_instead(case), _otherwise(case)]
    return Section(_lead(case), picture.html() + sentences(said),
                   found.basis.words)  # fmt: skip


def strokes_at_a_glance(case: Case) -> Section:
    """The same from a few fates, without what stands out in luck and what else could have been
    decided."""
    rough = case.rough
    found = split(rough.session, rough.fates, luck_named=False)
    picture = figures.strokes(found.rows, found.start, found.result)
    own, luck = found.worth(*YOURS), found.worth("luck")
    return Section(_worth(own, luck), picture.html(), found.basis.words)


def _otherwise(case: Case) -> str:
    """The same split for who would have handed over to the reference after each day."""
    own = split(case.session, case.fates, continuation="reference").worth(*YOURS)
    return (
        "How a result is split depends on who is thought to go on after a day: above, your own "
        f"rules. If it were the reference, your rules and decisions would be worth {more(own)} k€. "
        "A decision that pays only together with a later one is worth less here than it was."
    )


def _lead(case: Case) -> str:
    return _worth(case.strokes.worth(*YOURS), case.strokes.worth("luck"))


def _worth(own: float, luck: float) -> str:
    return (
        f"Against the reference in an average world, your rules and decisions {_brought(own)}, and "
        f"luck {_brought(luck)}."
    )


def _brought(value: float) -> str:
    return f"{'brought' if value >= 0 else 'cost'} {money(abs(value))} k€"


def _instead(case: Case) -> list[str]:
    """What would have been better than the worst decisions, judged by what could still happen."""
    worst = [row for row in case.taken("decision") if row.value < 0][:WORST]
    few = max(8, case.fates // 3)
    return [tried(case.session, row.day, few).words for row in worst]


def _luckiest(case: Case) -> list[str]:
    """The stretch of luck that moved most, with what stood out in it."""
    stretches = [row for row in case.strokes.rows if row.kind == "luck"]
    most = max(stretches, key=lambda row: abs(row.value), default=None)
    return [f"What luck moved most: {most.what} ({more(most.value)} k€)."] if most else []


def best_and_worst(case: Case) -> list[str]:
    """Which decision was the best, and which the one to think about."""
    taken = case.taken(*YOURS)
    worst, best = taken[0], taken[-1]
    said = []
    if best.value > 0:
        said.append(f"The best thing you did: {best.what} ({_known(best)}).")
    if worst.value < 0:
        said.append(f"The one to think about: {worst.what} ({_known(worst)}).")
    return said


def _known(row: Stroke) -> str:
    """What a stroke brought, and whether that can be told from nothing."""
    sure = row.low > 0 or row.high < 0
    return f"{more(row.value)} k€" + ("" if sure else ", which cannot be told from nothing")
