"""Changes that somebody makes to how tables are read: each gives another mapping."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.readers.tables import (
    FIELDS,
    REPEATED,
    About,
    Mapping,
    Sheet,
    SheetMap,
    laid_out,
)
from simulator.readers.tables.dates import day_comes_first, is_unclear
from simulator.readers.tables.fields import plain
from simulator.readers.tables.rows import DATES
from simulator.readers.tables.sheets import Cell, turned
from simulator.values import shown

UNITS = ("", "hours", "days", "weeks", "calendar days")
AMOUNTS = {"duration", "effort", "low", "high", "remaining", "value", "cost_of_delay", "rate",
           "planned", "actual", "impact", "cost", "delay", "answer_cost"}  # fmt: skip
THOUSAND = re.compile(r"[-+]?\d{1,3}[.,]\d{3}\s*[^\W\d_]{0,6}")
"""What is a thousand and some to one person and one and some to another."""
LOOKED_AT = 2_000
"""Rows that are looked through for what could be read in two ways."""


def sheet_of(sheets: tuple[Sheet, ...], name: object) -> Sheet:
    """The table of a name. Raises RefusedError if there is none."""
    for sheet in sheets:
        if sheet.name == name:
            return sheet
    raise RefusedError(f"there is no sheet {shown(name)} in the file; choose one of the list")


def map_of(mapping: Mapping, name: object) -> SheetMap | None:
    """How a table is read; None if it is left out."""
    return next((it for it in mapping.sheets if it.sheet == name), None)


def with_about(mapping: Mapping, sheet: Sheet, about: object) -> Mapping:
    """Read a table as one of projects, activities, people, risks or history; "" leaves it out.

    Raises RefusedError for anything else.
    """
    if about == "":
        return _put(mapping, sheet.name, None)
    return _put(mapping, sheet.name, laid_out(sheet, _about(about)))


def _about(about: object) -> About:
    for known in FIELDS:
        if about == known:
            return known
    raise RefusedError(f"a table is not about {shown(about)}; choose one of {', '.join(FIELDS)}")


def with_header(mapping: Mapping, sheet: Sheet, header: object, across: object) -> Mapping:
    """Read a table with its header in another row, or lying on its side.

    Raises RefusedError for what is no row.
    """
    found = _there(mapping, sheet.name)
    lying = bool(across)
    if isinstance(header, bool) or not isinstance(header, int) or not 0 <= header <= 1_048_576:
        raise RefusedError(f"{shown(header)} is no number of a row; write 1 for the first row")
    first = None if lying != found.across else header  # turned around it stands somewhere else
    return _put(mapping, sheet.name, laid_out(sheet, found.about, first, lying))


def with_field(mapping: Mapping, sheet: Sheet, field: object, place: object) -> Mapping:
    """Let a column mean a field of ours, or with -1 none; other columns of its name follow where
    several may mean the same. Raises RefusedError for a field or a column that there is not."""
    found = _there(mapping, sheet.name)
    if field not in FIELDS[found.about]:
        raise RefusedError(f"a table of {found.about} has no field {shown(field)}")
    header = next((it.header for it in found.columns if it.place == place), None)
    if header is None and place != -1:
        raise RefusedError(f"there is no column {shown(place)}; choose one of the list")
    columns = []
    for it in found.columns:
        same = field in REPEATED and header is not None and plain(it.header) == plain(header)
        if it.place == place or same:
            columns.append(replace(it, field=str(field)))
        else:
            columns.append(replace(it, field="") if it.field == field else it)
    return _put(mapping, sheet.name, replace(found, columns=tuple(columns)))


def with_signs(mapping: Mapping, sheet: Sheet, sign: str, value: object) -> Mapping:
    """Say what numbers count, whether days come first, or what a comma is.

    Raises RefusedError for a value that is none of those offered.
    """
    found = _there(mapping, sheet.name)
    if sign == "unit" and isinstance(value, str) and value in UNITS:
        return _put(mapping, sheet.name, replace(found, unit=value))
    if sign == "day_first" and (value is None or isinstance(value, bool)):
        return _put(mapping, sheet.name, replace(found, day_first=value))
    if sign == "decimal_comma" and (value is None or isinstance(value, bool)):
        return _put(mapping, sheet.name, replace(found, decimal_comma=value))
    raise RefusedError(f"{sign.replace('_', ' ')} cannot be {shown(value)}; choose one of the list")


def with_meaning(mapping: Mapping, words: object, word: object, value: object) -> Mapping:
    """Say what a word in a register of risks stands for. Raises RefusedError if it cannot."""
    if words not in ("meanings", "sizes"):
        raise RefusedError("words stand for a probability or for an impact")
    most = 1.0 if words == "meanings" else 1000.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise RefusedError(f"{shown(word)} cannot stand for {shown(value)}; write a number above 0 "
                           f"and up to {most:g}")  # fmt: skip
    pairs = dict(mapping.meanings if words == "meanings" else mapping.sizes)
    if word not in pairs:
        raise RefusedError(f"{shown(word)} is none of the words; known: {', '.join(pairs)}")
    told = tuple((pairs | {str(word): float(value)}).items())
    return replace(mapping, meanings=told) if words == "meanings" else replace(mapping, sizes=told)


def dates_are_unclear(sheet: Sheet, mapped: SheetMap) -> bool:
    """Whether dates could be read in two ways, and none of them tells which."""
    cells = list(_cells(sheet, mapped, DATES))
    return any(map(is_unclear, cells)) and day_comes_first(cells) is None


def commas_are_unclear(sheet: Sheet, mapped: SheetMap) -> bool:
    """Whether amounts could be thousands or have three decimals."""
    cells = _cells(sheet, mapped, AMOUNTS)
    return any(isinstance(it, str) and THOUSAND.fullmatch(it.strip()) for it in cells)


def _cells(sheet: Sheet, mapped: SheetMap, fields: set[str]) -> Iterator[Cell]:
    table = turned(sheet) if mapped.across else sheet
    places = [it.place for it in mapped.columns if it.field in fields]
    for row in table.rows[:LOOKED_AT]:
        if row.number > mapped.header:
            yield from map(row.at, places)


def _there(mapping: Mapping, name: str) -> SheetMap:
    found = map_of(mapping, name)
    if found is None:
        raise RefusedError("say first what the table is about")
    return found


def _put(mapping: Mapping, name: str, mapped: SheetMap | None) -> Mapping:
    sheets = [it for it in mapping.sheets if it.sheet != name]
    return replace(mapping, sheets=(*sheets, *([mapped] if mapped else [])))
