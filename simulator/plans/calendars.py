"""When people of a plan work: dates become days at the border, and days dates again.

A week has five days in the model, whatever it has in a plan: five days are a full week of the
plan's own calendar, so that a plan of seven-day weeks keeps its dates.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import floor

from msgspec import Struct

from simulator.calendar import DAYS_A_WEEK
from simulator.limits import LAST_YEAR

Shifts = tuple[tuple[int, int], ...]
"""From when till when people work on a day, in minutes after midnight."""

USUAL: Shifts = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
MINUTES_A_DAY = 24 * 60
ONE_DAY = timedelta(days=1)
MOST_BACK = 36_525
"""Dates before the first one reach back a century."""
ROUNDING = 0.125
"""Days of a model are eighths: what is over by less has not begun another date."""


class Calendar(Struct, frozen=True):
    """The working times of a week from Monday on, and the days that are otherwise."""

    name: str = "Monday to Friday"
    week: tuple[Shifts, ...] = (USUAL,) * 5 + ((),) * 2
    exceptions: tuple[tuple[date, Shifts], ...] = ()

    @property
    def minutes_a_week(self) -> int:
        """Working minutes of a week without holidays."""
        return sum(map(minutes, self.week))

    @property
    def days_a_week(self) -> int:
        """Days of a week on which people work."""
        return sum(map(bool, self.week))

    def days(self, worked: float) -> float:
        """So many minutes of this calendar in days of the model."""
        return worked / self.minutes_a_week * DAYS_A_WEEK


def minutes(shifts: Shifts) -> int:
    """How long people work on such a day."""
    return sum(end - start for start, end in shifts)


def of_days_a_week(days: int) -> Calendar:
    """A calendar of so many days a week from Monday on, eight hours each."""
    name = {5: "Monday to Friday", 6: "Monday to Saturday", 7: "every day of the week"}[days]
    return Calendar(name, (USUAL,) * days + ((),) * (7 - days))


def elapsed(worked: float) -> float:
    """Minutes that pass by day and night, weekends too, in days of the model."""
    return worked / (7 * MINUTES_A_DAY) * DAYS_A_WEEK


def usable(calendar: Calendar) -> bool:
    """Whether anybody works in it at all."""
    return calendar.minutes_a_week > 0


def moment(of: date | datetime, end: bool = False) -> datetime:
    """A date as the moment at which it begins, or ends."""
    if isinstance(of, datetime):
        return of
    return datetime(of.year, of.month, of.day) + (ONE_DAY if end else timedelta())


class Clock:
    """Days of the model counted from a first date, by a plan's calendar."""

    def __init__(self, calendar: Calendar, first: date) -> None:
        self.calendar = calendar
        self.first = first
        self.days_a_minute = DAYS_A_WEEK / calendar.minutes_a_week
        self._exceptions: Mapping[date, Shifts] = dict(calendar.exceptions)
        self._worked = [0]
        """Minutes worked from the first date until the morning of each later one."""

    def day(self, when: date | datetime, end: bool = False) -> float:
        """The day of the model at a moment; below 0 before the first date."""
        at = moment(when, end)
        if at.date() < self.first:
            return -self._before(at)
        since = (at.date() - self.first).days
        self._extend(since)
        return (self._worked[since] + self._within(at)) * self.days_a_minute

    def date_of(self, day: float) -> date:
        """The date on which a day of the model ends or is going on."""
        if day < 0:
            return self._date_before(day - ROUNDING)
        wanted = (day - ROUNDING) / self.days_a_minute
        while self._worked[-1] <= wanted and self._last().year < LAST_YEAR:
            self._extend(len(self._worked) + 366)
        return self.first + ONE_DAY * max(0, bisect_right(self._worked, wanted) - 1)

    def _date_before(self, day: float) -> date:
        """The date of a day before the first one, which `day` tells only to within a weekend."""
        found = self.first + timedelta(days=max(floor(day * 7 / DAYS_A_WEEK), -MOST_BACK))
        while self.day(found) > day and (self.first - found).days < MOST_BACK:
            found -= ONE_DAY
        while self.day(found + ONE_DAY) <= day:
            found += ONE_DAY
        return found

    def _last(self) -> date:
        return self.first + ONE_DAY * (len(self._worked) - 1)

    def shifts(self, of: date) -> Shifts:
        """When people work on a date."""
        found = self._exceptions.get(of)
        return self.calendar.week[of.weekday()] if found is None else found

    def _extend(self, since: int) -> None:
        while len(self._worked) <= since:
            self._worked.append(self._worked[-1] + minutes(self.shifts(self._last())))

    def _within(self, at: datetime) -> int:
        now = at.hour * 60 + at.minute
        return sum(max(0, min(now, end) - start) for start, end in self.shifts(at.date()))

    def _before(self, at: datetime) -> float:
        """Days from a moment until the first date; weeks of the usual length, far back."""
        days = (self.first - at.date()).days
        weeks, rest = divmod(days, 7)
        worked = weeks * self.calendar.minutes_a_week - self._within(at)
        worked += sum(minutes(self.shifts(at.date() + ONE_DAY * n)) for n in range(rest))
        return worked * self.days_a_minute
