"""How every file comes in: regular files only, opened once, no larger than a portfolio can be."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.limits import MOST_BYTES
from simulator.readers.errors import ReadError

KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
HOW = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
"""Without waiting for whoever might write into a pipe; not every system has each of these."""


def there(path: Path) -> bool:
    """Whether anything of that name exists, be it a file or not."""
    try:
        path.stat()
    except PermissionError:
        return True  # it says so itself when it is opened
    except (OSError, ValueError):
        return False
    return True


PORTFOLIO = "the file of one portfolio"


def contents(path: Path, most: int = MOST_BYTES, expected: str = PORTFOLIO) -> bytes:
    """All bytes of a file. Raises ReadError if it cannot be read, is no file, or is too large
    for what is expected."""
    with _in_words(path):
        mode = path.stat().st_mode  # before it is opened: to open a device may do something
    _must_be_regular(path, mode)
    with _in_words(path):
        number = os.open(path, HOW)
    with os.fdopen(number, "rb") as file:
        found = os.fstat(number)  # of what is open now, whatever the name stands for meanwhile
        _must_be_regular(path, found.st_mode)
        if found.st_size <= most:
            with _in_words(path):
                whole = file.read(most + 1)  # some files say that they are empty, and are not
            if len(whole) <= most:
                return whole
    raise ReadError(path, None, f"has more than {most / 2**20:g} MB; expected {expected}")


def text(path: Path, kind: str, most: int = MOST_BYTES, expected: str = PORTFOLIO) -> str:
    """A file as text, its lines ended as ours are, without the mark some programs begin it with.

    Raises ReadError as `contents` does, and if it is not UTF-8; `kind` says what was expected.
    """
    try:
        found = contents(path, most, expected).decode("utf-8-sig")
    except UnicodeDecodeError:
        found = "\0"
    if "\0" in found:
        raise ReadError(path, 1, f"is not a text file; expected {kind}")
    return found.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Say what the system says about a file as our readers do."""
    try:
        yield
    except OSError as error:
        raise ReadError(path, None, f"cannot be opened: {error.strerror or error}") from None
    except ValueError as error:  # a name with a zero in it
        raise ReadError(path, None, f"cannot be opened: {error}") from None


def _must_be_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = next((words for is_one, words in KINDS if is_one(mode)), "something else")
        raise ReadError(path, None, f"is {what}; expected a file")
