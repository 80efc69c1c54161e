"""Flights in many worlds: kept ones from the shelf, a few here, the rest wherever is room."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from typing import NamedTuple

from simulator.errors import RefusedError
from simulator.experiment.captain import Flight
from simulator.experiment.keys import prefix
from simulator.experiment.looks import Look, watch
from simulator.experiment.shelf import Shelf, folder
from simulator.experiment.spread import OwnWorkers, cores, spread
from simulator.experiment.watch import Progress, Watch

Seen = list[object]
"""What was seen in one world, of each flight."""
Worlds = dict[int, Seen]
"""Worlds by their place among the seeds."""

BLOCK = 1000
"""Worlds that are looked up on the shelf before any of them is played."""
TASTE = 0.1
"""Seconds of playing here, after which it is clear how long a world takes."""
WORTH, WORTH_A_START = 0.3, 1.5
"""Seconds of work that pay for other processes: if they are there, and if they must be started."""
PORTION = 0.3
"""Seconds of work in a job: less costs more than it saves, more leaves workers without any."""


class Where(NamedTuple):
    """On what an experiment runs."""

    workers: int | None = None
    """Processes; None is one for each core, 1 is none but this."""
    executor: Executor | None = None
    """Somebody else's, such as a cluster's; goes before `workers`."""
    keep: bool = True
    """Whether finished worlds are looked up on the shelf, and put there."""

    @classmethod
    def asked(cls, workers: int | None, executor: Executor | None, keep: bool) -> "Where":
        """What somebody has written. Raises RefusedError if it is no place to run."""
        whole = isinstance(workers, int) and not isinstance(workers, bool)
        if workers is not None and not (whole and workers >= 1):
            raise RefusedError(
                f"workers is {workers!r}; write a whole number from 1, or None for all cores"
            )
        if executor is not None and not callable(getattr(executor, "submit", None)):
            raise RefusedError(
                f"executor is {executor!r}; write one that can submit, such as "
                "Client(…).get_executor()"
            )
        return cls(workers, executor, keep)

    @property
    def many(self) -> int:
        """How many processes of our own there may be."""
        return cores() if self.workers is None else self.workers


class Portion(NamedTuple):
    """A job: some flights in some worlds."""

    flights: tuple[Flight, ...]
    seeds: tuple[int, ...]
    places: tuple[int, ...]
    """Of these flights among all."""
    worlds: tuple[int, ...]
    """Places of these seeds among all."""


def play_portion(portion: Portion, look: Look) -> list[Seen]:
    """Play all worlds of a portion: one list a world, with what was seen of each flight."""
    return [[watch(flight, seed, look) for flight in portion.flights] for seed in portion.seeds]


def fly(
    flights: Sequence[Flight],
    seeds: Sequence[int],
    look: Look,
    progress: Progress,
    where: Where,
    pack: Callable[[Seen], object] = list,
) -> list[tuple[int, object]]:
    """(seed, what was seen of each flight) of every world that is done, in the seeds' order.

    `pack` makes what was seen in a world smaller, where there will be many of them. An interrupt
    keeps the worlds that are done; in each of them every flight has been played.
    """
    done: dict[int, object] = {}
    with (
        Watch(len(seeds), progress, "worlds") as watching,
        closing(worlds(flights, seeds, look, where, watching.say)) as coming,
    ):
        for some in coming:
            done.update((world, pack(seen)) for world, seen in some.items())
            if not watching.goes_on(len(some)):
                break
    return [(seeds[world], done[world]) for world in sorted(done)]


def worlds(
    flights: Sequence[Flight],
    seeds: Sequence[int],
    look: Look,
    where: Where,
    say: Callable[[str], None] = lambda text: None,
) -> Iterator[Worlds]:
    """Worlds as they are done, some at a time and in any order."""
    shelf = Shelf(folder() if where.keep else None, say)
    prefixes = [prefix(flight, look) if shelf.works else None for flight in flights]
    players = Players(flights, seeds, look, where, say)

    def keys(world: int) -> list[str | None]:
        return [start and f"{start}:{seeds[world]}" for start in prefixes]

    try:
        for first in range(0, len(seeds), BLOCK):
            block = range(first, min(first + BLOCK, len(seeds)))
            found = {world: shelf.find(keys(world)) for world in block}
            lacking = {world: seen for world, seen in found.items() if None in seen}
            yield {world: seen for world, seen in found.items() if world not in lacking}
            for done in players.play(lacking):
                shelf.keep(pair for world in done for pair in _pairs(keys(world), done[world]))
                yield done
    finally:
        shelf.close()


def _pairs(keys: list[str | None], seen: Seen) -> Iterator[tuple[str | None, object]]:
    return zip(keys, seen, strict=True)


class Players:
    """Play what the shelf has not: a little here to learn how long it takes, then elsewhere."""

    def __init__(
        self,
        flights: Sequence[Flight],
        seeds: Sequence[int],
        look: Look,
        where: Where,
        say: Callable[[str], None],
    ) -> None:
        self.flights, self.seeds, self.where, self.say = flights, seeds, where, say
        self.work = partial(play_portion, look=look)
        self.spent, self.tasted, self.lost = 0.0, 0, False

    def play(self, lacking: Worlds) -> Iterator[Worlds]:
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

    def _portion(self, worlds: list[int], lacking: Worlds) -> Portion:
        """These worlds, with every flight that one of them lacks."""
        seen = [lacking[world] for world in worlds]
        places = tuple(k for k in range(len(self.flights)) if any(it[k] is None for it in seen))
        flights = tuple(self.flights[place] for place in places)
        return Portion(flights, tuple(self.seeds[it] for it in worlds), places, tuple(worlds))

    def _lose(self, error: BaseException) -> None:
        if not self.lost:
            self.lost = True
            why = str(error) or type(error).__name__
            self.say(f"a worker was lost, and its worlds are played here ({why.splitlines()[0]})")


def _filled(portion: Portion, results: list[Seen], lacking: Worlds) -> Worlds:
    """The worlds of a portion, complete."""
    done = {world: lacking.pop(world) for world in portion.worlds}
    for world, seen in zip(portion.worlds, results, strict=True):
        for place, result in zip(portion.places, seen, strict=True):
            done[world][place] = result
    return done
