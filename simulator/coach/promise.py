"""A promise that is past, and was never changed."""

from collections.abc import Iterator

from simulator.coach.past import undelivered
from simulator.coach.remark import Remark
from simulator.coach.words import sponsor, weeks
from simulator.cockpit.days import whole
from simulator.cockpit.scene import Scene

LEAST = 10.0
"""Working days after the promised one."""


def promise(scene: Scene) -> Iterator[Remark]:
    """Bridge was promised for day 85, four weeks ago: what day does its sponsor count on now?"""
    for project in undelivered(scene, "waiting", "in progress", "paused"):
        due = scene.projects[project].due
        if due is None or scene.today - due < LEAST:
            continue
        who = sponsor(scene.projects[project].sponsor) or "whoever wants it"
        yield Remark(
            kind="promise",
            about=project,
            sentence=f"{scene.project(project)} was promised for day {whole(due)}, "
            f"{weeks(scene.today - due)} ago. What day does {who} count on now?",
            importance=0.65,
        )
