"""What the start page shows: what to do, what was done, where to go on, and where to fly next."""

import re
import secrets
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path as FilePath
from typing import NamedTuple

from msgspec import Struct

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.cockpit.days import whole
from simulator.course import Lesson, Path, path
from simulator.errors import RefusedError
from simulator.importing import Shelf
from simulator.instruments import ALL, Instruments
from simulator.logbook import Entry, Logbook
from simulator.logbook.names import checked
from simulator.mentor import code as mentors
from simulator.plain_text import visible
from simulator.readers import load, shipped
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.values import shown

FIRST_CODE, LAST_CODE = 1000, 9999
"""Codes of new worlds: four digits are told across a room without a slip."""
MOST = 999_999_999
CODE_AND_TEAM = re.compile(r"\s*((?:[^\W_][ \-\u2010-\u2013]*){7}[^\W_])\s+(\S.*)")
"""A mentor's code and, behind a space, who flies."""
OWN = "own "
"""What the id of a portfolio begins with that somebody has brought."""
MOST_OWN = 30
LONGEST = 40
"""Letters of a scenario's title in the name of a flight, so that the code has its place."""
QUESTIONS = {
    "three_projects": "What is a plan worth when luck has its say?",
    "eight_projects": "What goes first when everything is urgent?",
    "eighteen_months": "Can you hold all of it together, at the size of a real portfolio?",
    "tarnholt_town": "What is a project worth that nobody uses?",
    "sprigwheel_startup": "What does a project office bring a young firm, and what does it cost?",
    "odwell_bridges": "What becomes of what one order has taught, and of who is at three at once?",
    "holmwick_bank": "How far can a green report be trusted, and what does looking cost?",
    "brackenlund_railway": "Who sees to it that the parts fit, if everybody sees to a part?",
    "larkmoor_organs": "What is it worth to keep people and what they know, and when?",
    "thornmere_university": "What if there are more requests than anybody can do?",
}
"""What each organisation asks of who flies there; the answer is the flight."""


class Flight(Struct, frozen=True, kw_only=True):
    """A flight on the list of what was done."""

    name: str
    where: str
    """Which organisation and world, in words; for one that cannot be opened, why."""
    stands: str
    """How far it is, and since when."""
    over: bool
    opens: bool


class Organisation(Struct, frozen=True, kw_only=True):
    """A place to fly."""

    id: str
    title: str
    story: str
    """In a sentence."""
    size: str
    question: str


