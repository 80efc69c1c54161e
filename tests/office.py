"""Tiny offices to test with: `office(developers=1, a=[3], b=[1])` has one developer, two projects.

A number keyword is a role (its last letter, the plural's s, is left out); a list is a project. A
number in a list is an activity of one developer: the projects above have activities a1 and b1.
"""

from msgspec.structs import replace

from simulator import events as facts
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Activity, Demand, Project, Relation, Role, Scenario


def activity(name: str, days: float, *after: str | Relation, **fields) -> Activity:
    """An activity after others; `developer=2` says who, `people=()` nobody, else one developer."""
    own = {field: fields.pop(field) for field in set(fields) & set(Activity.__struct_fields__)}
    demands = [Demand(role=role, people=people) for role, people in fields.items()]
    people = own.pop("people", None)
    if people is None:
        people = demands or [Demand(role="developer")]
    before = [Relation(activity=it) if isinstance(it, str) else it for it in after]
    return Activity(id=name, days=days, people=tuple(people), predecessors=tuple(before), **own)


def relation(kind: str, before: str, lag: float = 0.0) -> Relation:
    """A relation to an activity before."""
    return Relation(activity=before, kind=kind, lag=lag)


def project(name: str, work: list, **fields) -> Project:
    """A project of activities, or of days of one developer each, side by side."""
    activities = [
        it if isinstance(it, Activity) else activity(f"{name}{number}", it)
        for number, it in enumerate(work, 1)
    ]
    return Project(id=name, activities=tuple(activities), **fields)


def chain(name: str, *days: float) -> list[Activity]:
    """Activities of one developer each, one after the other."""
    numbers = range(1, len(days) + 1)
    return [
        activity(f"{name}{n}", it, *([f"{name}{n - 1}"] if n > 1 else []))
        for n, it in zip(numbers, days, strict=True)
    ]


def office(*projects: Project, **fields) -> Scenario:
    """A scenario with these projects; see the module for its keywords."""
    own = {field: fields.pop(field) for field in set(fields) & set(Scenario.__struct_fields__)}
    own["risks"] = tuple(own.get("risks", ()))
    own["mitigations"] = tuple(own.get("mitigations", ()))
    lists = {name: it for name, it in fields.items() if isinstance(it, list)}
    people = {"developers": 1, **{name: it for name, it in fields.items() if name not in lists}}
    roles = own.pop("roles", [Role(id=name[:-1], people=float(it)) for name, it in people.items()])
    more = [project(name, work) for name, work in lists.items()]
    return Scenario(**{"name": "office", **own}, roles=tuple(roles), projects=(*projects, *more))


def run(scenario: Scenario, *decisions, seed: int = 0, until: float | None = None, **rules):
    """All that happens under a policy with these rules: `run(scenario, order="due_first")`."""
    return simulate(scenario, Policy(**rules), seed, decisions, until)


def of(events, *kinds) -> list:
    """The events of these kinds."""
    return [event for event in events if isinstance(event, kinds)]


def starts(events) -> dict[str, float]:
    """The day on which each activity started, by its name."""
    return {event.activity: event.day for event in of(events, facts.ActivityStarted)}


def ends(events) -> dict[str, float]:
    """The day on which each activity was finished, by its name."""
    return {event.activity: event.day for event in of(events, facts.ActivityFinished)}


def finishes(events) -> dict[str, float]:
    """The day on which each project was finished."""
    return {event.project: event.day for event in of(events, facts.ProjectFinished)}


def values(events) -> dict[str, float]:
    """What each finished project was worth."""
    return {event.project: event.value for event in of(events, facts.ProjectFinished)}


def on(day: float, decision):
    """The decision, taken on this day."""
    return replace(decision, day=float(day))
