"""The clocks of risks: how long each must still be lived with until it happens."""

from collections.abc import Callable
from functools import partial
from math import inf, log
from statistics import NormalDist

from simulator.chance import Chance, Look
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
        self.projects = projects
        self.lived = [0.0] * len(scenario.projects)
        """Hazard that each project has lived through, but for what runs."""
        self.runs_since: dict[int, float] = {}
        """By project whose clocks run: since when nobody has added to what it has lived through."""
        self.drawn: list[tuple[int, Risk, float, Callable[[float], float]]] = []
        """For who listens: each risk with its project, its clock, and its clock by its number."""
        if scenario.mechanisms.hazard is None:
            return
        for risk in scenario.risks:
            place = projects.place[risk.project]
            hazard = rate(risk.probability, network.critical_days[place])
            if hazard > 0:
                days = _threshold(world.chance, scenario, risk) / hazard
                if world.listens:
                    leads_to = partial(_given, world.chance, scenario, risk, hazard)
                    self.drawn.append((place, risk, days, leads_to))
                self.of_project[place].append(Exposure(risk, days))

    def expose(self, project: int) -> None:
        """Let the clocks of a project's risks run."""
        self.runs_since[project] = self.world.today
        for exposure in self.of_project[project]:
            exposure.since, about = self.world.today, (project, exposure)
            # a risk that may strike in ten years does not keep an idle office going
            exposure.moment = self.world.at(
                self._due(exposure), FACT, self._strike, about, counts=False
            )

    def shelter(self, project: int) -> None:
        """Stop the clocks of a project's risks."""
        self.lived[project] = self.lived_by(project)
        self.runs_since.pop(project, None)
        for exposure in self.of_project[project]:
            if exposure.moment is not None:
                exposure.moment.call_off()
                exposure.moment = None
                self._live_through(exposure)

    def forget(self, project: int) -> None:
        """The project is over."""
        self.shelter(project)
        self.of_project[project] = []
        if self.projects.state[project] == "finished":
            self._look(project, 1.0)  # all its issues have come out before

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
        for project in self.runs_since:
            self.lived[project] = self.lived_by(project)
            self.runs_since[project] = self.world.today
        self.hazard = hazard
        for exposure, moment in running:
            exposure.moment = moment.move(self._due(exposure))

    def lived_by(self, project: int) -> float:
        """The hazard that a project has lived through by now."""
        since = self.runs_since.get(project, self.world.today)
        return self.lived[project] + (self.world.today - since) * self.hazard

    def looked(self, sees: float) -> None:
        """Somebody has looked into every project in progress."""
        for project, state in enumerate(self.projects.state):
            if state == "in progress":
                self._look(project, sees)

    def _look(self, project: int, sees: float) -> None:
        if listens := self.world.listens:
            name, lived = self.projects.name(project), self.lived_by(project)
            listens.looks.append(Look(self.world.today, name, lived, sees))

    def tell(self) -> None:
        """Say of all clocks by how much they would have had to be shorter to have run out."""
        if listens := self.world.listens:
            for project, risk, days, leads_to in self.drawn:
                name = ("risk", risk.project, risk.id)
                listens.hear(name, leads_to, self.lived_by(project) - days, inf)

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


def _given(chance: Chance, scenario: Scenario, risk: Risk, hazard: float, number: float) -> float:
    """The days of a risk's clock by its own number, what it shares being as it is."""
    shared = scenario.mechanisms.common_cause
    if shared is None:
        return -log(number) / hazard
    common = chance.normal("driver", risk.driver)
    return clock(NormalDist().inv_cdf(number), common, shared.correlation) / hazard
