"""The files of a folder with flights: which there are, and what is in them by a mark."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.errors import RefusedError
from simulator.limits import MOST_SESSION_BYTES
from simulator.logbook.names import ENDING, folded
from simulator.logbook.place import must_be_outside
from simulator.readers import ReadError
from simulator.readers.door import contents, there

KIND = "a saved flight"


def path_of(folder: Path, name: str) -> Path:
    """Where the flight of this name is, or would be."""
    return folder / f"{name}{ENDING}"


def name_of(path: Path) -> str:
    """The name of the flight in a file."""
    return path.name.removesuffix(ENDING)


def flights(folder: Path) -> list[Path]:
    """The files of all flights. Raises RefusedError if they cannot be listed."""
    must_be_outside(folder)
    if not there(folder):
        return []
    try:
        return [it for it in folder.iterdir() if it.name.endswith(ENDING)]
    except OSError as error:
        raise RefusedError(
            f"your flights in '{folder}' cannot be listed: {error.strerror or error}"
        ) from None


def taken(folder: Path) -> set[str]:
    """The names that are taken, folded. Raises RefusedError as `flights` does."""
    return {folded(name_of(path)) for path in flights(folder)}


def marked(content: bytes) -> str:
    """By which a content is known."""
    return hashlib.sha256(content).hexdigest()


def mark(path: Path) -> str | None:
    """By which the content of a file is known; None if there is no file."""
    if not there(path):
        return None
    try:
        return marked(contents(path, MOST_SESSION_BYTES, KIND))
    except ReadError:
        return "something that is no flight"


@contextmanager
def writable(folder: Path, name: str) -> Iterator[None]:
    """Make the folder, and say what the system says about writing a flight as a person would.

    Raises RefusedError with that sentence.
    """
    must_be_outside(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise RefusedError(
            f"'{name}' could not be kept in '{folder}': {error.strerror or error}. "
            "You can fly on; the next step tries again"
        ) from None
