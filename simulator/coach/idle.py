"""People without project work while something waits that needs people of their kind."""

from collections.abc import Iterator
from math import floor

from simulator.coach.past import waiting
from simulator.coach.remark import Remark
from simulator.coach.words import kind, people, sentence, weeks, work
from simulator.cockpit.scene import Scene
from simulator.metrics.steps import NOBODY, steps

LEAST = 10.0
"""Working days: a gap of a week is nothing."""


def idle(scene: Scene) -> Iterator[Remark]:
    """Three integrators have had no project work for two weeks, while “Cabling” waits."""
    free, told = _free(scene), set()
    found = []
    for key, _, since in waiting(scene):
        for need in scene.activities[key].people:
            begun, fewest = _stretch(scene.today, free[need.role], since)
            if scene.today - begun >= LEAST:
                found.append((fewest, scene.today - begun, key, need.role))
    for fewest, days, key, role in sorted(found, reverse=True):
        if role in told:
            continue
        told.add(role)
        have = "has" if fewest == 1 else "have"
        yield Remark(
            kind="idle",
            about=role,
            sentence=sentence(
                f"{people(scene, fewest, role)} {have} had no project work for {weeks(days)}, "
                f"while {work(scene, key)}, which needs {kind(scene, role)}, waits for people."
            ),
            importance=0.8 if fewest > 1 else 0.7,
        )


def _free(scene: Scene) -> dict[str, list[tuple[float, int]]]:
    """By role: since which day how many people have certainly been on nothing, the latest first.

    Nobody can see who is on two things at once, so everybody is thought to be on one.
    """
    known: dict[str, list[tuple[float, int]]] = {role: [] for role in scene.roles}
    for step in steps(scene.events, scene.scenario, scene.today):
        for role in scene.roles:
            known[role].append((step.day, floor(step.people[role] - step.working[role] + NOBODY)))
    for role, taken in _taken(scene).items():
        known[role].append((scene.today, floor(scene.seen.people[role] - taken + NOBODY)))
        known[role].reverse()
    return known


def _taken(scene: Scene) -> dict[str, float]:
    """By role: people who are on something now."""
    taken = dict.fromkeys(scene.roles, 0.0)
    for key, way in scene.ways.items():
        if way.goes_on:
            for need in scene.activities[key].people:
                taken[need.role] += need.people
    return taken


def _stretch(today: float, free: list[tuple[float, int]], since: float) -> tuple[float, int]:
    """The longest stretch until today, no earlier than a day, with somebody free all the time: its
    first day, and how many were free at least."""
    begun, fewest = today, 0
    for day, number in free:
        if number < 1:
            break
        begun, fewest = max(day, since), min(fewest or number, number)
        if day <= since:
            break
    return begun, fewest
