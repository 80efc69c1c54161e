"""What happens and stands in no log: it is told to `evolve`, and left out at the end."""

from typing import Literal, NamedTuple

from oracle.due import Key
from simulator.scenario import Mitigation, Risk

# Work


class Asked(NamedTuple):
    """Something is now due on this day."""

    command: object
    due: float


class Up(NamedTuple):
    """Something that was due has come up."""

    command: object


class Paced(NamedTuple):
    """An activity in progress now runs at this speed and will have its work done on this day."""

    key: Key
    speed: float
    end: float


class Held(NamedTuple):
    """An activity stays open; its own work is done on this day."""

    key: Key
    done: float


class Released(NamedTuple):
    """A relation holds its successor back no longer."""

    key: Key
    place: int


class HandedOver(NamedTuple):
    """An activity waits for this project no longer."""

    key: Key
    project: str


class Divided(NamedTuple):
    """How many people are there, leavers included, and how fast each role now works."""

    present: dict[str, float]
    paces: dict[str, float]


# What goes wrong


class Issue(NamedTuple):
    """A risk that has happened and that nobody has noticed yet."""

    risk: Risk
    since: float
    size: float
    used: tuple[Mitigation, ...]

    @property
    def project(self) -> str:
        """Where it hides."""
        return self.risk.project

    @property
    def name(self) -> str:
        """What its luck goes by."""
        return self.risk.id


class Flaw(NamedTuple):
    """Wrong work that nobody has noticed yet; `done` is how often it has been done again."""

    key: Key
    since: float
    wrong: float
    done: int

    @property
    def project(self) -> str:
        """Where it hides."""
        return self.key[0]

    @property
    def name(self) -> str:
        """What its luck goes by."""
        return f"{self.key[1]}, done {self.done + 1} times"


class HandedIn(NamedTuple):
    """The last activity of a project has been done once; nobody has accepted it yet."""

    key: Key


class PassedOver(NamedTuple):
    """Wrong work would have been found now, but its project is paused."""

    flaw: Flaw


class WentBack(NamedTuple):
    """The people of a project are back at work after a pause."""

    project: str


class Burden(NamedTuple):
    """Work that nobody has planned: what has made it, and whether it is the project's own risk."""

    name: str
    hits: Literal["effort", "delay"] = "effort"
    own: bool = False


class Owed(NamedTuple):
    """A burden waits for the next activity of its project."""

    project: str
    burden: Burden
    amount: float


class Settled(NamedTuple):
    """What waited has been given out."""

    project: str


# Outside, and money


class Times(NamedTuple):
    """The times are calm or turbulent until this week; `number` of them are over."""

    turbulent: bool
    number: int
    until: float


class Shock(NamedTuple):
    """The next shock to the whole office comes in this week; so many have come before."""

    number: int
    week: float


class Stirred(NamedTuple):
    """From today on all risks come so many times as fast as planned."""

    day: float
    hazard: float


class FundClosed(NamedTuple):
    """Nothing is held back any more."""
