"""Where two futures of one world begin to differ, as a manager sees it."""

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from simulator.debrief.fork.phrases import when
from simulator.events import Event
from simulator.narration import narrate
from simulator.scenario import Scenario
from simulator.session import Session

Events = tuple[Event, ...]
THINGS = ("project", "activity", "risk", "mitigation", "role", "function")
"""Fields of events that say what they are about."""


class Parting(NamedTuple):
    """The first visible event that differs: its day, and a sentence for each future."""

    day: float
    was: str
    would: str

    def __str__(self) -> str:
        return f"{when(self.day)[3:].capitalize()}: {self.was}. In the other future: {self.would}."


def parting(was: Session, would: Session, day: float) -> Parting | None:
    """The first visible difference between two sessions that decide otherwise on a day.

    What the decisions themselves write into the log counts only if nothing else differs. The order
    of what happens at one instant is no difference. None if there is none at all.
    """
    mine, yours = (it.visible[_taken(it, day) :] for it in (was, would))
    return _first(mine, yours, was.scenario) or _first(was.visible, would.visible, was.scenario)


def _taken(session: Session, day: float) -> int:
    """How many events there are to be seen once a day's decisions are taken."""
    return len(replace(session, today=day).visible)


def _first(was: Events, would: Events, scenario: Scenario) -> Parting | None:
    mine, yours = _by_day(was), _by_day(would)
    for day in sorted({*mine, *yours}):
        old, new = mine.get(day, ()), yours.get(day, ())
        if Counter(old) != Counter(new):
            only, other = _only(old, new), _only(new, old)
            return Parting(
                day,
                _said(only, other, was, day, scenario),
                _said(other, only, would, day, scenario),
            )
    return None


def _by_day(events: Events) -> dict[float, Events]:
    return {day: tuple(those) for day, those in groupby(events, key=lambda event: event.day)}


def _only(mine: Events, yours: Events) -> Event | None:
    """What happens first on a day in one future, and not in the other."""
    return next(iter(Counter(mine) - Counter(yours)), None)


def _said(
    mine: Event | None, yours: Event | None, log: Events, day: float, scenario: Scenario
) -> str:
    """What happens in one future, or else when what happens in the other one does here."""
    if mine is not None or yours is None:
        return "" if mine is None else narrate(mine, scenario)
    same = [event for event in log if event.day > day and _about(event) == _about(yours)]
    if not same:
        return "this does not happen"
    words = narrate(same[0], scenario)
    if words == narrate(yours, scenario):
        return f"this happens only {when(same[0].day)}"
    return f"only {when(same[0].day)}, {words}"


def _about(event: Event) -> tuple[object, ...]:
    """What an event is about: two events alike tell the same of the same things."""
    return type(event), *(getattr(event, name, None) for name in THINGS)
