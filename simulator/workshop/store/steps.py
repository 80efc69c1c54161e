"""Steps of teams in the database: each counts once, and they stand in one order."""

import time
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session as Transaction

from simulator.decisions import AnyDecision
from simulator.workshop.flight import Flight, LeftOut
from simulator.workshop.refusals import QuickerError, TooMuchError
from simulator.workshop.store.tables import StepRow, TeamRow

MOST_STEPS = 5_000
"""No team takes more in one workshop."""
ACT, HANDED_IN, TAKEN_BACK = "act", "handed in", "taken back"


class Asked(msgspec.Struct, frozen=True):
    """What a step that was handed in asks for."""

    decisions: tuple[AnyDecision, ...]
    today: float


def asked(row: StepRow) -> Asked:
    """What was handed in."""
    return msgspec.json.decode(row.asked, type=Asked)


def sent_before(tx: Transaction, team: TeamRow, uid: str) -> StepRow | None:
    """The step that was sent with this id already, if any."""
    return tx.scalar(select(StepRow).where(StepRow.team_id == team.id, StepRow.uid == uid))


def must_follow(team: TeamRow, after: int) -> None:
    """Raises QuickerError unless a step that comes after so many others is the team's next."""
    if after != team.steps:
        raise QuickerError(
            f"your team has taken {team.steps} steps by now, and this one was to come after "
            f"{after}: somebody of your team was quicker; look at what has changed, then decide"
        )


def add(
    tx: Transaction,
    team: TeamRow,
    uid: str,
    kind: str,
    number: int,
    asked: bytes,
    after: int,
    flight: Flight | None = None,
) -> StepRow:
    """A step of a team in round `number`; without a flight it waits to be carried out.

    Raises QuickerError if the team has taken another step meanwhile, TooMuchError for too many.
    """
    must_follow(team, after)
    if team.steps >= MOST_STEPS:
        raise TooMuchError(f"your team has taken {MOST_STEPS} steps; no more are kept")
    team.steps += 1
    row = StepRow(
        team_id=team.id,
        number=team.steps,
        uid=uid,
        kind=kind,
        round=number,
        at=time.time(),
        asked=asked,
        flight=None,
        left_out=None,
    )
    tx.add(row)
    if flight is not None:
        done(row, team, flight)
    tx.flush()
    return row


def done(row: StepRow, team: TeamRow, flight: Flight, left_out: Sequence[LeftOut] = ()) -> None:
    """A step is carried out: the flight stands here now."""
    row.flight = team.flight = msgspec.json.encode(flight)
    row.left_out = msgspec.json.encode(tuple(left_out)) if left_out else None


def next_waiting(tx: Transaction, team_id: int) -> StepRow | None:
    """The first step of a team that is not carried out yet."""
    asked = select(StepRow).where(StepRow.team_id == team_id, StepRow.flight.is_(None))
    return tx.scalar(asked.order_by(StepRow.number).limit(1))


def waiting(tx: Transaction) -> Sequence[int]:
    """The teams that have such steps."""
    return tx.scalars(select(StepRow.team_id).where(StepRow.flight.is_(None)).distinct()).all()


class Pulse(NamedTuple):
    """How lively a team is."""

    at: float
    """When it took its last step."""
    waiting: int
    """Steps that are not carried out yet."""


def pulses(tx: Transaction, numbers: Sequence[int]) -> dict[int, Pulse]:
    """The pulse of each of these teams that has taken a step."""
    waits = func.sum(case((StepRow.flight.is_(None), 1), else_=0))
    asked = select(StepRow.team_id, func.max(StepRow.at), waits)
    found = tx.execute(asked.where(StepRow.team_id.in_(numbers)).group_by(StepRow.team_id))
    return {number: Pulse(at, int(count)) for number, at, count in found}


def unfinished(tx: Transaction, team_id: int) -> Sequence[StepRow]:
    """The steps of a team that wait, or of which something could not be carried out."""
    asked = select(StepRow).where(StepRow.team_id == team_id)
    asked = asked.where(StepRow.flight.is_(None) | StepRow.left_out.is_not(None))
    return tx.scalars(asked.order_by(StepRow.number)).all()


def taken_back(tx: Transaction, team: TeamRow, number: int) -> tuple[Flight | None, bool]:
    """Where the flight stood before its last step of round `number`, and whether there is one.

    A step that was taken back is none any more, so that one can go back step by step, but not
    behind the beginning of the round.
    """
    done = select(StepRow).where(StepRow.team_id == team.id, StepRow.flight.is_not(None))
    flights: list[bytes | None] = []
    for row in tx.scalars(done.where(StepRow.round == number).order_by(StepRow.number)):
        flights = flights[:-1] if row.kind == TAKEN_BACK else [*flights, row.flight]
    if len(flights) > 1:
        return _decoded(flights[-2]), True
    earlier = done.where(StepRow.round < number).order_by(StepRow.number.desc()).limit(1)
    last = tx.scalar(earlier)
    return _decoded(last.flight) if last else None, bool(flights)


def _decoded(flight: bytes | None) -> Flight | None:
    return None if flight is None else msgspec.json.decode(flight, type=Flight)


def left_out(row: StepRow) -> tuple[LeftOut, ...]:
    """What of a step could not be carried out."""
    if row.left_out is None:
        return ()
    return msgspec.json.decode(row.left_out, type=tuple[LeftOut, ...])
