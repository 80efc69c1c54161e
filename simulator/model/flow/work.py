"""Activities on their way: each becomes ready, takes its people, runs, and makes others ready."""

from collections.abc import Callable, Iterable, Sequence
from math import inf
from typing import NamedTuple

from simulator.events import (
    ActivityExtended,
    ActivityFinished,
    ActivityReady,
    ActivityStarted,
    ActivityStopped,
)
from simulator.model.flow.durations import Durations
from simulator.model.flow.people import People
from simulator.model.flow.projects import Projects
from simulator.model.world import FACT, Moment, World, hour_after
from simulator.network import Network
from simulator.scenario import nearest_hour

AN_HOUR = 1 / 8
Hook = Sequence[Callable[[int], None]]
"""What the rest of the office does when work comes to a point, each called with a place."""


class Hooks(NamedTuple):
    """Who is called when work comes to a point."""

    project_arrived: Hook
    project_started: Hook
    project_over: Hook
    """Before it is told."""
    worth: Callable[[int], float]
    """k€ that a project delivered today is worth."""
    project_delivered: Sequence[Callable[[int, float], None]]
    """After it is told, with what it is worth."""
    project_left: Hook
    """After it is told, delivered or cancelled."""
    activity_started: Hook
    end_moved: Hook
    """The day has changed on which an activity in progress will be done."""
    keeps_open: Sequence[Callable[[int], bool]]
    """Whether an activity that would be done has to go on after all."""
    activity_finished: Hook
    """With more of its project to come."""
    ask: Callable[[], None]
    """The policy has to choose anew once this instant is settled."""


