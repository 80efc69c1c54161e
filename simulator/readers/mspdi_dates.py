"""Dates of Microsoft Project XML: those that bind a task, and finishes without a time of day.

Microsoft Project always writes a time. Other programs write midnight, and mean by a finish either
the last day or the day after it; which of them, the durations tell.
"""

from datetime import datetime

from simulator.plans import Calendar, Clock, Findings, Place
from simulator.plans.plan import When
from simulator.readers.markup import Node
from simulator.readers.worktimes import period, stamp

SAMPLE = 1_000
ALAP, START_ON, FINISH_ON, START_FROM, START_UNTIL, FINISH_FROM, FINISH_UNTIL = "1234567"
"""What binds a task, by number."""


def earliest(node: Node, place: Place, findings: Findings) -> When | None:
    """Before what a task must not start, by what binds it; that it must not be later is said."""
    kind = node.get("ConstraintType")
    if kind in (FINISH_ON, START_UNTIL, FINISH_UNTIL):
        findings.left_out(
            "a date that must not be passed", place, node.get("ConstraintDate"),
            "Work may be later here; the date is left out.",
            "Make it the project's due day, if it matters.",
        )  # fmt: skip
    if kind in (ALAP, FINISH_ON, FINISH_FROM):
        return stamp(node.get("Start"))
    return stamp(node.get("ConstraintDate")) if kind in (START_ON, START_FROM) else None


class Dates:
    """How a file writes the end of something."""

    def __init__(self, root: Node, calendar: Calendar) -> None:
        spans = []
        for node in list(root.all("Tasks", "Task"))[:SAMPLE]:
            start, finish = stamp(node.get("Start")), stamp(node.get("Finish"))
            if start is not None and finish is not None and start <= finish:
                spans.append((start, finish, period(node.get("Duration")) or 0.0))
        works_at_night = any(shift[0] == 0 for day in calendar.week for shift in day)
        self.last_day_counts = (
            bool(spans)
            and not works_at_night
            and all(_is_midnight(at) for start, finish, _ in spans for at in (start, finish))
            and _counts_last_day(spans, calendar)
        )
        """Whether a finish at midnight means the whole of that day."""

    def end(self, text: str) -> When | None:
        """When something ends that ends at this date."""
        at = stamp(text)
        return at.date() if at is not None and self.last_day_counts and _is_midnight(at) else at


def _is_midnight(at: datetime) -> bool:
    return not (at.hour or at.minute)


def _counts_last_day(spans: list[tuple[datetime, datetime, float]], calendar: Calendar) -> bool:
    """Whether more durations fit if the last day is counted in."""
    clock = Clock(calendar, min(start for start, _, _ in spans).date())
    votes = 0
    for start, finish, worked in spans:
        if worked > 0:
            said = calendar.days(worked)
            without = clock.day(finish) - clock.day(start)
            with_it = clock.day(finish.date(), end=True) - clock.day(start)
            votes += (abs(with_it - said) < abs(without - said)) * 2 - 1
    return votes > 0
