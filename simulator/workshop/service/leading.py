"""What the mentor does: prepare, open and close rounds, switch, throw in, reveal, delete."""

import time
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace
from sqlalchemy.orm import Session as Transaction

from simulator.injects import with_injects
from simulator.instruments import Instruments
from simulator.workshop.flight import gone_on
from simulator.workshop.kinds import thrown_in
from simulator.workshop.record import Allowed, Workshop
from simulator.workshop.refusals import ClosedError
from simulator.workshop.service.comparing import compare
from simulator.workshop.service.flying import carry_out, look
from simulator.workshop.service.host import Host
from simulator.workshop.store import teams, workshops


async def create(host: Host, who: str, workshop: Workshop) -> str:
    """A new workshop; returns its join code."""

    def work(tx: Transaction) -> str:
        row = workshops.add(tx, workshop)
        workshops.note(tx, row, who, f"prepared the workshop “{workshop.title}”")
        return row.code

    return await host.do(work)


async def open_round(host: Host, who: str, code: str, minutes: float | None = None) -> None:
    """Open the next round. Raises ClosedError if one is open, or none is left."""
    await _settled(host, code)

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        rounds = len(workshops.record(row).rounds)
        if row.phase == "revealed":
            raise ClosedError("the storm is revealed, so no more rounds are flown in it")
        if row.phase == "open":
            raise ClosedError(f"round {row.round} is open already; close it first")
        if row.round >= rounds:
            raise ClosedError(f"all {rounds} rounds are flown; reveal the storm")
        row.phase, row.round = "open", row.round + 1
        row.closes_at = None if minutes is None else time.time() + 60 * minutes
        workshops.note(tx, row, who, f"opened round {row.round}")

    await host.tell(code, work)


async def close_round(host: Host, who: str, code: str) -> None:
    """Close the round: all teams stand on its last day. Raises ClosedError if none is open."""

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        if row.phase != "open":
            raise ClosedError("no round is open")
        row.phase, row.closes_at = "closed", None
        workshops.note(tx, row, who, f"closed round {row.round}")

    await host.tell(code, work)
    await _settled(host, code)


async def _settled(host: Host, code: str) -> None:
    """What was handed in before the round was closed counts; then all stand on its last day."""
    for number in await host.do(lambda tx: _numbers(tx, code)):
        await carry_out(host, number)

    def work(tx: Transaction) -> list[int]:
        row = workshops.find(tx, code, hold=True)
        if row.phase not in ("closed", "revealed"):
            return []
        until, moved = workshops.record(row).until(row.round), []
        for team in teams.of(tx, row):
            flight = teams.flight(team)
            if flight.today < until:
                team.flight = msgspec.json.encode(gone_on(flight, until))
                moved.append(team.id)
        return moved

    for number in await host.do(work):
        host.beside(look(host, number))
    host.live.changed(code)


async def switch(
    host: Host, who: str, code: str, instruments: Instruments, allowed: Allowed
) -> None:
    """What is on the screens of the whole room, and what teams may do."""

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        workshop = replace(workshops.record(row), instruments=instruments, allowed=allowed)
        workshops.write(row, workshop)
        workshops.note(tx, row, who, f"switched: {_switched(instruments, allowed)}")

    await host.tell(code, work)


async def reveal(host: Host, who: str, code: str) -> None:
    """Show the storm and hand out the flights. Raises ClosedError while a round is open."""

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        if row.phase == "open":
            raise ClosedError(f"round {row.round} is open; close it first")
        row.phase, row.standing_shown = "revealed", True
        workshops.note(tx, row, who, "revealed the storm")

    await _settled(host, code)
    await host.tell(code, work)
    compare(host, code)


async def show_standing(host: Host, who: str, code: str, show: bool) -> None:
    """Whether the room sees how teams stand."""

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        row.standing_shown = show
        workshops.note(tx, row, who, "showed the standing" if show else "hid the standing")

    await host.tell(code, work)
    if show:
        compare(host, code)


async def delete(host: Host, who: str, code: str) -> None:
    """A workshop with everything in it."""

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        workshops.remove(tx, row)
        workshops.note(tx, None, who, f"deleted workshop {row.code}")

    await host.change_tokens(work)
    host.live.changed(workshops.typed(code))


async def new_token(host: Host, who: str, code: str, name: str) -> str:
    """Another token for a team that has lost its own."""

    def work(tx: Transaction) -> str:
        row = workshops.find(tx, code)
        team = teams.by_name(tx, row, name)
        workshops.note(tx, row, who, f"let {team.name} back in with a new token")
        return teams.new_token(team)

    return await host.change_tokens(work)


async def throw_in(host: Host, who: str, code: str, asked: Mapping[str, object]) -> None:
    """Something comes from outside on the first day that nobody has flown, for all alike.

    Raises RefusedError for what cannot be, ClosedError once the storm is revealed.
    """

    def work(tx: Transaction) -> None:
        row = workshops.find(tx, code, change=True)
        if row.phase == "revealed":
            raise ClosedError("the storm is revealed, so nothing more comes from outside")
        workshop = workshops.record(row)
        flown = max((teams.flight(it).today for it in teams.of(tx, row)), default=0.0)
        flown = max(flown, workshop.until(row.round - 1))
        inject = thrown_in(workshop.scenario, asked, flown)
        scenario = with_injects(workshop.scenario, inject, today=flown)
        workshops.write(row, replace(workshop, scenario=scenario))
        workshops.throw_in(tx, row, msgspec.json.encode(inject))
        workshops.note(tx, row, who, f"threw in, for day {inject.day:g}: {inject.headline}")

    await host.tell(code, work)


def _switched(instruments: Instruments, allowed: Allowed) -> str:
    on = [
        *(it for it in ("forecasts", "cards", "hints") if getattr(instruments, it)),
        f"coach {instruments.coach}",
        *(it for it in ("undo", "replay") if getattr(allowed, it)),
    ]
    return ", ".join(on)


def _numbers(tx: Transaction, code: str) -> list[int]:
    return [it.id for it in teams.of(tx, workshops.find(tx, code))]
