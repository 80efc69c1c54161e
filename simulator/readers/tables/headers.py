"""Finding the table on a sheet: where its header stands, what it is about, what columns mean."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from simulator.limits import MOST_COLUMNS
from simulator.readers.tables.beside import TELLING, beside
from simulator.readers.tables.fields import FIELDS, REQUIRED, SHEETS, SYNONYMS, About, plain
from simulator.readers.tables.languages import OWN_FIELD
from simulator.readers.tables.mapping import Column, Mapping, SheetMap
from simulator.readers.tables.sheets import Cell, Row, Sheet, letter, said, turned

REPEATED = ("predecessors", "who")
"""Fields for which a table may have several columns of one name."""
ALTERNATIVES = re.compile(r"[/|]")
CUSTOM = re.compile(rf"(?:{OWN_FIELD}) ?\((?P<name>.+)\)$", re.IGNORECASE)
"""A field of somebody's own, as Jira names it."""
ENDINGS = {
    "start": re.compile(r".+ (?:start|begin|commencement)(?: date)?"),
    "finish": re.compile(r".+ (?:end|finish|completion)(?: date)?"),
    "cost": re.compile(r".+ (?:cost|costs|budget)"),
}
"""How names of columns end that somebody made longer, by field of a list of projects."""
LEVEL = re.compile(r"(?:title|level|task|name|ebene|nivel|niveau|aufgabe|vorgang|tarea|tâche) ?\d")
"""The plain header of one of several columns, each of which holds the names of a level."""
LOOKED_AT = 40
"""A header stands in one of the first rows that say something, or nowhere."""
SURE = 1.5
"""By how much a table must fit better lying than upright."""
MOST_HEADERS_LYING = 2
"""In a table that lies on its side names of fields stand in the first column, or the second."""
LONGEST_HEADER = 80
SHORT = 40
"""A longer header does not name the same thing twice."""
SOME = 30
"""So many rows are looked through for the first value of a column."""


class Guess(NamedTuple):
    """One way to read a sheet, and how much speaks for it."""

    score: float
    sheet: SheetMap


def guessed(sheets: tuple[Sheet, ...]) -> Mapping:
    """The likeliest way to read the tables of a file: of each kind the one that fits best.

    Sheets with activities under the same headers, but other activities, are projects beside each
    other. Hidden sheets count only if nothing else is there.
    """
    seen = [sheet for sheet in sheets if not sheet.hidden]
    found = [it for sheet in seen or sheets if (it := guess(sheet)) is not None]
    if not found:
        found = [it for sheet in sheets if (it := guess(sheet)) is not None]
    best: dict[About, Guess] = {}
    for it in found:
        if it.sheet.about not in best or it.score > best[it.sheet.about].score:
            best[it.sheet.about] = it
    chosen = [it.sheet for it in best.values()]
    for about in best.keys() & TELLING.keys():
        chosen += beside(best[about].sheet, [it.sheet for it in found], sheets)
    places = {sheet.name: at for at, sheet in enumerate(sheets)}
    return Mapping(sheets=tuple(sorted(chosen, key=lambda it: places[it.sheet])))


def guess(sheet: Sheet) -> Guess | None:
    """The likeliest way to read one table, upright or lying; None if it looks like none of ours."""
    found = _best(sheet)
    if len(sheet.rows) > 2:
        lying = _best(turned(sheet))
        if (
            lying is not None
            and lying.sheet.header <= MOST_HEADERS_LYING
            and (found is None or lying.score > found.score + SURE)
        ):
            return Guess(lying.score, replace(lying.sheet, across=True))
    return found


def _best(sheet: Sheet) -> Guess | None:
    guesses = [it for it in _guesses(sheet) if _is_enough(it.sheet)]
    return max(guesses, key=lambda it: it.score, default=None)


def _guesses(sheet: Sheet) -> Iterator[Guess]:
    for line in _lines(sheet):
        yield from _by_kind(sheet, line.place, line.headers, line.number)


class Line(NamedTuple):
    """A row that may be a header, or the last of two."""

    place: int
    number: int
    headers: list[str]


def _lines(sheet: Sheet) -> Iterator[Line]:
    rows = sheet.rows[: LOOKED_AT + 1]
    for place, row in enumerate(rows[:LOOKED_AT]):
        headers = [_header(cell) for cell in row.cells[:MOST_COLUMNS]]
        yield Line(place, row.number, headers)
        if place and rows[place - 1].number == row.number - 1:
            above = _spread(rows[place - 1])
            both = [_two_lines(above, headers, at) for at in range(max(len(above), len(headers)))]
            yield Line(place, row.number, both)


def _header(cell: Cell) -> str:
    if cell is None or isinstance(cell, date | int | float):
        return ""
    text = said(cell)
    return text if len(text) <= LONGEST_HEADER else text.partition("\n")[0].partition("(")[0]


def _spread(row: Row) -> list[str]:
    """The upper line of a header, each word above all columns up to the next one."""
    words, last = [], ""
    for cell in row.cells[:MOST_COLUMNS]:
        last = _header(cell) or last
        words.append(last)
    return words


def _two_lines(above: list[str], headers: list[str], at: int) -> str:
    """The header of a column that has two lines; the upper one may stand above several."""
    upper = above[at] if at < len(above) else ""
    lower = headers[at] if at < len(headers) else ""
    return f"{upper}\n{lower}" if upper and lower else lower or upper


