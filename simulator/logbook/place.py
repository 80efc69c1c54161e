"""Where flights are kept: in the trainee's own folder, never among the project's files."""

import os
from pathlib import Path

from simulator.errors import RefusedError

PLACE = "PMO_FLIGHTS"
"""A folder named here holds one's flights instead of the one in one's home."""
CALLED = "PMO flights"
PROJECT = Path(__file__).resolve().parents[2]


def place() -> Path:
    """The folder for flights, be it there yet or not."""
    named = os.environ.get(PLACE)
    if named:
        return whole(named)
    home = whole(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    # On some rented computers the project is one's home; beside it is outside then.
    return (PROJECT.parent if inside(home) else home) / CALLED


def whole(folder: str | Path) -> Path:
    """The folder from the root on; a link in it stays what its owner made it."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links


def must_be_outside(folder: Path) -> None:
    """Raises RefusedError for a folder inside the project: playing must not change its files."""
    if inside(folder):
        raise RefusedError(
            f"flights are not kept in '{folder}', among the simulator's own files; "
            f"name another folder in {PLACE}"
        )


def inside(folder: Path) -> bool:
    """Whether a folder lies in the project's tree, however it is written."""
    if not (PROJECT / "pyproject.toml").is_file():
        return False  # installed as a package: there is no tree
    real = Path(os.path.realpath(folder))
    return real == PROJECT or PROJECT in real.parents
