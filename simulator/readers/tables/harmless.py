"""Texts that go into a table of another program and must not act there.

A program of tables takes a text that begins with one of a few signs for a formula, which may call
other programs or send what it finds elsewhere. In a workbook a cell can say that it holds a text,
so the text stays as it is. In CSV an apostrophe before it makes it a text again; a number needs
none, whatever sign it has.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN = re.compile(r"[-+]?[\d., ]*")
"""A number, or a sign alone."""
MARK = "'"


def harmless(value: object) -> object:
    """A value as it may be written into CSV: texts that would act get an apostrophe."""
    return MARK + value if isinstance(value, str) and acts(value) else value


def acts(text: str) -> bool:
    """Whether a program of tables might take a text for a formula."""
    return text.lstrip(" \u00a0\ufeff").startswith(ACTING) and not PLAIN.fullmatch(text)


def as_text(cell: "Cell | MergedCell") -> None:
    """Let a cell of a workbook hold its text as it is, whatever it begins with."""
    if isinstance(cell.value, str) and acts(cell.value):
        cell.data_type = "s"
        cell.quotePrefix = True  # as if somebody had typed the apostrophe that is not shown


def as_written(text: str) -> str:
    """The text without the apostrophe that `harmless` has put before it."""
    return text[1:] if text.startswith(MARK) and acts(text[1:]) else text
