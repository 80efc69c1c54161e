"""A second engine, which shares nothing with the first but records, chance by name and formulas.

`decide(story, command)` says what happens, `evolve(state, event)` what is true afterwards; a heap
is the clock. It knows the classical core (people, precedence, relations, orders, WIP limit, intake,
decisions) and what a first flight has on top: uncertain durations (M01), divided attention (M03),
clocks of risks and what is bought against them (M13), looks (M15), and issues that grow (M16).

What nobody can read in a log is an event as well, of a kind of its own: it is told to `evolve` and
left out at the end.
"""

from functools import cache
from heapq import heappop, heappush
from itertools import count
from math import ceil, exp
from typing import NamedTuple

from simulator import chance
from simulator import events as facts
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.mechanisms import attention, duration, escalation, hazard
from simulator.policies import Policy
from simulator.scenario import Activity, Mitigation, Project, Risk, Scenario, on_grid

Key = tuple[str, str]
"""(project, activity): how an activity is called here."""

FACT, REVIEW, DECIDE, CHOOSE = range(4)
"""What comes first within one instant."""


# What is due


class Arrive(NamedTuple):
    """A project's request comes in."""

    project: str


class Ripen(NamedTuple):
    """An earliest day has passed."""

    key: Key


class HandOver(NamedTuple):
    """A project is over that an activity of another one has waited for."""

    key: Key
    project: str


class LetGo(NamedTuple):
    """A relation with a lag, or to a start, holds its successor back no longer."""

    key: Key
    place: int


class Finish(NamedTuple):
    """An activity's time is up."""

    key: Key


class Strike(NamedTuple):
    """A risk's clock has run out."""

    risk: str


class Crisis(NamedTuple):
    """An issue cannot grow any more."""

    risk: str


class Join(NamedTuple):
    """Hired people come to their first day."""

    role: str
    change: float


class Monday(NamedTuple):
    """Teams report, and the PMO looks."""

    week: int


class Choose(NamedTuple):
    """Work is handed out."""


KEEPS_GOING = (Arrive, Ripen, HandOver, LetGo, Finish, Join)
"""What Mondays come for: as long as none of it is due, the office is idle."""


# What happens unseen


class Asked(NamedTuple):
    """Something is now due on this day."""

    command: object
    due: float


class Up(NamedTuple):
    """Something that was due has come up."""

    command: object


class Paced(NamedTuple):
    """An activity in progress now runs at this speed and will have its work done on this day."""

    key: Key
    speed: float
    end: float


class Held(NamedTuple):
    """An activity stays open; its own work is done on this day."""

    key: Key
    done: float


class Released(NamedTuple):
    """A relation holds its successor back no longer."""

    key: Key
    place: int


class HandedOver(NamedTuple):
    """An activity waits for this project no longer."""

    key: Key
    project: str


class Divided(NamedTuple):
    """How many people are there, leavers included, and how fast each role now works."""

    present: dict[str, float]
    paces: dict[str, float]


class Issue(NamedTuple):
    """A risk that has happened and that nobody has noticed yet."""

    risk: Risk
    since: float
    size: float
    used: tuple[Mitigation, ...]


class Owed(NamedTuple):
    """An issue's work waits for the next activity of its project."""

    project: str
    risk: Risk
    amount: float


class Settled(NamedTuple):
    """What waited has been given out."""

    project: str


class RefusedError(Exception):
    """A decision that cannot be carried out."""


class Turn(NamedTuple):
    """Where something that may be put off stands in the agenda."""

    number: int
    day: float


class Watch(NamedTuple):
    """The clock of a risk: days left to live through, and since when it runs."""

    left: float
    since: float | None = None


class State(NamedTuple):
    """What is true at one instant. Nothing in it is ever changed; `evolve` makes another one."""

    book: "Book"
    rules: dict[str, object]
    people: dict[str, float]
    present: dict[str, float]
    paces: dict[str, float]
    watches: dict[str, Watch]
    first: tuple[str, ...] = ()
    arrived: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    paused: frozenset[str] = frozenset()
    waved: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    ready: tuple[Key, ...] = ()
    started: dict[Key, float] = {}
    ended: dict[Key, float] = {}
    speed: dict[Key, float] = {}
    ends: dict[Key, float] = {}
    held: dict[Key, float] = {}
    released: frozenset[tuple[Key, int]] = frozenset()
    handed: frozenset[tuple[Key, str]] = frozenset()
    asked: int = 0
    due: dict[object, float] = {}
    turns: dict[object, Turn] = {}
    issues: tuple[Issue, ...] = ()
    owed: tuple[Owed, ...] = ()
    detected: frozenset[str] = frozenset()
    works_from: dict[str, float] = {}


