"""What the lessons' tests ask of many worlds: intervals, differences, worth."""

from collections.abc import Iterable

import numpy as np
from office import activity, run

from simulator import metrics
from simulator.experiment import interval
from simulator.mechanisms import Duration
from simulator.scenario import Activity, Scenario


def resampled(statistic, *columns) -> tuple[float, float]:
    """(low, high) of the 95 % bootstrap interval of a statistic; columns go by the same worlds."""
    worlds = np.array(columns, dtype=float)
    lots = np.random.default_rng(0).integers(0, worlds.shape[1], (400, worlds.shape[1]))
    found = [statistic(*worlds[:, lot]) for lot in lots]
    return float(np.quantile(found, 0.025)), float(np.quantile(found, 0.975))


def gain(better, worse) -> tuple[float, float]:
    """(low, high) of the 95 % interval of the mean difference in the same worlds."""
    return interval([float(a - b) for a, b in zip(better, worse, strict=True)])[1:]


def net(scenario: Scenario, seed: int, **rules) -> float:
    """Value less all money spent in a world, in k€."""
    events = run(scenario, seed=seed, **rules)
    return metrics.value_delivered(events) - sum(metrics.money_spent(events, scenario).values())


def part(one, other) -> float:
    """How much of the second sum the first is."""
    return float(np.sum(one) / np.sum(other))


OWN_LUCK = Duration(project_share=0.0, role_share=0.0)
"""The recorded luck of activities, without what they share: sums differ less between worlds."""


def low(numbers: Iterable[float]) -> float:
    """The lower end of the 95 % interval for the mean."""
    return interval(list(numbers))[1]


def high(numbers: Iterable[float]) -> float:
    """The upper end of the 95 % interval for the mean."""
    return interval(list(numbers))[2]


def more(many: Iterable[float], few: Iterable[float]) -> list[float]:
    """Differences in the same worlds."""
    return [x - y for x, y in zip(many, few, strict=True)]


def more_of(number, first: tuple, second: tuple) -> tuple[float, float]:
    """(low, high) of what the second logs have more of a number than the first, world by world."""
    pairs = zip(first, second, strict=True)
    return interval([float(number(after) - number(before)) for before, after in pairs])[1:]


def usual(number, logs: tuple) -> tuple[float, float]:
    """(low, high) of a number's mean in these logs."""
    return interval([float(number(log)) for log in logs])[1:]


def times(many: Iterable[float], few: Iterable[float]) -> list[float]:
    """Ratios in the same worlds."""
    return [x / y for x, y in zip(many, few, strict=True)]


def side_by_side(
    number: int, days: float, at_most: int, name: str = "a", **fields
) -> list[Activity]:
    """Activities of one developer each, of which no more than so many are ready at once."""
    return [
        activity(f"{name}{n}", days, *([f"{name}{n - at_most}"] if n >= at_most else []), **fields)
        for n in range(number)
    ]
