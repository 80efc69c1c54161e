"""Activities on their way from a plan into a scenario, and the order in which they can be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from simulator.plans.plan import PlanActivity, PlanRelation
from simulator.scenario import nearest_hour, on_grid


@dataclass(slots=True)
class Draft:
    """An activity that is still to be done, in days of the model."""

    row: PlanActivity
    days: float
    earliest: float
    """The first day on which it can start, whatever comes before it."""
    start: float | None = None
    """Where the plan starts it, or goes on with it."""
    under_way: bool = False
    demands: dict[str, float] = field(default_factory=dict)
    before: list[PlanRelation] = field(default_factory=list)
    """Relations to what has to come first, all of them to other drafts."""


Drafts = dict[str, Draft]
"""By key of the activity."""


def in_order(drafts: Drafts) -> tuple[list[str], list[PlanRelation]]:
    """All keys, each after what comes before it, and the relations that stood in a circle.

    Those are taken out of the drafts: of every circle the relation that closes it.
    """
    order: list[str] = []
    closing: list[PlanRelation] = []
    state: dict[str, int] = {}
    for first in drafts:
        if first not in state:
            _visit(first, drafts, state, order, closing)
    for relation in closing:
        drafts[relation.after].before.remove(relation)
    return order, closing


def _visit(
    first: str,
    drafts: Drafts,
    state: dict[str, int],
    order: list[str],
    closing: list[PlanRelation],
) -> None:
    """Everything that comes before an activity, then the activity; no plan is too deep for it."""
    state[first] = 1
    path: list[tuple[str, Iterator[PlanRelation]]] = [(first, iter(drafts[first].before))]
    while path:
        key, relations = path[-1]
        for relation in relations:
            seen = state.get(relation.before)
            if seen is None:
                state[relation.before] = 1
                path.append((relation.before, iter(drafts[relation.before].before)))
                break
            if seen == 1:
                closing.append(relation)
        else:
            path.pop()
            state[key] = 2
            order.append(key)


def bound(relation: PlanRelation, starts: Mapping[str, float], drafts: Drafts) -> float:
    """The first day that a relation leaves for the start of what comes after."""
    first = starts[relation.before]
    at = first + nearest_hour(relation.lag)
    if relation.kind in ("FS", "FF"):
        at += on_grid(drafts[relation.before].days)
    if relation.kind in ("FF", "SF"):
        at -= on_grid(drafts[relation.after].days)
    return max(first, at)


WEEKEND = 3.0
"""A lag that passes at night and on weekends may seem longer by so many days, but not by more."""


def lag_by_dates(relation: PlanRelation, drafts: Drafts) -> PlanRelation:
    """The relation with the lag that lies between the plan's own dates, if that is a little less.

    A lag of three days and nights is less than that where a weekend is in it.
    """
    before, after = drafts[relation.before], drafts[relation.after]
    if before.start is None or after.start is None:
        return relation
    start = before.start + (before.days if relation.kind in ("FS", "FF") else 0.0)
    end = after.start + (after.days if relation.kind in ("FF", "SF") else 0.0)
    if 0 < relation.lag - (end - start) <= WEEKEND:
        return replace(relation, lag=end - start)
    return relation


def early(draft: Draft, starts: Mapping[str, float], drafts: Drafts) -> float:
    """The first day of an activity if nobody is ever waited for."""
    asked = (bound(relation, starts, drafts) for relation in draft.before)
    return max((nearest_hour(draft.earliest), *asked))


def early_starts(drafts: Drafts, order: Sequence[str]) -> dict[str, float]:
    """The first day of every activity if nobody is ever waited for."""
    starts: dict[str, float] = {}
    for key in order:
        starts[key] = early(drafts[key], starts, drafts)
    return starts


def peak(spans: Sequence[tuple[float, float, float]]) -> float:
    """The most people who are at work at once, of (start, finish, people)."""
    steps = [
        step for start, finish, people in spans if finish > start
        for step in ((start, people), (finish, -people))
    ]  # fmt: skip
    most = now = 0.0
    for _, change in sorted(steps):  # who goes at a moment goes before who comes
        now += change
        most = max(most, now)
    return most
