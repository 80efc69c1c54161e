"""What the office cannot choose: calm or turbulent times, shocks, what the organisation wants."""

from math import fsum
from typing import TYPE_CHECKING

from simulator import chance, events
from simulator.mechanisms.common_cause import hazard, shock_size, stay
from simulator.mechanisms.strategy import shifted
from simulator.scenario import on_grid

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Climate:
    """The world outside, as it is this week (mechanisms M14, M24)."""

    def __init__(self, office: "Replication") -> None:
        self.office = office
        self.shared = office.scenario.mechanisms.common_cause
        self.drift = office.scenario.mechanisms.strategy
        if not office.scenario.objectives:
            self.drift = None
        self.active = self.shared is not None or self.drift is not None
        self.turbulent, self.regimes, self.shocks, self.shifts = False, 0, 0, 0
        weights = [aim.weight for aim in office.scenario.objectives]
        self.weights = tuple(weight / fsum(weights) for weight in weights)
        self.next_shock = self.next_shift = self.next_regime = float("inf")
        if self.shared:
            self.next_shock = self._clock("shock", 0) * self.shared.shock_weeks
            self.next_regime = stay(self._clock("regime", 0), False, self.shared)
        if self.drift:
            self.next_shift = self._clock("shift", 0) * self.drift.weeks

    @property
    def hazard(self) -> float:
        """By what the rate of all risks is multiplied this week."""
        return hazard(self.turbulent, self.shared) if self.shared else 1.0

    def step(self, week: int) -> None:
        """Let happen what is due by this week.

        An idle office has no Mondays: of what came meanwhile only what lasts is noticed.
        """
        before, weights = self.turbulent, self.weights
        while week >= self.next_regime:
            self.turbulent = not self.turbulent
            self.regimes += 1
            clock = self._clock("regime", self.regimes)
            self.next_regime += stay(clock, self.turbulent, self.shared)
        if self.turbulent != before:
            self.office.mondays.changed = True
            self.office.events.append(events.RegimeChanged(self.office.clock.today, self.turbulent))
        while week >= self.next_shock:
            if self.next_shock > week - 1:
                self.strike()
            self.shocks += 1
            self.next_shock += self._clock("shock", self.shocks) * self.shared.shock_weeks
        while week >= self.next_shift:
            self.shift()
            self.shifts += 1
            self.next_shift += self._clock("shift", self.shifts) * self.drift.weeks
        if self.weights != weights:
            self.tell()

    def strike(self) -> None:
        """A shock makes work for some of the projects in progress."""
        office, number = self.office, self.shocks
        for place, project in enumerate(office.scenario.projects):
            if office.state[place] == "in progress":
                lot = chance.uniform(office.seed, "shock hits", number, project.id)
                if lot < self.shared.shock_hits:
                    draw = chance.normal(office.seed, "shock size", number, project.id)
                    effort = on_grid(shock_size(draw, self.shared))
                    office.events.append(events.ShockStruck(office.clock.today, project.id, effort))
                    office.issues.load(place, "shock", effort, "effort", number)

    def shift(self) -> None:
        """The organisation comes to want other things."""
        office, aims = self.office, self.office.scenario.objectives
        draws = [chance.normal(office.seed, "aims", self.shifts, aim.id) for aim in aims]
        self.weights = shifted(self.weights, draws, self.drift)

    def tell(self) -> None:
        """Let everybody know what the organisation wants now."""
        office, aims = self.office, self.office.scenario.objectives
        named = tuple((aim.id, weight) for aim, weight in zip(aims, self.weights, strict=True))
        office.events.append(events.StrategyChanged(office.clock.today, named))
        office.line.strategy_moved()

    def _clock(self, what: str, number: int) -> float:
        return chance.exponential(self.office.seed, "climate", what, number)
