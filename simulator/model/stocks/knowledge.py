"""What the office knows and passes on, and what its method does to work (mechanism M32)."""

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import knowledge
from simulator.model.flow.people import People
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month
from simulator.scenario import Activity

NEW = ("novel", "research")
"""Kinds of work that a tailored method spares."""


class Knowledge:
    """How much is known of what there was to learn."""

    def __init__(self, people: People, pmo: Pmo, how: knowledge.Knowledge) -> None:
        self.people, self.pmo, self.how = people, pmo, how
        self.known = 0.0

    def step(self, week: int, month: Month) -> None:
        """What finished work has taught is learned as far as it is passed on; some is lost."""
        there = max(self.people.count(), 1.0)
        learned = self.reused() * len(month.finished) / there
        self.known = knowledge.step(self.known, learned, WEEKS_A_MONTH, self.how)

    def lose(self, role: int) -> None:
        """Somebody leaves, and takes along what only they knew."""
        self.known *= 1 - 1 / max(self.people.count(), 1)

    def reused(self) -> float:
        """The chance that something learned is used again elsewhere."""
        return knowledge.reuse(self.pmo.level("knowledge"), self.how)

    def effort(self, project: str, activity: Activity) -> float:
        """By what an activity takes less, with what is known."""
        return knowledge.effort(self.known, self.how)

    def method_effort(self, project: str, activity: Activity) -> float:
        """By what an activity takes longer or less under the method."""
        return knowledge.method_effort(self._method(activity), activity.work, self.how)

    def method_spread(self, project: str, activity: Activity) -> float:
        """By what durations spread less under the method."""
        return knowledge.method_spread(self._method(activity), activity.work, self.how)

    def _method(self, activity: Activity) -> float:
        """How far an activity follows the standard: a tailored one spares work that is new."""
        if self.pmo.policy.tailored and activity.work in NEW:
            return 0.0
        return self.pmo.level("method")

    def level(self) -> float:
        """How much is known."""
        return self.known
