"""Why a project finishes on another day: back from its finish to what began it.

The path is that of the future in which the project finishes later. There each day of lateness has
one reason: an activity took longer, waited longer, or became ready later; what it waited for has
reasons of its own. Followed back they lead to the day on which the futures part.
"""

from collections.abc import Iterator
from math import inf
from typing import Literal, NamedTuple

from simulator.debrief.fork.future import Future, Futures, Key, Plan
from simulator.debrief.fork.holds import Hold, hold, last_activity, predecessor

Why = Literal["took", "waited", "followed", "over"]
"""An activity takes longer, waits longer, or is ready later with what it follows; or its project is
cancelled, in one future only."""


class Step(NamedTuple):
    """One reason on the way from a project's finish back to the beginning."""

    why: Why
    key: Key
    day: float
    """When it begins in the later future."""
    days: float
    """How many working days later the project is for it; 0 if it only passes lateness on."""
    hold: Hold | None = None
    """Why it waits; of what follows, after what."""


class Trace(NamedTuple):
    """The way back from one project's finish, last step first."""

    project: str
    would_is_late: bool
    steps: tuple[Step, ...]


def trace(futures: Futures, plan: Plan, project: str) -> Trace:
    """The reasons why a project finishes on another day; none if it does not."""
    was, would = (it.finish(project) for it in futures)
    if was == would:
        return Trace(project, False, ())
    late, early = (futures.would, futures.was) if would > was else (futures.was, futures.would)
    return Trace(project, would > was, tuple(_back(late, early, plan, project)))


def _back(late: Future, early: Future, plan: Plan, project: str) -> Iterator[Step]:
    """Step by step back in the later future, until both futures agree."""
    key: Key | None = _last(late, early, plan, project)
    seen: set[Key] = set()
    while key is not None and key not in seen and late.way(key) != early.way(key):
        seen.add(key)
        # stopped in one future, an activity may end on the very day on which it ends in the other
        if key[0] in late.cancelled.keys() ^ early.cancelled.keys():
            yield _over(late, early, key)
            return
        if late.way(key).ended == early.way(key).ended:
            return
        if (longer := late.way(key).took - early.way(key).took) and late.way(key).started < inf:
            yield Step("took", key, late.way(key).started, longer)
        step = _start(late, early, plan, key)
        if step is not None:
            yield step
        key = _next(step)


def _last(late: Future, early: Future, plan: Plan, project: str) -> Key:
    """Where the way back begins: the last to finish, or the first that never does."""
    if project in late.finished:
        return last_activity(late, plan, project)
    keys = [(project, it.id) for it in plan.projects[project].activities]
    lacking = [key for key in keys if late.way(key).finished == inf]
    return min(lacking, key=lambda key: early.way(key).finished)


def _over(late: Future, early: Future, key: Key) -> Step:
    """The project is cancelled in one future only."""
    cancelled = late.cancelled.get(key[0], early.cancelled.get(key[0], inf))
    return Step("over", key, cancelled, _longer(late.way(key).ended, early.way(key).ended))


def _start(late: Future, early: Future, plan: Plan, key: Key) -> Step | None:
    """Why an activity starts later, by the larger of its two reasons; None if it does not."""
    way, other = late.way(key), early.way(key)
    if way.started <= other.started:
        return None
    day = max(way.ready, other.started) if way.ready < inf else other.started
    longer = _longer(way.waited, other.waited)
    if way.ready < inf and longer > 0 and longer >= way.ready - other.ready:
        return Step("waited", key, day, longer, hold(late, early, plan, key))
    before = predecessor(late, plan, key)
    own = longer if longer < 0 else 0.0
    return Step("followed", key, day, own, Hold("held", before)) if before else None


def _next(step: Step | None) -> Key | None:
    """What is looked at next: who was waited for, unless that is an answer by itself."""
    if step is None or step.hold is None:
        return None
    return step.hold.by if step.hold.reason in ("held", "limit", "stopped") else None


def _longer(late: float, early: float) -> float:
    """How much longer; nothing if both are never."""
    return 0.0 if late == early else late - early
