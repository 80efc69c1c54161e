"""What M01 and M02 promise for an activity and for a whole project, as shares and quantiles."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp, log, sqrt
from statistics import NormalDist, fmean
from typing import NamedTuple

from simulator.history.rows import Pair
from simulator.mechanisms.bias import Bias, beyond
from simulator.mechanisms.duration import Duration, at_most, band

NORMAL = NormalDist()
STEPS = 400
TAILS = 12
"""Places at which a project's tail is looked at."""
USUAL_COUNT = 30
"""So many activities of one size a project has of which only the total is known."""
FAR = 6.0
"""ln(actual / planned) beyond which nothing is looked for."""


class World(NamedTuple):
    """What a forecast is made of."""

    duration: Duration
    bias: Bias


Below = Callable[[float], float]
"""The share that ends at ln(actual / planned) or below."""


def of_activity(how: World, scale: float) -> Below:
    """An activity's forecast: M01's curve, into which all its records went."""
    spread = how.duration.standard * scale
    return lambda at: at_most(exp(at), spread, how.duration)


@lru_cache(maxsize=4096)
def moments(how: Duration, scale: float = 1.0) -> tuple[float, float]:
    """Mean and variance of actual / planned of an activity."""
    lower, upper = band(how)
    late, early = how.standard * scale, how.standard * scale * how.early_spread
    found = []
    for step in range(STEPS):
        luck = NORMAL.inv_cdf((step + 0.5) / STEPS)
        far = late * max(0.0, luck - upper) - early * max(0.0, lower - luck)
        found.append(exp(min(far, FAR)))
    mean = fmean(found)
    return mean, fmean((it - mean) ** 2 for it in found)


def total(how: Duration, parts: Sequence[Pair]) -> tuple[float, float]:
    """Mean and spread of ln(actual / planned) of a project that M01 alone moves.

    A sum of many activities, taken for a lognormal with the right mean and variance.
    """
    sizes = [it.planned for it in parts] or [1.0] * USUAL_COUNT
    scales = [it.scale for it in parts] or [1.0] * USUAL_COUNT
    whole = sum(sizes)
    mean = own = together = 0.0
    for size, scale in zip(sizes, scales, strict=True):
        middle, variance = moments(how, scale)
        mean += size / whole * middle
        own += (size / whole) ** 2 * variance
        together += size / whole * sqrt(variance)
    share = how.project_share
    spread = sqrt(log(1 + ((1 - share) * own + share * together**2) / mean**2))
    return log(mean) - spread**2 / 2, spread


def of_project(how: World, parts: Sequence[Pair]) -> Below:
    """A whole project's forecast: M01's sum, times M02's factor with its tail."""
    middle, spread = total(how.duration, parts)
    bias = how.bias
    centre, wide = middle + log(bias.median), max(1e-6, sqrt(spread**2 + bias.spread**2))
    tails = [log(beyond((it + 0.5) / TAILS, bias)) for it in range(TAILS)]

    def below(at: float) -> float:
        far = fmean(NORMAL.cdf((at - centre - it) / wide) for it in tails) if bias.tail else 0.0
        return (1 - bias.tail) * NORMAL.cdf((at - centre) / wide) + bias.tail * far

    return below


def quantile(below: Below, share: float) -> float:
    """The smallest ln(actual / planned) that promises this share; 0 is found exactly."""
    if below(0.0) >= share > below(-1e-9):
        return 0.0
    low, high = -FAR, FAR
    for _ in range(32):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < share else (low, middle)
    return high
