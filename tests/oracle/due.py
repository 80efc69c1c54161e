"""What is due on a day: the commands that a clock brings up, and which comes first."""

from typing import NamedTuple

Key = tuple[str, str]
"""(project, activity): how an activity is called here."""

FACT, REVIEW, DECIDE, CHOOSE = range(4)
"""What comes first within one instant."""


class Arrive(NamedTuple):
    """A project's request comes in."""

    project: str


class Ripen(NamedTuple):
    """An earliest day has passed."""

    key: Key


class HandOver(NamedTuple):
    """A project is over that an activity of another one has waited for."""

    key: Key
    project: str


class LetGo(NamedTuple):
    """A relation with a lag, or to a start, holds its successor back no longer."""

    key: Key
    place: int


class Finish(NamedTuple):
    """An activity's time is up."""

    key: Key


class Strike(NamedTuple):
    """A risk's clock has run out."""

    risk: str


class Crisis(NamedTuple):
    """An issue cannot grow any more."""

    risk: str


class Stumble(NamedTuple):
    """Those who build on wrong work find it; `done` is how often it had been done again."""

    key: Key
    done: int


class Join(NamedTuple):
    """Hired people come to their first day."""

    role: str
    change: float


class Monday(NamedTuple):
    """Teams report, and the PMO looks."""

    week: int


class Choose(NamedTuple):
    """Work is handed out."""


KEEPS_GOING = (Arrive, Ripen, HandOver, LetGo, Finish, Join)
"""What Mondays come for: as long as none of it is due, the office is idle."""
