"""The step that shows what was understood: counts, and the first ten rows of the plan."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from simulator.importing.bringing import Bringing
from simulator.importing.words import count, short
from simulator.plan_forecast.words import shown as dated
from simulator.plans import Plan, PlanActivity
from simulator.plans.calendars import moment

ROWS = 10
MOST_NAMED = 3


class PreviewRow(Struct, frozen=True, kw_only=True):
    """An activity as it was understood."""

    project: str
    name: str
    group: bool
    depth: int
    days: str
    start: str
    finish: str
    who: str
    after: str
    done: str


class Preview(Struct, frozen=True, kw_only=True):
    """The first rows of a plan."""

    rows: tuple[PreviewRow, ...]
    of: int
    """How many there are in all."""
    several: bool
    """Whether there is more than one project."""
    projects: bool = False
    """Whether the rows are projects, of which no activity is listed."""


class Looking(Struct, frozen=True, kw_only=True):
    """The step as it stands."""

    source: str
    facts: tuple[str, ...]
    read: Preview
    projects: str
    """Whether a project is the file's or an outermost group."""
    groups: tuple[str, ...]
    """What would be projects if each outermost group was one; empty where that makes no sense."""


def looking(it: Bringing) -> Looking:
    """The step as it stands. Raises RefusedError while there is no plan."""
    plan = it.plan
    return Looking(
        source=plan.source,
        facts=tuple(_facts(it, plan)),
        read=preview(plan),
        projects=it.now.answers.projects,
        groups=_groups(plan),
    )


def _facts(it: Bringing, plan: Plan) -> Iterator[str]:
    parents = {row.parent for row in plan.activities}
    leaves = [row for row in plan.activities if row.key not in parents]
    imported = it.found.imported
    yield count(len(imported.scenario.projects) if imported else len(plan.projects), "project")
    yield count(len(leaves), "activity", "activities")
    left = sum(len(one.activities) for one in imported.scenario.projects) if imported else 0
    if left != len(leaves):
        yield f"{left} still to be done"
    yield count(len(plan.relations), "link")
    who = len(plan.roles)
    yield count(who, "person or team", "people or teams") if who else "nobody named"
    if plan.risks:
        yield count(len(plan.risks), "risk")
    if plan.history:
        yield f"{count(len(plan.history), 'row')} of past work"
    days = [moment(day).date() for row in leaves for day in (row.start, row.finish) if day]
    if days:
        yield f"{dated(min(days))} to {dated(max(days))}"


def preview(plan: Plan) -> Preview:
    """The first ten rows as they were understood."""
    if not plan.activities:
        return _of_projects(plan)
    names = {row.key: row.name or row.id or row.key for row in plan.activities}
    people = {one.key: one.name or one.key for one in plan.roles}
    projects = {one.key: one.name or one.key for one in plan.projects}
    before: dict[str, list[str]] = {}
    some = plan.activities[:ROWS]
    wanted = {row.key for row in some}
    for link in plan.relations:
        if link.after in wanted:
            before.setdefault(link.after, []).append(names.get(link.before, link.before))
    parents = {row.key: row.parent for row in plan.activities}
    groups = {row.parent for row in plan.activities}
    rows = [
        PreviewRow(
            project=short(projects.get(row.project, row.project)),
            name=short(names[row.key]),
            group=row.key in groups,
            depth=_depth(row.key, parents),
            days="" if row.days is None else f"{row.days:g}",
            start=_date(row.start),
            finish=_date(row.finish),
            who=_named([people.get(need.role, need.role) for need in row.demands]),
            after=_named(before.get(row.key, [])),
            done=_done(row),
        )
        for row in some
    ]
    return Preview(rows=tuple(rows), of=len(plan.activities), several=len(plan.projects) > 1)


def _of_projects(plan: Plan) -> Preview:
    """Projects of which nothing else is listed."""
    rows = tuple(
        PreviewRow(
            project="", name=short(one.name or one.key), group=False, depth=0, days="",
            start=_date(one.start), finish=_date(one.finish or one.due), who=short(one.sponsor),
            after=_named(list(one.after)), done="",
        )
        for one in plan.projects[:ROWS]
    )  # fmt: skip
    return Preview(rows=rows, of=len(plan.projects), several=False, projects=True)


def _depth(key: str, parents: dict[str, str]) -> int:
    depth = 0
    while depth < 9 and parents.get(key, "") in parents:
        key, depth = parents[key], depth + 1
    return depth


def _groups(plan: Plan) -> tuple[str, ...]:
    """Names of the outermost groups, if one project has several."""
    if len(plan.projects) != 1:
        return ()
    parents = {row.parent for row in plan.activities}
    keys = {row.key for row in plan.activities}
    tops = [row.name or row.key for row in plan.activities
            if row.key in parents and row.parent not in keys]  # fmt: skip
    return tuple(short(name) for name in tops) if len(tops) > 1 else ()


def _date(day: date | None) -> str:
    return "" if day is None else dated(moment(day).date())


def _done(row: PlanActivity) -> str:
    if row.done is not None:
        return f"{row.done:.0%}"
    return "100%" if row.ended else ""


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    words = ", ".join(short(name) for name in names[:MOST_NAMED])
    return f"{words} and {more} more" if more > 0 else words
