"""The office between any two days on which something changed, and the areas under its curves."""

from collections.abc import Iterator
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from simulator.events import (
    ActivityFinished,
    ActivityReady,
    ActivityStarted,
    ActivityStopped,
    PeopleChanged,
    ProjectArrived,
    ProjectCancelled,
    ProjectFinished,
)
from simulator.metrics.log import Events, Once, of
from simulator.scenario import Demand, Scenario

Move = ActivityReady | ActivityStarted | ActivityFinished | ActivityStopped
"""What changes who works and who waits."""
Change = Move | PeopleChanged | ProjectCancelled
CHANGES: tuple[type[Change], ...] = (
    ActivityReady, ActivityStarted, ActivityFinished, ActivityStopped, PeopleChanged,
    ProjectCancelled,
)  # fmt: skip

NOBODY = 1e-6
"""So few people are none: parts of people do not always add up to exactly nothing again."""

ByRole = dict[str, float]
Demands = dict[tuple[str, str], tuple[Demand, ...]]
"""The people each activity holds, by (project, activity)."""


def last_day(events: Events) -> float:
    """The day on which the last project ended, or of the last event if one has not."""
    if not events:
        return 0.0
    ends = of(events, ProjectFinished, ProjectCancelled)
    over = len(ends) == len(of(events, ProjectArrived))
    return ends[-1].day if ends and over else events[-1].day


class Step(NamedTuple):
    """The office from one day until something changes; people by role."""

    day: float
    until: float
    working: dict[str, float]
    """Seats taken: people × the activities each is on."""
    people: dict[str, float]
    waiting: dict[str, float]
    """People that ready activities wait for."""


class Areas(NamedTuple):
    """Person-days by role: what curves of people add up to over time."""

    worked: dict[str, float]
    """A person on two activities works once."""
    paid: dict[str, float]
    waiting: dict[str, float]
    """People that ready activities wait for, times the days they wait."""
    worked_in_demand: dict[str, float]
    """Worked while at least one ready activity waits for the role."""
    paid_in_demand: dict[str, float]


def steps(events: Events, scenario: Scenario, today: float | None = None) -> Iterator[Step]:
    """The office between any two days on which something changed, until today."""
    for day, until, working, people, waiting in _steps(events, scenario, today):
        yield Step(day, until, dict(working), dict(people), dict(waiting))


def areas(events: Events, scenario: Scenario, today: float | None = None) -> Areas:
    """Person-days worked, paid and waited for until today, by role; do not change them."""
    what = scenario, today
    return _measured.found(events, what, lambda: _measure(events, scenario, today))


_measured: Once[Areas] = Once()


def _measure(events: Events, scenario: Scenario, today: float | None) -> Areas:
    roles = [role.id for role in scenario.roles]
    found = Areas(*(dict.fromkeys(roles, 0.0) for _ in Areas._fields))
    for day, until, working, people, waiting in _steps(events, scenario, today):
        days = until - day
        for role in roles:
            there, at_work = people[role] * days, min(working[role], people[role]) * days
            found.paid[role] += there
            found.worked[role] += at_work
            found.waiting[role] += waiting[role] * days
            if waiting[role] > NOBODY:
                found.paid_in_demand[role] += there
                found.worked_in_demand[role] += at_work
    return found


def _steps(events: Events, scenario: Scenario, today: float | None) -> Iterator[Step]:
    """Steps whose dictionaries go on changing after each of them."""
    until = last_day(events) if today is None else today
    demands = demands_by_activity(scenario)
    people = {role.id: role.people for role in scenario.roles}
    working, waiting = dict.fromkeys(people, 0.0), dict.fromkeys(people, 0.0)
    leaving: dict[str, tuple[float, int]] = {}
    day = 0.0
    for event in of(events, *CHANGES):
        if event.day > until:
            break
        if event.day > day:
            _let_leave(leaving, people, working)
            yield Step(day, event.day, working, people, waiting)
            day = event.day
        if isinstance(event, PeopleChanged):
            load = ceil(working[event.role] / people[event.role]) if people[event.role] else 1
            leaving[event.role] = (event.people, max(1, load))
            people[event.role] = max(people[event.role], event.people)
        elif isinstance(event, ProjectCancelled):
            _drop(events, event, demands, waiting)
        else:
            _move(event, demands[event.project, event.activity], working, waiting)
    if until > day:
        _let_leave(leaving, people, working)
        yield Step(day, until, working, people, waiting)


def _let_leave(
    leaving: dict[str, tuple[float, int]], people: dict[str, float], working: dict[str, float]
) -> None:
    """Who was released goes as soon as the others can hold the work in hand, and is paid till then.

    `leaving` has, by role, how many are to stay and how many activities each person was on.
    """
    for role, (stay, load) in leaving.items():
        people[role] = max(stay, min(people[role], ceil(working[role] / load)))


def _move(event: Move, needs: tuple[Demand, ...], working: ByRole, waiting: ByRole) -> None:
    """What an activity's event does to the seats taken and waited for."""
    for need in needs:
        if isinstance(event, ActivityReady):
            waiting[need.role] += need.people
        elif isinstance(event, ActivityStarted):
            waiting[need.role] -= need.people
            working[need.role] += need.people
        else:
            working[need.role] -= need.people


def _drop(events: Events, cancelled: ProjectCancelled, demands: Demands, waiting: ByRole) -> None:
    """The activities of a cancelled project wait no longer."""
    ready: set[str] = set()
    started: set[str] = set()
    for event in of(events, ActivityReady, ActivityStarted, ProjectCancelled):
        if event is cancelled:
            break
        if event.project == cancelled.project and not isinstance(event, ProjectCancelled):
            (ready if isinstance(event, ActivityReady) else started).add(event.activity)
    for activity in ready - started:
        for need in demands[cancelled.project, activity]:
            waiting[need.role] -= need.people


@lru_cache(maxsize=64)
def demands_by_activity(scenario: Scenario) -> Demands:
    """The people each activity holds, by (project, activity); do not change it."""
    return {
        (project.id, activity.id): activity.people
        for project in scenario.projects
        for activity in project.activities
    }
