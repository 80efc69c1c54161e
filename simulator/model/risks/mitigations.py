"""Offers against risks: what is bought, from when it works, and what its use costs (M17)."""

from simulator.check import known
from simulator.decisions import DecisionError
from simulator.events import MitigationBought, MitigationUsed
from simulator.model.flow.projects import Projects
from simulator.model.world import World
from simulator.scenario import Mitigation, Scenario, on_grid


class Mitigations:
    """All offers, and from which day on those work that were bought."""

    def __init__(self, world: World, scenario: Scenario, projects: Projects) -> None:
        self.world, self.projects = world, projects
        self.offers = {offer.id: offer for offer in scenario.mitigations}
        self.project_of = {risk.id: risk.project for risk in scenario.risks}
        self.of_risk: dict[str, list[Mitigation]] = {}
        for offer in scenario.mitigations:
            self.of_risk.setdefault(offer.risk, []).append(offer)
        self.works_from: dict[str, float] = {}
        self.too_late: set[str] = set()
        """Risks of which everybody knows that they have happened."""

    def buy(self, mitigation: str) -> None:
        """Pay for an offer; it works after its lag. Raises DecisionError if it is too late."""
        known(mitigation, self.offers, "mitigation")
        offer, today = self.offers[mitigation], self.world.today
        if offer.id in self.works_from:
            raise DecisionError(f"mitigation '{offer.id}' is bought already")
        if offer.risk in self.too_late:
            raise DecisionError(
                f"mitigation '{offer.id}': its risk '{offer.risk}' has happened; it is too late"
            )
        project = self.project_of[offer.risk]
        if self.projects.is_over(self.projects.place[project]):
            raise DecisionError(f"mitigation '{offer.id}': its project '{project}' is over")
        works_from = self.works_from[offer.id] = today + on_grid(offer.lag)
        self.world.note(MitigationBought(today, offer.id, offer.risk, offer.cost, works_from))

    def close(self, risk: str) -> None:
        """Everybody knows that a risk has happened: offers against it come too late."""
        self.too_late.add(risk)

    def working(self, risk: str) -> list[Mitigation]:
        """What was bought against a risk and works by today."""
        today = self.world.today
        return [
            offer
            for offer in self.of_risk.get(risk, ())
            if self.works_from.get(offer.id, today + 1) <= today
        ]

    def use(self, offer: Mitigation) -> None:
        """Pay what an offer costs when it is used."""
        if offer.if_used:
            today = self.world.today
            self.world.note(MitigationUsed(today, offer.id, offer.risk, offer.if_used))
