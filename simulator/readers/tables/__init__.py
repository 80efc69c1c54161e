"""Tables of offices, Excel and CSV, through a mapping of their columns to fields of a plan."""

from simulator.readers.tables.build import plan_in, read, tables
from simulator.readers.tables.fields import FIELDS, REQUIRED, About
from simulator.readers.tables.harmless import as_text, harmless
from simulator.readers.tables.headers import REPEATED, fitted, guessed, laid_out
from simulator.readers.tables.mapping import Column, Mapping, SheetMap, as_toml, from_toml
from simulator.readers.tables.sheets import Sheet
from simulator.readers.tables.template import write_template

__all__ = [
    "FIELDS",
    "REPEATED",
    "REQUIRED",
    "About",
    "Column",
    "Mapping",
    "Sheet",
    "SheetMap",
    "as_text",
    "as_toml",
    "fitted",
    "from_toml",
    "guessed",
    "harmless",
    "laid_out",
    "plan_in",
    "read",
    "tables",
    "write_template",
]
