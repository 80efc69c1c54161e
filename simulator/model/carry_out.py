"""What each kind of decision changes, and when it cannot be carried out."""

from collections.abc import Iterable
from functools import singledispatch
from math import isfinite
from typing import TYPE_CHECKING

import msgspec

from simulator import decisions, events
from simulator.check import known
from simulator.decisions import Decision, DecisionError
from simulator.model.clock import DECIDE, FACT
from simulator.policies import Policy
from simulator.scenario import LAST_DAY, MOST_PEOPLE, nearest_hour, on_grid

if TYPE_CHECKING:
    from simulator.model.replication import Replication


def plan_decisions(office: "Replication", log: Iterable[Decision]) -> None:
    """Have every decision of the log carried out on its day, in the log's order.

    Raises DecisionError for what is no decision, or has no day that a run can reach.
    """
    for decision in log:
        _check_day(decision)
        office.clock.aside(
            nearest_hour(decision.day), DECIDE, lambda it: decide(office, it), decision
        )


def _check_day(decision: Decision) -> None:
    if not isinstance(decision, Decision):
        raise DecisionError(f"{decision!r} is not a decision; write one such as StartProject(…)")
    is_day = isinstance(decision.day, int | float) and 0 <= decision.day <= LAST_DAY
    if not is_day:
        found = "has no day" if decision.day is None else f"has day {decision.day!r}"
        raise DecisionError(
            f"decision '{decisions.describe(decision)}': {found}; write day=… (0 to {LAST_DAY})"
        )


def decide(office: "Replication", decision: Decision) -> None:
    """Carry out one decision. Raises DecisionError with the day if the rules forbid it."""
    try:
        _carry_out(decision, office)
    except (ValueError, TypeError, AttributeError) as error:
        raise DecisionError(f"decision on day {decision.day:g}: {error}") from None
    office.ask()


@singledispatch
def _carry_out(decision: Decision, office: "Replication") -> None:
    raise DecisionError(f"'{type(decision).__name__}' is not a kind of decision")


@_carry_out.register(decisions.OrderProjects)
def _order_projects(decision: decisions.OrderProjects, office: "Replication") -> None:
    for project in decision.projects:
        known(project, office.project_place, "project")
        if decision.projects.count(project) > 1:
            raise DecisionError(f"project '{project}' stands twice; name each project once")
    office.line.first_projects = {project: i for i, project in enumerate(decision.projects)}
    office.events.append(events.ProjectsOrdered(office.clock.today, decision.projects))
    office.line.rank_anew()


def _project(office: "Replication", name: str, *states: str) -> int:
    """The place of a project that is in one of these states."""
    known(name, office.project_place, "project")
    place = office.project_place[name]
    state = office.state[place]
    if state == "expected":
        arrival = office.scenario.projects[place].arrival
        raise DecisionError(f"project '{name}' arrives on day {arrival:g}; decide then")
    if state not in states:
        raise DecisionError(f"project '{name}' is {state}; this needs it {' or '.join(states)}")
    return place


@_carry_out.register(decisions.StartProject)
def _start_project(decision: decisions.StartProject, office: "Replication") -> None:
    place = _project(office, decision.project, "waiting", "paused")
    office.waved_through.add(place)
    if office.state[place] == "paused":
        has_started = any(member in office.started for member in office.network.members[place])
        office.state[place] = "in progress" if has_started else "waiting"
        if has_started:
            office.issues.exposures.expose(place)
    office.events.append(events.ProjectResumed(office.clock.today, decision.project))
    office.issues.flaws.resume(place)


@_carry_out.register(decisions.PauseProject)
def _pause_project(decision: decisions.PauseProject, office: "Replication") -> None:
    place = _project(office, decision.project, "waiting", "in progress")
    office.state[place] = "paused"
    office.issues.exposures.shelter(place)
    office.events.append(events.ProjectPaused(office.clock.today, decision.project))


