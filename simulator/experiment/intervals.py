"""Differences in the same worlds, and how sure they are."""

from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import RefusedError

if TYPE_CHECKING:
    import pandas as pd


def _signed(number: float) -> str:
    """A difference as people write it."""
    return f"{number:+,.0f}" if abs(number) >= 100 else f"{number:+.3g}"


class Difference(NamedTuple):
    """What B has more than A in the same worlds: its mean and a 95 % interval."""

    metric: str
    mean: float
    low: float
    high: float
    wins: float
    """Share of worlds in which B has more; ties count half."""
    worlds: int

    def __repr__(self) -> str:
        return (
            f"{self.metric}: {_signed(self.mean)} (95 % interval {_signed(self.low)} to "
            f"{_signed(self.high)}), "
            f"more in {self.wins:.0%} of {self.worlds} worlds"
        )


def compare(table: "pd.DataFrame", a: str, b: str, metric: str = "net") -> Difference:
    """What captain `b` has more of than captain `a`, world by world.

    `table` comes from `run`. The interval is Student's for paired differences.
    """
    for name in (a, b):
        if name not in set(table.get("policy", ())):
            raise RefusedError(f"nobody called '{name}' played; write a policy of the table")
    if metric not in table:
        raise RefusedError(f"there is no number '{metric}'; write a column of the table")
    pairs = table.pivot(index="seed", columns="policy", values=metric)[[a, b]].dropna()
    differences = [float(x) for x in pairs[b] - pairs[a]]
    mean, low, high = interval(differences)
    wins = fmean((x > 0) + (x == 0) / 2 for x in differences)
    return Difference(metric, mean, low, high, wins, len(differences))


def interval(numbers: list[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """(mean, low, high) of the confidence interval for the mean; needs two numbers or more."""
    if len(numbers) < 2:
        raise RefusedError(f"an interval needs at least 2 worlds, found {len(numbers)}")
    mean = fmean(numbers)
    half = student(confidence, len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return mean, mean - half, mean + half


def student(confidence: float, freedom: int) -> float:
    """The two-sided quantile of Student's t distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + confidence / 2))
