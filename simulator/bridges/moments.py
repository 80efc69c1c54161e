"""Working days as moments of a calendar: five days a week, eight hours from eight o'clock on."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from simulator.calendar import DAYS_A_WEEK

MORNING = time(8, tzinfo=UTC)
HOURS_A_DAY = 8


def moment(start: str, day: float) -> datetime:
    """When a working day of an office comes, or an hour of it; `start` is the date of day 0.

    The end of a day is the morning of the next one, as it is in the log.
    """
    first = date.fromisoformat(start)
    weekday = min(first.weekday(), DAYS_A_WEEK - 1)  # what starts on a weekend starts on its Friday
    weeks, rest = divmod(int(day) + weekday, DAYS_A_WEEK)
    morning = datetime.combine(first + timedelta(days=weeks * 7 + rest - weekday), MORNING)
    return morning + timedelta(hours=HOURS_A_DAY * (day % 1))


def moments(start: str, days: Iterable[float]) -> list[datetime]:
    """The moments of a log's events; those of one instant come a millisecond after each other.

    Who reads a log sorts it by time, and may mix up what has the same.
    """
    found: list[datetime] = []
    last, more = -1.0, 0
    for day in days:
        last, more = day, more + 1 if day == last else 0
        found.append(moment(start, day) + timedelta(milliseconds=more))
    return found


def as_text(when: datetime) -> str:
    """A moment as other programs read it, with its offset from universal time."""
    return when.isoformat(timespec="milliseconds")
