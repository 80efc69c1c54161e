"""Where something stood in a file that somebody else wrote, and what is said about it."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from simulator.limits import MOST_FINDINGS
from simulator.values import cut, shown

Kind = Literal["left out", "assumed", "suspicious"]


class Place(Struct, frozen=True):
    """Where something stands: in which file, and there as far as the format has it."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    """Row of the sheet or line of the file, from 1; 0 where there is none."""
    column: str = ""
    """The column's letter and header, or the field's name."""

    def words(self) -> str:
        """The place as a sentence names it: plan.xlsx, sheet 'Activities', row 4."""
        parts = [cut(self.file)] if self.file else []
        parts += [f"sheet {shown(self.sheet)}"] if self.sheet else []
        parts += [f"{'row' if self.sheet else 'line'} {self.row}"] if self.row else []
        return ", ".join([*parts, cut(self.column)] if self.column else parts)


class Finding(Struct, frozen=True):
    """One thing that whoever brings a plan should know: what was done with it, and what to do."""

    kind: Kind
    about: str
    """What such findings have in common, in a few words: a link on a group."""
    place: Place
    value: str
    """What was found there, as it stands in the file."""
    what: str
    """What was made of it: one sentence."""
    todo: str
    """What to do about it: one sentence."""

    def words(self) -> str:
        """The finding as one line."""
        value = f" {shown(self.value)}" if self.value else ""
        return f"{self.place.words()}: {self.about}{value}: {self.what} {self.todo}"


class Findings:
    """What is found while a plan is read and translated: of one sort only so many in full."""

    def __init__(self, known: Iterable[Finding] = ()) -> None:
        self.found: list[Finding] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self._seen: set[Finding] = set()
        for finding in known:
            self.add(finding)

    def add(self, finding: Finding) -> None:
        """Keep a finding, or at least count it; what is said already is not said again."""
        if finding in self._seen:
            return
        self._seen.add(finding)
        sort = (finding.kind, finding.about)
        self.counts[sort] += 1
        if self.counts[sort] <= MOST_FINDINGS:
            self.found.append(finding)

    def note(
        self, kind: Kind, about: str, place: Place, value: object, what: str, todo: str
    ) -> None:
        """Say what was found at a place, what was made of it, and what to do."""
        self.add(Finding(kind, about, place, cut(str(value)), what, todo))

    def left_out(self, about: str, place: Place, value: object, what: str, todo: str) -> None:
        """Say what did not come in."""
        self.note("left out", about, place, value, what, todo)

    def assumed(self, about: str, place: Place, value: object, what: str, todo: str) -> None:
        """Say what was taken for granted."""
        self.note("assumed", about, place, value, what, todo)

    def suspicious(self, about: str, place: Place, value: object, what: str, todo: str) -> None:
        """Say what looks like a mistake."""
        self.note("suspicious", about, place, value, what, todo)

    def all(self) -> tuple[Finding, ...]:
        """All findings, with one more for each sort of which there were too many."""
        more = [
            Finding(
                kind=kind,  # type: ignore[arg-type]  # a key made from a finding's own kind
                about=about,
                place=Place(),
                value=str(count - MOST_FINDINGS),
                what=f"there are {count - MOST_FINDINGS} more of these.",
                todo="Mend the first ones and read the file again.",
            )
            for (kind, about), count in self.counts.items()
            if count > MOST_FINDINGS
        ]
        return (*self.found, *more)


def gathered(findings: Iterable[Finding]) -> dict[tuple[str, str], int]:
    """How many findings there are of each sort, by kind and what they are about."""
    return dict(Counter((finding.kind, finding.about) for finding in findings))
