"""Teams in the database: joined, found by their token, with where their flights stand."""

import hashlib
import secrets
import time
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from simulator.plain_text import visible
from simulator.values import cut, shown
from simulator.workshop.flight import Flight
from simulator.workshop.refusals import QuickerError, StrangerError, TooMuchError, UnknownError
from simulator.workshop.store.tables import LONGEST_TEAM, ForecastRow, TeamRow, WorkshopRow

MOST_TEAMS = 100
"""No room has more."""


def join(tx: Transaction, workshop: WorkshopRow, name: str) -> tuple[TeamRow, str]:
    """A new team and its token, which is kept nowhere.

    Raises QuickerError if the name is taken, TooMuchError if the room is full or the name too long.
    """
    name = named(name)
    others = {it.folded for it in of(tx, workshop)}
    if name.casefold() in others:
        raise QuickerError(
            f"another team is called {shown(name)} already; take another name, or ask your mentor "
            "to let you back in"
        )
    if len(others) >= MOST_TEAMS:
        raise TooMuchError(f"this room is full: it has {MOST_TEAMS} teams")
    token = secrets.token_urlsafe(32)
    row = TeamRow(
        workshop_id=workshop.id,
        name=name,
        folded=name.casefold(),
        token_hash=hashed(token),
        joined=time.time(),
        steps=0,
        flight=msgspec.json.encode(Flight()),
        summary=None,
        judged=None,
    )
    tx.add(row)
    tx.flush()
    return row, token


def named(name: str) -> str:
    """A team's name as it is kept. Raises TooMuchError for one that is empty or too long."""
    plain = visible(" ".join(name.split()))
    if not plain or len(plain) > LONGEST_TEAM:
        raise TooMuchError(
            f"{cut(shown(name))} is no name for a team; write 1 to {LONGEST_TEAM} letters"
        )
    return plain


def by_token(tx: Transaction, token: str, *, change: bool = False) -> TeamRow:
    """Whose token it is. Raises StrangerError if it is nobody's.

    What is looked up is a hash of the token, so that the time it takes tells nothing of others.
    """
    return by_hash(tx, hashed(token), change=change)


def by_hash(tx: Transaction, token_hash: str, *, change: bool = False) -> TeamRow:
    """The same by what is kept of the token. Raises StrangerError if it is nobody's."""
    asked = select(TeamRow).where(TeamRow.token_hash == token_hash)
    row = tx.scalar(asked.with_for_update() if change else asked)
    if row is None:
        raise StrangerError("nobody has this token; join again, or ask your mentor for a new one")
    return row


def by_name(tx: Transaction, workshop: WorkshopRow, name: str) -> TeamRow:
    """The team of this name. Raises UnknownError if there is none."""
    asked = select(TeamRow).where(TeamRow.workshop_id == workshop.id)
    row = tx.scalar(asked.where(TeamRow.folded == " ".join(name.split()).casefold()))
    if row is None:
        raise UnknownError(f"no team is called {shown(name)}")
    return row


def by_id(tx: Transaction, number: int, *, change: bool = False) -> TeamRow:
    """The team of this number. Raises UnknownError if it has been deleted."""
    asked = select(TeamRow).where(TeamRow.id == number)
    row = tx.scalar(asked.with_for_update() if change else asked)
    if row is None:
        raise UnknownError("this team is no longer there: its workshop has been deleted")
    return row


def of(tx: Transaction, workshop: WorkshopRow) -> Sequence[TeamRow]:
    """All teams of a room, in the order in which they joined."""
    asked = select(TeamRow).where(TeamRow.workshop_id == workshop.id).order_by(TeamRow.id)
    return tx.scalars(asked).all()


def new_token(row: TeamRow) -> str:
    """Another token for a team that has lost its own, which holds no longer."""
    token = secrets.token_urlsafe(32)
    row.token_hash = hashed(token)
    return token


def hashed(token: str) -> str:
    """What is kept of a token: it has 256 bits of chance, so a plain hash gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()


def flight(row: TeamRow) -> Flight:
    """Where a team's flight stands."""
    return decoded(row.flight)


@lru_cache(maxsize=512)
def decoded(flight: bytes) -> Flight:
    """A flight from its JSON."""
    return msgspec.json.decode(flight, type=Flight)


def forecasts(tx: Transaction, numbers: Sequence[int]) -> Sequence[ForecastRow]:
    """All forecasts of these teams, in their order."""
    asked = select(ForecastRow).where(ForecastRow.team_id.in_(numbers)).order_by(ForecastRow.id)
    return tx.scalars(asked).all()


def forecast(tx: Transaction, row: TeamRow, uid: str, number: int, low: float, high: float) -> None:
    """Keep a forecast of this round; the same one sent again counts once."""
    sent = select(ForecastRow.id).where(ForecastRow.team_id == row.id, ForecastRow.uid == uid)
    if tx.scalar(sent) is None:
        tx.add(
            ForecastRow(team_id=row.id, uid=uid, round=number, at=time.time(), low=low, high=high)
        )
