"""The people whom a hub lets in: who has this token, and how somebody logs in."""

import hashlib
import hmac
import os
import time
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.workshop.store import UnreachableError

LASTS = 60
"""Seconds for which an answer of the hub holds: so long somebody who is shut out may stay."""
SILENCE = 600
"""Seconds for which somebody who was let in stays in while the hub does not answer."""
MOST_KNOWN = 10_000
LONGEST_TOKEN = 256
VISIT = "jupyterhub-session-id"
"""Names the cookie that the hub gives a browser from login to logout."""


class Person(Struct, frozen=True):
    """Somebody whom the hub knows, and lets in here."""

    name: str
    leads: bool
    """An administrator of the hub, or one of its group of mentors."""


class SilentError(UnreachableError):
    """The hub does not answer just now: whoever asked may ask again."""


class Hub:
    """The hub that has started this service. Raises RefusedError where JupyterHub is missing."""

    def __init__(self, mentors: str) -> None:
        try:
            from jupyterhub.services.auth import HubOAuth
        except ModuleNotFoundError:
            raise RefusedError(
                "a workshop on a hub needs JupyterHub beside the simulator; install "
                "pmo-flight-simulator[hub] where the service runs"
            ) from None
        self.mentors = mentors
        self.auth = HubOAuth()
        self._known: dict[str, tuple[float, Person]] = {}

    @property
    def home(self) -> str:
        """Where somebody finds their own server."""
        return f"{self.auth.hub_prefix}home"

    @property
    def cookie(self) -> str:
        """Name of the cookie in which a browser keeps its token."""
        return str(self.auth.cookie_name)

    @property
    def state_cookie(self) -> str:
        """Name of the cookie that proves that a login was begun in this browser."""
        return str(self.auth.state_cookie_name)

    def is_secure(self, forwarded: str) -> bool:
        """Whether browsers reach the hub by https, as it says itself or as its proxy does."""
        public = os.environ.get("JUPYTERHUB_PUBLIC_URL", "")
        said = public.partition("://")[0] if public else forwarded.partition(",")[0].strip()
        return said == "https"

    async def person(self, token: str, visit: str = "") -> Person | None:
        """Whose token it is; nobody's if the hub has taken it back, or does not let them in.

        What the hub has said of a browser's token holds for that visit only: who logs out is out at
        once. Raises SilentError if the hub does not answer.
        """
        if not token or len(token) > LONGEST_TOKEN:
            return None
        key, now = _key(token, visit), time.monotonic()
        asked, person = self._known.get(key, (-SILENCE, None))
        if person and now - asked < LASTS:
            return person
        try:
            found = self._let_in(await self._user(token))
        except SilentError:
            if person and now - asked < SILENCE:
                return person
            raise
        self._note(key, now, found)
        return found

    def has_met(self, token: str, visit: str = "") -> bool:
        """Whether the hub has let them in already: they are nobody who guesses."""
        return _key(token, visit) in self._known

    def begin(self, wanted: str) -> tuple[str, str]:
        """A login: what the browser has to bring back, and where it has to go."""
        more = {"response_type": "code"}
        kept = {}
        if hasattr(self.auth, "generate_pkce_code_challenge"):  # since JupyterHub 6
            verifier, challenge, method = self.auth.generate_pkce_code_challenge()
            more |= {"code_challenge": challenge, "code_challenge_method": method}
            kept["code_verifier"] = verifier
        state = self.auth.generate_state(wanted, **kept)
        more |= {
            "client_id": self.auth.oauth_client_id,
            "redirect_uri": self.auth.oauth_redirect_uri,
            "state": state,
        }
        return state, f"{self.auth.oauth_authorization_url}?{urlencode(more)}"

    async def end(self, code: str, state: str, brought: str) -> tuple[str, str] | None:
        """The end of a login: a token for this service, and where the browser wanted to go.

        Nothing if it is not the end of what this browser has begun. Raises SilentError if the hub
        does not answer.
        """
        if not code or not state or not hmac.compare_digest(state.encode(), brought.encode()):
            return None
        wanted, more = self.auth.get_next_url(state), {}
        if hasattr(self.auth, "get_code_verifier"):
            more["code_verifier"] = self.auth.get_code_verifier(state)
            self.auth.clear_oauth_state(state)
        token: str = await _answered(self.auth.token_for_code(code, sync=False, **more))
        return token, wanted

    async def _user(self, token: str) -> dict[str, Any] | None:
        """What the hub says of a token."""
        found: dict[str, Any] | None = await _answered(
            self.auth.user_for_token(token, use_cache=False, sync=False)
        )
        return found

    def _let_in(self, user: dict[str, Any] | None) -> Person | None:
        """Who that is to us: a program of the hub's own has a token too, but it is no team."""
        if not user or user.get("kind") != "user":
            return None
        if not self.auth.check_scopes(self.auth.access_scopes, user):
            return None
        leads = bool(user.get("admin")) or self.mentors in user.get("groups", ())
        return Person(user["name"], leads)

    def _note(self, key: str, now: float, found: Person | None) -> None:
        """Remember the answer."""
        if found is None:
            self._known.pop(key, None)
            return
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = now, found


def _key(token: str, visit: str) -> str:
    """What is remembered in the place of a token."""
    return hashlib.sha256(f"{visit} {token}".encode()).hexdigest()


async def _answered(question: Any) -> Any:
    """The hub's answer to a question."""
    from tornado.web import HTTPError

    try:
        return await question
    except HTTPError as error:
        raise SilentError(
            "the hub does not answer just now, so nobody can be let in; wait a moment and try again"
        ) from error
