"""The door in front of the service: who has logged in at the hub comes through to their page."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.errors import RefusedError
from simulator.workshop.refusals import StrangerError
from simulator.workshop.service.guards import HEADERS, Rates, TooOftenError, refusal
from simulator.workshop.service.hub.keys import of_team, taken_apart
from simulator.workshop.service.hub.page import POLICY, page, told
from simulator.workshop.service.hub.people import VISIT, Hub, Person
from simulator.workshop.service.hub.rooms import Rooms

OPEN = ("/health", "/openapi.json", "/pages/", "/front/")
"""What holds nothing of anybody."""
MARK = "hub"
"""Says in an address that the browser has been given its token."""
TEN_MINUTES = 600
LONGEST_FORM = 1000
NO_OTHERS = (
    "on a hub everybody takes part under the name that they have there; open the workshop from the "
    "hub's own page"
)


class Door:
    """An application in front of another."""

    def __init__(self, app: ASGIApp, hub: Hub, rooms: Rooms, prefix: str) -> None:
        self._app, self._hub, self._rooms, self._prefix = app, hub, rooms, prefix
        self._strangers = Rates(burst=30, a_second=0.5)
        """By address: tokens that nobody has, or the hub would be asked for each of them."""
        self._doors: dict[tuple[str, str], Callable[[Request], Awaitable[Response | None]]] = {
            ("GET", "/oauth_callback"): self._come_back,
            ("GET", "/"): self._start,
            ("GET", "/mentor"): self._mentor,
            ("GET", "/team"): self._team,
            ("POST", "/join"): self._join,
            ("GET", "/api/hub"): self._told,
            ("POST", "/api/hub/team"): self._joined,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is about the hub, and hand on the rest."""
        if scope["type"] == "http":
            scope = self._inside(scope)
            answer = await self._answer(Request(scope, receive))
            if answer is not None:
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _inside(self, scope: Scope) -> Scope:
        """The request as the service would get it without a hub and its proxy."""
        path = scope["path"]
        if path.startswith(self._prefix):
            path = path[len(self._prefix) - 1 :]
        elif f"{path}/" == self._prefix:
            path = "/"
        inside = {**scope, "path": path, "raw_path": quote(path).encode(), "root_path": ""}
        # The proxy adds who has asked it; what stands before that anybody may have written.
        before = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
        if before:
            inside["client"] = (before.rpartition(",")[2].strip()[:64], 0)
        return inside

    async def _answer(self, request: Request) -> Response | None:
        """What is answered here; nothing for what is handed on."""
        path = request.url.path
        if path.startswith(OPEN):
            return None
        known = self._doors.get(("GET" if request.method == "HEAD" else request.method, path))
        try:
            if known:
                return await known(request)
            return await (self._api if path.startswith("/api/") else self._page)(request)
        except RefusedError as error:
            return self._refused(request, error)

    def _refused(self, request: Request, error: RefusedError) -> Response:
        known = refusal(error)
        if not request.url.path.startswith("/api/"):
            return _html(told(str(error), self._prefix), known.status_code)
        if known.status_code == 401:
            said = {"refused": str(error), "login": self._prefix}
            return JSONResponse(said, 401, {**HEADERS, "WWW-Authenticate": "Bearer"})
        return known

    async def _person(self, request: Request, token: str, visit: str = "") -> Person | None:
        """Whose token it is.

        Raises TooOftenError for somebody new at an address that has guessed too often: who is in
        already must not be kept out by a neighbour.
        """
        address = request.client.host if request.client else ""
        if not self._hub.has_met(token, visit) and (wait := self._strangers.exhausted(address)):
            raise TooOftenError(wait)
        person = await self._hub.person(token, visit)
        if token and person is None:
            self._strangers.spend(address)
        return person

    # For programs, and for pages that are open: a token in each request.

    async def _api(self, request: Request) -> Response | None:
        """A door of the service: hand on what somebody of the hub asks."""
        in_a_room = request.url.path.startswith("/api/rooms/")
        if in_a_room and request.method == "POST":
            return JSONResponse({"refused": NO_OTHERS}, 403, HEADERS)
        await self._asking(request, also_by_cookie=in_a_room)
        return None

    async def _asking(self, request: Request, *, also_by_cookie: bool = False) -> Person:
        """Who asks. Raises StrangerError if the hub does not know, or does not let them in."""
        person = await self._person(request, taken_apart(_bearer(request))[1])
        if person is None and also_by_cookie:
            person = await self._visitor(request)
        if person is None:
            raise StrangerError("the hub does not know you any more; log in again")
        return person

    async def _told(self, request: Request) -> Response:
        """Who one is, and what there is to join."""
        person = await self._asking(request)
        rooms = await self._rooms.of(person.name)
        found = [{"code": it.code, "title": it.title, "joined": it.joined} for it in rooms]
        return _json({"user": person.name, "mentor": person.leads, "workshops": found})

    async def _joined(self, request: Request) -> Response:
        """A notebook joins."""
        person = await self._asking(request)
        code = await self._rooms.join(person.name, _text(await _asked(request), "code"))
        token = of_team(code, taken_apart(_bearer(request))[1])
        return _json({"code": code, "team": person.name, "token": token})

    # For a browser that opens a page: a cookie, from a login at the hub.

    async def _page(self, request: Request) -> Response | None:
        """A page of the service, for who is logged in."""
        return None if await self._visitor(request) else self._login(request)

    async def _start(self, request: Request) -> Response:
        """A mentor's own page, or what a team can join."""
        visitor = await self._visitor(request)
        if visitor is None:
            return self._login(request)
        if visitor.leads:
            return self._with_token(request, "mentor", self._cookie(request))
        rooms = await self._rooms.of(visitor.name)
        return _html(page(visitor.name, rooms, self._prefix, self._hub.home))

    async def _mentor(self, request: Request) -> Response | None:
        visitor = await self._visitor(request)
        if visitor is None:
            return self._login(request)
        if not visitor.leads:
            return self._to("")
        if MARK in request.query_params:
            return None
        return self._with_token(request, "mentor", self._cookie(request))

    async def _team(self, request: Request) -> Response | None:
        visitor = await self._visitor(request)
        if visitor is None:
            return self._login(request)
        if MARK in request.query_params:
            return None
        joined = [it.code for it in await self._rooms.of(visitor.name) if it.joined]
        if len(joined) != 1:
            return self._to("")
        return self._with_token(request, "team", of_team(joined[0], self._cookie(request)))

    async def _join(self, request: Request) -> Response:
        """A team joins by the button of its page."""
        visitor = await self._visitor(request)
        if visitor is None:
            return self._login(request)
        if not _from_here(request):
            return self._to("")
        form = await _form(request)
        code = await self._rooms.join(visitor.name, form.get("code", ""))
        return self._with_token(request, "team", of_team(code, self._cookie(request)))

    async def _visitor(self, request: Request) -> Person | None:
        # Not the answer that its pages have got for the same token.
        visit = f"browser {request.cookies.get(VISIT, '')}"
        return await self._person(request, self._cookie(request), visit)

    def _cookie(self, request: Request) -> str:
        return request.cookies.get(self._hub.cookie, "")

    def _with_token(self, request: Request, where: str, token: str) -> Response:
        """Lead a browser to a page, with its token where only the page itself reads it."""
        if request.headers.get("sec-fetch-dest", "document") != "document":
            return self._to("")  # somebody else's page has asked for it, not a person
        return self._to(f"{where}?{MARK}#{token}")

    def _to(self, where: str) -> Response:
        return RedirectResponse(self._prefix + where, 303, HEADERS)

    # Logging in, by way of the hub.

    def _login(self, request: Request) -> Response:
        """Send a browser to the hub, to come back to where it wanted to go."""
        asked = request.url.path.lstrip("/") if request.method != "POST" else ""
        query = urlencode([it for it in request.query_params.multi_items() if it[0] != MARK])
        wanted = self._prefix + asked + (f"?{query}" if query else "")
        state, address = self._hub.begin(wanted)
        answer = RedirectResponse(address, 303, HEADERS)
        self._keep(request, answer, self._hub.state_cookie, state, TEN_MINUTES)
        return answer

    async def _come_back(self, request: Request) -> Response:
        """The hub sends a browser back."""
        asked = request.query_params
        brought = request.cookies.get(self._hub.state_cookie, "")
        ended = await self._hub.end(asked.get("code", ""), asked.get("state", ""), brought)
        if ended is None:
            said = "that login was begun elsewhere, or long ago"
            return _html(told(said, self._prefix), 403)
        token, wanted = ended
        here = wanted.startswith(self._prefix) and not urlsplit(wanted).netloc
        answer = RedirectResponse(wanted if here else self._prefix, 303, HEADERS)
        answer.delete_cookie(self._hub.state_cookie, path=self._prefix)
        self._keep(request, answer, self._hub.cookie, token)
        return answer

    def _keep(
        self, request: Request, answer: Response, name: str, value: str, seconds: int | None = None
    ) -> None:
        secure = self._hub.is_secure(request.headers.get("x-forwarded-proto", ""))
        answer.set_cookie(
            name, value, seconds, path=self._prefix, secure=secure, httponly=True, samesite="lax"
        )


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() in ("bearer", "token") else ""


def _from_here(request: Request) -> bool:
    """Whether a page of this very host has sent the form; old browsers do not say."""
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


async def _body(request: Request) -> bytes:
    """A short request. Raises RefusedError for one that is longer than anything asked here."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            raise RefusedError(f"at most {LONGEST_FORM} letters are asked for here")
    return body


async def _asked(request: Request) -> dict[str, Any]:
    body = await _body(request)
    try:
        return msgspec.json.decode(body or b"{}", type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise RefusedError(f'{error}; write {{"code": "…"}}, or nothing') from None


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await _body(request)).decode("utf-8", "replace")))


def _text(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name) or ""
    if not isinstance(value, str):
        raise RefusedError(f"{name}: expected a text, such as the join code on the wall")
    return value


def _json(found: dict[str, Any]) -> Response:
    return JSONResponse(found, headers=HEADERS)


def _html(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, {**HEADERS, "Content-Security-Policy": POLICY})
