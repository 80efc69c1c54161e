"""What it brought and what it cost, in k€."""

from collections.abc import Callable

from simulator.events import (
    ActivityFinished,
    ActivityStarted,
    ActivityStopped,
    IssueDetected,
    MitigationBought,
    ProjectFinished,
    ReviewHeld,
)
from simulator.metrics.flow import (
    Events,
    demands_by_activity,
    finish_days,
    last_day,
    paid,
    steps,
)
from simulator.scenario import Scenario


def value_delivered(events: Events) -> float:
    """What all finished projects are worth, in k€."""
    return sum(event.value for event in events if isinstance(event, ProjectFinished))


def on_time_share(events: Events, scenario: Scenario) -> float:
    """Projects finished on their due day or earlier / projects that have a due day."""
    due = {project.id: project.due for project in scenario.projects if project.due is not None}
    finished = finish_days(events)
    on_time = sum(project in finished and finished[project] <= due[project] for project in due)
    return on_time / len(due) if due else 0.0


def money_spent(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """k€ until today for people (worked or not), mitigations, reviews and issues' bills."""
    rate = {role.id: role.rate for role in scenario.roles}
    there = paid(events, scenario, today)
    spent = {"people": sum(days * rate[role] for role, days in there.items())}
    spent["mitigations"] = sum(e.cost for e in events if isinstance(e, MitigationBought))
    spent["reviews"] = sum(e.cost for e in events if isinstance(e, ReviewHeld))
    spent["issues"] = sum(_bill(e) for e in events if isinstance(e, IssueDetected))
    return spent


def _bill(issue: IssueDetected) -> float:
    return issue.size if issue.hits == "cost" else 0.0


def actual_cost(events: Events, scenario: Scenario, today: float | None = None) -> dict[str, float]:
    """k€ spent on each project until today: work at day rates, mitigations and issues' bills.

    Who works on several activities costs each of them a part of the day.
    """
    project_of = {risk.id: risk.project for risk in scenario.risks}
    cost = dict.fromkeys((project.id for project in scenario.projects), 0.0)
    for (project, _), amount in _work(events, scenario, today).items():
        cost[project] += amount
    for event in events:
        if isinstance(event, MitigationBought):
            cost[project_of[event.risk]] += event.cost
        elif isinstance(event, IssueDetected):
            cost[event.project] += _bill(event)
    return cost


def _work(events: Events, scenario: Scenario, today: float | None) -> dict[tuple[str, str], float]:
    """k€ of work in each activity that has started, by (project, activity)."""
    until = last_day(events) if today is None else today
    seats, demands = seat_costs(events, scenario, until), demands_by_activity(scenario)
    span: dict[tuple[str, str], list[float]] = {}
    for event in events:
        if isinstance(event, ActivityStarted):
            span[event.project, event.activity] = [event.day, until]
        elif isinstance(event, ActivityFinished | ActivityStopped):
            span[event.project, event.activity][1] = event.day
    return {
        key: sum(
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
    return {role: lambda day, sums=sums: sums[place[day]] for role, sums in totals.items()}


def day_costs(scenario: Scenario) -> dict[tuple[str, str], float]:
    """k€ a day of each activity costs, by (project, activity)."""
    rate = {role.id: role.rate for role in scenario.roles}
    return {
        (project.id, activity.id): sum(need.people * rate[need.role] for need in activity.people)
        for project in scenario.projects
        for activity in project.activities
    }
