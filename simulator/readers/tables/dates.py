"""Dates as offices write them, in half a dozen orders and languages."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from simulator.limits import FIRST_YEAR, LAST_YEAR
from simulator.readers.tables.languages import MONTHS, WEEK_DAYS
from simulator.readers.tables.sheets import Cell, said

NUMBERS = re.compile(r"(?<!\d)(\d{1,4})\s*[./\-年]\s*(\d{1,2})\s*[./\-月]\s*(\d{1,4})(?!\d)")
DAY_FIRST_WORDS = re.compile(
    r"(?<!\d)(\d{1,2})\.?[\s/\-.]*(?:de\s+)?([^\W\d_]{3,})\.?[\s/\-.,]*(?:de\s+)?(\d{2,4})"
)
MONTH_FIRST_WORDS = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap]m)?", re.IGNORECASE)
MID = re.compile(r"(?:mid|likely|most likely|central|p50)\s*:\s*(.+?)(?:,|;|$)", re.IGNORECASE)
LAST = re.compile(r"(?:high|latest|p90)\s*:\s*(.+?)(?:,|;|$)", re.IGNORECASE)
SERIAL = (20_000, 110_000)
"""Dates as numbers of days since the end of 1899 lie between these."""
ORIGIN = datetime(1899, 12, 30)
ACTUAL = re.compile(r"\d A\s*$")
EPOCH = re.compile(r"\d{10}|\d{13}")
WITHOUT_SIGNS = re.compile(r"(?:19|20|21)\d{6}")
"""A date such as 20270104."""
EPOCH_SECONDS = (600_000_000, 7_000_000_000)
"""Dates as seconds since 1970 lie between these; some programs write thousandths of them."""
EPOCH_ORIGIN = datetime(1970, 1, 1)
LONGEST = 200
SPAN = re.compile(r"\s*(?:→|–|—|〜|～|~|\s-\s|\sto\s|\sbis\s|\sau\s|\sal\s|\s[aà]\s)\s*")
"""Between the first and the last date of a stretch."""


def day_comes_first(cells: Iterable[Cell]) -> bool | None:
    """Whether a column writes days before months; None if no date in it tells.

    A number above twelve tells, and so does the name of a week day beside the date.
    """
    votes = 0
    for cell in cells:
        found = NUMBERS.search(cell[:LONGEST]) if isinstance(cell, str) else None
        if isinstance(cell, str) and found and len(found[1]) < 3:
            votes += (int(found[1]) > 12) - (int(found[2]) > 12)
            if int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]:
                votes += _by_week_day(cell[: found.start()], found)
    return votes > 0 if votes else None


def _by_week_day(before: str, found: re.Match[str]) -> int:
    """1 if only the day before the month falls on the week day named, -1 if only the other."""
    word = re.findall(r"[^\W\d_]+", before)
    known = WEEK_DAYS.get(word[-1].casefold()[:3]) if word else None
    if known is None:
        return 0
    year, days = _year(found[3]), (int(found[1]), int(found[2]))
    fits = [
        at is not None and at.weekday() in known
        for at in (_date(year, days[1], days[0]), _date(year, days[0], days[1]))
    ]
    return fits[0] - fits[1]


def is_unclear(cell: Cell) -> bool:
    """Whether a date could be read in two ways."""
    found = NUMBERS.search(cell[:LONGEST]) if isinstance(cell, str) else None
    return bool(
        found and len(found[1]) < 3 and found[1] != found[2] and "." not in found[0]
        and int(found[1]) <= 12 and int(found[2]) <= 12
    )  # fmt: skip


def is_actual(cell: Cell) -> bool:
    """Whether a date has the mark that Primavera gives what has happened: 04-Jan-27 A."""
    return isinstance(cell, str) and bool(ACTUAL.search(cell[:LONGEST]))


def span(cell: Cell, day_first: bool | None) -> tuple[date, date] | None:
    """The first and the last date of a cell such as 'January 4, 2027 → January 8, 2027'."""
    if not isinstance(cell, str):
        return None
    parts = [it for it in SPAN.split(cell[:LONGEST]) if it.strip()]
    found = [at for it in parts if (at := when(it, day_first)) is not None]
    return (found[0], found[1]) if len(parts) == 2 == len(found) else None


def is_range(text: str) -> bool:
    """Whether a cell names an early and a late date."""
    return len(NUMBERS.findall(text[:LONGEST])) > 1


def when(cell: Cell, day_first: bool | None) -> date | None:
    """The date in a cell, with its time if it has one; None if there is none."""
    if isinstance(cell, date):
        return cell if FIRST_YEAR <= cell.year <= LAST_YEAR else None
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float) and not WITHOUT_SIGNS.fullmatch(said(cell)):
        return _serial(float(cell))
    text = said(cell)[:LONGEST]
    if EPOCH.fullmatch(text):
        return _serial(float(text))
    if WITHOUT_SIGNS.fullmatch(text):
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    mid = MID.search(text) or LAST.search(text)
    return _in_text(mid[1] if mid else text, day_first is not False)


def _serial(number: float) -> date | None:
    if EPOCH_SECONDS[0] < number / 1000 < EPOCH_SECONDS[1]:
        number /= 1000
    if EPOCH_SECONDS[0] < number < EPOCH_SECONDS[1]:
        return (EPOCH_ORIGIN + timedelta(seconds=number)).date()
    if not SERIAL[0] < number < SERIAL[1]:
        return None
    found = ORIGIN + timedelta(days=number)
    return found if number % 1 else found.date()


def _in_text(text: str, day_first: bool) -> date | None:
    found = _numbers(text, day_first) or _words(text)
    if found is None:
        return None
    time = TIME.search(text)
    if not time:
        return found
    hour = int(time[1]) % 12 + 12 if (time[3] or "").lower() == "pm" else int(time[1])
    if hour > 23 or int(time[2]) > 59 or not (hour or int(time[2])):
        return found
    return datetime(found.year, found.month, found.day, hour, int(time[2]))


def _numbers(text: str, day_first: bool) -> date | None:
    match = NUMBERS.search(text)
    if not match:
        return None
    first, second, third = match.groups()
    if len(first) == 4:
        return _date(int(first), int(second), int(third))
    year = _year(third)
    if "." in match[0] or day_first:
        return _date(year, int(second), int(first)) or _date(year, int(first), int(second))
    return _date(year, int(first), int(second)) or _date(year, int(second), int(first))


def _words(text: str) -> date | None:
    for pattern, order in ((DAY_FIRST_WORDS, (1, 2, 3)), (MONTH_FIRST_WORDS, (2, 1, 3))):
        match = pattern.search(text)
        month = month_of(match[order[1]]) if match else None
        if match and month:
            return _date(_year(match[order[2]]), month, int(match[order[0]]))
    return None


def month_of(word: str) -> int | None:
    """The number of the month that a word names in any of the languages known here."""
    plain = word.casefold()
    bare = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    for length in (4, 3):
        for form in (plain, bare):
            if form[:length] in MONTHS:
                return MONTHS[form[:length]]
    return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) <= 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
