"""Where each project stands."""

from simulator.events import (
    DueMoved,
    ProjectArrived,
    ProjectBypassed,
    ProjectCancelled,
    ProjectFinished,
    ProjectPaused,
    ProjectResumed,
    ProjectSelected,
    ProjectStarted,
)
from simulator.model.world import World
from simulator.network import Network, work_by_role
from simulator.policies import Policy
from simulator.scenario import Project, Scenario

OVER = ("finished", "cancelled")


class Projects:
    """The state of every project, by its place in the scenario, and the work left in it."""

    def __init__(self, world: World, scenario: Scenario, network: Network) -> None:
        self.world, self.records = world, scenario.projects
        """Records that change where somebody outside moves a due day."""
        self.place = {project.id: place for place, project in enumerate(scenario.projects)}
        self.state = ["expected"] * len(scenario.projects)
        self.open = len(scenario.projects)
        """Projects neither finished nor cancelled, those not yet requested included."""
        self.unfinished = [len(members) for members in network.members]
        """Activities of each project that are not finished."""
        self.effort_left = [dict(work) for work in work_by_role(scenario)]
        """By project, then role: planned person-days of what is not finished."""
        self._let_in: set[int] = set()
        """Projects that start whatever intake and limit say."""
        self._selected: set[int] = set()

    def name(self, place: int) -> str:
        """The id of a project."""
        return self.records[place].id

    def in_progress(self) -> int:
        """How many are in progress."""
        return self.state.count("in progress")

    def is_over(self, place: int) -> bool:
        """Whether a project is finished or cancelled."""
        return self.state[place] in OVER

    def arrive(self, place: int) -> None:
        """A project is requested."""
        self.state[place] = "waiting"
        self.world.note(ProjectArrived(self.world.today, self.name(place)))

    def go_round(self, place: int) -> None:
        """A sponsor takes a project past the office."""
        self._let_in.add(place)
        self.world.note(ProjectBypassed(self.world.today, self.name(place)))

    def start(self, place: int) -> None:
        """The first activity of a project starts."""
        self.state[place] = "in progress"
        self.world.note(ProjectStarted(self.world.today, self.name(place)))

    def pause(self, place: int) -> None:
        """Nothing of it starts any more."""
        self.state[place] = "paused"
        self.world.note(ProjectPaused(self.world.today, self.name(place)))

    def resume(self, place: int, has_started: bool) -> None:
        """It goes on, or is let in past intake and limit."""
        self._let_in.add(place)
        if self.state[place] == "paused":
            self.state[place] = "in progress" if has_started else "waiting"
        self.world.note(ProjectResumed(self.world.today, self.name(place)))

    def end(self, place: int, state: str) -> None:
        """It is finished or cancelled."""
        self.state[place] = state
        self.open -= 1

    def deliver(self, place: int, worth: float) -> None:
        """Say that it is delivered, and what for."""
        self.world.note(ProjectFinished(self.world.today, self.name(place), worth))

    def give_up(self, place: int) -> None:
        """Say that it ends without a result."""
        self.world.note(ProjectCancelled(self.world.today, self.name(place)))

    def promise(self, place: int, records: tuple[Project, ...]) -> None:
        """A project is promised for another day, as its record says now."""
        self.records = records
        due = records[place].due
        if due is not None:
            self.world.note(DueMoved(self.world.today, self.name(place), due))

    def select(self, project: str) -> None:
        """The office takes a project on."""
        self._selected.add(self.place[project])
        self.world.note(ProjectSelected(self.world.today, project))

    def may_start(self, place: int, policy: Policy) -> bool:
        """Whether a project may start something: not paused, and let in by intake and limit."""
        state = self.state[place]
        if state != "waiting" or place in self._let_in:
            return state in ("waiting", "in progress")
        if policy.intake == "by_hand":
            return False
        if policy.select != "all" and place not in self._selected:
            return False
        return policy.wip_limit is None or self.in_progress() < policy.wip_limit
