"""What each kind of decision changes, and when it cannot be carried out.

Each function takes the parts it changes; `replication` says which those are.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from simulator import decisions, events
from simulator.check import known
from simulator.decisions import Decision, DecisionError
from simulator.errors import EndlessError, RefusedError
from simulator.limits import LAST_DAY, MOST_PEOPLE
from simulator.model.desk.owners import Owners
from simulator.model.flow.line import Line
from simulator.model.flow.projects import Projects
from simulator.model.flow.staffing import Staffing
from simulator.model.flow.work import Work
from simulator.model.pmo import Pmo
from simulator.model.risks.exposures import Exposures
from simulator.model.risks.flaws import Flaws
from simulator.model.risks.mitigations import Mitigations
from simulator.model.world import DECIDE, FACT, World
from simulator.scenario import nearest_hour, on_grid

CarryOut = Callable[[Any], None]
"""Carries out a decision of one kind. Raises DecisionError if it cannot be carried out today."""


class Decisions:
    """The decisions of a run, each on its day."""

    def __init__(self, world: World, line: Line, ways: Mapping[type[Decision], CarryOut]) -> None:
        self.world, self.line, self.ways = world, line, ways

    def plan(self, log: Iterable[Decision]) -> None:
        """Have every decision of the log carried out on its day, in the log's order.

        Raises DecisionError for what is no decision, or has no day that a run can reach.
        """
        for decision in log:
            day = nearest_hour(self._day(decision))
            self.world.at(day, DECIDE, self._decide, decision, counts=False)

    def _day(self, decision: Decision) -> float:
        if not isinstance(decision, Decision):
            raise DecisionError(
                f"{decision!r} is not a decision; write one such as StartProject(…)"
            )
        if decision.day is None:
            raise DecisionError(
                f"decision '{decisions.describe(decision)}': has no day; "
                f"write day=… (0 to {LAST_DAY})"
            )
        return decision.day

    def _decide(self, decision: Decision) -> None:
        """Carry out one decision. Raises DecisionError with the day if the rules forbid it."""
        try:
            self._way(decision)(decision)
        except EndlessError:
            raise
        except RefusedError as error:
            raise DecisionError(f"decision on day {decision.day:g}: {error}") from None
        self.line.ask()

    def _way(self, decision: Decision) -> CarryOut:
        if type(decision) not in self.ways:
            raise DecisionError(f"'{type(decision).__name__}' is not a kind of decision")
        return self.ways[type(decision)]


def order_projects(line: Line, projects: Projects, decision: decisions.OrderProjects) -> None:
    """Put projects first. Raises DecisionError if one is unknown or stands twice."""
    for project in decision.projects:
        known(project, projects.place, "project")
        if decision.projects.count(project) > 1:
            raise DecisionError(f"project '{project}' stands twice; name each project once")
    line.put_first(decision.projects)


def _project(projects: Projects, name: str, *states: str) -> int:
    """The place of a project that is in one of these states."""
    known(name, projects.place, "project")
    place = projects.place[name]
    state = projects.state[place]
    if state == "expected":
        arrival = projects.records[place].arrival
        raise DecisionError(f"project '{name}' arrives on day {arrival:g}; decide then")
    if state not in states:
        raise DecisionError(f"project '{name}' is {state}; this needs it {' or '.join(states)}")
    return place


def start_project(
    work: Work, exposures: Exposures, flaws: Flaws | None, decision: decisions.StartProject
) -> None:
    """Let a project in past intake and limit, or go on after a pause.

    Raises DecisionError unless it waits or is paused.
    """
    place = _project(work.projects, decision.project, "waiting", "paused")
    goes_on = work.projects.state[place] == "paused" and work.has_started(place)
    if goes_on:
        exposures.expose(place)
    work.projects.resume(place, goes_on)
    if flaws is not None:
        flaws.resume(place)


def pause_project(
    projects: Projects, exposures: Exposures, decision: decisions.PauseProject
) -> None:
    """Start nothing more of a project; its risks sleep.

    Raises DecisionError unless it waits or is in progress.
    """
    place = _project(projects, decision.project, "waiting", "in progress")
    exposures.shelter(place)
    projects.pause(place)


def cancel_project(owners: Owners, projects: Projects, decision: decisions.CancelProject) -> None:
    """End a project without a result. Raises DecisionError if it, or its alternative, is over."""
    place = _project(projects, decision.project, "waiting", "in progress", "paused")
    if decision.alternative:
        if decision.alternative == decision.project:
            raise DecisionError(f"project '{decision.project}' is no alternative to itself")
        _project(projects, decision.alternative, "waiting", "in progress", "paused")
    owners.cancel(place, bool(decision.alternative))


class Hiring:
    """People who come or go because somebody has decided so."""

    def __init__(self, world: World, staffing: Staffing) -> None:
        self.world, self.staffing = world, staffing

    def change(self, decision: decisions.ChangePeople) -> None:
        """Let people come after their hiring time, or go at once.

        Raises DecisionError for more people than there can be, or fewer than none.
        """
        people, change = self.staffing.people, decision.change
        known(decision.role, people.place, "role")
        place = people.place[decision.role]
        role, there = people.roles[place], people.employed[place]
        if change == 0:
            raise DecisionError(f"change of '{role.id}' is 0; write a whole number, not 0")
        if there + change > MOST_PEOPLE:
            raise DecisionError(
                f"role '{role.id}' would have {there + change:g} people; write fewer, "
                f"{MOST_PEOPLE} at most in all"
            )
        if there + change < 0:
            raise DecisionError(f"role '{role.id}' has {there:g} people; it cannot lose {-change}")
        if change > 0 and role.hire_days > 0:
            day = self.world.today + on_grid(role.hire_days)
            self.world.note(events.HiringStarted(self.world.today, role.id, change, day))
            self.world.at(day, FACT, self._arrive, (place, change))
        else:
            self._arrive((place, change))

    def _arrive(self, about: tuple[int, float]) -> None:
        role, number = about
        self.staffing.resize(role, number)


def buy_mitigation(mitigations: Mitigations, decision: decisions.BuyMitigation) -> None:
    """Pay for an offer. Raises DecisionError if it is bought, or too late."""
    mitigations.buy(decision.mitigation)


def change_policy(world: World, pmo: Pmo, decision: decisions.ChangePolicy) -> None:
    """Want other rules. Raises DecisionError once the PMO has been closed."""
    changes = dict(decision.changes)
    pmo.want(msgspec.structs.replace(pmo.wanted, **changes))
    shown = tuple((field, str(value)) for field, value in changes.items())
    world.note(events.PolicyChanged(world.today, shown))
