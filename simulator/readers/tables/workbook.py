"""Excel workbooks (.xlsx, .xlsm): values of cells, never formulas; macros and links are ignored.

A workbook is a packed folder, so what it unpacks to is looked at before anything is read.
"""

import io
import re
import zipfile
from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.limits import (
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_PLAN_BYTES,
    MOST_ROWS,
    MOST_TABLE_CELLS,
)
from simulator.plans import Findings, Place
from simulator.readers.door import contents
from simulator.readers.errors import ReadError
from simulator.readers.tables import excel
from simulator.readers.tables.harmless import as_written
from simulator.readers.tables.sheets import Cell, Row, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

KIND = "Excel workbook (.xlsx)"
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
NEVER_CALCULATED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]{0,99}><f(?:[^>]{0,999}/>|[^>]{0,999}>[^<]{0,9999}</f>)'
    rb"(?:<v\s?/>|<v></v>)?</c>"
)
MERGED = re.compile(
    rb"<(?:\w{1,40}:)?(?:mergeCell|hyperlink)\s(?:[^>]{0,999}\s)?ref\s?=\s?[\"']\$?([A-Za-z]{1,3})\$?(\d{1,7}):"
    rb"\$?([A-Za-z]{1,3})\$?(\d{1,7})"
)
NOT_READ = re.compile(r"customXml/|xl/printerSettings/|xl/customProperty")
BOOK_PART, LINKS_PART = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]{0,2000})>")
LINK = re.compile(r"<Relationship\s([^>]{0,2000})>")
SAYS = re.compile(r"([\w:]{1,40})\s?=\s?[\"']([^\"']{0,1000})[\"']")
MIDNIGHT = time()
OLD = b"\xd0\xcf\x11\xe0"
LOCKED = "is locked by a password, or an old workbook (.xls); save it as .xlsx without a password"
NEEDED = "needs the package openpyxl, which is not installed; save the table as CSV instead"


def sheets(path: Path, findings: Findings) -> tuple[Sheet, ...]:
    """The tables of a workbook. Raises ReadError if it is none, locked, or beyond all measure."""
    whole = contents(path)
    if whole.startswith(OLD):
        raise ReadError(path, None, LOCKED)
    _must_unpack_to_little(path, whole, findings)
    if not excel.provided():
        raise ReadError(path, None, NEEDED)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(whole), data_only=True, keep_links=False, keep_vba=False)
    except Exception as error:  # whatever a damaged workbook makes of a foreign library
        raise ReadError(path, None, f"is damaged ({_short(error)}); expected an {KIND}") from None
    found = tuple(map(_sheet, book.worksheets))
    if any(len(table.rows) > MOST_ROWS for table in found):
        raise ReadError(path, None, f"has more than {MOST_ROWS} rows; expected one portfolio")
    return found


