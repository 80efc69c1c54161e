"""What it brought and what it cost, in k€."""

from collections.abc import Callable
from math import fsum

from simulator.events import (
    ActivityFinished,
    ActivityStarted,
    ActivityStopped,
    BenefitRealised,
    IssueCame,
    IssueDetected,
    MitigationBought,
    MitigationUsed,
    OvertimePaid,
    ProjectFinished,
    ReservePaid,
    ReviewHeld,
)
from simulator.metrics.flow import finish_days, paid
from simulator.metrics.log import Events, of
from simulator.metrics.promises import as_promised
from simulator.metrics.steps import demands_by_activity, last_day, steps
from simulator.scenario import Scenario


def worth_delivered(events: Events) -> dict[str, float]:
    """What each finished project was worth on its delivery, in k€, by project id."""
    return {event.project: event.value for event in of(events, ProjectFinished)}


def deliveries(events: Events) -> list[tuple[float, str, float]]:
    """(day, project, k€) whenever something was delivered that counts, in order.

    A project whose benefits are tracked counts as they come in, any other on its delivery.
    """
    tracked = {event.project for event in of(events, BenefitRealised)}
    return [
        (event.day, event.project, event.value)
        for event in of(events, BenefitRealised, ProjectFinished)
        if isinstance(event, BenefitRealised) or event.project not in tracked
    ]


def benefits_realised(events: Events) -> dict[str, float]:
    """What each finished project has brought so far, in k€, by project id.

    Where benefits are not tracked it is all that the project was worth on its delivery.
    """
    brought = dict.fromkeys(finish_days(events), 0.0)
    for _, project, value in deliveries(events):
        brought[project] += value
    return brought


def value_delivered(events: Events) -> float:
    """What all finished projects have brought so far, in k€.

    >>> from simulator import load, simulate
    >>> value_delivered(simulate(load("three_projects"), seed=7))
    322.5625
    """
    return fsum(benefits_realised(events).values())


def adoption(events: Events) -> float:
    """Benefits so far / what finished projects were worth on delivery; 0 if that is nothing."""
    worth = fsum(worth_delivered(events).values())
    return value_delivered(events) / worth if worth > 0 else 0.0


def on_time_share(events: Events, scenario: Scenario) -> float:
    """Projects finished on their due day or earlier / projects that have a due day.

    >>> from simulator import load, simulate
    >>> office = load("eight_projects")
    >>> on_time_share(simulate(office, seed=7), office)
    0.375
    """
    projects = as_promised(events, scenario).projects
    due = {project.id: project.due for project in projects if project.due is not None}
    finished = finish_days(events)
    on_time = sum(project in finished and finished[project] <= due[project] for project in due)
    return on_time / len(due) if due else 0.0


def money_spent(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """k€ until today, by what it went into.

    Keys: people (worked or not), mitigations (bought and used), reviews, issues (their bills),
    reserve (outside help paid from it), overtime.

    >>> from simulator import load, simulate
    >>> office = load("three_projects")
    >>> money_spent(simulate(office, seed=7), office)["people"]
    195.39375
    """
    rate = {role.id: role.rate for role in scenario.roles}
    there = paid(events, scenario, today)
    spent = {"people": fsum(days * rate[role] for role, days in there.items())}
    spent |= dict.fromkeys(PURPOSES.values(), 0.0)
    for kind, purpose in PURPOSES.items():
        spent[purpose] += fsum(_bill(event) for event in of(events, kind))
    return spent


Bill = (
    IssueCame
    | IssueDetected
    | MitigationBought
    | MitigationUsed
    | OvertimePaid
    | ReservePaid
    | ReviewHeld
)
PURPOSES: dict[type[Bill], str] = {
    MitigationBought: "mitigations",
    MitigationUsed: "mitigations",
    ReviewHeld: "reviews",
    IssueDetected: "issues",
    IssueCame: "issues",
    ReservePaid: "reserve",
    OvertimePaid: "overtime",
}
"""What the money goes into that is not wages, by kind of event."""


def _bill(event: Bill) -> float:
    """k€ that an event costs."""
    if isinstance(event, IssueDetected | IssueCame):
        return event.size if event.hits == "cost" else 0.0
    return event.cost


def actual_cost(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """k€ spent on each project until today: work at day rates, and its bills.

    Bills are mitigations bought and used, issues' bills, and help paid from the reserve. Who works
    on several activities costs each of them a part of the day.
    """
    project_of = {risk.id: risk.project for risk in scenario.risks}
    cost = dict.fromkeys((project.id for project in scenario.projects), 0.0)
    for (project, _), amount in _work(events, scenario, today).items():
        cost[project] += amount
    for mitigation in of(events, MitigationBought, MitigationUsed):
        cost[project_of[mitigation.risk]] += mitigation.cost
    for issue in of(events, IssueDetected, IssueCame, ReservePaid):
        cost[issue.project] += _bill(issue)
    return cost


def _work(events: Events, scenario: Scenario, today: float | None) -> dict[tuple[str, str], float]:
    """k€ of work in each activity that has started, by (project, activity)."""
    until = last_day(events) if today is None else today
    seats, demands = seat_costs(events, scenario, until), demands_by_activity(scenario)
    span: dict[tuple[str, str], list[float]] = {}
    for start in of(events, ActivityStarted):
        span[start.project, start.activity] = [start.day, until]
    for end in of(events, ActivityFinished, ActivityStopped):
        span[end.project, end.activity][1] = end.day
    return {
        key: fsum(
            need.people * (seats[need.role](last) - seats[need.role](first))
            for need in demands[key]
        )
        for key, (first, last) in span.items()
    }


def seat_costs(
    events: Events, scenario: Scenario, until: float
) -> dict[str, Callable[[float], float]]:
    """By role: what one seat held from day 0 to a day would have cost, in k€.

    A seat is a person's day, or the part of it that is left when seats are more than people.
    """
    days, totals = [0.0], {role.id: [0.0] for role in scenario.roles}
    for step in steps(events, scenario, until):
        days.append(step.until)
        for role in scenario.roles:
            seats = max(step.working[role.id], step.people[role.id])
            part = step.people[role.id] / seats if seats else 0.0
            paid_now = role.rate * part * (step.until - step.day)
            totals[role.id].append(totals[role.id][-1] + paid_now)
    place = {day: number for number, day in enumerate(days)}
    return {role: _reading(place, sums) for role, sums in totals.items()}


def _reading(place: dict[float, int], sums: list[float]) -> Callable[[float], float]:
    return lambda day: sums[place[day]]


def day_costs(scenario: Scenario) -> dict[tuple[str, str], float]:
    """k€ a day of each activity costs, by (project, activity)."""
    rate = {role.id: role.rate for role in scenario.roles}
    return {
        (project.id, activity.id): fsum(need.people * rate[need.role] for need in activity.people)
        for project in scenario.projects
        for activity in project.activities
    }
