"""The causes in a chain: what moved and why, from the decision to the finish of projects."""

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from simulator.debrief.fork.amounts import Part
from simulator.debrief.fork.future import Future, Futures, Key, Plan
from simulator.debrief.fork.mishaps import Turn, turns
from simulator.debrief.fork.phrases import Phrases
from simulator.debrief.fork.reasons import Reasons
from simulator.debrief.fork.took import added
from simulator.debrief.fork.trace import Trace, trace
from simulator.metrics.steps import last_day

MOST_TRACED, MOST_LINKS, MOST_TURNS = 2, 5, 2
"""Whose finish is followed back, and how much of that is told."""

SMALL = 0.1
"""What takes longer by less than this share of the largest move is not worth a sentence."""


class Link(NamedTuple):
    """One sentence between the decision and the money."""

    day: float
    place: int
    """Of one day, what is nearer to the decision comes first."""
    weight: float
    """About how much money hangs on it, in k€."""
    sentence: str
    about: tuple[str, Key]


def causes(futures: Futures, plan: Plan, phrases: Phrases, parts: tuple[Part, ...]) -> list[str]:
    """Sentences: risks that go another way, activities that wait or take longer, in day order."""
    reasons = Reasons(futures, plan, phrases)
    links: dict[tuple[str, Key], Link] = {}
    for project, weight in _traced(futures, parts):
        for link in _of_trace(reasons, trace(futures, plan, project), weight):
            links.setdefault(link.about, link)
    strongest = sorted(links.values(), key=lambda it: (-it.weight, it.day, it.place))[:MOST_LINKS]
    strongest.sort(key=lambda it: (it.day, it.place))
    told: list[str] = []
    waiting = {it.risk: it.sentence for it in _turns(futures, phrases, strongest, parts)}
    for link in strongest:
        told += [waiting.pop(risk) for risk in _caused(futures, link) if risk in waiting]
        told.append(link.sentence)
    return [*told, *waiting.values()] or _nothing_moves(futures)


def _traced(futures: Futures, parts: tuple[Part, ...]) -> list[tuple[str, float]]:
    """Projects that are followed back, with the k€ that hang on their finish.

    Those whose value moves most, and the last one if all are paid longer for it; without any, the
    one whose finish moves most.
    """
    moved = {
        project.id: _apart(*(it.finish(project.id) for it in futures))
        for project in futures.was.scenario.projects
    }
    value = {part.about: abs(part.net) for part in parts if part.kind == "project"}
    worth = sorted((it for it in value if moved[it]), key=lambda it: -value[it])[:MOST_TRACED]
    found = {project: value[project] for project in worth}
    longer = [abs(part.net) for part in parts if part.kind == "days"]
    last = _last(max(futures, key=lambda it: last_day(it.events)))
    if longer and last and moved[last]:
        found[last] = found.get(last, 0.0) + longer[0]
    if not found and any(moved.values()):
        found[max(moved, key=lambda it: moved[it])] = 1.0
    return sorted(found.items(), key=lambda it: -it[1])


def _last(future: Future) -> str:
    """The project that finishes last; none if none does."""
    return max(future.finished, key=lambda it: future.finished[it], default="")


def _apart(was: float, would: float) -> float:
    """How far apart two days are; nothing if both are never."""
    return 0.0 if was == would else abs(was - would)


def _of_trace(reasons: Reasons, traced: Trace, weight: float) -> Iterable[Link]:
    """The links of one project's finish. What begins it weighs as much as the whole."""
    move = max((abs(step.days) for step in traced.steps), default=0.0)
    large = [it for it in traced.steps if it.why != "took" or _share(it.days, move) > SMALL]
    for place, step in enumerate(reversed(large)):
        share = 1.0 if place == 0 else _share(step.days, move)
        sentence = reasons.sentence(step, traced.would_is_late)
        yield Link(step.day, place, weight * share, sentence, (step.why, step.key))


def _share(days: float, most: float) -> float:
    """How much of the largest of several moves this one is."""
    return 1.0 if abs(days) == inf else 0.0 if most in (0.0, inf) else abs(days) / most


def _turns(
    futures: Futures, phrases: Phrases, links: list[Link], parts: tuple[Part, ...]
) -> list[Turn]:
    """The risks that go another way and matter: for what is told, for a bill, or by coming in one
    future only."""
    every = turns(futures, phrases)
    matter = {part.about for part in parts if part.kind == "issues"}
    matter |= {name for link in links for name in _caused(futures, link)}
    others = [it for risk, it in every.items() if risk not in matter and it.only_one]
    first = [it for risk, it in every.items() if risk in matter]
    return [*first, *sorted(others, key=lambda it: -it.size)][:MOST_TURNS]


def _caused(futures: Futures, link: Link) -> list[str]:
    """What has made more or less work for an activity that takes longer or shorter."""
    why, key = link.about
    was, would = (added(it, key) if why == "took" else {} for it in futures)
    return [name for name in {**was, **would} if was.get(name) != would.get(name)]


def _nothing_moves(futures: Futures) -> list[str]:
    same = all(it.finished == futures.was.finished for it in futures)
    return ["No project is finished on another day."] if same else []
