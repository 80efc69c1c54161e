"""What people call things."""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.scenario import Mitigation, Objective, Project, Risk, Role, Scenario


class Names(NamedTuple):
    """What people call things, by kind and id: two kinds may use one id."""

    objectives: dict[str, str]
    roles: dict[str, str]
    projects: dict[str, str]
    risks: dict[str, str]
    mitigations: dict[str, str]
    activities: dict[tuple[str, str], str]


def names_by_kind(scenario: Scenario) -> Names:
    """What people call everything in a scenario."""
    return Names(
        objectives=_called(scenario.objectives),
        roles=_called(scenario.roles),
        projects=_called(scenario.projects),
        risks=_called(scenario.risks),
        mitigations=_called(scenario.mitigations),
        activities={
            (project.id, activity.id): activity.name or activity.id
            for project in scenario.projects
            for activity in project.activities
        },
    )


Named = Objective | Role | Project | Risk | Mitigation


def _called(records: Iterable[Named]) -> dict[str, str]:
    return {record.id: called(record) for record in records}


def called(record: Named) -> str:
    """What people call something that has an id."""
    return record.name or record.id.replace("_", " ")


def names_by_id(scenario: Scenario) -> dict[str, str]:
    """What people call everything that a decision can name.

    An id that stands for things of several kinds means a mitigation first, then a project.
    """
    named = names_by_kind(scenario)
    people = named.objectives | named.risks | named.roles
    return people | named.projects | named.mitigations


def names_of(scenario: Scenario) -> dict[str | tuple[str, str], str]:
    """What people call everything a decision can name, and (project, activity)."""
    named: dict[str | tuple[str, str], str] = dict(names_by_id(scenario).items())
    named.update(names_by_kind(scenario).activities.items())
    return named
