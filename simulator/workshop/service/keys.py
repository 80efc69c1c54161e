"""Whose token is this? The one place that knows; a hub puts another in its stead."""

import hmac
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from simulator.workshop.refusals import StrangerError
from simulator.workshop.service.host import Host
from simulator.workshop.store import teams
from simulator.workshop.store.teams import hashed


class Keys(Protocol):
    """Who holds a token."""

    async def mentor(self, token: str) -> str | None:
        """Who leads, as the audit log names them; None if it is no mentor's token."""

    async def team(self, token: str) -> int | None:
        """The number of the team that holds it; None if none does."""


class OwnKeys:
    """The mentor's secret, and the tokens that teams got when they joined."""

    def __init__(self, host: Host, secret: str) -> None:
        self._host, self._secret = host, hashed(secret)

    async def mentor(self, token: str) -> str | None:
        """The mentor, if it is the secret; how long that takes tells nothing of it."""
        return "mentor" if hmac.compare_digest(hashed(token), self._secret) else None

    async def team(self, token: str) -> int | None:
        """The team that got it."""
        kept, tokens = hashed(token), self._host.tokens
        known = tokens.team(kept)
        if known is not None:
            return known
        return await run_in_threadpool(tokens.looked_up, kept, lambda: self._team(kept))

    def _team(self, kept: str) -> int | None:
        try:
            return self._host.database.do(lambda tx: teams.by_hash(tx, kept).id)
        except StrangerError:
            return None
