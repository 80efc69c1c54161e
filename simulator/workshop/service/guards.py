"""What stands at the door: sizes, rates, headers, and sentences instead of tracebacks."""

import logging
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from simulator.errors import RefusedError
from simulator.values import cut
from simulator.workshop.refusals import (
    ClosedError,
    QuickerError,
    StrangerError,
    TooMuchError,
    UnknownError,
)
from simulator.workshop.store import UnreachableError

log = logging.getLogger("simulator.workshop")

MOST_REQUEST_BYTES = 2**20
"""No request is larger: ten thousand decisions with a reason each are smaller."""
DEEPEST_JSON = 20
"""Nothing that is asked is nested deeper."""
STATUS: dict[type[RefusedError], int] = {
    StrangerError: 401,
    UnknownError: 404,
    QuickerError: 409,
    ClosedError: 409,
    TooMuchError: 422,
    UnreachableError: 503,
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Bounded:
    """Requests beyond the largest are refused before anybody reads them, and so are deep ones."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is small enough, whole; every answer gets its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _headed(send)
        if scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            refused = f"a request has at most {MOST_REQUEST_BYTES / 2**20:g} MB; send less at once"
            await answer(413, refused)(scope, receive, send)
            return
        if too_deep(body):
            refused = f"nothing that is sent may be nested deeper than {DEEPEST_JSON}"
            await answer(400, refused)(scope, receive, send)
            return
        sent = False

        async def again() -> MutableMapping[str, Any]:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)


def _headed(send: Send) -> Send:
    async def headed(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return headed


async def _read(receive: Receive) -> bytes | None:
    """The whole request; None if it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > MOST_REQUEST_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(body)


BRACKET = re.compile(rb"[\[\]{}]")
STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)


def too_deep(body: bytes) -> bool:
    """Whether brackets are nested too deep, whatever stands within strings."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST_JSON:
        return False
    depth = 0
    for bracket in BRACKET.findall(STRING.sub(b"", body)):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST_JSON:
            return True
    return False


class Rates:
    """How often somebody may ask: so many at once, and so many a second after that."""

    def __init__(self, burst: float, a_second: float) -> None:
        self.burst, self.a_second = burst, a_second
        self._left: dict[object, tuple[float, float]] = {}

    def spend(self, who: object, amount: float = 1.0) -> float:
        """0 if they may; else the seconds after which they may."""
        now = time.monotonic()
        left, at = self._left.get(who, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.a_second)
        if left < amount:
            self._left[who] = (left, now)
            return (amount - left) / self.a_second
        if len(self._left) > MOST_KNOWN:
            self._left.clear()  # better generous than without memory
        self._left[who] = (left - amount, now)
        return 0.0

    def exhausted(self, who: object) -> float:
        """The seconds that somebody has to wait who has nothing left; spends nothing."""
        wait = self.spend(who)
        if not wait:
            self.spend(who, -1.0)
        return wait


MOST_KNOWN = 20_000
"""Addresses and teams whose rate is remembered."""


class TooOftenError(RefusedError):
    """Asked more often than anybody needs."""

    def __init__(self, seconds: float) -> None:
        super().__init__("more at once than anybody can read; wait a moment and try again")
        self.seconds = seconds


def answer(status: int, refused: str, **headers: str) -> Response:
    """A refusal in one sentence."""
    return JSONResponse({"refused": refused}, status, headers)


def refusal(error: RefusedError) -> Response:
    """A refusal under the number that programs know it by."""
    if isinstance(error, TooOftenError):
        return answer(429, str(error), **{"Retry-After": f"{max(1, round(error.seconds))}"})
    status = next((STATUS[kind] for kind in type(error).mro() if kind in STATUS), 422)
    retry = {"Retry-After": "1"} if status == 503 else {}
    who = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return answer(status, str(error), **retry, **who)


def guarded(app: FastAPI) -> None:
    """Let every answer of the service be bounded, headed and in words."""

    @app.exception_handler(RefusedError)
    async def _refused(_: Request, error: RefusedError) -> Response:
        return refusal(error)

    @app.exception_handler(RequestValidationError)
    async def _misfit(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(it) for it in first["loc"][1:]) or "the request"
        return answer(422, f"{cut(place)}: {cut(str(first['msg']))}")

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> Response:
        return answer(error.status_code, str(error.detail), **dict(error.headers or {}))

    @app.exception_handler(msgspec.DecodeError)
    async def _undecoded(_: Request, error: msgspec.DecodeError) -> Response:
        return answer(422, cut(str(error)))

    @app.exception_handler(Exception)
    async def _trouble(request: Request, error: Exception) -> Response:
        log.exception("trouble with %s", request.url.path, exc_info=error)
        return answer(500, "something went wrong in the service; nothing confirmed is lost")

    app.add_middleware(Bounded)
