"""What was wrong, how late it was known, and what reports said meanwhile. For looking back.

What is hidden from a manager is in the whole log only, not in its visible part.
"""

from functools import lru_cache
from math import fsum
from statistics import fmean

from simulator.events import (
    ActivityFinished,
    IssueDetected,
    ReworkFound,
    RiskOccurred,
    StatusReported,
    WorkFlawed,
)
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events, of
from simulator.metrics.promises import as_promised
from simulator.scenario import Scenario


def rework_share(events: Events, scenario: Scenario) -> float:
    """Person-days of wrong work found / planned person-days of all finished activities.

    What had to be mended again counts again; 0 if nothing with any work is finished.
    """
    found = fsum(event.effort for event in of(events, ReworkFound))
    done = _effort_done(events, scenario)
    return found / done if done else 0.0


def first_pass_yield(events: Events, scenario: Scenario) -> float:
    """Share of the work of all finished activities that was right the first time, 0 to 1.

    Needs the whole log; 1 if nothing with any work is finished.
    """
    first: dict[tuple[str, str], float] = {}
    for event in of(events, WorkFlawed):
        first.setdefault((event.project, event.activity), event.effort)
    done = _effort_done(events, scenario)
    return max(0.0, 1 - fsum(first.values()) / done) if done else 1.0


def _effort_done(events: Events, scenario: Scenario) -> float:
    effort, finished = _efforts(scenario), of(events, ActivityFinished)
    return fsum(effort[event.project, event.activity] for event in finished)


@lru_cache(maxsize=64)
def _efforts(scenario: Scenario) -> dict[tuple[str, str], float]:
    """Planned person-days, by (project, activity)."""
    return {(p.id, a.id): a.planned_effort for p in scenario.projects for a in p.activities}


def detection_delay(events: Events) -> float:
    """Working days from a risk's happening until it is noticed, on average over those noticed.

    Needs the whole log; 0 if no issue was noticed.
    """
    since = {event.risk: event.day for event in of(events, RiskOccurred)}
    noticed = [
        event.day - since[event.risk] for event in of(events, IssueDetected) if event.risk in since
    ]
    return fmean(noticed or [0.0])


def reported_truth(events: Events, scenario: Scenario) -> float:
    """Share of green among all reports of projects that then finished late.

    0 is the truth: such a project is never said to be on time. 0 too if no late project reported.
    """
    projects = as_promised(events, scenario).projects
    due = {project.id: project.due for project in projects if project.due is not None}
    late = {project for project, day in finish_days(events).items() if day > due.get(project, day)}
    reports = [event.colour for event in of(events, StatusReported) if event.project in late]
    return reports.count("green") / len(reports) if reports else 0.0
