"""A second engine, which shares nothing with the first but the records it reads and writes.

`decide(state, command)` says what happens, `evolve(state, event)` what is true afterwards; a heap
is the clock. It knows the classical core only: people, precedence, orders, WIP limit, intake and
decisions; no chance, no risks, no divided attention.
"""

from functools import cache, reduce
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from simulator import events as facts
from simulator.decisions import (
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.policies import Policy
from simulator.scenario import Activity, Project, Scenario

Key = tuple[str, str]
"""(project, activity): how an activity is called here."""

FACT, DECIDE, CHOOSE = range(3)
"""What comes first within one instant."""


class Arrive(NamedTuple):
    """A project's request comes in."""

    project: str


class Ripen(NamedTuple):
    """A lag or an earliest day has passed."""

    key: Key


class Finish(NamedTuple):
    """An activity's time is up."""

    key: Key


class Join(NamedTuple):
    """Hired people come to their first day."""

    role: str
    change: float


class Choose(NamedTuple):
    """Work is handed out."""


class RefusedError(Exception):
    """A decision that cannot be carried out."""


class State(NamedTuple):
    """What is true at one instant. Nothing in it is ever changed; `evolve` makes another one."""

    book: "Book"
    rules: dict[str, object]
    people: dict[str, float]
    first: tuple[str, ...] = ()
    arrived: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    paused: frozenset[str] = frozenset()
    waved: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    ready: tuple[Key, ...] = ()
    started: dict[Key, float] = {}
    ended: dict[Key, float] = {}


class Book:
    """The plan, to look things up in: who comes after whom, and the days without any shortage."""

    def __init__(self, scenario: Scenario) -> None:
        self.projects: dict[str, Project] = {project.id: project for project in scenario.projects}
        self.activities: dict[Key, Activity] = {
            (project.id, activity.id): activity
            for project in scenario.projects
            for activity in project.activities
        }
        self.place = {key: place for place, key in enumerate(self.activities)}
        self.roles = {role.id: role for role in scenario.roles}
        self.followers: dict[Key, list[tuple[Key, str, float]]] = {k: [] for k in self.activities}
        for key, activity in self.activities.items():
            for relation in activity.predecessors:
                before = (key[0], relation.activity)
                self.followers[before].append((key, relation.kind, relation.lag))
        self.early = cache(self.early)
        self.late = cache(self.late)
        self.behind = cache(self.behind)

    def days(self, key: Key) -> float:
        """How long an activity takes."""
        return self.activities[key].planned_days

    def allows(self, kind: str, lag: float, before: Key, start: float, after: Key) -> float:
        """The day from which an activity started on a day lets another one start."""
        day = start + lag
        if kind in ("FS", "FF"):
            day += self.days(before)
        if kind in ("FF", "SF"):
            day -= self.days(after)
        return max(start, day)

    def bounds(self, key: Key, started: dict[Key, float], ended: dict[Key, float]) -> list:
        """For each predecessor the day from which it allows a start, None if not known yet."""
        found = []
        for it in self.activities[key].predecessors:
            before = (key[0], it.activity)
            known = before in (ended if _plain(it.kind, it.lag) else started)
            bound = known and self.allows(it.kind, it.lag, before, started[before], key)
            found.append(bound if known else None)
        return found

    def early(self, key: Key) -> float:
        """The first day on which the activity could start with any number of people."""
        project, activity = self.projects[key[0]], self.activities[key]
        before = {(key[0], relation.activity) for relation in activity.predecessors}
        started = {other: self.early(other) for other in before}
        return max([project.arrival + activity.earliest, *self.bounds(key, started, started)])

    def critical_end(self, project: str) -> float:
        """The day on which all is finished with any number of people."""
        keys = [key for key in self.activities if key[0] == project]
        return max(self.early(key) + self.days(key) for key in keys)

    def end(self, project: str) -> float:
        """The due day, or else the end of the critical path."""
        due = self.projects[project].due
        return self.critical_end(project) if due is None else due

    def effort(self, project: str) -> float:
        """Person-days of the project, or else the days that it takes."""
        work = [activity for key, activity in self.activities.items() if key[0] == project]
        effort = sum(it.planned_days * need.people for it in work for need in it.people)
        return effort or self.critical_end(project) - self.projects[project].arrival

    def late(self, key: Key) -> float:
        """The last day on which the activity could start and its project still end in time."""
        days = self.days(key)
        latest = [self.end(key[0]) - days]
        for after, kind, lag in self.followers[key]:
            start = self.late(after)
            finish = start + self.days(after)
            of_start = (start if kind in ("FS", "SS") else finish) - lag
            latest += [start, of_start - days if kind in ("FS", "FF") else of_start]
        return min(latest)

    def behind(self, key: Key) -> frozenset[Key]:
        """All that waits for this activity, directly or not."""
        after = {other for other, _, _ in self.followers[key]}
        return frozenset(after).union(*(self.behind(other) for other in after))

    def importance(self, order: str, key: Key) -> float:
        """What the order sorts by; the smallest goes first."""
        project = self.projects[key[0]]
        if order == "first_come":
            return project.arrival
        if order == "due_first":
            return float("inf") if project.due is None else project.due
        if order == "shortest_first":
            return self.days(key)
        if order == "longest_first":
            return -self.days(key)
        if order == "highest_value":
            return -project.value
        if order in ("cost_of_delay", "aligned_cost_of_delay"):  # one aim at most, no drift
            effort = self.effort(key[0])
            return -project.cost_of_delay / effort if effort else 0.0
        return self._network(order, key)

    def _network(self, order: str, key: Key) -> float:
        if order == "minimum_slack":
            return self.late(key) - self.early(key)
        if order == "latest_start_time":
            return self.late(key)
        if order == "latest_finish_time":
            return self.late(key) + self.days(key)
        if order == "earliest_start_time":
            return self.early(key)
        if order == "earliest_finish_time":
            return self.early(key) + self.days(key)
        if order == "greatest_resource_demand":
            return -self.days(key) * sum(need.people for need in self.activities[key].people)
        return self._followers(order, key)

    def _followers(self, order: str, key: Key) -> float:
        direct = {it[0] for it in self.followers[key]}
        if order == "most_immediate_successors":
            return -len(direct)
        if order == "most_total_successors":
            return -len(self.behind(key))
        if order == "greatest_total_positional_weight":
            return -self.days(key) - sum(self.days(it) for it in self.behind(key))
        assert order == "greatest_rank_positional_weight"
        return -self.days(key) - sum(self.days(it) for it in direct)


def _plain(kind: str, lag: float) -> bool:
    """Whether a relation is the ordinary one, which waits for nothing but a finish."""
    return kind == "FS" and lag == 0


def run(scenario, policy=None, decisions=(), until=None) -> tuple[facts.Event, ...]:
    """The same as `simulate` without a seed: all events until a day, or until nothing moves."""
    state, log = begin(scenario, policy or Policy()), []
    arrivals = [(project.arrival, FACT, Arrive(project.id)) for project in scenario.projects]
    agenda, ticket = [], count()

    def plan(entries: list[tuple[float, int, object]]) -> None:
        for day, phase, command in entries:
            heappush(agenda, (day, phase, next(ticket), command))

    plan(arrivals + [(decision.day, DECIDE, decision) for decision in decisions])
    while agenda and (until is None or agenda[0][:2] < (until, CHOOSE)):
        day, _, _, command = heappop(agenda)
        happened = decide(state, day, command)
        for event in happened:
            state = evolve(state, event)
            plan([(later, FACT, then) for later, then in consequences(state, event)])
        plan([(day, CHOOSE, Choose())] if happened else [])
        log += happened
    return tuple(log)


def begin(scenario: Scenario, policy: Policy) -> State:
    """Before anything has happened."""
    rules = {field: getattr(policy, field) for field in policy.__struct_fields__}
    return State(Book(scenario), rules, {role.id: role.people for role in scenario.roles})


def consequences(state: State, event: facts.Event) -> list[tuple[float, object]]:
    """What an event brings about later, or at the same instant but after it, with its day."""
    book = state.book
    match event:
        case facts.ProjectArrived(day, project):
            own = [key for key in book.activities if key[0] == project]
            return [
                (day + book.activities[key].earliest, Ripen(key))
                for key in own
                if book.activities[key].earliest > 0
            ]
        case facts.ActivityStarted(day, project, activity):
            key = (project, activity)
            ripening = [
                (book.allows(kind, lag, key, day, after), Ripen(after))
                for after, kind, lag in book.followers[key]
                if not _plain(kind, lag)
            ]
            return [(day + book.days(key), Finish(key)), *ripening]
        case facts.HiringStarted(_, role, people, from_day):
            return [(from_day, Join(role, people))]
    return []


def ripe(state: State, key: Key) -> float | None:
    """The day on which the activity is ready; None if that is not known yet."""
    project, activity = state.book.projects[key[0]], state.book.activities[key]
    bounds = state.book.bounds(key, state.started, state.ended)
    if key[0] not in state.arrived or None in bounds:
        return None
    return max([project.arrival + activity.earliest, *bounds])


def evolve(state: State, event: facts.Event) -> State:
    """The state after an event."""
    match event:
        case facts.ProjectArrived(_, project):
            return state._replace(arrived=state.arrived | {project})
        case facts.ProjectStarted(_, project):
            return state._replace(begun=state.begun | {project})
        case facts.ProjectPaused(_, project):
            return state._replace(paused=state.paused | {project})
        case facts.ProjectResumed(_, project):
            return state._replace(paused=state.paused - {project}, waved=state.waved | {project})
        case facts.ProjectFinished(_, project) | facts.ProjectCancelled(_, project):
            ready = tuple(key for key in state.ready if key[0] != project)
            return state._replace(over=state.over | {project}, ready=ready)
    return _evolve_office(state, event)


def _evolve_office(state: State, event: facts.Event) -> State:
    match event:
        case facts.ProjectsOrdered(_, projects):
            return state._replace(first=projects)
        case facts.PeopleChanged(_, role, people):
            return state._replace(people={**state.people, role: people})
        case facts.PolicyChanged(_, changes):
            new = {field: _value(text) for field, text in changes}
            return state._replace(rules={**state.rules, **new})
    return _evolve_activity(state, event)


def _value(text: str) -> object:
    """The value of a policy's field, from its text in the log."""
    if text.isdigit():
        return int(text)
    return {"None": None, "True": True, "False": False}.get(text, text)


def _evolve_activity(state: State, event: facts.Event) -> State:
    match event:
        case facts.ActivityReady(_, project, activity):
            return state._replace(ready=(*state.ready, (project, activity)))
        case facts.ActivityStarted(day, project, activity):
            key = (project, activity)
            ready = tuple(other for other in state.ready if other != key)
            return state._replace(ready=ready, started={**state.started, key: day})
        case facts.ActivityFinished(day, project, activity):
            return state._replace(ended={**state.ended, (project, activity): day})
        case facts.ActivityStopped(day, project, activity):
            return state._replace(ended={**state.ended, (project, activity): day})
    return state


def decide(state: State, day: float, command: object) -> list[facts.Event]:
    """The events that a command brings about at once."""
    match command:
        case Arrive(project):
            own = [key for key in state.book.activities if key[0] == project]
            return _with_ready(state, facts.ProjectArrived(day, project), own)
        case Ripen(key):
            return [facts.ActivityReady(day, *key)] if _may_ripen(state, day, key) else []
        case Finish(key):
            return _finish(state, day, key)
        case Join(role, change):
            return [facts.PeopleChanged(day, role, state.people[role] + change)]
        case Choose():
            return _choose(state, day)
    return _decide_by_hand(state, day, command)


STAGES = {
    StartProject: ("waiting", "paused"),
    PauseProject: ("waiting", "begun"),
    CancelProject: ("waiting", "begun", "paused"),
}
"""How far a project may be for each decision about it."""


def stage(state: State, project: str) -> str:
    """How far a project is."""
    for name in ("over", "paused", "begun"):
        if project in getattr(state, name):
            return name
    return "waiting" if project in state.arrived else "expected"


def _refuse(state: State, decision: object) -> None:
    """Refuse what is decided about a project that is too far for it, or not far enough."""
    project = getattr(decision, "project", None)
    if project is not None and stage(state, project) not in STAGES[type(decision)]:
        raise RefusedError(decision)
    instead = getattr(decision, "alternative", "")
    if instead and (instead == project or stage(state, instead) not in STAGES[CancelProject]):
        raise RefusedError(decision)


def _decide_by_hand(state: State, day: float, decision: object) -> list[facts.Event]:
    _refuse(state, decision)
    match decision:
        case OrderProjects(projects=projects):
            return [facts.ProjectsOrdered(day, projects)]
        case StartProject(project=project):
            return [facts.ProjectResumed(day, project)]
        case PauseProject(project=project):
            return [facts.ProjectPaused(day, project)]
        case CancelProject(project=project):
            running = set(_running(state))
            mine = [key for key in state.book.activities if key in running and key[0] == project]
            stops = [facts.ActivityStopped(day, *key) for key in mine]
            return [*stops, facts.ProjectCancelled(day, project)]
        case ChangePeople(role=role, change=change):
            return _change_people(state, day, role, change)
        case ChangePolicy(changes=changes):
            return [facts.PolicyChanged(day, tuple((name, str(value)) for name, value in changes))]
    raise AssertionError(decision)


def _change_people(state: State, day: float, role: str, change: int) -> list[facts.Event]:
    lag, people = state.book.roles[role].hire_days, state.people[role] + change
    if people < 0 or change == 0:
        raise RefusedError(role)
    if change > 0 and lag > 0:
        return [facts.HiringStarted(day, role, change, day + lag)]
    return [facts.PeopleChanged(day, role, people)]


def _with_ready(state: State, event: facts.Event, keys: list[Key]) -> list[facts.Event]:
    """The event, and those of the activities that are ready because of it."""
    after = evolve(state, event)
    ready = [
        facts.ActivityReady(event.day, *key) for key in keys if _may_ripen(after, event.day, key)
    ]
    return [event, *ready]


def _may_ripen(state: State, day: float, key: Key) -> bool:
    known = key in state.ready or key in state.started or key[0] in state.over
    ripens = None if known else ripe(state, key)
    return ripens is not None and ripens <= day


def _finish(state: State, day: float, key: Key) -> list[facts.Event]:
    """The end of an activity, unless somebody stopped it; perhaps the end of its project."""
    if key in state.ended:
        return []
    plain = [it for it, kind, lag in state.book.followers[key] if _plain(kind, lag)]
    found = _with_ready(state, facts.ActivityFinished(day, *key), plain)
    mine = {other for other in state.book.activities if other[0] == key[0]}
    if mine <= state.ended.keys() | {key}:
        found.append(facts.ProjectFinished(day, key[0], _worth(state.book.projects[key[0]], day)))
    return found


def _worth(project: Project, day: float) -> float:
    if project.deadline is not None and day > project.deadline:
        return 0.0
    late = 0.0 if project.due is None else max(0.0, day - project.due)
    return max(0.0, project.value - late * project.cost_of_delay)


def _running(state: State) -> list[Key]:
    return [key for key in state.started if key not in state.ended]


def _choose(state: State, day: float) -> list[facts.Event]:
    """Hand out work once, in the order of the policy, to whatever is ready when it begins."""
    found: list[facts.Event] = []
    for key in sorted(state.ready, key=lambda key: _rank(state, key)):
        if not _allowed(state, key[0]):
            continue
        if not _fits(state, key):
            if state.rules["skipping"]:
                continue
            break
        first = [] if key[0] in state.begun else [facts.ProjectStarted(day, key[0])]
        new = [*first, facts.ActivityStarted(day, *key)]
        state = reduce(evolve, new, state)
        found += new
    return found


def _rank(state: State, key: Key) -> tuple:
    first = state.first.index(key[0]) if key[0] in state.first else len(state.first)
    return first, state.book.importance(state.rules["order"], key), state.book.place[key]


def _allowed(state: State, project: str) -> bool:
    """Whether work on the project may start: not paused, let in, and within the WIP limit."""
    if project in state.paused:
        return False
    if project in state.begun | state.waved:
        return True
    limit = state.rules["wip_limit"]
    in_progress = len(state.begun - state.paused - state.over)
    return state.rules["intake"] == "open" and (limit is None or in_progress < limit)


def _fits(state: State, key: Key) -> bool:
    running = [need for other in _running(state) for need in state.book.activities[other].people]
    return all(
        sum(it.people for it in running if it.role == need.role) + need.people
        <= state.people[need.role]
        for need in state.book.activities[key].people
    )
