"""Exceptions of a calendar that come again and again: every Friday, the last Monday in May."""

from collections.abc import Iterator
from datetime import date, timedelta

from simulator.limits import LAST_YEAR
from simulator.readers.markup import Node
from simulator.readers.worktimes import number

ONCE = ("", "9")
"""Types of exceptions that are one stretch of days."""
DAILY, YEARLY, YEARLY_BY_POSITION, MONTHLY, MONTHLY_BY_POSITION, WEEKLY = "123456"
LAST = 4
"""The last of a month, among first, second, third and fourth."""
MOST_DAYS = 20_000
DAY = timedelta(days=1)


def recurring(node: Node, first: date, last: date) -> Iterator[date]:
    """The days of an exception from its first time to its last."""
    every = max(1, _whole(node, "Period"))
    if node.get("Type") in (YEARLY, YEARLY_BY_POSITION):
        every = 1
    if node.get("Type") in (DAILY, WEEKLY):
        yield from _by_day(node, first, last, every)
        return
    known = node.get("Type") in (YEARLY, YEARLY_BY_POSITION, MONTHLY, MONTHLY_BY_POSITION)
    if not known:
        yield from _by_day(node, first, last, 1)
        return
    for year, month in _months(node, first, last, every):
        day = _in_month(node, year, month, first)
        if day is not None and first <= day <= last:
            yield day


def _by_day(node: Node, first: date, last: date, every: int) -> Iterator[date]:
    weekly, chosen = node.get("Type") == WEEKLY, _whole(node, "DaysOfWeek")
    since = first - DAY * ((first.weekday() + 1) % 7)  # weeks begin on Sunday there
    for n in range(min(MOST_DAYS, (last - first).days + 1)):
        day = first + DAY * n
        if weekly:
            is_chosen = chosen >> ((day.weekday() + 1) % 7) & 1
            if is_chosen and (day - since).days // 7 % every == 0:
                yield day
        elif n % every == 0:
            yield day


def _months(node: Node, first: date, last: date, every: int) -> Iterator[tuple[int, int]]:
    """Year and month of each time."""
    if node.get("Type") in (YEARLY, YEARLY_BY_POSITION):
        month = _whole(node, "Month") + 1 if node.get("Month") else first.month
        years = range(first.year, min(last.year, LAST_YEAR) + 1)
        yield from ((year, month) for year in years if 1 <= month <= 12)
        return
    from_first, to_last = (at.year * 12 + at.month - 1 for at in (first, last))
    for at in range(from_first, to_last + 1, every):
        yield at // 12, at % 12 + 1


def _in_month(node: Node, year: int, month: int, first: date) -> date | None:
    if node.get("Type") in (YEARLY, MONTHLY):
        wanted = _whole(node, "MonthDay") or first.day
        try:
            return date(year, month, wanted)
        except ValueError:
            return None
    days = [day for n in range(31) if (day := date(year, month, 1) + DAY * n).month == month]
    days = [day for day in days if _is_meant(day, _whole(node, "MonthItem"))]
    place = _whole(node, "MonthPosition")
    if not days:
        return None
    return days[-1] if place >= LAST else days[min(place, len(days) - 1)]


def _is_meant(day: date, item: int) -> bool:
    """Whether it is any day, a working day, a day of the weekend, or one from Sunday on."""
    if item < 3:
        return item == 0 or (day.weekday() < 5) == (item == 1)
    return (day.weekday() + 1) % 7 == item - 3


def _whole(node: Node, field: str) -> int:
    return int(number(node.get(field)) or 0)
