"""Decisions of which nobody has written down what they were expected to bring."""

from collections.abc import Iterator

from simulator.coach.past import decided_on
from simulator.coach.remark import Remark
from simulator.coach.words import count
from simulator.cockpit.scene import Scene

MANY = 4
"""Decisions."""


def unexplained(scene: Scene) -> Iterator[Remark]:
    """You have taken five decisions and written a reason for none of them."""
    decided = scene.session.decisions
    today = bool(decided) and decided_on(decided[-1]) == scene.today
    if len(decided) < MANY or not today or any(it.reason for it in decided):
        return
    yield Remark(
        kind="unexplained",
        about="",
        sentence=f"You have taken {count(len(decided))} decisions and written down a reason for "
        "none of them. What do you expect of the last one?",
        importance=0.3,
    )
