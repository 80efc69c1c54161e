"""Pages that keep themselves up to date: a stream for each, which tells what is new."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable

CALM = 0.3
"""Seconds in which several changes become one message."""
HEARTBEAT = 10.0
"""Seconds after which a stream says that it is alive, so that a page notices when it is not."""
MOST_STREAMS = 400
"""More than a room of forty teams with several screens each."""


class Live:
    """Who waits for news of which workshop."""

    def __init__(self) -> None:
        self._versions: dict[str, int] = defaultdict(int)
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._closed = False
        self.streams = 0

    def version(self, code: str) -> int:
        """It grows with every change of a workshop."""
        return self._versions[code]

    def changed(self, code: str) -> None:
        """Something of a workshop is new. To be called where the streams are served."""
        self._versions[code] += 1
        for event in self._waiting[code]:
            event.set()

    def close(self) -> None:
        """End all streams, so that the service can stop."""
        self._closed = True
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def stream(self, code: str, view: Callable[[], Awaitable[bytes]]) -> AsyncIterator[bytes]:
        """The view now and after every change, as server-sent events."""
        event = asyncio.Event()
        self._waiting[code].add(event)
        self.streams += 1
        try:
            last = b""
            while not self._closed:
                event.clear()
                found = await view()
                if found != last:
                    last = found
                    yield b"event: view\ndata: " + _now(found) + b"\n\n"
                if await _waited(event, HEARTBEAT):
                    await asyncio.sleep(CALM)
                else:
                    yield b": still here\n\n"
        finally:
            self.streams -= 1
            self._waiting[code].discard(event)


def _now(view: bytes) -> bytes:
    """A view, a JSON object, with the moment in which it is told, for clocks on the wall."""
    return b'{"now":%.3f,' % time.time() + view[1:]


async def _waited(event: asyncio.Event, seconds: float) -> bool:
    """Whether it came within so many seconds."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
