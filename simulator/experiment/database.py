"""A database of ours, opened so that nothing in it or beside it is ever run or obeyed.

SQLite obeys a journal that lies beside a database, and what views and triggers say. A file that is
not exactly as we make them is therefore not opened for writing, and is left as it is.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from os.path import lexists
from pathlib import Path
from time import monotonic

from simulator.errors import RefusedError
from simulator.experiment.owned import make_file, size_of_ours

PAGE = 4096
"""Bytes."""
MOST_PAGES = 2**16
"""No file of ours is larger."""
LARGEST = 4 * 2**20
"""No content has more bytes."""
PATIENCE, LONGEST = 2.0, 20.0
"""Seconds to wait for another process that is writing, and until anything is broken off."""
COMPLAINTS = sqlite3.Error, UnicodeDecodeError
"""What using a database can raise; SQLite quotes a damaged file in words that are no text."""
OF_THE_FILE = "SQLITE_CORRUPT", "SQLITE_NOTADB"
OF_THE_DISK = (
    "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED",
    "SQLITE_NOMEM", "SQLITE_PERM", "SQLITE_READONLY",
)  # fmt: skip
"""How errors begin that say something of the file, or nothing."""

MARK, VERSION = 0x504D4F57, 1
"""By these numbers in its head a file says that it is one of ours."""
TABLE = "CREATE TABLE kept (name TEXT PRIMARY KEY NOT NULL, content BLOB NOT NULL)"
WHOLE = {("table", "kept", TABLE), ("index", "sqlite_autoindex_kept_1", None)}
"""All that is in a file of ours."""
BESIDE = ("-journal", "-wal", "-shm")
"""Files that SQLite obeys if they lie beside a database; we write without, so none is ours."""
WARY = "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"
"""How every connection reads."""
SWIFT = "journal_mode = MEMORY", "synchronous = OFF", f"max_page_count = {MOST_PAGES}"
"""How we write. A power cut meanwhile may damage the file; what was in it is then played again,
which costs less than writing carefully, and leaves no journal that anybody could make for us."""


def opened(path: Path) -> sqlite3.Connection:
    """A connection to a database of ours, which is made if its name is free.

    Raises RefusedError if something else has that name, OSError if the disk fails.
    """
    if not lexists(path):
        make_file(path, _fill)
    _check_outside(path)
    with failing_as_a_disk(path):
        connection = _connect(path)
        try:
            _check_inside(connection, path)
            _set(connection, SWIFT)
        except BaseException:
            connection.close()
            raise
        return connection


def check(path: Path) -> None:
    """Raise RefusedError if a file is not ours, OSError if the disk fails."""
    opened(path).close()


@contextmanager
def failing_as_a_disk(path: Path) -> Iterator[None]:
    """Whatever SQLite complains of is an OSError that names the file."""
    try:
        yield
    except COMPLAINTS as error:
        raise OSError(f"'{path}': {error}") from error


def break_off_in_time(connection: sqlite3.Connection) -> None:
    """From now on work lasts so long at most: a damaged tree may have no end."""
    end = monotonic() + LONGEST
    connection.set_progress_handler(lambda: monotonic() > end, 100_000)


def damaged(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault, not the disk or somebody who is writing."""
    return _name(error).startswith(OF_THE_FILE)


def _name(error: Exception) -> str:
    """What SQLite calls an error; nothing if Python itself complains."""
    return getattr(error, "sqlite_errorname", "")


def number(connection: sqlite3.Connection, pragma: str) -> int:
    """A number that SQLite knows of a file."""
    (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(found)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None,
        check_same_thread=False,
    )  # fmt: skip
    try:
        break_off_in_time(connection)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST + PAGE)
        _set(connection, WARY)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_outside(path: Path) -> None:
    """Refuse what need not be opened to see that it is not ours.

    SQLite opens the others: it would lose its locks if this process opened them besides.
    """
    if size_of_ours(path) > MOST_PAGES * PAGE or any(lexists(f"{path}{it}") for it in BESIDE):
        raise _not_ours(path)


def _check_inside(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that holds anything but our table, or that writes into a log beside it."""
    try:
        marks = number(connection, "application_id"), number(connection, "user_version")
        inside = connection.execute("SELECT type, name, sql FROM sqlite_master LIMIT 9").fetchall()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    except COMPLAINTS as error:
        if _name(error).startswith(OF_THE_DISK):
            raise
        raise _not_ours(path) from error
    as_made = len(inside) == len(WHOLE) and set(inside) == WHOLE and journal == "delete"
    if marks != (MARK, VERSION) or not as_made:
        raise _not_ours(path)


def _not_ours(path: Path) -> RefusedError:
    return RefusedError(f"'{path}' is not a file of ours; move it away")


def _fill(new: Path) -> None:
    """Write an empty database of ours."""
    with failing_as_a_disk(new), closing(_connect(new)) as connection:
        _set(connection, (*SWIFT, f"application_id = {MARK}", f"user_version = {VERSION}"))
        connection.execute(TABLE)


def _set(connection: sqlite3.Connection, pragmas: Iterable[str]) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").close()
