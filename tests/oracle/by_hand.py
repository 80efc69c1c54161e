"""What people decide by hand, and what of it cannot be carried out."""

from oracle import flaws
from oracle.state import State, stage
from oracle.story import Story
from simulator import events as facts
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.scenario import Mitigation, on_grid


class RefusedError(Exception):
    """A decision that cannot be carried out."""


STAGES = {
    StartProject: ("waiting", "paused"),
    PauseProject: ("waiting", "begun"),
    CancelProject: ("waiting", "begun", "paused"),
}
"""How far a project may be for each decision about it."""


def _refuse(state: State, decision: object) -> None:
    """Refuse what is decided about a project that is too far for it, or not far enough."""
    project = getattr(decision, "project", None)
    if project is not None and stage(state, project) not in STAGES[type(decision)]:
        raise RefusedError(decision)
    instead = getattr(decision, "alternative", "")
    if instead and (instead == project or stage(state, instead) not in STAGES[CancelProject]):
        raise RefusedError(decision)


def decide(story: Story, decision: object) -> None:
    """Carry out what somebody has decided, or refuse it."""
    state, day = story.state, story.day
    _refuse(state, decision)
    match decision:
        case OrderProjects(projects=projects):
            story.tell(facts.ProjectsOrdered(day, projects))
        case StartProject(project=project):
            story.tell(facts.ProjectResumed(day, project))
            flaws.go_back(story, project)
        case PauseProject(project=project):
            story.tell(facts.ProjectPaused(day, project))
        case CancelProject(project=project):
            mine = [key for key in state.book.of(project) if key in state.running]
            story.tell(*(facts.ActivityStopped(day, *key) for key in mine))
            story.tell(facts.ProjectCancelled(day, project))
        case ChangePeople(role=role, change=change):
            story.tell(_change_people(state, day, role, change))
        case BuyMitigation(mitigation=offer):
            story.tell(_buy(state, day, state.book.offers[offer]))
        case ChangePolicy(changes=changes):
            shown = tuple((name, str(value)) for name, value in changes)
            story.tell(facts.PolicyChanged(day, shown))


def _change_people(state: State, day: float, role: str, change: int) -> facts.Event:
    lag, people = state.book.roles[role].hire_days, state.people[role] + change
    if people < 0 or change == 0:
        raise RefusedError(role)
    if change > 0 and lag > 0:
        return facts.HiringStarted(day, role, change, day + lag)
    return facts.PeopleChanged(day, role, people)


def _buy(state: State, day: float, offer: Mitigation) -> facts.Event:
    project = state.book.risks[offer.risk].project
    if offer.id in state.works_from or offer.risk in state.detected or project in state.over:
        raise RefusedError(offer)
    return facts.MitigationBought(day, offer.id, offer.risk, offer.cost, day + on_grid(offer.lag))