class Shown(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    path: Path
    """What to do, what was done, and what comes next."""
    newest: Flight | None
    """The one to continue: the newest that is not over."""
    flights: tuple[Flight, ...]
    organisations: tuple[Organisation, ...]
    own: tuple[Organisation, ...]
    """Portfolios that somebody has brought."""
    trouble: str
    """Why flights cannot be read, if they cannot."""


def lobby(lessons: Sequence[Lesson], book: Logbook) -> Shown:
    """The page as it stands now."""
    entries, trouble = _entries(book)
    flights = tuple(map(_flight, entries))
    return Shown(
        path=path(lessons),
        newest=next((it for it in flights if it.opens and not it.over), None),
        flights=flights,
        organisations=tuple(organisation(name) for name in shipped()),
        own=tuple(map(_own, Shelf(book.folder).portfolios()[:MOST_OWN], repeat(book))),
        trouble=trouble,
    )


def _own(name: str, book: Logbook) -> Organisation:
    """A portfolio that somebody has brought as a place to fly; for a damaged one, why not."""
    path = Shelf(book.folder).portfolio(name)
    try:
        size, problem = _size(_read(path, path.stat().st_mtime_ns)), ""
    except (RefusedError, OSError) as error:
        size, problem = "", f"Cannot be opened: {error}."
    return Organisation(id=f"{OWN}{name}", title=visible(name), story="", size=size,
                        question=problem or "Your own: what would you decide?")  # fmt: skip


@lru_cache(maxsize=MOST_OWN)
def _read(path: FilePath, _as_it_was: int) -> Scenario:
    return load(path)


@cache
def organisation(name: str) -> Organisation:
    """A shipped scenario as a place to fly. Raises MissingFileError if there is none."""
    scenario = load(name)
    return Organisation(
        id=name,
        title=scenario.title,
        story=_first_sentence(scenario.story),
        size=_size(scenario),
        question=QUESTIONS.get(name, ""),
    )


def world(code: str) -> int:
    """The seed of a world by its code, or of a new one if there is none.

    Raises RefusedError for what is no code.
    """
    digits = code.strip()
    if not digits:
        return FIRST_CODE + secrets.randbelow(LAST_CODE - FIRST_CODE + 1)
    if not (digits.isascii() and digits.isdecimal() and int(digits[:12]) <= MOST):
        raise RefusedError(
            f"{shown(code)} is not the code of a world; write a number such as 4711, your mentor's "
            "code, or nothing for a new world"
        )
    return int(digits)


class Begun(NamedTuple):
    """A flight at its first day."""

    session: Session
    name: str
    code: str
    """By which everybody else flies the same storm."""
    instruments: Instruments
    mentors: bool
    """Whether a mentor's code said all of it."""


def begun(name: str, code: str, book: Logbook | None = None) -> Begun:
    """A flight in an organisation and a world; a mentor's code says which, and how it is flown.

    The organisation is a shipped one, or among the portfolios beside the flights of a book.

    What stands behind a mentor's code is the team's name, and then the flight's, so that no two
    teams hand over files of one name. Raises RefusedError for a code or a name that is none, and
    for an organisation that is not there.
    """
    if any(it.isalpha() for it in code) or "-" in code.strip()[1:]:
        return _by_mentor(code)
    own = Shelf(book.folder) if book is not None and name.startswith(OWN) else None
    if own is not None and name.removeprefix(OWN) in own.portfolios():
        scenario = load(own.portfolio(name.removeprefix(OWN)))
    elif name in shipped():
        scenario = load(name)
    else:
        raise RefusedError(f"there is no organisation {shown(name)}; choose one of the list")
    session = Session(scenario, seed=world(code))
    number = str(session.seed)
    return Begun(session, called(session, number), number, ALL, mentors=False)


def instruments(flight: str) -> Instruments:
    """With which instruments a flight is flown: its name ends with the code that says so."""
    for word in flight.split():
        if "-" in word and len(word) == len(mentors.EXAMPLE):
            try:
                return mentors.read(word).instruments
            except RefusedError:
                continue  # a word of the title
    return ALL


def called(session: Session, code: str) -> str:
    """What a flight is called: its scenario's title and its world's code."""
    title = session.scenario.title or session.scenario.name
    plain = "".join(it for it in title if it.isalnum() or it in " -_")
    return f"{' '.join(plain.split())[:LONGEST].strip()} {code}"


def _by_mentor(typed: str) -> Begun:
    parts = CODE_AND_TEAM.fullmatch(typed)
    code, team = parts.groups() if parts else (typed, "")
    found = mentors.read(code)
    session, sign = Session(found.scenario, seed=found.seed), mentors.written(found)
    name = checked(f"{team} {sign}") if team else called(session, sign)
    return Begun(session, name, sign, found.instruments, mentors=True)


def _entries(book: Logbook) -> tuple[tuple[Entry, ...], str]:
    try:
        return book.entries(), ""
    except RefusedError as error:
        return (), f"{_sentence(str(error))}."


def _flight(entry: Entry) -> Flight:
    opens = not entry.problem
    title = visible(entry.title or entry.scenario)
    stands = "at its end" if entry.over else f"on day {whole(entry.day)}"
    when = f"{entry.when.day} {entry.when:%B} at {entry.when:%H:%M}"
    return Flight(
        name=entry.name,
        where=f"{title}, world {entry.seed}" if opens else f"Cannot be opened: {entry.problem}",
        stands=f"{stands}, last flown on {when}" if opens else f"last changed on {when}",
        over=entry.over,
        opens=opens,
    )


def _size(scenario: Scenario) -> str:
    people = sum(role.people for role in scenario.roles)
    days = [project.due or project.arrival for project in scenario.projects]
    months = round(max(days, default=0) / (DAYS_A_WEEK * WEEKS_A_MONTH))
    return (
        f"{_count(len(scenario.projects), 'project')}, {people:g} people in "
        f"{_count(len(scenario.roles), 'role')}, due within {_count(max(months, 1), 'month')}"
    )


def _first_sentence(story: str) -> str:
    whole_story = " ".join(story.split())
    end = whole_story.find(". ")
    return whole_story if end < 0 else whole_story[: end + 1]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"
