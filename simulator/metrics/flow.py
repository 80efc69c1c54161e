"""How work flows: when things finish, how long they wait and take, how busy people are."""

from simulator.events import (
    ActivityFinished,
    ActivityReady,
    ActivityStarted,
    ProjectCancelled,
    ProjectFinished,
    ProjectStarted,
)
from simulator.metrics.log import Events, of
from simulator.metrics.steps import areas, last_day
from simulator.scenario import Scenario

Moment = ActivityReady | ActivityStarted | ActivityFinished
"""Where an activity is on its way."""


def finish_days(events: Events) -> dict[str, float]:
    """The working day on which each finished project finished, by project id.

    >>> from simulator import load, simulate
    >>> finish_days(simulate(load("three_projects"), seed=7))
    {'billing': 54.75, 'reports': 60.625, 'portal': 76.625}
    """
    return {event.project: event.day for event in of(events, ProjectFinished)}


def _days(events: Events, kind: type[Moment]) -> dict[tuple[str, str], float]:
    return {(event.project, event.activity): event.day for event in of(events, kind)}


def _between(
    events: Events, first: type[Moment], second: type[Moment]
) -> dict[tuple[str, str], float]:
    start, end = _days(events, first), _days(events, second)
    return {key: end[key] - start[key] for key in end}


def waited(events: Events) -> dict[tuple[str, str], float]:
    """Working days each started activity waited for people, by (project, activity).

    Activities that have not started are left out; their wait is not known yet.

    >>> from simulator import load, simulate
    >>> waited(simulate(load("three_projects"), seed=7))["reports", "queries"]
    35.875
    """
    return _between(events, ActivityReady, ActivityStarted)


def took(events: Events) -> dict[tuple[str, str], float]:
    """Working days from start to finish of each finished activity, by (project, activity).

    >>> from simulator import load, simulate
    >>> took(simulate(load("three_projects"), seed=7))["billing", "build"]
    38.125
    """
    return _between(events, ActivityStarted, ActivityFinished)


def flow_time(events: Events) -> dict[tuple[str, str], float]:
    """Working days from ready to finished of each finished activity, by (project, activity)."""
    return _between(events, ActivityReady, ActivityFinished)


def in_progress(events: Events) -> list[tuple[float, int]]:
    """(day, projects in progress) at every day on which the number changed.

    >>> from simulator import load, simulate
    >>> in_progress(simulate(load("three_projects"), seed=7))[:3]
    [(0.0, 1), (4.0, 2), (9.0, 3)]
    """
    steps: list[tuple[float, int]] = []
    now: set[str] = set()
    for event in of(events, ProjectStarted, ProjectFinished, ProjectCancelled):
        if isinstance(event, ProjectStarted):
            now.add(event.project)
        else:
            now.discard(event.project)
        if steps and steps[-1][0] == event.day:
            steps.pop()
        steps.append((event.day, len(now)))
    return steps


def throughput(events: Events, today: float | None = None) -> float:
    """Finished activities per working day, from the first day until today."""
    days = last_day(events) if today is None else today
    return len(_days(events, ActivityFinished)) / days if days else 0.0


def busy(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """Person-days with work, by role. A person on two activities is busy once."""
    return dict(areas(events, scenario, today).worked)


def paid(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """Person-days there were, worked or not, by role."""
    return dict(areas(events, scenario, today).paid)


def utilisation(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """Worked / available person-days until today, by role, between 0 and 1.

    >>> from simulator import load, simulate
    >>> office = load("three_projects")
    >>> round(utilisation(simulate(office, seed=7), office)["developer"], 2)
    0.67
    """
    found = areas(events, scenario, today)
    return {
        role: worked / found.paid[role] if found.paid[role] else 0.0
        for role, worked in found.worked.items()
    }


def utilisation_in_demand(
    events: Events, scenario: Scenario, today: float | None = None
) -> dict[str, float]:
    """Utilisation of each role while at least one ready activity waits for it, between 0 and 1.

    So neither the slow beginning nor the tail of a portfolio counts. Below 1 somebody has no work
    although some waits: it is not let in yet, needs more people than are free, or another role.
    Roles for which nothing has waited are left out.
    """
    found = areas(events, scenario, today)
    demand = {role: there for role, there in found.paid_in_demand.items() if there}
    return {role: found.worked_in_demand[role] / there for role, there in demand.items()}


def queue(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """People that ready activities waited for, on average until today, by role."""
    until = last_day(events) if today is None else today
    waiting = areas(events, scenario, today).waiting
    return {role: area / until if until else 0.0 for role, area in waiting.items()}
