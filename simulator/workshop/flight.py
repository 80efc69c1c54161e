"""A team's flight under the mentor's hand: no further than the round, and nothing taken back.

A flight is a few numbers and what was decided; a seat is taken for one act and left again. So a
service keeps no flight in its memory, and loses none.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from simulator.coach.coach import Coach, Memory
from simulator.coach.remark import Remark
from simulator.cockpit.acts import Message, act
from simulator.cockpit.days import whole
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Moment, Past, Seat
from simulator.cockpit.timeline import in_words
from simulator.decisions import AnyDecision
from simulator.errors import RefusedError
from simulator.narration import names_by_id
from simulator.session import Session
from simulator.session.session import taken_on
from simulator.workshop.record import Allowed, Workshop

TAKES_BACK = {"undo"}
CHANGES_THE_PAST = {"look", "leave_out", "go_back", "swap"}
COACH = {"coach", "not_now"}
KEEPS_TIME = {"explain", "present"}
"""What can be done between two rounds as well."""
WELCOME = "Look around, decide who goes first, then let a week pass."


class Flight(Struct, frozen=True, kw_only=True):
    """Where a team's flight stands."""

    decisions: tuple[AnyDecision, ...] = ()
    today: float = 0.0
    told: int = 0
    """How many visible events had been shown before the last step."""
    past: tuple[float, int | None] | None = None
    """The day in the past at which the team looks, and the decision it may replace."""
    said: str = WELCOME
    coached: bool | None = None
    """Whether the team has its coach on; None as the mentor wishes."""
    memory: Memory = Memory()
    """What the coach has said."""
    remark: Remark | None = None
    """What it said last, as long as it is so."""


class LeftOut(Struct, frozen=True, kw_only=True):
    """A decision that was handed in and could not be carried out."""

    words: str
    day: float
    why: str
    decision: AnyDecision


def session_of(workshop: Workshop, flight: Flight) -> Session:
    """The flight as a session. It holds the storm, so it stays with the mentor."""
    return Session(
        workshop.scenario, workshop.policy, workshop.seal.seed, flight.decisions, flight.today
    )


def acted(
    workshop: Workshop, until: float, flight: Flight, message: Message, before: Flight | None = None
) -> Flight:
    """The flight after one act in the cockpit, in a round that ends on day `until`.

    `before` is what Undo brings back, where it is allowed. Raises RefusedError for what cannot be
    done, or what the mentor does not allow; then nothing has changed.
    """
    does = str(message.get("do"))
    if does in COACH:
        return _switched(workshop, flight, message)
    must_be_allowed(does, workshop.allowed, until > flight.today or workshop.allowed.replay)
    seat = _seat(workshop, until, flight)
    if before is not None and workshop.allowed.undo:
        seat.history.append(Moment(session_of(workshop, before), None, before.told))
    act(seat, message)
    left = replace(
        flight,
        decisions=seat.session.decisions,
        today=seat.session.today,
        told=seat.told,
        past=None if seat.past is None else (seat.past.day, seat.past.number),
        said=seat.said,
    )
    return _listened(workshop, flight, left, seat)


def is_coached(workshop: Workshop, flight: Flight) -> bool:
    """Whether the team has a coach beside it."""
    wish = workshop.instruments.coach
    return wish != "off" and (wish == "on" if flight.coached is None else flight.coached)


def coach_of(workshop: Workshop, flight: Flight) -> dict[str, object]:
    """What the team's page shows of the coach."""
    on = is_coached(workshop, flight)
    silent = flight.past is not None or flight.remark is None
    text = "" if silent or not on or flight.remark is None else flight.remark.sentence
    return {"offered": workshop.instruments.coach != "off", "on": on, "text": text}


def _listened(workshop: Workshop, before: Flight, flight: Flight, seat: Seat) -> Flight:
    """The flight, and what the coach says of it after an act."""
    if not is_coached(workshop, flight):
        return flight
    coach = Coach(workshop.instruments.hints)
    coach.memory, coach.remark = flight.memory, flight.remark
    coach.look(session_of(workshop, before), seat)
    return replace(flight, memory=coach.memory, remark=None if coach.silent else coach.remark)


def _switched(workshop: Workshop, flight: Flight, message: Message) -> Flight:
    """The flight with the coach on or off, or quiet for a while."""
    if workshop.instruments.coach == "off":
        raise RefusedError("there is no coach in this workshop; your mentor can let you have one")
    if message.get("do") == "not_now":
        hushed = replace(flight.memory, hushed=flight.today)
        said = "The coach is quiet for a month."
        return replace(flight, memory=hushed, remark=None, said=said)
    on = bool(message.get("on"))
    said = "The coach is on, and speaks up now and then." if on else "The coach is off."
    return replace(flight, coached=on, remark=None, said=said)


def must_be_allowed(does: str, allowed: Allowed, time_is_left: bool) -> None:
    """Raises RefusedError for an act that the mentor, or the end of the round, forbids."""
    if does in TAKES_BACK and not allowed.undo:
        raise RefusedError("nothing is taken back in this workshop; your mentor may allow it")
    if does in CHANGES_THE_PAST and not allowed.replay:
        raise RefusedError(
            "the past stays as it is until the storm is revealed; then take your flight along and "
            "change it as often as you like"
        )
    if not time_is_left and does not in KEEPS_TIME | TAKES_BACK:
        raise RefusedError("your round is flown; wait for the next one")


def carried_out(
    workshop: Workshop,
    until: float,
    flight: Flight,
    decisions: Sequence[AnyDecision],
    today: float,
) -> tuple[Flight, tuple[LeftOut, ...]]:
    """The flight after these decisions, each on its day, and on day `today` of the round.

    What cannot be carried out in this storm is left out with the reason, and the rest goes on: who
    hands in does not know what has become of the office.
    """
    session, lost = session_of(workshop, flight), []
    for decision in decisions:
        try:
            session = session.advance(max(session.today, taken_on(decision))).decide(decision)
        except RefusedError as error:
            words = in_words(decision, names_by_id(workshop.scenario))
            day = decision.day or 0.0
            lost.append(LeftOut(words=words, day=day, why=str(error), decision=decision))
    told = len(session_of(workshop, flight).visible)
    session = session.advance(max(session.today, min(today, until)))
    said = f"It is day {whole(session.today)}."
    flown = replace(
        flight, decisions=session.decisions, today=session.today, told=told, past=None, said=said
    )
    return flown, tuple(lost)


def gone_on(flight: Flight, until: float) -> Flight:
    """The flight on the last day of a round, at which the mentor has closed it."""
    if flight.today >= until:
        return replace(flight, past=None)
    said = f"The round is closed. It is day {whole(until)}."
    return replace(flight, today=until, past=None, said=said)


def shown(
    workshop: Workshop, until: float, flight: Flight, is_open: bool, undo: bool = False
) -> dict[str, object]:
    """The team's cockpit as plain data, made from what can be seen; the world's number is not.

    `is_open` says whether the round is, `undo` whether there is a step to take back.
    """
    seat = _seat(workshop, until, flight)
    built = screen(seat, tools=workshop.instruments)
    allowed = workshop.allowed
    rules = {"until": until, "open": is_open, "undo": allowed.undo, "replay": allowed.replay}
    built.update(world=None, undo=undo and allowed.undo, workshop=rules)
    built["can_explain"] = seat.can_explain
    return built


def _seat(workshop: Workshop, until: float, flight: Flight) -> Seat:
    seat = Seat(session_of(workshop, flight), until)
    seat.told, seat.said = flight.told, flight.said
    seat.past = None if flight.past is None else Past(*flight.past)
    return seat
