"""The news: what has happened, what calls for a decision first."""

from typing import Literal

from msgspec import Struct

from simulator import events as facts
from simulator.cockpit.days import plainly, whole
from simulator.cockpit.scene import Scene
from simulator.cockpit.timeline import in_words
from simulator.decisions import OrderProjects
from simulator.events import Event
from simulator.narration import narrate, quiet

MOST = 40
"""So many are kept on the screen."""
CALLS = (
    facts.IssueDetected,
    facts.IssueCame,
    facts.DueMoved,
    facts.PersonLeft,
    facts.CancellationResisted,
    facts.IssueSpread,
    facts.FundingReviewed,
)
"""What a manager may want to answer."""
BAD = (
    facts.ActivityExtended,
    facts.ReworkFound,
    facts.ShockStruck,
    facts.IntegrationFailed,
    facts.DecisionAwaited,
    facts.ProjectCancelled,
)
FIRST = {"outside": 0, "calls": 1}
GOOD = (facts.ProjectFinished, facts.BenefitRealised, facts.FunctionInForce)


Tone = Literal["outside", "calls", "bad", "good", "plain"]


class Item(Struct, kw_only=True):
    """One piece of news."""

    day: int
    text: str
    tone: Tone
    project: str
    """Which project it leads to; empty if none."""
    new: bool
    """Whether it has happened since the last step."""


def news(scene: Scene, told: int) -> tuple[Item, ...]:
    """The latest first; of what is new, what came from outside stands at the top, then what calls
    for a decision.

    `told` is how many visible events a person had been shown before the last step.
    """
    fresh = [item(scene, it, True) for it in scene.events[told:] if not quiet(it)]
    older = [item(scene, it, False) for it in scene.events[:told] if not quiet(it)]
    fresh.reverse()
    fresh.sort(key=lambda it: FIRST.get(it.tone, len(FIRST)))
    older.reverse()
    return (*_waiting(scene), *fresh, *older)[:MOST]


def item(scene: Scene, event: Event, new: bool) -> Item:
    """An event as a piece of news."""
    return Item(
        day=whole(event.day),
        text=_capital(_words(scene, event)),
        tone=_tone(scene, event),
        project=getattr(event, "project", ""),
        new=new,
    )


def _words(scene: Scene, event: Event) -> str:
    """What happened, in a sentence; an order names its first three only."""
    if isinstance(event, facts.ProjectsOrdered):
        return in_words(OrderProjects(event.projects), scene.names)
    return plainly(narrate(event, scene.scenario))


def _waiting(scene: Scene) -> tuple[Item, ...]:
    """Projects that wait for somebody to let them start."""
    if scene.rules.intake != "by_hand":
        return ()
    return tuple(
        Item(
            day=whole(scene.today),
            text=f"{scene.project(project)} waits for you to let it start",
            tone="calls",
            project=project,
            new=True,
        )
        for project, state in scene.state.items()
        if state == "waiting"
    )


def _tone(scene: Scene, event: Event) -> Tone:
    if isinstance(event, facts.InjectCame):
        return "outside"
    if isinstance(event, CALLS):
        kept = isinstance(event, facts.FundingReviewed) and event.kept
        return "good" if kept else "calls"
    if isinstance(event, facts.ProjectFinished):
        due = scene.projects[event.project].due
        return "good" if due is None or event.day <= due else "bad"
    return "bad" if isinstance(event, BAD) else "good" if isinstance(event, GOOD) else "plain"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
