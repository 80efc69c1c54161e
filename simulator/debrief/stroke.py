"""One stroke of a result: what it was about, and what it brought, with its interval."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.debrief.expected import Control, expected
from simulator.narration import rounded


class Stroke(NamedTuple):
    """One row: what it was about, and what it brought in k€ with a 95 % interval."""

    day: float
    kind: str
    what: str
    value: float
    low: float
    high: float


def stroke(
    day: float,
    kind: str,
    what: str,
    before: Sequence[float],
    after: Sequence[float],
    control: Control,
) -> Stroke:
    """What is to be expected of the second more than of the first, fate by fate.

    One number stands for as many as the other side has: what is known is the same in all fates.
    """
    count = max(len(before), len(after))
    both = ([*it] * count if len(it) == 1 else it for it in (before, after))
    more = [b - a for a, b in zip(*both, strict=False)]
    return Stroke(day, kind, what, *expected(more, control))


def luck(day: float, last: Sequence[float], now: Sequence[float], control: Control) -> Stroke:
    """By how much what is to be expected has moved without anybody's decision."""
    return stroke(day, "luck", f"luck until day {rounded(day)}", last, now, control)
