"""Fates under which everything that was visible is the same, all else drawn in agreement with it.

It knows no mechanism: the past is a function of a few numbers with names, and what agrees with what
was seen is the set of numbers under which the past shows the same. A chain walks through that set.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from random import Random

from simulator.chance import Fate, Name
from simulator.debrief.boxes import boxes
from simulator.debrief.moves import KEYS, LEAST, MOST, Range, move_block, move_carried, move_shared
from simulator.debrief.past import POLICY, Luck, Numbers, Past, past_of
from simulator.debrief.shared_luck import Sum, sums
from simulator.session import Session

LEAST_BLOCK, MOST_BLOCK = 3, 500
"""Numbers that are moved at once: as many as a past mostly agrees with at the first try."""
EVERY, FEW = 2, 3
"""Every so manieth block, so few names come from the whole cube: nothing stays out of reach."""
LOOKS = 3
"""Sweeps at the beginning in which everything is moved by the whole cube, too."""
BURN_IN = 6
"""Fates not used at the beginning: the chain begins at the truth, which nobody could see."""


def fates(session: Session, count: int, salt: int = 0, sweeps: int = 1) -> tuple[Fate, ...]:
    """So many fates that agree with `session.visible`, decisions of today included.

    In each all that is hidden or still to come is drawn anew; what is drawn after today comes from
    the fate's key, the same keys on every day. Another salt gives other fates; more sweeps let two
    of them in a row have less in common.
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
        self.looks = LOOKS
        self.luck = Luck(past.numbers, past.held, 0.0)
        parts = {it.own: it for it in sums(past.scenario, past.numbers) if it.weight}
        shared = {name for it in parts.values() for name, _ in it.shared}
        self.shared = shared
        self.block, self.learning = LEAST_BLOCK, False
        self.rough: set[Name] = set()
        """Numbers that agree outside their box too, where others are otherwise."""
        self.boxes = boxes(past, parts, shared)

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
            if self.past.agrees(self.numbers, 0) is not None:
                number += 1
                yield self.numbers

    @property
    def numbers(self) -> Numbers:
        """The present numbers of the past."""
        return self.luck.numbers

    def sweep(self) -> None:
        """Move everything once."""
        self._move_along_sums()
        loose = [it for it in self.numbers if self._loose(it)]
        self.random.shuffle(loose)
        rough = [it for it in loose if it in self.rough or it not in self.boxes]
        smooth = [it for it in loose if it not in rough]
        for start in range(0, len(smooth), self.block):
            self._learn(self._move(smooth[start : start + self.block], whole=False))
        for start in range(0, len(rough), FEW):
            self._move(rough[start : start + FEW], whole=False)
        self._look_around(smooth)
        for name in self._some_tied():
            self._move([name], whole=False)
        self.luck = move_carried(self.past, self.luck, self.random)
        self._move_along_sums()

    def _some_tied(self) -> Sequence[Name]:
        """A few of those that hang on what was seen; one of those that it tells.

        These hardly move: each costs several replays, and what comes next feels little of them.
        """
        tied = [it for it in self.boxes if it in self.numbers and self._tied(it)]
        held = [it for it in tied if it in self.luck.held]
        told = [it for it in tied if it not in self.luck.held]
        return [*self._one_of(held), *self._one_of(told)[:1]]

    def _look_around(self, smooth: Sequence[Name]) -> None:
        """Move some by the whole cube, so that nothing is out of reach.

        At first all of them: those that come to lie outside their box have shown that there is more
        than it, and have none from then on.
        """
        some = smooth if self.looks > 0 else self._one_of(smooth)
        self.looks -= 1
        for start in range(0, len(some), FEW):
            names = some[start : start + FEW]
            self._move(names, whole=True)
            if self.learning:
                self.rough |= {it for it in names if not self._inside(it)}

    def _inside(self, name: Name) -> bool:
        if name not in self.numbers:
            return True
        low, high = self._range(name, whole=False)
        return low <= self.numbers[name] <= high

    def _one_of(self, names: Sequence[Name]) -> Sequence[Name]:
        """A few of these, now and then."""
        now = names and self.random.random() < 1 / EVERY
        return self.random.sample(names, min(FEW, len(names))) if now else ()

    def _loose(self, name: Name) -> bool:
        """Whether a number can move with others."""
        return name != POLICY and name not in self.shared and not self._tied(name)

    def _tied(self, name: Name) -> bool:
        """Whether a number hangs on what was seen: told by it, or held by what came out."""
        return name in self.luck.held or (name in self.boxes and self.boxes[name].pinned)

    def _move(self, names: Sequence[Name], whole: bool) -> int:
        ranges = {it: self._range(it, whole) for it in names if it in self.numbers}
        lots = None if whole else self.lots
        self.luck, replays = move_block(self.past, self.luck, ranges, self.random, lots)
        return replays

    def _learn(self, replays: int) -> None:
        """While the first fates are thrown away: how many numbers may well be moved at once."""
        if self.learning and replays:
            right = 1.4 if replays < 3 else 0.75
            block = round(self.block * right + 0.5 * (right - 1))
            self.block = max(LEAST_BLOCK, min(MOST_BLOCK, block))

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
            self.luck = self.luck._replace(numbers=numbers)
