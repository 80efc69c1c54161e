"""Work that is wrong: it counts as done until somebody finds it (mechanism M09)."""

from typing import TYPE_CHECKING, NamedTuple

from simulator import chance, events
from simulator.mechanisms import rework
from simulator.model.clock import FACT
from simulator.scenario import Mitigation, Risk, on_grid

if TYPE_CHECKING:
    from simulator.model.issues import Issues


class Issue(NamedTuple):
    """A risk that has happened, or work that is wrong, and that nobody has noticed."""

    risk: Risk
    since: float
    size: float
    activity: str = ""
    """The activity whose work is wrong; empty for a risk."""
    generation: int = 0
    """How often this activity's work has been done again."""
    place: int = -1
    """The position of that activity in the network."""
    used: tuple[Mitigation, ...] = ()
    """What makes it smaller and costs more when it is used."""


class Flaws:
    """How wrong work comes about, and how it comes out."""

    def __init__(self, issues: "Issues") -> None:
        self.issues, self.office = issues, issues.office
        self.how = self.office.scenario.mechanisms.rework
        self.passed_over: dict[int, list[Issue]] = {}
        """By project that is paused: wrong work that somebody would have found."""

    def finished(self, project: int, place: int) -> None:
        """An activity is done; some of its work may be wrong."""
        office = self.office
        effort, quality = office.network.activities[place].effort, self._quality(place)
        self._spoil(project, place, rework.flawed(effort, quality), 0)

    def _quality(self, place: int) -> float:
        return self.office.mondays.practice.quality(place)

    def _spoil(self, project: int, place: int, wrong: float, generation: int) -> None:
        """So many person-days of work are wrong, and will come out some day."""
        office, how = self.office, self.how
        if wrong < how.least:
            return
        plan, today = office.network.activities[place], office.clock.today
        name = f"{plan.activity}, done {generation + 1} times"
        risk = Risk(id=name, project=plan.project, probability=0.0, impact=1.0)
        issue = Issue(risk, today, wrong, plan.activity, generation, place)
        office.events.append(events.WorkFlawed(today, plan.project, plan.activity, on_grid(wrong)))
        self.issues.unnoticed[project].append(issue)
        lot = chance.exponential(office.seed, "comes out", plan.project, plan.activity, generation)
        day = today + on_grid(5 * how.discovery * lot)
        office.clock.aside(day, FACT, self._stumble, (project, issue))

    def _stumble(self, about: tuple[int, Issue]) -> None:
        """Wrong work is found by those who build on it, if they are at work."""
        project, issue = about
        unnoticed = self.issues.unnoticed[project]
        if issue not in unnoticed:
            return
        if self.office.state[project] == "paused":
            self.passed_over.setdefault(project, []).append(issue)
            return
        unnoticed.remove(issue)
        self.issues.notice(project, issue, "work")

    def resume(self, project: int) -> None:
        """People are back at work, and find what they would have found meanwhile."""
        for issue in self.passed_over.pop(project, ()):
            self._stumble((project, issue))

    def find(self, project: int, issue: Issue, by: str) -> float:
        """Wrong work is found: how many person-days it now takes; some of that is wrong again."""
        today, name = self.office.clock.today, issue.risk.project
        effort = on_grid(issue.size * rework.grown((today - issue.since) / 5, self.how))
        self.office.events.append(events.ReworkFound(today, name, issue.activity, effort, by))
        wrong = rework.again(effort, issue.size, self._quality(issue.place), self.how)
        self._spoil(project, issue.place, wrong, issue.generation + 1)
        return effort
