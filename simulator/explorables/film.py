"""A run of an office of one role as a film: who has what in hand, week by week."""

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct

from simulator.calendar import DAYS_A_WEEK
from simulator.events import ActivityFinished, ActivityStarted, Event, ProjectFinished
from simulator.metrics.log import of
from simulator.metrics.steps import last_day
from simulator.scenario import Scenario


class Frame(Struct, frozen=True, kw_only=True):
    """One Friday evening."""

    week: int
    hands: tuple[tuple[int, ...], ...]
    """For each person the projects in hand, by their place in the scenario."""
    done: tuple[float, ...]
    """For each project the share of its work that is done."""
    finished: int
    said: str
    """What somebody who walks through the office would tell."""


def filmed(events: Sequence[Event], scenario: Scenario) -> tuple[Frame, ...]:
    """Every Friday until the last project is finished.

    The model spreads work evenly over the people of a role; who of them has which project in hand
    is for the eye, and as even as the model has it.
    """
    people = len(scenario.roles[0].members)
    hands: list[list[int]] = [[] for _ in range(people)]
    frames = []
    for week in range(1, ceil(last_day(tuple(events)) / DAYS_A_WEEK) + 1):
        day = float(week * DAYS_A_WEEK)
        seats = _seats(events, scenario, day)
        hands = _handed(hands, seats)
        fresh = [scenario.projects[place].name for place in _fresh(events, scenario, day)]
        shares = _shares(events, scenario, day)
        finished = sum(share == 1 for share in shares)
        frames.append(
            Frame(
                week=week,
                hands=tuple(tuple(sorted(it)) for it in hands),
                done=shares,
                finished=finished,
                said=_said(hands, fresh),
            )  # fmt: skip
        )
    return tuple(frames)


def _seats(events: Sequence[Event], scenario: Scenario, day: float) -> dict[int, int]:
    """How many people work on each project, by its place."""
    at_work: dict[tuple[str, str], bool] = {}
    for event in of(tuple(events), ActivityStarted, ActivityFinished):
        if event.day < day:
            at_work[event.project, event.activity] = isinstance(event, ActivityStarted)
    seats = {}
    for place, project in enumerate(scenario.projects):
        teams = [it.team for it in project.activities if at_work.get((project.id, it.id))]
        if teams:
            seats[place] = round(sum(teams))
    return seats


def _handed(before: Sequence[Sequence[int]], seats: dict[int, int]) -> list[list[int]]:
    """Who has what in hand: as before where it can be, and as even as it can be."""
    hands = [[it for it in own if it in seats] for own in before]
    for place, wanted in seats.items():
        while sum(place in own for own in hands) < wanted:
            min((own for own in hands if place not in own), key=len).append(place)
    while True:
        most, fewest = max(hands, key=len), min(hands, key=len)
        movable = [it for it in most if it not in fewest]
        if len(most) - len(fewest) < 2 or not movable:
            return hands
        most.remove(movable[-1])
        fewest.append(movable[-1])


def _shares(events: Sequence[Event], scenario: Scenario, day: float) -> tuple[float, ...]:
    starts = {(it.project, it.activity): it.day for it in of(tuple(events), ActivityStarted)}
    ends = {(it.project, it.activity): it.day for it in of(tuple(events), ActivityFinished)}

    def share(key: tuple[str, str]) -> float:
        start, end = starts[key], ends[key]
        return 1.0 if end <= day else max(0.0, (day - start) / (end - start))

    return tuple(
        sum(share((project.id, it.id)) * it.planned_effort for it in project.activities)
        / project.effort
        for project in scenario.projects
    )


def _fresh(events: Sequence[Event], scenario: Scenario, day: float) -> Iterator[int]:
    """The projects that were finished this week."""
    places = {it.id: place for place, it in enumerate(scenario.projects)}
    for event in of(tuple(events), ProjectFinished):
        if day - DAYS_A_WEEK < event.day <= day:
            yield places[event.project]


def _said(hands: Sequence[Sequence[int]], fresh: Sequence[str]) -> str:
    if fresh:
        return " and ".join(f"“{it}”" for it in fresh) + " finished."
    few, many = min(map(len, hands)), max(map(len, hands))
    idle = sum(not own for own in hands)
    if idle:
        return f"{idle} of {len(hands)} people have nothing to do."
    if many == few:
        return f"Everybody has {few} in hand." if few > 1 else "Everybody has one thing in hand."
    return f"Everybody has {few} or {many} projects in hand."
