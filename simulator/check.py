"""What a scenario must obey, beyond types and ranges; each broken rule has its own sentence."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

import msgspec

from simulator.scenario import (
    LAST_DAY,
    MOST,
    MOST_PEOPLE,
    Activity,
    Project,
    Scenario,
    ScenarioError,
)


def check(scenario: Scenario) -> Scenario:
    """The scenario itself, if it obeys every rule.

    Raises ScenarioError that names the place, the value and what to write instead.
    """
    with suppress(TypeError):  # a field of the wrong type has its own sentence below
        _check_rules(scenario)
    try:
        msgspec.convert(msgspec.to_builtins(scenario), Scenario)
    except (msgspec.ValidationError, TypeError) as error:
        raise ScenarioError(f"scenario '{scenario.name}': {error}") from None
    return scenario


def known(
    value: str, names: Iterable[str], place: str, what: str = "is not in this scenario"
) -> None:
    """Raise ScenarioError if the value is none of the names, with the nearest one as a hint."""
    if value not in names:
        near = get_close_matches(value, list(names), n=1)
        some = "known: " + ", ".join(sorted(names)[:8]) if names else "there are none"
        hint = f"did you mean '{near[0]}'?" if near else some
        raise ScenarioError(f"{place} '{value}' {what} ({hint})")


def _check_rules(scenario: Scenario) -> None:
    _check_start(scenario)
    _check_sizes(scenario)
    roles = _unique("role", scenario.roles)
    projects = _unique("project", scenario.projects)
    for project in scenario.projects:
        _check_project(project, roles)
    risks = _unique("risk", scenario.risks)
    for risk in scenario.risks:
        known(risk.project, projects, f"risk '{risk.id}': project")
    for mitigation in scenario.mitigations:
        known(mitigation.risk, risks, f"mitigation '{mitigation.id}': risk")
    _unique("mitigation", scenario.mitigations)
    _check_between_projects(scenario, projects)
    if not scenario.projects:
        raise ScenarioError(f"scenario '{scenario.name}': has no projects; write at least one")


def _check_between_projects(scenario: Scenario, projects: dict) -> None:
    objectives = _unique("objective", scenario.objectives)
    for project in scenario.projects:
        for before in project.after:
            known(before, projects, f"project '{project.id}': comes after project")
        for aim in project.serves:
            known(aim.objective, objectives, f"project '{project.id}': serves objective")
    try:
        TopologicalSorter({project.id: project.after for project in scenario.projects}).prepare()
    except CycleError as error:
        circle = " after ".join(f"'{name}'" for name in error.args[1])
        raise ScenarioError(
            f"projects wait for each other in a circle: {circle}; take one of these out of `after`"
        ) from None
    if scenario.objectives and not any(aim.weight for aim in scenario.objectives):
        raise ScenarioError(
            f"scenario '{scenario.name}': all objectives have weight 0; give one a larger weight"
        )


def _check_sizes(scenario: Scenario) -> None:
    """No day and no number of people is beyond all measure, and nothing is infinite."""
    for role in scenario.roles:
        _within(f"role '{role.id}'", role, people=MOST_PEOPLE, hire_days=LAST_DAY, rate=MOST)
    for project in scenario.projects:
        _within(
            f"project '{project.id}'", project, arrival=LAST_DAY, due=LAST_DAY, deadline=LAST_DAY,
            value=MOST, cost_of_delay=MOST, fine=MOST,
        )  # fmt: skip
        for activity in project.activities:
            place = f"project '{project.id}', activity '{activity.id}'"
            _within(place, activity, effort=LAST_DAY, days=LAST_DAY, earliest=LAST_DAY)
            for relation in activity.predecessors:
                if not abs(relation.lag) <= LAST_DAY:
                    raise ScenarioError(
                        f"{place}: lag after '{relation.activity}' is {relation.lag:g}; "
                        f"write a number from -{LAST_DAY} to {LAST_DAY}"
                    )
    for risk in scenario.risks:
        _within(f"risk '{risk.id}'", risk, impact=MOST)
    for offer in scenario.mitigations:
        _within(f"mitigation '{offer.id}'", offer, lag=LAST_DAY, cost=MOST, if_used=MOST)


def _within(place: str, record: msgspec.Struct, **most: float) -> None:
    """Raise ScenarioError for a field that is below 0, larger than this, or no number."""
    for field, limit in most.items():
        found = getattr(record, field)
        if isinstance(found, int | float) and not 0 <= found <= limit:
            raise ScenarioError(f"{place}: {field} is {found}; write a number from 0 to {limit}")


def _check_start(scenario: Scenario) -> None:
    try:
        date.fromisoformat(scenario.start)
    except ValueError:
        raise ScenarioError(
            f"scenario '{scenario.name}': start '{scenario.start}' is not a date; "
            "write one such as 2027-01-04"
        ) from None


def _check_project(project: Project, roles: dict) -> None:
    if not project.activities:
        raise ScenarioError(f"project '{project.id}': has no activities; write at least one")
    activities = _unique(f"project '{project.id}', activity", project.activities)
    _check_days(project)
    for activity in project.activities:
        place = f"project '{project.id}', activity '{activity.id}'"
        _check_work(activity, place)
        for demand in activity.people:
            known(demand.role, roles, f"{place}: needs role")
            if demand.people > roles[demand.role].people > 0:
                raise ScenarioError(
                    f"{place}: needs {demand.people:g} {demand.role}, there are only "
                    f"{roles[demand.role].people:g}; write fewer, or give the role more people"
                )
        for relation in activity.predecessors:
            what = "which is not an activity of this project"
            known(relation.activity, activities, f"{place}: comes after", what)
    try:
        order(project)
    except CycleError as error:
        circle = " after ".join(f"'{name}'" for name in error.args[1])
        raise ScenarioError(
            f"project '{project.id}': activities wait for each other in a circle: {circle}; "
            "take one of these relations out"
        ) from None


def order(project: Project) -> tuple[str, ...]:
    """The ids of a project's activities, each after all its predecessors."""
    graph = {a.id: [relation.activity for relation in a.predecessors] for a in project.activities}
    return tuple(TopologicalSorter(graph).static_order())


def _check_days(project: Project) -> None:
    if project.due is not None and project.due < project.arrival:
        raise ScenarioError(
            f"project '{project.id}': due day {project.due:g} is before it arrives on day "
            f"{project.arrival:g}; write a later due day, or none"
        )
    if project.deadline is not None and project.due is not None and project.deadline < project.due:
        raise ScenarioError(
            f"project '{project.id}': deadline {project.deadline:g} is before its due day "
            f"{project.due:g}; write a deadline on or after the due day, or none"
        )


def _check_work(activity: Activity, place: str) -> None:
    if (activity.effort is None) == (activity.days is None):
        found = "neither effort nor" if activity.effort is None else "both effort and"
        raise ScenarioError(f"{place}: has {found} days; write exactly one of them")
    if activity.effort is not None and not activity.people:
        raise ScenarioError(f"{place}: has effort but no people; say who, or write days instead")
    roles = [demand.role for demand in activity.people]
    for role in roles:
        if roles.count(role) > 1:
            raise ScenarioError(f"{place}: names role '{role}' twice; add the two numbers up")


def _unique(kind: str, records: tuple) -> dict:
    """The records by id. Raises ScenarioError if two have the same id."""
    by_id = {}
    for record in records:
        if record.id in by_id:
            raise ScenarioError(f"{kind} '{record.id}': stands twice; give each its own id")
        by_id[record.id] = record
    return by_id
