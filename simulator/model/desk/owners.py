"""Owners of projects, who may prevent that one is cancelled (mechanism M21)."""

from math import fsum

from simulator.events import CancellationResisted
from simulator.mechanisms.commitment import Commitment, resistance
from simulator.model.flow.work import Work
from simulator.model.world import World
from simulator.policies.seen import Seen


class Owners:
    """Those who have to let a project go."""

    def __init__(self, world: World, work: Work, seen: Seen, how: Commitment | None) -> None:
        self.world, self.chance, self.work, self.seen = world, world.chance, work, seen
        self.projects, self.how = work.projects, how
        self.attempts: dict[int, int] = {}
        """By project: how often somebody has tried to cancel it."""

    def cancel(self, project: int, alternative: bool) -> None:
        """End a project without a result, unless its owners prevent it.

        `alternative` says whether its people have something better to do.
        """
        if self.how is not None and self._resist(project, alternative, self.how):
            name = self.projects.name(project)
            self.world.note(CancellationResisted(self.world.today, name))
        else:
            self.work.cancel(project)

    def _resist(self, project: int, alternative: bool, how: Commitment) -> bool:
        projects, record = self.projects, self.projects.records[project]
        if projects.state[project] == "waiting":
            return False
        number = self.attempts[project] = self.attempts.get(project, 0) + 1
        done = 1 - fsum(projects.effort_left[project].values()) / max(record.effort, 1e-9)
        seen = self.seen.read(self.world.log)
        theirs = float(record.id not in seen.selected)  # nobody else has chosen it
        chance_of = resistance(done, done, theirs, float(alternative), how)
        return self.chance.uniform("resists", record.id, number) < chance_of
