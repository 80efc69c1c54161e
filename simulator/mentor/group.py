"""The next group: everything that this one has done is put away, and nothing is lost."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from simulator.debrief.told import place as told
from simulator.errors import RefusedError
from simulator.logbook import Logbook

SHELF = "Earlier groups"
"""The folder beside the flights in which they are put away."""
ENDINGS = (".json", ".csv", ".html")
"""Flights, tests and debriefs."""


def flights_kept(book: Logbook) -> int:
    """How many flights there are. Raises RefusedError if the folder cannot be read."""
    return len(book.entries())


def put_away(book: Logbook, now: datetime | None = None) -> Path:
    """Move flights, tests, debriefs and the course's file into a folder of their own.

    Raises RefusedError if there is nothing, or it cannot be moved; then all stays as it was.
    """
    things = list(_things(book))
    if not things:
        raise RefusedError("nobody has done anything here yet, so there is nothing to put away")
    shelf = _free(book.folder / SHELF, now or datetime.now().astimezone())
    moved: list[tuple[Path, Path]] = []
    try:
        shelf.mkdir(parents=True)
        for thing in things:
            shutil.move(thing, shelf / thing.name)  # the course's file may lie on another disk
            moved.append((thing, shelf / thing.name))
    except OSError as error:
        for was, is_at in moved:
            shutil.move(is_at, was)
        raise RefusedError(
            f"cannot put '{thing}' away: {error.strerror}; all is as it was"
        ) from None
    return shelf


def _things(book: Logbook) -> Iterator[Path]:
    """What a group leaves behind."""
    if book.folder.is_dir():
        for path in sorted(book.folder.iterdir()):
            if path.suffix in ENDINGS or path.name == "scenarios":
                yield path
    if told().is_file():
        yield told()


def _free(shelf: Path, now: datetime) -> Path:
    """A folder named for the minute that is not there yet."""
    name = f"{now:%Y-%m-%d %H.%M}"
    tries = (shelf / (name if n == 1 else f"{name} {n}") for n in range(1, 1000))
    return next(it for it in tries if not it.exists())
