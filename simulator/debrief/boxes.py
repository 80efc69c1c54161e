"""In which range each number may move, the others as they are: found once, by bisection."""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.chance import Name
from simulator.debrief.moves import LEAST, MOST, Range, cut
from simulator.debrief.past import POLICY, Numbers, Past
from simulator.debrief.shared_luck import NORMAL, Sum, common

SIDES = (0, 1)
ENDS = (LEAST, MOST)
"""Of the whole cube, by side."""
FINE = 0.004
"""How near an edge is found."""
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
    names = [it for it in past.numbers if it != POLICY and it not in shared]
    near = {side: {it: _near(past, it, side) for it in names} for side in SIDES}
    close = {side: _that_fit(past, near[side]) for side in SIDES}
    far = {side: _that_fit(past, dict.fromkeys(close[side], ENDS[side])) for side in SIDES}
    found = {}
    for name in names:
        pinned = not any(name in close[side] for side in SIDES)
        low, high = (
            near[side][name] if pinned
            else ENDS[side] if name in far[side]
            else _edge(past, name, near[side][name], ENDS[side]) if name in close[side]
            else _edge(past, name, past.numbers[name], near[side][name])
            for side in SIDES
        )  # fmt: skip
        found[name] = _box(past, low, high, pinned, sums.get(name))
    return found


def _box(past: Past, low: float, high: float, pinned: bool, part: Sum | None) -> Box:
    if part is None or not part.weight:
        return Box(low, high, pinned)
    shared = common(part, past.numbers)
    low, high = (NORMAL.inv_cdf(end) + shared for end in (low, high))
    return Box(low, high, pinned, part)


def _near(past: Past, name: Name, side: int) -> float:
    """A little beside the number, on one side."""
    return min(max(past.numbers[name] + (-NARROW, NARROW)[side], LEAST), MOST)


def _that_fit(past: Past, moved: Mapping[Name, float]) -> set[Name]:
    """Which numbers can be moved so far.

    Many mostly can: they are tried together, twice as many after each success.
    """
    names, found, place, many = list(moved), set(), 0, 1
    while place < len(names):
        some = names[place : place + many]
        if _fits(past, {it: moved[it] for it in some}):
            found.update(some)
            place, many = place + len(some), 2 * many
        else:
            place, many = place + (many == 1), max(1, many // 4)
    return found


def _edge(past: Past, name: Name, good: float, bad: float) -> float:
    """Between a number that fits and one that does not: the last that does not, by bisection."""
    while abs(bad - good) > FINE:
        middle = (good + bad) / 2
        if _fits(past, {name: middle}):
            good = middle
        else:
            bad = middle
    return bad


def _fits(past: Past, moved: Mapping[Name, float]) -> bool:
    held = {it: outcome for it, outcome in past.held.items() if it not in moved}
    return past.agrees({**past.numbers, **moved}, KEY, held) is not None