class Story:
    """What happens in answer to one command, told event by event."""

    def __init__(self, state: State, day: float) -> None:
        self.state, self.day = state, day
        self.events: list[object] = []
        self.planned: list[tuple[float, int, object, int | None]] = []

    def tell(self, *events: object) -> None:
        """Let these happen, one after the other."""
        for event in events:
            before, self.state = self.state, evolve(self.state, event)
            self.events.append(event)
            turns = self.state.turns
            for command, turn in turns.items():
                if before.turns.get(command) != turn:
                    self.planned.append((turn.day, FACT, command, turn.number))
            for day, command in consequences(self.state, event):
                self.planned.append((day, FACT, command, None))


# The plan


class Book:
    """The plan, to look things up in: who comes after whom, and the days without any shortage."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.how, self.seed = scenario.mechanisms, seed
        self.habit = scenario.projects_per_person
        self.projects: dict[str, Project] = {project.id: project for project in scenario.projects}
        self.activities: dict[Key, Activity] = {
            (project.id, activity.id): activity
            for project in scenario.projects
            for activity in project.activities
        }
        self.place = {key: place for place, key in enumerate(self.activities)}
        self.roles = {role.id: role for role in scenario.roles}
        self.risks = {risk.id: risk for risk in scenario.risks}
        self.offers = {offer.id: offer for offer in scenario.mitigations}
        self.aims = {aim.id: aim.weight for aim in scenario.objectives}
        self.followers: dict[Key, list[tuple[Key, str, float]]] = {k: [] for k in self.activities}
        for key, activity in self.activities.items():
            for relation in activity.predecessors:
                before = (key[0], relation.activity)
                self.followers[before].append((key, relation.kind, relation.lag))
        self.early = cache(self.early)
        self.late = cache(self.late)
        self.behind = cache(self.behind)

    def of(self, project: str) -> list[Key]:
        """The activities of a project, in the order of the file."""
        return [key for key in self.activities if key[0] == project]

    def days(self, key: Key) -> float:
        """How long an activity is planned to take."""
        return self.activities[key].planned_days

    def takes(self, key: Key) -> float:
        """How long an activity takes in this world, by its luck and what it shares (M01)."""
        days, chances = self.days(key), self.how.duration
        if not days or chances is None:
            return days
        activity = self.activities[key]
        lead = activity.people[0].role if activity.people else ""
        names = [(key[0],), ("", lead), key]
        luck = [chance.normal(self.seed, "duration", *name) for name in names]
        ratio = duration.factor(getattr(chances, activity.work), *luck, chances)
        lot = chance.uniform(self.seed, "parkinson", *key)
        return on_grid(days * duration.parkinson(ratio, lot, chances.parkinson))

    def watches(self) -> dict[str, Watch]:
        """The clocks of all risks, before any of them runs (M13)."""
        found = {}
        for risk in self.risks.values() if self.how.hazard else ():
            length = self.critical_end(risk.project) - self.projects[risk.project].arrival
            rate = hazard.rate(risk.probability, length)
            if rate > 0:
                luck = chance.exponential(self.seed, "risk", risk.project, risk.id)
                found[risk.id] = Watch(luck / rate)
        return found

    def allows(self, kind: str, lag: float, before: Key, start: float, after: Key) -> float:
        """The day from which an activity started on a day lets another one start, as planned."""
        day = start + lag
        if kind in ("FS", "FF"):
            day += self.days(before)
        if kind in ("FF", "SF"):
            day -= self.days(after)
        return max(start, day)

    def early(self, key: Key) -> float:
        """The first day on which the activity could start with any number of people."""
        project, activity = self.projects[key[0]], self.activities[key]
        bounds = [
            self.allows(it.kind, it.lag, before, self.early(before), key)
            for it in activity.predecessors
            for before in [(key[0], it.activity)]
        ]
        return max([project.arrival + activity.earliest, *bounds])

    def critical_end(self, project: str) -> float:
        """The day on which all is finished with any number of people."""
        return max(self.early(key) + self.days(key) for key in self.of(project))

    def end(self, project: str) -> float:
        """The due day, or else the end of the critical path."""
        due = self.projects[project].due
        return self.critical_end(project) if due is None else due

    def effort(self, project: str) -> float:
        """Person-days of the project, or else the days that it takes."""
        work = [self.activities[key] for key in self.of(project)]
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

    def aligned(self, project: str) -> float:
        """How far a project serves what the organisation wants."""
        total = sum(self.aims.values())
        if not total:
            return 1.0
        shares = {it.objective: it.share for it in self.projects[project].serves}
        return sum(weight / total * shares.get(aim, 0.0) for aim, weight in self.aims.items())

    def importance(self, order: str, key: Key) -> float:
        """What the order sorts by; the smallest goes first."""
        project = self.projects[key[0]]
        if order == "first_come":
            return project.arrival
        if order == "due_first":
            return float("inf") if project.due is None else project.due
        if order == "highest_value":
            return -project.value
        if order in ("cost_of_delay", "aligned_cost_of_delay"):
            effort = self.effort(key[0])
            urgency = project.cost_of_delay / effort if effort else 0.0
            return -urgency * (self.aligned(key[0]) if order.startswith("aligned") else 1.0)
        if order == "random":
            return chance.uniform(chance.uniform(self.seed, "policy"), *key)
        return self._own(order, key)

    def _own(self, order: str, key: Key) -> float:
        if order == "shortest_first":
            return self.days(key)
        if order == "longest_first":
            return -self.days(key)
        if order == "greatest_resource_demand":
            return -self.days(key) * sum(need.people for need in self.activities[key].people)
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


def hour_after(day: float) -> float:
    """The first eighth of a day from this day on; a last digit does not count."""
    return ceil(day * 8 - 1e-9) / 8


# Time


def run(scenario, policy=None, decisions=(), until=None, seed=0) -> tuple[facts.Event, ...]:
    """The same as `simulate`: all events until a day, or until nothing moves."""
    state, log = begin(scenario, policy or Policy(), seed), []
    agenda, ticket, resting = [], count(), False

    def plan(entries) -> None:
        for day, phase, command, number in entries:
            heappush(agenda, (day, phase, next(ticket), command, number))

    plan((project.arrival, FACT, Arrive(project.id), None) for project in scenario.projects)
    plan((decision.day, DECIDE, decision, None) for decision in decisions)
    if scenario.mechanisms.detection:
        plan([_monday_after(0.0)])
    while agenda and (until is None or agenda[0][:2] < (until, CHOOSE)):
        day, _, _, command, number = heappop(agenda)
        if number is not None and number != _number(state, command):
            continue
        story = Story(state, day)
        take_up(story, command, number is not None)
        state = story.state
        plan(story.planned)
        told = [event for event in story.events if isinstance(event, facts.Event)]
        plan([(day, CHOOSE, Choose(), None)] if told else [])
        log += told
        if isinstance(command, Monday) or resting:
            resting = not any(_keeps_going(state, *entry[3:]) for entry in agenda)
            plan([] if resting else [_monday_after(day)])
    return tuple(map(facts.canonical, log))


def _monday_after(day: float) -> tuple:
    week = int(day // 5) + 1
    return 5.0 * week, REVIEW, Monday(week), None


def _number(state: State, command: object) -> int | None:
    """Where a command stands in the agenda, if it still does."""
    return state.turns[command].number if command in state.turns else None


def _keeps_going(state: State, command: object, number: int | None) -> bool:
    called_off = number is not None and number != _number(state, command)
    return isinstance(command, KEEPS_GOING) and not called_off


def take_up(story: Story, command: object, may_wait: bool) -> None:
    """Carry out what has come up, unless it has been put off in the meantime."""
    if may_wait:
        due = story.state.due[command]
        story.tell(Up(command))
        if due > story.day:
            story.tell(Asked(command, due))
            return
    decide(story, command)


def begin(scenario: Scenario, policy: Policy, seed: int) -> State:
    """Before anything has happened."""
    rules = {field: getattr(policy, field) for field in policy.__struct_fields__}
    people = {role.id: role.people for role in scenario.roles}
    book = Book(scenario, seed)
    return State(book, rules, people, people, dict.fromkeys(people, 1.0), book.watches())


def consequences(state: State, event: object) -> list[tuple[float, object]]:
    """What an event brings about later, or at the same instant but after it, with its day."""
    book = state.book
    match event:
        case facts.ProjectArrived(day, project):
            waits = [(key, book.activities[key].earliest) for key in book.of(project)]
            return [(day + earliest, Ripen(key)) for key, earliest in waits if earliest > 0]
        case facts.ProjectFinished(day, project) | facts.ProjectCancelled(day, project):
            freed = [it.id for it in book.projects.values() if project in it.after]
            keys = [key for name in freed for key in book.of(name)]
            first = [key for key in keys if not book.activities[key].predecessors]
            return [(day, HandOver(key, project)) for key in first]
        case facts.HiringStarted(_, role, people, from_day):
            return [(from_day, Join(role, people))]
        case Issue(risk, since):
            how = book.how.escalation
            if how and risk.growth:
                weeks = escalation.crisis_weeks(risk.growth, how.limit)
                return [(since + on_grid(5 * weeks), Crisis(risk.id))]
    return []


def may_ripen(state: State, day: float, key: Key) -> bool:
    """Whether an activity is ready now that was not before."""
    project, activity = state.book.projects[key[0]], state.book.activities[key]
    if key in state.ready or key in state.started or key[0] in state.over:
        return False
    if key[0] not in state.arrived or project.arrival + activity.earliest > day:
        return False
    if not activity.predecessors:
        return all((key, before) in state.handed for before in project.after)
    return all(_lets_go(state, (key[0], it.activity), key, it) for it in activity.predecessors)


def _lets_go(state: State, before: Key, key: Key, relation) -> bool:
    if _plain(relation.kind, relation.lag):
        return before in state.ended
    link = (key, relation.kind, relation.lag)
    return (before, state.book.followers[before].index(link)) in state.released


# What is true after an event


def evolve(state: State, event: object) -> State:
    """The state after an event."""
    match event:
        case facts.ProjectArrived(_, project):
            return state._replace(arrived=state.arrived | {project})
        case facts.ProjectStarted(day, project):
            return _watch(state._replace(begun=state.begun | {project}), project, day)
        case facts.ProjectPaused(day, project):
            return _rest(state._replace(paused=state.paused | {project}), project, day)
        case facts.ProjectResumed(day, project):
            new = state._replace(paused=state.paused - {project}, waved=state.waved | {project})
            goes_on = project in state.paused & state.begun
            return _watch(new, project, day) if goes_on else new
        case facts.ProjectFinished(day, project) | facts.ProjectCancelled(day, project):
            return _close(_rest(state, project, day), project)
    return _evolve_office(state, event)


def _watch(state: State, project: str, day: float) -> State:
    """The clocks of a project's risks run."""
    for name, watch in state.watches.items():
        if state.book.risks[name].project == project:
            watches = {**state.watches, name: watch._replace(since=day)}
            due = max(day, hour_after(day + watch.left))
            state = _ask(state._replace(watches=watches), Strike(name), due)
    return state


