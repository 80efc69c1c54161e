"""An issue that has been known for weeks, with nobody on its project since."""

from collections.abc import Iterator

from simulator import events as facts
from simulator.coach.past import ways_of
from simulator.coach.remark import Remark
from simulator.coach.words import weeks
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of
from simulator.narration import called

LEAST = 10.0
"""Working days."""


def untouched(scene: Scene) -> Iterator[Remark]:
    """The issue “Late steel” of Bridge has been known for three weeks; nobody has been on it."""
    names = {it.id: called(it) for it in scene.scenario.risks}
    for it in of(scene.events, facts.IssueDetected):
        days = scene.today - it.day
        open_still = scene.state[it.project] in ("in progress", "paused")
        if not open_still or days < LEAST or it.hits == "cost":
            continue
        if any(way.started <= scene.today and way.ended > it.day
               for way in ways_of(scene, it.project)):  # fmt: skip
            continue
        yield Remark(
            kind="untouched",
            about=it.risk,
            sentence=f"The issue “{names[it.risk]}” of {scene.project(it.project)} has been known "
            f"for {weeks(days)}, and nobody has been at work on that project since.",
            importance=0.75,
        )
