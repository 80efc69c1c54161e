"""One run with one seed: how work arrives, waits for people, is done and makes others ready."""

from collections.abc import Iterable
from functools import lru_cache, partial
from math import inf

from simulator import chance, events
from simulator.decisions import Decision
from simulator.mechanisms.duration import factor
from simulator.mechanisms.value import value
from simulator.model.carry_out import plan_decisions
from simulator.model.clock import CHOOSE, FACT, Clock, Moment, hour_after
from simulator.model.issues import Issues
from simulator.model.people import People
from simulator.model.relations import Relations
from simulator.network import network
from simulator.policies import ORDERS, Office, Policy, PolicyError, ranking
from simulator.scenario import Scenario, nearest_hour, on_grid

OVER = ("finished", "cancelled")


class Replication:
    """The office on its way through one world. Activities, projects, roles go by their places."""

    def __init__(
        self, scenario: Scenario, policy: Policy, seed: int, decisions: Iterable[Decision]
    ) -> None:
        self.scenario, self.seed = scenario, seed
        # a policy's own lots come from a number that tells nothing about the world's
        self.draw = partial(chance.uniform, chance.uniform(seed, "policy"))
        self.network = network(scenario)
        self.clock = Clock()
        self.events: list[events.Event] = []
        self.people, self.sharing = People(scenario), False
        self._prepare_work()
        self.issues = Issues(self)
        self.relations = Relations(self)
        self.adopt(policy)
        for number, project in enumerate(scenario.projects):
            self.clock.at(nearest_hour(project.arrival), FACT, self.arrive, number)
        plan_decisions(self, decisions)
        self.issues.look_on_mondays()

    def _prepare_work(self) -> None:
        plan = self.network
        self.project_place = {p.id: place for place, p in enumerate(self.scenario.projects)}
        self.state = ["expected"] * len(self.scenario.projects)
        self.waved_through: set[int] = set()
        self.first_projects: dict[str, int] = {}
        self.unfinished = [len(members) for members in plan.members]
        self.awaits = [count + 1 for count in plan.predecessors]  # + 1: its project's arrival
        self.waiting: list[int] = []
        self.running: dict[int, Moment] = {}
        self.started: dict[int, float] = {}
        self.ends = [inf] * len(plan.activities)
        self.speed: dict[int, float] = {}
        self.asked = False

    def arrive(self, project: int) -> None:
        """A project is requested; activities without predecessors become ready."""
        self.state[project] = "waiting"
        record = self.scenario.projects[project]
        self.events.append(events.ProjectArrived(self.clock.today, record.id))
        for place, activity in zip(self.network.members[project], record.activities, strict=True):
            wait = nearest_hour(activity.earliest)
            if wait:
                self.clock.at(self.clock.today + wait, FACT, self.release, place)
            else:
                self.release(place)

    def release(self, place: int) -> None:
        """One of the things an activity waits for is there; with the last one it is ready."""
        self.awaits[place] -= 1
        if self.awaits[place]:
            return
        project = self.network.project_of[place]
        if self.state[project] not in OVER:
            plan = self.network.activities[place]
            self.events.append(events.ActivityReady(self.clock.today, plan.project, plan.activity))
            self.waiting.append(place)
            self.ask()

    def start(self, place: int) -> None:
        """An activity takes its people and runs; the first one starts its project."""
        today, plan = self.clock.today, self.network.activities[place]
        project = self.network.project_of[place]
        if self.state[project] == "waiting":
            self.state[project] = "in progress"
            self.events.append(events.ProjectStarted(today, plan.project))
            self.issues.expose(project)
        self.people.take(self.network.demands[place])
        self.events.append(events.ActivityStarted(today, plan.project, plan.activity))
        self.started[place] = today
        self.speed[place] = 1.0
        self.end_at(place, today + self.days(place))
        if self.issues.to_do[project]:
            self.issues.catch_up(project, place)

    def end_at(self, place: int, day: float) -> None:
        """Set or move the day on which an activity in progress will be done."""
        if place in self.running:
            self.running[place].call_off()
        self.ends[place] = day
        self.running[place] = self.clock.at(hour_after(day), FACT, self.finish, place)
        if self.network.other_links[place]:
            self.relations.announce(place)

    def extend(self, place: int, days: float, risk: str) -> None:
        """An issue adds working days to an activity in progress."""
        plan = self.network.activities[place]
        self.events.append(
            events.ActivityExtended(self.clock.today, plan.project, plan.activity, days, risk)
        )
        self.end_at(place, self.ends[place] + days / self.speed[place])

    def finish(self, place: int) -> None:
        """An activity is done, unless issues or relations keep it open; successors may follow."""
        project = self.network.project_of[place]
        if self.network.finish_conditions[place] and self.relations.hold(place):
            return
        if self.unfinished[project] == 1 and self.issues.surface(project, place):
            return
        today, plan = self.clock.today, self.network.activities[place]
        self.ends[place] = today
        self.leave(place)
        self.events.append(events.ActivityFinished(today, plan.project, plan.activity))
        self.unfinished[project] -= 1
        if not self.unfinished[project]:
            self.complete(project)
        for successor in self.network.after_finish[place]:
            self.release(successor)
        self.ask()

    def leave(self, place: int) -> None:
        """The people of an activity in progress are free."""
        self.running.pop(place).call_off()
        self.relations.held.discard(place)
        del self.speed[place]
        self.people.free(self.network.demands[place])

    def complete(self, project: int) -> None:
        """A project is delivered, for what it is worth today."""
        today, record = self.clock.today, self.scenario.projects[project]
        self.state[project] = "finished"
        self.issues.forget(project)
        worth = value(record.value, record.due, record.cost_of_delay, record.deadline, today)
        self.events.append(events.ProjectFinished(today, record.id, worth))

    def days(self, place: int) -> float:
        """Working days an activity takes in this world with its people's full attention."""
        plan, chances = self.network.activities[place], self.scenario.mechanisms.duration
        if chances is None or plan.days == 0:
            return plan.days
        activity = self._activity(place)
        lead = activity.people[0].role if activity.people else ""
        draws = (
            chance.normal(self.seed, "duration", plan.project),
            chance.normal(self.seed, "duration", "", lead),
            chance.normal(self.seed, "duration", plan.project, plan.activity),
        )
        return on_grid(plan.days * factor(getattr(chances, activity.work), *draws, chances))

    def _activity(self, place: int):
        project = self.network.project_of[place]
        first = self.network.members[project].start
        return self.scenario.projects[project].activities[place - first]

    def adopt(self, policy: Policy) -> None:
        """Work by this policy from now on."""
        self.policy = policy
        self.people.at_once = policy.projects_per_person or self.scenario.projects_per_person
        self.sharing = self.sharing or self.people.at_once > 1
        self.rank_anew()

    def rank_anew(self) -> None:
        """Fix everybody's place in the line, as far as the order does not depend on the day."""
        self.order = ORDERS.get(self.policy.order, self.policy.order)
        self.fixed = isinstance(self.policy.order, str)
        if self.fixed:
            self.ranks = self._fixed_ranks()
        if self.first_projects:
            last, plan = len(self.first_projects), self.network.activities
            own_order = self.ranks if self.fixed else range(len(plan))
            self.ranks = [
                (self.first_projects.get(activity.project, last), rank)
                for activity, rank in zip(plan, own_order, strict=True)
            ]
        self.ask()

    def _fixed_ranks(self) -> list[int]:
        if self.policy.order == "random":
            return ranking(self.order, self.network.activities, self.office())
        return _ranks(self.scenario, self.policy.order)

    def ask(self) -> None:
        """Have the policy choose once this instant is settled."""
        if not self.asked:
            self.asked = True
            self.clock.at(self.clock.today, CHOOSE, self.choose)

    def choose(self, about: None) -> None:
        """Go through all that waits, in the policy's order, and start what people are free for."""
        self.asked = False
        line, self.waiting = self.in_line(), []
        for position, place in enumerate(line):
            if not self.may_start(place):
                self.waiting.append(place)
            elif self.people.fit(self.network.demands[place]):
                self.start(place)
            elif self.policy.skipping:
                self.waiting.append(place)
            else:
                self.waiting += line[position:]
                break
        if self.sharing:
            self.share_attention()

    def in_line(self) -> list[int]:
        """The activities that wait, first to last."""
        if self.fixed:
            return sorted(self.waiting, key=self.ranks.__getitem__)
        office, plan = self.office(), self.network.activities
        last = len(self.first_projects)

        def key(place: int) -> tuple:
            first = self.first_projects.get(plan[place].project, last)
            return first, self.order(plan[place], office), place

        try:
            return sorted(self.waiting, key=key)
        except Exception as error:
            name = getattr(self.order, "__name__", repr(self.order))
            raise PolicyError(
                f"policy: your order '{name}' failed on day {office.today:g} "
                f"({type(error).__name__}: {error}); it takes an activity and the office, and "
                "returns a number"
            ) from error

    def may_start(self, place: int) -> bool:
        """Whether its project may start something: not paused, and let in by intake and limit."""
        project = self.network.project_of[place]
        state = self.state[project]
        if state != "waiting" or project in self.waved_through:
            return state in ("waiting", "in progress")
        if self.policy.intake == "by_hand":
            return False
        limit = self.policy.wip_limit
        return limit is None or self.state.count("in progress") < limit

    def office(self) -> Office:
        """What a manager can know at this instant."""
        open_projects = tuple(
            project.id
            for project, state in zip(self.scenario.projects, self.state, strict=True)
            if state in ("in progress", "paused")
        )
        return Office(self.clock.today, self.people.without_work(), open_projects, self.draw)

    def share_attention(self) -> None:
        """Set the pace of all work in progress after people have taken on or put down something."""
        paces = self.people.paces()
        today = self.clock.today
        for place in [it for it in self.running if it not in self.relations.held]:
            demands = self.network.demands[place]
            speed = min((paces[role] for role, _ in demands), default=1.0)
            if speed != self.speed[place]:
                left = (self.ends[place] - today) * self.speed[place]
                self.speed[place] = speed
                self.end_at(place, today + left / speed)


@lru_cache(maxsize=256)
def _ranks(scenario: Scenario, order: str) -> list[int]:
    """The ranks of an order that looks at the plan only, the same in every world."""
    return ranking(ORDERS[order], network(scenario).activities, None)
