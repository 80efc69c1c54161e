"""What a manager can know on one day: all that a policy is shown, worked out from visible events.

Nothing here reads a hidden event, so no policy can act on what nobody knows.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import fsum

from simulator import events as facts
from simulator.scenario import Project, Scenario


class Seen:
    """What the visible events so far add up to."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.read_up_to = 0
        self.state = {project.id: "expected" for project in scenario.projects}
        self.begun: set[str] = set()
        self.left = {project.id: dict(_work(project)) for project in scenario.projects}
        """Planned person-days of work not finished, by project and role."""
        self.people = {role.id: role.people for role in scenario.roles}
        self.reported: dict[str, tuple[str, float]] = {}
        self.reported_on: dict[str, float] = {}
        self.selected: set[str] = set()
        self.bought: set[str] = set()
        self.spent = 0.0
        """k€ paid for mitigations."""
        self.detected: set[str] = set()
        weights = {aim.id: aim.weight for aim in scenario.objectives}
        total = fsum(weights.values()) or 1.0
        self.strategy = {aim: weight / total for aim, weight in weights.items()}
        self.works = _works(scenario)

    def read(self, events: list[facts.Event]) -> "Seen":
        """Take in what has happened since the last time."""
        self.note(events[self.read_up_to :])
        self.read_up_to = len(events)
        return self

    def note(self, events: Iterable[facts.Event]) -> None:
        """Take in these events, as far as they can be seen."""
        for event in events:
            if not event.hidden and (take_in := TAKE_IN.get(type(event))):
                take_in(self, event)

    def effort_left(self, project: str) -> float:
        """Planned person-days of a project that are not finished."""
        return fsum(self.left[project].values())

    def _resumed(self, event: facts.ProjectResumed) -> None:
        self.state[event.project] = "in progress" if event.project in self.begun else "waiting"

    def _started(self, event: facts.ProjectStarted) -> None:
        self.begun.add(event.project)
        self.state[event.project] = "in progress"

    def _finished_activity(self, event: facts.ActivityFinished) -> None:
        left = self.left[event.project]
        for role, days in self.works[event.project, event.activity]:
            left[role] -= days

    def _bought(self, event: facts.MitigationBought) -> None:
        self.bought.add(event.mitigation)
        self.spent += event.cost

    def _detected(self, event: facts.IssueDetected) -> None:
        self.detected.add(event.risk)

    def _reported(self, event: facts.StatusReported) -> None:
        self.reported[event.project] = (event.colour, event.late)
        self.reported_on[event.project] = event.day

    def _selected(self, event: facts.ProjectSelected) -> None:
        self.selected.add(event.project)

    def _strategy(self, event: facts.StrategyChanged) -> None:
        self.strategy = dict(event.weights)

    def _people(self, event: facts.PeopleChanged) -> None:
        self.people[event.role] = event.people


Step = facts.ProjectArrived | facts.ProjectPaused | facts.ProjectCancelled | facts.ProjectFinished
"""Events after which a project stands where the event says, whatever was before."""


def _becomes(state: str) -> Callable[[Seen, Step], None]:
    def change(seen: Seen, event: Step) -> None:
        seen.state[event.project] = state

    return change


TAKE_IN: dict[type[facts.Event], Callable[..., None]] = {
    facts.ProjectArrived: _becomes("waiting"),
    facts.ProjectStarted: Seen._started,
    facts.ProjectPaused: _becomes("paused"),
    facts.ProjectResumed: Seen._resumed,
    facts.ProjectCancelled: _becomes("cancelled"),
    facts.ProjectFinished: _becomes("finished"),
    facts.ActivityFinished: Seen._finished_activity,
    facts.MitigationBought: Seen._bought,
    facts.IssueDetected: Seen._detected,
    facts.StatusReported: Seen._reported,
    facts.ProjectSelected: Seen._selected,
    facts.StrategyChanged: Seen._strategy,
    facts.PeopleChanged: Seen._people,
}
"""By kind of event: a function of what is seen and the event, which must be of that kind."""


@lru_cache(maxsize=1024)
def _work(project: Project) -> dict[str, float]:
    """Planned person-days of a project, by role."""
    work: dict[str, float] = {}
    for activity in project.activities:
        for need in activity.people:
            days = need.people * activity.planned_days
            work[need.role] = work.get(need.role, 0.0) + days
    return work


@lru_cache(maxsize=64)
def _works(scenario: Scenario) -> dict[tuple[str, str], tuple[tuple[str, float], ...]]:
    """By project and activity: its planned person-days, with their role."""
    return {
        (project.id, activity.id): tuple(
            (need.role, need.people * activity.planned_days) for need in activity.people
        )
        for project in scenario.projects
        for activity in project.activities
    }
