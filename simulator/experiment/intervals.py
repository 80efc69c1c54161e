"""Differences in the same worlds, and how sure they are."""

from math import log, sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import RefusedError
from simulator.experiment.student import student

if TYPE_CHECKING:
    import pandas as pd

    from simulator.experiment.played import Played


def _signed(number: float) -> str:
    """A difference as people write it."""
    return f"{number:+,.0f}" if abs(number) >= 100 else f"{number:+.3g}"


NARROWEST = 100
"""Worlds after which an anytime interval loses least against one for a number fixed before."""


class Difference(NamedTuple):
    """What B has more than A in the same worlds: its mean and a 95 % interval."""

    metric: str
    mean: float
    low: float
    high: float
    wins: float
    """Share of worlds in which B has more; ties count half."""
    worlds: int
    anytime: bool = False
    """Whether the interval holds however often somebody looked before these worlds were enough."""

    @property
    def width(self) -> float:
        """How wide the interval is, in the metric's unit."""
        return self.high - self.low

    def __repr__(self) -> str:
        return (
            f"{self.metric}: {_signed(self.mean)} "
            f"(95 % {'anytime ' if self.anytime else ''}interval {_signed(self.low)} to "
            f"{_signed(self.high)}), "
            f"more in {self.wins:.0%} of {self.worlds} worlds"
        )


def difference(table: "pd.DataFrame | Played", a: str, b: str, metric: str = "net") -> Difference:
    """What captain `b` has more of than captain `a`, world by world.

    `table` comes from `run` or `played`. The interval is Student's for paired differences. Raises
    RefusedError if one of them did not play, or the table has no such number.

    >>> from simulator import Policy, experiment, load
    >>> captains = {"plain": Policy(), "calm": Policy(wip_limit=2)}
    >>> table = experiment.run(load("three_projects"), captains, range(20), progress=False)
    >>> difference(table, "plain", "calm", "waited")
    waited: +0.413 (95 % interval +0.172 to +0.654), more in 80% of 20 worlds
    """
    if isinstance(table, tuple):
        return summed(
            metric, [y - x for x, y in zip(table.of(a, metric), table.of(b, metric), strict=True)]
        )
    for name in (a, b):
        if name not in set(table.get("policy", ())):
            raise RefusedError(f"nobody called '{name}' played; write a policy of the table")
    if metric not in table:
        raise RefusedError(f"there is no number '{metric}'; write a column of the table")
    pairs = table.pivot(index="seed", columns="policy", values=metric)[[a, b]].dropna()
    return summed(metric, [float(x) for x in pairs[b] - pairs[a]])


def summed(metric: str, differences: list[float], looked: bool = False) -> Difference:
    """What these differences amount to; `looked` if somebody decided by them how many to have."""
    mean, low, high = (anytime if looked else interval)(differences)
    wins = fmean((x > 0) + (x == 0) / 2 for x in differences)
    return Difference(metric, mean, low, high, wins, len(differences), looked)


def interval(numbers: list[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """(mean, low, high) of the confidence interval for the mean.

    Raises RefusedError for fewer than two numbers.

    >>> [round(it, 2) for it in interval([4.0, 6.0, 8.0, 6.0])]
    [6.0, 3.4, 8.6]
    """
    if len(numbers) < 2:
        raise RefusedError(f"an interval needs at least 2 worlds, found {len(numbers)}")
    mean = fmean(numbers)
    half = student(confidence, len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return mean, mean - half, mean + half


def anytime(numbers: list[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """(mean, low, high) of an interval that may be looked at after every world.

    Who stops as soon as an ordinary interval pleases is wrong more often than it says. All of these
    together, one for each number of worlds, miss the mean no more often than `1 - confidence`: the
    normal-mixture confidence sequence of Robbins (1970), with the standard deviation estimated as
    in Waudby-Smith et al. (2024), from memory, and Student's quantile for the normal one, which
    matters for few worlds only. It holds for large numbers; 30 worlds are few but do, unless one
    world in hundreds decides everything. Raises RefusedError for fewer than two numbers.
    """
    if len(numbers) < 2:
        raise RefusedError(f"an interval needs at least 2 worlds, found {len(numbers)}")
    half = stdev(numbers) * margin(len(numbers), confidence)
    mean = fmean(numbers)
    return mean, mean - half, mean + half


def margin(count: int, confidence: float = 0.95) -> float:
    """Half the width of an anytime interval, in standard deviations."""
    alpha = 1 - confidence
    start = -2 * log(alpha)
    tuned = (start + log(start) + 1) / NARROWEST * count
    few = student(confidence, count - 1) / student(confidence, 10**9)
    return few * sqrt(2 * (tuned + 1) / (tuned * count) * log(sqrt(tuned + 1) / alpha))
