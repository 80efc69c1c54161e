"""Before a project is delivered all its issues come out, and its parts must fit together."""

from simulator.events import IntegrationFailed
from simulator.mechanisms import dependencies
from simulator.model.flow.work import Work
from simulator.model.pmo import Pmo
from simulator.model.risks.burdens import Burdens
from simulator.model.risks.unnoticed import Unnoticed
from simulator.model.world import World
from simulator.scenario import on_grid


class Acceptance:
    """The last look at a project (mechanism M35 for the fit of its parts)."""

    def __init__(
        self,
        world: World,
        work: Work,
        pmo: Pmo,
        burdens: Burdens,
        unnoticed: Unnoticed,
        how: dependencies.Dependencies | None,
    ) -> None:
        self.world, self.chance, self.pmo = world, world.chance, pmo
        self.work, self.projects, self.network = work, work.projects, work.network
        self.burdens, self.unnoticed, self.how = burdens, unnoticed, how
        self.integrated: set[int] = set()

    def keeps_open(self, place: int) -> bool:
        """Whether the last activity of a project has more to do after all."""
        project, end = self.network.project_of[place], self.work.ends[place]
        if self.projects.unfinished[project] > 1:
            return False
        for issue in self.unnoticed.take_all(project):
            self.unnoticed.notice(project, issue, "delivery")
        if self.how is not None and project not in self.integrated:
            self.integrated.add(project)
            self._integrate(project, self.how)
        return self.work.ends[place] > end

    def _integrate(self, project: int, how: dependencies.Dependencies) -> None:
        """Put the parts of a project together: the more kinds of people made them, the less they
        may fit."""
        record = self.projects.records[project]
        kinds = len(self.projects.effort_left[project])
        fails = dependencies.failure(kinds, self.pmo.policy.liaison, how)
        if self.chance.uniform("integration", record.id) < fails:
            effort = on_grid(how.rework * record.effort)
            self.world.note(IntegrationFailed(self.world.today, record.id, effort))
            self.burdens.load(project, "integration", effort, 0)
