"""In which range each number may move, the others as they are: found once, by bisection."""

from typing import NamedTuple

from simulator.chance import Name
from simulator.debrief.moves import LEAST, MOST, Range, cut
from simulator.debrief.past import POLICY, Numbers, Past
from simulator.debrief.shared_luck import NORMAL, Sum, common

STEPS = 10
"""Bisections of one side."""
NARROW = 0.02
"""A number that cannot move so far to either side is pinned to what was seen."""
KEY = 0
"""Of numbers that only another past draws, while boxes are looked for: any will do."""


class Box(NamedTuple):
    """A range of one number; of a draw that is part of a sum, of that sum in its deviations."""

    low: float
    high: float
    pinned: bool = False
    """Whether what was seen tells the number itself, or nearly so."""
    sum: Sum | None = None

    def range(self, numbers: Numbers) -> Range:
        """The range of the number itself, what the sum shares being as it is."""
        if self.sum is None:
            return self.low, self.high
        shared = common(self.sum, numbers)
        return cut(NORMAL.cdf(self.low - shared)), cut(NORMAL.cdf(self.high - shared))


def boxes(past: Past, sums: dict[Name, Sum], shared: set[Name]) -> dict[Name, Box]:
    """A box of every number that was drawn, but for what sums share: that moves along them.

    An outer bound: beyond it something visible changes, as far as bisection can tell.
    """
    found = {}
    for name in past.numbers:
        if name != POLICY and name not in shared:
            found[name] = _box(past, name, sums.get(name))
    return found


def _box(past: Past, name: Name, part: Sum | None) -> Box:
    number = past.numbers[name]
    near = [max(number - NARROW, LEAST), min(number + NARROW, MOST)]
    fits = [_fits(past, name, end) for end in near]
    pinned = not any(fits)
    if not pinned:
        for side, end in enumerate((LEAST, MOST)):
            good, bad = (near[side], end) if fits[side] else (number, near[side])
            near[side] = (
                end if fits[side] and _fits(past, name, end) else _edge(past, name, good, bad)
            )
    if part is None or not part.weight:
        return Box(near[0], near[1], pinned)
    shared = common(part, past.numbers)
    low, high = (NORMAL.inv_cdf(end) + shared for end in near)
    return Box(low, high, pinned, part)


def _edge(past: Past, name: Name, good: float, bad: float) -> float:
    """Between a number that fits and one that does not: the last that does not, by bisection."""
    for _ in range(STEPS):
        middle = (good + bad) / 2
        if _fits(past, name, middle):
            good = middle
        else:
            bad = middle
    return bad


def _fits(past: Past, name: Name, number: float) -> bool:
    held = {it: outcome for it, outcome in past.held.items() if it != name}
    return past.agrees(past.numbers | {name: number}, KEY, held) is not None
