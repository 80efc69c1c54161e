"""Numbers, durations, shares, people and predecessors as offices write them in cells."""

import re
from typing import NamedTuple

from simulator.plans.plan import Kind, Work
from simulator.readers.tables.languages import KINDS, UNITS
from simulator.readers.tables.sheets import Cell, said

NUMBER = re.compile(r"[-+]?\d[\d.,'’\u00a0\u202f ]*")
AMOUNT = re.compile(r"([-+]?\d[\d.,'’\u00a0\u202f ]*)\s*([^\W\d_]*)")
LONGEST = 2_000
MOST = 1e9


LAG = r"(?P<lag>[+-]\s*\d+(?:[.,]\d+)?\s*%?\s*[^\W\d_]*\.?)"
LETTERS = "|".join(KINDS)
WITH_KIND = re.compile(rf"(?P<who>.*?[\d\])])\s*(?P<kind>{LETTERS})\s*{LAG}?", re.IGNORECASE)
WITH_OTHER = re.compile(rf"(?P<who>\d+(?:\.\d+)*)\s*(?P<letters>[^\W\d_]{{2,4}})\s*{LAG}?")
"""A link whose kind has letters that we do not know."""
WITH_LAG = re.compile(rf"(?P<who>\d+)\s*{LAG}")
LAG_COMMA = re.compile(rf"((?:{LETTERS})\s*[+-]\s*\d+),(\d+\s*[^\W\d_])", re.IGNORECASE)
EMPTY = {"", "-", "–", "—", "n/a", "na", "none", "keine", "tbd", "?", "null", "nil", "#n/a"}
WORK: dict[str, Work] = {
    "routine": "routine", "standard": "standard", "novel": "novel", "new": "novel",
    "research": "research",
}  # fmt: skip


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing, in whatever way."""
    return said(cell).casefold() in EMPTY or failed(cell)


def failed(cell: Cell) -> bool:
    """Whether a formula of its program came to nothing here; that a value is missing is none."""
    return isinstance(cell, str) and cell.startswith(("#REF", "#VALUE", "#DIV", "#NAME", "#NUM"))


LONGEST_NAME = 80
NOTE = re.compile(
    r"(?:source|notes?|nb|legend|insert new rows?|quelle|hinweis|anmerkung|nota|fuente|fonte)\b"
    r"|[*†]"
)


def is_note(text: str) -> bool:
    """Whether what stands alone in a row says something of the table, and names nothing in it."""
    return len(text) > LONGEST_NAME or bool(NOTE.match(text.casefold()))


def amount(cell: Cell) -> float | None:
    """The number in a cell, with a decimal point or comma; None if there is none."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) < MOST else None
    found = NUMBER.search(said(cell)[:60])
    return _number(found[0]) if found else None


def _number(text: str) -> float | None:
    digits = re.sub(r"[ '’\u00a0\u202f]", "", text).rstrip(".,")
    if "," in digits and "." in digits:
        thousands = "." if digits.rfind(",") > digits.rfind(".") else ","
        digits = digits.replace(thousands, "")
    elif (
        digits.count(",") > 1
        or digits.count(".") > 1
        or re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", digits)
    ):
        digits = digits.replace(",", "").replace(".", "")
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < MOST else None


class Length(NamedTuple):
    """A duration: days if it names its unit, else a number of whatever is counted."""

    value: float
    has_unit: bool


