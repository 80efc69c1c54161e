"""How much wider a forecast must be because its numbers were learned from few: the middle and the
spread of a sample are uncertain themselves, and whoever takes them as known promises too much."""

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import NormalDist, fmean, stdev

from simulator.experiment.student import student

CONFIDENCE = 0.8
"""Widths are matched at both ends of a range that holds eight of ten: P10 and P90."""
SHARED = 0.1
"""Share of variance between projects, where a history does not tell it."""
NORMAL_AT = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


def of_few(count: float, free: float) -> float:
    """By what to multiply a standard deviation so that it forecasts the next one.

    Student's predictive range: the mean of `count` is known to within 1 / √count of a standard
    deviation, which itself was learned with so many degrees of freedom.
    """
    return sqrt(1 + 1 / count) * student(CONFIDENCE, max(1, round(free))) / NORMAL_AT


def of_groups(groups: Sequence[Sequence[float]], worth: float, worth_groups: float) -> float:
    """The same for rows that come in groups, of which each shares something.

    A default that was mixed in is worth so many rows; `worth_groups` says of how many groups an own
    share between groups outweighs the usual one.
    """
    many, count = sum(map(len, groups)), len(groups)
    if many < 2:
        return 1.0
    weight = count / (count + worth_groups)
    shared = weight * share_between(groups) + (1 - weight) * SHARED
    more = 1 + worth / many
    variance = shared / (count * more) + (1 - shared) / (many * more)
    between = shared**2 / max(1.0, count * more - 1)
    within = (1 - shared) ** 2 / max(1.0, many * more - count)
    return of_few(1 / variance, 1 / (between + within))


def worth_of_default(
    own: Sequence[float], default: float, worth: float, least: float = 0.0
) -> float:
    """Of how many rows a default is worth as much, beside means of so many independent groups.

    The usual worth while the groups could be as the default says; less where they plainly are not:
    then the default is one of another kind of organisation. Few groups can say so only if they
    agree with each other; how much by chance they may is in the `least` standard error.
    """
    if len(own) < 2:
        return worth
    known = student(0.95, len(own) - 1) * max(least, stdev(own) / sqrt(len(own)))
    apart = abs(fmean(own) - default)
    return worth * min(1.0, (known / apart) ** 2) if apart > known else worth


def share_between(groups: Iterable[Sequence[float]]) -> float:
    """Which share of all variance lies between the means of groups; the usual one for too few."""
    told = [it for it in groups if len(it) > 1]
    if len(told) < 2:
        return SHARED
    within = fmean(stdev(it) ** 2 for it in told)
    noise = fmean(within / len(it) for it in told)
    between = max(0.0, stdev(fmean(it) for it in told) ** 2 - noise)
    return between / (between + within) if between + within else SHARED
