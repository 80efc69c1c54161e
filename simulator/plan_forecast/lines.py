"""One line of a forecast: what the plan says of a project, group or activity, and its range."""

from datetime import date
from typing import Literal

from msgspec import Struct

from simulator.plans import Place

Kind = Literal["project", "group", "activity"]
State = Literal["to do", "under way", "finished"]

SHARES = (0.1, 0.5, 0.8, 0.9)
"""In which share of worlds it is finished by the dates of a range."""
EVEN, SAFE = 0.5, 0.8
"""A promise below even chances needs a decision; from the second on it holds."""


class Line(Struct, frozen=True, kw_only=True):
    """A project, group or activity under the id and name of the original."""

    kind: Kind
    project: str
    """The project's name in the plan."""
    id: str = ""
    """What the plan calls it; empty if it has no ids."""
    key: str
    """By which it is told apart within its file, where no id is."""
    name: str
    place: Place = Place()
    state: State = "to do"
    planned_start: date | None = None
    planned_finish: date | None = None
    promised: date | None = None
    """For a project what was promised, else its planned finish; an activity promises its own."""
    without_luck: date | None = None
    """Where it ends if everything takes as long as planned, but people do one thing at a time."""
    range: tuple[date | None, ...] = ()
    """By each of the shares; None where it is not finished at all. Empty for what is finished."""
    chance: float | None = None
    """Share of worlds in which it is finished by the date promised; None if there is none."""
    days_late: float = 0.0
    """Working days after the promise, in eight of ten worlds at most; 0 if it holds."""

    @property
    def verdict(self) -> str:
        """What its chance asks for, in a word or two."""
        if self.chance is None:
            return "No date promised"
        if self.chance < EVEN:
            return "Needs a decision"
        return "Open" if self.chance < SAFE else "Holds"


def by_need(lines: list[Line]) -> list[Line]:
    """Projects sorted by what needs a decision: the smallest chance first, then the latest."""
    return sorted(
        lines, key=lambda it: (it.chance is None, it.chance or 0.0, -it.days_late, it.name)
    )
