"""Who goes first: the activities that wait, in the order of the policy in force."""

from collections.abc import Sequence
from functools import lru_cache

from simulator.chance import Chance, uniform
from simulator.events import ProjectsOrdered
from simulator.model.flow.people import People
from simulator.model.flow.projects import Projects
from simulator.model.flow.work import Work
from simulator.model.pmo import Pmo
from simulator.model.world import CHOOSE, World
from simulator.network import network
from simulator.policies import ORDERS, Office, PolicyError, ranking
from simulator.policies.orders import DEPENDS_ON_STRATEGY, Order
from simulator.policies.seen import Seen
from simulator.scenario import Scenario

Ranks = Sequence[int] | Sequence[tuple[int, int]]
"""By activity: its place in the line, behind that of its project if somebody has put some first."""

NOBODY = Office(0.0, {}, (), uniform, {}, {})
"""The office before the first day, for orders that do not look at it."""


class Line:
    """Everybody's place in the line, and the choice of who gets the people that are free."""

    def __init__(
        self,
        world: World,
        scenario: Scenario,
        work: Work,
        pmo: Pmo,
        seen: Seen,
    ) -> None:
        self.world, self.scenario, self.pmo, self.seen = world, scenario, pmo, seen
        self.work, self.network = work, work.network
        self.projects: Projects = work.projects
        self.people: People = work.people
        # a policy's own lots come from a number that tells nothing about the world's
        self.draw = Chance(world.chance.uniform("policy")).uniform
        self.first_projects: dict[str, int] = {}
        """Projects that somebody has put first, and their places."""
        self.ranks: Ranks = ()
        """In an order that has a name; one of somebody's own is asked each time."""
        self._ranked: Sequence[int] = ()
        self._ranked_for: tuple[str, dict[str, float]] | None = None
        """The order and the strategy of the last ranks that depend on the world."""
        self.asked = False

    def put_first(self, projects: tuple[str, ...]) -> None:
        """Somebody wants these projects to go first, in this order."""
        self.first_projects = {project: i for i, project in enumerate(projects)}
        self.world.note(ProjectsOrdered(self.world.today, projects))
        self.rank_anew()

    def rank_anew(self) -> None:
        """Fix the places, after the policy, the strategy or somebody's order has changed."""
        order = self.pmo.policy.order
        if isinstance(order, str):
            self.ranks = self._ranks(order)
        self.ask()

    def _ranks(self, order: str) -> Ranks:
        """Places in an order that has a name, behind those of projects put first."""
        plan, ranks = self.network.activities, self._ranks_of(order)
        if not self.first_projects:
            return ranks
        last = len(self.first_projects)
        return [
            (self.first_projects.get(activity.project, last), rank)
            for activity, rank in zip(plan, ranks, strict=True)
        ]

    def _ranks_of(self, order: str) -> Sequence[int]:
        if order != "random" and order not in DEPENDS_ON_STRATEGY:
            return _ranks_by_plan(self.scenario, order)
        view = self.view()
        if self._ranked_for != (order, view.strategy):
            self._ranked_for = (order, view.strategy)
            self._ranked = ranking(ORDERS[order], self.network.activities, view)
        return self._ranked

    def strategy_moved(self) -> None:
        """The organisation wants other things: some orders are others now."""
        if self.pmo.policy.order in DEPENDS_ON_STRATEGY:
            self.rank_anew()

    def promised_anew(self, scenario: Scenario) -> None:
        """Due days are others now, as this scenario has them: some orders are others too."""
        self.scenario, self.network = scenario, network(scenario)
        self._ranked_for = None
        self.rank_anew()

    def ask(self) -> None:
        """Have the policy choose once this instant is settled."""
        if not self.asked:
            self.asked = True
            # what is asked does not keep an idle office going, only what then starts does
            self.world.at(self.world.today, CHOOSE, self.choose, counts=False)

    def choose(self, about: None) -> None:
        """Go through all that waits, in the policy's order, and start what people are free for."""
        self.asked = False
        work, policy, demands = self.work, self.pmo.policy, self.network.demands
        line, work.waiting = self.in_order(work.waiting), []
        started = []
        for position, place in enumerate(line):
            if not self.projects.may_start(self.network.project_of[place], policy):
                work.waiting.append(place)
            elif self.people.fit(demands[place]):
                work.start(place)
                started.append(place)
            elif policy.skipping:
                work.waiting.append(place)
            else:
                work.waiting += line[position:]
                break
        work.begin(started)

    def in_order(self, waiting: list[int]) -> list[int]:
        """The activities that wait, first to last. Raises PolicyError if the policy's own order
        fails."""
        order = self.pmo.policy.order
        if isinstance(order, str):
            return sorted(waiting, key=self.ranks.__getitem__)
        return self._in_own_order(waiting, order)

    def _in_own_order(self, waiting: list[int], order: Order) -> list[int]:
        view, plan, last = self.view(), self.network.activities, len(self.first_projects)

        def key(place: int) -> tuple[int, object, int]:
            first = self.first_projects.get(plan[place].project, last)
            return first, order(plan[place], view), place

        try:
            return sorted(waiting, key=key)
        except Exception as error:
            name = getattr(order, "__name__", repr(order))
            raise PolicyError(
                f"policy: your order '{name}' failed on day {view.today:g} "
                f"({type(error).__name__}: {error}); it takes an activity and the office, and "
                "returns a number"
            ) from error

    def view(self) -> Office:
        """What a manager can know at this instant."""
        seen = self.seen.read(self.world.log)
        open_projects = tuple(
            project.id
            for project, state in zip(self.scenario.projects, self.projects.state, strict=True)
            if state in ("in progress", "paused")
        )
        return Office(
            self.world.today, self.people.without_work(), open_projects, self.draw,
            dict(seen.reported), dict(seen.strategy),
        )  # fmt: skip


@lru_cache(maxsize=256)
def _ranks_by_plan(scenario: Scenario, order: str) -> tuple[int, ...]:
    """The ranks of an order that looks at the plan only, the same in every world."""
    return tuple(ranking(ORDERS[order], network(scenario).activities, NOBODY))
