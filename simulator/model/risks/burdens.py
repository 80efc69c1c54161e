"""The work that issues make, and who in a project gets it."""

from math import fsum

from simulator.model.flow.work import Work
from simulator.model.risks.reserve import Reserve
from simulator.model.stocks.sponsors import Sponsors
from simulator.model.world import World
from simulator.scenario import Risk, on_grid


class Burdens:
    """Work from issues, in progress or still to do."""

    def __init__(
        self, world: World, work: Work, reserve: Reserve | None, sponsors: Sponsors | None
    ) -> None:
        self.chance, self.work = world.chance, work
        self.projects, self.network = work.projects, work.network
        self.reserve, self.sponsors = reserve, sponsors
        self.to_do: list[list[tuple[Risk, float]]] = [[] for _ in work.projects.records]
        """By project: what came while it had nothing in progress."""

    def load(self, project: int, cause: str, effort: float, number: int) -> None:
        """Give a project work that comes from no risk of its own."""
        name = self.projects.name(project)
        self.give(
            project, Risk(id=cause, project=name, probability=0.0, impact=1.0), effort, number
        )

    def give(self, project: int, risk: Risk, amount: float, *number: int) -> None:
        """Give an issue's work to an activity in progress, by lot, or to the next one."""
        in_progress = self.work.in_progress(project)
        if in_progress:
            lot = self.chance.uniform("hits", risk.project, risk.id, *number)
            self._burden(in_progress[int(lot * len(in_progress))], risk, amount)
        else:
            self.to_do[project].append((risk, amount))

    def catch_up(self, place: int) -> None:
        """Give what its project still has to do to an activity that starts."""
        project = self.network.project_of[place]
        if self.to_do[project]:
            waiting, self.to_do[project] = self.to_do[project], []
            for risk, amount in waiting:
                self._burden(place, risk, amount)

    def _burden(self, place: int, risk: Risk, amount: float) -> None:
        """Give an issue to an activity in progress: effort is shared by its team, delay is not.

        Some issues wait for their sponsor first (M29); the reserve may pay for help (M18).
        """
        team = fsum(people for _, people in self.network.demands[place])
        wait = 0.0
        if risk.probability:
            if self.sponsors is not None:
                wait = self.sponsors.decide(risk.project, risk.id)
            if self.reserve is not None and risk.hits == "effort":
                amount -= self.reserve.pay(risk, amount)
        shared = risk.hits == "effort" and team > 0
        days = (on_grid(amount / team) if shared else amount) + wait
        if days > 0:
            self.work.extend(place, days, risk.id)
