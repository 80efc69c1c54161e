"""A project by itself: what its card says on a day, and what was so."""

from functools import lru_cache
from math import fsum, inf

from msgspec import Struct
from msgspec.structs import replace

from simulator.decisions import ChangePolicy, Decision, change_policy
from simulator.events import (
    ActivityFinished,
    ActivityStarted,
    Event,
    ProjectFinished,
    ReworkFound,
    StatusReported,
    WorkFlawed,
)
from simulator.mechanisms import distortion
from simulator.mechanisms.distortion import COLOURS
from simulator.metrics.money import money_spent, value_delivered
from simulator.model import simulate
from simulator.network import network
from simulator.policies import Policy
from simulator.scenario import Project, Scenario

BEGUN = 0.5
"""What an activity in progress has earned."""
NEARLY = 0.9
"""Share of work from which a card says that a project is nearly done."""
NOBODY = Policy()


class Standing(Struct, frozen=True, kw_only=True):
    """A project on a day; efforts in person-days."""

    told: tuple[str, ...]
    """The colours of its reports so far."""
    late: float
    """Days by which it will be late, as its last report says."""
    done: float
    """Share of its work that counts as done, from 0 to 1."""
    back: float
    """Wrong work that has come back to be mended."""
    hidden: float
    """Wrong work that nobody knows of."""
    right: float
    """Share of its work that is done and right."""


class Course(Struct, frozen=True, kw_only=True):
    """How a project went."""

    standing: Standing
    """On the day that was asked for."""
    finish: float
    colour: str
    """What it truly was: by how late it came."""
    net: float
    """Value less all that was spent, in k€."""
    reports: tuple[str, ...]
    """The colours of all its reports."""
    nearly: float
    """The day from which on nine tenths of its work count as done."""


@lru_cache(maxsize=256)
def alone(scenario: Scenario, *ids: str) -> Scenario:
    """Some projects of an office without the others; their luck stays as it is.

    Only where no other project needs their people is it as it would be among the others.
    """
    projects = tuple(it for it in scenario.projects if it.id in ids)
    roles = {need.role for it in projects for one in it.activities for need in one.people}
    return replace(
        scenario, projects=projects, roles=tuple(it for it in scenario.roles if it.id in roles)
    )


def audit(day: float) -> tuple[ChangePolicy, ...]:
    """Somebody from outside looks on this Monday, once."""
    comes = change_policy(review_weeks=1, review_depth="audit")
    return replace(comes, day=day - 1), replace(change_policy(review_weeks=None), day=day + 1)


@lru_cache(maxsize=8192)
def course(
    scenario: Scenario, seed: int, day: float, audited: float | None = None,
    policy: Policy = NOBODY,
) -> Course:  # fmt: skip
    """How the first project of an office goes, and where it stands on a day."""
    project = scenario.projects[0]
    events = simulate(scenario, policy, seed, audit(audited) if audited else ())
    reports = [it for it in events if isinstance(it, StatusReported) and it.project == project.id]
    finish = finish_day(events, project)
    return Course(
        standing=standing(events, project, day), finish=finish, colour=colour(scenario, finish),
        net=net(events, scenario), reports=tuple(it.colour for it in reports),
        nearly=counts_as_done(events, project, NEARLY),
    )  # fmt: skip


def standing(events: tuple[Event, ...], project: Project, day: float) -> Standing:
    """What a project's card says on a day, and what is so; needs the whole log."""
    past = [it for it in events if it.day <= day and getattr(it, "project", "") == project.id]
    effort = {it.id: it.planned_effort for it in project.activities}
    share: dict[str, float] = {}
    wrong: dict[str, float] = {}
    back = 0.0
    reports = []
    for it in past:
        match it:
            case ActivityStarted(activity=activity):
                share[activity] = BEGUN
            case ActivityFinished(activity=activity):
                share[activity] = 1.0
            case WorkFlawed(activity=activity):
                wrong[activity] = it.effort
            case ReworkFound(activity=activity):
                wrong[activity] = 0.0
                back += it.effort
            case StatusReported():
                reports.append(it)
    total, hidden = fsum(effort.values()), fsum(wrong.values())
    done = fsum(part * effort[activity] for activity, part in share.items())
    return Standing(
        told=tuple(it.colour for it in reports), late=reports[-1].late if reports else 0.0,
        done=done / total, back=back, hidden=hidden, right=max(0.0, done - hidden) / total,
    )  # fmt: skip


def counts_as_done(events: tuple[Event, ...], project: Project, share: float) -> float:
    """The day on which a share of a project's work counts as done, whatever is hidden in it."""
    effort = {it.id: it.planned_effort for it in project.activities}
    left = share * fsum(effort.values())
    for it in events:
        if isinstance(it, ActivityStarted | ActivityFinished) and it.project == project.id:
            part = BEGUN if isinstance(it, ActivityStarted) else 1 - BEGUN
            left -= part * effort[it.activity]
            if left <= 0:
                return it.day
    return inf


def finish_day(events: tuple[Event, ...], project: Project) -> float:
    """The day on which a project is finished; it has to be."""
    return next(
        it.day for it in events if isinstance(it, ProjectFinished) and it.project == project.id
    )


def length(scenario: Scenario) -> float:
    """Planned working days of the first project's longest chain."""
    return network(scenario).critical_days[0]


def colour(scenario: Scenario, finish: float) -> str:
    """What the first project was, if it is finished on this day: by how late it is."""
    due = scenario.projects[0].due
    assert due is not None
    return COLOURS[distortion.colour((finish - due) / length(scenario))]


@lru_cache(maxsize=16384)
def worth(
    scenario: Scenario, seed: int, policy: Policy = NOBODY, decisions: tuple[Decision, ...] = ()
) -> float:
    """Value less all that was spent in a world, in k€."""
    return net(simulate(scenario, policy, seed, decisions), scenario)


def net(events: tuple[Event, ...], scenario: Scenario) -> float:
    """Value less all that was spent, in k€."""
    return value_delivered(events) - fsum(money_spent(events, scenario).values())
