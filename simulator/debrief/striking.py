"""What a manager saw happen by luck, in words, and what it was worth by itself.

It is priced by what it takes or spares by itself: the work and the delay of an issue or a shock,
the days that an activity takes more or less than planned, the days until a successor is there. What
follows from it belongs to luck as well, so the price says which event stands out, and not how much
of a stroke it is.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from simulator.events import (
    ActivityExtended,
    ActivityFinished,
    Event,
    IssueDetected,
    PersonLeft,
    ShockStruck,
)
from simulator.metrics import took
from simulator.narration import rounded
from simulator.narration.names import names_by_kind
from simulator.scenario import Activity, Project, Scenario, unit_price


class Striking(NamedTuple):
    """Something that came by luck."""

    day: float
    money: float
    """What it brings by itself, in k€; below 0 it costs."""
    words: str


def strikes(events: tuple[Event, ...], scenario: Scenario) -> Iterator[Striking]:
    """All of it, of the events that a manager can see."""
    names, risks = names_by_kind(scenario), {it.id: it for it in scenario.risks}
    projects = {it.id: it for it in scenario.projects}
    roles = {it.id: it for it in scenario.roles}
    for event in events:
        if isinstance(event, IssueDetected):
            risk, project = risks[event.risk], projects[event.project]
            money = -event.size * unit_price(risk, project, scenario)
            words = f"{names.projects[project.id]}: {names.risks[risk.id]}"
            yield Striking(event.day, money, words)
        elif isinstance(event, ShockStruck):
            money = -event.size * _mean_rate(scenario)
            yield Striking(event.day, money, f"{names.projects[event.project]}: a shock")
        elif isinstance(event, PersonLeft):
            role = roles[event.role]
            words = f"somebody left ({names.roles[role.id]})"
            yield Striking(event.day, -role.rate * role.hire_days, words)
    yield from _durations(events, scenario)


def _durations(events: tuple[Event, ...], scenario: Scenario) -> Iterator[Striking]:
    """Activities that took longer or shorter than planned, on the day they were finished.

    What an issue adds to one belongs to the issue.
    """
    added: dict[tuple[str, str], float] = defaultdict(float)
    for event in events:
        if isinstance(event, ActivityExtended):
            added[event.project, event.activity] += event.days
    names, days = names_by_kind(scenario).activities, took(events)
    ends = {
        (event.project, event.activity): event.day
        for event in events
        if isinstance(event, ActivityFinished)
    }
    for project in scenario.projects:
        for activity in project.activities:
            key = project.id, activity.id
            if key not in ends or not activity.planned_days:
                continue
            spared = activity.planned_days + added[key] - days[key]
            what = "shorter" if spared > 0 else "longer"
            words = f"“{names[key]}” {rounded(abs(spared))} days {what} than planned"
            yield Striking(ends[key], spared * _day(project, activity, scenario), words)


def _day(project: Project, activity: Activity, scenario: Scenario) -> float:
    """k€ for a day of an activity: those who work on it, and the delay of its project."""
    rates = {role.id: role.rate for role in scenario.roles}
    return project.cost_of_delay + fsum(it.people * rates[it.role] for it in activity.people)


def _mean_rate(scenario: Scenario) -> float:
    people = fsum(role.people for role in scenario.roles)
    return fsum(role.people * role.rate for role in scenario.roles) / people if people else 0.0
