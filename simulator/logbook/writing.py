"""How a file is written: whole or not at all, never over another one, one writer at a time."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from threading import RLock

PART = ".part-"
"""What a file's name begins with until it is whole."""
STALE = 3600
"""Seconds after which nobody still writes a part: whoever began it was stopped."""
PATIENCE = 2.0
"""Seconds to wait for another window. A writer needs milliseconds; one that hangs is left alone."""
_here = RLock()


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; False, and nothing done, if it is. Raises OSError."""
    part = _part(path.parent, content)
    try:
        os.link(part, path)  # the one way to give a name that fails where there is one
    except FileExistsError:
        return False
    except (AttributeError, OSError):  # a browser, a stick or a share without links
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            return False
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True


def write_over(path: Path, content: bytes) -> None:
    """Put a file in the place of the one that is there. Raises OSError."""
    part = _part(path.parent, content)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _part(folder: Path, content: bytes) -> Path:
    """The content on the disk, under a name that nobody else uses."""
    part = folder / f"{PART}{token_hex(8)}"
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def sweep(folder: Path) -> None:
    """Take away parts that somebody who was stopped has left long ago."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f"{PART}*"):
            if time.time() - part.stat().st_mtime > STALE:
                part.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other windows from writing into the folder meanwhile, as far as the system can.

    The lock ends with whoever holds it, also by a kill. Where there are no locks, or one is held
    too long, it goes on without: a file is whole and no other's all the same.
    """
    with _here:
        lock = _opened(folder / ".lock")
        try:
            if lock is not None:
                _wait_for(lock)
            yield
        finally:
            if lock is not None:
                os.close(lock)


def _opened(path: Path) -> int | None:
    try:
        return os.open(path, os.O_CREAT | os.O_RDWR)
    except OSError:
        return None


def _wait_for(lock: int) -> None:
    until = time.monotonic() + PATIENCE
    while not _taken(lock) and time.monotonic() < until:
        time.sleep(0.01)


def _taken(lock: int) -> bool:
    """Whether the lock is ours now. What has no locks has nobody to wait for."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, AttributeError, OSError) as error:  # in a browser the module is empty
        return not isinstance(error, PermissionError)  # that is how Windows says: held
    return True
