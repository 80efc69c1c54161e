"""A decision of today that turns round an earlier one of one's own."""

from collections.abc import Iterator

from simulator.coach.past import decided_on
from simulator.coach.remark import Remark
from simulator.coach.words import people, some
from simulator.cockpit.days import whole
from simulator.cockpit.scene import OVER, Scene
from simulator.decisions import (
    AnyDecision,
    CancelProject,
    ChangePeople,
    OrderProjects,
    PauseProject,
)

LATELY = 20.0
"""Working days after which a change of mind needs no word."""


def turned(scene: Scene) -> Iterator[Remark]:
    """On day 20 you put Bridge first; today you pause it. What has changed since?"""
    decided = scene.session.decisions
    if not decided or decided_on(decided[-1]) != scene.today:
        return
    for earlier in reversed(decided[:-1]):
        day = decided_on(earlier)
        if scene.today - day > LATELY:
            break
        for words, about in _turned(scene, earlier, decided[-1]):
            if day < scene.today:
                yield Remark(
                    kind="turned",
                    about=about,
                    sentence=f"On day {whole(day)} you {words}. What has changed since?",
                    importance=0.9,
                    at_once=True,
                )


def _turned(scene: Scene, earlier: AnyDecision, now: AnyDecision) -> Iterator[tuple[str, str]]:
    """What was decided then and now, as words, if the one turns the other round; and of whom."""
    match earlier, now:
        case OrderProjects(projects=(first, *_)), PauseProject() | CancelProject() if (
            now.project == first
        ):
            verb = "paused" if isinstance(now, PauseProject) else "decided to cancel"
            yield f"put {scene.project(first)} first; today you have {verb} it", first
        case OrderProjects(projects=(first, *_)), OrderProjects(projects=later) if first in later:
            before = [it for it in later[: later.index(first)] if scene.state[it] not in OVER]
            going_on = [it for it in later if scene.state[it] not in OVER]
            if first in going_on and len(before) * 2 >= len(going_on):
                yield (
                    f"put {scene.project(first)} first; today you have put "
                    f"{some(len(before), 'project')} before it",
                    first,
                )
        case ChangePeople(), ChangePeople() if (
            earlier.role == now.role and earlier.change * now.change < 0
        ):
            yield (
                f"{_moved(scene, earlier)}; today you have {_moved(scene, now)}",
                now.role,
            )


def _moved(scene: Scene, it: ChangePeople) -> str:
    verb = "hired" if it.change > 0 else "released"
    return f"{verb} {people(scene, abs(it.change), it.role)}"
