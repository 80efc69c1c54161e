"""Many projects begun, and none finished for long."""

from collections.abc import Iterator

from simulator import events as facts
from simulator.coach.past import undelivered
from simulator.coach.remark import Remark
from simulator.coach.words import count, sentence, weeks
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of

MANY = 4
"""Projects in progress."""
LONG = 40.0
"""Working days without a delivery."""


def unfinished(scene: Scene) -> Iterator[Remark]:
    """Seven projects are in progress, and none has been finished for nine weeks."""
    in_progress = undelivered(scene, "in progress")
    finished = [it.day for it in of(scene.events, facts.ProjectFinished)]
    planned = [it for it in of(scene.session.plan, facts.ProjectFinished) if it.day <= scene.today]
    since = max(finished, default=0.0)
    behind = len(planned) > len(finished)
    if not behind or len(in_progress) < MANY or scene.today - since < LONG:
        return
    yield Remark(
        kind="unfinished",
        about="",
        sentence=sentence(
            f"{count(len(in_progress))} projects are in progress, and none has been finished for "
            f"{weeks(scene.today - since)}. Which of them is nearest to its end?"
        ),
        importance=0.55,
    )
