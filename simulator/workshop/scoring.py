"""What all teams' decisions come to: in the storm that was flown, and in worlds nobody has flown.

The scoring worlds belong to the seal: nobody can prepare for them, and everybody can count again.
"""

from collections.abc import Iterator

from msgspec import Struct

from simulator.debrief.basis import other_worlds
from simulator.debrief.teams import Flights, Results, judged, played
from simulator.errors import RefusedError
from simulator.workshop.record import Seal

WORLDS = 100
"""Enough to tell teams apart that differ by a few per cent."""
SLICE = 10
"""Worlds played at a time, so that progress shows and others have their turn."""


class Place(Struct, frozen=True, kw_only=True):
    """One team among the others. Money in k€."""

    name: str
    tier: int
    """1 is the best; whoever shares a tier cannot be told from its first."""
    value: float
    """What its decisions bring on average in worlds nobody has flown: k€ net."""
    low: float
    high: float
    """The interval of that average."""
    result: float
    """k€ net in the storm that was flown, to its end."""
    on_time: float
    wins: float
    """In how many of those worlds it had most; who has as much as others has a part of that one."""


class Standing(Struct, frozen=True, kw_only=True):
    """All teams, the best tier first."""

    worlds: int
    """Worlds played so far."""
    of: int
    """Worlds to be played."""
    rows: tuple[Place, ...]
    same_storm: str


def standing(
    flights: Flights, seal: Seal, worlds: int = WORLDS, workers: int | None = None
) -> Iterator[Standing]:
    """How all teams stand, told anew after each slice of worlds.

    Raises RefusedError for fewer than two teams, or flights of different storms.
    """
    if len(flights) < 2:
        raise RefusedError("one team has nobody to be compared with; wait for a second one")
    found = Results.none(name for name, _ in flights)
    for part in sliced(other_worlds(worlds)):
        found.add(played(flights, part, seal.fate, workers=workers, keep=False))
        yield told(flights, found, seal, worlds)


def sliced(worlds: range) -> Iterator[range]:
    """The worlds, a few at a time."""
    for begin in range(0, len(worlds), SLICE):
        yield worlds[begin : begin + SLICE]


def told(flights: Flights, results: Results, seal: Seal, worlds: int) -> Standing:
    """The same from what has been played."""
    rows = judged(flights, results, seal.fate)
    return Standing(
        worlds=results.worlds,
        of=worlds,
        rows=tuple(
            Place(
                name=it.name, tier=it.tier, value=float(it.value), low=it.value.low,
                high=it.value.high, result=it.result, on_time=it.on_time, wins=it.wins,
            )
            for it in rows
        ),
        same_storm=same_storm(len(flights)),
    )  # fmt: skip


def same_storm(count: int) -> str:
    """The sentence that a room should go home with."""
    return f"All {count} teams had the same storm, day by day: what differs was decided."
