"""What everybody sees, asked of the database."""

from typing import Any

from sqlalchemy.orm import Session as Transaction

from simulator.workshop.service import views
from simulator.workshop.service.host import Host, both
from simulator.workshop.store import teams, workshops

View = dict[str, Any]


async def all_workshops(host: Host) -> list[View]:
    """All workshops in brief."""

    def work(tx: Transaction) -> list[View]:
        return [views.in_brief(row, len(teams.of(tx, row))) for row in workshops.every(tx)]

    return await host.do(work)


async def mentor_view(host: Host, code: str) -> View:
    """What the mentor sees of a workshop. Raises UnknownError if there is none."""
    scoring = host.scoring.get(workshops.typed(code))
    known = None if scoring is None else dict(vars(scoring))
    found = await host.do(lambda tx: views.mentor(tx, workshops.find(tx, code), host.seen, known))
    return _with_address(host, found)


async def room_view(host: Host, code: str) -> View:
    """What everybody in the room sees. Raises UnknownError if there is no such workshop."""
    return _with_address(host, await host.do(lambda tx: views.room(tx, workshops.find(tx, code))))


async def team_view(host: Host, number: int) -> View:
    """What a team is told. Raises UnknownError if it has been deleted."""
    return await host.do(lambda tx: views.team(tx, *both(tx, number)))


async def results(host: Host, number: int) -> View:
    """A team's own numbers; after the reveal those of all teams."""
    return await host.do(lambda tx: views.results(tx, *both(tx, number)))


def _with_address(host: Host, view: View) -> View:
    return {**view, "address": host.address} if host.address else view
