"""M38: people feel safe where somebody can step in, the load is even and promises are kept."""

from collections.abc import Mapping, Sequence
from math import fsum, sqrt
from statistics import fmean
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Security(Parameters, frozen=True, kw_only=True):
    """What makes people feel safe; only the weights' proportions count."""

    bench: Annotated[float, parameter(0, 1, "weight", "of roles with a ready second")] = 0.5
    load: Annotated[float, parameter(0, 1, "weight", "of an even load")] = 0.3
    promises: Annotated[float, parameter(0, 1, "weight", "of promises kept")] = 0.2
    months: Annotated[
        int, parameter(2, 60, "months", "over which a load is called even or not")
    ] = 6


def bench(people_by_role: Mapping[str, float]) -> float:
    """The share of key roles with a ready second, from the experienced people of each role.

    A role has a ready second with two experienced people. Without key roles nothing can break: 1.
    """
    ready = [people >= 2 for people in people_by_role.values()]
    return fsum(ready) / len(ready) if ready else 1.0


def stability(loads: Sequence[float]) -> float:
    """How even a load was, 0 to 1, from utilisations: 1 − 2 · their standard deviation.

    Half of all months idle and half full is 0; with fewer than two months to compare it is 1.
    """
    if len(loads) < 2:
        return 1.0
    mean = fmean(loads)
    return max(0.0, 1 - 2 * sqrt(fmean((load - mean) ** 2 for load in loads)))


def security(bench: float, stability: float, promises: float, how: Security) -> float:
    """How safe people feel, 0 to 1: a weighted mean of three shares."""
    total = how.bench + how.load + how.promises
    felt = how.bench * bench + how.load * stability + how.promises * promises
    return felt / total if total > 0 else 0.0


CARD = Card(
    module=__name__,
    number="M38",
    meaning="People feel safe where a second can step in, load is even and promises are kept.",
    formula="security = .5 · bench + .3 · even load + .2 · promises kept; bench = share of key "
    "roles with two experienced people; even load = 1 − 2 · deviation of utilisation",
    source="design default",
    checked="nothing: the sizes are invented",
    leaves_out="Pay, contracts and what goes on in the rest of the firm. It does nothing by "
    "itself: it acts through turnover (M33) and honest reports (M20). The design does not say "
    "what an even load is; here it is how far utilisation spreads from month to month.",
    lesson="exercise 08",
    record=Security,
)
