"""Ranges that somebody gave, and what came of them, in a file of one's own: a line when a range is
locked, and another when it is known what came. Lines that say their kind are somebody else's
(`progress`).

Lines are only ever added. A line that cannot be read is named, left where it is, and stands in
nobody's way. Nothing of it ever goes anywhere else.
"""

import os
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from simulator.debrief.forecasts import Share, holds, interval_score, must_be_range
from simulator.errors import RefusedError
from simulator.limits import LONGEST_NAME, MOST_SESSION_BYTES
from simulator.readers.door import text, there
from simulator.values import cut, settle, shown

KIND = "the file of your forecasts"
OTHERS = '{"kind":'
"""How lines begin that are no ranges."""
LONGEST = 4 * LONGEST_NAME
"""Characters of a line."""


class Locked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A range, in the number's own unit, that cannot be changed any more.

    Raises RefusedError for one that is none.
    """

    notebook: str
    what: str
    """What it is about, in words; with the notebook it says which forecast it is."""
    low: float
    high: float
    share: Share = 0.8
    """How often such ranges should hold."""

    def __post_init__(self) -> None:
        settle(self, RefusedError, "forecast")
        for name in ("notebook", "what"):
            if not 0 < len(getattr(self, name)) <= LONGEST_NAME:
                raise RefusedError(f"forecast: {name} must have 1 to {LONGEST_NAME} characters")
        must_be_range(self.low, self.high, f"forecast of '{cut(self.what)}'")

    def told(self, came: float) -> "Told":
        """The same with what came. Raises RefusedError if that is no number."""
        return Told(
            notebook=self.notebook, what=self.what, low=self.low, high=self.high,
            share=self.share, came=came,
        )  # fmt: skip


class Told(Locked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A range and what came. Raises RefusedError for one that is none."""

    came: float
    naive: tuple[float, float] | None = None
    """The range of a naive forecaster, where there is one."""

    def __post_init__(self) -> None:
        super().__post_init__()
        place = f"forecast of '{cut(self.what)}'"
        if self.naive is not None:
            must_be_range(*self.naive, place)
        if not abs(self.came) < float("inf"):
            raise RefusedError(f"{place}: came is {self.came:g}; write a number")

    @property
    def held(self) -> bool:
        """Whether what came lay within the range."""
        return holds(self.low, self.high, self.came)

    @property
    def score(self) -> float:
        """The interval score: 0 is best."""
        return interval_score(self.low, self.high, self.share, self.came)

    @property
    def naive_score(self) -> float | None:
        """That of the naive range."""
        return self.naive and interval_score(*self.naive, self.share, self.came)


class Notes(NamedTuple):
    """What a file holds."""

    told: tuple[Told, ...]
    """Of which it is known what came."""
    refused: tuple[str, ...]
    """What is wrong with each line that could not be read."""
    locked: tuple[Locked, ...] = ()
    """All ranges in their order, those of `told` among them."""

    def first(self, notebook: str, what: str) -> Locked | None:
        """The first range that was given for this, which is the one that counts."""
        mine = (it for it in self.locked if (it.notebook, it.what) == (notebook, what))
        return next(mine, None)


PLACE = "PMO_FORECASTS"
"""A file named here holds one's forecasts instead of the one in one's own folder for data."""


def place() -> Path:
    """Where forecasts are kept if nobody says: in the person's own folder for data."""
    if os.environ.get(PLACE):
        return Path(os.environ[PLACE])
    try:
        from platformdirs import user_data_path
    except ImportError:  # as in a browser, whose files are one person's own
        return Path.home() / "forecasts.jsonl"
    return user_data_path("pmo-flight-simulator", appauthor=False) / "forecasts.jsonl"


def read(path: Path | None = None) -> Notes:
    """All forecasts of a file, in its order, and what is wrong with other lines.

    No file is one without any. Raises ReadError if there is something that is no such file.
    """
    path = place() if path is None else Path(path)
    locked: list[Locked] = []
    refused: list[str] = []
    for number, line in enumerate(lines(path), 1):
        if not line.strip() or line.startswith(OTHERS):
            continue
        try:
            locked.append(_forecast(line))
        except RefusedError as error:
            refused.append(f"{cut(path.name)}, line {number}: {error}")
    told = tuple(it for it in locked if isinstance(it, Told))
    return Notes(told, tuple(refused), tuple(locked))


def append(told: Locked, path: Path | None = None) -> Path:
    """Add a forecast to a file, which is made if it is not there; returns its path.

    What stands in it stays as it is. Raises ReadError if there is something that is no such file,
    RefusedError if it is full or cannot be written.
    """
    path = place() if path is None else Path(path)
    line = msgspec.json.encode(told)
    if len(line) > LONGEST:
        raise RefusedError(f"the forecast has {len(line)} bytes; write {LONGEST} at most")
    add_line(line, path)
    return path


def lines(path: Path) -> list[str]:
    """All lines of a file, without their ends; none where there is no file.

    Raises ReadError if there is something that is no such file.
    """
    return text(path, KIND, MOST_SESSION_BYTES, KIND).split("\n") if there(path) else []


def add_line(line: bytes, path: Path) -> None:
    """Add a line to a file, which is made if it is not there.

    Raises ReadError if there is something that is no such file, RefusedError if it is full or
    cannot be written.
    """
    before = text(path, KIND, MOST_SESSION_BYTES, KIND) if there(path) else ""
    if len(before.encode()) + len(line) >= MOST_SESSION_BYTES:
        raise RefusedError(f"'{path}' is full; move it away, and a new one begins")
    broken = b"\n" if before and not before.endswith("\n") else b""  # somebody stopped midway
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(broken + line + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RefusedError(f"cannot write '{path}': {error.strerror}") from None


def _forecast(line: str) -> Locked:
    """The forecast in a line. Raises RefusedError with what is wrong."""
    if len(line) > LONGEST:
        raise RefusedError(f"has {len(line)} characters; a forecast has {LONGEST} at most")
    try:
        plain = msgspec.json.decode(line.encode())
        known = isinstance(plain, dict) and not {"came", "naive"} & plain.keys()
        return msgspec.convert(plain, Locked if known else Told)
    except msgspec.ValidationError as error:
        raise RefusedError(f"is no forecast: {cut(str(error), 300)}") from None
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        raise RefusedError(f"is damaged: {shown(line)}") from None
