"""The ground on which the service stands: one database, processes that play, pages that wait.

What was confirmed stands in the database, so that a service that is killed begins again where it
was. What teams and mentors do with it is in `leading`, `flying`, `comparing` and `looking`.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from sqlalchemy.orm import Session as Transaction
from starlette.concurrency import run_in_threadpool

from simulator.errors import RefusedError
from simulator.workshop.playing import Round
from simulator.workshop.refusals import UnknownError
from simulator.workshop.service.live import Live
from simulator.workshop.service.remembered import Remembered
from simulator.workshop.service.workers import Workers
from simulator.workshop.store import Database, UnreachableError, teams, workshops
from simulator.workshop.store.tables import TeamRow, WorkshopRow

T = TypeVar("T")
log = logging.getLogger("simulator.workshop")
AGAIN = 1.0
"""Seconds until what nobody waits for is tried again."""


class Scoring:
    """How far the comparison of a workshop's teams has come."""

    def __init__(self, state: str, of: int) -> None:
        self.state, self.done, self.of, self.words = state, 0, of, ""


class Host:
    """The workshops of one database, and the processes that play for them."""

    def __init__(self, database: Database, address: str = "") -> None:
        self.address = address
        """Where teams find the service, as it stands on the wall; empty where the page knows."""
        self.database, self.workers, self.live = database, Workers(), Live()
        self.tokens = Remembered()
        self.seen: dict[int, float] = {}
        """When each team was last heard of."""
        self.foreseen: dict[int, tuple[bytes, dict[str, object]]] = {}
        """The latest forecast of each team, and of which flight it is."""
        self.foreseeing: dict[int, bytes] = {}
        """The flights of which a forecast is being drawn, by team."""
        self.scoring: dict[str, Scoring] = {}
        """The comparison that is going on, or was last."""
        self._turns: dict[int, asyncio.Lock] = {}
        self._beside: set[asyncio.Task[None]] = set()

    async def end(self) -> None:
        """Stop; what is not finished is begun again at the next start."""
        self.live.close()
        for task in self._beside:
            task.cancel()
        self.workers.close()
        self.database.close()

    async def do(self, work: Callable[[Transaction], T]) -> T:
        """Something in one transaction. Raises UnreachableError if the database does not answer."""
        return await run_in_threadpool(self.database.do, work)

    async def do_patiently(self, work: Callable[[Transaction], T]) -> T:
        """The same, as often as it takes: nobody waits for it."""
        while True:
            try:
                return await self.do(work)
            except UnreachableError:
                await asyncio.sleep(AGAIN)

    async def change_tokens(self, work: Callable[[Transaction], T]) -> T:
        """The same for what takes a token from somebody: it holds no longer once this is done."""
        try:
            return await self.do(work)
        finally:
            self.tokens.forget()

    async def tell(self, code: str, work: Callable[[Transaction], T]) -> T:
        """Change a workshop, and let all that look at it know."""
        found = await self.do(work)
        self.live.changed(workshops.typed(code))
        return found

    def heard(self, code: str, number: int) -> None:
        """A team has done something."""
        self.seen[number] = time.time()
        self.live.changed(code)

    def turn(self, number: int) -> asyncio.Lock:
        """A team's decisions are carried out one after the other."""
        return self._turns.setdefault(number, asyncio.Lock())

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(_in_words(work))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


async def _in_words(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except RefusedError as error:
        log.warning("not done beside: %s", error)
    except Exception:
        log.exception("trouble beside")


def round_of(row: WorkshopRow) -> Round:
    """Between which days teams fly just now."""
    workshop = workshops.record(row)
    return Round(
        since=workshop.until(row.round - 1),
        until=workshop.until(row.round),
        is_open=row.phase == "open",
    )


def both(tx: Transaction, number: int, *, change: bool = False) -> tuple[TeamRow, WorkshopRow]:
    """A team and its workshop; to change the team, the workshop is held as it is.

    Raises UnknownError if they have been deleted.
    """
    team = teams.by_id(tx, number, change=change)
    row = tx.get(WorkshopRow, team.workshop_id, with_for_update={"read": True} if change else None)
    if row is None:
        raise UnknownError("this workshop has been deleted")
    return team, row