def _rest(state: State, project: str, day: float) -> State:
    """The clocks of a project's risks stop."""
    for name, watch in state.watches.items():
        if state.book.risks[name].project == project and watch.since is not None:
            stopped = Watch(watch.left - (day - watch.since))
            state = _call_off(state, Strike(name))
            state = state._replace(watches={**state.watches, name: stopped})
    return state


def _close(state: State, project: str) -> State:
    """Nothing of a project matters any more."""
    risks = state.book.risks
    return state._replace(
        over=state.over | {project},
        ready=tuple(key for key in state.ready if key[0] != project),
        issues=tuple(issue for issue in state.issues if issue.risk.project != project),
        watches={it: watch for it, watch in state.watches.items() if risks[it].project != project},
    )


def _ask(state: State, command: object, due: float) -> State:
    """A command is due on a day. Who asks later than planned is asked when the old day has come."""
    new = state._replace(due={**state.due, command: due})
    if command in state.turns and due >= state.turns[command].day:
        return new
    number = state.asked + 1
    return new._replace(asked=number, turns={**state.turns, command: Turn(number, due)})


def _call_off(state: State, command: object) -> State:
    return state._replace(turns={it: turn for it, turn in state.turns.items() if it != command})


def _evolve_office(state: State, event: object) -> State:
    match event:
        case facts.ProjectsOrdered(_, projects):
            return state._replace(first=projects)
        case facts.PeopleChanged(_, role, people):
            present = {**state.present, role: max(state.present[role], people)}
            return state._replace(people={**state.people, role: people}, present=present)
        case facts.PolicyChanged(_, changes):
            new = {field: _value(text) for field, text in changes}
            return state._replace(rules={**state.rules, **new})
        case facts.MitigationBought(_, offer, _, _, works_from):
            return state._replace(works_from={**state.works_from, offer: works_from})
        case Divided(present, paces):
            return state._replace(present=present, paces=paces)
    return _evolve_activity(state, event)


