"""A queue at one kind of people, and at no other."""

from collections import defaultdict
from collections.abc import Iterator

from simulator.coach.past import waiting
from simulator.coach.remark import Remark
from simulator.coach.words import count, kind, sentence, weeks
from simulator.cockpit.scene import Scene

LEAST = 3
"""Activities that make a queue."""
LONG = 5.0
"""Working days that the first of them must have waited."""


def queue(scene: Scene) -> Iterator[Remark]:
    """Five activities that need testers wait for people; no other role has more than one such."""
    waits: dict[str, list[float]] = defaultdict(list)
    for key, _, since in waiting(scene):
        for role in dict.fromkeys(need.role for need in scene.activities[key].people):
            waits[role].append(scene.today - since)
    if len(scene.roles) < 2 or not waits:
        return
    role = max(waits, key=lambda it: len(waits[it]))
    length = len(waits[role])
    next_one = max((len(it) for other, it in waits.items() if other != role), default=0)
    if length < LEAST or next_one * 2 > length or max(waits[role]) < LONG:
        return
    others = f"more than {count(next_one)} waiting" if next_one else "any waiting"
    yield Remark(
        kind="queue",
        about=role,
        sentence=sentence(
            f"{count(length)} activities that need {kind(scene, role)} wait for people, one of "
            f"them for {weeks(max(waits[role]))}; no other role has {others}."
        ),
        importance=0.5,
    )
