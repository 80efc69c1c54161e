"""The tests of a whole class, from many files; a bad file is named and stands in nobody's way."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from simulator.errors import RefusedError
from simulator.learning.sheet import Sheet, read
from simulator.limits import MOST_SHEETS
from simulator.plain_text import visible
from simulator.values import shown

MOST_FILES = 500
"""Files that are read at once."""


class Gathered:
    """Tests as they come in, each once, and what could not be read."""

    def __init__(self) -> None:
        self.known: dict[Sheet, None] = {}
        self.refused: list[str] = []

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All tests, in the order in which they came."""
        return tuple(self.known)

    def take_in(self, reading: Callable[[], tuple[Sheet, ...]]) -> None:
        """Add what a file holds; if it cannot be read, the reason is kept."""
        try:
            news = dict.fromkeys(reading())
            if len(self.known) + len(news) > MOST_SHEETS:
                raise RefusedError(f"{MOST_SHEETS:,} tests are the most; read fewer files")
        except RefusedError as error:
            if (said := visible(str(error))) not in self.refused:
                self.refused.append(said)
        else:
            self.known |= news

    def take_in_all(self, paths: Iterable[Path]) -> None:
        """Add what these files hold."""
        for path in paths:
            self.take_in(partial(read, path))


def files_of(path: Path) -> list[Path]:
    """The file itself, or all tables in a folder. Raises RefusedError if a folder has none, or
    too many."""
    place = shown(str(path))
    try:
        if not path.is_dir():
            return [path]
        found = sorted(path.glob("*.csv"))
    except (OSError, ValueError) as error:
        raise RefusedError(f"{place} cannot be read: {error}") from None
    if not found:
        raise RefusedError(
            f"there is no file that ends in .csv in {place}; name the folder in which your "
            "trainees’ files are"
        )
    if len(found) > MOST_FILES:
        raise RefusedError(
            f"{place} has {len(found)} files that end in .csv; {MOST_FILES} are the most"
        )
    return found
