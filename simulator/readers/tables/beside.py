"""Workbooks with a sheet for each project: sheets of the same layout, but with other activities."""

from collections.abc import Iterable

from simulator.readers.tables.mapping import SheetMap
from simulator.readers.tables.sheets import Sheet, said, turned

MOST_ALIKE = 0.3
"""Sheets that share more of their activities are two states of one plan."""
TELLING = {"activities": ("name", "start", "finish", "duration"), "projects": ("project",)}
"""By what a table is about: what tells its rows from others. Projects keep their names."""


def beside(best: SheetMap, others: Iterable[SheetMap], sheets: Iterable[Sheet]) -> list[SheetMap]:
    """The sheets that hold other projects beside the one that was chosen."""
    by_name = {sheet.name: sheet for sheet in sheets}
    fields = _fields(best)
    known = [_rows(best, by_name)]
    found = []
    for other in others:
        if other.sheet == best.sheet or other.about != best.about or _fields(other) != fields:
            continue
        rows = _rows(other, by_name)
        if rows and all(_alike(rows, it) <= MOST_ALIKE for it in known):
            known.append(rows)
            found.append(other)
    return found


def _fields(mapped: SheetMap) -> set[str]:
    return {column.field for column in mapped.columns if column.field}


def _rows(mapped: SheetMap, by_name: dict[str, Sheet]) -> set[tuple[str, ...]]:
    """What tells a sheet's rows from others."""
    telling = [at for field in TELLING[mapped.about] for at in mapped.where(field)]
    names = mapped.where(TELLING[mapped.about][0])
    sheet = turned(by_name[mapped.sheet]) if mapped.across else by_name[mapped.sheet]
    rows = [row for row in sheet.rows if row.number > mapped.header]
    return {
        tuple(said(row.at(at)).casefold() for at in telling)
        for row in rows if any(said(row.at(at)) for at in names)
    }  # fmt: skip


def _alike(some: set[tuple[str, ...]], others: set[tuple[str, ...]]) -> float:
    """Which share of the fewer activities stands on both sheets."""
    return len(some & others) / max(1, min(len(some), len(others)))
