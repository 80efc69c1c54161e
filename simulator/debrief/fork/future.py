"""One future of a session: its log, looked up by activity, project, role and day."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from math import inf
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from simulator import events as facts
from simulator.decisions import ChangePolicy
from simulator.events import Event
from simulator.metrics.flow import finish_days
from simulator.metrics.log import of
from simulator.policies import Policy
from simulator.scenario import Activity, Project, Scenario
from simulator.session import Session

Key = tuple[str, str]
"""An activity, by (project, activity)."""
Kind = TypeVar("Kind", bound=Event)


class Way(NamedTuple):
    """An activity's way through one future, in working days; infinite is never."""

    ready: float = inf
    started: float = inf
    ended: float = inf
    """Its people are free: it is finished, or stopped with its project."""
    finished: float = inf

    @property
    def waited(self) -> float:
        """From ready to started, in working days."""
        return self.started - self.ready if self.ready < inf else 0.0

    @property
    def took(self) -> float:
        """From started to ended, in working days."""
        return self.ended - self.started if self.started < inf else 0.0


class Future:
    """A session on its last day, with its log in the order of the questions asked of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.events, self.scenario = session.events, session.scenario

    @cached_property
    def ways(self) -> dict[Key, Way]:
        """The way of each activity that was ever ready."""
        days: dict[Key, dict[str, float]] = defaultdict(dict)
        for kind, words in WORDS.items():
            for event in of(self.events, kind):
                days[event.project, event.activity] |= dict.fromkeys(words, event.day)
        return {key: Way(**known) for key, known in days.items()}

    def way(self, key: Key) -> Way:
        """The way of an activity; one that never comes to anything has infinite days."""
        return self.ways.get(key, Way())

    @cached_property
    def begun(self) -> dict[str, float]:
        """The day on which each project started."""
        return {event.project: event.day for event in of(self.events, facts.ProjectStarted)}

    @cached_property
    def let_in(self) -> dict[str, float]:
        """The first day on which each project was selected, or let start or go on."""
        turns = of(self.events, facts.ProjectSelected, facts.ProjectResumed)
        return {event.project: event.day for event in reversed(turns)}

    @cached_property
    def finished(self) -> dict[str, float]:
        """The day on which each finished project finished."""
        return finish_days(self.events)

    def finish(self, project: str) -> float:
        """The day on which a project finished, or infinity."""
        return self.finished.get(project, inf)

    @cached_property
    def cancelled(self) -> dict[str, float]:
        """The day on which each cancelled project was cancelled."""
        return {event.project: event.day for event in of(self.events, facts.ProjectCancelled)}

    def over(self, project: str) -> float:
        """The day on which a project was finished or cancelled, or infinity."""
        return min(self.finish(project), self.cancelled.get(project, inf))

    def open(self, project: str, day: float) -> bool:
        """Whether a project has begun by the end of a day, and is not over."""
        return self.begun.get(project, inf) <= day < self.over(project)

    def paused(self, project: str, day: float) -> bool:
        """Whether a project is paused at the end of a day."""
        turns = of(self.events, facts.ProjectPaused, facts.ProjectResumed)
        past = [event for event in turns if event.project == project and event.day <= day]
        return bool(past) and isinstance(past[-1], facts.ProjectPaused)

    def people(self, role: str, day: float) -> float:
        """How many people a role has at the end of a day."""
        number = next(it.people for it in self.scenario.roles if it.id == role)
        for event in of(self.events, facts.PeopleChanged):
            if event.role == role and event.day <= day:
                number = event.people
        return number

    def rules(self, day: float) -> Policy:
        """The policy wanted at the end of a day."""
        policy = self.session.policy
        for decision in self.session.decisions:
            if isinstance(decision, ChangePolicy) and (decision.day or 0.0) <= day:
                policy = replace(policy, **dict(decision.changes))
        return policy

    def on(self, day: float, kind: type[Kind]) -> Iterator[Kind]:
        """The events of a kind on a day."""
        return (event for event in of(self.events, kind) if event.day == day)


Moment = (
    facts.ActivityReady | facts.ActivityStarted | facts.ActivityStopped | facts.ActivityFinished
)
WORDS: dict[type[Moment], tuple[str, ...]] = {
    facts.ActivityReady: ("ready",),
    facts.ActivityStarted: ("started",),
    facts.ActivityStopped: ("ended",),
    facts.ActivityFinished: ("ended", "finished"),
}
"""What an event says of its activity's way."""


class Futures(NamedTuple):
    """What was, and what would have been; of one scenario and one world."""

    was: Future
    would: Future


class Plan:
    """A scenario's projects and activities by their ids."""

    def __init__(self, scenario: Scenario) -> None:
        self.projects: dict[str, Project] = {it.id: it for it in scenario.projects}
        self.activities: dict[Key, Activity] = {
            (project.id, it.id): it for project in scenario.projects for it in project.activities
        }
