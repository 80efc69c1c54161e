"""A project that has long been paused, while people are still on its work."""

from collections.abc import Iterator
from math import fsum

from simulator.coach.past import paused_since, undelivered
from simulator.coach.remark import Remark
from simulator.coach.words import count, weeks
from simulator.cockpit.scene import Scene

LEAST = 10.0
"""Working days."""


def paused(scene: Scene) -> Iterator[Remark]:
    """Bridge has been paused for three weeks, and “Cabling” still holds two people."""
    found = []
    for project in undelivered(scene, "paused"):
        days = scene.today - paused_since(scene, project)
        for key, way in scene.ways.items():
            team = fsum(need.people for need in scene.activities[key].people)
            if key[0] == project and way.goes_on and days >= LEAST and team >= 1:
                found.append((team, days, key))
    for team, days, key in sorted(found, reverse=True):
        yield Remark(
            kind="paused",
            about=key[0],
            sentence=f"{scene.project(key[0])} has been paused for {weeks(days)}, and its "
            f"“{scene.activity(key)}” still holds {_people(team)}.",
            importance=0.7,
        )


def _people(team: float) -> str:
    if team == 1:
        return "one person"
    return f"{team:g} people" if team % 1 else f"{count(int(team))} people"
