"""What is planned: organisation, people, projects and risks, as frozen records.

Days are working days from the scenario's first morning, money is in k€, effort in person-days.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from math import fsum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from simulator.errors import RefusedError
from simulator.mechanisms import Mechanisms
from simulator.values import settle

Days = Annotated[float, Meta(ge=0)]
Money = Annotated[float, Meta(ge=0)]
People = Annotated[float, Meta(gt=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class ScenarioError(RefusedError):
    """A scenario that breaks a rule; the message names the place, the value and the rule."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """A frozen value: equal when its fields are, hashable, and without unknown fields.

    Its fields hold what they say, whatever they are given. Raises ScenarioError where that cannot
    be; how large a number may be is looked at when the whole scenario is (`check`).
    """

    def __post_init__(self) -> None:
        settle(self, ScenarioError, ranges=False)


class Role(Record, frozen=True):
    """A kind of worker: a pool of people who can stand in for each other."""

    id: str
    people: Annotated[float, Meta(ge=0)]
    """How many there are on the first day."""
    name: str = ""
    rate: Money = 0.0
    """k€ for one person and one day, worked or not."""
    hire_days: Days = 0.0
    """Working days from the decision to hire until the new person starts."""
    members: tuple[str, ...] = ()
    """The people's names, for the story."""


class Demand(Record, frozen=True):
    """How many people of one role an activity holds from start to finish."""

    role: str
    people: People = 1.0


class Relation(Record, frozen=True):
    """What must be true of a predecessor before this activity may start or finish.

    FS: start after its finish. SS: start after its start. FF: finish after its finish.
    SF: finish after its start. The lag comes on top, in working days; below zero it is a lead.
    """

    activity: str
    kind: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag: float = 0.0


class Objective(Record, frozen=True):
    """Something the organisation wants; its weight says how much (mechanism M23)."""

    id: str
    name: str = ""
    weight: Annotated[float, Meta(ge=0)] = 1.0
    """How much it counts against the other objectives on the first day."""


class Serves(Record, frozen=True):
    """How far a project serves an objective: 0 not at all, 1 as far as any project could."""

    objective: str
    share: Share = 1.0


class Activity(Record, frozen=True):
    """A piece of work. Either `effort` or `days` says how much; `people` who does it."""

    id: str
    name: str = ""
    effort: Days | None = None
    """Work content in person-days; the planned duration is effort / people."""
    days: Days | None = None
    """Planned duration in working days, for whatever people it holds."""
    people: tuple[Demand, ...] = ()
    predecessors: tuple[Relation, ...] = ()
    earliest: Days = 0.0
    """Working days after the project's arrival before which it cannot start."""
    work: Literal["routine", "standard", "novel", "research"] = "standard"
    """How well such work is known: sets the spread of its duration (mechanism M01)."""
    family: str = ""
    """Activities of one family repeat each other, so people learn from one to the next (M08)."""

    @property
    def team(self) -> float:
        """How many people it holds, over all roles."""
        return fsum(demand.people for demand in self.people)

    @property
    def planned_days(self) -> float:
        """The duration in working days when everything goes as planned, in eighths of a day."""
        if self.days is not None:
            return on_grid(self.days)
        return on_grid(self.effort / self.team if self.effort is not None else 0.0)

    @property
    def planned_effort(self) -> float:
        """The work content in person-days when everything goes as planned."""
        return self.planned_days * self.team


class Project(Record, frozen=True):
    """Activities with a due day and a value."""

    id: str
    activities: tuple[Activity, ...]
    name: str = ""
    sponsor: str = ""
    story: str = ""
    arrival: Days = 0.0
    """The day the request arrives; nothing of it can start earlier."""
    due: Days | None = None
    """The promised finish day."""
    value: Money = 0.0
    """k€, if it finishes on its due day or earlier."""
    cost_of_delay: Money = 0.0
    """k€ lost for each working day after the due day."""
    deadline: Days | None = None
    """The day after which it is worth nothing any more."""
    decay: Annotated[float, Meta(ge=0, le=1)] = 0.0
    """Share of its value lost per week after the due day (mechanism M06)."""
    fine: Money = 0.0
    """k€ to pay once if it finishes after its due day (mechanism M06)."""
    after: tuple[str, ...] = ()
    """Projects that must be delivered before this one can start (mechanism M35)."""
    group: str = ""
    """Who has to change their ways of working when it goes live (mechanism M27)."""
    serves: tuple[Serves, ...] = ()
    """Which objectives it serves, and how far (mechanism M23)."""

    @property
    def effort(self) -> float:
        """Work content in person-days when everything goes as planned."""
        return _effort(self)


@lru_cache(maxsize=4096)
def _effort(project: Project) -> float:
    return fsum(activity.planned_effort for activity in project.activities)


class Risk(Record, frozen=True):
    """A possible mishap of one project; once it has happened it is an issue."""

    id: str
    project: str
    probability: Annotated[float, Meta(ge=0, lt=1)]
    """Chance that it happens if the project takes exactly as long as its critical path."""
    impact: Annotated[float, Meta(gt=0)]
    """Median size: person-days (effort), working days (delay) or k€ (cost)."""
    hits: Literal["effort", "delay", "cost"] = "effort"
    """What the issue adds: work for the team, waiting for the team, or a bill."""
    name: str = ""
    owner: str = ""
    spread: Annotated[float, Meta(ge=0, le=3)] = 0.5
    """Standard deviation of the logarithm of the size."""
    growth: Annotated[float, Meta(ge=0, le=1)] = 0.0
    """Growth per week for as long as nobody has noticed it (mechanism M16)."""
    driver: str = ""
    """Risks with the same driver tend to happen together (mechanism M14)."""


