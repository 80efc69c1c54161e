"""Bytes by name in a file on disk: bounded, and for several processes and threads at once."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from simulator.errors import RefusedError
from simulator.experiment.database import (
    LARGEST,
    break_off_in_time,
    check,
    damaged,
    failing_as_a_disk,
    number,
    opened,
)
from simulator.experiment.owned import make_folder, size_of_ours

LIMIT = 200 * 2**20
"""Bytes that are kept; what was kept first goes first."""
OLDEST = 500
"""How many go at once when room is needed."""
NAMES = ("worlds.sqlite", *(f"worlds-{place}.sqlite" for place in range(2, 6)))
"""What the file may be called: where something else has a name, the next one is taken."""


class Store:
    """The first file in a folder that is ours. Raises RefusedError or OSError if there is none."""

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self.path, self.connection = _first_of_ours(folder)
        self.lock = Lock()

    def find(self, names: Iterable[str]) -> list[bytes | None]:
        """What is kept under each name; None for what is not."""
        asked = (
            "SELECT content FROM kept"
            " WHERE name = ? AND typeof(content) = 'blob' AND length(content) <= ?"
        )
        with self._transaction("BEGIN"):
            rows = [self.connection.execute(asked, (name, LARGEST)).fetchone() for name in names]
        return [row and row[0] for row in rows]

    def keep(self, found: dict[str, bytes]) -> None:
        """Keep all of this or nothing; what is too large to be kept is left out."""
        rows = [(name, it) for name, it in found.items() if len(it) <= LARGEST]
        with self._transaction("BEGIN IMMEDIATE"):
            self._make_room(sum(len(name) + len(it) for name, it in rows))
            self.connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)

    def count(self) -> tuple[int, int]:
        """(things kept, bytes on disk)."""
        with self._transaction("BEGIN"):
            asked = self.connection.execute("SELECT count(*) FROM (SELECT 1 FROM kept LIMIT 1e7)")
            (many,) = asked.fetchone()
        return many, size_of_ours(self.path)

    def throw_away(self) -> None:
        """Close and delete the file, as long as it is ours."""
        self.close()
        check(self.path)
        self.path.unlink()

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self.connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """All or nothing. Raises OSError if it fails; a file that proves damaged is deleted."""
        with failing_as_a_disk(self.path):
            try:
                with self.lock, self.connection:
                    break_off_in_time(self.connection)
                    self.connection.execute(begin)
                    yield
            except sqlite3.Error as error:
                if damaged(error):
                    self.throw_away()
                raise

    def _make_room(self, more: int) -> None:
        """Throw away what was kept first, until so many more bytes have room."""
        while self._used() + more > LIMIT:
            gone = self.connection.execute(
                "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept ORDER BY rowid LIMIT ?)",
                (OLDEST,),
            )
            if not gone.rowcount:
                return

    def _used(self) -> int:
        """Bytes of all pages that hold anything."""
        pages, free = (number(self.connection, it) for it in ("page_count", "freelist_count"))
        return (pages - free) * number(self.connection, "page_size")


def _first_of_ours(folder: Path) -> tuple[Path, sqlite3.Connection]:
    """The first file of ours, open, made if its name is free."""
    for name in NAMES:
        try:
            return folder / name, opened(folder / name)
        except RefusedError:
            continue
    raise RefusedError(
        f"all names in '{folder}' are taken by files that are not ours; move them away"
    )
