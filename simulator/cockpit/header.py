"""The numbers that a sponsor asks for first, always in sight."""

from math import fsum

from msgspec import Struct

from simulator.cockpit.board import days
from simulator.cockpit.days import date_of, whole
from simulator.cockpit.scene import OVER, Scene
from simulator.metrics import exposure, finish_days, money_spent, people_lost, value_delivered


class Header(Struct, kw_only=True):
    """Day, money and promises; money in k€."""

    day: int
    date: str
    next: str
    """The next day that is known beforehand, as a sentence; empty if there is none."""
    value: float
    possible: float
    """What all projects together would bring if every one of them were on time."""
    spent: float
    net: float
    on_time: int
    """Projects finished on time so far."""
    late: int
    """Projects finished late, or open after their due day."""
    promised: int
    """Projects with a due day."""
    exposure: float
    people_lost: int


def header(scene: Scene) -> Header:
    """The numbers of a day."""
    events, scenario, today = scene.events, scene.scenario, scene.today
    value = value_delivered(events)
    spent = fsum(money_spent(events, scenario, today).values())
    due = {it.id: it.due for it in scenario.projects if it.due is not None}
    finished = finish_days(events)
    kept = sum(it in finished and finished[it] <= day for it, day in due.items())
    broken = sum(finished.get(it, today) > day for it, day in due.items())
    return Header(
        day=whole(today),
        date=date_of(scenario.start, today),
        next=_next(scene),
        value=value,
        possible=fsum(it.value for it in scenario.projects),
        spent=spent,
        net=value - spent,
        on_time=kept,
        late=broken,
        promised=len(due),
        exposure=exposure(events, scenario),
        people_lost=people_lost(events),
    )


def _next(scene: Scene) -> str:
    """What is known to come next: an arrival or a due day, never what only luck knows."""
    coming = [
        (it.arrival, f"{scene.project(it.id)} comes in")
        for it in scene.scenario.projects
        if it.arrival > scene.today
    ]
    coming += [
        (it.due, f"{scene.project(it.id)} is due")
        for it in scene.scenario.projects
        if it.due is not None and it.due > scene.today and scene.state[it.id] not in OVER
    ]
    if not coming:
        return ""
    day, what = min(coming)
    return f"in {days(day - scene.today)}: {what}"
