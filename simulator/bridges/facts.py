"""An event as other programs take it: the things it is about, its amounts and words by name."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from simulator.bridges.moments import moment
from simulator.events import Event
from simulator.plain_text import visible
from simulator.scenario import Scenario

Value = str | float | int | bool | datetime


class Link(NamedTuple):
    """That something is about a thing: what kind of thing, which, and in what way."""

    kind: str
    id: str
    how: str

    @property
    def to(self) -> str:
        """The name by which it is known among all kinds of things."""
        return named(self.kind, self.id)


def named(kind: str, id_: str) -> str:
    """A name that no other thing of any kind has."""
    return visible(f"{kind}:{id_}")


THINGS = {
    "project": ("project", "concerns"),
    "to": ("project", "hands over to"),
    "risk": ("risk", "comes from"),
    "mitigation": ("mitigation", "uses"),
    "role": ("role", "changes"),
    "function": ("function", "sets up"),
}
"""By field of an event: the kind of thing it names, and in what way the event is about it."""
LISTS = {"projects": ("project", "puts in order"), "weights": ("objective", "weighs")}
"""The same for fields that name several."""
NAMING = {*THINGS, "activity", "projects"}
"""Fields that name things and say nothing else, unless they hold a number."""
DAYS = {"arrival", "due", "deadline", "works_from", "from_day", "ready_on"}
"""Fields that hold a working day."""


def links(event: Event, scenario: Scenario) -> Iterator[Link]:
    """All that an event is about, as far as it says so or the plan does."""
    for field, (kind, how) in THINGS.items():
        if found := getattr(event, field, None):
            yield Link(kind, found, how)
    for field, (kind, how) in LISTS.items():
        found = getattr(event, field, None)
        for it in found if isinstance(found, tuple) else ():
            yield Link(kind, it if isinstance(it, str) else it[0], how)
    if activity := getattr(event, "activity", None):
        key = (getattr(event, "project", ""), activity)
        yield Link("activity", "/".join(key), "is work on")
        yield from (Link("role", role, "is done by") for role in staff(scenario)[key])
    if not hasattr(event, "project") and (risk := getattr(event, "risk", None)):
        yield Link("project", threatened(scenario)[risk], "concerns")


@lru_cache(maxsize=64)
def staff(scenario: Scenario) -> dict[tuple[str, str], tuple[str, ...]]:
    """Which roles an activity takes, by (project, activity)."""
    return {
        (project.id, activity.id): tuple(need.role for need in activity.people)
        for project in scenario.projects
        for activity in project.activities
    }


@lru_cache(maxsize=64)
def threatened(scenario: Scenario) -> dict[str, str]:
    """The project of each risk."""
    return {risk.id: risk.project for risk in scenario.risks}


def amounts(event: Event, scenario: Scenario) -> dict[str, Value]:
    """The rest of what an event says, by name; a list of pairs is a value for each of them."""
    found: dict[str, Value] = {}
    for field in event.__struct_fields__:
        value = getattr(event, field)
        if field in NAMING and not isinstance(value, int | float):
            continue
        if isinstance(value, tuple):
            found |= {f"{field}: {visible(name)}": plain(part) for name, part in value}
        else:
            found[field] = moment(scenario.start, value) if field in DAYS else plain(value)
    return found


def plain(value: Value) -> Value:
    """The value; a text without anything in it that would act."""
    return visible(value) if isinstance(value, str) else value
