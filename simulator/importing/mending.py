"""The step in which findings are worked off: questions first, then row by row."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.importing import mends
from simulator.importing.bringing import Bringing
from simulator.importing.mends import RowForm, Rows
from simulator.importing.moment import mark
from simulator.importing.words import count
from simulator.plan_forecast.words import shown as dated
from simulator.plans import Finding, Imported, Plan
from simulator.values import cut

SHOWN, MORE = 4, 40
"""So many findings of a sort are shown; after a press on "more" so many."""
MOST_PEOPLE = 60
"""So many pools and people are asked about on one page."""
LONGEST = 80
UNSAID = "what your plan does not say"
UNSAID_FIELD = re.compile(r" of a (role|project|risk|mitigation)$")
ASKING = "asking"
KINDS = ("suspicious", "assumed", "left out")


class View(Struct, frozen=True, kw_only=True):
    """How somebody looks at the page: what is only theirs, and need not be kept."""

    sheet: str | None = None
    kind: str = ""
    """Which findings are listed: of a kind, those that ask for something, or all if empty."""
    all: bool = False
    """Whether those that are ticked off are listed too."""
    open: frozenset[str] = frozenset()
    """Sorts of findings of which more are listed."""
    about: str = ""
    key: str = ""
    """The row whose form is open."""
    project: str = ""
    """Whose activities are drawn beside its plan."""


class FindingShown(Struct, frozen=True, kw_only=True):
    """A line of the table."""

    mark: str
    ticked: bool
    file: str
    sheet: str
    row: int
    column: str
    value: str
    what: str
    todo: str
    form: str
    """Which form mends it."""
    about: str
    key: str
    """The row it is about."""


class Sort(Struct, frozen=True, kw_only=True):
    """Findings that have in common what they are about."""

    kind: str
    about: str
    count: int
    open: int
    """How many are not ticked off."""
    more: int
    """How many are not listed."""
    found: tuple[FindingShown, ...]


class Pool(Struct, frozen=True, kw_only=True):
    """People of whom the plan does not say enough."""

    name: str
    activities: int
    people: float
    said: bool
    """Whether somebody has said how many."""
    pool: bool
    """Whether it is one of ours, for work that names nobody."""


class Mending(Struct, frozen=True, kw_only=True):
    """The step as it stands."""

    counts: dict[str, int]
    """By kind, how many are not ticked off."""
    asking: int
    """How many of those ask for something."""
    kind: str
    all: bool
    sorts: tuple[Sort, ...]
    pools: str
    """By what work that names nobody is put into pools."""
    nobody: int
    """How many activities name nobody."""
    people: tuple[Pool, ...]
    more_people: int
    names: tuple[str, ...]
    """Of people of the plan, to choose from."""
    status: str
    took: str
    """From which day the plan goes on, in words."""
    dates: str
    ask_dates: int
    """How many starts are later than their links ask for."""
    risks: bool
    usual_risks: int
    form: RowForm | None
    more_said: int
    """How many values were said by hand."""


def mending(it: Bringing, view: View) -> Mending:
    """The step as it stands. Raises RefusedError while there is nothing to mend."""
    imported, plan = it.found.imported, it.plan
    if imported is None:
        raise AssertionError("looked at before there was anything")
    answers, rows = it.now.answers, Rows(plan)
    people = tuple(_people(it, imported))
    still = [finding for finding in imported.findings if mark(finding) not in it.now.ticked]
    counts: Counter[str] = Counter(finding.kind for finding in still)
    abouts = Counter(f.about for f in imported.findings)
    return Mending(
        counts={kind: counts.get(kind, 0) for kind in KINDS},
        asking=sum(map(asks, still)),
        kind=view.kind,
        all=view.all,
        sorts=tuple(_sorts(imported, it.now.ticked, view, rows)),
        pools=answers.pools,
        nobody=sum(one.activities for one in people if one.pool) or _naming_nobody(imported),
        people=people[:MOST_PEOPLE],
        more_people=max(0, len(people) - MOST_PEOPLE),
        names=tuple(one.name for one in plan.roles if one.name)[:MOST_PEOPLE],
        status=answers.status.isoformat() if answers.status else "",
        took=_took(imported),
        dates=answers.dates,
        ask_dates=abouts["starts later than its links ask for"],
        risks=answers.risks,
        usual_risks=len({one.id for one in imported.ours if one.kind == "risk"}),
        form=_form(plan, view),
        more_said=len(answers.said),
    )


def _form(plan: Plan, view: View) -> RowForm | None:
    """The row whose form is open, if it is still in the plan."""
    try:
        return mends.form(plan, view.about, view.key) if view.about else None
    except RefusedError:
        return None


def _sorts(imported: Imported, ticked: frozenset[str], view: View, rows: Rows) -> Iterator[Sort]:
    """By kind and what they are about; what looks wrong stands first."""
    sorts: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in imported.findings:
        if view.kind != ASKING or asks(finding):
            sorts[finding.kind, sort_of(finding)].append(finding)
    for (kind, about), found in sorted(sorts.items(), key=_first):
        if view.kind in KINDS and kind != view.kind:
            continue
        still = [it for it in found if mark(it) not in ticked]
        listed = found if view.all else still
        if not listed:
            continue
        some = listed[: MORE if about in view.open else SHOWN]
        yield Sort(
            kind=kind, about=about, count=len(found), open=len(still),
            more=len(listed) - len(some),
            found=tuple(_shown(it, mark(it) in ticked, rows) for it in some),
        )  # fmt: skip


def asks(finding: Finding) -> bool:
    """Whether there is something to do about a finding, or it only tells what was done."""
    return not finding.todo.startswith("Nothing to do")


def sort_of(finding: Finding) -> str:
    """Under which heading a finding stands; all values that the plan does not say under one."""
    return UNSAID if UNSAID_FIELD.search(finding.about) else finding.about


def _first(sort: tuple[tuple[str, str], list[Finding]]) -> tuple[int, bool, int]:
    (kind, _), found = sort
    return KINDS.index(kind), not asks(found[0]), -len(found)


def _shown(finding: Finding, ticked: bool, rows: Rows) -> FindingShown:
    form, row = mends.form_of(finding, rows), rows.of(finding)
    place = finding.place
    return FindingShown(
        mark=mark(finding), ticked=ticked, file=cut(place.file), sheet=cut(place.sheet),
        row=place.row, column=cut(place.column),
        value=finding.about if sort_of(finding) == UNSAID else cut(finding.value, LONGEST),
        what=finding.what, todo=finding.todo, form=form,
        about=row.about if row and form == "row" else "",
        key=row.key if row and form == "row" else "",
    )  # fmt: skip


def _people(it: Bringing, imported: Imported) -> Iterator[Pool]:
    """Pools of ours first, then people whose number the plan does not say, or said too small."""
    told = dict(it.now.answers.people)
    counts = Counter(
        need.role
        for project in imported.scenario.projects
        for activity in project.activities
        for need in activity.people
    )
    named = {one.name or one.key: one for one in imported.plan.roles}
    asked = {f.value for f in imported.findings if mends.FORMS.get(f.about) == "people"}
    renamed = set(dict(it.now.answers.who).values())
    roles = sorted(imported.scenario.roles, key=lambda one: (one.name in named, -counts[one.id]))
    for role in roles:
        name = role.name or role.id
        if name in named and name not in asked | told.keys() | renamed:
            continue
        yield Pool(
            name=name, activities=counts[role.id], people=role.people, said=name in told,
            pool=name not in named,
        )  # fmt: skip


def _naming_nobody(imported: Imported) -> int:
    """How many activities of the plan name nobody, and are still to be done."""
    left = {one.key for one in imported.origins}
    return sum(row.key in left and not row.demands for row in imported.plan.activities)


def _took(imported: Imported) -> str:
    days = {project.arrival for project in imported.scenario.projects}
    first = dated(imported.clock.date_of(min(days)))
    under_way = len(imported.under_way)
    if not under_way and len(imported.origins) < _leaves(imported):
        return f"Some of it is finished; the rest goes on from {first}."
    if not under_way:
        return f"Nothing has begun yet; the first project starts on {first}."
    return (
        f"{count(under_way, 'activity is', 'activities are')} under way; it goes on from {first}."
    )


def _leaves(imported: Imported) -> int:
    groups = {row.parent for row in imported.plan.activities}
    return sum(row.key not in groups for row in imported.plan.activities)
