"""What only this person knows: whoever lacks it can write no world that is believed."""

import secrets
from os.path import lexists
from pathlib import Path

from simulator.errors import RefusedError
from simulator.experiment.owned import make_file, make_folder, read_secret

SIZE = 32
"""Bytes."""


def secret() -> bytes:
    """The person's own secret, made when it is first asked for.

    Raises RefusedError if what lies there cannot be one, OSError if the disk allows none.
    """
    path = place()
    if not path.is_absolute():
        raise RefusedError("this person has no home folder")
    make_folder(path.parent)
    if not lexists(path):
        make_file(path, _write)
    return read_secret(path, SIZE)


def place() -> Path:
    """Where the secret lies: in the person's own folder for data."""
    from platformdirs import user_data_path

    return user_data_path("pmo-flight-simulator", appauthor=False) / "secret"


def _write(new: Path) -> None:
    new.write_bytes(secrets.token_bytes(SIZE))
