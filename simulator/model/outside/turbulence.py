"""Calm and turbulent times, and shocks that hit many at once (mechanism M14)."""

from simulator.events import RegimeChanged, ShockStruck
from simulator.mechanisms.common_cause import CommonCause, hazard, shock_size, stay
from simulator.model.conditions import Conditions
from simulator.model.flow.projects import Projects
from simulator.model.risks.burdens import Burdens
from simulator.model.world import World
from simulator.scenario import on_grid


class Turbulence:
    """The world outside, as it is this week."""

    def __init__(
        self,
        world: World,
        projects: Projects,
        burdens: Burdens,
        conditions: Conditions,
        how: CommonCause,
    ) -> None:
        self.world, self.chance = world, world.chance
        self.projects, self.burdens = projects, burdens
        self.conditions, self.how = conditions, how
        self.turbulent, self.regimes, self.shocks = False, 0, 0
        self.next_shock = self._clock("shock", 0) * how.shock_weeks
        self.next_regime = stay(self._clock("regime", 0), False, how)
        conditions.hazard = hazard(False, how)

    def step(self, week: int) -> None:
        """Let happen what is due by this week.

        An idle office has no Mondays: of what came meanwhile only what lasts is noticed.
        """
        before = self.turbulent
        while week >= self.next_regime:
            self.turbulent = not self.turbulent
            self.regimes += 1
            self.next_regime += stay(self._clock("regime", self.regimes), self.turbulent, self.how)
        if self.turbulent != before:
            self.conditions.hazard = hazard(self.turbulent, self.how)
            self.conditions.changed = True
            self.world.note(RegimeChanged(self.world.today, self.turbulent))
        while week >= self.next_shock:
            if self.next_shock > week - 1:
                self._strike()
            self.shocks += 1
            self.next_shock += self._clock("shock", self.shocks) * self.how.shock_weeks

    def _strike(self) -> None:
        """A shock makes work for some of the projects in progress."""
        chance, number = self.chance, self.shocks
        for place, project in enumerate(self.projects.records):
            if self.projects.state[place] != "in progress":
                continue
            if chance.uniform("shock hits", number, project.id) < self.how.shock_hits:
                draw = chance.normal("shock size", number, project.id)
                effort = on_grid(shock_size(draw, self.how))
                self.world.note(ShockStruck(self.world.today, project.id, effort))
                self.burdens.load(place, "shock", effort, number)

    def _clock(self, what: str, number: int) -> float:
        return self.chance.exponential("climate", what, number)
