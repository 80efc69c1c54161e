"""What a scenario must obey, beyond types and ranges; each broken rule has its own sentence."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import Protocol, TypeVar

from simulator.bounds import keep_within
from simulator.limits import LAST_DAY, MOST_PEOPLE
from simulator.scenario import (
    Activity,
    DueInject,
    Inject,
    IssueInject,
    PeopleInject,
    Project,
    Role,
    Scenario,
    ScenarioError,
    WithdrawalInject,
    nearest_hour,
)
from simulator.values import LONGEST_SHOWN, shown

NAMES_COMPARED = 1_000
"""Among so many names at most the nearest one is looked for: each comparison takes its time."""
NAMES_SHOWN = 8


class Named(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """What others call it."""


Known = TypeVar("Known", bound=Named)


def check(scenario: Scenario) -> Scenario:
    """The scenario itself, if it obeys every rule.

    Raises ScenarioError that names the place, the value and what to write instead.
    """
    keep_within(scenario)
    _check_start(scenario)
    roles = _unique("role", scenario.roles)
    projects = _unique("project", scenario.projects)
    for project in scenario.projects:
        _check_project(project, roles)
    risks = _unique("risk", scenario.risks)
    for risk in scenario.risks:
        known(risk.project, projects, f"risk {shown(risk.id)}: project")
    for offer in scenario.mitigations:
        known(offer.risk, risks, f"mitigation {shown(offer.id)}: risk")
    _unique("mitigation", scenario.mitigations)
    _check_between_projects(scenario, projects)
    if not scenario.projects:
        raise ScenarioError(f"scenario {shown(scenario.name)}: has no projects; write at least one")
    for inject in scenario.injects:
        _check_inject(inject, roles, projects)
    return scenario


def known(
    value: str, names: Collection[str], place: str, what: str = "is not in this scenario"
) -> None:
    """Raise ScenarioError if the value is none of the names, with the nearest one as a hint."""
    if value not in names:
        near = nearest(value, names)
        some = ", ".join(name[:LONGEST_SHOWN] for name in sorted(names)[:NAMES_SHOWN])
        others = f"known: {some}" if names else "there are none"
        hint = f"did you mean {shown(near)}?" if near else others
        raise ScenarioError(f"{place} {shown(value)} {what} ({hint})")


def nearest(value: str, names: Collection[str]) -> str | None:
    """The name that looks most like the value, if one does."""
    short = (name for name in islice(names, NAMES_COMPARED) if len(name) <= LONGEST_SHOWN)
    near = get_close_matches(value, short, n=1) if len(value) <= LONGEST_SHOWN else []
    return near[0] if near else None


def order(project: Project) -> tuple[str, ...]:
    """The ids of a project's activities, each after all its predecessors."""
    graph = {a.id: [relation.activity for relation in a.predecessors] for a in project.activities}
    return tuple(TopologicalSorter(graph).static_order())


def early_starts(project: Project, in_order: Sequence[str]) -> dict[str, float]:
    """The first day of each activity if nobody is ever waited for, counted from the arrival."""
    activities = {activity.id: activity for activity in project.activities}
    days = {activity.id: activity.planned_days for activity in project.activities}
    start: dict[str, float] = {}
    for name in in_order:
        first = nearest_hour(activities[name].earliest)
        for relation in activities[name].predecessors:
            before = relation.activity
            bound = start[before] + nearest_hour(relation.lag)
            bound += days[before] if relation.kind in ("FS", "FF") else 0.0
            bound -= days[name] if relation.kind in ("FF", "SF") else 0.0
            first = max(first, start[before], bound)
        start[name] = first
    return start


def _check_start(scenario: Scenario) -> None:
    try:
        date.fromisoformat(scenario.start)
    except ValueError:
        raise ScenarioError(
            f"scenario {shown(scenario.name)}: start {shown(scenario.start)} is not a date; "
            "write one such as 2027-01-04"
        ) from None


def _check_project(project: Project, roles: Mapping[str, Role]) -> None:
    at = f"project {shown(project.id)}"
    if not project.activities:
        raise ScenarioError(f"{at}: has no activities; write at least one")
    activities = _unique(f"{at}, activity", project.activities)
    _check_days(project, at)
    for activity in project.activities:
        place = f"{at}, activity {shown(activity.id)}"
        _check_work(activity, place)
        _check_people(activity, place, roles)
        for relation in activity.predecessors:
            what = "which is not an activity of this project"
            known(relation.activity, activities, f"{place}: comes after", what)
    try:
        in_order = order(project)
    except CycleError as error:
        raise ScenarioError(
            f"{at}: activities wait for each other in a circle: {_circle(error)}; "
            "take one of these relations out"
        ) from None
    _check_length(project, at, in_order)


def _check_people(activity: Activity, place: str, roles: Mapping[str, Role]) -> None:
    for demand in activity.people:
        known(demand.role, roles, f"{place}: needs role")
        people = roles[demand.role].people
        if demand.people > people > 0:
            raise ScenarioError(
                f"{place}: needs {demand.people:g} {demand.role[:LONGEST_SHOWN]}, there are only "
                f"{people:g}; write fewer, or give the role more people"
            )


