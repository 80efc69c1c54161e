"""Offices of one's own on their shelf: each in a file that reads back the same, with its marks."""

from contextlib import suppress
from pathlib import Path

from simulator.errors import RefusedError
from simulator.importing import Shelf as Files
from simulator.logbook.place import must_be_outside
from simulator.logbook.writing import write_over
from simulator.own_office.office import Office, as_text, opened
from simulator.readers import PLANS


class Shelf:
    """All offices of a trainee, where an import puts them."""

    def __init__(self, folder: str | Path | None = None) -> None:
        self.files = Files(folder)

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.files.folder

    def names(self) -> tuple[str, ...]:
        """What offices are called."""
        return self.files.portfolios()

    def path(self, name: str) -> Path:
        """Where an office lies, or will."""
        return self.files.portfolio(name)

    def open(self, name: str) -> Office:
        """An office with its marks. Raises ScenarioError or MissingFileError if it cannot be."""
        return opened(self.path(name))

    def save(self, name: str, office: Office) -> None:
        """Write an office over its own file. Raises RefusedError if that cannot be done."""
        path = self.path(name)
        must_be_outside(self.folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_over(path, as_text(office).encode())
        except OSError as error:
            raise RefusedError(f"cannot write '{path.name}': {error.strerror}") from None

    def save_new(self, name: str, office: Office) -> str:
        """Write an office under a name that is not there yet; the name that it has got.

        Raises RefusedError for a name that cannot be, or if it cannot be written.
        """
        return self.files.save(name, as_text(office))

    def plans(self, name: str) -> tuple[Path, ...]:
        """The files of other programs that an office came from, as far as they are kept."""
        with suppress(RefusedError):
            return tuple(it for it in self.files.files(name) if it.suffix.lower() in PLANS)
        return ()
