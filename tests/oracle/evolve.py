"""What is true after an event."""

from oracle import clocks
from oracle.book import hour_after
from oracle.due import Finish
from oracle.state import State, ask, call_off
from oracle.unseen import (
    Asked,
    Divided,
    Flaw,
    FundClosed,
    HandedIn,
    HandedOver,
    Held,
    Issue,
    Owed,
    Paced,
    PassedOver,
    Released,
    Settled,
    Shock,
    Stirred,
    Times,
    Up,
    WentBack,
)
from simulator import events as facts


def evolve(state: State, event: object) -> State:
    """The state after an event."""
    match event:
        case facts.ProjectArrived(day, project):
            return state._replace(arrived=state.arrived | {project}, moved=day)
        case facts.ProjectStarted(day, project):
            return clocks.begin(state._replace(begun=state.begun | {project}), project, day)
        case facts.ProjectPaused(day, project):
            return clocks.rest(state._replace(paused=state.paused | {project}), project, day)
        case facts.ProjectResumed(day, project):
            new = state._replace(paused=state.paused - {project}, waved=state.waved | {project})
            goes_on = project in state.paused & state.begun
            return clocks.begin(new, project, day) if goes_on else new
        case facts.ProjectFinished(day, project) | facts.ProjectCancelled(day, project):
            return _close(clocks.rest(state, project, day), project)
    return _evolve_activity(state, event)


def _close(state: State, project: str) -> State:
    """Nothing of a project matters any more."""
    risks = state.book.risks
    return state._replace(
        over=state.over | {project},
        ready=tuple(key for key in state.ready if key[0] != project),
        hidden=tuple(it for it in state.hidden if it.project != project),
        watches={it: watch for it, watch in state.watches.items() if risks[it].project != project},
    )


def _evolve_activity(state: State, event: object) -> State:
    match event:
        case facts.ActivityReady(_, project, activity):
            return state._replace(ready=(*state.ready, (project, activity)))
        case facts.ActivityStarted(day, project, activity):
            key = (project, activity)
            return state._replace(
                moved=day,
                ready=tuple(other for other in state.ready if other != key),
                running=(*state.running, key),
                started={**state.started, key: day},
                speed={**state.speed, key: 1.0},
                ends={**state.ends, key: day + state.book.takes(key)},
            )
        case facts.ActivityFinished(day, project, activity):
            return _end(state._replace(moved=day), (project, activity), day)
        case facts.ActivityStopped(day, project, activity):
            return _end(state, (project, activity), day)
        case Paced(key, speed, end):
            new = state._replace(speed={**state.speed, key: speed}, ends={**state.ends, key: end})
            return ask(new, Finish(key), hour_after(end))
        case Held(key, done):
            return state._replace(held={**state.held, key: done})
        case HandedIn(key):
            return state._replace(handed_in=state.handed_in | {key})
    return _evolve_agenda(state, event)


def _end(state: State, key: tuple[str, str], day: float) -> State:
    """An activity is not in progress any more."""
    new = state._replace(
        running=tuple(other for other in state.running if other != key),
        ended={**state.ended, key: day},
        ends={**state.ends, key: day},
        held={other: done for other, done in state.held.items() if other != key},
    )
    return call_off(new, Finish(key))


def _evolve_agenda(state: State, event: object) -> State:
    match event:
        case Asked(command, due):
            return ask(state, command, due)
        case Up(command):
            return call_off(state, command)
        case Released(key, place):
            return state._replace(released=state.released | {(key, place)})
        case HandedOver(key, project):
            return state._replace(handed=state.handed | {(key, project)})
        case Divided(present, paces):
            return state._replace(present=present, paces=paces)
        case Owed():
            return state._replace(owed=(*state.owed, event))
        case Settled(project):
            return state._replace(owed=tuple(it for it in state.owed if it.project != project))
    return _evolve_trouble(state, event)


def _evolve_trouble(state: State, event: object) -> State:
    match event:
        case Issue() | Flaw():
            return state._replace(hidden=(*state.hidden, event))
        case facts.RiskOccurred(_, _, risk) | facts.RiskAvoided(_, _, risk):
            watches = {it: watch for it, watch in state.watches.items() if it != risk}
            return state._replace(watches=watches)
        case facts.IssueDetected(_, _, risk):
            hidden = tuple(it for it in state.hidden if it.name != risk or isinstance(it, Flaw))
            return state._replace(hidden=hidden, detected=state.detected | {risk})
        case facts.ReworkFound(_, project, activity):
            key = (project, activity)
            hidden = (it for it in state.hidden if isinstance(it, Issue) or it.key != key)
            return state._replace(hidden=tuple(hidden))
        case PassedOver(flaw):
            return state._replace(passed_over=(*state.passed_over, flaw))
        case WentBack(project):
            left = tuple(flaw for flaw in state.passed_over if flaw.project != project)
            return state._replace(passed_over=left)
    return _evolve_office(state, event)


def _evolve_office(state: State, event: object) -> State:
    match event:
        case facts.ProjectsOrdered(_, projects):
            return state._replace(first=projects)
        case facts.PeopleChanged(_, role, people):
            present = {**state.present, role: max(state.present[role], people)}
            return state._replace(people={**state.people, role: people}, present=present)
        case facts.PolicyChanged(_, changes):
            new = {field: _value(text) for field, text in changes}
            return state._replace(rules={**state.rules, **new})
        case facts.MitigationBought(_, offer, _, _, works_from):
            return state._replace(works_from={**state.works_from, offer: works_from})
    return _evolve_outside(state, event)


def _value(text: str) -> object:
    """The value of a policy's field, from its text in the log."""
    if text.isdigit():
        return int(text)
    if text.replace(".", "", 1).isdigit():
        return float(text)
    return {"None": None, "True": True, "False": False}.get(text, text)


def _evolve_outside(state: State, event: object) -> State:
    match event:
        case Times():
            return state._replace(times=event)
        case Shock():
            return state._replace(shock=event)
        case Stirred(day, hazard):
            return clocks.stir(state, hazard, day)
        case facts.ReserveSet(day, amount):
            return state._replace(fund=amount, fund_set=day)
        case facts.ReservePaid(_, _, _, cost):
            return state._replace(fund=max(0.0, state.fund - cost))
        case FundClosed():
            return state._replace(fund=None)
        case facts.NothingMoves():
            return state._replace(given_up=True)
    return state
