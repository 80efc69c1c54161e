"""Dates along a line of paper: where a date lies, and which dates are written below it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from simulator.plan_forecast.lines import Line

MOST_TICKS = 8
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between dates that are written."""


class Axis(Struct, frozen=True):
    """From a first date to a last, between two places of the paper in millimetres."""

    first: date
    last: date
    left: float
    right: float

    def at(self, when: date) -> float:
        """The place of a date; at the edge if it lies outside."""
        share = (when - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def shows(self, when: date) -> bool:
        """Whether a date lies inside."""
        return self.first <= when <= self.last

    def ticks(self) -> Iterator[date]:
        """First days of months, as many as can be written side by side."""
        months = [self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month]
        fits = [it for it in STEPS if (months[1] - months[0]) / it <= MOST_TICKS]
        step = fits[0] if fits else STEPS[-1]
        for month in range(-(-(months[0] - 1) // step) * step, months[1] + 1, step):
            tick = date(month // 12, month % 12 + 1, 1)
            if self.shows(tick):
                yield tick


def axis(lines: Sequence[Line], since: date, left: float, right: float) -> Axis:
    """All ranges, and promises as far as they do not squeeze the ranges into a corner."""
    ends = [it for line in lines for it in line.range if it is not None] or [since]
    low, high = min(since, *ends), max(since, *ends)
    most = max(high - low, timedelta(days=14))
    said = [it for line in lines for it in (line.promised, line.planned_finish) if it is not None]
    low = max(min([low, *said]), low - most / 2)
    high = min(max([high, *said]), high + most / 2)
    edge = max((high - low) / 40, timedelta(days=2))
    return Axis(low - edge, high + edge, left, right)
