"""The things that events are about: projects, their activities, roles, risks, offers, decisions."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import asdict

from simulator.bridges.facts import DAYS, Link, Value, named, plain
from simulator.bridges.moments import moment
from simulator.decisions import Decision, describe
from simulator.events import DueMoved, Event, PeopleChanged
from simulator.narration import names_by_id
from simulator.policies.functions import FUNCTIONS
from simulator.scenario import Activity, Project, Role, Scenario
from simulator.session.session import taken_on


class Said(NamedTuple):
    """What is said of a thing from a working day on."""

    name: str
    value: Value
    day: float = 0.0


class Thing(NamedTuple):
    """Something that events are about."""

    kind: str
    id: str
    said: tuple[Said, ...]
    links: tuple[Link, ...] = ()

    @property
    def name(self) -> str:
        """The name by which it is known among all kinds of things."""
        return named(self.kind, self.id)


def things(
    scenario: Scenario, events: tuple[Event, ...], decisions: tuple[Decision, ...]
) -> Iterator[Thing]:
    """Everything that these events can be about, with what they change of it."""
    yield Thing("office", scenario.name, _said({"name": scenario.title}))
    for project in scenario.projects:
        yield _project(project, scenario, events)
        for activity in project.activities:
            yield _activity(project, activity)
    for role in scenario.roles:
        yield _role(role, events)
    yield from _risks(scenario)
    for aim in scenario.objectives:
        yield Thing("objective", aim.id, _said({"name": aim.name, "weight": aim.weight}))
    for function in FUNCTIONS.values():
        yield Thing("function", function.name, _said({"name": function.words}))
    names = names_by_id(scenario)
    for number, decision in enumerate(decisions):
        yield _decision(number, decision, names)


def _said(about: Mapping[str, Value]) -> tuple[Said, ...]:
    """What there is to say of a thing on the first day; nothing of what is not known."""
    return tuple(Said(name, plain(value)) for name, value in about.items() if value != "")


def _project(project: Project, scenario: Scenario, events: tuple[Event, ...]) -> Thing:
    fields = ("name", "sponsor", "value", "cost_of_delay", "arrival", "due", "deadline")
    known: dict[str, Value] = {
        it: value for it in fields if (value := getattr(project, it)) is not None
    }
    dates = {it: moment(scenario.start, getattr(project, it)) for it in DAYS & set(known)}
    moved = tuple(
        Said("due", moment(scenario.start, it.due), it.day)
        for it in events
        if isinstance(it, DueMoved) and it.project == project.id
    )
    links = [Link("project", it, "waits for") for it in project.after]
    links += [Link("objective", it.objective, f"serves {it.share:.0%}") for it in project.serves]
    return Thing("project", project.id, _said(known | dates) + moved, tuple(links))


def _role(role: Role, events: tuple[Event, ...]) -> Thing:
    changes = [it for it in events if isinstance(it, PeopleChanged) and it.role == role.id]
    people = tuple(Said("people", it.people, it.day) for it in changes)
    said = _said({"name": role.name, "people": role.people, "rate": role.rate})
    return Thing("role", role.id, said + people)


def _risks(scenario: Scenario) -> Iterator[Thing]:
    """Risks as the register has them, and what can be bought against them."""
    for risk in scenario.risks:
        fields = ("name", "owner", "probability", "impact", "hits")
        about = {it: getattr(risk, it) for it in fields}
        yield Thing("risk", risk.id, _said(about), (Link("project", risk.project, "threatens"),))
    for offer in scenario.mitigations:
        about = {it: getattr(offer, it) for it in ("name", "cost", "kind", "effect")}
        yield Thing("mitigation", offer.id, _said(about), (Link("risk", offer.risk, "answers"),))


def _activity(project: Project, activity: Activity) -> Thing:
    about: dict[str, Value] = {
        "name": activity.name,
        "planned_days": activity.planned_days,
        "work": activity.work,
    }
    links = [Link("project", project.id, "is part of")]
    links += [Link("role", it.role, f"takes {it.people:g}") for it in activity.people]
    links += [
        Link("activity", f"{project.id}/{it.activity}", f"follows {it.kind}{it.lag:+g}")
        for it in activity.predecessors
    ]
    return Thing("activity", f"{project.id}/{activity.id}", _said(about), tuple(links))


ABOUT = ("project", "role", "mitigation")
"""Fields of a decision that name what it is about."""


def _decision(number: int, decision: Decision, names: dict[str, str]) -> Thing:
    """A decision as somebody took it, from its day on."""
    day, said = taken_on(decision), asdict(decision)
    about = {"name": describe(decision, names), "choice": type(decision).__name__}
    about |= {"reason": decision.reason}
    found = [Link(kind, said[kind], "is about") for kind in ABOUT if kind in said]
    found += [Link("project", it, "is about") for it in said.get("projects", ())]
    return Thing(
        "decision",
        f"{number + 1}",
        tuple(it._replace(day=day) for it in _said(about)),
        tuple(found),
    )