def _value(text: str) -> object:
    """The value of a policy's field, from its text in the log."""
    if text.isdigit():
        return int(text)
    return {"None": None, "True": True, "False": False}.get(text, text)


def _evolve_activity(state: State, event: object) -> State:
    match event:
        case facts.ActivityReady(_, project, activity):
            return state._replace(ready=(*state.ready, (project, activity)))
        case facts.ActivityStarted(day, project, activity):
            key = (project, activity)
            return state._replace(
                ready=tuple(other for other in state.ready if other != key),
                started={**state.started, key: day},
                speed={**state.speed, key: 1.0},
                ends={**state.ends, key: day + state.book.takes(key)},
            )
        case facts.ActivityFinished(day, project, activity) | facts.ActivityStopped(
            day, project, activity
        ):
            key = (project, activity)
            held = {other: done for other, done in state.held.items() if other != key}
            ended, ends = {**state.ended, key: day}, {**state.ends, key: day}
            return _call_off(state._replace(ended=ended, ends=ends, held=held), Finish(key))
        case Paced(key, speed, end):
            new = state._replace(speed={**state.speed, key: speed}, ends={**state.ends, key: end})
            return _ask(new, Finish(key), hour_after(end))
        case Held(key, done):
            return state._replace(held={**state.held, key: done})
        case Owed():
            return state._replace(owed=(*state.owed, event))
        case Settled(project):
            return state._replace(owed=tuple(it for it in state.owed if it.project != project))
    return _evolve_rest(state, event)


