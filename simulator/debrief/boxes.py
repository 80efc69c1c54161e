"""In which range each number may move, the others as they are.

Of many the model says it itself: how long an activity could have taken and be done in the same
hour, or still be in progress; when people would have gone. One replay asks whether it is right for
all of them. Of the others it is found once, by bisection.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simulator.chance import Heard, Name
from simulator.debrief.moves import LEAST, MOST, Range, cut
from simulator.debrief.past import Numbers, Past
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
HALVINGS = 30
"""By which the end of what the model says is found, without any replay."""
NEARLY = 0.98
"""How far towards an end a number is moved to see whether the model is right."""


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


def told(past: Past, names: Sequence[Name], sums: dict[Name, Sum]) -> dict[Name, Box]:
    """Boxes by what the model says, of those for which a replay agrees at both ends."""
    ranges = {it: _said(past.heard[it], past.numbers[it]) for it in names if it in past.heard}
    right = list(ranges)
    for side in SIDES:
        ends = {it: past.numbers[it] + NEARLY * (ranges[it][side] - past.numbers[it])
                for it in right}  # fmt: skip
        fit = _that_fit(past, ends, many=len(right))
        right = [it for it in right if it in fit]
    return {it: _box(past, *ranges[it], False, sums.get(it)) for it in right}


def boxes(past: Past, names: Sequence[Name], sums: dict[Name, Sum]) -> dict[Name, Box]:
    """A box of each of these numbers that were drawn, by bisection.

    An outer bound: beyond it something visible changes, as far as bisection can tell.
    """
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


def _said(heard: Heard, number: float) -> Range:
    """The range of a number of which the model says what it leads to."""
    came = heard.leads_to(number)
    low, high = (_end(heard, came, number, end) for end in ENDS)
    return low, high


def _end(heard: Heard, came: float, good: float, bad: float) -> float:
    """The last number on the way to an end of the cube that shows the same."""
    if heard.low < heard.leads_to(bad) - came <= heard.high:
        return bad
    for _ in range(HALVINGS):
        middle = (good + bad) / 2
        if heard.low < heard.leads_to(middle) - came <= heard.high:
            good = middle
        else:
            bad = middle
    return good


def _box(past: Past, low: float, high: float, pinned: bool, part: Sum | None) -> Box:
    if part is None or not part.weight:
        return Box(low, high, pinned)
    shared = common(part, past.numbers)
    low, high = (NORMAL.inv_cdf(end) + shared for end in (low, high))
    return Box(low, high, pinned, part)


def _near(past: Past, name: Name, side: int) -> float:
    """A little beside the number, on one side."""
    return min(max(past.numbers[name] + (-NARROW, NARROW)[side], LEAST), MOST)


def _that_fit(past: Past, moved: Mapping[Name, float], many: int = 1) -> list[Name]:
    """Which numbers can be moved so far.

    Many mostly can: they are tried together, twice as many after each success.
    """
    names, found, place = list(moved), list[Name](), 0
    while place < len(names):
        some = names[place : place + many]
        if _fits(past, {it: moved[it] for it in some}):
            found += some
            place, many = place + len(some), 2 * many
        else:
            place, many = place + (len(some) == 1), max(1, len(some) // 4)
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
