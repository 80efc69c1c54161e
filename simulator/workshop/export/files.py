"""Which files a workshop is taken home in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.errors import RefusedError
from simulator.values import shown
from simulator.workshop.export import tables
from simulator.workshop.export.page import page
from simulator.workshop.export.recorded import Recorded

FILES: Mapping[str, Callable[[Recorded], str]] = {
    "report.html": page,
    "decisions.csv": tables.decisions,
    "forecasts.csv": tables.forecasts,
    "scores.csv": tables.scores,
    "teams.csv": tables.teams,
    "audit.csv": tables.audit,
}
"""By name."""


def written(name: str, it: Recorded) -> bytes:
    """What the file of this name says. Raises RefusedError for a name that there is not."""
    if name not in FILES:
        raise RefusedError(f"there is no file {shown(name)}; take one of {', '.join(FILES)}")
    return FILES[name](it).encode()


def saved(it: Recorded, page_at: Path) -> tuple[Path, ...]:
    """Write the page where it is wanted, and the tables beside it; returns all paths.

    Raises RefusedError if that cannot be done.
    """
    paths = []
    for name in FILES:
        path = page_at if name == "report.html" else page_at.parent / f"{page_at.stem} {name}"
        try:
            path.write_bytes(written(name, it))
        except OSError as error:
            raise RefusedError(
                f"{path.name}: cannot be written ({error.strerror}); write another place after "
                "--out"
            ) from None
        paths.append(path)
    return tuple(paths)
