"""Dates, times and numbers as programs write them; None for what is none, or beyond all measure."""

import re
from datetime import date, datetime, timedelta

from simulator.limits import FIRST_YEAR, LAST_YEAR

STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?)?")
PERIOD = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
MOST_NUMBER = 1e9


def stamp(text: str) -> datetime | None:
    """The moment in a text such as 2027-01-04T08:00:00."""
    found = STAMP.match(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime(year, month, day) + timedelta(hours=hour, minutes=minute)
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """The date in a text such as 2027-01-04."""
    found = stamp(text)
    return None if found is None else found.date()


def period(text: str) -> float | None:
    """Minutes of a text such as PT8H0M0S; a day has 24 hours in it."""
    found = PERIOD.fullmatch(text)
    if not found or len(text) > 60:
        return None
    sign, days, hours, minutes, seconds = found.groups()
    whole = float(days or 0) * 1440 + float(hours or 0) * 60 + float(minutes or 0)
    whole += float(seconds or 0) / 60
    return -whole if sign else whole


def number(text: str) -> float | None:
    """The number in a text with a decimal point."""
    if len(text) > 60:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < MOST_NUMBER else None


def clock_time(text: str) -> int | None:
    """Minutes after midnight of a text such as 08:00 or 08:00:00."""
    hours, _, rest = text.partition(":")
    minutes = rest.partition(":")[0]
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) < 3 and len(minutes) < 3):
        return None
    return min(24 * 60, int(hours) * 60 + int(minutes))
