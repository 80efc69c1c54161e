"""What has come from outside by a mentor's hand: said above the board on the day it came."""

from msgspec import Struct

from simulator import events as facts
from simulator.cockpit.days import WEEK, plainly, whole
from simulator.cockpit.scene import Scene
from simulator.narration import narrate
from simulator.scenario import (
    DueInject,
    Inject,
    IssueInject,
    PeopleInject,
    WithdrawalInject,
    nearest_hour,
)

EFFECTS: dict[type[Inject], tuple[type[facts.Event], str]] = {
    PeopleInject: (facts.PeopleChanged, "role"),
    IssueInject: (facts.IssueCame, "project"),
    DueInject: (facts.DueMoved, "project"),
    WithdrawalInject: (facts.ProjectCancelled, "project"),
}
"""By kind of inject: the event that tells what follows from it, and what both are about."""


class Outside(Struct, kw_only=True):
    """An inject that has come."""

    at: float
    day: int
    headline: str
    follows: str
    """What it has changed at once, as a sentence; empty if nothing."""
    new: bool
    """Whether it must not be overlooked: it came with the last step, in the last week."""


def outside(scene: Scene, told: int) -> tuple[Outside, ...]:
    """All that have come, in their order.

    `told` is how many visible events a person had been shown before the last step.
    """
    injects = sorted(scene.session.scenario.injects, key=lambda it: nearest_hour(it.day))
    came = [n for n, it in enumerate(scene.events) if isinstance(it, facts.InjectCame)]
    return tuple(
        Outside(
            at=scene.events[place].day,
            day=whole(scene.events[place].day),
            headline=inject.headline,
            follows=_follows(scene, inject, place),
            new=_is_new(scene, place, told),
        )
        for inject, place in zip(injects, came, strict=False)
    )


def _is_new(scene: Scene, place: int, told: int) -> bool:
    day = scene.events[place].day
    return day == scene.today or (place >= told and day > scene.today - WEEK)


def _follows(scene: Scene, inject: Inject, place: int) -> str:
    kind, about = EFFECTS.get(type(inject), (None, ""))
    if kind is None:
        return ""
    for event in scene.events[place:]:
        if event.day > scene.events[place].day:
            break
        if isinstance(event, kind) and getattr(event, about) == getattr(inject, about):
            told = plainly(narrate(event, scene.scenario))
            return told[:1].upper() + told[1:]
    return ""
