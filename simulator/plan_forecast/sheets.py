"""A forecast as a table for a spreadsheet, with the ids of the original, as Excel or CSV."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import RefusedError
from simulator.plain_text import visible
from simulator.plan_forecast.ranges import Forecast
from simulator.plan_forecast.words import made_how, most_important, together
from simulator.readers.tables import as_text, excel, harmless

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
MARK = "\ufeff"
"""By which spreadsheets know that a table is UTF-8."""


class Column(NamedTuple):
    """A header, and what is said of it."""

    name: str
    about: str
    wide: int = 14


COLUMNS = (
    Column("Kind", "Project, group or activity."),
    Column("Project", "As the original calls it.", 28),
    Column("Id", "The id in the original.", 12),
    Column("Name", "As in the original.", 36),
    Column("Key", "By which the original's file tells it apart, where that is not the id.", 12),
    Column("Sheet", "Where it stands in the original."),
    Column("Row", "Row or line of the original.", 8),
    Column("State", "To do, under way, or finished."),
    Column("Planned start", "The plan's own date."),
    Column("Planned finish", "The plan's own date."),
    Column("Promised", "The due date; where there is none, the planned finish."),
    Column("Finish without luck", "If all takes as long as planned and people do one thing "
           "at a time.", 18),
    Column("Finish P10", "In 1 of 10 futures it is finished by this date."),
    Column("Finish P50", "In 5 of 10 futures it is finished by this date."),
    Column("Finish P80", "In 8 of 10 futures it is finished by this date."),
    Column("Finish P90", "In 9 of 10 futures it is finished by this date."),
    Column("Chance to be on time", "Share of futures in which it is finished by the date "
           "promised.", 20),
)  # fmt: skip
NEVER = "never"
"""Stands where it is not finished in that share of futures."""


def write_table(found: Forecast, path: Path) -> Path:
    """Write a new table, in the format that the file's ending says.

    Raises RefusedError for another ending, for a file that is there already, and if it cannot be
    written.
    """
    check_new([path])
    make = as_workbook if path.suffix.lower() == ".xlsx" else as_csv
    return keep(path, make(found))


def check_new(tables: Iterable[Path], pages: Iterable[Path] = ()) -> None:
    """Raise RefusedError for files that could not be written after all worlds were played."""
    for path in tables:
        if path.suffix.lower() not in (".csv", ".xlsx"):
            raise RefusedError(f"{path.name}: is no table; name a file that ends in .xlsx or .csv")
    for path in pages:
        if path.suffix.lower() not in (".pdf", ".png"):
            raise RefusedError(f"{path.name}: is no page; name a file that ends in .pdf or .png")
    for path in (*tables, *pages):
        if path.exists():
            raise RefusedError(f"{path.name} is there already; name a file that is not")


def keep(path: Path, content: bytes) -> Path:
    """Write a file that is not there yet. Raises RefusedError if it is, or it cannot be written."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise RefusedError(f"{path.name} is there already; name a file that is not") from None
    except OSError as error:
        raise RefusedError(f"cannot write '{path.name}': {error.strerror}") from None
    return path


def rows(found: Forecast) -> Iterator[tuple[Cell, ...]]:
    """The cells of each line, in the plan's order."""
    for it in found.lines:
        ends: list[Cell] = [NEVER if day is None else day for day in it.range] or [None] * 4
        luckless = NEVER if it.range and it.without_luck is None else it.without_luck
        cells = (
            it.kind, it.project, it.id, it.name, it.key, it.place.sheet, it.place.row or None,
            it.state, it.planned_start, it.planned_finish, it.promised, luckless, *ends,
            None if it.chance is None else round(it.chance, 3),
        )  # fmt: skip
        yield tuple(visible(cell) if isinstance(cell, str) else cell for cell in cells)


def as_csv(found: Forecast) -> bytes:
    """The table as text; dates as 2027-01-04, empty where there is nothing.

    Texts that would act in a spreadsheet have an apostrophe before them; in a workbook they need
    none.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([it.name for it in COLUMNS])
    writer.writerows(map(harmless, cells) for cells in rows(found))
    return (MARK + out.getvalue()).encode("utf-8", errors="replace")


def as_workbook(found: Forecast) -> bytes:
    """The table as a workbook: projects, everything, and how it came about.

    Raises RefusedError if openpyxl is not installed.
    """
    if not excel.provided():
        raise RefusedError(
            "a workbook needs the package openpyxl, which is not installed; install it with pip, "
            "or name a .csv file"
        )
    from openpyxl import Workbook

    book = Workbook()
    projects, everything, about = (
        book.worksheets[0], book.create_sheet("Everything"), book.create_sheet("About")
    )  # fmt: skip
    projects.title = "Projects"
    needy = {(it.kind, it.key): place for place, it in enumerate(found.projects)}
    listed = list(zip(found.lines, rows(found), strict=True))
    _fill(everything, [cells for _, cells in listed])
    ranked = sorted(
        ((needy[it.kind, it.key], cells) for it, cells in listed if it.kind == "project"),
        key=lambda it: it[0],
    )
    _fill(projects, [cells for _, cells in ranked])
    for text in (most_important(found), together(found), made_how(found)):
        about.append([text])
        as_text(about.cell(about.max_row, 1))
    about.append([])
    for column in COLUMNS:
        about.append([column.name, column.about])
    about.column_dimensions["A"].width = 24
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: "Worksheet", listed: list[tuple[Cell, ...]]) -> None:
    """Headers that stay in sight, cells with their formats, and a filter."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append([it.name for it in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    for cells in listed:
        sheet.append(cells)
    for place, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.wide
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            as_text(cell)
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
        row[-1].number_format = "0 %"
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = sheet.dimensions
