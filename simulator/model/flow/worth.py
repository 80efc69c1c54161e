"""What a project is worth on the day of its delivery (mechanisms M06, M22, M23)."""

from statistics import fmean

from simulator.mechanisms import alignment, selection
from simulator.mechanisms.value import value
from simulator.model.conditions import Conditions
from simulator.model.flow.projects import Projects
from simulator.model.world import World
from simulator.policies.selecting import aligned
from simulator.scenario import Scenario


class Worth:
    """Worth against what was promised."""

    def __init__(
        self, world: World, scenario: Scenario, projects: Projects, conditions: Conditions
    ) -> None:
        self.world, self.chance, self.conditions = world, world.chance, conditions
        self.projects = projects
        self.selection = scenario.mechanisms.selection
        self.alignment = scenario.mechanisms.alignment
        promised = [project.value for project in scenario.projects]
        self.mean = fmean(promised) if self.selection else 0.0

    def of(self, place: int) -> float:
        """What a project delivered today is worth if everybody uses it, in k€."""
        project = self.projects.records[place]
        promised = project.value
        if self.selection and promised:
            draw = self.chance.normal("worth", project.id)
            promised = selection.realised(promised, self.mean, draw, self.selection)
        if self.alignment and self.conditions.aims:
            serves = {aim.objective: aim.share for aim in project.serves}
            fits = aligned(self.conditions.aims, serves)
            promised = alignment.realised(promised, fits, self.alignment)
        return value(
            promised, project.due, project.cost_of_delay, project.deadline, self.world.today,
            project.decay, project.fine,
        )  # fmt: skip
