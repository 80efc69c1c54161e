"""M22: what looks best when projects are chosen has mostly been judged too well."""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

EXACT = 20
"""Up to so many candidates the best choice is found exactly."""

ROUNDING = 1e-9

Table = Sequence[Sequence[float]]
Pairs = Sequence[tuple[int, int]]


class Selection(Parameters, frozen=True, kw_only=True):
    """How far true worths lie apart, and how far estimates miss them."""

    spread: Annotated[
        float,
        parameter(
            0,
            2,
            "share of the mean",
            "standard deviation of true worths",
            "design default, tried in a prototype",
        ),
    ] = 0.3
    noise: Annotated[
        float,
        parameter(
            0,
            2,
            "share of the mean",
            "standard deviation of an estimate's error",
            "design default, tried in a prototype",
        ),
    ] = 0.3


def weight(spread: float, noise: float) -> float:
    """How far to believe an estimate, from 0 to 1; fully if there is nothing to doubt."""
    return spread**2 / (spread**2 + noise**2) if noise > 0 else 1.0


def shrunk(estimate: float, mean: float, weight: float) -> float:
    """The estimate drawn back towards the mean of all: what to expect of it."""
    return mean + weight * (estimate - mean)


def realised(estimate: float, mean: float, normal: float, how: Selection) -> float:
    """True worth of what was estimated so, from one standard normal draw; not below 0."""
    trust = weight(how.spread, how.noise)
    doubt = sqrt(trust) * how.noise * mean
    return max(0.0, shrunk(estimate, mean, trust) + doubt * normal)


def best(
    values: Sequence[float],
    loads: Table,
    capacities: Sequence[float],
    needs: Pairs = (),
    excludes: Pairs = (),
) -> tuple[int, ...]:
    """Positions of the candidates that together are worth most and fit the capacities.

    `loads[n]` is what candidate n takes of each capacity. A pair (a, b) in `needs` says that a
    makes no sense without b, one in `excludes` that only one of them can be done. Up to `EXACT`
    candidates nothing is better; with more, the most value for its load is taken first.
    """
    shares = [share(load, capacities) for load in loads]
    order = sorted(range(len(values)), key=lambda one: -values[one] / max(shares[one], ROUNDING))
    if len(values) > EXACT:
        return tuple(sorted(greedy(order, values, loads, capacities, needs, excludes)))
    return exact(order, values, loads, capacities, needs, excludes)


def exact(
    order: Sequence[int],
    values: Sequence[float],
    loads: Table,
    capacities: Sequence[float],
    needs: Pairs,
    excludes: Pairs,
) -> tuple[int, ...]:
    """All choices, except those that cannot be worth more than one found before."""
    shares = [share(loads[one], capacities) for one in order]
    worths = [values[one] for one in order]
    nothing: frozenset[int] = frozenset()
    top, found = 0.0, nothing
    open_ends = [(0, 0.0, float(len(capacities)), tuple(capacities), nothing)]
    while open_ends:
        at, worth, spare, room, taken = open_ends.pop()
        if worth > top + ROUNDING and all(b in taken for a, b in needs if a in taken):
            top, found = worth, taken
        if at == len(order) or worth + promise(at, worths, shares, spare) <= top + ROUNDING:
            continue
        one = order[at]
        open_ends.append((at + 1, worth, spare, room, taken))
        left = tuple(free - part for free, part in zip(room, loads[one], strict=True))
        if min(left, default=0.0) >= -ROUNDING and not barred(one, taken, excludes):
            more = (worth + worths[at], spare - shares[at], left, taken | {one})
            open_ends.append((at + 1, *more))
    return tuple(sorted(found))


def share(load: Sequence[float], capacities: Sequence[float]) -> float:
    """What a candidate takes of each capacity, as a share, added up; infinite if there is none."""
    pairs = zip(load, capacities, strict=True)
    return fsum(part / room if room > 0 else float("inf") for part, room in pairs if part > 0)


def promise(first: int, worths: Sequence[float], shares: Sequence[float], spare: float) -> float:
    """What candidates from this one on add at most; they may be cut, capacities exchanged."""
    worth = 0.0
    for at in range(first, len(worths)):
        if worths[at] <= 0:
            continue
        if shares[at] > spare:
            return worth + worths[at] * max(spare, 0.0) / shares[at]
        worth += worths[at]
        spare -= shares[at]
    return worth


def barred(one: int, taken: frozenset[int], excludes: Pairs) -> bool:
    """Whether a candidate excludes one that is taken, or the other way round."""
    return any((a == one and b in taken) or (b == one and a in taken) for a, b in excludes)


def together(
    chosen: frozenset[int], loads: Table, capacities: Sequence[float], excludes: Pairs
) -> bool:
    """Whether these fit the capacities and none excludes another."""
    used = (fsum(loads[one][kind] for one in chosen) for kind in range(len(capacities)))
    fit = all(load <= room + ROUNDING for load, room in zip(used, capacities, strict=True))
    return fit and not any(a in chosen and b in chosen for a, b in excludes)


def greedy(
    order: Sequence[int],
    values: Sequence[float],
    loads: Table,
    capacities: Sequence[float],
    needs: Pairs,
    excludes: Pairs,
) -> frozenset[int]:
    """In this order, each candidate with all that it needs, if that fits and adds value."""
    taken: frozenset[int] = frozenset()
    for one in order:
        more = taken | needed(one, needs)
        gain = fsum(values[other] for other in more - taken)
        if gain > 0 and together(more, loads, capacities, excludes):
            taken = more
    return taken


def needed(one: int, needs: Pairs) -> frozenset[int]:
    """A candidate and all that it makes no sense without."""
    found = {one}
    while more := {b for a, b in needs if a in found} - found:
        found |= more
    return frozenset(found)


CARD = Card(
    module=__name__,
    number="M22",
    meaning="What looks best has mostly been judged too well, so what is chosen disappoints, "
    "even if nobody exaggerates.",
    formula="expected = mean + w · (estimate − mean), w = τ² / (τ² + σ²); "
    "true worth = expected + √w · σ · mean · Z, not below 0; "
    "choice: max Σ value, Σ load ≤ capacity",
    source="Smith & Winkler (2006) for the optimiser's curse and its cure; the sizes are design "
    "defaults, tried in a prototype",
    checked="the optimiser's curse of its source for the same spreads "
    "(tests/test_formulas_choice.py); how far real estimates scatter was not measured "
    "here",
    leaves_out="Estimates that are biased on purpose. All candidates of an office have one mean "
    "and one spread, and one noise unless estimates are drawn back one by one. Slack is what "
    "the caller takes off the capacities, and a budget is one of them. Beyond 20 candidates the "
    "choice is by value for load and may miss the best. Worth below 0 is cut off, so that with "
    "a large spread the mean is a little higher than expected.",
    lesson="notebook 05",
    record=Selection,
)
