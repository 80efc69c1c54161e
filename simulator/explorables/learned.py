"""For a mentor: what a course changed, from files that trainees have handed in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.learning.effect import Effect, Interval, effect
from simulator.learning.gathered import MOST_FILES, Gathered, files_of
from simulator.learning.items import CONSTRUCTS
from simulator.learning.keys import ALL, keys
from simulator.learning.sheet import parsed
from simulator.learning.words import between, headline, sentences
from simulator.logbook.place import place
from simulator.readers.door import there
from simulator.values import shown

NOTHING_YET = "Choose the files that your trainees have saved, or name a folder that has them."


class Trainee(Struct, frozen=True, kw_only=True):
    """A line from before to after."""

    code: str
    before: float
    after: float
    only_thinks: bool
    """Surer, and no better."""


class Row(Struct, frozen=True, kw_only=True):
    """One number with its interval."""

    label: str
    mean: float
    low: float
    high: float
    words: str
    judged: bool = True
    """Whether more of it is better."""


class Board(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    tests: int
    """How many were read."""
    folder: str
    """Which folder is read if none is named."""
    people: tuple[Trainee, ...]
    gain: Row | None
    rows: tuple[Row, ...]
    headline: str
    sentences: tuple[str, ...]
    unmatched: tuple[str, ...]
    refused: tuple[str, ...]
    """What could not be read, and why."""
    done: int
    most: int


class Learned(Picture):
    """Read files, see what changed, and how far that can be trusted."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = place() if folder is None else folder
        self.gathered = Gathered()
        self.found: Effect | None = None
        self.done = 0

    def shown(self) -> Board:
        """A line for each trainee, and what all of them come to."""
        found = self.found or Effect(people=())
        only = set(found.only_think)
        return Board(
            tests=len(self.gathered.sheets), folder=str(self.folder),
            people=tuple(
                Trainee(
                    code=it.code, before=it.before.points, after=it.after.points,
                    only_thinks=it.code in only,
                )
                for it in found.people
            ),
            gain=_row("all twelve", found.gain) if found.gain else None,
            rows=_rows(found), headline=headline(found) if self.found else NOTHING_YET,
            sentences=sentences(found) if self.found else (),
            unmatched=found.unmatched, refused=tuple(self.gathered.refused),
            done=self.done, most=ALL,
        )  # fmt: skip

    def words(self) -> str:
        """What was found, in words."""
        if self.found is None:
            return NOTHING_YET
        return "\n".join([headline(self.found), *sentences(self.found)])

    def act(self, message: Message) -> Work | None:
        """Read files or a folder, or begin anew. Raises RefusedError."""
        match message.get("do"):
            case "files":
                return self.files(message.get("files"))
            case "folder":
                return self.read_folder(message.get("folder"))
            case "clear":
                self.gathered, self.found = Gathered(), None
                return None
            case _:
                return super().act(message)

    def files(self, files: object) -> Work:
        """Take in files that a page has read. Raises RefusedError if there are none."""
        if not isinstance(files, Sequence) or not files or len(files) > MOST_FILES:
            raise RefusedError(f"choose 1 to {MOST_FILES} files")
        for name, content in [_named(it) for it in files]:
            self.gathered.take_in(partial(parsed, content, name))
        return self._work_out()

    def read_folder(self, named: object) -> Work:
        """Take in all tests of a folder. Raises RefusedError if it is none, or has none."""
        said = named.strip() if isinstance(named, str) else ""
        folder = Path(said).expanduser() if said else self.folder
        if not there(folder):
            raise RefusedError(f"there is no folder {shown(str(folder))}")
        self.gathered.take_in_all(files_of(folder))
        return self._work_out()

    def _work_out(self) -> Work:
        for self.done in keys():
            yield
        self.found = effect(self.gathered.sheets)


def _named(file: object) -> tuple[str, str]:
    """Name and text of a file that a page has read."""
    found = (file.get("name"), file.get("text")) if isinstance(file, dict) else (None, None)
    name, content = found
    if not isinstance(name, str) or not isinstance(content, str):
        raise RefusedError("a file came without its text; choose it again")
    return name, content


def _rows(found: Effect) -> tuple[Row, ...]:
    kinds = [(CONSTRUCTS[kind], it) for kind, it in found.constructs.items()]
    rows = [_row(label, it) for label, it in kinds]
    if found.sure is not None and found.right is not None:
        rows.append(_row("how sure of choices", found.sure, judged=False))
        rows.append(_row("how often right", found.right))
    return tuple(rows)


def _row(label: str, it: Interval, judged: bool = True) -> Row:
    return Row(
        label=label, mean=it.mean, low=it.low, high=it.high, words=between(it), judged=judged
    )
