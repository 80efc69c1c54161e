"""What is true at one instant."""

from typing import NamedTuple

from oracle.book import Book
from oracle.due import Key
from oracle.unseen import Flaw, Issue, Owed, Shock, Times


class Turn(NamedTuple):
    """Where something that may be put off stands in the agenda."""

    number: int
    day: float


class Watch(NamedTuple):
    """The clock of a risk: days left to live through, and since when it runs."""

    left: float
    since: float | None = None


class State(NamedTuple):
    """What is true at one instant. Nothing in it is ever changed; `evolve` makes another one."""

    book: Book
    rules: dict[str, object]
    people: dict[str, float]
    present: dict[str, float]
    paces: dict[str, float]
    watches: dict[str, Watch]
    times: Times | None = None
    shock: Shock | None = None
    hazard: float = 1.0
    first: tuple[str, ...] = ()
    arrived: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    paused: frozenset[str] = frozenset()
    waved: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    moved: float = 0.0
    given_up: bool = False
    ready: tuple[Key, ...] = ()
    running: tuple[Key, ...] = ()
    started: dict[Key, float] = {}
    ended: dict[Key, float] = {}
    speed: dict[Key, float] = {}
    ends: dict[Key, float] = {}
    held: dict[Key, float] = {}
    released: frozenset[tuple[Key, int]] = frozenset()
    handed: frozenset[tuple[Key, str]] = frozenset()
    handed_in: frozenset[Key] = frozenset()
    asked: int = 0
    due: dict[object, float] = {}
    turns: dict[object, Turn] = {}
    hidden: tuple[Issue | Flaw, ...] = ()
    passed_over: tuple[Flaw, ...] = ()
    owed: tuple[Owed, ...] = ()
    detected: frozenset[str] = frozenset()
    works_from: dict[str, float] = {}
    fund: float | None = None
    fund_set: float = 0.0


def ask(state: State, command: object, due: float) -> State:
    """A command is due on a day. Who asks later than planned is asked when the old day has come."""
    new = state._replace(due={**state.due, command: due})
    if command in state.turns and due >= state.turns[command].day:
        return new
    number = state.asked + 1
    return new._replace(asked=number, turns={**state.turns, command: Turn(number, due)})


def call_off(state: State, command: object) -> State:
    """A command is not due any more."""
    return state._replace(turns={it: turn for it, turn in state.turns.items() if it != command})


def stage(state: State, project: str) -> str:
    """How far a project is."""
    for name in ("over", "paused", "begun"):
        if project in getattr(state, name):
            return name
    return "waiting" if project in state.arrived else "expected"


def in_progress(state: State) -> list[str]:
    """The projects in progress, in the order of the file."""
    return [it for it in state.book.projects if stage(state, it) == "begun"]
