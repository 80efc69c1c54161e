"""Fates under which everything that was visible is the same, all else drawn in agreement with it.

It knows no mechanism: the past is a function of a few numbers with names, and what agrees with what
was seen is the set of numbers under which the past shows the same. A chain walks through that set.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from random import Random

from simulator.chance import Fate, Name
from simulator.debrief.boxes import boxes, told
from simulator.debrief.clocks import LEAST, MOST, clocks
from simulator.debrief.moves import (
    KEYS,
    Range,
    move_block,
    move_carried,
    move_freely,
    move_shared,
)
from simulator.debrief.past import POLICY, Luck, Numbers, Past, past_of
from simulator.debrief.shared_luck import Sum, growths, overruns, sums
from simulator.session import Session

FEW, MOST_BLOCK = 3, 500
"""Numbers that are moved at once where little is known of them; where much is, at most."""
LOOKS = 3
"""Sweeps at the beginning in which all that was found by bisection is moved by the whole cube."""
BURN_IN = 6
"""Fates not used at the beginning: the chain begins at the truth, which nobody could see."""
TRIES = 2
"""Times that free numbers are drawn at once, until the past agrees."""
HELD_EVERY, ROUGH_EVERY, LEAP_EVERY, TIED_EVERY, LOOK_EVERY, GROWTH_EVERY = 2, 8, 8, 8, 16, 16
"""Every so manieth sweep, by lot: a few numbers that are held; each of which little is known,
though it was drawn from the beginning; one, or a few that were searched, by the whole cube, so that
nothing is out of reach; one that hardly moves; one issue that grew before it was seen. Most cost
several replays, and what comes next feels little of them."""


def fates(session: Session, count: int, salt: int = 0, sweeps: int = 1) -> tuple[Fate, ...]:
    """So many fates that agree with `session.visible`, decisions of today included.

    In each all that is hidden or still to come is drawn anew; what is drawn after today comes from
    the fate's key, the same keys on every day. Another salt gives other fates; more sweeps let two
    of them in a row have less in common.

    >>> from simulator import load
    >>> flight = Session(load("three_projects"), seed=7).advance(10)
    >>> [fate.key for fate in fates(flight, 2)] == [fate.key for fate in fates(flight, 2)]
    True
    """
    return tuple(islice(each_fate(session, salt, sweeps), count))


def each_fate(
    session: Session, salt: int = 0, sweeps: int = 1, goes_on: Callable[[], None] = lambda: None
) -> Iterator[Fate]:
    """The same fates one after the other, without an end.

    `goes_on` is called before each replay of the past; what it raises ends the search.
    """
    walk = Walk(past_of(session, goes_on), Random(f"{salt}"), sweeps, keys=partial(key, salt))
    for number, numbers in enumerate(walk):
        yield Fate(key(salt, number), numbers)


def key(salt: int, number: int) -> int:
    """The key of a fate for all that comes after today: the same on every day."""
    return Random(f"key {salt} {number}").getrandbits(KEYS)


class Walk:
    """A chain of numbers of the past that agree with what was seen."""

    def __init__(
        self,
        past: Past,
        random: Random,
        sweeps: int = 1,
        burn_in: int = BURN_IN,
        keys: Callable[[int], int] | None = None,
    ) -> None:
        self.past, self.random, self.sweeps, self.burn_in = past, random, sweeps, burn_in
        self.keys = keys
        """The keys of the fates: what was seen tells little of most numbers, and these come from
        them as far as they can, so that days share that luck too."""
        self.lots: int | None = None
        self.looks, self.learning, self.block = LOOKS, False, MOST_BLOCK
        self.luck, self.sure = Luck(past.numbers, past.held, 0.0), True
        """The present luck, and whether a replay has agreed to it as it is."""
        parts = {it.own: it for it in sums(past.scenario, past.numbers) if it.weight}
        self.shared = {name for it in parts.values() for name, _ in it.shared}
        self.rough: set[Name] = set()
        """Numbers that agree outside their box too, where others are otherwise."""
        self.careful: set[Name] = set()
        """Numbers of which too little in their box agrees to draw them with all others."""
        self.clocks = clocks(past, parts)
        self.owners = {name: it.name for it in self.clocks.values() for name in it.names}
        """By number that is drawn with a clock: which one."""
        mine = [it for it in past.numbers if it not in {POLICY, *self.shared}]
        mine = [it for it in mine if self._clock_of(it) is None]
        self.boxes = told(past, mine, parts)
        self.searched = [it for it in mine if it not in self.boxes]
        """Those whose boxes are found by bisection."""
        self.boxes |= boxes(past, self.searched, parts)

    def __iter__(self) -> Iterator[Numbers]:
        self.learning = True
        for _ in range(self.burn_in):
            self.sweep()
        self.learning, number = False, 0
        while True:
            self.lots = self.keys(number) if self.keys else None
            for _ in range(self.sweeps):
                self.sweep()
            # what is held comes out of its number but for the last bits
            if self.sure and not self.luck.held or self.past.agrees(self.numbers, 0) is not None:
                number += 1
                yield self.numbers

    @property
    def numbers(self) -> Numbers:
        """The present numbers of the past."""
        return self.luck.numbers

    def sweep(self) -> None:
        """Move everything once; last what is free, for most draws with one replay in all."""
        self._move_along_sums()
        loose = [*self.clocks, *(it for it in self.numbers if self._loose(it))]
        self.random.shuffle(loose)
        rough = [it for it in loose if self._is_rough(it) and self._comes(it)]
        for start in range(0, len(rough), FEW):
            self._move(rough[start : start + FEW], whole=False)
        smooth = [it for it in loose if not self._is_rough(it)]
        self._look_around(smooth)
        for name in self._some_tied():
            self._move([name], whole=False)
        self._move_carried()
        self._move_along_sums()
        block = self.block
        for start in range(0, len(smooth), block):
            some = smooth[start : start + block]
            right = self._move_freely(some)
            if self.learning:
                self._learn(right)
                if not right:
                    self._move_in_halves(some)

    def _learn(self, right: bool) -> None:
        """While the first fates are thrown away: how many numbers may well be drawn at once."""
        block = round(self.block * (2 if right else 0.6))
        self.block = max(FEW, min(MOST_BLOCK, block))

    def _move_in_halves(self, names: Sequence[Name]) -> None:
        """Draw these in halves, and these in halves, until it is known which do not agree."""
        if len(names) == 1:
            self._miss(names[0])
            return
        middle = len(names) // 2
        for half in (names[:middle], names[middle:]):
            if half and not self._move_freely(half):
                self._move_in_halves(half)

    def _miss(self, name: Name) -> None:
        """One that the past does not agree with, though all others are as they were."""
        if name in self.boxes:
            self.careful.add(name)
        else:
            self.rough.add(name)

    def _move_freely(self, names: Sequence[Name]) -> bool:
        """Draw all of these at once, if the past agrees."""
        ranges = {it: self._range(it, whole=False) for it in names
                  if it in self.numbers and it not in self.clocks}  # fmt: skip
        some = [self.clocks[it] for it in names if it in self.clocks]
        lots = self.lots
        for _ in range(1 if self.learning else TRIES):
            found = move_freely(self.past, self.luck, ranges, some, self.random, lots)
            if found is not None:
                self.luck, self.sure = found, True
                return True
            lots = None
        return False

    def _some_tied(self) -> Sequence[Name]:
        """Now and then a few of those that are held, and one of those that hardly move.

        When an issue came about that has grown since is moved with its size.
        """
        tied = [it for it in self.boxes if it in self.numbers and self._tied(it)]
        held = [it for it in tied if it in self.luck.held]
        grown = {name for it in growths(self.past.scenario, self.numbers) for name in it.names}
        told = [it for it in tied if it not in self.luck.held and it not in grown]
        return [*self._few_of(held, HELD_EVERY), *self._few_of(told, TIED_EVERY)[:1]]

    def _move_carried(self) -> None:
        """Move what adds up with others: overruns of projects, now and then how issues grew."""
        found = move_carried(self.past, self.luck, overruns, self.random)
        if self.random.random() < 1 / GROWTH_EVERY:
            found = move_carried(self.past, found, growths, self.random, most=1)
        self.sure |= found is not self.luck
        self.luck = found

    def _look_around(self, smooth: Sequence[Name]) -> None:
        """Move some by the whole cube, so that nothing is out of reach.

        At first all that was found by bisection: those that come to lie outside their box have
        shown that there is more than it, and have none from then on.
        """
        searched = [it for it in smooth if it in self.searched]
        if self.looks <= 0:
            self._leap(self._few_of(smooth, LEAP_EVERY)[:1])
        self.looks -= 1
        some = searched if self.looks >= 0 else self._few_of(searched, LOOK_EVERY)
        for start in range(0, len(some), FEW):
            names = some[start : start + FEW]
            self._move(names, whole=True)
            if self.learning:
                self.rough |= {it for it in names if not self._inside(it)}

    def _leap(self, names: Sequence[Name]) -> None:
        """Move by the whole cube what the model has told about, too, if the past agrees."""
        ranges = dict.fromkeys(names, (LEAST, MOST))
        found = move_freely(self.past, self.luck, ranges, [], self.random) if names else None
        if found is not None:
            self.luck, self.sure = found, True

    def _inside(self, name: Name) -> bool:
        if name not in self.numbers:
            return True
        low, high = self._range(name, whole=False)
        return low <= self.numbers[name] <= high

    def _few_of(self, names: Sequence[Name], every: int) -> Sequence[Name]:
        """A few of these, now and then."""
        now = names and self.random.random() < 1 / every
        return self.random.sample(names, min(FEW, len(names))) if now else ()

    def _loose(self, name: Name) -> bool:
        """Whether a number can move with others, and not with a clock."""
        stays = name == POLICY or name in self.shared or self._tied(name)
        return not stays and self._clock_of(name) is None

    def _is_rough(self, name: Name) -> bool:
        """Whether little is known of where a number may be."""
        return name in self.rough or (name not in self.boxes and name not in self.clocks)

    def _comes(self, name: Name) -> bool:
        """Whether it is the turn of a number of which little is known: now and then, if it was
        drawn from the beginning."""
        return name not in self.boxes or self.random.random() < 1 / ROUGH_EVERY

    def _clock_of(self, name: Name) -> Name | None:
        """The clock that a number is moved with, if it is."""
        clock = self.owners.get(name)
        return None if clock in self.rough else clock

    def _tied(self, name: Name) -> bool:
        """Whether a number hangs on what was seen: told by it, or nearly so, or held by what came
        out."""
        pinned = name in self.boxes and self.boxes[name].pinned
        return pinned or name in self.luck.held or name in self.careful

    def _move(self, names: Sequence[Name], whole: bool) -> None:
        ranges = {it: self._range(it, whole) for it in names if it in self.numbers}
        lots = None if whole else self.lots
        found, _ = move_block(self.past, self.luck, ranges, self.random, lots)
        self.sure |= found is not self.luck
        self.luck = found

    def _range(self, name: Name, whole: bool) -> Range:
        if whole or name in self.rough or name not in self.boxes:
            return LEAST, MOST
        return self.boxes[name].range(self.numbers)

    def _move_along_sums(self) -> None:
        entered: dict[Name, list[tuple[Sum, float]]] = {}
        for it in sums(self.past.scenario, self.numbers):
            for name, weight in it.shared:
                if it.weight and weight and name in self.numbers:
                    entered.setdefault(name, []).append((it, weight))
        self.shared = set(entered)
        for name in self.random.sample(list(entered), len(entered)):
            numbers = move_shared(self.numbers, name, entered[name], self.random)
            self.luck, self.sure = self.luck._replace(numbers=numbers), False
