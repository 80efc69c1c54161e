"""Two files of one project, an earlier one and a later: what was planned first, and what it took.

Programs keep the plan in force only, and a plan that was made anew is always right. So the planned
days of what is finished in the later file are those of the earliest file that has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from simulator.plans import Clock, Plan, PlanActivity, PlanPast, PlanProject
from simulator.plans.calendars import moment

ALIKE = 0.5
"""Share of the smaller plan's activities that two plans of one project have in common, at least."""
LEAST = 3
"""Fewer activities in common are chance: many plans have an A10."""
AGREED, BEGUN_ALIKE = 0.5, 0.3
"""Share of what is over in both that ended on one day; and, where nothing is and their names
differ, of what begins on one day: plans of one template share all but their dates."""
BASELINE = " - b"
"""What the name of a baseline goes on with that was exported beside its project."""


class Pasts(NamedTuple):
    """What files tell of the past together."""

    rows: tuple[PlanPast, ...]
    paired: int
    """How many of these have their planned days from an earlier file."""
    gone: int
    """Activities of earlier files that later ones do not have any more."""
    versions: int
    """How many projects are there in more than one file."""


class _Version(NamedTuple):
    """A project in a file."""

    plan: Plan
    project: PlanProject
    rows: Mapping[str, PlanActivity]
    """Its activities by what people call them."""

    @property
    def when(self) -> tuple[datetime, int]:
        """Until when it tells what happened; if no file says so, by how much of it is over."""
        status = self.project.status
        over = sum(it.ended is not None or it.done == 1 for it in self.rows.values())
        return (datetime.min if status is None else moment(status)), over


def past_of(plans: Sequence[Plan]) -> Pasts:
    """The finished work of several files; what two of them know, by the plan of the earlier."""
    groups = _groups([it for plan in plans for it in _versions(plan)])
    told, rows, gone = set[tuple[int, str, str]](), list[PlanPast](), 0
    for group in groups:
        first, *_, last = sorted(group, key=lambda it: it.when)
        gone += len(first.rows.keys() - last.rows.keys())
        for row in _finished(group):
            rows.append(row)
        name = last.project.name or last.project.key
        told |= {
            (id(it.plan), name_of, row.name)
            for it in group
            for row in it.rows.values()
            for name_of in (name, it.project.name, it.project.key)
        }
    paired = len(rows)
    for plan in plans:
        rows += [it for it in plan.history if (id(plan), it.project, it.activity) not in told]
    return Pasts(tuple(rows), paired, gone, len(groups))


def _versions(plan: Plan) -> Iterator[_Version]:
    groups = {it.parent for it in plan.activities}
    for project in plan.projects:
        rows = {
            it.id or it.key: it
            for it in plan.activities
            if it.project == project.key and it.key not in groups
        }
        if rows:
            yield _Version(plan, project, rows)


def _groups(found: Sequence[_Version]) -> list[list[_Version]]:
    """Those that are of one project, two or more each, no two of one file."""
    groups: list[list[_Version]] = []
    for one in found:
        same = (it for it in groups if _fits(one, it))
        best = max(same, key=lambda it: _common(one, it[0]), default=None)
        if best is None:
            groups.append([one])
        else:
            best.append(one)
    return [it for it in groups if len(it) > 1]


def _fits(one: _Version, group: list[_Version]) -> bool:
    if any(it.plan is one.plan and not _is_baseline(one, it) for it in group):
        return False
    smaller = min(len(one.rows), len(group[0].rows))
    if _common(one, group[0]) < max(LEAST, ALIKE * smaller):
        return False
    return _same_project(one, group[0])


def _is_baseline(one: _Version, other: _Version) -> bool:
    """Whether two projects of one file are a project and its baseline, by their names."""
    names = sorted((_called(one), _called(other)), key=len)
    return names[1].startswith(names[0] + BASELINE)


def _called(it: _Version) -> str:
    return (it.project.name or it.project.key).casefold()


def _common(one: _Version, other: _Version) -> int:
    """How many activities both have."""
    return len(list(_both(one, other)))


def _both(one: _Version, other: _Version) -> Iterator[tuple[PlanActivity, PlanActivity]]:
    """Activities of the same id, and of the same name as far as both are named."""
    for key, it in one.rows.items():
        that = other.rows.get(key)
        if that is not None and (not it.name or not that.name or it.name == that.name):
            yield it, that


def _same_project(one: _Version, other: _Version) -> bool:
    """Whether they are one project and not two of one template, as their dates tell."""
    both = list(_both(one, other))
    over = [(a.ended, b.ended) for a, b in both if a.ended and b.ended]
    if over:
        return _alike(over) >= AGREED
    if _called(one) == _called(other) or _is_baseline(one, other):
        return True
    begun = [(a.began or a.start, b.began or b.start) for a, b in both]
    known = [(a, b) for a, b in begun if a is not None and b is not None]
    return bool(known) and _alike(known) >= BEGUN_ALIKE


def _alike(pairs: Sequence[tuple[date, date]]) -> float:
    """Which share of pairs fall on one day."""
    return sum(moment(a).date() == moment(b).date() for a, b in pairs) / len(pairs)


def _finished(group: Sequence[_Version]) -> Iterator[PlanPast]:
    """What is over in the latest version, with the days of the earliest that had it."""
    in_order = sorted(group, key=lambda it: it.when)
    last = in_order[-1]
    clocks = {id(it): Clock(it.plan.calendar, date(2000, 1, 3)) for it in in_order}
    for key, row in last.rows.items():
        first = next((it for it in in_order[:-1] if key in it.rows), None)
        if first is None or (row.done is not None and row.done < 1):
            continue
        planned = _planned(first.rows[key], clocks[id(first)])
        actual = _actual(row, clocks[id(last)])
        if planned is not None and actual is not None:
            yield PlanPast(
                project=last.project.name or last.project.key,
                activity=row.name or key,
                planned=planned,
                actual=actual,
                work=row.work,
                finished=row.ended,
                place=row.place,
            )


def _planned(row: PlanActivity, clock: Clock) -> float | None:
    if row.days is not None:
        return row.days
    return None if row.start is None or row.finish is None else _span(row.start, row.finish, clock)


def _actual(row: PlanActivity, clock: Clock) -> float | None:
    return None if row.began is None or row.ended is None else _span(row.began, row.ended, clock)


def _span(start: date, end: date, clock: Clock) -> float | None:
    if moment(end, end=True) < moment(start):
        return None
    return clock.day(end, end=True) - clock.day(start)
