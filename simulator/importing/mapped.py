"""The step in which columns of a table get their meaning."""

from collections.abc import Iterator

from msgspec import Struct

from simulator.importing.bringing import Bringing
from simulator.importing.columns import commas_are_unclear, dates_are_unclear, map_of
from simulator.importing.labels import TABLES, label
from simulator.importing.looking import ROWS, Preview, preview
from simulator.importing.words import short
from simulator.readers.tables import FIELDS, REQUIRED, Mapping, Sheet, SheetMap
from simulator.readers.tables.sheets import letter, said, turned

LONGEST_CELL = 40
MOST_COLUMNS = 40
"""So many columns of a sheet are shown at most."""
MOST_SHEETS = 60


class Option(Struct, frozen=True, kw_only=True):
    """A column that can be chosen."""

    place: int
    words: str
    first: str


class FieldShown(Struct, frozen=True, kw_only=True):
    """A field of ours and the column that means it."""

    field: str
    label: str
    hint: str
    place: int
    """-1 where no column means it."""
    first: str
    """The first value of the column."""
    more: int
    """How many further columns mean it too."""
    needed: bool


class SheetShown(Struct, frozen=True, kw_only=True):
    """A table of the file."""

    name: str
    title: str
    about: str
    rows: int


class Raw(Struct, frozen=True, kw_only=True):
    """Rows of a sheet as they stand."""

    heads: tuple[str, ...]
    meanings: tuple[str, ...]
    """By column: what it means to us; empty where it is left out."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number and cells."""
    more: int
    """How many further columns there are."""


class Meaning(Struct, frozen=True, kw_only=True):
    """A word in a register of risks and what it stands for."""

    words: str
    word: str
    value: float


class Mapped(Struct, frozen=True, kw_only=True):
    """The step as it stands, with the sheet that is looked at."""

    sheets: tuple[SheetShown, ...]
    sheet: str
    about: str
    abouts: tuple[tuple[str, str], ...]
    header: int
    across: bool
    options: tuple[Option, ...]
    fields: tuple[FieldShown, ...]
    left_out: tuple[str, ...]
    """Headers of columns that mean nothing to us."""
    unit: str
    ask_unit: bool
    day_first: bool | None
    ask_dates: bool
    decimal_comma: bool | None
    ask_commas: bool
    meanings: tuple[Meaning, ...]
    raw: Raw
    read: Preview | None
    """The first rows as they are understood."""
    kept: tuple[str, ...]
    """Names of kept mappings that fit."""
    name: str
    """Under which this mapping was kept."""


def mapped(it: Bringing, looked_at: str | None) -> Mapped:
    """The step as it stands; without a sheet to look at, with the first that is read."""
    sheets = it.source.sheets if it.source else ()
    mapping = it.now.mapping or Mapping()
    read = [one.sheet for one in mapping.sheets]
    names = [one.name for one in sheets]
    wanted = looked_at if looked_at in names else next(iter([*read, *names]), "")
    sheet = next((one for one in sheets if one.name == wanted), Sheet("", ()))
    found = map_of(mapping, wanted)
    return Mapped(
        sheets=tuple(_sheet(one, mapping) for one in sheets[:MOST_SHEETS]),
        sheet=sheet.name,
        about=found.about if found else "",
        abouts=tuple((about, title) for about, title in TABLES.items()),
        header=found.header if found else 0,
        across=found.across if found else False,
        options=tuple(_options(found)),
        fields=tuple(_fields(found)),
        left_out=tuple(one.header for one in found.columns if not one.field) if found else (),
        unit=found.unit if found else "",
        ask_unit=bool(found and found.where("duration")),
        day_first=found.day_first if found else None,
        ask_dates=bool(found and (found.day_first is not None or dates_are_unclear(sheet, found))),
        decimal_comma=found.decimal_comma if found else None,
        ask_commas=bool(
            found and (found.decimal_comma is not None or commas_are_unclear(sheet, found))
        ),
        meanings=tuple(_meanings(mapping)) if found and found.about == "risks" else (),
        raw=_raw(sheet, found),
        read=preview(it.found.plan) if it.found.plan else None,
        kept=tuple(it.offered_mappings()),
        name=mapping.name,
    )


def _sheet(sheet: Sheet, mapping: Mapping) -> SheetShown:
    found = map_of(mapping, sheet.name)
    return SheetShown(
        name=sheet.name, title=sheet.name or "the table", about=found.about if found else "",
        rows=len(sheet.rows),
    )  # fmt: skip


def _options(found: SheetMap | None) -> Iterator[Option]:
    for it in found.columns if found else ():
        sign = f"row {it.place + 1}" if found and found.across else letter(it.place)
        yield Option(
            place=it.place,
            words=f"{sign}: {short(it.header, LONGEST_CELL)}",
            first=short(it.first, LONGEST_CELL),
        )


def _fields(found: SheetMap | None) -> Iterator[FieldShown]:
    """All fields, those first that must be there or that a column means."""
    if found is None:
        return
    needed = {some[0] for some in REQUIRED[found.about]}
    shown = [_field(found, field, field in needed) for field in FIELDS[found.about]]
    yield from sorted(shown, key=lambda it: it.place < 0 and not it.needed)


def _field(found: SheetMap, field: str, needed: bool) -> FieldShown:
    places, words = found.where(field), label(found.about, field)
    first = next((it.first for it in found.columns if it.field == field), "")
    return FieldShown(
        field=field, label=words.name, hint=words.hint, place=places[0] if places else -1,
        first=short(first, LONGEST_CELL), more=max(0, len(places) - 1), needed=needed,
    )  # fmt: skip


def _meanings(mapping: Mapping) -> Iterator[Meaning]:
    for words in ("meanings", "sizes"):
        for word, value in getattr(mapping, words):
            yield Meaning(words=words, word=word, value=value)


def _raw(sheet: Sheet, found: SheetMap | None) -> Raw:
    """Ten rows from the header on; of a table on its side ten of its rows."""
    table = turned(sheet) if found and found.across else sheet
    header = found.header if found else 0
    rows = [row for row in table.rows if row.number > header][:ROWS]
    wide = max((len(row.cells) for row in rows), default=0)
    places = range(min(wide, MOST_COLUMNS))
    fields = {it.place: it.field for it in found.columns} if found else {}
    lying = bool(found and found.across)
    return Raw(
        heads=tuple(str(at + 1) if lying else letter(at) for at in places),
        meanings=tuple(
            label(found.about, fields[at]).name if found and fields.get(at) else "" for at in places
        ),
        rows=tuple(
            (row.number, tuple(short(said(row.at(at)), LONGEST_CELL) for at in places))
            for row in rows
        ),
        more=max(0, wide - MOST_COLUMNS),
    )
