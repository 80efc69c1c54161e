"""Months, quarters, weeks and years that stand where a date should: their first and last day."""

import re
from datetime import date, timedelta

from simulator.limits import FIRST_YEAR, LAST_YEAR
from simulator.readers.tables.dates import month_of
from simulator.readers.tables.sheets import Cell, said

YEAR = r"(?P<year>(?:19|20|21)\d\d)"
GAP = r"[\s/.,'’-]*"
SHORT_YEAR = r"(?:[-'’](?P<short>\d\d))"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:q|t|quarter |quartal )(?P<quarter>[1-4]){GAP}(?:{YEAR}|{SHORT_YEAR})",
        rf"(?P<quarter>[1-4])(?:q|t|\. ?quartal|e trimestre|º trimestre|st quarter|nd quarter|"
        rf"rd quarter|th quarter){GAP}{YEAR}",
        rf"{YEAR}{GAP}(?:q|t)(?P<quarter>[1-4])",
        rf"(?:h|s|hj)(?P<half>[12]){GAP}{YEAR}",
        rf"{YEAR}{GAP}(?:h|s|hj)(?P<half>[12])",
        rf"(?:kw|cw|wk|w|week|sem|semana|semaine){GAP}(?P<week>\d\d?){GAP}{YEAR}",
        rf"{YEAR}-?{GAP}(?:kw|cw|w)(?P<week>\d\d?)",
        rf"(?P<word>[^\W\d_]{{3,}})\.?(?:{GAP}(?:de )?{YEAR}|{SHORT_YEAR})",
        rf"(?P<month>\d\d?)[/.-]{YEAR}",
        rf"{YEAR}[/.-](?P<month>\d\d?)",
        rf"{YEAR}年(?P<month>\d\d?)月",
        YEAR,
    )
)
LONGEST = 30
MONTHS_OF = {"quarter": 3, "half": 6}
DAY = timedelta(days=1)


def period(cell: Cell) -> tuple[date, date] | None:
    """The first and the last day of what a cell names; None if it is no such thing."""
    if isinstance(cell, date):
        return None
    text = said(cell)
    if len(text) > LONGEST:
        return None
    for pattern in PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return _days({name: it for name, it in match.groupdict().items() if it})
    return None


def _days(found: dict[str, str]) -> tuple[date, date] | None:
    year = int(found.get("year") or 2000 + int(found["short"]))
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    if "week" in found:
        try:
            first = date.fromisocalendar(year, int(found["week"]), 1)
        except ValueError:
            return None
        return first, first + 6 * DAY
    for name, months in MONTHS_OF.items():
        if name in found:
            return _months(year, (int(found[name]) - 1) * months + 1, months)
    if "word" in found or "month" in found:
        month = month_of(found["word"]) if "word" in found else int(found["month"])
        return _months(year, month, 1) if month and 1 <= month <= 12 else None
    return _months(year, 1, 12)


def _months(year: int, first: int, many: int) -> tuple[date, date]:
    after = first + many
    end = date(year + (after > 12), after - 12 if after > 12 else after, 1)
    return date(year, first, 1), end - DAY
