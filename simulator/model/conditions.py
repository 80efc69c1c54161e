"""What more than one part has to know of what moves slowly.

Each value stands where it changes nothing until the part whose mechanism it is moves it.
"""

from math import fsum

from simulator.scenario import Scenario


class Conditions:
    """The conditions under which work is done this week."""

    def __init__(self, scenario: Scenario) -> None:
        roles = len(scenario.roles)
        self.changed = True
        """Whether anything has changed that the pace of work depends on."""
        self.hazard = 1.0
        """By what turbulent times multiply the rate of every risk (M14)."""
        weights = [aim.weight for aim in scenario.objectives]
        self.aims = dict(zip((aim.id for aim in scenario.objectives), shares(weights), strict=True))
        """By objective: how much the organisation wants it, summing to 1 (M24)."""
        self.new = [0.0] * roles
        """By role: people who are new (M07)."""
        self.tired = [0.0] * roles
        """By role: fatigue (M10)."""
        self.safe = 1.0
        """How safe people feel to say what is (M38)."""
        self.safe_to_stay = 0.5
        """The same for those who think of leaving: as in offices where nobody has asked."""
        self.resistance = 0.0
        """How much people mind the PMO (M28)."""
        self.engagement = 0.5
        """How engaged sponsors are (M29)."""
        self.trust = 0.0
        """How far bad news is welcome (M36)."""

    def share_new(self, people: float) -> float:
        """Share of so many people who are new."""
        return min(1.0, fsum(self.new) / people) if people else 0.0


def shares(weights: list[float]) -> list[float]:
    """Each weight as a share of them all."""
    total = fsum(weights)
    return [weight / total for weight in weights]
