"""The work that issues make, and who in a project gets it."""

from math import fsum
from typing import Literal, NamedTuple

from simulator.model.flow.work import Work
from simulator.model.risks.reserve import Reserve
from simulator.model.stocks.sponsors import Sponsors
from simulator.model.world import World
from simulator.scenario import Risk, on_grid


class Cause(NamedTuple):
    """Why there is work that nobody has planned."""

    project: str
    id: str
    """A risk's, or what else has made the work."""
    hits: Literal["effort", "delay", "cost"] = "effort"
    risk: Risk | None = None
    """The project's own risk that has happened, if it was one."""


class Burdens:
    """Work from issues, in progress or still to do."""

    def __init__(
        self, world: World, work: Work, reserve: Reserve | None, sponsors: Sponsors | None
    ) -> None:
        self.chance, self.work = world.chance, work
        self.projects, self.network = work.projects, work.network
        self.reserve, self.sponsors = reserve, sponsors
        self.to_do: list[list[tuple[Cause, float]]] = [[] for _ in work.projects.records]
        """By project: what came while it had nothing in progress."""

    def load(self, project: int, cause: str, effort: float, number: int) -> None:
        """Give a project work that comes from no risk of its own."""
        name = self.projects.name(project)
        self.give(project, Cause(name, cause), effort, number)

    def give(self, project: int, cause: Cause, amount: float, *number: int) -> None:
        """Give an issue's work to an activity in progress, by lot, or to the next one."""
        in_progress = self.work.in_progress(project)
        if in_progress:
            name, many = ("hits", cause.project, cause.id, *number), len(in_progress)
            lot = self.chance.uniform(*name)
            self.chance.shows(lambda it: int(it * many), *name)
            self._burden(in_progress[int(lot * many)], cause, amount)
        else:
            self.to_do[project].append((cause, amount))

    def catch_up(self, place: int) -> None:
        """Give what its project still has to do to an activity that starts."""
        project = self.network.project_of[place]
        if self.to_do[project]:
            waiting, self.to_do[project] = self.to_do[project], []
            for cause, amount in waiting:
                self._burden(place, cause, amount)

    def _burden(self, place: int, cause: Cause, amount: float) -> None:
        """Give an issue to an activity in progress: effort is shared by its team, delay is not.

        Some issues wait for their sponsor first (M29); the reserve may pay for help (M18).
        """
        team = fsum(people for _, people in self.network.demands[place])
        wait = 0.0
        if cause.risk is not None:
            if self.sponsors is not None:
                wait = self.sponsors.decide(cause.project, cause.id)
            if self.reserve is not None and cause.hits == "effort":
                amount -= self.reserve.pay(cause.risk, amount)
        shared = cause.hits == "effort" and team > 0
        days = (on_grid(amount / team) if shared else amount) + wait
        if days > 0:
            self.work.extend(place, days, cause.id)
