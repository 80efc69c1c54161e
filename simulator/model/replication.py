"""One run with one seed: how work arrives, waits for people, is done and makes others ready."""

from collections.abc import Iterable
from functools import partial
from math import inf

from simulator import chance, events
from simulator.decisions import Decision
from simulator.model.carry_out import buy, cancel, plan_decisions
from simulator.model.clock import CHOOSE, FACT, Clock, Moment, hour_after
from simulator.model.durations import Durations
from simulator.model.issues import Issues
from simulator.model.line import Line
from simulator.model.mondays import Mondays
from simulator.model.people import People
from simulator.model.relations import Relations
from simulator.network import families, network, work_by_role
from simulator.policies import Office, Policy
from simulator.scenario import Scenario, nearest_hour

OVER = ("finished", "cancelled")


class Log(list):
    """Every event, in order, with its amounts in canonical form."""

    def append(self, event: events.Event) -> None:
        """Note that something has happened."""
        super().append(events.canonical(event))


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
        self.events = Log()
        self.people, self.sharing, self.begun = People(scenario, self.clock), False, False
        self._prepare_work()
        self.issues = Issues(self)
        self.relations, self.line, self.durations = Relations(self), Line(self), Durations(self)
        self.mondays = Mondays(self)
        self.mondays.pmo.want(policy)
        for number, project in enumerate(scenario.projects):
            self.clock.at(nearest_hour(project.arrival), FACT, self.arrive, number)
        plan_decisions(self, decisions)
        self.begun = True
        self.mondays.begin()

    def _prepare_work(self) -> None:
        plan = self.network
        self.project_place = {p.id: place for place, p in enumerate(self.scenario.projects)}
        self.state = ["expected"] * len(self.scenario.projects)
        self.moved = 0.0
        """The day on which something last arrived, started or was finished."""
        self.open_projects = len(self.scenario.projects)
        """Projects neither finished nor cancelled, those not yet requested included."""
        self.waved_through: set[int] = set()
        self.selected: set[int] = set()
        self.unfinished = [len(members) for members in plan.members]
        self.effort_left = [dict(work) for work in work_by_role(self.scenario)]
        self.families = families(self.scenario)
        self.awaits = [count + 1 for count in plan.predecessors]  # + 1: its project's arrival
        self.waiting: list[int] = []
        self.running: dict[int, Moment | None] = {}
        """Activities in progress; None until it is clear who shares whose attention."""
        self.started: dict[int, float] = {}
        self.ends = [inf] * len(plan.activities)
        self.speed: dict[int, float] = {}
        self.asked = False

    def arrive(self, project: int) -> None:
        """A project is requested; activities without predecessors become ready."""
        self.state[project], self.moved = "waiting", self.clock.today
        record = self.scenario.projects[project]
        self.events.append(events.ProjectArrived(self.clock.today, record.id))
        if self.mondays.support.goes_round(record.id):
            self.events.append(events.ProjectBypassed(self.clock.today, record.id))
            self.waved_through.add(project)
        for place, activity in zip(self.network.members[project], record.activities, strict=True):
            if activity.earliest:
                day = self.clock.today + nearest_hour(activity.earliest)
                self.clock.at(day, FACT, self.release, place)
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
            self.people.want(self.network.demands[place])
            self.ask()

    def start(self, place: int) -> None:
        """An activity takes its people and runs; the first one starts its project."""
        today, plan = self.clock.today, self.network.activities[place]
        project = self.network.project_of[place]
        if self.state[project] == "waiting":
            self.state[project] = "in progress"
            self.events.append(events.ProjectStarted(today, plan.project))
            self.issues.exposures.expose(project)
        self.people.want_no_more(self.network.demands[place])
        self.people.take(self.network.demands[place], place)
        self.events.append(events.ActivityStarted(today, plan.project, plan.activity))
        self.started[place] = self.moved = today
        self.speed[place] = 1.0
        self.ends[place] = today + self.durations.days(place)
        self.running[place] = None
        if self.issues.to_do[project]:
            self.issues.catch_up(project, place)

    def end_at(self, place: int, day: float) -> None:
        """Set or move the day on which an activity in progress will be done."""
        self.ends[place] = day
        moment, hour = self.running[place], hour_after(day)
        if moment is None or moment.happens is None:
            self.running[place] = self.clock.at(hour, FACT, self.finish, place)
        else:
            self.running[place] = moment.move(hour)
        if self.network.other_links[place]:
            self.relations.announce(place)

    def extend(self, place: int, days: float, risk: str) -> None:
        """An issue adds working days to an activity in progress."""
        plan = self.network.activities[place]
        self.events.append(
            events.ActivityExtended(self.clock.today, plan.project, plan.activity, days, risk)
        )
        if place in self.relations.held:
            self.relations.extend(place, days / self.speed[place])
        else:
            self.end_at(place, self.ends[place] + days / self.speed[place])

    def finish(self, place: int) -> None:
        """An activity is done, unless issues or relations keep it open; successors may follow."""
        project = self.network.project_of[place]
        if self.network.finish_conditions[place] and self.relations.hold(place):
            return
        if self.unfinished[project] == 1 and self.issues.surface(project, place):
            return
        today, plan = self.clock.today, self.network.activities[place]
        self.ends[place] = self.moved = today
        self.leave(place)
        self.events.append(events.ActivityFinished(today, plan.project, plan.activity))
        self.unfinished[project] -= 1
        for role, people in self.network.demands[place]:
            self.effort_left[project][role] -= people * plan.days
        if not self.unfinished[project]:
            self.complete(project)
        elif self.mondays.practice.rework:
            self.issues.flaws.finished(project, place)
        for successor in self.network.after_finish[place]:
            self.release(successor)
        self.ask()

    def leave(self, place: int) -> None:
        """The people of an activity in progress are free."""
        self.running.pop(place).call_off()
        self.relations.held.pop(place, None)
        del self.speed[place]
        self.people.free(self.network.demands[place], place)

    def complete(self, project: int) -> None:
        """A project is delivered, for what it is worth today."""
        self.state[project] = "finished"
        self.open_projects -= 1
        self.issues.forget(project)
        worth = self.mondays.benefits.deliver(project)
        name = self.scenario.projects[project].id
        self.events.append(events.ProjectFinished(self.clock.today, name, worth))
        if self.mondays.benefits.active:
            self.mondays.benefits.go_live(project, worth)
        self.relations.hand_over(project)

    def adopt(self, policy: Policy) -> None:
        """Work by this policy from now on; `Pmo.want` says when each part of it is in force."""
        self.policy = policy
        self.people.at_once = policy.projects_per_person or self.scenario.projects_per_person
        self.sharing = self.sharing or self.people.at_once > 1 or self.mondays.sets_pace
        self.line.rank_anew()
        self.mondays.overtime.becomes(policy.overtime)
        self.mondays.improve.becomes(policy.improve)
        self.mondays.changed = True
        if self.begun:
            if self.mondays.sets_pace:
                self.mondays.set_pace()
            if self.mondays.desk.needed():
                self.mondays.keep_coming()

    def select(self, project: str) -> None:
        """The office takes a project on."""
        self.selected.add(self.project_place[project])
        self.events.append(events.ProjectSelected(self.clock.today, project))
        self.ask()

    def buy(self, mitigation: str) -> None:
        """The policy buys an offer."""
        buy(self, mitigation)

    def cancel(self, project: str, alternative: bool) -> None:
        """The policy ends a project, unless its owners prevent it."""
        cancel(self, self.project_place[project], alternative)
        self.ask()

    def hire(self, role: int, number: float) -> None:
        """People come, or are told to leave, because somebody has decided so."""
        self.change_people(role, number)
        self.mondays.team.hired(role, number)

    def change_people(self, role: int, number: float) -> None:
        """People of a role come or go."""
        self.people.change(role, number)
        self.mondays.team.joined(role, number)
        name, there = self.scenario.roles[role].id, self.people.employed[role]
        self.events.append(events.PeopleChanged(self.clock.today, name, there))
        if self.mondays.sets_pace:
            self.mondays.set_pace()
        self.ask()

    def ask(self) -> None:
        """Have the policy choose once this instant is settled."""
        if not self.asked:
            self.asked = True
            # aside: what is asked does not keep an idle office going, only what then starts does
            self.clock.aside(self.clock.today, CHOOSE, self.choose)

    def choose(self, about: None) -> None:
        """Go through all that waits, in the policy's order, and start what people are free for."""
        self.asked = False
        line, self.waiting = self.line.in_order(self.waiting), []
        started = []
        for position, place in enumerate(line):
            if not self.may_start(place):
                self.waiting.append(place)
            elif self.people.fit(self.network.demands[place]):
                self.start(place)
                started.append(place)
            elif self.policy.skipping:
                self.waiting.append(place)
            else:
                self.waiting += line[position:]
                break
        if self.sharing:
            self.share_attention(started)
        for place in started:
            if self.running[place] is None:
                self.end_at(place, self.ends[place])

    def may_start(self, place: int) -> bool:
        """Whether its project may start something: not paused, and let in by intake and limit."""
        project = self.network.project_of[place]
        state = self.state[project]
        if state != "waiting" or project in self.waved_through:
            return state in ("waiting", "in progress")
        if self.policy.intake == "by_hand":
            return False
        if self.policy.select != "all" and project not in self.selected:
            return False
        limit = self.policy.wip_limit
        return limit is None or self.state.count("in progress") < limit

    def give_up(self) -> None:
        """Nothing will ever be finished: nothing happens any more."""
        self.events.append(events.NothingMoves(self.clock.today))
        self.clock.over = True

    def view(self) -> Office:
        """What a manager can know at this instant."""
        open_projects = tuple(
            project.id
            for project, state in zip(self.scenario.projects, self.state, strict=True)
            if state in ("in progress", "paused")
        )
        seen = self.mondays.desk.seen.read(self.events)
        return Office(
            self.clock.today, self.people.without_work(), open_projects, self.draw,
            dict(seen.reported), dict(seen.strategy),
        )  # fmt: skip

    def share_attention(self, started: Iterable[int] = ()) -> None:
        """Set the pace of work in progress, after people took on or put down something, and on
        Mondays."""
        people, today = self.people, self.clock.today
        concerned = dict.fromkeys(started)
        for role in people.divide_attention():
            concerned |= people.working_on[role]
        for place in concerned:
            demands, before = self.network.demands[place], self.speed[place]
            speed = min([people.paces[role] for role, _ in demands], default=1.0)
            if speed != before and place not in self.relations.held:
                left = (self.ends[place] - today) * before
                self.speed[place] = speed
                self.end_at(place, today + left / speed)
