"""Tables as they stand in files: rows of cells, whatever they were written with."""

from datetime import date
from typing import NamedTuple

Cell = str | float | int | bool | date | None
"""What stands in a cell; a date with its time is a date too."""


class Row(NamedTuple):
    """A row that says something: its number from 1, its cells from the first column on."""

    number: int
    cells: tuple[Cell, ...]
    depth: int = 0
    """How far it is set in, by outline or indent."""

    def at(self, column: int) -> Cell:
        """What stands in a column, counted from 0."""
        return self.cells[column] if 0 <= column < len(self.cells) else None


class Sheet(NamedTuple):
    """A table of a file; its name is empty where a file is one table."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    """Whether its program does not show it."""
    hidden_rows: int = 0
    """How many of its rows its program does not show."""


def turned(sheet: Sheet) -> Sheet:
    """The table with its columns as rows: numbers of rows are then numbers of columns."""
    widest = max((len(row.cells) for row in sheet.rows), default=0)
    rows = (Row(at + 1, tuple(row.at(at) for row in sheet.rows)) for at in range(widest))
    return sheet._replace(rows=tuple(rows))


def said(cell: Cell) -> str:
    """The text of a cell: nothing where there is nothing, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def letter(column: int) -> str:
    """What a program of tables calls a column, counted from 0."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(65 + rest) + name
    return name
