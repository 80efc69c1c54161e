"""A table with a mapping: rows below the header, and what stands in them for a field."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from simulator.plans import Calendar, Clock, Findings, Place
from simulator.plans.calendars import moment
from simulator.plans.plan import When
from simulator.readers.tables.cells import amount, failed, is_empty, length, share
from simulator.readers.tables.dates import day_comes_first, is_range, is_unclear, span, when
from simulator.readers.tables.fields import plain
from simulator.readers.tables.languages import ESTIMATES, ISSUE_KEYS, WORDS_OF_UNITS
from simulator.readers.tables.mapping import SheetMap
from simulator.readers.tables.money import by_size, counted_in
from simulator.readers.tables.periods import period
from simulator.readers.tables.sheets import Cell, Row, Sheet, letter, said, turned

DAYS_OF = {"hours": 1 / 8, "days": 1.0, "weeks": 5.0, "calendar days": 5 / 7, "seconds": 1 / 28_800}
"""Working days of a unit."""
SOME = 1_000
"""So many rows are looked at to tell whether days or months come first."""
ENOUGH = 3
"""So many rows with dates and a duration tell what the duration counts."""


def _title(sheet: Sheet, header: int) -> str:
    """What stands alone in the row above the header."""
    above = [row for row in sheet.rows if row.number < header]
    texts = [said(cell) for cell in above[-1].cells if said(cell)] if above else []
    return texts[0] if len(texts) == 1 else ""


class Table:
    """A sheet as it is mapped."""

    def __init__(self, file: str, sheet: Sheet, mapped: SheetMap, findings: Findings) -> None:
        self.file = file
        self.mapped = mapped
        self.findings = findings
        self.lines = [row.number for row in sheet.rows]
        if mapped.across:
            sheet = turned(sheet)
        self.rows = tuple(row for row in sheet.rows if row.number > mapped.header)
        self._order_in_file = {row.number: at for at, row in enumerate(self.rows, 1)}
        self.title = _title(sheet, mapped.header)
        self.fields = {column.field for column in mapped.columns if column.field}
        self._places = {field: mapped.where(field) for field in self.fields}
        self._orders: dict[str, bool | None] = {}
        self._money: dict[str, float] = {}
        self._percents: dict[str, bool] = {}

    def place(self, row: Row, field: str = "") -> Place:
        """Where a row stands, or the cell of a field in it."""
        column = ""
        if self.mapped.across:
            at = self._places[field][0] if field in self._places else 0
            column = f"column {letter(row.number - 1)} ({self.mapped.header_of(at)})"
            line = self.lines[at] if at < len(self.lines) else 0
            return Place(self.file, self.mapped.sheet, line, column)
        if field in self._places:
            at = self._places[field][0]
            column = f"column {letter(at)} ({self.mapped.header_of(at)})"
        return Place(file=self.file, sheet=self.mapped.sheet, row=row.number, column=column)

    def cell(self, row: Row, field: str) -> Cell:
        """What stands in a row for a field; of several columns the first that says something."""
        return next(self.cells(row, field), None) if field in self._places else None

    def cells(self, row: Row, field: str) -> Iterator[Cell]:
        """Everything that stands in a row for a field."""
        for at in self._places.get(field, ()):
            cell = row.at(at)
            if not is_empty(cell):
                yield cell
            elif failed(cell):
                self.findings.suspicious(
                    "a formula that failed", self.place(row, field), said(cell),
                    "It reads as empty.", "Correct the formula, or write the value.",
                )  # fmt: skip

    def where(self, field: str) -> tuple[int, ...]:
        """The columns that mean a field."""
        return self._places.get(field, ())

    def header(self, field: str) -> str:
        """What stands above the first column of a field."""
        return self.mapped.header_of(self._places[field][0])

    def name(self, row: Row) -> str:
        """What a row is called; of columns for several levels the innermost that says something."""
        return next((said(cell) for cell in reversed([*self.cells(row, "name")])), "")

    def above_name(self, row: Row) -> str:
        """What stands before the name in columns for several levels."""
        return " / ".join(said(cell) for cell in [*self.cells(row, "name")][:-1])

    def set_in(self, row: Row) -> int:
        """How far a row's name is set in: by blanks, or by columns."""
        places = [at for at in self.where("name") if not is_empty(row.at(at))]
        if len(self.where("name")) > 1:
            return self.where("name").index(places[0]) if len(places) == 1 else 0
        name = self.cell(row, "name")
        return len(name) - len(name.lstrip()) if isinstance(name, str) else 0

    def place_in_list(self, row: Row) -> int:
        """The number of a row, counted from the header, as programs number them that show none."""
        if self.mapped.sheet:
            return row.number - self.mapped.header
        return self._order_in_file[row.number]

    def share(self, row: Row, field: str) -> float | None:
        """The same as a share; 1 is one percent if others of the column are more than 1."""
        cell = self._counted(row, field)
        found = share(cell)
        if found is None or "%" in said(cell):
            return found
        if field not in self._percents:
            values = (amount(self._counted(some, field)) for some in self.rows)
            self._percents[field] = any(it is not None and it > 1 for it in values)
        value = amount(cell) or 0.0
        return min(1.0, value / 100) if self._percents[field] else found

    def _counted(self, row: Row, field: str) -> Cell:
        """The same where a number is expected, its commas and points as the mapping says."""
        cell, comma = self.cell(row, field), self.mapped.decimal_comma
        if comma is None or not isinstance(cell, str):
            return cell
        return cell.replace(".", "").replace(",", ".") if comma else cell.replace(",", "")

    def text(self, row: Row, field: str) -> str:
        """The same as text."""
        return said(self.cell(row, field))

    def amount(self, row: Row, field: str) -> float | None:
        """The same as a number; None, and a finding, if it is none."""
        cell = self._counted(row, field)
        value = amount(cell)
        if value is None and cell is not None:
            self._not_read(row, field, "a number")
        return value

    def money(self, row: Row, field: str) -> float | None:
        """The same in k€: by what the cell says of millions or thousands, else the header, else by
        how large the amounts are; never below 0."""
        value = self.amount(row, field)
        if value is None:
            return None
        times = counted_in(self.text(row, field), plain_units=False)
        if times is None:
            if field not in self._money:
                self._money[field] = self._counted_in(row, field)
            times = self._money[field]
        return max(0.0, value * times)

    def _counted_in(self, row: Row, field: str) -> float:
        """How many k€ a 1 in a column is."""
        header = self.header(field)
        times = counted_in(header)
        if times is None:
            cells = [self.text(some, field) for some in self.rows]
            times = by_size([it for cell in cells if (it := amount(cell))], " ".join(cells[:SOME]))
        if times != 1:
            self.findings.assumed(
                "what money counts", self.place(row, field), header,
                f"A 1 in this column stands for {times:g} k€, whatever the currency.",
                "Write the amounts in k€, if it is otherwise.",
            )  # fmt: skip
        return times

    def date(self, row: Row, field: str) -> date | None:
        """The same as a date; None, and a finding, if it is none."""
        cell = self.cell(row, field)
        if cell is None:
            return None
        order = self._order(field)
        found = when(cell, order)
        if found is None:
            return self._in_period(row, field)
        if isinstance(cell, str) and is_range(cell):
            self.findings.assumed(
                "several dates in a cell", self.place(row, field), cell,
                f"The middle one, or else the last, is taken: {found:%d %B %Y}.",
                "Write one date.",
            )  # fmt: skip
        elif order is None and is_unclear(cell):
            self.findings.assumed(
                "a date that can be read in two ways", self.place(row, field), said(cell),
                f"It is taken for {found:%d %B %Y}, the day before the month.",
                "Say in the mapping whether days come first.",
            )  # fmt: skip
        return found

    def _in_period(self, row: Row, field: str) -> When | None:
        """The first or last day of a month, quarter or year that stands for a date."""
        found = period(self.cell(row, field))
        if found is None:
            self._not_read(row, field, "a date")
            return None
        day = found[1] if field in ENDS else found[0]
        self.findings.assumed(
            "a stretch of time for a date", self.place(row, field), self.text(row, field),
            f"Its {'last' if field in ENDS else 'first'} day is taken: {day:%d %B %Y}.",
            "Write the date, if it is known.",
        )  # fmt: skip
        return day

    def dates(self, row: Row) -> tuple[When | None, When | None]:
        """Start and finish, from two cells or from one."""
        both = span(self.cell(row, "span"), self._order("start"))
        start, finish = self.date(row, "start"), self.date(row, "finish")
        if both is not None:
            start, finish = start or both[0], finish or both[1]
        return start, finish

    def _order(self, field: str) -> bool | None:
        if field not in self._orders:
            order = self.mapped.day_first
            if order is None:
                cells = (self.cell(row, name) for name in DATES & self.fields for row in self.rows)
                order = day_comes_first(cells)
            if order is None:
                order = self._order_that_fits()
            self._orders |= dict.fromkeys(DATES, order)
        return self._orders.get(field)

    def _order_that_fits(self) -> bool | None:
        """Whether days come first, by starts before finishes and durations between them."""
        points = {True: 0, False: 0}
        usual = Clock(Calendar(), date(2000, 1, 3))
        for row in self.rows[:SOME]:
            said_days = length(self.cell(row, "duration"))
            for order in points:
                start, finish = (when(self.cell(row, it), order) for it in ("start", "finish"))
                if start is None or finish is None or moment(finish) < moment(start):
                    continue
                points[order] += 1
                days = usual.day(finish, end=True) - usual.day(start)
                points[order] += bool(said_days and abs(days - said_days.value) <= 1)
        if abs(points[True] - points[False]) < ENOUGH:
            return None
        return points[True] > points[False]

    def _not_read(self, row: Row, field: str, expected: str) -> None:
        self.findings.left_out(
            f"not {expected}", self.place(row, field), self.text(row, field),
            "The cell is left out.", f"Write {expected}, or leave it empty.",
        )  # fmt: skip

    def days(self, row: Row, field: str) -> float | None:
        """A duration in working days, whatever it counts; None, and a finding, if it is none."""
        cell = self._counted(row, field)
        found = length(cell)
        if found is None:
            if cell is not None:
                self._not_read(row, field, "a duration")
            return None
        return found.value if found.has_unit else found.value * DAYS_OF[self.unit(field)]

    def unit(self, field: str) -> str:
        """What a number without a unit counts in a column."""
        if self.mapped.unit in DAYS_OF:
            return self.mapped.unit
        if field == "duration":
            return self.counted
        at = self._places[field][0] if field in self._places else -1
        return self._said_above(at) or "days"

    def _said_above(self, at: int) -> str:
        header = set(plain(self.mapped.header_of(at)).split())
        if plain(self.mapped.header_of(at)) in ESTIMATES:
            jira = any(plain(it.header) in ISSUE_KEYS for it in self.mapped.columns)
            return "seconds" if jira else ""
        return next((unit for unit, words in WORDS_OF_UNITS if header & words), "")

    @cached_property
    def counted(self) -> str:
        """What a number of the duration column counts: as its header says, or as dates tell."""
        if "duration" not in self._places:
            return "days"
        said_above = self._said_above(self._places["duration"][0])
        spans = list(self._spans())
        fits = {unit: sum(fit(*it) for it in spans) for unit, fit in FITS.items()}
        found = max(fits, key=lambda unit: fits[unit])
        if len(spans) < ENOUGH or fits[found] * 2 < len(spans):
            return said_above or "days"
        if found != "days":
            row = self.rows[0]
            self.findings.assumed(
                "what a duration counts", self.place(row, "duration"), found,
                f"By the dates beside them durations are {found}.",
                "Say in the mapping what they count, if it is something else.",
            )  # fmt: skip
        return found

    def _spans(self) -> Iterator[tuple[float, float, float]]:
        """(duration as it stands, working days, calendar days) of each row that has dates too."""
        usual = Clock(Calendar(), date(2000, 1, 3))
        for row in self.rows:
            found = length(self.cell(row, "duration"))
            start, finish = (
                when(self.cell(row, it), self._order(it)) for it in ("start", "finish")
            )
            if found and not found.has_unit and found.value > 0 and start and finish:
                days = (moment(finish) - moment(start)).days + 1
                if days > 0:
                    working = usual.day(finish, end=True) - usual.day(start)
                    yield found.value, working, days


FITS: dict[str, Callable[[float, float, float], bool]] = {
    "days": lambda said, working, _: abs(said - working) <= 0.5,
    "hours": lambda said, working, _: abs(said - 8 * working) <= 1,
    "weeks": lambda said, working, _: abs(said - working / 5) <= 0.3,
    "calendar days": lambda said, _, days: abs(said - days) <= 1,
}
"""Whether a duration fits its dates if it counts this; the likeliest first."""

ENDS = {"finish", "due", "deadline", "ended", "finished", "planned_finish", "actual_finish"}
"""Fields that mean the end of a day."""
DATES = {"start", "finish", "due", "deadline", "earliest", "began", "ended", "planned_start",
         "planned_finish", "actual_start", "actual_finish", "finished"}  # fmt: skip
