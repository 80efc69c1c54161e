"""Files that teams hand over: a mail program or a copy changes their names, and none is lost."""

import re
from pathlib import Path

from simulator.errors import RefusedError
from simulator.logbook import Logbook
from simulator.logbook.files import path_of, taken
from simulator.logbook.names import LONGEST, folded, free

CHANGED = re.compile(r"(?P<name>.+)\.flight(?P<more>[^.]+)\.json", re.IGNORECASE)
"""What becomes of a flight's file where one of its name lies already."""


def named_again(book: Logbook) -> tuple[str, ...]:
    """Give such files the ending of a flight, and return the names under which they now are.

    "Otters.flight (1).json" becomes "Otters 2". What cannot be renamed stays as it is.
    """
    if not book.folder.is_dir():
        return ()
    changed = sorted(it for it in book.folder.iterdir() if CHANGED.fullmatch(it.name))
    return tuple(name for it in changed if (name := _named(it)))


def _named(path: Path) -> str:
    found = CHANGED.fullmatch(path.name)
    name = found["name"][:LONGEST].strip() if found else ""
    try:
        names = taken(path.parent)
        if folded(name) in names:
            name = free(name, names)
        path.rename(path_of(path.parent, name))
    except (OSError, RefusedError):
        return ""
    return name
