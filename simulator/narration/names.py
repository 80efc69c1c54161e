"""What people call things."""

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
    kinds = ("objectives", "roles", "projects", "risks", "mitigations")
    named = ({it.id: called(it) for it in getattr(scenario, kind)} for kind in kinds)
    activities = {
        (project.id, activity.id): activity.name or activity.id
        for project in scenario.projects
        for activity in project.activities
    }
    return Names(*named, activities)


def called(record: Objective | Role | Project | Risk | Mitigation) -> str:
    """What people call something that has an id."""
    return record.name or record.id.replace("_", " ")


def names_of(scenario: Scenario) -> dict[str | tuple[str, str], str]:
    """What people call everything a decision can name, and (project, activity).

    An id that stands for things of several kinds means a mitigation first, then a project.
    """
    named = names_by_kind(scenario)
    people = named.objectives | named.risks | named.roles
    return people | named.projects | named.mitigations | named.activities
