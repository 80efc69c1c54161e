"""Who works in the new way, month by month: read from what happened, for any split of the help."""

from collections.abc import Mapping
from functools import lru_cache
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.events import BenefitRealised, Event, FunctionInForce, MonthBegan, ProjectFinished
from simulator.mechanisms import adoption, governance, saturation
from simulator.metrics.money import money_spent
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Project, Scenario

MONTH = DAYS_A_WEEK * WEEKS_A_MONTH
"""Working days from one look at who has changed to the next."""
LAST = "live"
"""The activity with which a project goes live."""
BRICKS = 12
"""Parts into which the time for change is divided."""
EVEN = BRICKS // 3, BRICKS // 3, BRICKS // 3

Bricks = tuple[int, int, int]
"""How many of them go to people, process and tools."""


class Taken(Struct, frozen=True):
    """What became of one go-live."""

    project: str
    day: float
    """The working day on which it went live."""
    shares: tuple[float, ...]
    """Who works in the new way, as a share of its group, at the end of each month from day 0."""
    brought: float
    """k€ within a year."""


class Course(Struct, frozen=True):
    """One world, as far as people's ways of working go."""

    went_live: tuple[tuple[str, float, float], ...]
    """(project, day, k€ that it is worth if everybody uses it)."""
    months: tuple[tuple[float, float, float, int], ...]
    """For each month: resistance, engagement, how much change work achieves, and how many
    projects had gone live by then."""
    cost: float
    """k€ of people's time until the last go-live."""


class _Live:
    """A go-live on its way."""

    def __init__(self, worth: float) -> None:
        self.worth, self.share, self.weeks, self.brought = worth, 0.0, 0, 0.0


def taken_up(scenario: Scenario, course: Course, bricks: Bricks = EVEN) -> tuple[Taken, ...]:
    """What becomes of each go-live of a world if the help is split like this.

    How it is split changes neither a day nor a mood: only who is ready.
    """
    parts = tuple(3 * it / BRICKS for it in bricks)
    return taken_up_by(scenario, course, (parts[0], parts[1], parts[2]))


def taken_up_by(
    scenario: Scenario, course: Course, parts: tuple[float, float, float]
) -> tuple[Taken, ...]:
    """The same with weights of people, process and tools that add up to 3."""
    how = scenario.mechanisms.adoption or adoption.Adoption()
    groups = {it.id: it.group for it in scenario.projects}
    full = adoption.undisturbed(how) * how.weeks
    lives = [_Live(worth) for _, _, worth in course.went_live]
    names = [project for project, _, _ in course.went_live]
    shares: list[list[float]] = [[] for _ in lives]
    for resistance, engagement, achieved, number in course.months:
        people, process, tools = (min(1.0, achieved * it) for it in parts)
        ready = adoption.readiness(people, process, tools, how)
        help = adoption.helped(ready, engagement, how)
        most = adoption.ceiling(resistance, how)
        running = [it for it in range(number) if lives[it].weeks < how.weeks]
        asking = [groups[names[it]] for it in running if _asks(scenario, lives[it].weeks)]
        for it in running:
            slower = _slower(scenario, groups[names[it]], asking)
            _month(lives[it], most, help, ready, slower, full, how)
        for it, live in enumerate(lives):
            shares[it].append(live.share)
    return tuple(
        Taken(project=name, day=day, shares=tuple(shares[it]), brought=lives[it].brought)
        for it, (name, day, _) in enumerate(course.went_live)
    )


def _month(
    live: _Live, most: float, help: float, ready: float, slower: float, full: float,
    how: adoption.Adoption,
) -> None:  # fmt: skip
    weeks = min(WEEKS_A_MONTH, how.weeks - live.weeks)
    before = live.share
    live.share = adoption.step(before, most, help, weeks * slower, how)
    middle = (before + live.share) / 2
    live.brought += (
        live.worth
        / full
        * fsum(
            adoption.benefit(middle, it, ready, how) for it in range(live.weeks, live.weeks + weeks)
        )
    )
    live.weeks += weeks


def _asks(scenario: Scenario, weeks: int) -> bool:
    shared = scenario.mechanisms.saturation
    return shared is not None and weeks < shared.weeks


def _slower(scenario: Scenario, group: str, asking: list[str]) -> float:
    shared = scenario.mechanisms.saturation
    return saturation.slowed(asking.count(group), shared) if shared and group else 1.0


@lru_cache(maxsize=32768)
def course(scenario: Scenario, policy: Policy, seed: int) -> Course:
    """A world under standing rules."""
    return course_of(scenario, policy, simulate(scenario, policy, seed))


def course_of(scenario: Scenario, policy: Policy, events: tuple[Event, ...]) -> Course:
    """What a log tells of people's ways of working."""
    worth: dict[str, float] = {}
    live: list[tuple[str, float, float]] = []
    months: list[tuple[float, float, float, int]] = []
    achieved = 0.0
    for event in events:
        match event:
            case ProjectFinished(project=project, value=value):
                worth[project] = value
            case BenefitRealised(day=day, project=project) if project in worth:
                live.append((project, day, worth.pop(project)))
            case FunctionInForce(function="change"):
                achieved = _achieves(scenario, policy)
            case MonthBegan(levels=pairs):
                levels = dict(pairs)
                months.append(
                    (levels.get("resistance", 0.0), levels.get("engagement", 0.5), achieved,
                     len(live))
                )  # fmt: skip
    return Course(tuple(live), tuple(months), money_spent(events, scenario)["people"])


def _achieves(scenario: Scenario, policy: Policy) -> float:
    how = scenario.mechanisms.governance
    return governance.effect(policy.change, how) if how else policy.change


@lru_cache(maxsize=1024)
def apart(scenario: Scenario, days: tuple[tuple[str, float], ...]) -> Scenario:
    """The same scenario in which these projects go live on these days at the earliest."""
    when = dict(days)
    return replace(scenario, projects=tuple(_not_before(it, when) for it in scenario.projects))


def _not_before(project: Project, when: Mapping[str, float]) -> Project:
    if project.id not in when:
        return project
    last = project.activities[-1]
    waits = replace(last, earliest=when[project.id] - project.arrival - last.planned_days)
    return replace(project, activities=(*project.activities[:-1], waits))
