"""Whose token is this? On a hub, the hub says."""

from starlette.concurrency import run_in_threadpool

from simulator.workshop.refusals import UnknownError
from simulator.workshop.service.hub.people import Hub
from simulator.workshop.store import Database, teams, workshops


def of_team(code: str, token: str) -> str:
    """What a team of the hub shows: the workshop that it means, and the hub's own token."""
    return f"{code}.{token}"


def taken_apart(token: str) -> tuple[str, str]:
    """The workshop that a token means, if any, and the hub's own token."""
    code, _, own = token.rpartition(".")
    return code, own


class HubKeys:
    """Mentors and teams are people of the hub; their tokens are the hub's."""

    def __init__(self, hub: Hub, database: Database) -> None:
        self._hub, self._database = hub, database

    async def mentor(self, token: str) -> str | None:
        """The name of who leads, for the audit log."""
        person = await self._hub.person(token)
        return person.name if person and person.leads else None

    async def team(self, token: str) -> int | None:
        """The team that somebody has in the workshop that the token means."""
        code, own = taken_apart(token)
        person = await self._hub.person(own) if code else None
        return await run_in_threadpool(self._team, code, person.name) if person else None

    def _team(self, code: str, name: str) -> int | None:
        try:
            return self._database.do(
                lambda tx: teams.by_name(tx, workshops.find(tx, code), name).id
            )
        except UnknownError:
            return None