def _evolve_rest(state: State, event: object) -> State:
    match event:
        case Asked(command, due):
            return _ask(state, command, due)
        case Up(command):
            return _call_off(state, command)
        case Released(key, place):
            return state._replace(released=state.released | {(key, place)})
        case HandedOver(key, project):
            return state._replace(handed=state.handed | {(key, project)})
        case Issue():
            return state._replace(issues=(*state.issues, event))
        case facts.IssueDetected(_, _, risk):
            issues = tuple(issue for issue in state.issues if issue.risk.id != risk)
            return state._replace(issues=issues, detected=state.detected | {risk})
        case facts.RiskOccurred(_, _, risk) | facts.RiskAvoided(_, _, risk):
            watches = {it: watch for it, watch in state.watches.items() if it != risk}
            return state._replace(watches=watches)
    return state


# What a command brings about


def decide(story: Story, command: object) -> None:
    """Let happen at once what a command brings about."""
    match command:
        case Arrive(project):
            story.tell(facts.ProjectArrived(story.day, project))
            _ripen(story, story.state.book.of(project))
        case Ripen(key):
            _ripen(story, [key])
        case HandOver(key, project):
            story.tell(HandedOver(key, project))
            _ripen(story, [key])
        case LetGo(key, place):
            story.tell(Released(key, place))
            _ripen(story, [story.state.book.followers[key][place][0]])
        case Finish(key):
            _finish(story, key)
        case Choose():
            _choose(story)
        case _:
            _decide_office(story, command)


def _decide_office(story: Story, command: object) -> None:
    match command:
        case Join(role, change):
            people = story.state.people[role] + change
            story.tell(facts.PeopleChanged(story.day, role, people))
        case Strike(risk):
            _strike(story, story.state.book.risks[risk])
        case Crisis(risk):
            _come_out(story, risk)
        case Monday(week):
            _look_around(story, week)
        case _:
            _decide_by_hand(story, command)


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


