"""The clocks of risks: how long each must still be lived with until it happens."""

from collections.abc import Callable

from simulator.chance import Chance
from simulator.mechanisms.common_cause import clock
from simulator.mechanisms.hazard import rate
from simulator.model.flow.projects import Projects
from simulator.model.world import FACT, Moment, World, hour_after
from simulator.network import Network
from simulator.scenario import Risk, Scenario


class Exposure:
    """The clock of one risk: how many days in progress until it happens."""

    def __init__(self, risk: Risk, days: float) -> None:
        self.risk = risk
        self.left = days
        self.since = 0.0
        self.moment: Moment | None = None


class Exposures:
    """What every project is exposed to while it is in progress (mechanisms M13, M14)."""

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        network: Network,
        projects: Projects,
        happen: Callable[[int, Risk], None],
    ) -> None:
        self.world, self.happen = world, happen
        self.hazard = 1.0
        """By what every risk's hazard is multiplied this week."""
        self.of_project: list[list[Exposure]] = [[] for _ in scenario.projects]
        if scenario.mechanisms.hazard is None:
            return
        for risk in scenario.risks:
            place = projects.place[risk.project]
            hazard = rate(risk.probability, network.critical_days[place])
            if hazard > 0:
                days = _threshold(world.chance, scenario, risk) / hazard
                self.of_project[place].append(Exposure(risk, days))

    def expose(self, project: int) -> None:
        """Let the clocks of a project's risks run."""
        for exposure in self.of_project[project]:
            exposure.since, about = self.world.today, (project, exposure)
            # a risk that may strike in ten years does not keep an idle office going
            exposure.moment = self.world.at(
                self._due(exposure), FACT, self._strike, about, counts=False
            )

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
            (exposure, exposure.moment)
            for exposures in self.of_project
            for exposure in exposures
            if exposure.moment is not None
        ]
        for exposure, _ in running:
            self._live_through(exposure)
        self.hazard = hazard
        for exposure, moment in running:
            exposure.moment = moment.move(self._due(exposure))

    def _live_through(self, exposure: Exposure) -> None:
        """Take off what has passed since somebody last looked at the clock."""
        today = self.world.today
        exposure.left -= (today - exposure.since) * self.hazard
        exposure.since = today

    def _due(self, exposure: Exposure) -> float:
        """The day on which a risk happens if nothing changes."""
        today = self.world.today
        return max(today, hour_after(today + exposure.left / self.hazard))

    def _strike(self, about: tuple[int, Exposure]) -> None:
        project, exposure = about
        self.of_project[project].remove(exposure)
        self.happen(project, exposure.risk)


def _threshold(chance: Chance, scenario: Scenario, risk: Risk) -> float:
    """The hazard that must be lived through until a risk happens: exponential, mean 1.

    With a common cause, risks of one driver tend to be early together.
    """
    shared, name = scenario.mechanisms.common_cause, ("risk", risk.project, risk.id)
    if shared is None:
        return chance.exponential(*name)
    common = chance.normal("driver", risk.driver)
    return clock(chance.normal(*name), common, shared.correlation)
