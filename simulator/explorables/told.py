"""What one crew has learned and the next one uses: written down, or told."""

from collections.abc import Mapping
from functools import lru_cache
from statistics import fmean

from msgspec import Struct
from msgspec.structs import replace

from simulator import metrics
from simulator.events import ActivityFinished
from simulator.explorables.repeated import ordered
from simulator.mechanisms import knowledge
from simulator.metrics.log import Events, of
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Project, Scenario

MONTH = 20.0
"""Working days."""
MONTHS = 13
"""Of a year."""
SURVEYS: Mapping[str, bool] = {"much alike": True, "each of its own kind": False}
"""Whether surveys repeat each other."""
PRICES: Mapping[str, bool] = {"its time": True, "no time at all": False}
"""Whether telling each other takes time."""


class Known(Struct, frozen=True, kw_only=True):
    """An office after some months, on average."""

    month: int
    written: float
    """Reports in the binder."""
    binder: float
    """The share of effort that is saved by it, if it is only written down."""
    told: float
    """The same, if people tell each other."""


@lru_cache(maxsize=64)
def office(
    scenario: Scenario, surveys: str = "much alike", price: str = "its time"
) -> Scenario:  # fmt: skip
    """A year of surveys, one a month, with some of it otherwise."""
    (survey,) = scenario.projects
    many = ordered(survey, [MONTH * month for month in range(MONTHS - 1)])
    alike = many if SURVEYS[surveys] else tuple(map(_apart, many))
    on = scenario.mechanisms
    on = on if PRICES[price] else replace(on, governance=None)
    return replace(scenario, projects=alike, mechanisms=on)


@lru_cache(maxsize=8192)
def took(scenario: Scenario, seed: int, telling: float) -> float:
    """Working days from a survey's beginning to its end, on average, in one world."""
    events = simulate(scenario, Policy(knowledge=telling), seed)
    days = metrics.took(events).values()
    return sum(days) / len(scenario.projects)


def binder(scenario: Scenario, seeds: range) -> list[Known]:
    """What is written and what it saves, four times in a year, on average."""
    plan = office(scenario)
    runs = [
        [simulate(plan, Policy(knowledge=it), seed, until=MONTH * MONTHS) for seed in seeds]
        for it in (0.0, 1.0)
    ]
    return [
        Known(
            month=month, written=fmean(_written(it, MONTH * month) for it in runs[0]),
            binder=fmean(_saved(plan, it, month) for it in runs[0]),
            told=fmean(_saved(plan, it, month) for it in runs[1]),
        )
        for month in (3, 6, 9, 12)
    ]  # fmt: skip


def _written(events: Events, day: float) -> int:
    return sum(it.day <= day for it in of(events, ActivityFinished))


def _saved(scenario: Scenario, events: Events, month: int) -> float:
    """Which share of effort is saved by what others have learned."""
    levels = [level for _, level in metrics.level(events, "knowledge")]
    how = scenario.mechanisms.knowledge
    if not levels or how is None:
        return 0.0
    return 1 - knowledge.effort(levels[min(month, len(levels)) - 1], how)


def _apart(project: Project) -> Project:
    """A survey that repeats nothing."""
    return replace(project, activities=tuple(replace(it, family="") for it in project.activities))
