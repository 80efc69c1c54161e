"""Issues that nobody finds: they grow, come out by themselves, and draw others in (M16)."""

from simulator.calendar import DAYS_A_WEEK
from simulator.events import IssueSpread
from simulator.mechanisms.escalation import Escalation, crisis_weeks, grown
from simulator.model.flow.projects import Projects
from simulator.model.risks.burdens import Burdens
from simulator.model.risks.unnoticed import Issue, Unnoticed
from simulator.model.world import FACT, World
from simulator.scenario import on_grid


class Crises:
    """What becomes of what nobody notices."""

    def __init__(
        self,
        world: World,
        projects: Projects,
        burdens: Burdens,
        unnoticed: Unnoticed,
        how: Escalation,
    ) -> None:
        self.world, self.chance, self.projects = world, world.chance, projects
        self.burdens, self.unnoticed, self.how = burdens, unnoticed, how

    def grown(self, growth: float, age: float) -> float:
        """By what an issue has grown at this age in working days."""
        return grown(growth, age, self.how.limit)

    def expect(self, project: int, issue: Issue, growth: float) -> None:
        """An issue that grows comes out by itself once it cannot grow any more."""
        if growth:
            days = on_grid(DAYS_A_WEEK * crisis_weeks(growth, self.how.limit))
            day = self.world.today + days
            self.world.at(day, FACT, self._come_out, (project, issue), counts=False)

    def _come_out(self, about: tuple[int, Issue]) -> None:
        """A crisis: everybody knows, and other projects may be drawn in."""
        project, issue = about
        if self.unnoticed.hides(project, issue):
            self.unnoticed.find(project, issue, "crisis")
            if issue.cause.hits == "effort":  # a bill or a wait makes no work elsewhere
                self._spread(project, issue)

    def _spread(self, project: int, issue: Issue) -> None:
        """A crisis draws other projects in, each time with the chance of branching."""
        chance, risk, number = self.chance, issue.cause.id, 0
        while chance.uniform("spreads", risk, number) < self.how.branching:
            others = [
                place
                for place, state in enumerate(self.projects.state)
                if state == "in progress" and place != project
            ]
            if not others:
                return
            lot = chance.uniform("spreads to", risk, number)
            other, number = others[int(lot * len(others))], number + 1
            name, effort = self.projects.name(other), on_grid(issue.size)
            self.world.note(IssueSpread(self.world.today, name, risk, effort))
            self.burdens.load(other, risk, effort, number)
