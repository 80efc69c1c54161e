"""Files of our own, in folders where others may write too.

Only a plain file of the person's own is ours: no link, no pipe, nobody else's. Whatever is in its
place already is never written over.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from simulator.errors import RefusedError

OTHERS_WRITE, OTHERS_READ = 0o022, 0o044
"""Rights of a group, or of everybody."""


def make_folder(folder: Path) -> None:
    """Make a folder in which only its owner may write, unless it is there.

    Raises RefusedError if somebody else may write in it, OSError if the disk does not allow it.
    """
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    found = folder.lstat()
    if not (S_ISDIR(found.st_mode) and _owned(found)):
        raise RefusedError(f"'{folder}' is not a folder of yours; move it away")
    if _posix() and found.st_mode & OTHERS_WRITE:
        raise RefusedError(f"others may write in '{folder}'; make it yours alone (chmod go-w)")


def make_file(path: Path, fill: Callable[[Path], None]) -> None:
    """Make a file that is whole as soon as anybody sees it; one that is there already stays."""
    handle, name = tempfile.mkstemp(".new", path.stem, path.parent)
    os.close(handle)
    new = Path(name)
    try:
        fill(new)
        _put(new, path)
    finally:
        new.unlink(missing_ok=True)


def _put(new: Path, path: Path) -> None:
    """Give a file its name, if nothing has that name."""
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    except OSError:  # a disk that knows no second names
        if not os.path.lexists(path):
            new.rename(path)


def size_of_ours(path: Path) -> int:
    """Bytes of a file, which is not opened. Raises RefusedError if it is not a file of ours."""
    found = path.lstat()
    if not (S_ISREG(found.st_mode) and _owned(found)):
        raise RefusedError(f"'{path}' is not a file of yours; move it away")
    return found.st_size


def read_secret(path: Path, size: int) -> bytes:
    """A file of exactly so many bytes that only its owner may read. Raises RefusedError if not."""
    if size_of_ours(path) != size:
        raise RefusedError(f"'{path}' is no secret of ours; move it away")
    with path.open("rb") as file:
        if _posix() and os.fstat(file.fileno()).st_mode & (OTHERS_READ | OTHERS_WRITE):
            raise RefusedError(f"others may read '{path}'; make it yours alone (chmod go-rw)")
        return file.read(size)


def _owned(found: os.stat_result) -> bool:
    return not _posix() or found.st_uid == os.getuid()


def _posix() -> bool:
    """Whether owners and rights mean anything here; Windows has a folder for each person."""
    return hasattr(os, "getuid")
