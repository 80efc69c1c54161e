"""Overtime that has become a habit."""

from collections.abc import Iterator

from simulator.coach.past import rule_since
from simulator.coach.remark import Remark
from simulator.coach.words import weeks
from simulator.cockpit.scene import Scene

LONG = 30.0
"""Working days."""


def overtime(scene: Scene) -> Iterator[Remark]:
    """Overtime has been the rule for eleven weeks without a break."""
    since = rule_since(scene, lambda it: it.overtime > 0)
    tires = scene.scenario.mechanisms.fatigue is not None
    if since is None or not tires or scene.today - since < LONG:
        return
    yield Remark(
        kind="overtime",
        about=f"{since:g}",
        sentence=f"Overtime has been the rule for {weeks(scene.today - since)} without a break. "
        "What was it meant to bridge?",
        importance=0.6,
    )
