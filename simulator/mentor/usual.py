"""What is usual in an organisation: how far captains end apart, and which moves cost on average."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.experiment import quantile
from simulator.experiment.intervals import interval
from simulator.mentor.flown import CAPTAINS, Flown
from simulator.policies.moves import MOVES, Move
from simulator.scenario import Scenario

FIRST = 90_001
"""The first of the worlds in which it is measured; no code leads to them by a finder."""
WORLDS = range(FIRST, FIRST + 40)
WORST = 8
"""So many bad moves are looked at in each world; they cost most, and most surely."""
SURE = 0.99
"""Of the interval that has to lie below nothing: what is called bad has to be bad."""


class Bad(NamedTuple):
    """A move that costs on average, and how surely."""

    move: Move
    mean: float
    low: float
    high: float


class Usual:
    """Measured once for an organisation, and only what a search needs; slice by slice."""

    def __init__(self, scenario: Scenario, spread: bool = True, moves: bool = True) -> None:
        self.worlds = tuple(Flown(scenario, seed) for seed in WORLDS)
        self.spreads: list[float] = []
        self.bad: tuple[Bad, ...] = ()
        self._spread, self._moves = spread, tuple(MOVES.values()) if moves else ()
        self.done, self.steps = 0, len(WORLDS) * spread + len(self._moves)

    def measure(self) -> Iterator[None]:
        """Measure what is not measured yet."""
        for flown in self.worlds[len(self.spreads) :] if self._spread else ():
            self.spreads.append(flown.spread)
            self.done += 1
            yield
        for move in self._moves[self.done - len(self.spreads) :]:
            if (found := self._bad(move)) is not None:
                self.bad = tuple(sorted((*self.bad, found), key=lambda it: it.high)[:WORST])
            self.done += 1
            yield

    def close(self) -> float:
        """k€ below which a quarter of the worlds have their captains."""
        return quantile(self.spreads, 0.25)

    def wide(self) -> float:
        """k€ above which a quarter of the worlds have them."""
        return quantile(self.spreads, 0.75)

    def _bad(self, move: Move) -> Bad | None:
        plain = CAPTAINS[0]
        tried = move.added(plain)
        gains = [flown.net(tried) - flown.net(plain) for flown in self.worlds]
        mean, low, high = interval(gains, SURE)
        return Bad(move, mean, low, high) if high < 0 else None
