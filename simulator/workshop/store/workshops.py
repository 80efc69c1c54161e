"""Workshops in the database: made, found, moved on, deleted."""

import secrets
import time
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from simulator.mentor.code import MISREAD, SIGNS
from simulator.values import shown
from simulator.workshop.record import Workshop
from simulator.workshop.refusals import UnknownError
from simulator.workshop.store.tables import AuditRow, InjectRow, SettingRow, WorkshopRow

CODE_SIGNS = 6
"""A billion codes, and six signs can be shouted across a room."""
SECRET = "mentor"


def add(tx: Transaction, workshop: Workshop) -> WorkshopRow:
    """A new workshop, under a join code that no other has."""
    row = WorkshopRow(
        code=_free_code(tx),
        created=time.time(),
        phase="gathering",
        round=0,
        closes_at=None,
        standing_shown=False,
        record=msgspec.json.encode(workshop),
        standing=None,
    )
    tx.add(row)
    tx.flush()
    return row


def find(tx: Transaction, code: str, *, change: bool = False, hold: bool = False) -> WorkshopRow:
    """The workshop of a join code, however it is typed; to change it, or to hold it as it is.

    Raises UnknownError if there is none.
    """
    asked = select(WorkshopRow).where(WorkshopRow.code == typed(code))
    if change or hold:
        asked = asked.with_for_update(read=not change)
    row = tx.scalar(asked)
    if row is None:
        raise UnknownError(f"there is no workshop {shown(code)}; look at the join code again")
    return row


def every(tx: Transaction) -> Sequence[WorkshopRow]:
    """All workshops, the newest first."""
    return tx.scalars(select(WorkshopRow).order_by(WorkshopRow.id.desc())).all()


def record(row: WorkshopRow) -> Workshop:
    """What the room plays."""
    return _decoded(row.record)


def write(row: WorkshopRow, workshop: Workshop) -> None:
    """Let the room play this from now on."""
    row.record = msgspec.json.encode(workshop)


def remove(tx: Transaction, row: WorkshopRow) -> None:
    """Delete a workshop with everything in it."""
    tx.execute(delete(WorkshopRow).where(WorkshopRow.id == row.id))


def throw_in(tx: Transaction, row: WorkshopRow, inject: bytes) -> None:
    """Keep what the mentor has thrown in."""
    tx.add(InjectRow(workshop_id=row.id, round=row.round, at=time.time(), inject=inject))


def injects(tx: Transaction, row: WorkshopRow) -> Sequence[InjectRow]:
    """What the mentor has thrown in, in its order."""
    asked = select(InjectRow).where(InjectRow.workshop_id == row.id).order_by(InjectRow.id)
    return tx.scalars(asked).all()


def note(tx: Transaction, row: WorkshopRow | None, who: str, what: str) -> None:
    """A line of the audit log."""
    place = None if row is None else row.id
    tx.add(AuditRow(workshop_id=place, at=time.time(), who=who[:64], what=what[:200]))


def audit(tx: Transaction, row: WorkshopRow, most: int | None = None) -> Sequence[AuditRow]:
    """Who did what, the latest first."""
    asked = select(AuditRow).where(AuditRow.workshop_id == row.id).order_by(AuditRow.id.desc())
    return tx.scalars(asked.limit(most)).all()


def mentor_secret(tx: Transaction, wanted: str = "") -> str:
    """The mentor's secret: the one that is wanted, the one of the last start, or a new one."""
    row = tx.get(SettingRow, SECRET)
    if row is None:
        row = SettingRow(name=SECRET, value=wanted or secrets.token_urlsafe(24))
        tx.add(row)
    elif wanted:
        row.value = wanted
    return row.value


def typed(code: str) -> str:
    """A join code as it is kept, whatever people write for its signs."""
    return code.strip().upper().translate(MISREAD)[:64]


def _free_code(tx: Transaction) -> str:
    while True:
        code = "".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS))
        if tx.scalar(select(WorkshopRow.id).where(WorkshopRow.code == code)) is None:
            return code


@lru_cache(maxsize=64)
def _decoded(record: bytes) -> Workshop:
    return msgspec.json.decode(record, type=Workshop)
