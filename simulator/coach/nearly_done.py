"""A project of which nearly everything has been done for weeks, and no more than that."""

from collections.abc import Iterator

from simulator.coach.past import drags_on, goes_on_since, last_finish, undelivered, ways_of
from simulator.coach.remark import Remark
from simulator.coach.words import count, sentence, weeks
from simulator.cockpit.scene import Scene

NEARLY = 0.75
"""The share of its activities that is done."""
LONG = 20.0
"""Working days."""


def nearly_done(scene: Scene) -> Iterator[Remark]:
    """Nine of the ten activities of Bridge were done five weeks ago; the same nine are today."""
    found = []
    for project in undelivered(scene, "in progress"):
        every = len(scene.projects[project].activities)
        done = sum(it.finished <= scene.today for it in ways_of(scene, project))
        since = max(last_finish(scene, project), goes_on_since(scene, project))
        long_ago = scene.today - since >= LONG and drags_on(scene, project)
        if long_ago and NEARLY * every <= done < every:
            found.append((scene.today - since, done, every, project))
    for days, done, every, project in sorted(found, reverse=True):
        yield Remark(
            kind="nearly_done",
            about=project,
            sentence=sentence(
                f"{count(done)} of the {count(every)} activities of {scene.project(project)} were "
                f"done {weeks(days)} ago, and the same {count(done)} are done today."
            ),
            importance=0.65,
        )
