"""Several flights of one world side by side: what came of each, how good its decisions were in
worlds that nobody flew, and which of them can be told apart."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import fmean
from typing import NamedTuple, TypeAlias

from simulator import experiment
from simulator.debrief.basis import HIDDEN, SURE, Basis, other_worlds
from simulator.debrief.captains import flown
from simulator.debrief.estimate import Estimate, middle
from simulator.errors import RefusedError
from simulator.experiment import Captain, Progress, interval, quantile
from simulator.scenario import fingerprint
from simulator.session import Session
from simulator.values import shown

Flights: TypeAlias = Sequence[tuple[str, Session]]
"""Who flew, and what."""
MONEY = "k€"
DIGITS = 6
"""Of a sum of parts of worlds."""


class Results(NamedTuple):
    """What each team's decisions came to in the same worlds, world by world."""

    net: dict[str, list[float]]
    on_time: dict[str, list[float]]
    value: dict[str, list[float]]

    @classmethod
    def none(cls, names: Iterable[str]) -> "Results":
        """Nothing played yet."""
        found = tuple(names)

        def empty() -> dict[str, list[float]]:
            return {name: [] for name in found}

        return cls(empty(), empty(), empty())

    @property
    def worlds(self) -> int:
        """In how many worlds."""
        return min(map(len, self.net.values()), default=0)

    def add(self, more: "Results") -> None:
        """Take in what was played meanwhile."""
        for mine, theirs in zip(self, more, strict=True):
            for name, found in theirs.items():
                mine[name] += found


class Standing(NamedTuple):
    """One team among the others."""

    name: str
    result: float
    """k€ net in the world that was flown, to its end."""
    on_time: float
    """Share of its projects on time there."""
    value: Estimate
    """What the same decisions bring in worlds that nobody has flown: k€ net on average."""
    low: float
    """k€ net that nine worlds of ten exceed."""
    often_on_time: float
    """Mean share of projects on time in those worlds."""
    delivered: float
    """Mean value delivered in those worlds, in k€, before what it cost."""
    tier: int
    """1 is the best; whoever shares a tier cannot be told from its first."""
    wins: float
    """In how many of those worlds it had most; who has as much as others has a part of that one."""


def captains(flights: Flights) -> dict[str, Captain]:
    """Who decides in other worlds as each team did.

    Raises RefusedError unless there are two or more, all of one world, each with a name of its own.
    """
    if len(flights) < 2:
        raise RefusedError("one flight has nobody to be compared with; give at least two")
    first = flights[0][1]
    for place, (name, session) in enumerate(flights):
        if name in [other for other, _ in flights[:place]]:
            raise RefusedError(f"two flights are called {shown(name)}; give each its own name")
        if fingerprint(session.scenario) != fingerprint(first.scenario):
            raise RefusedError(
                f"the flight {shown(name)} is of another office; compare flights of "
                f"{shown(first.scenario.title or first.scenario.name)}"
            )
        if session.seed != first.seed:
            raise RefusedError(
                f"the flight {shown(name)} is of world {session.seed}; the others are of world "
                f"{first.seed}"
            )
    return {name: flown(session) for name, session in flights}


def played(
    flights: Flights, worlds: Iterable[int], fate: str = HIDDEN, progress: Progress = False,
    *, workers: int | None = None, keep: bool = True,
) -> Results:  # fmt: skip
    """What every team's decisions come to in these worlds of a fate.

    Raises RefusedError for flights that cannot be compared (`captains`).
    """
    crew = captains(flights)
    found = experiment.played(
        flights[0][1].scenario, crew, worlds, progress, workers=workers, keep=keep, fate=fate
    )
    return Results(*({name: found.of(name, number) for name in crew} for number in Results._fields))


def standings(
    flights: Flights, worlds: int = 200, fate: str = HIDDEN, progress: Progress = False,
    *, workers: int | None = None, keep: bool = True,
) -> tuple[Standing, ...]:  # fmt: skip
    """Every team with its result, its decisions' worth and its tier; the best tier first.

    Raises RefusedError for flights that cannot be compared, or fewer than two worlds.
    """
    results = played(flights, other_worlds(worlds), fate, progress, workers=workers, keep=keep)
    return judged(flights, results, fate)


def judged(flights: Flights, results: Results, fate: str = HIDDEN) -> tuple[Standing, ...]:
    """The same from what was played already. Raises RefusedError for fewer than two worlds."""
    here = at_home(flights)
    tier, won = tiers(results.net), wins(results.net)
    basis = Basis.of(flights[0][1], results.worlds, fate)
    found = [
        Standing(
            name=name, result=here[name]["net"], on_time=here[name]["on_time"],
            value=_worth(results.net[name], basis), low=quantile(results.net[name], 0.1),
            often_on_time=fmean(results.on_time[name]), delivered=fmean(results.value[name]),
            tier=tier[name], wins=won[name],
        )
        for name, _ in flights
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda it: (it.tier, -it.value)))


def at_home(flights: Flights) -> dict[str, dict[str, float]]:
    """The numbers of each flight in its own world, to its end, by name."""
    return {name: _numbers(session) for name, session in flights}


@lru_cache(maxsize=64)
def _numbers(session: Session) -> dict[str, float]:
    return experiment.play(session.scenario, flown(session), session.seed)


def tiers(nets: Mapping[str, Sequence[float]], sure: float = SURE) -> dict[str, int]:
    """By name: 1 for the best by mean and for all who cannot be told from it, then 2, and so on.

    Differences are taken world by world. So many pairs could be held against each other that each
    interval is wider (Bonferroni): all of them together are as sure as is said.
    """
    best_first = sorted(nets, key=lambda name: -fmean(nets[name]))
    pairs = max(1, len(nets) * (len(nets) - 1) // 2)
    each = 1 - (1 - sure) / pairs
    tier, leader, found = 1, best_first[0], {}
    for name in best_first:
        ahead = [a - b for a, b in zip(nets[leader], nets[name], strict=True)]
        if name != leader and interval(ahead, each)[1] > 0:
            tier, leader = tier + 1, name
        found[name] = tier
    return found


def wins(nets: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """By name: in how many worlds it had most; those who have as much share the world."""
    found = dict.fromkeys(nets, 0.0)
    for world in range(min(map(len, nets.values()), default=0)):
        most = max(net[world] for net in nets.values())
        first = [name for name, net in nets.items() if net[world] == most]
        for name in first:
            found[name] += 1 / len(first)
    return {name: round(won, DIGITS) for name, won in found.items()}


def _worth(nets: list[float], basis: Basis) -> Estimate:
    found = middle(nets, MONEY, basis=basis)
    found.words = (
        f"In {len(nets)} other worlds the same decisions bring {found:,.0f} k€ on average "
        f"({found.low:,.0f} to {found.high:,.0f})."
    )
    return found
