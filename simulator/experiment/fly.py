"""Flights in many worlds: kept ones from the shelf, the others played."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import TypeVar

from simulator.experiment.captain import Flight
from simulator.experiment.keys import prefix
from simulator.experiment.measures import Measure, Result
from simulator.experiment.players import Players
from simulator.experiment.shelf import Shelf
from simulator.experiment.watch import Progress, Watch
from simulator.experiment.where import Where

Packed = TypeVar("Packed")

BLOCK = 1000
"""Worlds that are looked up on the shelf before any of them is played."""


def fly(
    flights: Sequence[Flight],
    seeds: Sequence[int],
    measure: Measure[Result],
    progress: Progress,
    where: Where,
    pack: Callable[[list[Result]], Packed],
) -> list[tuple[int, Packed]]:
    """(seed, results of all flights) of every world that is done, in the seeds' order.

    `pack` makes the results of a world smaller, where there will be many of them. An interrupt
    keeps the worlds that are done; in each of them every flight has been played.
    """
    done: dict[int, Packed] = {}
    with (
        Watch(len(seeds), progress, "worlds") as watching,
        closing(where.shelf(watching.say)) as shelf,
        closing(finished(flights, seeds, measure, where, shelf, watching.say)) as coming,
    ):
        for some in coming:
            done.update((world, pack(results)) for world, results in some.items())
            if not watching.goes_on(len(some)):
                break
    return [(seeds[world], done[world]) for world in sorted(done)]


def finished(
    flights: Sequence[Flight],
    seeds: Sequence[int],
    measure: Measure[Result],
    where: Where,
    shelf: Shelf,
    say: Callable[[str], None] = lambda text: None,
) -> Generator[dict[int, list[Result]], None, None]:
    """Worlds as they are done, some at a time and in any order, by their place among the seeds."""
    prefixes = [prefix(flight, measure.name) if shelf.works else None for flight in flights]
    players = Players(flights, seeds, measure, where, say)

    def keys(world: int) -> list[str | None]:
        return [start and f"{start}:{seeds[world]}" for start in prefixes]

    def pairs(done: dict[int, list[Result]]) -> Iterator[tuple[str | None, Result]]:
        for world, results in done.items():
            yield from zip(keys(world), results, strict=True)

    for first in range(0, len(seeds), BLOCK):
        whole, lacking = {}, {}
        for world in range(first, min(first + BLOCK, len(seeds))):
            found = shelf.find(keys(world), measure.kind)
            results = [it for it in found if it is not None]
            if len(results) == len(flights):
                whole[world] = results
            else:
                lacking[world] = found
        yield whole
        for done in players.play(lacking):
            shelf.keep(pairs(done))
            yield done
