"""Where something is written: never over what is there."""

from pathlib import Path

from simulator.errors import RefusedError
from simulator.values import cut


def new(path: str | Path) -> Path:
    """A path at which there is nothing. Raises RefusedError if there is."""
    path = Path(path)
    if path.exists():
        raise RefusedError(f"{cut(path.name)} is there already; name a file that is not")
    return path
