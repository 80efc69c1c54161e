"""Why an activity takes longer in one future: an issue's work, divided attention, slower people."""

from collections import defaultdict
from math import fsum, inf

from simulator import events as facts
from simulator.debrief.fork.future import Future, Futures, Key, Plan, Way
from simulator.debrief.fork.phrases import Phrases, how_long
from simulator.metrics.log import of
from simulator.metrics.steps import steps

NOTICEABLE = 0.05
"""How far a number has to differ for people's pace to be another because of it."""
PMO = "PMO"
PACE = {
    "skill": (-1, "the people's skill", ".2f"),
    "fatigue": (1, "the people's tiredness", ".2f"),
    "newcomers": (1, "the share of people who are still new", ".0%"),
    "capability": (-1, "the quality of the ways of working", ".2f"),
    "completeness": (-1, "the preparation of the work", ".2f"),
    PMO: (1, "the PMO's share of everybody's time", ".1%"),
}
"""What makes work take longer as it rises (1) or falls (−1), its words, and how it is written."""


def longer(futures: Futures, plan: Plan, phrases: Phrases, key: Key) -> str:
    """Why an activity takes longer or shorter than it did, as the end of a sentence; empty if
    nothing stands out."""
    ways = [it.way(key) for it in futures]
    if any(way.ended == inf for way in ways):
        return ""
    gap = ways[1].took - ways[0].took
    return (
        _work_added(futures, phrases, key, gap)
        or _attention(futures, plan, phrases, key, gap)
        or _moved(gap, *(levels(it, way.started) for it, way in zip(futures, ways, strict=True)))
    )


def _work_added(futures: Futures, phrases: Phrases, key: Key, gap: float) -> str:
    """The issue, or other trouble, whose work makes much of the difference; empty if none does."""
    was, would = (added(it, key) for it in futures)
    causes = {name: would.get(name, 0.0) - was.get(name, 0.0) for name in {**was, **would}}
    name = max(causes, key=lambda it: abs(causes[it]), default="")
    if not name or causes[name] * gap <= 0 or abs(causes[name]) < abs(gap) / 3:
        return ""
    amount = how_long(would.get(name, 0.0), was.get(name, 0.0))
    return f", because {phrases.cause(name)} adds {amount}"


def _attention(futures: Futures, plan: Plan, phrases: Phrases, key: Key, gap: float) -> str:
    """Whose attention is divided otherwise, in the direction of a change; empty if nobody's is."""
    for need in plan.activities[key].people:
        was, would = (at_once(it, need.role, it.way(key)) for it in futures)
        if abs(would - was) > NOTICEABLE and (would > was) == (gap > 0):
            more = f"{would:.1f} activities at once instead of {was:.1f}"
            return f", because each {phrases.role(need.role)} is on {more}"
    return ""


def _moved(gap: float, was: dict[str, float], would: dict[str, float]) -> str:
    """What moves slowly and has moved most in the direction of a change; empty if nothing has."""
    moved = {
        name: (would[name] - was[name]) * PACE[name][0] * (1 if gap > 0 else -1)
        for name in would.keys() & was.keys()
    }
    name = max(sorted(moved), key=lambda it: moved[it])
    if moved[name] < NOTICEABLE / 5:
        return ""
    _, words, shape = PACE[name]
    return f", while {words} is {would[name]:{shape}} instead of {was[name]:{shape}}"


def added(future: Future, key: Key) -> dict[str, float]:
    """Working days that issues and other trouble have added to an activity, by cause."""
    days: dict[str, list[float]] = defaultdict(list)
    for event in of(future.events, facts.ActivityExtended):
        if (event.project, event.activity) == key:
            days[event.risk].append(event.days)
    return {name: fsum(several) for name, several in days.items()}


def at_once(future: Future, role: str, way: Way) -> float:
    """On how many activities each person of a role is while one is in progress, on average."""
    total = length = 0.0
    for step in steps(future.events, future.scenario):
        overlap = min(step.until, way.ended) - max(step.day, way.started)
        people = step.people[role]
        if overlap > 0 and people:
            total += max(1.0, step.working[role] / people) * overlap
            length += overlap
    return total / length if length else 1.0


def levels(future: Future, day: float) -> dict[str, float]:
    """What moves slowly and sets the pace, as it stands on a day, with the share the PMO takes."""
    months = [event for event in of(future.events, facts.MonthBegan) if event.day <= day]
    taken = [event.share for event in of(future.events, facts.PmoWorked) if event.day <= day]
    known = dict(months[-1].levels) if months else {}
    if "newcomers" in known:
        people = fsum(future.people(role.id, day) for role in future.scenario.roles)
        known["newcomers"] /= max(people, 1.0)
    return {name: known[name] for name in PACE if name in known} | {PMO: (taken or [0.0])[-1]}
