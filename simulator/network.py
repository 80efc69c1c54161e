"""The plan as a network: early and late days, slack and successors of every activity.

One forward and one backward pass, without people; computed once for a scenario.
"""

from collections.abc import Callable
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from simulator.check import check, order
from simulator.scenario import Project, Relation, Scenario, nearest_hour


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


@lru_cache(maxsize=64)
def network(scenario: Scenario) -> Network:
    """The network of a scenario. Raises ScenarioError if the scenario breaks a rule."""
    check(scenario)
    role_place = {role.id: place for place, role in enumerate(scenario.roles)}
    planned, project_of, members, demands, critical = [], [], [], [], []
    predecessors, after_finish, other_links, conditions = [], [], [], []
    for number, project in enumerate(scenario.projects):
        first = len(planned)
        places = {activity.id: first + i for i, activity in enumerate(project.activities)}
        plan, length = _plan(project, first)
        planned.extend(plan)
        critical.append(length)
        members.append(range(first, first + len(plan)))
        project_of.extend([number] * len(plan))
        links = _links(project, places)
        for activity in project.activities:
            demands.append(tuple((role_place[d.role], d.people) for d in activity.people))
            predecessors.append(len(activity.predecessors))
            own = links[activity.id]
            simple = [link.successor for link in own if link.kind == "FS" and link.lag == 0]
            after_finish.append(tuple(simple))
            other_links.append(tuple(x for x in own if x.kind != "FS" or x.lag != 0))
            conditions.append(
                tuple(
                    (places[relation.activity], relation)
                    for relation in activity.predecessors
                    if relation.kind in ("FF", "SF")
                )
            )
    sources = tuple(tuple(it for it in places if not predecessors[it]) for places in members)
    for number, project in enumerate(scenario.projects):
        for place in sources[number]:
            predecessors[place] = len(project.after)
    return Network(
        tuple(planned), tuple(project_of), tuple(members), tuple(demands), tuple(predecessors),
        tuple(after_finish), tuple(other_links), tuple(conditions), tuple(critical),
        sources, _dependents(scenario),
    )  # fmt: skip


def _dependents(scenario: Scenario) -> tuple[tuple[int, ...], ...]:
    """By project: the places of those that come after it."""
    waiting: dict[str, list[int]] = {project.id: [] for project in scenario.projects}
    for place, project in enumerate(scenario.projects):
        for before in project.after:
            waiting[before].append(place)
    return tuple(map(tuple, waiting.values()))


def _links(project: Project, places: dict[str, int]) -> dict[str, list[Link]]:
    """By predecessor: the relations that its start or finish decides, in the file's order."""
    links: dict[str, list[Link]] = {activity.id: [] for activity in project.activities}
    for activity in project.activities:
        for relation in activity.predecessors:
            links[relation.activity].append(
                Link(places[activity.id], relation.kind, nearest_hour(relation.lag))
            )
    return links


def _plan(project: Project, first: int) -> tuple[list[Planned], float]:
    """The project's planned activities, and the length of its critical path."""
    activities = {activity.id: activity for activity in project.activities}
    days = {activity.id: activity.planned_days for activity in project.activities}
    start: dict[str, float] = {}
    followers: dict[str, list[tuple[str, Relation]]] = {name: [] for name in activities}
    in_order = order(project)
    for name in in_order:
        start[name] = nearest_hour(activities[name].earliest)
        for relation in activities[name].predecessors:
            before = relation.activity
            followers[before].append((name, relation))
            bound = start[before] + nearest_hour(relation.lag)
            bound += days[before] if relation.kind in ("FS", "FF") else 0.0
            bound -= days[name] if relation.kind in ("FF", "SF") else 0.0
            start[name] = max(start[name], start[before], bound)
    length = max(start[name] + days[name] for name in activities)
    zero = nearest_hour(project.arrival)
    end = length if project.due is None else project.due - zero
    late: dict[str, float] = {}
    reach: dict[str, int] = {}
    bit = {name: 1 << i for i, name in enumerate(activities)}
    for name in reversed(in_order):
        late[name] = end
        reach[name] = 0
        for after, relation in followers[name]:
            bound = late[after] - nearest_hour(relation.lag)
            bound -= days[after] if relation.kind in ("FS", "SS") else 0.0
            bound += days[name] if relation.kind in ("SS", "SF") else 0.0
            not_after = late[after] - days[after] + days[name]  # it starts no later than `after`
            late[name] = min(late[name], bound, not_after)
            reach[name] |= reach[after] | bit[after]
    days_of = _sums(days, bit)
    near = {name: {after for after, _ in followers[name]} for name in activities}
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


def _sums(days: dict[str, float], bit: dict[str, int]) -> Callable[[int], float]:
    """A function that adds up the days of a set of activities, given as bits.

    It counts who has each binary digit in their eighths of a day, so that it needs one step for a
    digit and not one for an activity: in a large network nearly all are successors of the first.
    """
    eighths = {name: round(days[name] * 8) for name in days}
    digits = range(max(eighths.values()).bit_length())
    holders = [sum(bit[name] for name in days if eighths[name] >> digit & 1) for digit in digits]
    return lambda chosen: sum((chosen & holders[it]).bit_count() << it for it in digits) / 8


@lru_cache(maxsize=64)
def work_by_role(scenario: Scenario) -> tuple[dict[str, float], ...]:
    """Planned person-days of each project, by role."""
    plan, found = network(scenario), []
    for members in plan.members:
        work: dict[int, float] = {}
        for place in members:
            for role, people in plan.demands[place]:
                work[role] = work.get(role, 0.0) + people * plan.activities[place].days
        found.append(work)
    return tuple(found)


@lru_cache(maxsize=64)
def families(scenario: Scenario) -> dict[tuple[str, str], str]:
    """The family of each activity that has one."""
    return {
        (project.id, activity.id): activity.family
        for project in scenario.projects
        for activity in project.activities
        if activity.family
    }
