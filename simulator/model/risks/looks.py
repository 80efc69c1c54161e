"""Reports and reviews that find what nobody has noticed (mechanism M15)."""

from collections.abc import Callable, Sequence

from simulator.events import ReviewHeld
from simulator.mechanisms.detection import Detection
from simulator.model.flow.projects import Projects
from simulator.model.pmo import Pmo
from simulator.model.risks.unnoticed import Unnoticed
from simulator.model.world import World


class Looks:
    """Who looks, when, and how sharply."""

    def __init__(
        self, world: World, projects: Projects, pmo: Pmo, unnoticed: Unnoticed, how: Detection
    ) -> None:
        self.world, self.chance = world, world.chance
        self.projects, self.pmo = projects, pmo
        self.unnoticed, self.how = unnoticed, how
        self.told: Sequence[Callable[[float], None]] = ()
        """Called with how sharply somebody has looked."""

    def step(self, week: int) -> None:
        """Report and review, where this week has one."""
        every = self.pmo.policy.review_weeks
        if every and week % every == 0:
            self._review(week)
        if week % self.how.report_weeks == 0:
            self._look(week, self.how.report, "report")

    def _review(self, week: int) -> None:
        """The PMO looks into every project in progress, for a price."""
        projects, depth, how = self.projects.in_progress(), self.pmo.policy.review_depth, self.how
        if projects:
            price, sees = how.review_price, how.review
            if depth == "audit":
                price, sees = how.audit_price, how.audit
            self.world.note(ReviewHeld(self.world.today, depth, projects, price * projects))
            self._look(week, sees, depth)

    def _look(self, week: int, sees: float, by: str) -> None:
        """Notice each unnoticed issue of a project in progress with this chance.

        The draw belongs to issue and week, so a sharper look never sees less.
        """
        for told in self.told:
            told(sees)
        for project, issues in enumerate(self.unnoticed.of_project):
            if issues and self.projects.state[project] == "in progress":
                for issue in list(issues):
                    cause = issue.cause
                    name = "look", cause.project, cause.id, week
                    draw = self.chance.uniform(*name)
                    self.chance.shows(sees.__gt__, *name)
                    if draw < sees:
                        self.unnoticed.find(project, issue, by)