def _check_length(project: Project, place: str, in_order: Sequence[str]) -> None:
    """A plan must come to its end while there are days; a run of it takes longer still."""
    start = early_starts(project, in_order)
    end = project.arrival + max(start[it.id] + it.planned_days for it in project.activities)
    if end > LAST_DAY:
        raise ScenarioError(
            f"{place}: its plan ends on day {end:g}; write fewer or shorter activities, "
            f"the last day is {LAST_DAY}"
        )


def _check_between_projects(scenario: Scenario, projects: Mapping[str, Project]) -> None:
    objectives = _unique("objective", scenario.objectives)
    for project in scenario.projects:
        for before in project.after:
            known(before, projects, f"project {shown(project.id)}: comes after project")
        for aim in project.serves:
            known(aim.objective, objectives, f"project {shown(project.id)}: serves objective")
    try:
        TopologicalSorter({project.id: project.after for project in scenario.projects}).prepare()
    except CycleError as error:
        raise ScenarioError(
            f"projects wait for each other in a circle: {_circle(error)}; "
            "take one of these out of `after`"
        ) from None
    if scenario.objectives and not any(aim.weight for aim in scenario.objectives):
        raise ScenarioError(
            f"scenario {shown(scenario.name)}: all objectives have weight 0; "
            "give one a larger weight"
        )


def _check_inject(
    inject: Inject, roles: Mapping[str, Role], projects: Mapping[str, Project]
) -> None:
    at = f"inject {shown(inject.headline)}"
    if not inject.headline.strip():
        raise ScenarioError(
            f"inject on day {inject.day:g}: has no headline; write what people read"
        )
    if isinstance(inject, PeopleInject):
        known(inject.role, roles, f"{at}: role")
        if not 0 < abs(inject.change) <= MOST_PEOPLE:
            raise ScenarioError(
                f"{at}: change is {shown(inject.change)}; write how many people join, or how many "
                f"leave with a minus, {MOST_PEOPLE} at most"
            )
    if isinstance(inject, IssueInject | DueInject | WithdrawalInject):
        known(inject.project, projects, f"{at}: project")
        _check_inject_of(projects[inject.project], inject, at)


def _check_inject_of(
    project: Project, inject: IssueInject | DueInject | WithdrawalInject, place: str
) -> None:
    """What comes to a project must find it there."""
    if inject.day < project.arrival:
        raise ScenarioError(
            f"{place}: comes on day {inject.day:g}, before project {shown(project.id)} arrives on "
            f"day {project.arrival:g}; write a later day"
        )
    if not isinstance(inject, DueInject):
        return
    if project.due is None:
        raise ScenarioError(
            f"{place}: project {shown(project.id)} has no due day that could move; "
            "name a project that has one"
        )
    if inject.due < inject.day:
        raise ScenarioError(
            f"{place}: due day {inject.due:g} is before day {inject.day:g}, on which it is told; "
            "write a later due day"
        )


def _circle(error: CycleError) -> str:
    """Who waits for whom: the beginning of a long circle, and the whole of a short one."""
    names: list[str] = error.args[1]
    some = [shown(name) for name in names[:NAMES_SHOWN]]
    if len(names) > NAMES_SHOWN:
        some.append(f"{len(names) - NAMES_SHOWN} more")
    return " after ".join(some)


def _check_days(project: Project, place: str) -> None:
    if project.due is not None and project.due < project.arrival:
        raise ScenarioError(
            f"{place}: due day {project.due:g} is before it arrives on day "
            f"{project.arrival:g}; write a later due day, or none"
        )
    if project.deadline is not None and project.due is not None and project.deadline < project.due:
        raise ScenarioError(
            f"{place}: deadline {project.deadline:g} is before its due day "
            f"{project.due:g}; write a deadline on or after the due day, or none"
        )


def _check_work(activity: Activity, place: str) -> None:
    if (activity.effort is None) == (activity.days is None):
        found = "neither effort nor" if activity.effort is None else "both effort and"
        raise ScenarioError(f"{place}: has {found} days; write exactly one of them")
    if activity.effort is not None and not activity.people:
        raise ScenarioError(f"{place}: has effort but no people; say who, or write days instead")
    if activity.effort is not None and not activity.effort / activity.team <= LAST_DAY:
        raise ScenarioError(
            f"{place}: takes {activity.effort / activity.team:g} days; write less effort or more "
            f"people, for {LAST_DAY} days at most"
        )
    roles: set[str] = set()
    for demand in activity.people:
        if demand.role in roles:
            raise ScenarioError(
                f"{place}: names role {shown(demand.role)} twice; add the two numbers up"
            )
        roles.add(demand.role)


def _unique(kind: str, records: Sequence[Known]) -> dict[str, Known]:
    """The records by id. Raises ScenarioError if two have the same id."""
    by_id: dict[str, Known] = {}
    for record in records:
        if record.id in by_id:
            raise ScenarioError(f"{kind} {shown(record.id)}: stands twice; give each its own id")
        by_id[record.id] = record
    return by_id
