"""Rows of activities that are over and say both what was planned and what it took."""

from collections.abc import Iterator

from simulator.plans import Calendar, Clock, PlanPast
from simulator.plans.calendars import moment
from simulator.readers.tables.activities import Activities
from simulator.readers.tables.cells import work_kind
from simulator.readers.tables.registers import COUNTED_FROM
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Row

USUAL = Clock(Calendar(), COUNTED_FROM)


def finished(work: Activities) -> Iterator[PlanPast]:
    """What was planned and booked, or planned and real dates where nothing was booked.

    A row whose real dates stand in no columns of their own says nothing: its plan may have been
    moved to where it ended.
    """
    table = work.table
    for row in work.rows:
        ended = table.date(row, "ended")
        if ended is None and not work.is_done(row):
            continue
        planned, actual = _booked(table, row) or _dated(table, row) or (None, None)
        if planned is not None and actual is not None:
            yield PlanPast(
                project=work.project(row),
                activity=table.name(row),
                planned=planned,
                actual=actual,
                work=work_kind(table.cell(row, "work")),
                finished=ended,
                place=table.place(row),
            )


def _booked(table: Table, row: Row) -> tuple[float, float] | None:
    """Planned and booked work, which both may be an hour only: what says nothing goes later."""
    took = table.days(row, "took")
    planned = table.days(row, "effort") or table.days(row, "duration")
    return (planned, took) if planned and took else None


def _dated(table: Table, row: Row) -> tuple[float, float] | None:
    """From planned start to planned finish, and from real start to real finish."""
    start, finish, ended = (table.date(row, it) for it in ("start", "finish", "ended"))
    began = table.date(row, "began") if "began" in table.fields else start
    if start is None or finish is None or began is None or ended is None:
        return None
    if moment(finish) < moment(start) or moment(ended) < moment(began):
        return None
    planned = USUAL.day(finish, end=True) - USUAL.day(start)
    return planned, USUAL.day(ended, end=True) - USUAL.day(began)
