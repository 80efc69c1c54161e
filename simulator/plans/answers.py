"""What whoever brings a plan may say about it, and what comes of it."""

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from simulator.plans.calendars import Clock
from simulator.plans.places import Finding, Place
from simulator.plans.plan import Plan
from simulator.plans.said import Said
from simulator.scenario import Scenario

Pools = Literal["phase", "prefix", "project", "file", "nobody"]


class Answers(Struct, frozen=True, kw_only=True):
    """How the gaps of a plan are filled; every default is an answer too, and said in a finding."""

    status: date | None = None
    """The day until which what happened is known; None: what the plan says, or shows."""
    pools: Pools = "phase"
    """Who does the work that names nobody: one pool for each phase, prefix of ids, project, or
    file; or nobody."""
    people: tuple[tuple[str, float], ...] = ()
    """How many people pools have, by the pool's name; the others as many as the plan needs."""
    who: tuple[tuple[str, str], ...] = ()
    """What pools are called, by the pool's name: pools of one name are one, and one with the name
    of somebody in the plan is them."""
    dates: Literal["gaps", "all", "none"] = "gaps"
    """Which planned starts hold: where the links would allow an earlier one, all, or none."""
    projects: Literal["file", "groups"] = "file"
    """Whether what a file calls a project is one, or each of its outermost groups."""
    said: tuple[Said, ...] = ()
    """What was said by hand; what is ours and was said is ours no more."""
    risks: bool = True
    """Whether projects without risks get the usual ones."""


CALLED = {"due": "due day", "hire_days": "days to hire", "rate": "day rate"}
"""By field: its name among people, where that is another."""


class Ours(NamedTuple):
    """A value in the scenario that the plan does not say."""

    kind: str
    """What it belongs to: project, role or risk."""
    id: str
    field: str
    value: str
    why: str

    @property
    def words(self) -> str:
        """What it is, for who reads no files: due day of a project."""
        return f"{CALLED.get(self.field, self.field.replace('_', ' '))} of a {self.kind}"


class Origin(NamedTuple):
    """Where an activity of the scenario came from."""

    project: str
    activity: str
    key: str
    place: Place


class Imported(NamedTuple):
    """A plan as an office that can be played, and everything there is to say about it."""

    plan: Plan
    scenario: Scenario
    findings: tuple[Finding, ...]
    clock: Clock
    """From days of the scenario to dates of the plan."""
    finishes: dict[str, float]
    """Day on which the plan itself finishes each project, where it says so."""
    starts: dict[tuple[str, str], float]
    """Day on which the plan starts each activity, where it says so."""
    ends: dict[tuple[str, str], float]
    """Day on which the plan finishes each activity, where it says so."""
    under_way: frozenset[tuple[str, str]]
    """Activities that have begun."""
    ours: tuple[Ours, ...]
    origins: tuple[Origin, ...]
    projects: dict[str, str]
    """By project of the scenario: its key in the plan."""
