"""What is to be expected, from futures in a chain of fates: with an interval that holds.

Three things make it more than a mean. Fates that follow each other in a chain have something in
common, so they count for fewer. Results have long tails, so the interval is not symmetrical
(Hall's transformation of Student's). And what the same rules made of the same keys from day 0 on
is known in many more worlds: it takes out what the few keys had of luck (a control variate).
"""

from collections.abc import Sequence
from math import cbrt, sqrt
from statistics import fmean
from typing import NamedTuple

from simulator.debrief.basis import SURE
from simulator.experiment import student

ENOUGH = 10
"""Fates from which on it can be told how far the results of the same keys go together."""


class Control(NamedTuple):
    """Net results from day 0 of which nothing is known: a world for every key, and many more."""

    results: tuple[float, ...]

    @property
    def mean(self) -> float:
        """In all these worlds."""
        return fmean(self.results)

    @property
    def error(self) -> float:
        """Its standard error."""
        count = len(self.results)
        return sqrt(_squares(self.results) / (count - 1) / count)


class Expected(NamedTuple):
    """A mean with its 95 % interval."""

    value: float
    low: float
    high: float


def expected(numbers: Sequence[float], control: Control) -> Expected:
    """The mean of one number a fate, told with the control of its keys.

    It is linear in the numbers: what is expected of a difference is the difference of what is
    expected. So strokes that follow each other add up.
    """
    keys = control.results[: len(numbers)]
    slope = _slope(keys, numbers)
    shift = slope * (control.mean - fmean(keys))
    left = [it - slope * (key - fmean(keys)) for it, key in zip(numbers, keys, strict=True)]
    found = interval(left, len(numbers) - 1 - (slope != 0))
    off = float(student(SURE, len(control.results) - 1)) * slope * control.error
    low, high = (sqrt((end - found.value) ** 2 + off**2) for end in found[1:])
    return Expected(found.value + shift, found.value + shift - low, found.value + shift + high)


def interval(numbers: Sequence[float], freedom: int | None = None) -> Expected:
    """The mean of a chain with a 95 % interval that allows for its memory and for a long tail."""
    count, mean = len(numbers), fmean(numbers)
    square = _squares(numbers)
    if count < 2 or square <= 0:
        return Expected(mean, mean, mean)
    freedom = count - 1 if freedom is None else max(1, freedom)
    spread, worth = sqrt(square / freedom), effective(numbers)
    t = float(student(SURE, max(1, round(freedom * worth / count)))) / sqrt(worth)
    cubes = sum((it - mean) ** 3 for it in numbers) / count
    lean = cubes / sqrt(square / count) ** 3
    ends = (mean - spread * _hall(side * t, lean, worth) for side in (1, -1))
    return Expected(mean, *ends)


def effective(numbers: Sequence[float]) -> float:
    """How many independent numbers a chain is worth, between 1 and as many as there are.

    Geyer's initial sequence: correlations of neighbours are added two by two, as long as a pair
    is above 0.
    """
    count, mean = len(numbers), fmean(numbers)
    square = _squares(numbers)
    if square <= 0:
        return float(count)
    away = [it - mean for it in numbers]

    def correlation(lag: int) -> float:
        return sum(a * b for a, b in zip(away, away[lag:], strict=False)) / square

    total, lag = -1.0, 0
    while lag + 1 < count and (pair := correlation(lag) + correlation(lag + 1)) > 0:
        total, lag = total + 2 * pair, lag + 2
    return count / min(float(count), max(1.0, total))


def _hall(t: float, lean: float, count: float) -> float:
    """Student's quantile t, already divided by √n, for numbers that lean to one side."""
    if abs(lean) < 1e-6:
        return t
    return 3 / lean * (cbrt(1 + lean * (t - lean / (6 * count))) - 1)


def _slope(keys: Sequence[float], numbers: Sequence[float]) -> float:
    """By how much one goes with the other; 0 where there is too little to tell."""
    square = _squares(keys)
    if len(keys) < ENOUGH or square <= 0:
        return 0.0
    mean = fmean(keys)
    return sum((key - mean) * it for key, it in zip(keys, numbers, strict=True)) / square


def _squares(numbers: Sequence[float]) -> float:
    mean = fmean(numbers)
    return sum((it - mean) ** 2 for it in numbers)
