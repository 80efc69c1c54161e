"""Work beside the screen: a click is answered at once, and what takes longer follows."""

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import sleep

GoesOn = Callable[[], None]
IN_BROWSER = sys.platform == "emscripten"
HEAD_START = 0.05
"""Seconds that the answer to a click has to reach the page before other work begins."""


class StoppedError(Exception):
    """The work is not wanted any more."""


class Beside:
    """One piece of work at a time; a new one takes the place of the last."""

    def __init__(self) -> None:
        self.latest = 0

    def start(self, work: Callable[[GoesOn], None]) -> None:
        """Begin a piece of work. It gets a function to call often, which ends it when it is not
        wanted any more, and lets others have their turn where there is one thread only."""
        self.latest += 1
        mine = self.latest

        def goes_on() -> None:
            if IN_BROWSER:
                _let_others()
            if mine != self.latest:
                raise StoppedError

        def run() -> None:
            if not IN_BROWSER:
                sleep(HEAD_START)
            with suppress(StoppedError):
                goes_on()
                work(goes_on)

        if IN_BROWSER:
            _soon(run)
        else:
            Thread(target=run, daemon=True).start()

    def stop(self) -> None:
        """End what is going on, as soon as it asks."""
        self.latest += 1


def _soon(work: Callable[[], None]) -> None:
    """Begin once this message is answered. What the page asks for meanwhile can be heard only by
    work that was begun in this way."""
    from asyncio import get_event_loop

    get_event_loop().call_later(HEAD_START, work)


def _let_others() -> None:
    """Let the page and its messages have their turn; Python in a browser has one thread."""
    from asyncio import sleep

    from pyodide.ffi import can_run_sync, run_sync

    if can_run_sync():
        run_sync(sleep(0))
