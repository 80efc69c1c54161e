"""Whether projects met their goals, and whether these were what the organisation wanted."""

from math import fsum

from simulator.events import ProjectCancelled, ProjectFinished, StrategyChanged
from simulator.mechanisms.alignment import alignment
from simulator.metrics.flow import finish_days
from simulator.metrics.log import Events, of
from simulator.metrics.money import actual_cost, worth_delivered
from simulator.metrics.promises import as_promised
from simulator.scenario import Project, Scenario

GOAL = 0.8
"""Share of the value promised from which on a project has met its goal."""


def meeting_goal_share(events: Events, scenario: Scenario) -> float:
    """Projects that met both date and value / all projects.

    Date: finished on its due day or earlier, if it has one. Value: worth at least 80 % of what was
    promised, on its delivery. A project that is not finished, or cancelled, has met neither.
    """
    finish, worth = finish_days(events), worth_delivered(events)
    met = sum(
        project.id in finish
        and (project.due is None or finish[project.id] <= project.due)
        and worth[project.id] >= GOAL * project.value
        for project in as_promised(events, scenario).projects
    )
    return met / len(scenario.projects)


def alignment_share(events: Events, scenario: Scenario) -> float:
    """How far finished projects served what the organisation wanted when they finished, 0 to 1.

    A mean, each project weighted by the value it promised. 1 where there are no objectives, 0 if
    nothing of any value is finished.
    """
    if not scenario.objectives:
        return 1.0
    fits = _fits(events, scenario)
    value = {project.id: project.value for project in scenario.projects}
    total = fsum(value[project] for project in finish_days(events))
    served = fsum(value[project] * fits[project] for project in finish_days(events))
    return served / total if total else 0.0


def orphan_spend(events: Events, scenario: Scenario, today: float | None = None) -> float:
    """k€ spent on what serves nothing that the organisation wants; 0 without objectives.

    Of each project's cost the share that is not aligned: with the strategy of the day it ended, or
    of today.
    """
    fits = _fits(events, scenario)
    cost = actual_cost(events, scenario, today)
    return fsum(amount * (1 - fits[project]) for project, amount in cost.items())


def _fits(events: Events, scenario: Scenario) -> dict[str, float]:
    """How far each project serves the strategy in force when it ended, or in force at last."""
    projects = {project.id: project for project in scenario.projects}
    weights = {aim.id: aim.weight for aim in scenario.objectives}
    ended: dict[str, float] = {}
    for event in of(events, StrategyChanged, ProjectFinished, ProjectCancelled):
        if isinstance(event, StrategyChanged):
            weights = dict(event.weights)
        else:
            ended[event.project] = _fit(projects[event.project], weights)
    return {name: _fit(project, weights) for name, project in projects.items()} | ended


def _fit(project: Project, weights: dict[str, float]) -> float:
    if not weights:
        return 1.0
    scores = {aim.objective: aim.share for aim in project.serves}
    return alignment(tuple(weights.values()), [scores.get(aim, 0.0) for aim in weights])
