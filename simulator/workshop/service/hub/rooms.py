"""The workshops of a hub, as one of its people sees them, and how they join one."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy.orm import Session as Transaction

from simulator.workshop.refusals import ClosedError, QuickerError
from simulator.workshop.service.host import Host
from simulator.workshop.service.joining import join
from simulator.workshop.store import teams, workshops
from simulator.workshop.store.tables import WorkshopRow
from simulator.workshop.store.teams import named

REVEALED = "revealed"


class Room(Struct, frozen=True):
    """A workshop, and whether this person's team is in it."""

    code: str
    title: str
    phase: str
    round: int
    rounds: int
    joined: bool

    @property
    def is_over(self) -> bool:
        """Whether the storm is revealed."""
        return self.phase == REVEALED


class Rooms:
    """All workshops of the service."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def of(self, name: str) -> list[Room]:
        """The workshops that this person can join, or has joined, the newest first."""
        folded = named(name).casefold()

        def work(tx: Transaction) -> list[Room]:
            return [
                _room(row, any(it.folded == folded for it in teams.of(tx, row)))
                for row in workshops.every(tx)
            ]

        return [it for it in await self._host.do(work) if it.joined or not it.is_over]

    async def join(self, name: str, code: str = "") -> str:
        """Take part; return the workshop's join code. Who takes part already stays as they are.

        Without a code it is the one that they have joined, or else the only one there is. Raises
        ClosedError if there is none, QuickerError if there are several.
        """
        code = workshops.typed(code) or chosen(await self.of(name))
        await join(self._host, code, name, known=True)
        return code


def _room(row: WorkshopRow, joined: bool) -> Room:
    workshop = workshops.record(row)
    return Room(row.code, workshop.title, row.phase, row.round, len(workshop.rounds), joined)


def chosen(rooms: Sequence[Room]) -> str:
    """The workshop that somebody means who names none.

    Raises ClosedError if there is none, QuickerError if there are several.
    """
    going_on = [it for it in rooms if not it.is_over]
    meant = [it for it in going_on if it.joined] or going_on or list(rooms)[:1]
    if not meant:
        raise ClosedError("no workshop is open yet; wait until your mentor has opened one")
    if len(meant) > 1:
        several = ", ".join(f"{it.code} ({it.title})" for it in meant)
        raise QuickerError(f"there are several workshops: {several}; name the code of yours")
    return meant[0].code
