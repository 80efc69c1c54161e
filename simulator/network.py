"""The plan as a network: early and late days, slack and successors of every activity.

One forward and one backward pass, without people; computed once for a scenario.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from math import fsum
from typing import NamedTuple, TypeVar

from simulator.check import check, early_starts, order
from simulator.scenario import Project, Relation, Scenario, nearest_hour

Found = TypeVar("Found")


class Planned(NamedTuple):
    """What the plan says about one activity: everything an order may look at."""

    place: int
    """Position in the scenario's file; the last tie-break."""
    project: str
    activity: str
    arrival: float
    due: float
    """The project's due day; infinite if it has none."""
    value: float
    cost_of_delay: float
    project_effort: float
    """Work content of the whole project in person-days (in days, if nobody is needed)."""
    days: float
    effort: float
    earliest_start: float
    earliest_finish: float
    latest_start: float
    """Counted back from the project's due day, or else from its critical path's end."""
    latest_finish: float
    total_successors: int
    positional_weight: float
    """Its own days plus those of its immediate successors."""
    immediate_successors: int
    total_positional_weight: float
    """Its own days plus those of all its successors."""
    serves: tuple[tuple[str, float], ...] = ()
    """(objective, share) for what its project serves."""

    @property
    def slack(self) -> float:
        """Working days the start can slip without moving the project's end."""
        return self.latest_start - self.earliest_start


class Link(NamedTuple):
    """A relation seen from the predecessor."""

    successor: int
    kind: str
    lag: float

    @property
    def is_simple(self) -> bool:
        """Whether it only says that one comes after the other's finish."""
        return self.kind == "FS" and self.lag == 0


class Network(NamedTuple):
    """A checked scenario, laid out by position in the file."""

    activities: tuple[Planned, ...]
    project_of: tuple[int, ...]
    members: tuple[range, ...]
    """Positions of each project's activities."""
    demands: tuple[tuple[tuple[int, float], ...], ...]
    """(position of the role, people) for each activity."""
    predecessors: tuple[int, ...]
    """How many relations each activity waits for before it may start; the first activities of a
    project wait for the projects it comes after."""
    after_finish: tuple[tuple[int, ...], ...]
    """Successors that wait only for this activity's finish: finish-to-start without a lag."""
    other_links: tuple[tuple[Link, ...], ...]
    """All other relations."""
    finish_conditions: tuple[tuple[tuple[int, Relation], ...], ...]
    """(position of the predecessor, relation) for relations that bind an activity's finish."""
    critical_days: tuple[float, ...]
    """Length of each project's critical path in working days."""
    sources: tuple[tuple[int, ...], ...]
    """Positions of each project's activities without predecessors."""
    dependents: tuple[tuple[int, ...], ...]
    """Positions of the projects that wait for each project's delivery."""


LARGE = 5_000
"""Activities from which on a scenario is a large one: its network takes megabytes."""


def _kept(function: Callable[[Scenario], Found]) -> Callable[[Scenario], Found]:
    """The function, with its last results kept: of large scenarios only a few."""
    many, few = lru_cache(maxsize=64)(function), lru_cache(maxsize=4)(function)

    @wraps(function)
    def found(scenario: Scenario) -> Found:
        size = sum(len(project.activities) for project in scenario.projects)
        return few(scenario) if size >= LARGE else many(scenario)

    return found


@_kept
def network(scenario: Scenario) -> Network:
    """The network of a scenario. Raises ScenarioError if the scenario breaks a rule."""
    check(scenario)
    role_place = {role.id: place for place, role in enumerate(scenario.roles)}
    planned: list[Planned] = []
    project_of: list[int] = []
    members: list[range] = []
    critical: list[float] = []
    demands: list[tuple[tuple[int, float], ...]] = []
    predecessors: list[int] = []
    links: list[_Links] = []
    for number, project in enumerate(scenario.projects):
        first = len(planned)
        plan, length = _plan(project, first)
        planned.extend(plan)
        critical.append(length)
        members.append(range(first, first + len(plan)))
        project_of.extend([number] * len(plan))
        links.extend(_links(project, first))
        for activity in project.activities:
            demands.append(tuple((role_place[d.role], d.people) for d in activity.people))
            predecessors.append(len(activity.predecessors))
    sources = tuple(tuple(it for it in places if not predecessors[it]) for places in members)
    for number, project in enumerate(scenario.projects):
        for place in sources[number]:
            predecessors[place] = len(project.after)
    return Network(
        activities=tuple(planned),
        project_of=tuple(project_of),
        members=tuple(members),
        demands=tuple(demands),
        predecessors=tuple(predecessors),
        after_finish=tuple(own.after_finish for own in links),
        other_links=tuple(own.others for own in links),
        finish_conditions=tuple(own.conditions for own in links),
        critical_days=tuple(critical),
        sources=sources,
        dependents=_dependents(scenario),
    )


def _dependents(scenario: Scenario) -> tuple[tuple[int, ...], ...]:
    """By project: the places of those that come after it."""
    waiting: dict[str, list[int]] = {project.id: [] for project in scenario.projects}
    for place, project in enumerate(scenario.projects):
        for before in project.after:
            waiting[before].append(place)
    return tuple(map(tuple, waiting.values()))


class _Links(NamedTuple):
    """The relations of one activity, as a Network holds them."""

    after_finish: tuple[int, ...]
    others: tuple[Link, ...]
    conditions: tuple[tuple[int, Relation], ...]