def length(cell: Cell) -> Length | None:
    """The duration in a cell such as 5, '3,5 d', '2 wks', '5 days?'."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Length(float(cell), False) if 0 <= cell < MOST else None
    text = said(cell)[:60].casefold()
    parts = [(_number(number), unit) for number, unit in AMOUNT.findall(text)]
    known = [(number, unit) for number, unit in parts if number is not None and number >= 0]
    if not known:
        return None
    if all(not unit for _, unit in known):
        return Length(known[0][0], False)
    return Length(sum(number * UNITS.get(unit, 1.0) for number, unit in known if unit), True)


def share(cell: Cell) -> float | None:
    """A share from 0 to 1: 50 %, 0.5, or 50."""
    value = amount(cell)
    if value is None or value < 0:
        return None
    text = said(cell)
    if "%" in text or value > 1:
        value /= 100
    return min(1.0, value)


class Person(NamedTuple):
    """Somebody named in a cell, and how much of them."""

    name: str
    people: float


ADDRESS = re.compile(r"<[^<>]{0,200}>")
"""What some programs write behind a name."""
SEMICOLONS = re.compile(r"[;|\n]+")
"""Between people whose names have commas in them: 'Rao, Arun; Lind, Bex'."""
COMMAS = re.compile(r"[,|\n]+|\s+(?:and|und|et|y|e|&|/|\+)\s+")


def persons(cell: Cell) -> list[Person]:
    """Everybody named in a cell: 'Arun, Bex', 'Arun [50%]', '2 x Mason'."""
    text = ADDRESS.sub("", said(cell)[:LONGEST])
    if text.casefold() in EMPTY:
        return []
    found = []
    for part in re.split(SEMICOLONS if ";" in text else COMMAS, text):
        units = re.search(r"[\[(]?\s*(\d+(?:[.,]\d+)?)\s*%\s*[\])]?", part)
        times = re.match(
            r"\s*(\d+(?:[.,]\d+)?)\s*(?:x|×|\*|(?<=\d)\s)\s*([^\W\d].*)", part, re.IGNORECASE
        )
        people = 1.0
        if units:
            people = (_number(units[1]) or 100.0) / 100
            part = part.replace(units[0], " ")
        elif times:
            people, part = _number(times[1]) or 1.0, times[2]
        name = re.sub(r"[\[\]()]", " ", part).strip(" .:-")
        if name and name.casefold() not in EMPTY and not name.isdecimal():
            found.append(Person(" ".join(name.split()), people))
    return found


class Before(NamedTuple):
    """A predecessor named in a cell; the lag is in days, or a share of its duration."""

    who: str
    kind: Kind
    lag: float
    percent: bool
    unknown: str = ""
    """The letters for its kind, if nobody here knows them."""


def predecessors(cell: Cell) -> list[Before]:
    """Everything that a cell of predecessors names: '2fs', '12FS+2 days', '4EA-1t;7'."""
    text = LAG_COMMA.sub(r"\1.\2", said(cell)[:LONGEST])
    if text.casefold() in EMPTY:
        return []
    parts = (part.strip() for part in re.split(r"[;,\n|]+", text))
    return [_before(part) for part in parts if part.casefold() not in EMPTY]


GANTTPROJECT = re.compile(rf"(\d+)-({LETTERS})=P(-?\d+)D", re.IGNORECASE)
"""A link as GanttProject exports it: 1-FS=P2D."""


PRIMAVERA = re.compile(
    rf"(?P<who>[^:]+):\s*(?P<kind>{LETTERS})(?:\s+(?P<lag>-?\d+))?", re.IGNORECASE
)
"""A link as Primavera exports it: A100: SS 5."""


def _before(part: str) -> Before:
    if match := PRIMAVERA.fullmatch(part):
        kind = KINDS[match["kind"].casefold()]
        return Before(match["who"].strip(), kind, float(match["lag"] or 0), False)
    if match := GANTTPROJECT.fullmatch(part):
        return Before(match[1], KINDS[match[2].casefold()], float(match[3]), False)
    match = WITH_KIND.fullmatch(part) or WITH_LAG.fullmatch(part)
    other = None if match else WITH_OTHER.fullmatch(part)
    match = match or other
    if not match:
        return Before(part, "FS", 0.0, False)
    lag = (match["lag"] or "").replace(" ", "")
    kind = KINDS[match.groupdict().get("kind", "fs").casefold()]
    unknown = other["letters"] if other else ""
    plain = lag.lstrip("+-")
    size = length(plain) if plain else None
    days = 0.0 if size is None else size.value
    if "%" in lag:
        days = (amount(plain) or 0.0) / 100
    days = -days if lag.startswith("-") else days
    return Before(match["who"].strip(), kind, days, "%" in lag, unknown)


def work_kind(cell: Cell) -> Work | None:
    """The kind of work that a cell names."""
    return WORK.get(said(cell).casefold())
