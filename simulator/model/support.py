"""What others think of the office: sponsors, the people it governs, and those who write reports."""

from typing import TYPE_CHECKING

from simulator import chance
from simulator.mechanisms import early_warning, resistance, sponsor
from simulator.model.clock import MONTH

if TYPE_CHECKING:
    from simulator.model.replication import Replication
    from simulator.model.tally import Tally

WARNED = ("yellow", "red")


class Support:
    """Stocks of good will (mechanisms M28, M29, M36)."""

    def __init__(self, office: "Replication") -> None:
        self.office, how = office, office.scenario.mechanisms
        self.how_resistance, self.how_sponsor = how.resistance, how.sponsor
        self.how_trust = how.early_warning
        self.active = any((how.resistance, how.sponsor, how.early_warning))
        self.resistance = how.resistance.start if how.resistance else 0.0
        self.engagement = how.sponsor.start if how.sponsor else 0.5
        self.trust = how.early_warning.start if how.early_warning else 0.0
        self.reported: dict[str, str] = {}
        """By project: the colour of its last report of the months before."""
        self.sponsors = len({project.sponsor for project in office.scenario.projects})
        self.due = {project.id: project.due for project in office.scenario.projects}

    def step(self, brought: "Tally") -> None:
        """Let a month pass."""
        visits = self.office.mondays.pmo.level("stakeholder")
        wins = sum(
            self.due[event.project] is None or event.day <= self.due[event.project]
            for event in brought.delivered
        )
        if self.how_resistance:
            self._resist(brought, visits, wins)
        if self.how_sponsor:
            asks = brought.asks / MONTH
            answerable, noise = asks * visits, asks * (1 - visits)
            overload = sponsor.overloaded(
                self.office.state.count("in progress"), self.sponsors, self.how_sponsor
            )
            self.engagement = sponsor.step(
                self.engagement,
                answerable,
                noise,
                overload,
                wins / MONTH,
                MONTH,
                self.how_sponsor,
            )
        if self.how_trust:
            self._trust(brought)

    def _resist(self, brought: "Tally", visits: float, wins: int) -> None:
        """People mind what the PMO costs them, and less so when they see it help."""
        load = resistance.felt_load(self.office.mondays.pmo.governance, self.how_resistance)
        projects = max(1, self.office.state.count("in progress"))
        help = min(1.0, (brought.rescues + wins) / projects)
        self.resistance = resistance.step(
            self.resistance, load, help, visits, wins / MONTH, MONTH, self.how_resistance
        )

    def _trust(self, brought: "Tally") -> None:
        """Each surprise costs trust, half as much where a report had warned of trouble."""
        self.trust = early_warning.recovered(self.trust, MONTH, self.how_trust)
        for project, colour in brought.surprises:
            warned = (colour or self.reported.get(project)) in WARNED
            self.trust = early_warning.landed(self.trust, warned, self.how_trust)
        self.reported |= brought.reported

    def goes_round(self, project: str) -> bool:
        """Whether a sponsor takes a project past the office."""
        if not self.how_resistance:
            return False
        lot = chance.uniform(self.office.seed, "bypass", project)
        return lot < resistance.bypass(self.resistance, self.how_resistance)

    def data_quality(self) -> float:
        """How far people give true and timely numbers."""
        if not self.how_resistance:
            return 1.0
        return resistance.data_quality(self.resistance, self.how_resistance)

    def decision_days(self, project: str, issue: str) -> float:
        """Working days an issue waits for its sponsor's decision; 0 if it needs none."""
        how = self.how_sponsor
        if not how or chance.uniform(self.office.seed, "ask", project, issue) >= how.asked:
            return 0.0
        return 5 * sponsor.latency(self.engagement, how)