def _decide_by_hand(story: Story, decision: object) -> None:
    state, day = story.state, story.day
    _refuse(state, decision)
    match decision:
        case OrderProjects(projects=projects):
            story.tell(facts.ProjectsOrdered(day, projects))
        case StartProject(project=project):
            story.tell(facts.ProjectResumed(day, project))
        case PauseProject(project=project):
            story.tell(facts.ProjectPaused(day, project))
        case CancelProject(project=project):
            running = set(_running(state))
            mine = [key for key in state.book.of(project) if key in running]
            story.tell(*(facts.ActivityStopped(day, *key) for key in mine))
            story.tell(facts.ProjectCancelled(day, project))
        case ChangePeople(role=role, change=change):
            story.tell(_change_people(state, day, role, change))
        case BuyMitigation(mitigation=offer):
            story.tell(_buy(state, day, state.book.offers[offer]))
        case ChangePolicy(changes=changes):
            shown = tuple((name, str(value)) for name, value in changes)
            story.tell(facts.PolicyChanged(day, shown))


def _change_people(state: State, day: float, role: str, change: int) -> facts.Event:
    lag, people = state.book.roles[role].hire_days, state.people[role] + change
    if people < 0 or change == 0:
        raise RefusedError(role)
    if change > 0 and lag > 0:
        return facts.HiringStarted(day, role, change, day + lag)
    return facts.PeopleChanged(day, role, people)


def _buy(state: State, day: float, offer: Mitigation) -> facts.Event:
    project = state.book.risks[offer.risk].project
    if offer.id in state.works_from or offer.risk in state.detected or project in state.over:
        raise RefusedError(offer)
    return facts.MitigationBought(day, offer.id, offer.risk, offer.cost, day + on_grid(offer.lag))


def _ripen(story: Story, keys: list[Key]) -> None:
    """Those of the activities become ready that wait for nothing any more."""
    for key in keys:
        if may_ripen(story.state, story.day, key):
            story.tell(facts.ActivityReady(story.day, *key))


# Work


def _pace(story: Story, key: Key, speed: float, end: float) -> None:
    """Let an activity run at a speed to a day, and say when its successors may start now."""
    story.tell(Paced(key, speed, end))
    book, day = story.state.book, story.day
    for place, (after, kind, lag) in enumerate(book.followers[key]):
        if _plain(kind, lag):
            continue
        if after in story.state.held:  # it asks again whether to stay open
            _pace(story, after, story.state.speed[after], day)
        if (key, place) in story.state.released:
            continue
        due = (end if kind in ("FS", "FF") else story.state.started[key]) + lag
        due -= book.takes(after) if kind in ("FF", "SF") else 0.0
        story.tell(Asked(LetGo(key, place), max(day, hour_after(due))))


def _extend(story: Story, key: Key, days: float, risk: str) -> None:
    """An issue adds days to an activity in progress."""
    state = story.state
    story.tell(facts.ActivityExtended(story.day, *key, days, risk))
    longer, end = days / state.speed[key], state.ends[key]
    if key in state.held:
        done = max(state.held[key], story.day) + longer
        story.tell(Held(key, done))
        _pace(story, key, state.speed[key], max(end, done))
    else:
        _pace(story, key, state.speed[key], end + longer)


def _finish(story: Story, key: Key) -> None:
    """The end of an activity, unless it has to stay open; perhaps the end of its project."""
    state, day = story.state, story.day
    if _stays_open(story, key):
        return
    mine = set(state.book.of(key[0]))
    is_last = mine <= state.ended.keys() | {key}
    if is_last:
        for issue in [it for it in state.issues if it.risk.project == key[0]]:
            _notice(story, issue, "delivery")
        if story.state.ends[key] > state.ends[key]:
            return
    story.tell(facts.ActivityFinished(day, *key))
    if is_last:
        project = state.book.projects[key[0]]
        story.tell(facts.ProjectFinished(day, key[0], _worth(project, day)))
    _ripen(story, [it for it, kind, lag in state.book.followers[key] if _plain(kind, lag)])


