"""Tables of Primavera P6, whatever file they come in: rows with values by column."""

from typing import NamedTuple

from simulator.plans import Place
from simulator.readers.worktimes import number

TABLES = (
    "PROJECT", "CALENDAR", "SCHEDOPTIONS", "PROJWBS", "TASK", "TASKPRED", "RSRC", "RSRCRATE",
    "ROLES", "TASKRSRC",
)  # fmt: skip


class Row(NamedTuple):
    """A row of a table: its line, and its values by column."""

    line: int
    values: dict[str, str]

    def get(self, column: str) -> str:
        """What stands in a column; nothing if there is no such column."""
        return self.values.get(column, "")

    def number(self, column: str) -> float | None:
        """The number in a column; some countries' files have a comma before its decimals."""
        text = self.get(column)
        if "," in text:
            thousands, decimal = (".", ",") if text.rfind(",") > text.rfind(".") else (",", ".")
            text = text.replace(thousands, "").replace(decimal, ".")
        return number(text)


Tables = dict[str, list[Row]]
"""The rows of tables by the names that P6 has for them."""


def place(file: str, row: Row, column: str = "") -> Place:
    """Where a row stands, with the id that its program shows for it."""
    named = [row.get("task_code")] if row.get("task_code") else []
    return Place(file, row=row.line, column=", ".join([*named, column] if column else named))
