"""How fast risks come: fewer under a method, more among newcomers (mechanism M13)."""

from simulator.mechanisms.hazard import Hazard, multiplier
from simulator.model.conditions import Conditions
from simulator.model.flow.people import People
from simulator.model.grain import grained
from simulator.model.pmo import Pmo
from simulator.model.risks.exposures import Exposures


class Hazards:
    """By what the hazards of all risks are multiplied."""

    def __init__(
        self, people: People, pmo: Pmo, conditions: Conditions, exposures: Exposures, how: Hazard
    ) -> None:
        self.people, self.pmo, self.conditions = people, pmo, conditions
        self.exposures, self.how = exposures, how

    def set(self) -> None:
        """Let risks come as fast as they do under today's conditions."""
        method = 1 - self.how.method * self.pmo.level("method")
        new = 1 + self.how.newcomers * self.conditions.share_new(self.people.count())
        self.exposures.set_hazard(grained(multiplier(self.conditions.hazard, method, new)))