def _links(project: Project, first: int) -> list[_Links]:
    """The relations of each of a project's activities, in the file's order."""
    places = {activity.id: first + i for i, activity in enumerate(project.activities)}
    followers: dict[str, list[Link]] = {activity.id: [] for activity in project.activities}
    for activity in project.activities:
        for relation in activity.predecessors:
            followers[relation.activity].append(
                Link(places[activity.id], relation.kind, nearest_hour(relation.lag))
            )
    found = []
    for activity in project.activities:
        own = followers[activity.id]
        simple = tuple(link.successor for link in own if link.is_simple)
        others = tuple(link for link in own if not link.is_simple)
        conditions = tuple(
            (places[relation.activity], relation)
            for relation in activity.predecessors
            if relation.kind in ("FF", "SF")
        )
        found.append(_Links(simple, others, conditions))
    return found


Followers = dict[str, list[tuple[str, Relation]]]
"""By activity: which come after it, and how."""


def _plan(project: Project, first: int) -> tuple[list[Planned], float]:
    """The project's planned activities, and the length of its critical path."""
    days = {activity.id: activity.planned_days for activity in project.activities}
    in_order = order(project)
    start = early_starts(project, in_order)
    followers = _followers(project)
    length = max(start[name] + days[name] for name in days)
    zero = nearest_hour(project.arrival)
    end = length if project.due is None else project.due - zero
    late = _late_finishes(in_order, followers, days, end)
    bit = {name: 1 << i for i, name in enumerate(days)}
    reach = _reach(in_order, followers, bit)
    days_of = _sums(days, bit)
    near = {name: {after for after, _ in followers[name]} for name in days}
    effort = project.effort
    plan = [
        Planned(
            place=first + i,
            project=project.id,
            activity=activity.id,
            arrival=zero,
            due=float("inf") if project.due is None else project.due,
            value=project.value,
            cost_of_delay=project.cost_of_delay,
            project_effort=effort or length,
            days=days[activity.id],
            effort=activity.planned_effort,
            earliest_start=zero + start[activity.id],
            earliest_finish=zero + start[activity.id] + days[activity.id],
            latest_start=zero + late[activity.id] - days[activity.id],
            latest_finish=zero + late[activity.id],
            total_successors=reach[activity.id].bit_count(),
            positional_weight=days[activity.id] + fsum(days[after] for after in near[activity.id]),
            immediate_successors=len(near[activity.id]),
            total_positional_weight=days[activity.id] + days_of(reach[activity.id]),
            serves=tuple((aim.objective, aim.share) for aim in project.serves),
        )
        for i, activity in enumerate(project.activities)
    ]
    return plan, length


def _followers(project: Project) -> Followers:
    followers: Followers = {activity.id: [] for activity in project.activities}
    for activity in project.activities:
        for relation in activity.predecessors:
            followers[relation.activity].append((activity.id, relation))
    return followers


def _late_finishes(
    in_order: Sequence[str], followers: Followers, days: dict[str, float], end: float
) -> dict[str, float]:
    """The last day of each activity that moves nothing, counted from the project's arrival."""
    late: dict[str, float] = {}
    for name in reversed(in_order):
        late[name] = end
        for after, relation in followers[name]:
            bound = late[after] - nearest_hour(relation.lag)
            bound -= days[after] if relation.kind in ("FS", "SS") else 0.0
            bound += days[name] if relation.kind in ("SS", "SF") else 0.0
            not_after = late[after] - days[after] + days[name]  # it starts no later than `after`
            late[name] = min(late[name], bound, not_after)
    return late


def _reach(in_order: Sequence[str], followers: Followers, bit: dict[str, int]) -> dict[str, int]:
    """All successors of each activity, as bits: of many activities a set would be too large."""
    reach: dict[str, int] = {}
    for name in reversed(in_order):
        reach[name] = 0
        for after, _ in followers[name]:
            reach[name] |= reach[after] | bit[after]
    return reach


def _sums(days: dict[str, float], bit: dict[str, int]) -> Callable[[int], float]:
    """A function that adds up the days of a set of activities, given as bits.

    It counts who has each binary digit in their eighths of a day, so that it needs one step for a
    digit and not one for an activity: in a large network nearly all are successors of the first.
    """
    eighths = {name: round(days[name] * 8) for name in days}
    digits = range(max(eighths.values()).bit_length())
    holders = [sum(bit[name] for name in days if eighths[name] >> digit & 1) for digit in digits]
    return lambda chosen: sum((chosen & holders[it]).bit_count() << it for it in digits) / 8


@_kept
def work_by_role(scenario: Scenario) -> tuple[dict[int, float], ...]:
    """Planned person-days of each project, by the role's place in the scenario.

    >>> from simulator import load
    >>> work_by_role(load("three_projects"))[0]
    {0: 5.0, 1: 26.0, 2: 5.0}
    """
    plan = network(scenario)
    found: list[dict[int, float]] = []
    for members in plan.members:
        work: dict[int, float] = {}
        for place in members:
            for role, people in plan.demands[place]:
                work[role] = work.get(role, 0.0) + people * plan.activities[place].days
        found.append(work)
    return tuple(found)


@_kept
def families(scenario: Scenario) -> dict[tuple[str, str], str]:
    """The family of each activity that has one."""
    return {
        (project.id, activity.id): activity.family
        for project in scenario.projects
        for activity in project.activities
        if activity.family
    }
