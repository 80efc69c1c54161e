"""Two futures of one world side by side: what they come to, and why they differ."""

from math import fsum

from msgspec import Struct

from simulator.cockpit.board import Bar, bars, finish
from simulator.cockpit.days import plainly, whole
from simulator.cockpit.scene import Scene
from simulator.debrief.fork.fork import between
from simulator.metrics import Events, money_spent, on_time_share, people_lost, value_delivered
from simulator.session import Session


class Number(Struct):
    """One number in both futures, as it is read."""

    name: str
    this: str
    other: str
    better: int
    """1 if this future is better in it, -1 if the other is, 0 if they are equal."""


class Ghost(Struct):
    """A project in the other future."""

    id: str
    finish: float | None
    bars: tuple[Bar, ...]


class Compared(Struct, kw_only=True):
    """Both futures."""

    day: int
    """Until which they are compared."""
    parted: int
    """The day on which they begin to differ."""
    over: bool
    numbers: tuple[Number, ...]
    ghosts: tuple[Ghost, ...]


def compare(session: Session, other: Session) -> Compared:
    """What both futures come to, on the last day that both have been played to.

    What is not played stays unknown: nobody learns from a replay what is still to come.
    """
    over = session.over and other.over
    day = max(session.today, other.today) if over else min(session.today, other.today)
    mine, theirs = (_until(it, day) for it in (session, other))
    scene, shown = Scene(mine), Scene(theirs)
    return Compared(
        day=whole(day),
        parted=whole(_parted(scene.events, shown.events)),
        over=over,
        numbers=_numbers(scene, shown),
        ghosts=tuple(Ghost(it, finish(shown, it), bars(shown, it)) for it in scene.projects),
    )


def why(session: Session, other: Session) -> tuple[str, ...]:
    """Why two finished futures differ, from the other one to this, in sentences; the last ones add
    up to the difference in money. Nothing while one of them goes on."""
    if not (session.over and other.over):
        return ()
    return tuple(plainly(sentence) for sentence in between(other, session).chain)


def _until(session: Session, day: float) -> Session:
    decided = tuple(it for it in session.decisions if (it.day or 0.0) <= day)
    return Session(session.scenario, session.policy, session.seed, decided, day)


def _numbers(mine: Scene, theirs: Scene) -> tuple[Number, ...]:
    this, other = _totals(mine), _totals(theirs)
    return tuple(
        Number(
            name,
            form.format(this[name]),
            form.format(other[name]),
            (this[name] > other[name]) - (this[name] < other[name])
            if more
            else (this[name] < other[name]) - (this[name] > other[name]),
        )
        for name, (form, more) in NUMBERS.items()
    )


NUMBERS = {
    "value": ("{:,.0f} k€", True),
    "cost": ("{:,.0f} k€", False),
    "net": ("{:+,.0f} k€", True),
    "on time": ("{:.0%}", True),
    "people lost": ("{:.0f}", False),
}
"""By name: how it is written, and whether more is better."""


def _totals(scene: Scene) -> dict[str, float]:
    events, scenario = scene.events, scene.scenario
    value = value_delivered(events)
    cost = fsum(money_spent(events, scenario, None if scene.session.over else scene.today).values())
    return {
        "value": value,
        "cost": cost,
        "net": value - cost,
        "on time": on_time_share(events, scenario),
        "people lost": people_lost(events),
    }


def _parted(one: Events, other: Events) -> float:
    """The day on which two futures of one world begin to differ; the last one if they never do."""
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            return min(mine.day, yours.day)
    shorter, longer = sorted((one, other), key=len)
    more = longer[len(shorter) :] or longer[-1:]
    return more[0].day if more else 0.0