def _stays_open(story: Story, key: Key) -> bool:
    """Whether a predecessor is not as far as it must be; if so, when to ask again."""
    state, day = story.state, story.day
    bounds = [
        (state.ends if it.kind == "FF" else state.started)[key[0], it.activity] + it.lag
        for it in state.book.activities[key].predecessors
        if it.kind in ("FF", "SF")
    ]
    done = state.held.get(key, day)
    until = max([*bounds, done])
    if not bounds or hour_after(until) <= day:
        return False
    story.tell(Held(key, done))
    _pace(story, key, state.speed[key], until)
    return True


def _worth(project: Project, day: float) -> float:
    late = 0.0 if project.due is None else max(0.0, day - project.due)
    worth = project.value * exp(-project.decay * late / 5) - late * project.cost_of_delay
    if project.deadline is not None and day > project.deadline:
        worth = 0.0
    return max(0.0, worth) - (project.fine if late else 0.0)


def _running(state: State) -> list[Key]:
    return [key for key in state.started if key not in state.ended]


def _choose(story: Story) -> None:
    """Hand out work once, in the order of the policy, to whatever is ready when it begins."""
    new = []
    for key in sorted(story.state.ready, key=lambda key: _rank(story.state, key)):
        if not _allowed(story.state, key[0]):
            continue
        if _fits(story.state, key):
            _start(story, key)
            new.append(key)
        elif not story.state.rules["skipping"]:
            break
    _divide(story, new)
    for key in new:
        if Finish(key) not in story.state.turns:
            _pace(story, key, story.state.speed[key], story.state.ends[key])


def _start(story: Story, key: Key) -> None:
    if key[0] not in story.state.begun:
        story.tell(facts.ProjectStarted(story.day, key[0]))
    story.tell(facts.ActivityStarted(story.day, *key))
    owed = [it for it in story.state.owed if it.project == key[0]]
    story.tell(Settled(key[0]))
    for it in owed:
        _burden(story, key, it.risk, it.amount)


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
    return state.rules["intake"] == "open" and (limit is None or len(_in_progress(state)) < limit)


def _in_progress(state: State) -> list[str]:
    """The projects in progress, in the order of the file."""
    return [it for it in state.book.projects if it in state.begun - state.paused - state.over]


# People


def _at_once(state: State) -> int:
    """How many activities a person takes on."""
    return state.rules["projects_per_person"] or state.book.habit


def _taken(state: State, role: str) -> float:
    """Seats that are taken: one for each person of an activity."""
    running = [need for key in _running(state) for need in state.book.activities[key].people]
    return sum(need.people for need in running if need.role == role)


def _fits(state: State, key: Key) -> bool:
    return all(
        need.people <= state.people[need.role]
        and _taken(state, need.role) + need.people <= state.people[need.role] * _at_once(state)
        for need in state.book.activities[key].people
    )


def _divide(story: Story, new: list[Key]) -> None:
    """Set the speed of all work whose people have taken on or put down something (M03)."""
    state, day = story.state, story.day
    how = state.book.how.attention
    curve = how.curve if how else "none"
    present, paces = {}, {}
    for role, people in state.people.items():
        needed = ceil(_taken(state, role) / _at_once(state))
        present[role] = max(people, min(state.present[role], needed))
        load = _taken(state, role) / present[role] if _taken(state, role) else 0.0
        paces[role] = attention.pace(load, curve) if load > 1 else 1.0
    story.tell(Divided(present, paces))
    concerned = dict.fromkeys(new)
    for role in [role for role in paces if paces[role] != state.paces[role]]:
        concerned |= dict.fromkeys(key for key in _running(state) if role in _roles(state, key))
    for key in concerned:
        before = state.speed[key]
        speed = min([paces[role] for role in _roles(state, key)], default=1.0)
        if speed != before and key not in story.state.held:
            left = (story.state.ends[key] - day) * before
            _pace(story, key, speed, day + left / speed)


def _roles(state: State, key: Key) -> list[str]:
    return [need.role for need in state.book.activities[key].people]


# Risks


