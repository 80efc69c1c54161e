"""What goes wrong in a page while a test looks at it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

# JupyterLab asks a kernel for its debugger's state, and when somebody restarts the kernel just then
# Lab itself calls the question off and complains of that: nothing is lost, nothing of ours spoke.
CALLED_OFF = re.compile(r"Could not restore the debugger state: Canceled future for debug_request")


def error_of(error: Any) -> str | None:
    """What a script that failed is told as."""
    return f"page error: {error}"


def request_of(request: Any) -> str | None:
    """Whether a page asks somebody else."""
    host = urlsplit(request.url).hostname
    ours = host in ("127.0.0.1", "localhost", None)
    return None if ours else f"request to another host: {request.url}"


def failure_of(request: Any) -> str | None:
    """What could not be fetched; the page itself calls off what a later request replaces."""
    off = request.failure == "net::ERR_ABORTED"
    return None if off else f"{request.failure}: {request.url}"


def complaint_of(message: Any) -> str | None:
    """An error that stands in the console."""
    ours = message.type == "error" and not CALLED_OFF.match(message.text)
    return f"console: {message.text}" if ours else None


TROUBLES = {
    "pageerror": error_of,
    "console": complaint_of,
    "request": request_of,
    "requestfailed": failure_of,
}


@contextmanager
def noting(page: Page, problems: list[str]) -> Iterator[None]:
    """Add to the problems what goes wrong in a page."""

    def noted(of: Callable[[Any], str | None]) -> Callable[[Any], None]:
        return lambda it: problems.extend(said for said in [of(it)] if said)

    notes = {event: noted(of) for event, of in TROUBLES.items()}
    for event, note in notes.items():
        page.on(event, note)
    yield
    for event, note in notes.items():
        page.remove_listener(event, note)