def _must_unpack_to_little(path: Path, whole: bytes, findings: Findings) -> None:
    """Refuse what unpacks to more than a portfolio, or declares types of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(it.file_size for it in parts) > MOST_PLAN_BYTES:
                raise ReadError(path, None, f"unpacks to more than {MOST_PLAN_BYTES / 2**20:g} MB; "
                                "expected one portfolio")  # fmt: skip
            cells, titles = 0, _titles(packed)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and not NOT_READ.match(part.filename):
                    content = packed.read(part)
                    cells += content.count(b"<c ") + _merged(content)
                    _look_at(path, content)
                    if SHEET_PART.fullmatch(part.filename):
                        name = part.filename.rpartition("/")[2]
                        _find_uncalculated(path, titles.get(name, name), content, findings)
            if cells > MOST_TABLE_CELLS:
                raise ReadError(path, None, f"has more than {MOST_TABLE_CELLS} cells; "
                                "expected one portfolio")  # fmt: skip
    except ReadError:
        raise
    except Exception as error:  # whatever a damaged archive makes of the library
        raise ReadError(path, None, f"is damaged ({_short(error)}); expected an {KIND}") from None


def _look_at(path: Path, part: bytes) -> None:
    if (
        b"<!DOCTYPE" in part
        or b"<!ENTITY" in part
        or not part.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    ):
        raise ReadError(path, None, f"declares types of its own; expected an {KIND}")


def _merged(part: bytes) -> int:
    """How many cells are merged or linked; the library makes each of them, though they be empty."""
    return sum(
        (abs(_number(last) - _number(first)) + 1) * (abs(int(end) - int(start)) + 1)
        for first, start, last, end in MERGED.findall(part)
    )


def _number(letters: bytes) -> int:
    """The number of a column."""
    return sum((it - 64) * 26**place for place, it in enumerate(reversed(letters.upper())))


def _titles(packed: zipfile.ZipFile) -> dict[str, str]:
    """By name of a part: what its sheet is called."""
    names = set(packed.namelist())
    if not {BOOK_PART, LINKS_PART} <= names:
        return {}
    links = {found["id"]: found["part"] for found in map(_attributes, LINK.findall(
        packed.read(LINKS_PART).decode("utf-8", "replace")))}  # fmt: skip
    sheets = SHEET.findall(packed.read(BOOK_PART).decode("utf-8", "replace"))
    return {
        links.get(found["id"], "").rpartition("/")[2]: found["name"]
        for found in map(_attributes, sheets)
    }


def _attributes(element: str) -> dict[str, str]:
    """What links and sheets say of themselves, in whatever order."""
    found = {key.rpartition(":")[2].lower(): unescape(it) for key, it in SAYS.findall(element)}
    return {"id": found.get("id", ""), "part": found.get("target", ""),
            "name": found.get("name", "")}  # fmt: skip


def _find_uncalculated(path: Path, title: str, part: bytes, findings: Findings) -> None:
    for match in NEVER_CALCULATED.finditer(part):
        column, row = match[1].decode(), int(match[2])
        findings.suspicious(
            "a formula that was never calculated",
            Place(file=path.name, sheet=title, row=row, column=f"column {column}"),
            f"{column}{row}", "It reads as empty.", "Open the file in Excel and save it.",
        )  # fmt: skip


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:100]


def _sheet(sheet: "Worksheet") -> Sheet:
    """The cells of a sheet that say something; only those are looked at, wherever they stand."""
    rows: dict[int, dict[int, Cell]] = {}
    depths: dict[int, int] = {}
    for (number, column), cell in sheet._cells.items():  # iter_rows would make all between them
        if cell.value is None or column > MOST_COLUMNS:
            continue
        value = _value(cell.value)
        if isinstance(value, str) and not value.strip():
            continue
        rows.setdefault(number, {})[column] = value
        if cell.alignment and cell.alignment.indent and number not in depths:
            depths[number] = int(cell.alignment.indent)
    _fill_down(sheet, rows)
    listed = []
    for number in sorted(rows):
        row = rows[number]
        cells = tuple(row.get(column) for column in range(1, max(row) + 1))
        outline = sheet.row_dimensions[number].outlineLevel if number in sheet.row_dimensions else 0
        depth = int(outline or 0) or depths.get(number, 0) or _blanks(cells)
        listed.append(Row(number, cells, depth))
    hidden_rows = sum(sheet.row_dimensions[number].hidden is True for number in rows
                      if number in sheet.row_dimensions)  # fmt: skip
    return Sheet(sheet.title, tuple(listed), sheet.sheet_state != "visible", hidden_rows)


def _fill_down(sheet: "Worksheet", rows: dict[int, dict[int, Cell]]) -> None:
    """Let a word that stands merged beside several rows stand in each of them."""
    numbers, filled = sorted(rows), 0
    for merged in sheet.merged_cells.ranges:
        word = rows.get(merged.min_row, {}).get(merged.min_col)
        if not isinstance(word, str) or merged.max_row == merged.min_row:
            continue
        first, last = bisect_right(numbers, merged.min_row), bisect_right(numbers, merged.max_row)
        filled += last - first
        if filled > MOST_TABLE_CELLS:
            return
        for number in numbers[first:last]:
            rows[number].setdefault(merged.min_col, word)


def _value(value: object) -> Cell:
    """A cell as one of ours; times of day and lengths of time as text."""

    if isinstance(value, str):
        return as_written(value)
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:g} h"
    if isinstance(value, datetime) and value.time() == MIDNIGHT:
        return value.date()
    if isinstance(value, int | float | bool | date):
        return value
    return str(value)


def _blanks(cells: tuple[Cell, ...]) -> int:
    first = next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
    return len(first) - len(first.lstrip(" \t\u3000\u00a0"))
