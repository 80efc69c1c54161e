"""Money held back against risks (mechanism M18)."""

from math import fsum

from simulator.events import ReservePaid, ReserveSet
from simulator.mechanisms import reserve
from simulator.mechanisms.reserve import contingency, moments, quiet, unknowns
from simulator.model.world import World
from simulator.policies.seen import Seen
from simulator.scenario import Risk, Scenario, unit_price

OPEN = ("waiting", "in progress", "paused")
LEAST = 0.125
"""Person-days: less is not worth an order."""


class Reserve:
    """What is held back, worked out from what can be seen, and what it pays for."""

    def __init__(self, world: World, scenario: Scenario, seen: Seen, how: reserve.Reserve) -> None:
        self.world, self.scenario, self.seen, self.how = world, scenario, seen, how
        self.projects = {project.id: project for project in scenario.projects}
        self.rates = {role.id: role.rate for role in scenario.roles}
        self.fund: float | None = None
        """k€; None while nobody has set it up."""
        self.renew_at = 0

    def hold_back(self, week: int, confidence: float) -> None:
        """Hold back as much as this confidence asks; each quarter, anew."""
        if not confidence:
            self.fund = None
        elif self.fund is None or week >= self.renew_at:
            self.renew_at = week + self.how.weeks
            risks = self._open_risks()
            known = contingency(*moments(risks), confidence, quiet(risks))
            self.fund = known + unknowns(self._budget(), self.how)
            self.world.note(ReserveSet(self.world.today, self.fund))

    def _budget(self) -> float:
        """k€ of wages for the planned work that is left in what has been requested."""
        return fsum(
            days * self.rates[role]
            for project, work in self.seen.left.items()
            if self.seen.state[project] in OPEN
            for role, days in work.items()
        )

    def _open_risks(self) -> list[tuple[float, float, float]]:
        """(probability, median k€, spread) of what may still go wrong, at the price of help."""
        found = []
        for risk in self.scenario.risks:
            if self.seen.state[risk.project] in OPEN and risk.id not in self.seen.detected:
                price = unit_price(risk, self.projects[risk.project], self.scenario)
                price *= self.how.premium if risk.hits == "effort" else 1.0
                found.append((risk.probability, risk.impact * price, risk.spread))
        return found

    def pay(self, risk: Risk, effort: float) -> float:
        """Person-days that outside help takes off a team, paid from the reserve while it lasts."""
        if not self.fund:
            return 0.0
        rate = unit_price(risk, self.projects[risk.project], self.scenario)
        price = rate * self.how.premium
        taken = min(effort * self.how.absorbs, self.fund / price if price else effort)
        if taken < LEAST:
            return 0.0
        cost = taken * price
        self.fund = max(0.0, self.fund - cost)
        self.world.note(ReservePaid(self.world.today, risk.project, risk.id, cost, taken))
        return taken
