"""What only the mentor has until the reveal: kept among the mentor's own data, in no shared folder.

Without it the storm can be flown, but nobody can tell in which worlds decisions will be scored.
"""

from pathlib import Path

import msgspec

from simulator.debrief import told
from simulator.errors import RefusedError
from simulator.logbook.writing import write_new
from simulator.readers import ReadError
from simulator.readers.door import text, there
from simulator.workshop.record import Seal

MOST_SEAL_BYTES = 4096
KIND = "a workshop's seal"


def place() -> Path:
    """The folder of seals, in the mentor's own folder for data."""
    return told.place().parent / "workshops"


def keep(seal: Seal) -> Path:
    """Write a seal; returns its path. Raises RefusedError if that cannot be done."""
    path = _path(seal.commitment)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, msgspec.json.encode(seal))
    except OSError as error:
        raise RefusedError(f"cannot keep the seal in '{path}': {error.strerror}") from None
    return path


def seal_of(commitment: str) -> Seal:
    """The seal that fits a commitment. Raises RefusedError if it is not on this computer."""
    path = _path(commitment)
    if not there(path):
        raise RefusedError(
            "how this workshop is scored is kept on the computer on which it was made, until it is "
            "revealed; lead it from there"
        )
    try:
        seal = msgspec.json.decode(text(path, KIND, MOST_SEAL_BYTES, KIND), type=Seal)
    except (ReadError, msgspec.MsgspecError):
        seal = None
    if seal is None or not seal.fits(commitment):
        raise RefusedError(f"the seal in '{path}' is damaged, so this workshop cannot be scored")
    return seal


def _path(commitment: str) -> Path:
    """Where the seal of a commitment is. Raises RefusedError for what is none."""
    if len(commitment) != 64 or not set(commitment) <= set("0123456789abcdef"):
        raise RefusedError("the workshop's commitment is none: it has 64 hexadecimal digits")
    return place() / f"{commitment}.json"
