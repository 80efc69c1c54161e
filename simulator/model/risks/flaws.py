"""Work that is wrong: it counts as done until somebody finds it (mechanism M09)."""

from functools import partial

from simulator.calendar import DAYS_A_WEEK
from simulator.events import ReworkFound, WorkFlawed
from simulator.mechanisms import rework
from simulator.model.flow.projects import Projects
from simulator.model.risks.burdens import Cause
from simulator.model.risks.unnoticed import Issue, Unnoticed
from simulator.model.stocks.quality import Quality
from simulator.model.world import FACT, World
from simulator.network import Network
from simulator.scenario import on_grid


class Flaws:
    """How wrong work comes about, and how it comes out."""

    def __init__(
        self,
        world: World,
        network: Network,
        projects: Projects,
        unnoticed: Unnoticed,
        quality: Quality,
    ) -> None:
        self.world, self.chance = world, world.chance
        self.network, self.projects = network, projects
        self.unnoticed, self.quality, self.how = unnoticed, quality, quality.how
        self.handed_in: set[int] = set()
        """Last activities of projects that have been done once."""
        self.passed_over: dict[int, list[Issue]] = {}
        """By project that is paused: wrong work that somebody would have found."""

    def finished(self, place: int) -> None:
        """An activity is done; some of its work may be wrong."""
        effort = self.network.activities[place].effort
        self._spoil(place, rework.flawed(effort, self.quality.of(place)), 0)

    def hand_in(self, place: int) -> bool:
        """The last activity of a project is done, too, before anybody accepts it.

        Never keeps it open by itself: what is wrong comes out when the project is looked at.
        """
        last = self.projects.unfinished[self.network.project_of[place]] == 1
        if last and place not in self.handed_in:
            self.handed_in.add(place)
            self.finished(place)
        return False

    def _spoil(self, place: int, wrong: float, generation: int) -> None:
        """So many person-days of work are wrong, and will come out some day."""
        if wrong < self.how.least:
            return
        today, plan = self.world.today, self.network.activities[place]
        name = f"{plan.activity}, done {generation + 1} times"
        cause = Cause(plan.project, name)
        issue = Issue(cause, wrong, partial(self._find, place, today, wrong, generation))
        self.world.note(WorkFlawed(today, plan.project, plan.activity, on_grid(wrong)))
        project = self.network.project_of[place]
        self.unnoticed.hide(project, issue)
        lot = self.chance.exponential("comes out", plan.project, plan.activity, generation)
        day = today + on_grid(DAYS_A_WEEK * self.how.discovery * lot)
        self.world.at(day, FACT, self._stumble, (project, issue), counts=False)

    def _stumble(self, about: tuple[int, Issue]) -> None:
        """Wrong work is found by those who build on it, if they are at work."""
        project, issue = about
        if not self.unnoticed.hides(project, issue):
            return
        if self.projects.state[project] == "paused":
            self.passed_over.setdefault(project, []).append(issue)
        else:
            self.unnoticed.find(project, issue, "work")

    def resume(self, project: int) -> None:
        """People are back at work, and find what they would have found meanwhile."""
        for issue in self.passed_over.pop(project, ()):
            self._stumble((project, issue))

    def _find(self, place: int, since: float, wrong: float, generation: int, by: str) -> float:
        """Wrong work is found: how many person-days it now takes; some of that is wrong again.

        `generation` is how often this activity's work has been done again.
        """
        today, plan = self.world.today, self.network.activities[place]
        weeks = (today - since) / DAYS_A_WEEK
        effort = on_grid(wrong * rework.grown(weeks, self.how))
        self.world.note(ReworkFound(today, plan.project, plan.activity, effort, by))
        again = rework.again(effort, wrong, self.quality.of(place), self.how)
        self._spoil(place, again, generation + 1)
        return effort
