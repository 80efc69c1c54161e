"""What people learn by doing (mechanism M08)."""

from collections.abc import Mapping

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import learning
from simulator.model.stocks.knowledge import Knowledge
from simulator.model.stocks.month import Month
from simulator.scenario import Activity


class Learning:
    """How often work of each family has been done, as far as it is remembered."""

    def __init__(
        self,
        families: Mapping[tuple[str, str], str],
        how: learning.Learning,
        knowledge: Knowledge | None,
    ) -> None:
        self.families, self.how, self.knowledge = families, how, knowledge
        self.done: dict[str, dict[str, float]] = {}
        """Finished activities still remembered, by family, then project."""

    def step(self, week: int, month: Month) -> None:
        """Some of it is forgotten; what was finished this month is added."""
        for done in self.done.values():
            for project in done:
                done[project] = learning.remembered(done[project], WEEKS_A_MONTH, self.how)
        for event in month.finished:
            if family := self.families.get((event.project, event.activity)):
                done = self.done.setdefault(family, {})
                done[event.project] = done.get(event.project, 0.0) + 1

    def effort(self, project: str, activity: Activity) -> float:
        """By what an activity that starts today takes less, as often as it was done before."""
        if not activity.family:
            return 1.0
        return learning.effort_factor(self._done(activity.family, project), self.how)

    def _done(self, family: str, project: str) -> float:
        """How often people here have done such work: in this project, and in others as far as
        knowledge travels."""
        own = others = 0.0
        for where, number in self.done.get(family, {}).items():
            own, others = (own + number, others) if where == project else (own, others + number)
        return own + others * (self.knowledge.reused() if self.knowledge else 1.0)
