"""Which requests are taken on: pure functions of what is promised and what there is capacity for.

A request is taken on whole. What does not fit waits and is looked at again the next Monday.
"""

from collections.abc import Callable, Mapping, Sequence
from math import fsum
from statistics import fmean
from typing import NamedTuple

from simulator.mechanisms.alignment import alignment
from simulator.mechanisms.selection import best, shrunk, weight

HORIZON = 26
"""Weeks for which capacity is given away when projects are selected."""


class Request(NamedTuple):
    """A project that asks to be taken on, as its sponsor describes it."""

    project: str
    value: float
    """k€, as promised, if work on it begins today."""
    work: Mapping[str, float]
    """Planned person-days, by role."""
    aligned: float
    """How far it serves the strategy of the day, 0 to 1."""

    @property
    def effort(self) -> float:
        """Planned person-days over all roles."""
        return fsum(self.work.values())


Score = Callable[[Request, float, float], float]
"""(request, mean value of all requests, weight of evidence) -> the more the better."""


def by_value(request: Request, mean: float, evidence: float) -> float:
    """The largest promise."""
    return request.value


def by_ratio(request: Request, mean: float, evidence: float) -> float:
    """The largest promise for each person-day."""
    return request.value / max(request.effort, 1e-9)


def by_shrunk(request: Request, mean: float, evidence: float) -> float:
    """The same with promises drawn towards their mean, as far as they are guesses."""
    return shrunk(request.value, mean, evidence) / max(request.effort, 1e-9)


def by_alignment(request: Request, mean: float, evidence: float) -> float:
    """The largest promise for each person-day, as far as it serves the strategy of the day."""
    return request.aligned * request.value / max(request.effort, 1e-9)


SCORES: dict[str, Score] = {
    "by_value": by_value,
    "by_ratio": by_ratio,
    "shrunk": by_shrunk,
    "aligned": by_alignment,
}
"""By rule: what it takes on first."""
BEST_MIX = "best_mix"
"""The rule without a score: all together are the best, not each in turn."""
SELECTING = (*SCORES, BEST_MIX)
"""The names of all rules."""


def chosen(
    rule: str, requests: Sequence[Request], capacity: Mapping[str, float], spread: float,
    noise: float,
) -> tuple[str, ...]:  # fmt: skip
    """The projects that are taken on now, the best first.

    `capacity` has the person-days still to give away, by role; `spread` and `noise` say how far
    true worth and its estimates scatter (mechanism M22).
    """
    if rule == BEST_MIX:
        return _best_mix(requests, capacity)
    mean, evidence = fmean([it.value for it in requests] or [0.0]), weight(spread, noise)
    score = SCORES[rule]
    left, taken = dict(capacity), []
    for request in sorted(requests, key=lambda it: -score(it, mean, evidence)):
        if all(days <= left[role] for role, days in request.work.items()):
            taken.append(request.project)
            for role, days in request.work.items():
                left[role] -= days
    return tuple(taken)


def _best_mix(requests: Sequence[Request], capacity: Mapping[str, float]) -> tuple[str, ...]:
    roles = list(capacity)
    places = best(
        [it.value for it in requests],
        [[it.work.get(role, 0.0) for role in roles] for it in requests],
        [max(0.0, capacity[role]) for role in roles],
    )
    return tuple(requests[place].project for place in places)


def aligned(strategy: Mapping[str, float], serves: Mapping[str, float]) -> float:
    """How far a project serves a strategy; 1 where there are no objectives."""
    if not strategy:
        return 1.0
    return alignment(tuple(strategy.values()), tuple(serves.get(aim, 0.0) for aim in strategy))
