"""Worlds that have to be played: a few here, to learn how long they take, the rest elsewhere."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from typing import Generic, NamedTuple

from simulator.experiment.captain import Flight
from simulator.experiment.measures import Measure, Result, measured
from simulator.experiment.spread import OwnWorkers, spread
from simulator.experiment.where import Where

TASTE = 0.1
"""Seconds of playing here, after which it is clear how long a world takes."""
WORTH, WORTH_A_START = 0.3, 1.5
"""Seconds of work that pay for other processes: if they are there, and if they must be started."""
PORTION = 0.3
"""Seconds of work in a job: less costs more than it saves, more leaves workers without any."""


class Portion(NamedTuple):
    """A job: some flights in some worlds."""

    flights: tuple[Flight, ...]
    seeds: tuple[int, ...]
    places: tuple[int, ...]
    """Of these flights among all."""
    worlds: tuple[int, ...]
    """Places of these seeds among all."""


def play_portion(portion: Portion, measure: Measure[Result]) -> list[list[Result]]:
    """Play all worlds of a portion: one list a world, with the result of each flight."""
    return [
        [measured(flight, seed, measure) for flight in portion.flights] for seed in portion.seeds
    ]


class Players(Generic[Result]):
    """Play what the shelf has not: a little here to learn how long it takes, then elsewhere."""

    def __init__(
        self,
        flights: Sequence[Flight],
        seeds: Sequence[int],
        measure: Measure[Result],
        where: Where,
        say: Callable[[str], None],
    ) -> None:
        self.flights, self.seeds, self.where, self.say = flights, seeds, where, say
        self.work = partial(play_portion, measure=measure)
        self.spent, self.tasted, self.lost = 0.0, 0, False

    def play(
        self, lacking: dict[int, list[Result | None]]
    ) -> Generator[dict[int, list[Result]], None, None]:
        """Fill in what these worlds lack, some at a time."""
        left = list(lacking)
        while left and self._stay_here(len(left)):
            portion, begin = self._portion(left[:1], lacking), time.perf_counter()
            results = self.work(portion)
            self.spent, self.tasted = self.spent + time.perf_counter() - begin, self.tasted + 1
            del left[0]
            yield _filled(portion, results, lacking)
        if not left:
            return
        size = self._size(len(left))
        portions = (self._portion(left[i : i + size], lacking) for i in range(0, len(left), size))
        workers = self.where.executor or OwnWorkers(self.where.many)
        with closing(spread(portions, self.work, workers, self._lose)) as coming:
            for portion, results in coming:
                yield _filled(portion, results, lacking)

    def _stay_here(self, count: int) -> bool:
        """Whether the next world is played in this process, if so many are left."""
        if not self.tasted:
            return True
        if self.where.executor is not None:
            return False
        worth = WORTH if OwnWorkers.started else WORTH_A_START
        little = self.spent / self.tasted * count < worth
        return little or self.spent < TASTE or self.where.many == 1

    def _size(self, count: int) -> int:
        """Worlds in a portion, if so many are left."""
        each = self.spent / self.tasted
        fair = count if self.where.executor else -(-count // (4 * self.where.many))
        return max(1, min(round(PORTION / each) if each else count, fair))

    def _portion(self, worlds: list[int], lacking: dict[int, list[Result | None]]) -> Portion:
        """These worlds, with every flight that one of them lacks."""
        rows = [lacking[world] for world in worlds]
        places = tuple(k for k in range(len(self.flights)) if any(it[k] is None for it in rows))
        flights = tuple(self.flights[place] for place in places)
        return Portion(flights, tuple(self.seeds[it] for it in worlds), places, tuple(worlds))

    def _lose(self, error: BaseException) -> None:
        if not self.lost:
            self.lost = True
            why = str(error) or type(error).__name__
            self.say(f"a worker was lost, and its worlds are played here ({why.splitlines()[0]})")


def _filled(
    portion: Portion, results: list[list[Result]], lacking: dict[int, list[Result | None]]
) -> dict[int, list[Result]]:
    """The worlds of a portion, complete."""
    done = {}
    for world, played in zip(portion.worlds, results, strict=True):
        by_place = dict(zip(portion.places, played, strict=True))
        kept = enumerate(lacking.pop(world))
        done[world] = [by_place[place] if it is None else it for place, it in kept]
    return done
