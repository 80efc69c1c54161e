"""How much people mind the PMO (mechanism M28)."""

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms import resistance
from simulator.model.conditions import Conditions
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.stocks.month import Month
from simulator.model.world import World


class Resistance:
    """Resistance, and what people do about it."""

    def __init__(
        self,
        world: World,
        projects: Projects,
        pmo: Pmo,
        conditions: Conditions,
        how: resistance.Resistance,
    ) -> None:
        self.chance, self.projects, self.pmo = world.chance, projects, pmo
        self.conditions, self.how = conditions, how
        conditions.resistance = how.start

    def step(self, week: int, month: Month) -> None:
        """People mind what the PMO costs them, and less so when they see it help."""
        load = resistance.felt_load(self.pmo.governance, self.how)
        help = min(1.0, (month.rescues + month.wins) / max(1, self.projects.in_progress()))
        self.conditions.resistance = resistance.step(
            self.conditions.resistance,
            load,
            help,
            self.pmo.level("stakeholder"),
            month.wins / WEEKS_A_MONTH,
            WEEKS_A_MONTH,
            self.how,
        )

    def meet(self, project: int) -> None:
        """A sponsor who minds takes a project past the office."""
        lot = self.chance.uniform("bypass", self.projects.name(project))
        if lot < resistance.bypass(self.conditions.resistance, self.how):
            self.projects.go_round(project)

    def data_quality(self) -> float:
        """How far people give true and timely numbers."""
        return resistance.data_quality(self.conditions.resistance, self.how)

    def level(self) -> float:
        """How much people mind the PMO."""
        return self.conditions.resistance