class Mitigation(Record, frozen=True):
    """Something that can be bought before a risk happens."""

    id: str
    risk: str
    cost: Money
    kind: Literal["avoid", "reduce"]
    """avoid: the risk does not happen, with chance `effect`. reduce: the issue shrinks by it."""
    effect: Share
    name: str = ""
    lag: Days = 0.0
    """Working days from buying it until it works."""
    if_used: Money = 0.0
    """k€ more if the risk happens: a deductible, a fallback plan carried out, an option used."""


class Inject(Record, frozen=True, tag_field="kind"):
    """Something that comes from outside on a day that a mentor has chosen: no luck, no decision."""

    day: Days
    """It comes once the facts of this day are settled, before a Monday's steps and the decisions
    of the day."""
    headline: str
    """What everybody reads on that day."""


class NewsInject(Inject, frozen=True, tag="news"):
    """News, and nothing else."""


class PeopleInject(Inject, frozen=True, tag="people"):
    """People of a role join at once, or leave at once where `change` is below 0."""

    role: str
    change: int
    """How many; of leavers as many as there are."""


class IssueInject(Inject, frozen=True, tag="issue"):
    """A project has an issue of which everybody knows at once."""

    project: str
    amount: Annotated[float, Meta(gt=0)]
    """Person-days (effort), working days (delay) or k€ (cost)."""
    hits: Literal["effort", "delay", "cost"] = "effort"


class DueInject(Inject, frozen=True, tag="due"):
    """A project is promised for another day; its deadline moves along."""

    project: str
    due: Days


class WithdrawalInject(Inject, frozen=True, tag="withdrawal"):
    """The sponsor of a project gives it up: it ends without a result, and nobody can prevent it."""

    project: str


AnyInject = NewsInject | PeopleInject | IssueInject | DueInject | WithdrawalInject


class Scenario(Record, frozen=True):
    """Everything a run needs except the policy, the decisions and the seed."""

    name: str
    roles: tuple[Role, ...]
    projects: tuple[Project, ...]
    title: str = ""
    story: str = ""
    start: str = "2027-01-04"
    """Date of the first day, a Monday: used in figures and text only."""
    projects_per_person: Annotated[int, Meta(ge=1)] = 1
    """How many activities people here take on at once when nobody limits it (1 = focus)."""
    risks: tuple[Risk, ...] = ()
    mitigations: tuple[Mitigation, ...] = ()
    objectives: tuple[Objective, ...] = ()
    """What the organisation wants; without any, every project is aligned."""
    mechanisms: Mechanisms = Mechanisms()
    injects: tuple[AnyInject, ...] = ()
    """What comes from outside on days that somebody has chosen; each team meets the same."""

    def __post_init__(self) -> None:
        settle(self, ScenarioError, ranges=False)
        for place, record in parameters(self.mechanisms):
            settle(record, ScenarioError, place, ranges=False)


def parameters(record: Struct, place: str = "mechanisms") -> Iterator[tuple[str, Struct]]:
    """All records of parameters within a record, each with its place: mechanisms, duration."""
    for field in record.__struct_fields__:
        inner = getattr(record, field)
        if isinstance(inner, Struct):
            yield f"{place}, {field}", inner
            yield from parameters(inner, f"{place}, {field}")


@lru_cache(maxsize=4096)
def unit_price(risk: Risk, project: Project, scenario: Scenario) -> float:
    """k€ for one unit of a risk's impact.

    A person-day costs the mean rate of the project's people; a day of delay its cost of delay and
    the people who wait.
    """
    if risk.hits == "cost":
        return 1.0
    rate = {role.id: role.rate for role in scenario.roles}
    work = fsum(
        activity.planned_days * need.people * rate[need.role]
        for activity in project.activities
        for need in activity.people
    )
    person_day = work / project.effort if project.effort else 0.0
    if risk.hits == "effort":
        return person_day
    teams = [activity.team for activity in project.activities]
    return project.cost_of_delay + person_day * fsum(teams) / len(teams)


def nearest_hour(day: float) -> float:
    """The nearest eighth of a day.

    Eighths add exactly in binary floating point, so sums do not depend on their order.
    """
    return round(day * 8) / 8


def on_grid(days: float) -> float:
    """The nearest eighth of a day, but at least one for anything that takes time at all."""
    hour = round(days * 8) / 8
    return hour if hour > 0 else 0.125 if days > 0 else 0.0


def fingerprint(record: Struct | tuple) -> str:
    """Sixteen hexadecimal digits that change whenever anything in the record changes."""
    return hashlib.blake2b(written(record), digest_size=8).hexdigest()


NO_INJECTS = b',"injects":[]}'


def written(record: Struct | tuple) -> bytes:
    """The record as JSON; scenarios without injects as they were before there were any.

    So flights and figures that were kept then are found again.
    """
    # Within a name or a story the quotes would be escaped.
    return msgspec.json.encode(record).replace(NO_INJECTS, b"}")


@lru_cache(maxsize=1024)
def with_due(scenario: Scenario, project: str, due: float) -> Scenario:
    """The scenario with a project promised for another day; its deadline moves along.

    A project that has no due day stays as it is.
    """

    def moved(it: Project) -> Project:
        if it.id != project or it.due is None:
            return it
        last = None if it.deadline is None else it.deadline + due - it.due
        return msgspec.structs.replace(it, due=due, deadline=last)

    return msgspec.structs.replace(scenario, projects=tuple(map(moved, scenario.projects)))


def without_chance(scenario: Scenario) -> Scenario:
    """The scenario as planned: no mechanism and no inject, so that a run of it is the plan."""
    return msgspec.structs.replace(scenario, mechanisms=Mechanisms(), injects=())
