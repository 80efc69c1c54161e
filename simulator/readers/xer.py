"""Primavera P6 (XER): tables of tab-separated rows; columns are found by their names."""

from pathlib import Path

from simulator.limits import MOST_PIECES
from simulator.plans import Calendar, Findings, Place, Plan
from simulator.readers.encodings import CERTAIN, foreign_text
from simulator.readers.errors import ReadError
from simulator.readers.p6 import P6Plan
from simulator.readers.p6_tables import TABLES, Row, Tables
from simulator.readers.xer_calendars import calendar_of

KIND = "Primavera P6 file (XER)"
USUAL_LETTERS = "cp1252"


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is no such file."""
    text, encoding = foreign_text(path, KIND)
    if not text.lstrip().startswith("ERMHDR"):
        raise ReadError(path, 1, f"expected a {KIND}, which begins with ERMHDR")
    if text.count("\n") > MOST_PIECES:
        raise ReadError(path, None, f"has more than {MOST_PIECES} lines; expected a {KIND}")
    findings = Findings()
    if encoding not in (*CERTAIN, USUAL_LETTERS):
        findings.assumed(
            "the letters of the file", Place(file=path.name), encoding,
            "It is not UTF-8; letters may be wrong.", "Export it as UTF-8 if names look odd.",
        )  # fmt: skip
    tables = _tables(text)
    calendars = {
        row.get("clndr_id"): _calendar(row, path.name, findings) for row in tables["CALENDAR"]
    }
    return P6Plan(path.name, KIND, tables, calendars, findings).plan()


def _tables(text: str) -> Tables:
    tables: Tables = {name: [] for name in TABLES}
    rows: list[Row] | None = None
    columns: list[str] = []
    for line, content in enumerate(text.split("\n"), 1):
        mark, _, rest = content.partition("\t")
        if mark == "%T":
            rows = tables.get(rest.strip())
        elif mark == "%F":
            columns = rest.rstrip().split("\t")
        elif mark == "%R" and rows is not None:
            rows.append(Row(line, dict(zip(columns, rest.split("\t"), strict=False))))
    return tables


def _calendar(row: Row, file: str, findings: Findings) -> Calendar:
    found = calendar_of(
        row.get("clndr_name"), row.get("clndr_data"),
        row.number("day_hr_cnt"), row.number("week_hr_cnt"),
    )  # fmt: skip
    if found.guessed:
        findings.assumed(
            "a calendar that cannot be read", Place(file=file, row=row.line, column="clndr_data"),
            row.get("clndr_name"),
            f"It is taken for {found.calendar.days_a_week} days of "
            f"{found.calendar.minutes_a_week / 60:g} hours a week in all.",
            "Check the dates, and export the calendar again.",
        )  # fmt: skip
    return found.calendar
