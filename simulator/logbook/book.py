"""The flights of a trainee, by name."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.logbook import scenarios
from simulator.logbook.files import flights, mark, name_of, path_of, taken
from simulator.logbook.names import checked, free
from simulator.logbook.page import Page
from simulator.logbook.place import must_be_outside, place, whole
from simulator.logbook.writing import sweep
from simulator.readers.door import there
from simulator.session import Session
from simulator.session.file import ReplayError, Saved, carried, read
from simulator.values import cut


class Entry(Struct, frozen=True, kw_only=True):
    """A flight in the list, known without playing it again."""

    name: str
    title: str = ""
    """The scenario's."""
    scenario: str = ""
    """Its name."""
    seed: int = 0
    day: float = 0.0
    over: bool = False
    when: datetime
    """When it was last kept."""
    path: Path
    problem: str = ""
    """Why it cannot be opened, in a sentence; "" if it can."""


class Logbook:
    """All flights of a trainee: found again after anything that ends a program.

    A folder that cannot be used is not met before something is read or written.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder = place() if folder is None else whole(folder)

    def entries(self) -> tuple[Entry, ...]:
        """All flights that are kept, the newest first; also those that cannot be opened.

        Raises RefusedError if the folder cannot be read.
        """
        found = [entry for path in flights(self.folder) if (entry := _entry(path))]
        return tuple(sorted(found, key=lambda it: (-it.when.timestamp(), it.name)))

    def open(self, name: str) -> Page:
        """Take up a flight that was kept. Raises RefusedError with the reason if it cannot be."""
        name = checked(name)
        must_be_outside(self.folder)
        path = path_of(self.folder, name)
        if not there(path):
            raise RefusedError(f"there is no flight '{name}' in '{self.folder}'")
        known = mark(path)  # first: what is changed meanwhile is somebody else's
        saved = read(path)
        try:
            own = carried(saved, cut(path.name))
            session = Session.load(path, own or scenarios.scenario_of(saved, self.folder))
        except ReplayError:
            raise
        except RefusedError as error:
            raise RefusedError(f"the flight '{name}' cannot be opened: {error}") from None
        return Page(self.folder, name, session, known)

    def begin(self, name: str, session: Session) -> Page:
        """A new flight under this name, or "name 2", "name 3" … Nothing is written yet.

        Raises RefusedError for a name that no flight can have.
        """
        name = checked(name)
        try:
            name = free(name, taken(self.folder))
            sweep(self.folder)
        except RefusedError:
            pass  # whoever keeps the flight is told why it cannot be
        return Page(self.folder, name, session)


def _entry(path: Path) -> Entry | None:
    """The flight in a file; None if the file went away meanwhile."""
    try:
        found = path.stat()
    except OSError:
        return None
    name, when = name_of(path), datetime.fromtimestamp(found.st_mtime).astimezone()
    try:
        checked(name)
        saved = _header(path, found.st_mtime_ns, found.st_size, found.st_ino)
        problem = scenarios.missing(saved, path.parent)
    except RefusedError as error:
        return Entry(name=name, when=when, path=path, problem=str(error))
    return Entry(
        name=name, title=saved.title, scenario=saved.scenario, seed=saved.seed, day=saved.today,
        over=saved.over, when=when, path=path, problem=problem,
    )  # fmt: skip


@lru_cache(maxsize=1000)
def _header(path: Path, *_as_it_was: int) -> Saved:
    """What a file says, read once for as long as it stays as it is."""
    return read(path)
