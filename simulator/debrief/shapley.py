"""Who of several players brought what, fairly: each is paid what it adds, on average over all
orders in which they might have joined (Shapley 1953).

A value is any number by coalition; players are names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import comb, fsum

Coalition = frozenset[str]
Values = Mapping[Coalition, float]


def coalitions(players: Iterable[str]) -> Iterator[Coalition]:
    """Every set of players, the smallest first: nobody, each alone, …, all."""
    names = tuple(players)
    sizes = (combinations(names, size) for size in range(len(names) + 1))
    return map(frozenset, chain.from_iterable(sizes))


def shapley(values: Values, players: Sequence[str]) -> dict[str, float]:
    """What each player brought. Together that is what all bring beyond nobody."""
    return {player: _share(values, players, player) for player in players}


def _share(values: Values, players: Sequence[str], player: str) -> float:
    others = [it for it in players if it != player]
    return fsum(
        (values[before | {player}] - values[before])
        / (len(players) * comb(len(others), len(before)))
        for before in coalitions(others)
    )


def interaction(values: Values, players: Sequence[str], one: str, other: str) -> float:
    """What two players bring together beyond what each brings alone, on average over all others
    who might be there (Grabisch and Roubens 1999). Below zero they stand in for each other."""
    rest = [it for it in players if it not in (one, other)]
    return fsum(
        (
            values[there | {one, other}]
            - values[there | {one}]
            - values[there | {other}]
            + values[there]
        )
        / ((len(players) - 1) * comb(len(rest), len(there)))
        for there in coalitions(rest)
    )
