"""The seed finder: worlds that have what a mentor wants, world after world until there are some."""

from collections.abc import Iterable, Iterator
from secrets import randbelow

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.mentor.code import SEEDS
from simulator.mentor.flown import Flown
from simulator.mentor.usual import FIRST, Usual
from simulator.mentor.wanted import APART, LUCKY, WANTED
from simulator.scenario import Scenario
from simulator.values import shown

ENOUGH = 3
"""Worlds to choose from."""
MOST = 2_000
"""Worlds that are looked at before it gives up."""


class Found(Struct, frozen=True, kw_only=True):
    """A world that has all that was wanted."""

    seed: int
    evidence: dict[str, str]
    """What there is, in sentences, by the name of what was wanted."""


class Search:
    """A search that can be watched, stopped and gone on with."""

    def __init__(self, scenario: Scenario, wanted: Iterable[str], start: int | None = None) -> None:
        """Raises RefusedError for what no world of this organisation can have."""
        self.scenario = scenario
        self.names = tuple(sorted(set(wanted), key=lambda it: it == LUCKY))
        check(scenario, self.names)
        self.usual = Usual(scenario, bool(APART & set(self.names)), LUCKY in self.names)
        self.next = randbelow(FIRST - MOST) if start is None else start
        self.tried = 0
        self.found: list[Found] = []
        self.having = dict.fromkeys(self.names, 0)
        """In how many worlds each was there, by name, of those that had all before it."""

    def look(self) -> Iterator[None]:
        """Look at worlds until there are enough; it rests after each."""
        yield from self.usual.measure()
        while len(self.found) < ENOUGH and self.tried < MOST:
            self._try(Flown(self.scenario, self.next))
            self.next = (self.next + 1) % SEEDS.stop
            self.tried += 1
            yield

    @property
    def words(self) -> str:
        """How far it is, and what makes it hard."""
        if self.usual.done < self.usual.steps:
            return "Finding out what is usual here …"
        if self.found or self.tried < MOST:
            return f"{_count(len(self.found), 'world')} found among {self.tried:,}."
        kept = [self.tried, *self.having.values()]
        shares = {
            name: kept[n + 1] / kept[n] if kept[n] else 1 for n, name in enumerate(self.names)
        }
        rarest = WANTED[min(shares, key=lambda it: shares[it])].words
        return (
            f"None of {self.tried:,} worlds has all of it. “{rarest}” is the rarest: leave it out, "
            "or take another organisation."
        )

    def _try(self, flown: Flown) -> None:
        said: dict[str, str] = {}
        for name in self.names:
            said[name] = WANTED[name].found(flown, self.usual)
            if not said[name]:
                return
            self.having[name] += 1
        self.found.append(Found(seed=flown.seed, evidence=said))


def check(scenario: Scenario, names: Iterable[str]) -> None:
    """Raise RefusedError for what no world of this organisation can have."""
    for name in names:
        if name not in WANTED:
            raise RefusedError(f"{shown(name)} is nothing to look for; choose of the list")
        if lacks := WANTED[name].lacks(scenario):
            raise RefusedError(f"“{WANTED[name].words}” cannot be found: {lacks}".rstrip("."))
    if set(names) >= APART:
        raise RefusedError("a field is close or wide, not both; choose one of them")


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"
