"""One stroke of a result: what it was about, and what it brought, with its interval."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, variance
from typing import NamedTuple

from simulator import experiment, metrics
from simulator.debrief.basis import SURE
from simulator.debrief.striking import striking
from simulator.events import Event
from simulator.narration import rounded
from simulator.scenario import Scenario


class Stroke(NamedTuple):
    """One row: what it was about, and what it brought in k€ with a 95 % interval."""

    day: float
    kind: str
    what: str
    value: float
    low: float
    high: float


def paired(
    day: float, kind: str, what: str, before: Sequence[float], after: Sequence[float]
) -> Stroke:
    """What one of two has more, fate by fate."""
    more = [b - a for a, b in zip(before, after, strict=True)]
    return Stroke(day, kind, what, *experiment.interval(more, SURE))


def luck(since: float, day: float, last: Sequence[float], now: Sequence[float]) -> Stroke:
    """By how much what is to be expected has moved without anybody's decision."""
    moved, wide = fmean(now) - fmean(last), sqrt(half(last) ** 2 + half(now) ** 2)
    what = f"luck until day {rounded(day)}"
    return Stroke(day, "luck", what, moved, moved - wide, moved + wide)


def named(luck: Stroke, seen: tuple[Event, ...], scenario: Scenario, since: float) -> Stroke:
    """A stretch of luck with the event that stands out in it."""
    found = striking(seen, scenario, since, luck.day, luck.value)
    if found is None:
        return luck
    return luck._replace(what=f"{luck.what}: {found.words} (day {rounded(found.day)})")


def half(numbers: Sequence[float]) -> float:
    """Half of the width of an interval of a mean; nothing where one number says it all."""
    count = len(numbers)
    if count < 2:
        return 0.0
    return float(experiment.student(SURE, count - 1)) * sqrt(variance(numbers) / count)


def net(log: tuple[Event, ...], scenario: Scenario) -> float:
    """The net value of a run, in k€."""
    return metrics.summary(log, scenario)["net"]
