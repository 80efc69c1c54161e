"""Whose token is this? The one place that knows; a hub puts another in its stead."""

import hmac
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from simulator.workshop.refusals import StrangerError
from simulator.workshop.store import Database, teams
from simulator.workshop.store.teams import hashed


class Keys(Protocol):
    """Who holds a token."""

    async def mentor(self, token: str) -> str | None:
        """Who leads, as the audit log names them; None if it is no mentor's token."""

    async def team(self, token: str) -> int | None:
        """The number of the team that holds it; None if none does."""


class OwnKeys:
    """The mentor's secret, and the tokens that teams got when they joined."""

    def __init__(self, database: Database, secret: str) -> None:
        self._database, self._secret = database, hashed(secret)

    async def mentor(self, token: str) -> str | None:
        """The mentor, if it is the secret; how long that takes tells nothing of it."""
        return "mentor" if hmac.compare_digest(hashed(token), self._secret) else None

    async def team(self, token: str) -> int | None:
        """The team that got it."""
        return await run_in_threadpool(self._team, token)

    def _team(self, token: str) -> int | None:
        with self._database.begin() as tx:
            try:
                return teams.by_token(tx, token).id
            except StrangerError:
                return None
