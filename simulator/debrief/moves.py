"""Moves from one fate to another that agrees as well with what was seen.

Each leaves the posterior as it is: all assignments of numbers under which the same is visible are
equally likely. That a move can be gone back is what its correctness rests on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum, inf, log
from random import Random

from simulator.chance import Name, uniform
from simulator.debrief.clocks import LEAST, MOST, Clock
from simulator.debrief.past import Luck, Numbers, Past
from simulator.debrief.shared_luck import NORMAL, Carried, Sum
from simulator.scenario import Scenario

Range = tuple[float, float]
Kind = Callable[[Scenario, Numbers], Iterable[Carried]]
"""All that adds up in one way."""
KEYS = 60
"""Bits of a fresh key."""


def cut(number: float) -> float:
    """A number that lies strictly between 0 and 1."""
    return min(max(number, LEAST), MOST)


def move_block(
    past: Past, luck: Luck, ranges: Mapping[Name, Range], random: Random, lots: int | None = None
) -> tuple[Luck, int]:
    """Other numbers for a few names from their ranges, and how many replays it took.

    Slice sampling: where the past disagrees, or what came out is too unlikely, the box shrinks
    towards the present numbers. A name whose present number lies outside its range stays where it
    is: to leave a box without being able to come back by the same move would favour what is inside.
    The first lots come from the key `lots`, if there is one: then other chains share them.
    """
    numbers = luck.numbers
    inside = [it for it, (low, high) in ranges.items() if low <= numbers[it] <= high]
    low, high = ({it: ranges[it][side] for it in inside} for side in (0, 1))
    held = {it: number for it, number in luck.held.items() if it not in ranges}
    key, replays, least = random.getrandbits(KEYS), 0, -inf
    if held:
        now = past.agrees(numbers, key, held)
        replays = 1
        least = (now.likely if now else -inf) + log(cut(random.random()))
    while inside and any(high[it] - low[it] > LEAST for it in inside):
        tried = {it: cut(low[it] + (high[it] - low[it]) * _lot(it, random, lots)) for it in inside}
        lots = None
        found = past.agrees(numbers | tried, key, held)
        replays += 1
        if found and found.likely >= least and found.held.keys() == luck.held.keys():
            return found, replays
        for it in inside:
            (low if tried[it] < numbers[it] else high)[it] = tried[it]
    return luck, replays


def move_freely(
    past: Past,
    luck: Luck,
    ranges: Mapping[Name, Range],
    clocks: Sequence[Clock],
    random: Random,
    lots: int | None = None,
) -> Luck | None:
    """Other numbers for all of these at once, from ranges and sets in which most of it agrees.

    None where the past shows something else. Each lot is uniform on a set that does not hang on
    the numbers that move, so where the past agrees the other luck is as likely as this one.
    """

    def lot(name: Name) -> float:
        return _lot(name, random, lots)

    numbers, tried = luck.numbers, dict[Name, float]()
    for name, (low, high) in ranges.items():
        if low <= numbers[name] <= high:
            tried[name] = cut(low + (high - low) * lot(name))
    for clock in clocks:
        if clock.holds(numbers, random):
            tried |= clock.draw(numbers, lot)
    held = {it: number for it, number in luck.held.items() if it not in tried}
    key, least = random.getrandbits(KEYS), -inf
    if held:
        now = past.agrees(numbers, key, held)
        least = (now.likely if now else -inf) + log(cut(random.random()))
    found = past.agrees(numbers | tried, key, held)
    fits = found and found.likely >= least and found.held.keys() == luck.held.keys()
    return found if fits else None


def _lot(name: Name, random: Random, lots: int | None) -> float:
    """Any number between 0 and 1, by name if there is a key."""
    return random.random() if lots is None else uniform(lots, *name)


def move_shared(
    numbers: Numbers, shared: Name, sums: Sequence[tuple[Sum, float]], random: Random
) -> Numbers:
    """Another number for what is shared, and the own draws against it, so that no sum changes.

    `sums` has those it enters, with its weight in each. Along this line the posterior is normal and
    is drawn at once; nothing visible can change, so nothing is played again.
    """
    normal = {it: NORMAL.inv_cdf(numbers[it]) for it in (shared, *(one.own for one, _ in sums))}
    slopes = {one.own: weight / one.weight for one, weight in sums}
    precision = 1 + fsum(slope**2 for slope in slopes.values())
    against = fsum(slope * normal[own] for own, slope in slopes.items())
    shift = random.gauss((against - normal[shared]) / precision, precision**-0.5)
    moved = {own: normal[own] - slope * shift for own, slope in slopes.items()}
    moved[shared] = normal[shared] + shift
    return numbers | {it: cut(NORMAL.cdf(number)) for it, number in moved.items()}


def move_carried(
    past: Past, luck: Luck, kind: Kind, random: Random, most: int | None = None
) -> Luck:
    """Draw anew what enters several numbers that were seen, each carried by a draw of its own.

    Metropolis: each is kept with the ratio of the densities of the own draws, and all of them if
    the past agrees. `most` is how many are tried, any of them.
    """
    numbers, moved = luck.numbers, list[Carried]()
    ones = list(kind(past.scenario, numbers))
    if most is not None:
        ones = random.sample(ones, min(most, len(ones)))
    for one in ones:
        if (tried := _carry(numbers, one, random)) is not None:
            numbers, moved = tried, [*moved, one]
    if not moved:
        return luck
    key, least = random.getrandbits(KEYS), -inf
    if luck.held:
        now = past.agrees(luck.numbers, key, luck.held)
        least = (now.likely if now else -inf) + log(cut(random.random()))
    found = past.agrees(numbers, key, luck.held)
    if not found or found.likely < least or found.held.keys() != luck.held.keys():
        return luck
    back = {it.names: [own for own, _ in it.own] for it in kind(past.scenario, found.numbers)}
    same = all(back.get(one.names) == [own for own, _ in one.own] for one in moved)
    return found if same else luck


def _carry(numbers: Numbers, one: Carried, random: Random) -> Numbers | None:
    """Numbers in which what a few draws give is carried by others; None if it is refused."""
    near = random.random() < 0.5
    moved, width = (one.names[:1], 0.1) if near else (one.names, 1.0)
    tried = numbers | {it: _near(numbers[it], width, random) for it in moved}
    gain, ratio = one.amount(tried) - one.amount(numbers), 0.0
    for own, weight in one.own:
        before = NORMAL.inv_cdf(numbers[own])
        after = before - gain / weight
        ratio += (before**2 - after**2) / 2
        tried[own] = cut(NORMAL.cdf(after))
    return tried if log(cut(random.random())) <= ratio else None


def _near(number: float, width: float, random: Random) -> float:
    """A number within this distance, with 0 and 1 joined: as easily gone back as forth."""
    return cut((number + width * (random.random() - 0.5)) % 1.0)
