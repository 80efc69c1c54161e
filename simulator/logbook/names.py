"""What a flight may be called: what is a file's name on every system, and reads as a name."""

import unicodedata
from collections.abc import Container

from simulator.errors import RefusedError
from simulator.values import shown

ENDING = ".flight.json"
"""So that no flight is ever saved over a file that is something else."""
LONGEST = 60
"""Characters of a name."""
MARKS = ("Mn", "Mc")
"""Categories of Unicode that belong to the letters of many scripts."""
SIGNS = " -_"
DEVICES = {"con", "prn", "aux", "nul"} | {f"{it}{n}" for it in ("com", "lpt") for n in range(10)}
"""Names that one system takes for something other than a file, whatever their ending."""
RULE = f"use letters, digits, spaces, - and _, {LONGEST} at most"


def checked(name: object) -> str:
    """The name as it is kept. Raises RefusedError for one that no flight can have."""
    if not isinstance(name, str):
        raise RefusedError(f"{shown(name)} is no name of a flight; {RULE}")
    named = unicodedata.normalize("NFC", " ".join(name.split()))
    if not named:
        raise RefusedError(f"a flight needs a name; {RULE}")
    if len(named) > LONGEST:
        raise RefusedError(f"{shown(named)} has {len(named)} characters; {RULE}")
    if not all(map(_fits, named)):
        wrong = next(letter for letter in named if not _fits(letter))
        raise RefusedError(f"a flight cannot have {shown(wrong)} in its name; {RULE}")
    if named.casefold() in DEVICES:
        raise RefusedError(f"'{named}' means a device to some computers; take another name")
    return named


def folded(name: str) -> str:
    """The same for names that some systems, or some eyes, would not tell apart."""
    return unicodedata.normalize("NFC", name).casefold()


def free(name: str, taken: Container[str]) -> str:
    """The name, or the first of "name 2", "name 3" … that is not among the folded names taken."""
    number, asked = 1, name
    while folded(name) in taken:
        number += 1
        suffix = f" {number}"
        name = asked[: LONGEST - len(suffix)].rstrip() + suffix
    return name


def _fits(letter: str) -> bool:
    return letter in SIGNS or letter.isalnum() or unicodedata.category(letter) in MARKS
