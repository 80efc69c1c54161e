"""Calendars of Microsoft Project XML: weeks, holidays, and days on which somebody is away."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from simulator.plans import Calendar, Findings, Place
from simulator.plans.calendars import USUAL, Shifts, usable
from simulator.readers.markup import Node
from simulator.readers.mspdi_recurring import ONCE, recurring
from simulator.readers.worktimes import clock_time, day_of, number

LONGEST_EXCEPTION = 2_000
"""Days; what is longer is no exception."""
Exceptions = dict[date, Shifts]
DAY = timedelta(days=1)


class Calendars:
    """The calendars of a file by their number, each with what it takes from its base."""

    def __init__(self, root: Node, file: str, findings: Findings) -> None:
        self.nodes = {node.get("UID"): node for node in root.all("Calendars", "Calendar")}
        self.file = file
        self.findings = findings
        self._made: dict[str, Calendar] = {}
        self.default = Calendar()
        self.default = self.of(root.get("CalendarUID") or "1")

    def of(self, uid: str) -> Calendar:
        """A calendar; the default one if there is none of that number, or nobody works in it."""
        if uid not in self.nodes:
            return self.default
        if uid not in self._made:
            self._made[uid] = self.default  # for calendars that are their own base
            made = self._calendar(self.nodes[uid])
            if not usable(made):
                self.findings.suspicious(
                    "a calendar without working time", self._place(self.nodes[uid]), made.name,
                    "The project's calendar stands for it.", "Correct the calendar.",
                )  # fmt: skip
                made = self.default
            self._made[uid] = made
        return self._made[uid]

    def _place(self, node: Node) -> Place:
        return Place(file=self.file, row=node.line)

    def _calendar(self, node: Node) -> Calendar:
        base = node.get("BaseCalendarUID")
        known = self.of(base) if base in self.nodes else Calendar()
        week, exceptions = list(known.week), dict(known.exceptions)
        for day in node.all("WeekDays", "WeekDay"):
            kind = int(number(day.get("DayType")) or 0)
            if 1 <= kind <= 7:
                week[(kind + 5) % 7] = _shifts(day)
            else:
                exceptions |= self._period(day)
        for other in node.all("WorkWeeks", "WorkWeek"):
            exceptions |= self._other_week(other)
        for exception in node.all("Exceptions", "Exception"):
            exceptions |= self._period(exception)
        return Calendar(node.get("Name"), tuple(week), tuple(sorted(exceptions.items())))

    def _other_week(self, node: Node) -> Exceptions:
        """The days of a time in which the week is another, such as in summer."""
        week = {(int(number(day.get("DayType")) or 0) + 5) % 7: _shifts(day)
                for day in node.all("WeekDays", "WeekDay")}  # fmt: skip
        return {day: week[day.weekday()] for day in self._days(node) if day.weekday() in week}

    def _period(self, node: Node) -> Exceptions:
        """The days of an exception; of one that comes again and again, each of them."""
        return dict.fromkeys(self._days(node), _shifts(node))

    def _days(self, node: Node) -> Iterable[date]:
        span = next(node.all("TimePeriod"), node)
        first, last = day_of(span.get("FromDate")), day_of(span.get("ToDate"))
        if first is None or last is None:
            return ()
        if node.get("Type") not in ONCE and (number(node.get("Occurrences")) or 0) != 1:
            return recurring(node, first, last)
        if (last - first).days > LONGEST_EXCEPTION:
            self.findings.left_out(
                "an exception of years", self._place(node), f"{first} – {last}",
                "It is left out.", "Change the working week instead.",
            )  # fmt: skip
            return ()
        return [first + DAY * n for n in range((last - first).days + 1)]

    def away(self, uid: str) -> tuple[tuple[date, date], ...]:
        """From when till when somebody is away whose own calendar this is."""
        node = self.nodes.get(uid)
        if node is None or node.get("IsBaseCalendar") == "1":
            return ()
        own = [*node.all("Exceptions", "Exception")]
        own += [day for day in node.all("WeekDays", "WeekDay") if day.get("DayType") == "0"]
        days = sorted({day for it in own for day, shifts in self._period(it).items() if not shifts})
        return tuple(_stretches(days))


def _shifts(node: Node) -> Shifts:
    """When people work on a day; the usual times if only that they work is said."""
    if node.get("DayWorking") != "1":
        return ()
    found = []
    for time in node.all("WorkingTimes", "WorkingTime"):
        start, end = clock_time(time.get("FromTime")), clock_time(time.get("ToTime"))
        if start is not None and end is not None:
            found.append((start, end if end > start else 24 * 60))
    return tuple(sorted(found)) or USUAL


def _stretches(days: list[date]) -> Iterator[tuple[date, date]]:
    """Days in a row as first and last."""
    since = None
    for place, day in enumerate(days):
        since = since or day
        if place + 1 == len(days) or days[place + 1] != day + DAY:
            yield since, day
            since = None