@_carry_out.register(decisions.CancelProject)
def _cancel_project(decision: decisions.CancelProject, office: "Replication") -> None:
    place = _project(office, decision.project, "waiting", "in progress", "paused")
    if decision.alternative:
        if decision.alternative == decision.project:
            raise DecisionError(f"project '{decision.project}' is no alternative to itself")
        _project(office, decision.alternative, "waiting", "in progress", "paused")
    cancel(office, place, bool(decision.alternative))


def cancel(office: "Replication", place: int, alternative: bool) -> None:
    """End a project without a result, unless its owners prevent it."""
    today, project = office.clock.today, office.scenario.projects[place].id
    if office.mondays.desk.resisted(place, alternative):
        office.events.append(events.CancellationResisted(today, project))
        return
    office.state[place] = "cancelled"
    office.open_projects -= 1
    office.issues.forget(place)
    members = office.network.members[place]
    for member in members:
        if member in office.running:
            office.leave(member)
            plan = office.network.activities[member]
            office.events.append(events.ActivityStopped(today, plan.project, plan.activity))
    for member in [place for place in office.waiting if place in members]:
        office.waiting.remove(member)
        office.people.want_no_more(office.network.demands[member])
    office.events.append(events.ProjectCancelled(today, project))
    office.relations.hand_over(place)


@_carry_out.register(decisions.ChangePeople)
def _change_people(decision: decisions.ChangePeople, office: "Replication") -> None:
    known(decision.role, office.people.place, "role")
    place = office.people.place[decision.role]
    role, today, change = office.scenario.roles[place], office.clock.today, decision.change
    there = office.people.employed[place]
    if not isfinite(change) or change != int(change) or change == 0:
        raise DecisionError(f"change of '{role.id}' is {change:g}; write a whole number, not 0")
    if there + change > MOST_PEOPLE:
        raise DecisionError(
            f"role '{role.id}' would have {there + change:g} people; write fewer, {MOST_PEOPLE} at "
            "most in all"
        )
    if there + change < 0:
        raise DecisionError(f"role '{role.id}' has {there:g} people; it cannot lose {-change}")
    if change > 0 and role.hire_days > 0:
        day = today + on_grid(role.hire_days)
        office.events.append(events.HiringStarted(today, role.id, change, day))
        office.clock.at(day, FACT, lambda count: office.hire(place, count), change)
    else:
        office.hire(place, change)


@_carry_out.register(decisions.BuyMitigation)
def _buy_mitigation(decision: decisions.BuyMitigation, office: "Replication") -> None:
    buy(office, decision.mitigation)


def buy(office: "Replication", mitigation: str) -> None:
    """Pay for an offer; it works after its lag. Raises DecisionError if it is too late."""
    offers = {offer.id: offer for offer in office.scenario.mitigations}
    known(mitigation, offers, "mitigation")
    offer, today, issues = offers[mitigation], office.clock.today, office.issues
    if offer.id in issues.works_from:
        raise DecisionError(f"mitigation '{offer.id}' is bought already")
    if offer.risk in issues.detected:
        raise DecisionError(
            f"mitigation '{offer.id}': its risk '{offer.risk}' has happened; it is too late"
        )
    project = next(risk.project for risk in office.scenario.risks if risk.id == offer.risk)
    if office.state[office.project_place[project]] in ("finished", "cancelled"):
        raise DecisionError(f"mitigation '{offer.id}': its project '{project}' is over")
    works_from = today + on_grid(offer.lag)
    issues.works_from[offer.id] = works_from
    office.events.append(
        events.MitigationBought(today, offer.id, offer.risk, offer.cost, works_from)
    )


@_carry_out.register(decisions.ChangePolicy)
def _change_policy(decision: decisions.ChangePolicy, office: "Replication") -> None:
    changes = dict(decision.changes)
    for field in changes:
        known(field, Policy.__struct_fields__, "policy field", "does not exist")
    if callable(changes.get("order")):
        raise DecisionError("order is a function of your own; a decision can only name an order")
    pmo = office.mondays.pmo
    pmo.want(msgspec.structs.replace(pmo.wanted, **changes))
    shown = tuple((field, str(value)) for field, value in changes.items())
    office.events.append(events.PolicyChanged(office.clock.today, shown))
