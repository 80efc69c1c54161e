"""What delivered projects bring: worth on delivery, and benefits as people take it up."""

from collections import Counter
from math import fsum
from statistics import fmean
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms import adoption, alignment, saturation, selection
from simulator.mechanisms.value import value
from simulator.model.clock import FACT, MONTH
from simulator.policies.selecting import aligned

if TYPE_CHECKING:
    from simulator.model.replication import Replication

CHANGE_BY = {
    "balanced": (1.0, 1.0, 1.0),
    "training": (2.4, 0.3, 0.3),
    "process": (0.3, 2.4, 0.3),
    "tools": (0.3, 0.3, 2.4),
}
"""How one budget of change work is split over people, process and tools; each adds up to 3."""
QUARTER = 3 * MONTH
"""Weeks between two times that benefits are counted."""


class GoneLive:
    """A delivered project whose benefits are coming in."""

    def __init__(self, project: int, worth: float, since: float) -> None:
        self.project, self.worth, self.since = project, worth, since
        self.adopted = self.unpaid = 0.0
        self.weeks = 0


class Benefits:
    """Worth and benefits (mechanisms M06, M22, M23, M26, M27)."""

    def __init__(self, office: "Replication") -> None:
        self.office, how = office, office.scenario.mechanisms
        self.selection, self.alignment = how.selection, how.alignment
        self.adoption, self.saturation = how.adoption, how.saturation
        self.active = how.adoption is not None
        self.live: list[GoneLive] = []
        if self.selection:
            promised = [project.value for project in office.scenario.projects]
            self.mean = fmean(promised)
        if self.adoption:
            self.full = adoption.undisturbed(self.adoption) * self.adoption.weeks
            """Full weeks of benefit that a perfectly prepared project brings."""

    def deliver(self, place: int) -> float:
        """What a project delivered today is worth if everybody uses it, in k€."""
        project, today = self.office.scenario.projects[place], self.office.clock.today
        promised = project.value
        if self.selection and promised:
            draw = chance.normal(self.office.seed, "worth", project.id)
            promised = selection.realised(promised, self.mean, draw, self.selection)
        if self.alignment and self.office.scenario.objectives:
            now = self.office.mondays.climate.weights
            aims = (aim.id for aim in self.office.scenario.objectives)
            serves = {aim.objective: aim.share for aim in project.serves}
            fits = aligned(dict(zip(aims, now, strict=True)), serves)
            promised = alignment.realised(promised, fits, self.alignment)
        return value(
            promised, project.due, project.cost_of_delay, project.deadline, today,
            project.decay, project.fine,
        )  # fmt: skip

    def go_live(self, place: int, worth: float) -> None:
        """Start to count what a delivered project brings."""
        office, today = self.office, self.office.clock.today
        self.live.append(GoneLive(place, worth, today))
        office.events.append(events.BenefitRealised(today, office.scenario.projects[place].id, 0.0))
        # a moment to come, so that Mondays go on until the last benefit is in
        end = today + 5 * (self.adoption.weeks + 2 * MONTH)
        office.clock.at(end, FACT, lambda about: None)

    def step(self) -> None:
        """Let a month pass for everything that has gone live."""
        ready = self.readiness()
        support = self.office.mondays.support
        ceiling = adoption.ceiling(support.resistance, self.adoption)
        help = adoption.helped(ready, support.engagement, self.adoption)
        projects = self.office.scenario.projects
        weeks = self.saturation.weeks if self.saturation else 0
        going_live = Counter(projects[it.project].group for it in self.live if it.weeks < weeks)
        for live in self.live:
            slowed = self._slowed(live, going_live)
            weeks = min(MONTH, self.adoption.weeks - live.weeks)
            before = live.adopted
            live.adopted = adoption.step(before, ceiling, help, weeks * slowed, self.adoption)
            middle = (before + live.adopted) / 2
            brought = fsum(
                adoption.benefit(middle, week, ready, self.adoption)
                for week in range(live.weeks, live.weeks + weeks)
            )
            live.unpaid += live.worth * brought / self.full
            live.weeks += weeks
            if live.weeks % QUARTER == 0 or live.weeks >= self.adoption.weeks:
                self._pay(live)
        self.live = [live for live in self.live if live.weeks < self.adoption.weeks]

    def _pay(self, live: GoneLive) -> None:
        project = self.office.scenario.projects[live.project].id
        amount, live.unpaid = live.unpaid, 0.0
        self.office.events.append(events.BenefitRealised(self.office.clock.today, project, amount))

    def readiness(self) -> float:
        """How ready those are who have to live with the results (mechanism M26)."""
        level = self.office.mondays.pmo.level("change")
        shares = CHANGE_BY[self.office.policy.change_by]
        return adoption.readiness(*(min(1.0, level * part) for part in shares), self.adoption)

    def _slowed(self, live: GoneLive, going_live: Counter) -> float:
        """Who has to change several things at once takes each up later (mechanism M27)."""
        group = self.office.scenario.projects[live.project].group
        if not self.saturation or not group:
            return 1.0
        return saturation.slowed(going_live[group], self.saturation)
