"""Which column of a table means what: made by guessing, changed by hand, kept as a small file."""

import tomllib
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from simulator.errors import RefusedError
from simulator.readers.tables.fields import FIELDS, About
from simulator.values import shown

LONGEST = 100_000


class Column(Struct, frozen=True):
    """A column and the field it means; an empty field is left out."""

    place: Annotated[int, Meta(ge=0, le=20_000)]
    """Counted from 0."""
    header: str
    field: str = ""
    first: str = ""
    """The first value in it, to recognise it by."""


class SheetMap(Struct, frozen=True, kw_only=True):
    """How one table is read."""

    sheet: str
    about: About
    header: Annotated[int, Meta(ge=0, le=1_048_576)]
    """Number of the last row that belongs to the header; 0 if there is none."""
    columns: tuple[Column, ...]
    across: bool = False
    """Whether the table lies on its side: fields below each other, a column for each project."""
    unit: str = ""
    """What a number in a column of durations counts: hours, days, weeks, calendar days; empty:
    what fits the dates best."""
    day_first: bool | None = None
    """Whether 3/4/2027 is in April; None: what the other dates of the column allow."""
    decimal_comma: bool | None = None
    """Whether 1,234 is a little more than one and 1.234 a thousand; None: 1,234 is a thousand, and
    any other comma stands before decimals."""

    def where(self, field: str) -> tuple[int, ...]:
        """The columns that mean a field."""
        return tuple(column.place for column in self.columns if column.field == field)

    def header_of(self, place: int) -> str:
        """What stands above a column."""
        return next((it.header for it in self.columns if it.place == place), "")


class Mapping(Struct, frozen=True, kw_only=True):
    """How the tables of a file are read."""

    name: str = ""
    sheets: tuple[SheetMap, ...] = ()
    meanings: tuple[tuple[str, float], ...] = (
        ("very low", 0.05), ("low", 0.1), ("medium", 0.3), ("high", 0.6), ("very high", 0.8),
    )  # fmt: skip
    """What words in a register of risks stand for, as a probability."""
    sizes: tuple[tuple[str, float], ...] = (
        ("very low", 2.0), ("low", 5.0), ("medium", 10.0), ("high", 20.0), ("very high", 40.0),
    )  # fmt: skip
    """What words for an impact stand for, in working days."""


def as_toml(mapping: Mapping) -> str:
    """A mapping as the text of a small file."""
    lines = [f"name = {_text(mapping.name)}"]
    for field in ("meanings", "sizes"):
        pairs = ", ".join(f"[{_text(word)}, {value!r}]" for word, value in getattr(mapping, field))
        lines.append(f"{field} = [{pairs}]")
    for sheet in mapping.sheets:
        lines += [
            "",
            "[[sheets]]",
            f"sheet = {_text(sheet.sheet)}",
            f"about = {_text(sheet.about)}",
        ]
        lines += [f"header = {sheet.header}", f"unit = {_text(sheet.unit)}"]
        for field in ("day_first", "decimal_comma"):
            if (value := getattr(sheet, field)) is not None:
                lines.append(f"{field} = {str(value).lower()}")
        if sheet.across:
            lines.append("across = true")
        lines.append("columns = [")
        lines += map(_column, sheet.columns)
        lines.append("]")
    return "\n".join([*lines, ""])


def _column(it: Column) -> str:
    header, field, first = map(_text, (it.header, it.field, it.first))
    return f"  {{ place = {it.place}, header = {header}, field = {field}, first = {first} }},"


def _text(words: str) -> str:
    """A text as TOML has it, which is as JSON has it."""
    return msgspec.json.encode(words).decode().replace("\x7f", "\\u007f")


def from_toml(text: str) -> Mapping:
    """The mapping in a small file. Raises RefusedError if it is none of ours."""
    if len(text) > LONGEST:
        raise RefusedError(f"mapping: has more than {LONGEST} characters; expected a small file")
    try:
        found = msgspec.convert(tomllib.loads(text), Mapping)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"mapping: {str(error)[:200]}; map the columns again") from None
    for sheet in found.sheets:
        for column in sheet.columns:
            if column.field and column.field not in FIELDS[sheet.about]:
                raise RefusedError(
                    f"mapping, column {shown(column.header)}: field {shown(column.field)} is "
                    f"unknown; write one of {', '.join(FIELDS[sheet.about])}"
                )
    return found
