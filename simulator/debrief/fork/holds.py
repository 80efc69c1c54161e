"""Why an activity got its people later in one future than in the other."""

from collections.abc import Iterator
from math import inf
from typing import Literal, NamedTuple

from simulator.debrief.fork.future import Future, Key, Plan

Reason = Literal[
    "paused", "let in", "other limit", "limit", "place", "staff", "overtaken", "held", "stopped",
    "rules", "line",
]  # fmt: skip
"""paused, let in: its project may not go on, or begin, yet. other limit: fewer projects may be in
progress. limit, place: as many are in progress as may be; one is over later, or has begun before.
staff: the role has fewer people. overtaken: another activity goes first. held: another activity
lets the people go later. stopped: another activity has people that it does not need where its
project is cancelled. rules: other rules are in force. line: others wait before it."""


class Hold(NamedTuple):
    """What keeps an activity that is ready from starting."""

    reason: Reason
    by: Key | None = None
    """The activity that has the people, or the last one of the project that has the place."""
    role: str = ""
    """The role that is waited for."""


def hold(late: Future, early: Future, plan: Plan, key: Key) -> Hold:
    """What kept an activity waiting in the later future at a time when it was, or could have been,
    at work in the other."""
    when = max(early.way(key).started, late.way(key).ready)
    return (
        _leave(late, early, key, when)
        or _limit(late, early, plan, key, when)
        or _staff(late, early, plan, key, when)
        or _rival(late, early, plan, key, when)
        or _rules(late, early, key, when)
    )


def _leave(late: Future, early: Future, key: Key, when: float) -> Hold | None:
    """Its project is paused, or has to be let in."""
    project = key[0]
    if late.paused(project, when):
        return Hold("paused")
    if late.begun.get(project, inf) <= when:
        return None
    day, sooner = late.let_in.get(project, inf), early.let_in.get(project, inf)
    at_last = day == late.way(key).started < inf
    return Hold("let in") if at_last or sooner <= when < day else None


def _limit(late: Future, early: Future, plan: Plan, key: Key, when: float) -> Hold | None:
    """Its project has not begun, and as many are in progress as may be."""
    limit = late.rules(when).wip_limit
    if limit is None or late.begun.get(key[0], inf) <= when:
        return None
    there = [project for project in late.begun if late.open(project, when)]
    if len(there) < limit:
        return None
    if early.rules(when).wip_limit != limit:
        return Hold("other limit")
    start = late.way(key).started
    rivals = [it for it in there if not early.open(it, when)]
    if not rivals:
        return Hold("line")
    rival = max(rivals, key=lambda it: (late.over(it) == start, late.begun[it]))
    began_later = early.begun.get(rival, inf) > when
    return Hold("place" if began_later else "limit", last_activity(late, plan, rival))


def _staff(late: Future, early: Future, plan: Plan, key: Key, when: float) -> Hold | None:
    """There are fewer people of a role it needs."""
    for need in plan.activities[key].people:
        if late.people(need.role, when) < early.people(need.role, when):
            return Hold("staff", role=need.role)
    return None


def _rival(late: Future, early: Future, plan: Plan, key: Key, when: float) -> Hold | None:
    """Another activity has people that it did not have in the other future: the one that lets them
    go as this one starts, if there are several."""
    start = late.way(key).started
    rivals = [
        (late.way(one).ended == start, late.way(one).started, one, role)
        for one, role in _at_work(late, plan, key, when)
        if not early.way(one).started <= when < early.way(one).ended
    ]
    if not rivals:
        return None
    _, _, one, role = max(rivals)
    other = early.way(one)
    if one[0] in early.cancelled and other.finished == inf:
        return Hold("stopped", one, role)
    return Hold("overtaken" if other.started > when else "held", one, role)


def _at_work(future: Future, plan: Plan, key: Key, when: float) -> Iterator[tuple[Key, str]]:
    """Other activities in progress at a time that have people of roles that this one needs."""
    roles = {need.role for need in plan.activities[key].people}
    for one, way in future.ways.items():
        if one != key and way.started <= when < way.ended:
            yield from ((one, it.role) for it in plan.activities[one].people if it.role in roles)


def _rules(late: Future, early: Future, key: Key, when: float) -> Hold:
    """Other rules, if nothing else is to be seen; or who is before it in a line that lets nobody
    pass."""
    if late.rules(when) != early.rules(when):
        return Hold("rules")
    start = late.way(key).started
    before = [
        (way.started, one)
        for one, way in late.ways.items()
        if one != key and way.ready <= when < way.started <= start
    ]
    return Hold("line", max(before)[1] if before else None)


def predecessor(future: Future, plan: Plan, key: Key) -> Key | None:
    """What an activity becomes ready after: its last predecessor, or the last activity of the last
    project that its own builds on; None if it is only its own dates."""
    project = plan.projects[key[0]]
    links = [
        (_linked(future, (project.id, link.activity), link.kind) + link.lag, link.activity)
        for link in plan.activities[key].predecessors
    ]
    if links:
        return project.id, max(links)[1]
    if project.after:
        return last_activity(future, plan, max(project.after, key=future.finish))
    return None


def _linked(future: Future, key: Key, kind: str) -> float:
    way = future.way(key)
    return way.finished if kind in ("FS", "FF") else way.started


def last_activity(future: Future, plan: Plan, project: str) -> Key:
    """The activity of a project that ends last; the first in the file if several never do."""
    keys = [(project, it.id) for it in plan.projects[project].activities]
    return max(keys, key=lambda key: future.way(key).ended)
