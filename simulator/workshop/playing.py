"""What a service has played for it: plain functions, each of which may run in another process."""

from collections.abc import Callable, Sequence

from msgspec import Struct, to_builtins

from simulator.cockpit.acts import Message
from simulator.cockpit.ahead import FEW, ahead
from simulator.debrief.basis import other_worlds
from simulator.debrief.teams import Results, played
from simulator.decisions import AnyDecision
from simulator.session import Session
from simulator.workshop.export import Recorded, written
from simulator.workshop.flight import (
    Flight,
    LeftOut,
    acted,
    carried_out,
    coach_of,
    session_of,
    shown,
)
from simulator.workshop.judging import Judged, judging
from simulator.workshop.record import Workshop
from simulator.workshop.summary import Summary, summed_up


class Answer(Struct, frozen=True, kw_only=True):
    """What came of a step."""

    flight: Flight
    summary: Summary
    screen: dict[str, object]
    coach: dict[str, object]
    left_out: tuple[LeftOut, ...] = ()


class Round(Struct, frozen=True, kw_only=True):
    """Between which days a team flies just now."""

    since: float
    until: float
    is_open: bool


def act(
    workshop: Workshop, when: Round, flight: Flight, message: Message, before: Flight | None
) -> Answer:
    """One act in a team's cockpit. Raises RefusedError for what cannot be done."""
    limit = when.until if when.is_open else flight.today
    flown = acted(workshop, limit, flight, message, before)
    return _answer(workshop, when, flown, undo=True)


def carry_out(
    workshop: Workshop,
    when: Round,
    flight: Flight,
    decisions: Sequence[AnyDecision],
    today: float,
) -> Answer:
    """Decisions that were handed in."""
    flown, left_out = carried_out(workshop, when.until, flight, decisions, today)
    return _answer(workshop, when, flown, left_out, undo=True)


def look(workshop: Workshop, when: Round, flight: Flight, undo: bool) -> Answer:
    """Where a team stands, without a step."""
    return _answer(workshop, when, flight, undo=undo)


def _answer(
    workshop: Workshop,
    when: Round,
    flight: Flight,
    left_out: tuple[LeftOut, ...] = (),
    undo: bool = False,
) -> Answer:
    return Answer(
        flight=flight,
        summary=summed_up(workshop, when.since, flight),
        screen=shown(workshop, when.until, flight, when.is_open, undo),
        coach=coach_of(workshop, flight),
        left_out=left_out,
    )


def foresee(workshop: Workshop, flight: Flight, goes_on: Callable[[], None]) -> dict[str, object]:
    """The forecast of a team's day: fates that agree with all that it can see.

    `goes_on` is called before each replay; what it raises ends it.
    """
    session = session_of(workshop, flight)
    if session.over:
        return {}
    for it in ahead(session, goes_on, steps=(FEW,)):
        return {**to_builtins(it), "day": flight.today}
    return {}


def score(
    flights: Sequence[tuple[str, Session]], worlds: int, begin: int, end: int, fate: str
) -> Results:
    """What all teams' decisions come to in some of the scoring worlds."""
    return played(flights, other_worlds(worlds)[begin:end], fate, workers=1, keep=False)


def judge(name: str, session: Session) -> Judged:
    """What a team's decisions brought, and what was luck."""
    return next(it for it in judging([(name, session)], workers=1) if it is not None)


def taken_home(name: str, found: Recorded) -> bytes:
    """A file of what a mentor takes home."""
    return written(name, found)


def seen(workshop: Workshop, flight: Flight) -> list[object]:
    """The events that a team can see."""
    found: list[object] = to_builtins(session_of(workshop, flight).visible)
    return found


def file_of(workshop: Workshop, flight: Flight) -> bytes:
    """A team's whole flight as an ordinary file, with the storm in it: only after the reveal."""
    return session_of(workshop, flight).written("flight.json")
