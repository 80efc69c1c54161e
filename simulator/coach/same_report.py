"""Reports that have called a project green for weeks in which nothing of it was finished."""

from collections.abc import Iterator

from simulator import events as facts
from simulator.coach.past import drags_on, goes_on_since, last_finish, undelivered
from simulator.coach.remark import Remark
from simulator.coach.words import count, sentence, weeks
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of

MANY = 3
"""Reports in a row."""
LONG = 25.0
"""Working days between the first of them and the last."""


def same_report(scene: Scene) -> Iterator[Remark]:
    """Four reports in a row have called Bridge green, and none of its activities was finished."""
    found = []
    for project in undelivered(scene, "in progress"):
        since = max(last_finish(scene, project), goes_on_since(scene, project))
        mine = [it for it in of(scene.events, facts.StatusReported) if it.project == project]
        row: list[float] = []
        for it in reversed(mine):
            if it.colour != "green" or it.day < since:
                break
            row.append(it.day)
        long = len(row) >= MANY and row[0] - row[-1] >= LONG
        if long and drags_on(scene, project):
            found.append((row[0] - row[-1], len(row), project))
    for days, number, project in sorted(found, reverse=True):
        yield Remark(
            kind="same_report",
            about=project,
            sentence=sentence(
                f"{count(number)} reports in a row have called {scene.project(project)} green, "
                f"over {weeks(days)} in which none of its activities was finished."
            ),
            importance=0.6,
        )