def _by_kind(sheet: Sheet, place: int, headers: list[str], number: int) -> Iterator[Guess]:
    for about in FIELDS:
        fields = _fields(headers, about)
        if len(set(fields.values())) < 2:
            continue
        name = plain(sheet.name)
        named = 3.0 if name and any(name == plain(it) for it in SHEETS[about].split(";")) else 0.0
        below = sum(1 for row in sheet.rows[place + 1 : place + 6])
        score = len(set(fields.values())) + named + min(below, 1) + PREFERRED[about]
        score += min(len(sheet.rows), 1000) / 10_000
        columns = tuple(
            Column(at, header, fields.get(at, ""), _first(sheet, place, at))
            for at, header in enumerate(headers)
            if header
        )
        yield Guess(score, SheetMap(sheet=sheet.name, about=about, header=number, columns=columns))


PREFERRED: dict[About, float] = {
    "projects": 0.0, "activities": 0.5, "people": 0.0, "risks": 0.9, "history": 0.0,
}  # fmt: skip


def _fields(headers: list[str], about: About) -> dict[int, str]:
    """By column: its field; of several columns for one field the likeliest name counts."""
    known, best = SYNONYMS[about], dict[str, tuple[int, int]]()
    for at, header in enumerate(headers):
        found = _meaning(header, known)
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], at)
    chosen = {at: field for field, (_, at) in best.items()}
    if about == "projects":
        chosen |= _alike(headers, set(chosen.values()))
    for field in REPEATED:
        if field in best:
            name = plain(headers[best[field][1]])
            chosen |= {at: field for at, header in enumerate(headers) if plain(header) == name}
    if about == "activities" and "name" not in best and "phase" in best:
        chosen[best["phase"][1]] = "name"  # work packages and nothing below them
    levels = [at for at, header in enumerate(headers) if LEVEL.fullmatch(plain(header))]
    if about == "activities" and len(levels) > 1:
        chosen = {at: field for at, field in chosen.items() if field != "name"}
        chosen |= dict.fromkeys(levels, "name")
    return chosen


def _alike(headers: list[str], known: set[str]) -> dict[int, str]:
    """Columns whose names only end like those of a field, if there is but one such column."""
    found = {}
    for field, pattern in ENDINGS.items():
        places = [at for at, header in enumerate(headers) if pattern.fullmatch(plain(header))]
        if field not in known and len(places) == 1:
            found[places[0]] = field
    return found


def _meaning(header: str, known: dict[str, tuple[str, int]]) -> tuple[str, int] | None:
    """The field of a header: by the whole of it, its lower line, or the words before a bracket."""
    header = header.replace("（", "(")
    lower = header.rpartition("\n")[2]
    names = [header, lower, header.partition("(")[0], lower.partition("(")[0]]
    if match := CUSTOM.match(header):
        names.append(match["name"])
    if len(header) <= SHORT:
        names += ALTERNATIVES.split(header)  # Activity / Tâche
    return next((known[plain(name)] for name in names if plain(name) in known), None)


def _is_enough(sheet: SheetMap) -> bool:
    fields = {column.field for column in sheet.columns}
    return all(any(field in fields for field in some) for some in REQUIRED[sheet.about])


def _first(sheet: Sheet, header: int, at: int) -> str:
    some = (said(row.at(at)) for row in sheet.rows[header + 1 : header + 1 + SOME])
    return next((text[:LONGEST_HEADER] for text in some if text), "")


def laid_out(
    sheet: Sheet, about: About, header: int | None = None, across: bool = False
) -> SheetMap:
    """How a table is read if somebody says what it is about and in which row its header ends.

    Without that row the likeliest one is taken; 0 is a table without a header.
    """
    table = turned(sheet) if across else sheet
    lines = [it for it in _lines(table) if header is None or it.number == header]
    if not lines:
        nameless = [""] * max((len(row.cells) for row in table.rows), default=0)
        lines = [Line(-1, header or 0, nameless[:MOST_COLUMNS])]
    fields = [len(_fields(it.headers, about)) for it in lines]
    line = lines[fields.index(max(fields))]
    return SheetMap(
        sheet=sheet.name, about=about, header=line.number, across=across,
        columns=tuple(_columns(table, line, _fields(line.headers, about))),
    )  # fmt: skip


def _columns(table: Sheet, line: Line, fields: dict[int, str]) -> Iterator[Column]:
    """All columns that have a header, or at least something below it."""
    for at, header in enumerate(line.headers):
        first = _first(table, line.place, at)
        if header or first:
            yield Column(at, header or f"column {letter(at)}", fields.get(at, ""), first)


ENOUGH_IN_COMMON = 0.6
"""Share of the columns of a kept mapping that a table has to have for it to be offered."""


def fitted(kept: Mapping, sheets: tuple[Sheet, ...]) -> Mapping | None:
    """A mapping that was kept, laid over other tables by their headers; None if it fits none."""
    found = [it for it in (_fitted(mapped, sheets) for mapped in kept.sheets) if it is not None]
    return replace(kept, sheets=tuple(found)) if found else None


def _fitted(mapped: SheetMap, sheets: tuple[Sheet, ...]) -> SheetMap | None:
    wanted = {plain(it.header): it.field for it in mapped.columns if it.field}
    best, most = None, 0.0
    for sheet in sheets:
        table = turned(sheet) if mapped.across else sheet
        for line in _lines(table):
            common = len(wanted.keys() & {plain(it) for it in line.headers})
            score = common + (sheet.name == mapped.sheet) / 10
            if score > most and common >= ENOUGH_IN_COMMON * len(wanted):
                best, most = (sheet, table, line), score
    if best is None:
        return None
    sheet, table, line = best
    fields, taken = dict[int, str](), set[str]()
    for at, header in enumerate(line.headers):
        field = wanted.get(plain(header), "")
        if field and (field not in taken or field in REPEATED):
            fields[at] = field
            taken.add(field)
    columns = tuple(_columns(table, line, fields))
    return replace(mapped, sheet=sheet.name, header=line.number, columns=columns)
