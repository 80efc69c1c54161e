"""Links of Microsoft Project XML, each written in what comes after, with its lag."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.plans import Calendar, Findings, Place, PlanRelation
from simulator.plans.calendars import elapsed
from simulator.plans.plan import Kind
from simulator.readers.markup import Node
from simulator.readers.mspdi_calendars import Calendars
from simulator.readers.worktimes import number

KINDS: dict[str, Kind] = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
BY_THE_CLOCK = {4, 6, 8, 10, 12, 36, 38, 40, 42, 44}
"""Formats of durations and lags that pass by night and on weekends too."""
WORKING_DAYS = 7
PERCENT = {19, 20, 51, 52}


class Tasks(NamedTuple):
    """The tasks of a file, by number."""

    rows: dict[str, Node]
    left_out: set[str]
    """Tasks that did not come in, as was said of each of them."""
    days: dict[str, float]
    """Planned days of each."""


def relations(
    tasks: Tasks, calendars: Calendars, usual: Calendar, file: str, findings: Findings
) -> Iterator[PlanRelation]:
    """All links between tasks that came in; `usual` is the calendar of most of them."""
    for uid, node in tasks.rows.items():
        calendar = calendars.of(node.get("CalendarUID"))
        for link in node.all("PredecessorLink"):
            before, place = link.get("PredecessorUID"), Place(file=file, row=link.line)
            if before in tasks.left_out:
                continue
            if link.get("CrossProject") == "1" or before not in tasks.rows:
                findings.left_out(
                    "a link to what is not there", place, before,
                    "The link is left out.", "Read the other file too.",
                )  # fmt: skip
                continue
            lag, form = _lag(link, tasks.days[before], calendar), _form(link)
            loose = lag != 0 and (form in BY_THE_CLOCK or calendar.week != usual.week)
            kind = KINDS.get(link.get("Type") or "1", "FS")
            yield PlanRelation(before, uid, kind, lag, place, loose)


def _lag(link: Node, days_before: float, calendar: Calendar) -> float:
    """Days of a lag: by the calendar of what comes after, by the clock, or a share of what comes
    before."""
    size, form = number(link.get("LinkLag")) or 0.0, _form(link)
    if form in PERCENT:
        return days_before * size / 100
    return elapsed(size / 10) if form in BY_THE_CLOCK else calendar.days(size / 10)


def _form(link: Node) -> int:
    """In which way a link says its lag."""
    return int(number(link.get("LagFormat")) or WORKING_DAYS)
