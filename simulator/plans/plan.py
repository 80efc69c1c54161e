"""A plan as somebody else made it: what was read, each thing with its place, nothing added."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from simulator.plans.calendars import Calendar
from simulator.plans.places import Finding, Place

When = date | datetime
Kind = Literal["FS", "SS", "FF", "SF"]
Work = Literal["routine", "standard", "novel", "research"]


class PlanRole(Struct, frozen=True):
    """Somebody who works, or a pool of people who can stand in for each other."""

    key: str
    name: str
    people: float | None = None
    """How many there are; None if the plan does not say."""
    rate: float | None = None
    """k€ for a person and a day; None if the plan does not say."""
    hire_days: float | None = None
    away: tuple[tuple[date, date], ...] = ()
    """From when till when nobody of it is there, both days counted in."""
    place: Place = Place()


class PlanDemand(Struct, frozen=True):
    """How many of a role an activity holds."""

    role: str
    people: float = 1.0


class PlanRelation(Struct, frozen=True):
    """What has to come first, between activities or groups, of any project of the plan."""

    before: str
    after: str
    kind: Kind = "FS"
    lag: float = 0.0
    """Days of the model."""
    place: Place = Place()
    by_the_clock: bool = False
    """Whether the lag passes at times when nobody works, by day and night or by another calendar:
    then the days are those of a usual week, and the dates of both ends tell better."""


class PlanActivity(Struct, frozen=True):
    """A row of a plan: an activity, or a group of those whose `parent` it is."""

    key: str
    """Its name for relations: unique in the plan."""
    project: str
    name: str = ""
    id: str = ""
    """What people call it, if that is not the key."""
    parent: str = ""
    days: float | None = None
    """Planned duration in days of the model; None if the plan has only dates, or nothing."""
    effort: float | None = None
    """Person-days."""
    low: float | None = None
    high: float | None = None
    start: When | None = None
    finish: When | None = None
    earliest: When | None = None
    """Before this it must not start, says the plan."""
    done: float | None = None
    """Share of it that is done, from 0 to 1; None if the plan does not say."""
    remaining: float | None = None
    """Days still to work, if the plan says so."""
    began: When | None = None
    ended: When | None = None
    demands: tuple[PlanDemand, ...] = ()
    work: Work | None = None
    placed: bool = False
    """Whether a person put it where it stands, whatever its relations say."""
    place: Place = Place()


class PlanProject(Struct, frozen=True):
    """A project of a plan; what the plan does not say is None or empty."""

    key: str
    name: str = ""
    id: str = ""
    """What the scenario calls it, if that is not its name: of one file it is the file's name, for
    half of all plans are called Project1."""
    sponsor: str = ""
    objective: str = ""
    start: When | None = None
    finish: When | None = None
    """Where the plan itself ends it."""
    due: When | None = None
    """What was promised, if that is not the finish."""
    deadline: When | None = None
    value: float | None = None
    cost_of_delay: float | None = None
    cost: float | None = None
    """k€ that all of it is to cost."""
    done: float | None = None
    """Share of it that is done, from 0 to 1, of projects of which no activities are listed."""
    after: tuple[str, ...] = ()
    status: When | None = None
    """Until when what happened is in the plan."""
    place: Place = Place()


class PlanRisk(Struct, frozen=True):
    """A row of a register of risks."""

    project: str
    name: str
    probability: float
    impact: float
    hits: Literal["effort", "delay", "cost"] = "delay"
    owner: str = ""
    answer: str = ""
    answer_cost: float | None = None
    helps: float | None = None
    """By which share the answer makes the issue smaller."""
    place: Place = Place()


class PlanPast(Struct, frozen=True):
    """Something that is over: how long it was to take, and how long it took, in days."""

    project: str
    activity: str
    planned: float
    actual: float
    work: Work | None = None
    finished: When | None = None
    place: Place = Place()


class Plan(Struct, frozen=True):
    """What was read of a file, and what there is to say about it."""

    file: str
    source: str
    """What kind of file it is, in words: Primavera P6 (XER)."""
    projects: tuple[PlanProject, ...]
    activities: tuple[PlanActivity, ...]
    relations: tuple[PlanRelation, ...] = ()
    roles: tuple[PlanRole, ...] = ()
    risks: tuple[PlanRisk, ...] = ()
    history: tuple[PlanPast, ...] = ()
    calendar: Calendar = Calendar()
    findings: tuple[Finding, ...] = ()
