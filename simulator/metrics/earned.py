"""Earned value and earned schedule of each project, against the plan (mechanism M19)."""

from math import fsum
from typing import TYPE_CHECKING

from simulator.events import ActivityFinished, ActivityStarted
from simulator.mechanisms.earned_value import earned_schedule, ratio
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events, of
from simulator.metrics.money import actual_cost, day_costs
from simulator.metrics.steps import last_day
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

STARTED = 0.5
"""Share of its budget that an activity in progress has earned: the 50/50 rule."""


def earned_value(
    events: Events, plan: Events, scenario: Scenario, today: float | None = None
) -> "pd.DataFrame":
    """One row a project, by id: how far it is, in money and in time.

    `plan` is the log of the same scenario and policy without chance. Columns, in k€: budget,
    planned_value, earned_value, actual_cost, estimate_at_completion; as ratios: cpi, spi; in
    working days since the planned start: earned_schedule, actual_time (until today, or until the
    project finished); spi_t is their ratio. A
    ratio is empty before there is anything to compare. Where nobody has a day rate, value is
    counted in working days.
    """
    import pandas as pd

    until = last_day(events) if today is None else today
    costs = day_costs(scenario)
    if not any(costs.values()):
        costs = dict.fromkeys(costs, 1.0)
    spent, finished = actual_cost(events, scenario, until), finish_days(events)
    rows = []
    for project in scenario.projects:
        budget = {a.id: a.planned_days * costs[project.id, a.id] for a in project.activities}
        spans = _spans(plan, project.id)
        first = min(start for start, _ in spans.values())
        earned = _earned(events, project.id, budget)
        periods = [_planned(spans, budget, first + n) for n in range(_length(spans, first) + 1)]
        planned = _planned(spans, budget, until)
        elapsed = max(0.0, min(until, finished.get(project.id, until)) - first)
        length = max(end for _, end in spans.values()) - first
        schedule = min(earned_schedule(earned, periods), length) if earned else 0.0
        cpi = ratio(earned, spent[project.id])
        rows.append(
            {
                "project": project.id,
                "budget": fsum(budget.values()),
                "planned_value": planned,
                "earned_value": earned,
                "actual_cost": spent[project.id],
                "cpi": cpi,
                "spi": ratio(earned, planned),
                "estimate_at_completion": fsum(budget.values()) / cpi if cpi else None,
                "earned_schedule": schedule,
                "actual_time": elapsed,
                "spi_t": ratio(schedule, elapsed),
            }
        )
    return pd.DataFrame(rows).set_index("project")


def _spans(plan: Events, project: str) -> dict[str, tuple[float, float]]:
    """Planned start and finish of each activity of a project."""
    start = {it.activity: it.day for it in of(plan, ActivityStarted) if it.project == project}
    return {
        it.activity: (start[it.activity], it.day)
        for it in of(plan, ActivityFinished)
        if it.project == project
    }


def _length(spans: dict[str, tuple[float, float]], first: float) -> int:
    """Whole working days from the planned start to the planned finish, rounded up."""
    return -int(-(max(end for _, end in spans.values()) - first) // 1)


def _planned(spans: dict[str, tuple[float, float]], budget: dict[str, float], day: float) -> float:
    """Budget of the work that should be done by this day, evenly over each activity's days."""
    total = 0.0
    for activity, (start, end) in spans.items():
        if day >= end:
            total += budget[activity]
        elif day > start:
            total += budget[activity] * (day - start) / (end - start)
    return total


def _earned(events: Events, project: str, budget: dict[str, float]) -> float:
    """Budget of the work done: all of what is finished, a half of what is in progress."""

    def those(kind: type[ActivityStarted] | type[ActivityFinished]) -> list[str]:
        return [event.activity for event in of(events, kind) if event.project == project]

    share = dict.fromkeys(those(ActivityStarted), STARTED)
    share |= dict.fromkeys(those(ActivityFinished), 1.0)
    return fsum(part * budget[activity] for activity, part in share.items())
