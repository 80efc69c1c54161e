"""Sponsors: how engaged they are, and how long they take to decide (mechanism M29)."""

from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.events import DecisionAwaited
from simulator.mechanisms import sponsor
from simulator.model.conditions import Conditions
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month
from simulator.model.world import World
from simulator.scenario import on_grid


class Sponsors:
    """Engagement of all sponsors together."""

    def __init__(
        self,
        world: World,
        projects: Projects,
        pmo: Pmo,
        conditions: Conditions,
        how: sponsor.Sponsor,
    ) -> None:
        self.world, self.chance = world, world.chance
        self.projects, self.pmo = projects, pmo
        self.conditions, self.how = conditions, how
        self.number = len({project.sponsor for project in projects.records})
        conditions.engagement = how.start

    def step(self, week: int, month: Month) -> None:
        """Projects delivered in time engage them; too many projects and questions tire them."""
        asks, visits = month.asks / WEEKS_A_MONTH, self.pmo.level("stakeholder")
        overload = sponsor.overloaded(self.projects.in_progress(), self.number, self.how)
        self.conditions.engagement = sponsor.step(
            self.conditions.engagement,
            asks * visits,
            asks * (1 - visits),
            overload,
            month.wins / WEEKS_A_MONTH,
            WEEKS_A_MONTH,
            self.how,
        )

    def decide(self, project: str, risk: str) -> float:
        """Working days an issue waits for its sponsor's decision; 0 if it needs none."""
        if self.chance.uniform("ask", project, risk) >= self.how.asked:
            return 0.0
        wait = on_grid(DAYS_A_WEEK * sponsor.latency(self.conditions.engagement, self.how))
        if wait:
            self.world.note(DecisionAwaited(self.world.today, project, risk, wait))
        return wait

    def level(self) -> float:
        """How engaged they are."""
        return self.conditions.engagement
