"""How work flows: when things finish, how long they wait and take, how busy people are."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from simulator.events import (
    ActivityFinished,
    ActivityReady,
    ActivityStarted,
    ActivityStopped,
    Event,
    PeopleChanged,
    ProjectArrived,
    ProjectCancelled,
    ProjectFinished,
    ProjectStarted,
)
from simulator.scenario import Demand, Scenario

Events = tuple[Event, ...]


def finish_days(events: Events) -> dict[str, float]:
    """The working day on which each finished project finished, by project id."""
    return {event.project: event.day for event in events if isinstance(event, ProjectFinished)}


def _days(events: Events, kind: type) -> dict[tuple[str, str], float]:
    return {(e.project, e.activity): e.day for e in events if isinstance(e, kind)}


def _between(events: Events, first: type, second: type) -> dict[tuple[str, str], float]:
    start, end = _days(events, first), _days(events, second)
    return {key: end[key] - start[key] for key in end}


def waited(events: Events) -> dict[tuple[str, str], float]:
    """Working days each started activity waited for people, by (project, activity).

    Activities that have not started are left out; their wait is not known yet.
    """
    return _between(events, ActivityReady, ActivityStarted)


def took(events: Events) -> dict[tuple[str, str], float]:
    """Working days from start to finish of each finished activity, by (project, activity)."""
    return _between(events, ActivityStarted, ActivityFinished)


def flow_time(events: Events) -> dict[tuple[str, str], float]:
    """Working days from ready to finished of each finished activity, by (project, activity)."""
    return _between(events, ActivityReady, ActivityFinished)


def in_progress(events: Events) -> list[tuple[float, int]]:
    """(day, projects in progress) at every day on which the number changed."""
    steps, now = [], set()
    for event in events:
        if isinstance(event, ProjectStarted):
            now.add(event.project)
        elif isinstance(event, ProjectFinished | ProjectCancelled):
            now.discard(event.project)
        else:
            continue
        if steps and steps[-1][0] == event.day:
            steps.pop()
        steps.append((event.day, len(now)))
    return steps


def throughput(events: Events, today: float | None = None) -> float:
    """Finished activities per working day, from the first day until today."""
    days = last_day(events) if today is None else today
    return len(_days(events, ActivityFinished)) / days if days else 0.0


def last_day(events: Events) -> float:
    """The day on which the last project ended, or of the last event if one has not."""
    if not events:
        return 0.0
    ends = [it.day for it in events if isinstance(it, ProjectFinished | ProjectCancelled)]
    over = len(ends) == sum(isinstance(it, ProjectArrived) for it in events)
    return ends[-1] if ends and over else events[-1].day


class Step(NamedTuple):
    """The office from one day until something changes; people by role."""

    day: float
    until: float
    working: dict[str, float]
    """Seats taken: people × the activities each is on."""
    people: dict[str, float]
    waiting: dict[str, float]
    """People that ready activities wait for."""


def steps(events: Events, scenario: Scenario, today: float | None = None) -> Iterator[Step]:
    """The office between any two days on which something changed, until today."""
    until = last_day(events) if today is None else today
    demands = demands_by_activity(scenario)
    people = {role.id: role.people for role in scenario.roles}
    working, waiting = dict.fromkeys(people, 0.0), dict.fromkeys(people, 0.0)
    leaving: dict[str, tuple[float, int]] = {}
    day = 0.0
    for event in events:
        if event.day > until:
            break
        if event.day > day:
            _let_leave(leaving, people, working)
            yield Step(day, event.day, dict(working), dict(people), dict(waiting))
            day = event.day
        if isinstance(event, PeopleChanged):
            load = ceil(working[event.role] / people[event.role]) if people[event.role] else 1
            leaving[event.role] = (event.people, max(1, load))
            people[event.role] = max(people[event.role], event.people)
        elif isinstance(
            event, ActivityReady | ActivityStarted | ActivityFinished | ActivityStopped
        ):
            _move(event, demands[event.project, event.activity], working, waiting)
        elif isinstance(event, ProjectCancelled):
            _drop(event.project, events, event, demands, waiting)
    if until > day:
        _let_leave(leaving, people, working)
        yield Step(day, until, dict(working), dict(people), dict(waiting))


def _let_leave(
    leaving: dict[str, tuple[float, int]], people: dict[str, float], working: dict[str, float]
) -> None:
    """Who was released goes as soon as the others can hold the work in hand, and is paid till then.

    `leaving` has, by role, how many are to stay and how many activities each person was on.
    """
    for role, (stay, load) in leaving.items():
        people[role] = max(stay, min(people[role], ceil(working[role] / load)))


def _move(event: Event, needs: tuple[Demand, ...], working: dict, waiting: dict) -> None:
    """What an activity's event does to the seats taken and waited for."""
    for need in needs:
        if isinstance(event, ActivityReady):
            waiting[need.role] += need.people
        elif isinstance(event, ActivityStarted):
            waiting[need.role] -= need.people
            working[need.role] += need.people
        else:
            working[need.role] -= need.people


def _drop(project: str, events: Events, cancelled: Event, demands: dict, waiting: dict) -> None:
    """The activities of a cancelled project wait no longer."""
    ready, started = set(), set()
    for event in events:
        if event is cancelled:
            break
        if isinstance(event, ActivityReady) and event.project == project:
            ready.add(event.activity)
        elif isinstance(event, ActivityStarted) and event.project == project:
            started.add(event.activity)
    for activity in ready - started:
        for need in demands[project, activity]:
            waiting[need.role] -= need.people


def demands_by_activity(scenario: Scenario) -> dict[tuple[str, str], tuple[Demand, ...]]:
    """The people each activity holds, by (project, activity)."""
    return {
        (project.id, activity.id): activity.people
        for project in scenario.projects
        for activity in project.activities
    }


def busy(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """Person-days with work, by role. A person on two activities is busy once."""
    total = dict.fromkeys((role.id for role in scenario.roles), 0.0)
    for step in steps(events, scenario, today):
        for role, seats in step.working.items():
            total[role] += min(seats, max(step.people[role], 0.0)) * (step.until - step.day)
    return total


def paid(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """Person-days there were, worked or not, by role."""
    total = dict.fromkeys((role.id for role in scenario.roles), 0.0)
    for step in steps(events, scenario, today):
        for role, people in step.people.items():
            total[role] += people * (step.until - step.day)
    return total


def utilisation(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """Worked / available person-days until today, by role, between 0 and 1."""
    worked, there = busy(events, scenario, today), paid(events, scenario, today)
    return {role: worked[role] / there[role] if there[role] else 0.0 for role in worked}


def queue(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """People that ready activities waited for, on average until today, by role."""
    until = last_day(events) if today is None else today
    total = dict.fromkeys((role.id for role in scenario.roles), 0.0)
    for step in steps(events, scenario, today):
        for role, people in step.waiting.items():
            total[role] += people * (step.until - step.day)
    return {role: area / until if until else 0.0 for role, area in total.items()}
