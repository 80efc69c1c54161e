"""A view that is told again after every change, as server-sent events."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
from fastapi import Response
from fastapi.responses import StreamingResponse

from simulator.errors import RefusedError
from simulator.workshop.service.guards import TooOftenError
from simulator.workshop.service.host import Host
from simulator.workshop.service.live import HEARTBEAT, MOST_STREAMS
from simulator.workshop.store import workshops


async def streamed(
    host: Host,
    code: str,
    view: Callable[[], Awaitable[dict[str, Any]]],
    heard: Callable[[], None] = lambda: None,
) -> Response:
    """A stream of the view. Raises RefusedError if there is nothing to see, TooOftenError for more
    streams than a room has screens."""
    if host.live.streams >= MOST_STREAMS:
        raise TooOftenError(HEARTBEAT)
    await view()  # what cannot be seen is refused before the stream begins

    async def told() -> bytes:
        heard()
        found = await view()
        found.pop("now", None)
        return msgspec.json.encode(found)

    async def events() -> AsyncIterator[bytes]:
        try:
            async for message in host.live.stream(workshops.typed(code), told):
                yield message
        except RefusedError as error:
            yield b"event: gone\ndata: " + msgspec.json.encode({"refused": str(error)}) + b"\n\n"

    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(events(), media_type="text/event-stream", headers=headers)
