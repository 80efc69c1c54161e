"""Rows of tables as projects, people, risks and history of a plan."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from simulator.plans import Calendar, Clock, PlanPast, PlanProject, PlanRisk, PlanRole
from simulator.readers.tables.cells import amount, persons, share, work_kind
from simulator.readers.tables.dates import NUMBERS, when
from simulator.readers.tables.languages import (
    CANCELLED,
    DONE,
    HITS,
    ON_HOLD,
    TOTALS,
    WORDS,
)
from simulator.readers.tables.mapping import Mapping
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
LONGEST_NAME = 80
NOTE = re.compile(r"(?:source|notes?|nb|legend|quelle|hinweis|anmerkung|nota|fuente|fonte)\b|[*†]")


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
    return headings | {row.number for row in bare if _is_note(table.text(row, "project"))}


def _is_note(text: str) -> bool:
    return len(text) > LONGEST_NAME or bool(NOTE.match(text.casefold()))


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
            rate=_above_zero(table.amount(row, "rate")),
            hire_days=_above_zero(table.days(row, "hire_days")),
            away=tuple(_away(table, row)),
            place=table.place(row),
        )


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
            yield min(found), max(found)
        elif part.strip():
            table.findings.left_out(
                "not a time away", table.place(row, "away"), part.strip(),
                "It is left out.", "Write two dates, such as 2027-07-05 – 2027-07-16.",
            )  # fmt: skip


def risks(table: Table, mapping: Mapping, only: str) -> Iterator[PlanRisk]:
    """The open risks of a register; words for sizes mean what the mapping says."""
    for row in table.rows:
        name = table.text(row, "risk")
        if not name:
            continue
        if table.text(row, "status").casefold() in DONE | CANCELLED | {"mitigated", "happened"}:
            table.findings.left_out(
                "a risk that is closed", table.place(row, "status"), name,
                "It is left out.", "Nothing to do.",
            )  # fmt: skip
            continue
        probability = _probability(table, row, mapping)
        size = _size(table, row, mapping)
        if probability is None or size is None:
            table.findings.left_out(
                "a risk without size", table.place(row), name,
                "Without probability and impact it does nothing.",
                "Give a probability and an impact, or one of the mapping's words.",
            )  # fmt: skip
            continue
        impact, hits = size
        yield PlanRisk(
            project=table.text(row, "project") or only,
            name=name,
            probability=probability,
            impact=impact,
            hits=hits,  # type: ignore[arg-type]  # one of three words, from a table of them
            owner=table.text(row, "owner"),
            answer=table.text(row, "answer"),
            answer_cost=_above_zero(amount(table.cell(row, "answer_cost"))),
            helps=share(table.cell(row, "helps")),
            place=table.place(row),
        )


def _meant(
    table: Table, row: Row, field: str, words: tuple[tuple[str, float], ...]
) -> float | None:
    """What a word stands for, and a finding that says so."""
    word = " ".join(table.text(row, field).casefold().replace("-", " ").split())
    word = WORDS.get(word, word)
    value = dict(words).get(word)
    if value is not None:
        table.findings.assumed(
            f"a word for the {field}", table.place(row, field), word,
            f"It stands for {value:g}.", "Change the table of meanings if it is more or less.",
        )  # fmt: skip
    return value


def _probability(table: Table, row: Row, mapping: Mapping) -> float | None:
    word = _meant(table, row, "probability", mapping.meanings)
    if word is not None:
        return word
    cell = table.cell(row, "probability")
    return share(cell)


def _size(table: Table, row: Row, mapping: Mapping) -> tuple[float, str] | None:
    """How much, and what it hits: days first, then money in thousands, then a word."""
    delay = amount(table.cell(row, "delay"))
    if delay:
        return delay, "delay"
    cost = amount(table.cell(row, "cost"))
    if cost:
        table.findings.assumed(
            "money of a risk", table.place(row, "cost"), f"{cost:g}",
            f"It stands for {cost / 1000:g} k€.", "Give it in k€ with its unit, if not.",
        )  # fmt: skip
        return cost / 1000, "cost"
    impact = _meant(table, row, "impact", mapping.sizes)
    if impact is not None:
        return impact, "delay"
    value = amount(table.cell(row, "impact"))
    unit = table.text(row, "unit").casefold().replace("-", " ")
    return None if not value else (value, HITS.get(unit, "delay"))


def history(table: Table) -> Iterator[PlanPast]:
    """What is over: planned and actual days, given as such or as dates."""
    usual = Clock(Calendar(), COUNTED_FROM)

    def lasted(row: Row, what: str) -> float | None:
        if what in table.fields:
            return table.days(row, what)
        start, finish = table.date(row, f"{what}_start"), table.date(row, f"{what}_finish")
        if start is None or finish is None or finish < start:
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
