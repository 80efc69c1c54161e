"""What a split of a result comes to, in sentences."""

from collections.abc import Sequence
from math import fsum

from simulator.debrief.stroke import Stroke
from simulator.narration import rounded

YOURS = ("rules", "decision")


def sentences(
    rows: Sequence[Stroke], start: float, result: float, days_left: int, reference: bool
) -> tuple[str, ...]:
    """What came of it, whose doing it was, the best and the worst decision, and what is missing."""
    goes_on = "the reference rules" if reference else "your own rules"
    own = fsum(row.value for row in rows if row.kind in YOURS)
    luck = fsum(row.value for row in rows if row.kind == "luck")
    said = [
        f"The reference rules make {start:,.0f} k€ of an average world; you made {result:,.0f} k€.",
        f"Your rules and decisions brought {own:+,.0f} k€, luck {luck:+,.0f} k€, "
        f"if {goes_on} go on after each day.",
        *_extremes([row for row in rows if row.kind == "decision"]),
    ]
    if days_left:
        days = "days are" if days_left > 1 else "day is"
        said.append(
            f"It was stopped: {days_left} {days} not judged; what was decided and what was luck "
            f"from there on stand together in the last line."
        )
    return tuple(said)


def _extremes(decisions: Sequence[Stroke]) -> list[str]:
    """The best and the worst decision, each only if its sign can be told."""
    said = []
    best = max(decisions, key=lambda row: row.value, default=None)
    worst = min(decisions, key=lambda row: row.value, default=None)
    if best and best.low > 0:
        said.append(f"Your best decision: {_told(best)}.")
    if worst and worst.high < 0:
        said.append(f"The decision to think about: {_told(worst)}.")
    if decisions and not said:
        said.append("No decision can be told from nothing done with so few fates.")
    return said


def _told(row: Stroke) -> str:
    return (
        f"{row.what}, day {rounded(row.day)} "
        f"({row.value:+,.0f} k€, {row.low:+,.0f} to {row.high:+,.0f})"
    )
