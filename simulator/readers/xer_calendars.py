"""Calendars of Primavera P6, written as text within a row: week days, then exceptions."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from simulator.plans import Calendar
from simulator.plans.calendars import Shifts, usable
from simulator.readers.worktimes import clock_time

DAY = re.compile(r"\(0\|\|([1-7])\(\)")
"""The beginning of a week day; 1 is Sunday."""
EXCEPTION = re.compile(r"\(0\|\|\d+\(d\|(\d{1,6})\)")
"""The beginning of an exception, with its day's number."""
HOURS = re.compile(r"\((?:s\|(\d\d?:\d\d)\|f\|(\d\d?:\d\d)|f\|(\d\d?:\d\d)\|s\|(\d\d?:\d\d))\)")
ORIGIN = date(1899, 12, 30)
LATEST = 110_000
"""No day's number is larger; that is the year 2201."""
LONGEST = 2**20


class Read(NamedTuple):
    """A calendar, and whether its text could not be read."""

    calendar: Calendar
    guessed: bool


def calendar_of(name: str, text: str, day_hours: float | None, week_hours: float | None) -> Read:
    """The calendar that a text describes; else one of so many hours a day and a week."""
    plain = re.sub(r"\s|\x7f", "", text[:LONGEST])
    days, _, exceptions = plain.partition("Exceptions")
    week = _week(days)
    found = Calendar(name, week, _exceptions(exceptions)) if week else Calendar(name)
    if week and usable(found):
        return Read(found, False)
    return Read(_of_hours(name, day_hours or 8.0, week_hours or 40.0), True)


def _week(text: str) -> tuple[Shifts, ...]:
    starts = list(DAY.finditer(text))
    week: list[Shifts] = [()] * 7
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        week[(int(start[1]) + 5) % 7] = _shifts(text[start.end() : end])
    return tuple(week) if len(starts) >= 5 else ()


def _exceptions(text: str) -> tuple[tuple[date, Shifts], ...]:
    starts = list(EXCEPTION.finditer(text))
    found = {}
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        if 18_000 < int(start[1]) < LATEST:
            found[ORIGIN + timedelta(days=int(start[1]))] = _shifts(text[start.end() : end])
    return tuple(sorted(found.items()))


def _shifts(text: str) -> Shifts:
    found = []
    for begin, end, last, first in HOURS.findall(text):
        since, until = clock_time(begin or first), clock_time(end or last)
        if since is not None and until is not None:
            found.append((since, until if until > since else 24 * 60))
    return tuple(sorted(found))


def _of_hours(name: str, day: float, week: float) -> Calendar:
    day = min(24.0, max(1.0, day))
    days = min(7, max(1, round(week / day)))
    shift = ((0, round(day * 60)),) if day > 16 else ((8 * 60, 8 * 60 + round(day * 60)),)
    return Calendar(name, (shift,) * days + ((),) * (7 - days))
