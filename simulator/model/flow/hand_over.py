"""Projects that come after others: they start once the first is delivered and handed over."""

from simulator.calendar import DAYS_A_WEEK
from simulator.events import HandOffBegan
from simulator.mechanisms.dependencies import Dependencies, hand_off
from simulator.model.flow.work import Work
from simulator.model.pmo import Pmo
from simulator.model.world import FACT, World
from simulator.scenario import on_grid


class HandOver:
    """What the end of a project means for those that wait for it (mechanism M35)."""

    def __init__(self, world: World, work: Work, pmo: Pmo, how: Dependencies | None) -> None:
        self.world, self.chance, self.work, self.pmo = world, world.chance, work, pmo
        self.projects, self.how = work.projects, how

    def begin(self, project: int) -> None:
        """Let those that come after a project that is over start, once it is handed over.

        A cancelled project leaves nothing to hand over: they start without it.
        """
        network, delivered = self.work.network, self.projects.state[project] == "finished"
        for place in network.dependents[project]:
            day = self.world.today
            if self.how and delivered:
                day += self._takes(self.how, project, place)
            for source in network.sources[place]:
                self.world.at(day, FACT, self.work.release, source)

    def _takes(self, how: Dependencies, before: int, after: int) -> float:
        """Working days of a hand-over that begins today."""
        first, then = (self.projects.records[place] for place in (before, after))
        draw = self.chance.normal("hand-off", first.id, then.id)
        apart, liaison = float(first.group != then.group), float(self.pmo.policy.liaison)
        days = on_grid(DAYS_A_WEEK * hand_off(draw, apart, liaison, how))
        today = self.world.today
        self.world.note(HandOffBegan(today, first.id, then.id, today + days))
        return days