class Work:
    """The activities of all projects, by their place in the network."""

    hooks: Hooks

    def __init__(
        self,
        world: World,
        network: Network,
        projects: Projects,
        people: People,
        durations: Durations,
    ) -> None:
        self.world, self.network = world, network
        self.projects, self.people, self.durations = projects, people, durations
        self.moved = 0.0
        """The day on which something last arrived, started or was finished."""
        self.awaits = [count + 1 for count in network.predecessors]  # + 1: its project's arrival
        self.waiting: list[int] = []
        """Ready, and waiting for people."""
        self.running: dict[int, Moment | None] = {}
        """Activities in progress; None until it is clear who shares whose attention."""
        self.held: dict[int, float] = {}
        """Activities that stay open for a predecessor, and the day on which their own work is done:
        in the past, unless an issue has come since."""
        self.started: dict[int, float] = {}
        self.ends = [inf] * len(network.activities)
        self.speed: dict[int, float] = {}

    def arrive(self, project: int) -> None:
        """A project is requested; activities without predecessors become ready."""
        self.moved = self.world.today
        self.projects.arrive(project)
        _tell(self.hooks.project_arrived, project)
        activities = self.projects.records[project].activities
        for place, activity in zip(self.network.members[project], activities, strict=True):
            if activity.earliest:
                day = self.world.today + nearest_hour(activity.earliest)
                self.world.at(day, FACT, self.release, place)
            else:
                self.release(place)

    def release(self, place: int) -> None:
        """One of the things an activity waits for is there; with the last one it is ready."""
        self.awaits[place] -= 1
        if self.awaits[place] or self.projects.is_over(self.network.project_of[place]):
            return
        plan = self.network.activities[place]
        self.world.note(ActivityReady(self.world.today, plan.project, plan.activity))
        self.waiting.append(place)
        self.people.want(self.network.demands[place])
        self.hooks.ask()

    def start(self, place: int) -> None:
        """An activity takes its people and runs; the first one starts its project."""
        today, plan = self.world.today, self.network.activities[place]
        project, demands = self.network.project_of[place], self.network.demands[place]
        if self.projects.state[project] == "waiting":
            self.projects.start(project)
            _tell(self.hooks.project_started, project)
        self.people.want_no_more(demands)
        self.people.take(demands, place)
        self.world.note(ActivityStarted(today, plan.project, plan.activity))
        self.started[place] = self.moved = today
        self.speed[place] = 1.0
        self.ends[place] = today + self.durations.days(place)
        self.running[place] = None
        _tell(self.hooks.activity_started, place)

    def end_at(self, place: int, day: float) -> None:
        """Set or move the day on which an activity in progress will be done."""
        self.ends[place] = day
        moment, hour = self.running[place], hour_after(day)
        if moment is None or moment.call is None:
            self.running[place] = self.world.at(hour, FACT, self.finish, place)
        else:
            self.running[place] = moment.move(hour)
        if self.network.other_links[place]:
            _tell(self.hooks.end_moved, place)

    def extend(self, place: int, days: float, risk: str) -> None:
        """An issue adds working days to an activity in progress.

        One that is only held open for a predecessor begins on them today.
        """
        today, plan = self.world.today, self.network.activities[place]
        self.world.note(ActivityExtended(today, plan.project, plan.activity, days, risk))
        longer = days / self.speed[place]
        if place in self.held:
            self.held[place] = max(self.held[place], today) + longer
            self.end_at(place, max(self.ends[place], self.held[place]))
        else:
            self.end_at(place, self.ends[place] + longer)

    def finish(self, place: int) -> None:
        """An activity is done, unless issues or relations keep it open; successors may follow."""
        for keeps_open in self.hooks.keeps_open:
            if keeps_open(place):
                return
        project, plan = self.network.project_of[place], self.network.activities[place]
        if self.world.listens:
            self._tell_of(place, self.world.today)
        self.ends[place] = self.moved = self.world.today
        self.leave(place)
        self.world.note(ActivityFinished(self.world.today, plan.project, plan.activity))
        projects = self.projects
        projects.unfinished[project] -= 1
        for role, people in self.network.demands[place]:
            projects.effort_left[project][role] -= people * plan.days
        if projects.unfinished[project]:
            _tell(self.hooks.activity_finished, place)
        else:
            self.deliver(project)
        for successor in self.network.after_finish[place]:
            self.release(successor)
        self.hooks.ask()

    def tell(self) -> None:
        """Say of activities in progress how long they could take as well."""
        for place in self.running:
            self._tell_of(place, inf)

    def _tell_of(self, place: int, last: float) -> None:
        """Say how long an activity could take and be done in this hour, `last`, or after today.

        Where a relation binds the finish, more hangs on it than the finish itself.
        """
        if not self.network.finish_conditions[place]:
            today, end, speed = self.world.today, self.ends[place], self.speed[place]
            first = today if last == inf else last - AN_HOUR
            self.durations.tell(place, (first - end) * speed, (last - end) * speed)

    def leave(self, place: int) -> None:
        """The people of an activity in progress are free."""
        moment = self.running.pop(place)
        if moment is not None:
            moment.call_off()
        self.held.pop(place, None)
        del self.speed[place]
        self.people.free(self.network.demands[place], place)

    def deliver(self, project: int) -> None:
        """A project is delivered, for what it is worth today."""
        self.projects.end(project, "finished")
        _tell(self.hooks.project_over, project)
        worth = self.hooks.worth(project)
        self.projects.deliver(project, worth)
        for told in self.hooks.project_delivered:
            told(project, worth)
        _tell(self.hooks.project_left, project)

    def cancel(self, project: int) -> None:
        """A project ends without a result; its people are free at once."""
        self.projects.end(project, "cancelled")
        _tell(self.hooks.project_over, project)
        members = self.network.members[project]
        for member in members:
            if member in self.running:
                self.leave(member)
                plan = self.network.activities[member]
                self.world.note(ActivityStopped(self.world.today, plan.project, plan.activity))
        for member in [place for place in self.waiting if place in members]:
            self.waiting.remove(member)
            self.people.want_no_more(self.network.demands[member])
        self.projects.give_up(project)
        _tell(self.hooks.project_left, project)

    def has_started(self, project: int) -> bool:
        """Whether anything of a project has ever been in progress."""
        return any(member in self.started for member in self.network.members[project])

    def in_progress(self, project: int) -> list[int]:
        """Activities of a project that are in progress, in the file's order."""
        return [place for place in self.network.members[project] if place in self.running]

    def begin(self, started: Iterable[int]) -> None:
        """Plan the ends of what has just been started, now that it is clear who shares whom."""
        if self.people.sharing:
            self.share_attention(started)
        for place in started:
            if self.running[place] is None:
                self.end_at(place, self.ends[place])

    def share_attention(self, started: Iterable[int] = ()) -> None:
        """Set the pace of work in progress, after people took on or put down something, and on
        Mondays."""
        people, today = self.people, self.world.today
        concerned = dict.fromkeys(started)
        for role in people.divide_attention():
            concerned |= people.working_on[role]
        for place in concerned:
            demands, before = self.network.demands[place], self.speed[place]
            speed = min([people.paces[role] for role, _ in demands], default=1.0)
            if speed != before and place not in self.held:
                left = (self.ends[place] - today) * before
                self.speed[place] = speed
                self.end_at(place, today + left / speed)


def _tell(hook: Hook, place: int) -> None:
    for told in hook:
        told(place)
