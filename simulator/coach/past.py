"""What several observations ask of the days until today, all of it visible."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from simulator import events as facts
from simulator.cockpit.scene import OVER, Scene
from simulator.cockpit.ways import Key, Way
from simulator.decisions import ChangePolicy, Decision
from simulator.metrics.log import of
from simulator.policies import Policy


def decided_on(decision: Decision) -> float:
    """The day of a decision that was taken."""
    return decision.day or 0.0


def rule_since(scene: Scene, holds: Callable[[Policy], bool]) -> float | None:
    """Since which day the rules have been so without a break; None if they are not so today."""
    policy = scene.session.policy
    since = 0.0 if holds(policy) else None
    for decision in scene.session.decisions:
        if isinstance(decision, ChangePolicy):
            policy = replace(policy, **dict(decision.changes))
            if not holds(policy):
                since = None
            elif since is None:
                since = decided_on(decision)
    return since


def pmo_closed(scene: Scene) -> bool:
    """Whether leadership has ended the PMO, so that its rules are in force no more."""
    return any(not it.kept for it in of(scene.events, facts.FundingReviewed))


def waiting(scene: Scene) -> Iterator[tuple[Key, Way, float]]:
    """Activities of projects in progress that wait for people: with their way, and since when they
    wait for nothing else, as far as can be seen."""
    for key, way in scene.ways.items():
        if way.waits and scene.state[key[0]] == "in progress":
            yield key, way, max(way.ready, goes_on_since(scene, key[0]))


def goes_on_since(scene: Scene, project: str) -> float:
    """Since when a project in progress has been so without a break."""
    begun = of(scene.events, facts.ProjectStarted, facts.ProjectResumed)
    return max((it.day for it in begun if it.project == project), default=0.0)


def paused_since(scene: Scene, project: str) -> float:
    """Since when a paused project has been paused."""
    paused = of(scene.events, facts.ProjectPaused)
    return max((it.day for it in paused if it.project == project), default=scene.today)


def ways_of(scene: Scene, project: str) -> Iterator[Way]:
    """The ways of a project's activities, as far as they were ever ready."""
    for (owner, _), way in scene.ways.items():
        if owner == project:
            yield way


def last_finish(scene: Scene, project: str) -> float:
    """When something of a project was finished last; 0 if nothing was."""
    ends = [it.finished for it in ways_of(scene, project) if it.finished <= scene.today]
    return max(ends, default=0.0)


def drags_on(scene: Scene, project: str) -> bool:
    """Whether nothing of a project is under way as planned: what goes on has taken longer by now,
    or all of it waits."""
    return not any(
        way.goes_on and scene.today - way.started <= scene.activities[key].planned_days
        for key, way in scene.ways.items()
        if key[0] == project
    )


def undelivered(scene: Scene, *states: str) -> list[str]:
    """The projects in one of these states; in any that is not over, if none is named."""
    return [it for it, state in scene.state.items()
            if (state in states if states else state not in OVER)]  # fmt: skip


def put_first(scene: Scene) -> str:
    """The project that a hand has put first; empty if the rule decides."""
    return scene.by_hand[0] if scene.by_hand else ""
