"""The clocks of risks: how long each must still be lived with until it happens."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator import chance
from simulator.mechanisms import common_cause
from simulator.mechanisms.hazard import rate
from simulator.model.clock import FACT, Moment, hour_after
from simulator.scenario import Risk

if TYPE_CHECKING:
    from simulator.model.replication import Replication


class Exposure:
    """The clock of one risk: how many days in progress until it happens."""

    def __init__(self, risk: Risk, days: float) -> None:
        self.risk = risk
        self.left = days
        self.since = 0.0
        self.moment: Moment | None = None


class Exposures:
    """What every project is exposed to while it is in progress (mechanisms M13, M14)."""

    def __init__(self, office: "Replication", happen: Callable[[int, Risk], None]) -> None:
        self.office, self.happen = office, happen
        self.hazard = 1.0
        """By what every risk's hazard is multiplied this week."""
        scenario = office.scenario
        self.of_project: list[list[Exposure]] = [[] for _ in scenario.projects]
        if scenario.mechanisms.hazard is None:
            return
        for risk in scenario.risks:
            place = office.project_place[risk.project]
            hazard = rate(risk.probability, office.network.critical_days[place])
            if hazard > 0:
                self.of_project[place].append(Exposure(risk, self._threshold(risk) / hazard))

    def _threshold(self, risk: Risk) -> float:
        """The hazard that must be lived through until a risk happens: exponential, mean 1.

        With a common cause, risks of one driver tend to be early together.
        """
        seed, name = self.office.seed, ("risk", risk.project, risk.id)
        shared = self.office.scenario.mechanisms.common_cause
        if shared is None:
            return chance.exponential(seed, *name)
        common = chance.normal(seed, "driver", risk.driver)
        return common_cause.clock(chance.normal(seed, *name), common, shared.correlation)

    def expose(self, project: int) -> None:
        """Let the clocks of a project's risks run."""
        clock = self.office.clock
        for exposure in self.of_project[project]:
            exposure.since, about = clock.today, (project, exposure)
            # aside: a risk that may strike in ten years does not keep an idle office going
            exposure.moment = clock.aside(self._due(exposure), FACT, self._strike, about)

    def shelter(self, project: int) -> None:
        """Stop the clocks of a project's risks."""
        for exposure in self.of_project[project]:
            if exposure.moment is not None:
                exposure.moment.call_off()
                exposure.moment = None
                self._live_through(exposure)

    def forget(self, project: int) -> None:
        """The project is over."""
        self.shelter(project)
        self.of_project[project] = []

    def set_hazard(self, hazard: float) -> None:
        """Let the clocks of all risks run faster or slower from now on."""
        if hazard == self.hazard:
            return
        running = [
            exposure
            for exposures in self.of_project
            for exposure in exposures
            if exposure.moment is not None
        ]
        for exposure in running:
            self._live_through(exposure)
        self.hazard = hazard
        for exposure in running:
            exposure.moment = exposure.moment.move(self._due(exposure))

    def _live_through(self, exposure: Exposure) -> None:
        """Take off what has passed since somebody last looked at the clock."""
        today = self.office.clock.today
        exposure.left -= (today - exposure.since) * self.hazard
        exposure.since = today

    def _due(self, exposure: Exposure) -> float:
        """The day on which a risk happens if nothing changes."""
        today = self.office.clock.today
        return max(today, hour_after(today + exposure.left / self.hazard))

    def _strike(self, about: tuple[int, Exposure]) -> None:
        project, exposure = about
        self.of_project[project].remove(exposure)
        self.happen(project, exposure.risk)