def _strike(story: Story, risk: Risk) -> None:
    """A risk happens: something prevents it, or it becomes an issue."""
    state, day, seed = story.state, story.day, story.state.book.seed
    offers = [offer for offer in state.book.offers.values() if offer.risk == risk.id]
    working = [it for it in offers if state.works_from.get(it.id, day + 1) <= day]
    median = risk.impact
    for offer in working:
        if offer.kind == "reduce":
            median *= 1 - offer.effect
        elif chance.uniform(seed, "avoid", risk.id, offer.id) < offer.effect:
            _use(story, [offer])
            story.tell(facts.RiskAvoided(day, risk.project, risk.id, offer.id))
            return
    helped = [offer for offer in working if offer.kind == "reduce"]
    used = tuple(offer for offer in helped if offer.if_used)
    luck = chance.normal(seed, "size", risk.project, risk.id)
    issue = Issue(risk, day, hazard.size(median, risk.spread, luck), used)
    if not issue.size:
        _use(story, used)
        story.tell(facts.RiskAvoided(day, risk.project, risk.id, helped[0].id))
        return
    story.tell(facts.RiskOccurred(day, risk.project, risk.id, on_grid(issue.size)))
    if state.book.how.detection is None:
        _notice(story, issue, "at once")
    else:
        story.tell(issue)


def _use(story: Story, offers) -> None:
    for offer in offers:
        if offer.if_used:
            story.tell(facts.MitigationUsed(story.day, offer.id, offer.risk, offer.if_used))


def _notice(story: Story, issue: Issue, by: str) -> None:
    """An issue is known, as large as it has grown (M16); its work goes to the team."""
    risk, how, size = issue.risk, story.state.book.how.escalation, issue.size
    if how:
        size *= escalation.grown(risk.growth, story.day - issue.since, how.limit)
    now = on_grid(size)
    story.tell(facts.IssueDetected(story.day, risk.project, risk.id, now, risk.hits, by))
    _use(story, issue.used)
    if risk.hits != "cost":
        _give(story, risk.project, risk, now, ())


def _give(story: Story, project: str, risk: Risk, amount: float, number: tuple[int, ...]) -> None:
    """Work goes to an activity in progress, by lot, or waits for the next one."""
    state = story.state
    running = set(_running(state))
    able = [key for key in state.book.of(project) if key in running]
    if able:
        lot = chance.uniform(state.book.seed, "hits", project, risk.id, *number)
        _burden(story, able[int(lot * len(able))], risk, amount)
    else:
        story.tell(Owed(project, risk, amount))


def _burden(story: Story, key: Key, risk: Risk, amount: float) -> None:
    """A team shares its effort; a delay it has to wait for together."""
    team = sum(need.people for need in story.state.book.activities[key].people)
    days = on_grid(amount / team) if risk.hits == "effort" and team else amount
    if days > 0:
        _extend(story, key, days, risk.id)


def _come_out(story: Story, name: str) -> None:
    """A crisis, unless somebody has noticed; others may be drawn in."""
    state, seed = story.state, story.state.book.seed
    for issue in [it for it in state.issues if it.risk.id == name]:
        _notice(story, issue, "crisis")
        risk, number, effort = issue.risk, 0, on_grid(issue.size)
        branching = state.book.how.escalation.branching if risk.hits == "effort" else 0.0
        while chance.uniform(seed, "spreads", name, number) < branching:
            others = [it for it in _in_progress(state) if it != risk.project]
            if not others:
                return
            lot = chance.uniform(seed, "spreads to", name, number)
            other, number = others[int(lot * len(others))], number + 1
            story.tell(facts.IssueSpread(story.day, other, name, effort))
            _give(story, other, risk, effort, (number,))


def _look_around(story: Story, week: int) -> None:
    """A review, if there is one this week, and then reports, if there are (M15)."""
    state, how = story.state, story.state.book.how.detection
    every, depth = state.rules["review_weeks"], state.rules["review_depth"]
    projects = len(_in_progress(state))
    if every and week % every == 0 and projects:
        price = how.audit_price if depth == "audit" else how.review_price
        story.tell(facts.ReviewHeld(story.day, depth, projects, price * projects))
        _look(story, week, how.audit if depth == "audit" else how.review, depth)
    if week % how.report_weeks == 0:
        _look(story, week, how.report, "report")


def _look(story: Story, week: int, sees: float, by: str) -> None:
    """Each issue of each project in progress is noticed with this chance."""
    state = story.state
    for project in _in_progress(state):
        for issue in [it for it in state.issues if it.risk.project == project]:
            name = ("look", project, issue.risk.id, week)
            if chance.uniform(state.book.seed, *name) < sees:
                _notice(story, issue, by)
