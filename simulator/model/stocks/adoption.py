"""Benefits of what was delivered, as people take it up (mechanisms M26, M27)."""

from collections import Counter
from math import fsum

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.events import BenefitRealised
from simulator.mechanisms import adoption, saturation
from simulator.model.conditions import Conditions
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month
from simulator.model.world import FACT, World, nothing

CHANGE_BY = {
    "balanced": (1.0, 1.0, 1.0),
    "training": (2.4, 0.3, 0.3),
    "process": (0.3, 2.4, 0.3),
    "tools": (0.3, 0.3, 2.4),
}
"""How one budget of change work is split over people, process and tools; each adds up to 3."""
QUARTER = 3 * WEEKS_A_MONTH
"""Weeks between two times that benefits are counted."""


class GoneLive:
    """A delivered project whose benefits are coming in."""

    def __init__(self, project: int, worth: float) -> None:
        self.project, self.worth = project, worth
        self.adopted = self.unpaid = 0.0
        self.weeks = 0


class Benefits:
    """All that has gone live."""

    def __init__(
        self,
        world: World,
        projects: Projects,
        pmo: Pmo,
        conditions: Conditions,
        how: adoption.Adoption,
        shared: saturation.Saturation | None,
    ) -> None:
        self.world, self.projects, self.pmo = world, projects, pmo
        self.conditions, self.how, self.shared = conditions, how, shared
        self.live: list[GoneLive] = []
        self.full = adoption.undisturbed(how) * how.weeks
        """Full weeks of benefit that a perfectly prepared project brings."""

    def go_live(self, project: int, worth: float) -> None:
        """Start to count what a delivered project brings."""
        today = self.world.today
        self.live.append(GoneLive(project, worth))
        self.world.note(BenefitRealised(today, self.projects.name(project), 0.0))
        # a moment to come, so that Mondays go on until the last benefit is in
        self.world.at(today + DAYS_A_WEEK * (self.how.weeks + 2 * WEEKS_A_MONTH), FACT, nothing)

    def step(self, week: int, month: Month) -> None:
        """Let a month pass for everything that has gone live."""
        how, ready = self.how, self._readiness()
        ceiling = adoption.ceiling(self.conditions.resistance, how)
        help = adoption.helped(ready, self.conditions.engagement, how)
        slowed = self._slowed()
        for live, slower in zip(self.live, slowed, strict=True):
            weeks = min(WEEKS_A_MONTH, how.weeks - live.weeks)
            before = live.adopted
            live.adopted = adoption.step(before, ceiling, help, weeks * slower, how)
            middle = (before + live.adopted) / 2
            brought = fsum(
                adoption.benefit(middle, week, ready, how)
                for week in range(live.weeks, live.weeks + weeks)
            )
            live.unpaid += live.worth * brought / self.full
            live.weeks += weeks
            if live.weeks % QUARTER == 0 or live.weeks >= how.weeks:
                self._pay(live)
        self.live = [live for live in self.live if live.weeks < how.weeks]

    def _pay(self, live: GoneLive) -> None:
        name, amount = self.projects.name(live.project), live.unpaid
        live.unpaid = 0.0
        self.world.note(BenefitRealised(self.world.today, name, amount))

    def _readiness(self) -> float:
        """How ready those are who have to live with the results."""
        level, by = self.pmo.level("change"), self.pmo.policy.change_by
        people, process, tools = (min(1.0, level * part) for part in CHANGE_BY[by])
        return adoption.readiness(people, process, tools, self.how)

    def _slowed(self) -> list[float]:
        """By what each is taken up later, where a group has to change several things at once."""
        if self.shared is None:
            return [1.0] * len(self.live)
        groups = [self.projects.records[live.project].group for live in self.live]
        going_live = Counter(
            group
            for group, live in zip(groups, self.live, strict=True)
            if live.weeks < self.shared.weeks
        )
        return [
            saturation.slowed(going_live[group], self.shared) if group else 1.0 for group in groups
        ]
