"""Rows of tables as projects, people and history of a plan."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from simulator.plans import Calendar, Clock, PlanPast, PlanProject, PlanRole
from simulator.plans.calendars import moment
from simulator.readers.tables.cells import is_note, persons, work_kind
from simulator.readers.tables.dates import NUMBERS, when
from simulator.readers.tables.languages import CANCELLED, DONE, ON_HOLD, TOTALS
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Row, said

DATE = NUMBERS
COUNTED_FROM = date(2000, 1, 3)


def projects(table: Table) -> Iterator[PlanProject]:
    """A project for each row that names one; a row for a project that stands twice is left out."""
    seen, notes = set[str](), _notes(table)
    for row in table.rows:
        name = table.text(row, "project")
        if not name or name.casefold().rstrip(" :") in TOTALS:
            continue
        if row.number in notes:
            table.findings.left_out(
                "a row that only has a name", table.place(row, "project"), name,
                "It is taken for a heading or a note; the row is left out.",
                "Give it dates, if it is a project.",
            )  # fmt: skip
            continue
        if name.casefold() in seen:
            table.findings.suspicious(
                "a project that stands twice", table.place(row, "project"), name,
                "Only its first row counts.", "Give it a name of its own.",
            )  # fmt: skip
            continue
        seen.add(name.casefold())
        if _is_over(table, row, name):
            continue
        yield PlanProject(
            key=name,
            name=name,
            sponsor=table.text(row, "sponsor"),
            objective=table.text(row, "objective"),
            start=table.date(row, "start"),
            finish=table.date(row, "finish"),
            due=table.date(row, "due"),
            deadline=table.date(row, "deadline"),
            value=table.money(row, "value"),
            cost_of_delay=table.money(row, "cost_of_delay"),
            cost=table.money(row, "cost"),
            done=table.share(row, "done"),
            after=tuple(it.strip() for it in table.text(row, "after").split(";") if it.strip()),
            place=table.place(row),
        )


FEW = 0.2
"""If no more rows than that have nothing but a name, they are headings of those below."""


def _notes(table: Table) -> set[int]:
    """Numbers of rows that are headings or notes: nothing but a name stands in them."""
    if table.mapped.across:
        return set()
    bare = [row for row in table.rows if sum(bool(said(cell)) for cell in row.cells) == 1]
    alone = {row.number for row in bare}
    headings = {
        row.number for row, below in pairwise(table.rows)
        if row.number in alone and below.number not in alone
    } if len(bare) <= FEW * len(table.rows) else set[int]()  # fmt: skip
    return headings | {row.number for row in bare if is_note(table.text(row, "project"))}


OVER = (
    (DONE, "a finished project", "Nothing to do."),
    (CANCELLED, "a cancelled project", "Nothing to do."),
    (ON_HOLD, "a project on hold", "Change its status if it is to go on."),
)
"""Words for a status, what such a project is, and what to do."""


def _is_over(table: Table, row: Row, name: str) -> bool:
    """Whether nothing of a project is worked on, by its status; a finding says so."""
    status = table.text(row, "status").casefold()
    for words, about, todo in OVER:
        if status in words:
            table.findings.left_out(
                about, table.place(row, "status"), name, "It is left out.", todo
            )
            return True
    return False


def _above_zero(value: float | None) -> float | None:
    return None if value is None else max(0.0, value)


def people(table: Table) -> Iterator[PlanRole]:
    """Who there is, how many, and when they are away."""
    for row in table.rows:
        name = table.text(row, "who")
        if not name or name.casefold() in TOTALS:
            continue
        named = persons(name)
        key = named[0].name if len(named) == 1 else name
        yield PlanRole(
            key=key.casefold(),
            name=key,
            people=_above_zero(table.amount(row, "people")),
            rate=_rate(table, row),
            hire_days=_above_zero(table.days(row, "hire_days")),
            away=tuple(_away(table, row)),
            place=table.place(row),
        )


DEAREST = 20.0
"""k€; nobody costs more a day, so what is more is no thousands."""
HOURLY = re.compile(r"hour|/ ?h\b|stunde|heure|\bhora|\bh\b")
HOURS = 8


def _rate(table: Table, row: Row) -> float | None:
    """k€ for a person and a day, whatever the column counts."""
    rate = table.money(row, "rate")
    if rate is None:
        return None
    by_hour = HOURLY.search(table.header("rate").casefold())
    rate *= HOURS if by_hour else 1
    return rate / 1000 if rate > DEAREST else rate


def _away(table: Table, row: Row) -> Iterator[tuple[date, date]]:
    """From when till when: '2027-07-05 – 2027-07-16; 2027-12-24'."""
    cell = table.cell(row, "away")
    if isinstance(cell, date):
        yield cell, cell
        return
    for part in said(cell).split(";"):
        dates = [when(match[0], table.mapped.day_first) for match in DATE.finditer(part)]
        found = [it for it in dates if it is not None]
        if found:
            yield min(found, key=moment), max(found, key=moment)
        elif part.strip():
            table.findings.left_out(
                "not a time away", table.place(row, "away"), part.strip(),
                "It is left out.", "Write two dates, such as 2027-07-05 – 2027-07-16.",
            )  # fmt: skip


def history(table: Table) -> Iterator[PlanPast]:
    """What is over: planned and actual days, given as such or as dates."""
    usual = Clock(Calendar(), COUNTED_FROM)

    def lasted(row: Row, what: str) -> float | None:
        if what in table.fields:
            return table.days(row, what)
        start, finish = table.date(row, f"{what}_start"), table.date(row, f"{what}_finish")
        if start is None or finish is None or moment(finish) < moment(start):
            return None
        return usual.day(finish, end=True) - usual.day(start)

    for row in table.rows:
        planned, actual = lasted(row, "planned"), lasted(row, "actual")
        if planned is None or actual is None:
            continue
        yield PlanPast(
            project=table.text(row, "project"),
            activity=table.text(row, "activity"),
            planned=planned,
            actual=actual,
            work=work_kind(table.cell(row, "work")),
            finished=table.date(row, "finished") or table.date(row, "actual_finish"),
            place=table.place(row),
        )
