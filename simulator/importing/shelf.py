"""Where plans of one's own are kept: beside the flights, never among the project's files.

Each import has a folder with the files that were chosen and what was said of them; a portfolio that
is saved stands above them as a file of our own.
"""

import shutil
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.limits import MOST_PLAN_BYTES
from simulator.logbook.names import DEVICES, RULE, SIGNS, checked, folded, free
from simulator.logbook.names import LONGEST as LONGEST_NAME
from simulator.logbook.place import must_be_outside, place, whole
from simulator.logbook.writing import write_new, write_over
from simulator.readers.door import contents, there
from simulator.values import cut, shown

FOLDER, FILES, MAPS = "portfolios", "plans", "mappings"
STATE = "import.json"
LONGEST_FILE = 120
ACTING = '<>:"/\\|?*'
"""Signs that some system does not have in the name of a file."""
MOST_LISTED = 50


class Kept(Struct, frozen=True, kw_only=True):
    """An import that was begun."""

    name: str
    when: str
    saved: bool
    """Whether it has become a portfolio that can be flown."""


class Shelf:
    """All imports, mappings and portfolios of a trainee.

    A folder that cannot be used is not met before something is read or written.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder = (place() if folder is None else whole(folder)) / FOLDER

    def kept(self) -> tuple[Kept, ...]:
        """All imports that were begun, the newest first."""
        found = []
        with suppress(OSError):
            for path in (self.folder / FILES).iterdir():
                with suppress(OSError, RefusedError):  # of a copy made by hand
                    saved = self.portfolio(path.name).is_file()
                    found.append(((path / STATE).stat().st_mtime, path.name, saved))
        return tuple(
            Kept(name=name, when=_words(when), saved=saved)
            for when, name, saved in sorted(found, reverse=True)[:MOST_LISTED]
        )

    def portfolio(self, name: str) -> Path:
        """Where a portfolio of this name is, or will be. Raises RefusedError for no name."""
        return self.folder / f"{_checked(name)}.toml"

    def portfolios(self) -> tuple[str, ...]:
        """The names of all that are saved."""
        with suppress(OSError):
            return tuple(sorted(path.stem for path in self.folder.glob("*.toml")))
        return ()

    def begin(self, files: Mapping[str, bytes]) -> str:
        """Keep copies of files under a name of their own, and say which.

        Raises RefusedError if they cannot be kept.
        """
        must_be_outside(self.folder)
        with _in_words(self.folder):
            above = self.folder / FILES
            above.mkdir(parents=True, exist_ok=True)
            taken = {folded(it.name) for it in above.iterdir()} | set(
                map(folded, self.portfolios())
            )
            name = free(name_for(list(files)), taken)
            (above / name).mkdir()
            for file, content in files.items():
                write_new(above / name / file_name(file), content)
        return name

    def files(self, name: str) -> tuple[Path, ...]:
        """The files of an import. Raises RefusedError if there are none."""
        folder = self.folder / FILES / _checked(name)
        with _in_words(folder):
            found = [it for it in folder.iterdir() if it.name != STATE and it.is_file()]
        if not found:
            raise RefusedError(f"the plan of '{name}' is no longer there; choose its file again")
        return tuple(sorted(found))

    def state(self, name: str) -> bytes:
        """What was said of an import. Raises RefusedError if it cannot be read."""
        path = self.folder / FILES / _checked(name) / STATE
        if not there(path):
            raise RefusedError(f"there is no import {shown(name)}; choose its file again")
        return contents(path, MOST_PLAN_BYTES)

    def keep(self, name: str, state: bytes) -> None:
        """Keep what was said of an import. Raises RefusedError if that cannot be done."""
        path = self.folder / FILES / _checked(name) / STATE
        with _in_words(path):
            write_over(path, state)

    def forget(self, name: str) -> None:
        """Delete an import, its copies too; a portfolio that was saved stays.

        Raises RefusedError if that cannot be done.
        """
        folder = self.folder / FILES / _checked(name)
        with _in_words(folder):
            shutil.rmtree(folder)

    def save(self, name: str, text: str) -> str:
        """Save a portfolio, never over another one; the name that it has got.

        Raises RefusedError for a name that cannot be, or if it cannot be written.
        """
        name = _checked(name)
        must_be_outside(self.folder)
        content = text.encode()
        with _in_words(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            name = free(name, set(map(folded, self.portfolios())))
            while not write_new(self.portfolio(name), content):
                name = free(name, {*map(folded, self.portfolios()), folded(name)})
        return name

    def mappings(self) -> dict[str, str]:
        """The mappings that are kept, by name, as texts."""
        found = {}
        with suppress(OSError):
            for path in sorted((self.folder / MAPS).glob("*.toml"))[:MOST_LISTED]:
                with suppress(RefusedError, UnicodeDecodeError):
                    found[path.stem] = contents(path).decode()
        return found

    def keep_mapping(self, name: str, text: str) -> str:
        """Keep a mapping under a name; one of the same name goes. Raises RefusedError."""
        name = _checked(name)
        must_be_outside(self.folder)
        with _in_words(self.folder):
            folder = self.folder / MAPS
            folder.mkdir(parents=True, exist_ok=True)
            write_over(folder / f"{name}.toml", text.encode())
        return name


class _in_words:  # noqa: N801 - reads as a word in a with statement
    """Says what the system says as our readers do."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            raise RefusedError(
                f"'{cut(str(self.path), 200)}' cannot be used: {error.strerror or error}"
            ) from None


def _checked(name: str) -> str:
    try:
        return checked(name)
    except RefusedError:
        raise RefusedError(
            f"{shown(name)} is no name for a portfolio or a mapping; {RULE}"
        ) from None


def name_for(files: list[str]) -> str:
    """What an import of these files is called: by what their names have in common."""
    stems = [Path(it).stem for it in files]
    words = stems[0]
    for stem in stems[1:]:
        while not stem.startswith(words):
            words = words[:-1]
    plain = "".join(it if it.isalnum() or it in SIGNS else " " for it in words or stems[0])
    name = " ".join(plain.split())[:LONGEST_NAME].strip(SIGNS)
    try:
        return checked(name)
    except RefusedError:
        return "My portfolio"


def file_name(name: str) -> str:
    """The name of a file as every system can have it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        it if it.isprintable() and it not in ACTING else "_"
        for it in unicodedata.normalize("NFC", last)
    ).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if stem.partition(".")[0].strip().casefold() in DEVICES:
        stem = f"_{stem}"
    if not dot:
        return plain[:LONGEST_FILE] or "plan"
    return f"{stem[: LONGEST_FILE - len(ending)] or 'plan'}.{ending[:LONGEST_FILE]}"


def check_size(size: int) -> None:
    """Raise RefusedError for more than any plan has."""
    if size > MOST_PLAN_BYTES:
        raise RefusedError(
            f"the files have more than {MOST_PLAN_BYTES / 2**20:g} MB; expected the plans of one "
            "portfolio"
        )


def _words(when: float) -> str:
    moment = datetime.fromtimestamp(when).astimezone()
    return f"{moment.day} {moment:%B} at {moment:%H:%M}"
