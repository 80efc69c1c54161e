"""Relations on groups, passed down to the activities within.

After a group means after all its ends, before a group before all its starts: those of its
activities that nothing within follows, or precedes. Where only one of them can be meant, a group's
start is its first start and its finish its last finish, by the plan's own dates.
"""

from collections.abc import Iterable
from datetime import datetime

from simulator.plans.calendars import moment
from simulator.plans.places import Findings
from simulator.plans.plan import PlanActivity, PlanRelation, When

MOST_PAIRS = 60
"""A relation between larger groups goes through a milestone, or there would be thousands."""
NEVER, EVER = datetime.min, datetime.max


class Outline:
    """Which activities stand in which group."""

    def __init__(self, activities: Iterable[PlanActivity]) -> None:
        self.rows = {row.key: row for row in activities}
        self.children: dict[str, list[str]] = {}
        for row in self.rows.values():
            if row.parent in self.rows and row.parent != row.key:
                self.children.setdefault(row.parent, []).append(row.key)
        self.roots = sum(row.parent not in self.rows for row in self.rows.values())
        self._leaves: dict[str, tuple[str, ...]] = {}

    def is_group(self, key: str) -> bool:
        """Whether others stand in it."""
        return key in self.children

    def leaves(self, key: str) -> tuple[str, ...]:
        """The activities in a group, however deep; of an activity itself."""
        if key not in self._leaves:
            found, left = [], [key]
            seen: set[str] = set()
            while left:
                one = left.pop()
                if one in seen:
                    continue
                seen.add(one)
                within = self.children.get(one)
                if within:
                    left.extend(reversed(within))
                else:
                    found.append(one)
            self._leaves[key] = tuple(found)
        return self._leaves[key]

    def has_others_beside(self, key: str) -> bool:
        """Whether its parent holds more than it."""
        parent = self.rows[key].parent
        return (len(self.children[parent]) if parent in self.rows else self.roots) > 1

    def above(self, key: str) -> tuple[str, ...]:
        """The groups that hold it, the innermost first."""
        found: list[str] = []
        parent = self.rows[key].parent
        while parent in self.rows and parent not in found:
            found.append(parent)
            parent = self.rows[parent].parent
        return tuple(found)


def passed_down(
    relations: Iterable[PlanRelation], outline: Outline, findings: Findings
) -> tuple[list[PlanRelation], list[PlanActivity]]:
    """All relations, each between two activities, and milestones that some of them go through.

    Relations that say nothing are left out.
    """
    plain, on_groups = [], []
    for relation in relations:
        ends = (relation.before, relation.after)
        if not all(end in outline.rows for end in ends):
            missing = next(end for end in ends if end not in outline.rows)
            findings.left_out(
                "a link to what is not there", relation.place, missing,
                "The link is left out.", "Read both files together, or give the date by hand.",
            )  # fmt: skip
        elif any(map(outline.is_group, ends)):
            on_groups.append(relation)
        elif relation.before != relation.after:
            plain.append(relation)
    passed, gates = _of_groups(on_groups, plain, outline, findings)
    return _distinct([*plain, *passed]), gates


def _distinct(relations: list[PlanRelation]) -> list[PlanRelation]:
    known = {(it.before, it.after, it.kind, it.lag): it for it in reversed(relations)}
    return list(reversed(known.values()))


def _of_groups(
    on_groups: list[PlanRelation],
    plain: list[PlanRelation],
    outline: Outline,
    findings: Findings,
) -> tuple[list[PlanRelation], list[PlanActivity]]:
    followed: dict[str, set[str]] = {}
    preceded: dict[str, set[str]] = {}
    for it in plain:
        followed.setdefault(it.before, set()).add(it.after)
        preceded.setdefault(it.after, set()).add(it.before)
    passed, gates = list[PlanRelation](), list[PlanActivity]()
    for relation in on_groups:
        pair = f"{_name(outline, relation.before)} → {_name(outline, relation.after)}"
        within = set(outline.leaves(relation.before)) & set(outline.leaves(relation.after))
        if within:
            findings.left_out(
                "a link between a group and a part of it", relation.place, pair,
                "The link is left out.", "Link activities instead.",
            )  # fmt: skip
            continue
        firsts = _firsts(relation, outline, followed)
        lasts = _lasts(relation, outline, preceded)
        links = _pairs(relation, firsts, lasts)
        if len(firsts) * len(lasts) > MOST_PAIRS:
            milestone = _milestone(relation, outline)
            gates.append(milestone)
            whole = PlanRelation(relation.before, relation.after, place=relation.place)
            links = _pairs(whole, firsts, [milestone.key])
            links += _pairs(relation, [milestone.key], lasts)
        findings.assumed(
            "a link on a group", relation.place, pair,
            f"It is passed down; links between activities: {len(links)}.",
            "Nothing to do, unless only some of these were meant.",
        )  # fmt: skip
        passed += links
    return passed, gates


def _pairs(
    relation: PlanRelation, firsts: Iterable[str], lasts: Iterable[str]
) -> list[PlanRelation]:
    return [
        PlanRelation(before, after, relation.kind, relation.lag, relation.place)
        for before in firsts
        for after in lasts
    ]


def _milestone(relation: PlanRelation, outline: Outline) -> PlanActivity:
    """A milestone at the end of a group, through which everything goes that waits for all of it."""
    group = outline.rows[relation.before]
    return PlanActivity(
        key=f"end of {relation.before} before {relation.after}",
        project=outline.rows[outline.leaves(relation.before)[0]].project,
        name=f"End of {group.name or group.key}",
        days=0.0,
        place=relation.place,
    )


def _firsts(relation: PlanRelation, outline: Outline, followed: dict[str, set[str]]) -> list[str]:
    leaves = outline.leaves(relation.before)
    if relation.kind in ("SS", "SF"):
        return [_earliest(leaves, outline)]
    inside = set(leaves)
    return [leaf for leaf in leaves if not followed.get(leaf, set()) & inside] or list(leaves)


def _lasts(relation: PlanRelation, outline: Outline, preceded: dict[str, set[str]]) -> list[str]:
    leaves = outline.leaves(relation.after)
    if relation.kind in ("FF", "SF"):
        return [_latest(leaves, outline)]
    inside = set(leaves)
    return [leaf for leaf in leaves if not preceded.get(leaf, set()) & inside] or list(leaves)


def _earliest(leaves: Iterable[str], outline: Outline) -> str:
    return min(leaves, key=lambda leaf: _at(outline.rows[leaf].start, EVER))


def _latest(leaves: Iterable[str], outline: Outline) -> str:
    return max(leaves, key=lambda leaf: _at(outline.rows[leaf].finish, NEVER))


def _at(when: When | None, otherwise: datetime) -> datetime:
    return otherwise if when is None else moment(when)


def _name(outline: Outline, key: str) -> str:
    return outline.rows[key].name or key
