"""The form: what a plan did not say, part by part, as tables of values that can be changed.

Beside each value stands whose it is. What the plan itself says can be changed too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.own_office.changes import clock_of
from simulator.own_office.classes import (
    delay_of,
    of_class,
    share_of,
    usual_risks,
    whose_class,
    worth_of,
)
from simulator.own_office.fields import (
    BIAS,
    CLASS,
    CLASS_RISK,
    DURATION,
    PROJECT,
    RISK,
    ROLE,
    UNITS,
    Field,
    written,
)
from simulator.own_office.learned import is_taught
from simulator.own_office.office import Office
from simulator.own_office.settings import AT_ONCE, SETTINGS, chosen
from simulator.plans.usual import SIZES, UsualRisk
from simulator.scenario import Project, Risk
from simulator.values import shown

Shown = TypeVar("Shown")
IN_NO_HEAD = ("", "name", "date", "people")
"""Units that a head need not name."""
A_PAGE = 12
"""Projects, or roles, that are shown at a time."""
PARTS = {
    "sizes": "For all projects of a size",
    "office": "The whole office",
    "people": "People",
    "projects": "One project after the other",
    "luck": "Luck",
}
WHOSE = {
    "plan": "the plan's",
    "ours": "ours",
    "class": "yours, for all",
    "yours": "yours",
    "learned": "from your past",
}
"""What stands beside a value."""
SHARE_OF = {
    "effort": "% of the effort",
    "delay": "% of the duration",
    "cost": "% of the wages",
}


class Cell(Struct, frozen=True, kw_only=True):
    """A value in a table."""

    kind: str
    id: str
    field: str
    label: str
    """What it is, for those who only hear it."""
    value: str
    unit: str = ""
    type: str = "number"
    """number, text, date or choice."""
    choices: tuple[str, ...] = ()
    whose: str = "plan"
    why: str = ""
    risk: str = ""
    """The usual risk that a value of a size is about."""


class Row(Struct, frozen=True, kw_only=True):
    """A line of a table."""

    id: str
    name: str
    note: str
    cells: tuple[Cell, ...]
    can_go: bool = False
    """Whether it can be taken out: a risk."""
    opens: bool = False
    """Whether there is more to see of it: the risks of a project."""


class Table(Struct, frozen=True, kw_only=True):
    """Values side by side."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


class Section(Struct, frozen=True, kw_only=True):
    """A part of the form."""

    name: str
    title: str
    about: str
    tables: tuple[Table, ...]
    found: int = 0
    """How many there are to page through, 0 where all are shown."""
    page: int = 0
    pages: int = 1


class Wish(Struct, frozen=True, kw_only=True):
    """What somebody wants to see of a part."""

    find: str = ""
    only_ours: bool = False
    page: int = 0
    project: str = ""
    """The project whose risks are shown."""


NOTHING = Wish()


def sections(office: Office, part: str, wish: Wish = NOTHING) -> Section:
    """One part of the form as it stands. Raises RefusedError for a part that there is not."""
    if part not in MAKE:
        raise RefusedError(f"there is no part {shown(part)}; choose {', '.join(PARTS)}")
    return MAKE[part](office, wish)


# All of a size


def _sizes(office: Office, _: Wish) -> Section:
    present = [it for it in SIZES if of_class(office.scenario, it.name)]
    rows, risks = [], []
    for it in present:
        many = len(of_class(office.scenario, it.name))
        rows.append(
            Row(id=it.name, name=it.name, note=f"{_many(many)}, {_upto(it.up_to)}",
                cells=tuple(_class_cells(office, it.name)))
        )  # fmt: skip
        used = {usual.name for usual, _, _ in usual_risks(office, it.name)}
        risks += [_class_risk(office, it.name, risk) for risk in it.risks if risk.name in used]
    tables = [
        Table(title="What they are worth", heads=tuple(_head(it) for it in CLASS), rows=tuple(rows))
    ]
    if risks:
        tables.append(
            Table(title="What may happen to them", heads=("Probability (%)", "Impact"),
                  rows=tuple(risks))
        )  # fmt: skip
    return Section(
        name="sizes", title=PARTS["sizes"], tables=tuple(tables),
        about="Holds for all projects of a size of which neither the plan nor you say it one by "
        "one. None of the usual values is measured.",
    )  # fmt: skip


def _many(projects: int) -> str:
    return "1 project" if projects == 1 else f"{projects} projects"


def _upto(most: float) -> str:
    return f"up to {most:,.0f} person-days" if most < 1e9 else "larger than these"


def _class_cells(office: Office, name: str) -> Iterator[Cell]:
    found = {"value": worth_of(office, name), "cost_of_delay": delay_of(office, name)}
    for field in CLASS:
        yield Cell(
            kind="class", id=name, field=field.name,
            label=f"{field.label} of {name} projects, {field.unit}",
            value=written(found[field.name], field.kind),
            whose=whose_class(office, name, field.name),
        )  # fmt: skip


def _class_risk(office: Office, name: str, risk: UsualRisk) -> Row:
    found = dict(zip(("probability", "share"), share_of(office, name, risk), strict=True))
    cells = tuple(
        Cell(
            kind="class risk", id=name, field=field.name, risk=risk.name,
            label=f"{field.label} of {risk.name.lower()} in {name} projects",
            unit="" if field.name == "probability" else SHARE_OF[risk.hits],
            value=written(found[field.name], field.kind),
            whose=whose_class(office, name, risk.name),
        )
        for field in CLASS_RISK
    )  # fmt: skip
    return Row(id=f"{name} {risk.name}", name=risk.name, note=f"{name} projects", cells=cells)


# The whole office


def _office(office: Office, _: Wish) -> Section:
    rows = []
    for it in SETTINGS:
        now = chosen(office.scenario, it)
        choices = tuple(it.ways) if now in it.ways else (now, *it.ways)
        rows.append(_setting(office, it.name, it.label, it.about, now, choices))
    now = f"{office.scenario.projects_per_person}"
    choices = AT_ONCE if now in AT_ONCE else (now, *AT_ONCE)
    about = "How many activities somebody takes on when nobody limits it; 1 is focus."
    rows.append(_setting(office, "at_once", "At once", about, now, choices))
    return Section(
        name="office", title=PARTS["office"],
        about="No plan says how people are. What you choose here decides whether a PMO helps.",
        tables=(Table(title="", heads=("",), rows=tuple(rows)),),
    )  # fmt: skip


def _setting(
    office: Office, name: str, label: str, about: str, now: str, choices: tuple[str, ...]
) -> Row:
    mark = office.mark("setting", "", name)
    cell = Cell(
        kind="setting", id=name, field=name, label=label, value=now, type="choice",
        choices=choices, whose=mark.whose if mark else "ours",
    )  # fmt: skip
    return Row(id=name, name=label, note=about, cells=(cell,))


# People and projects


def _people(office: Office, wish: Wish) -> Section:
    found = [
        it for it in office.scenario.roles
        if _matches(it.name or it.id, wish) and _wanted(office, "role", it.id, ROLE, wish)
    ]  # fmt: skip
    some, page, pages = _page(found, wish)
    rows = tuple(
        Row(id=it.id, name=it.name or it.id, note="", cells=tuple(_cells(office, "role", it, ROLE)))
        for it in some
    )
    return Section(
        name="people", title=PARTS["people"], found=len(found), page=page, pages=pages,
        about="Who does the work, what they cost, and how long it takes to find another one.",
        tables=(Table(title="", heads=tuple(_head(it) for it in ROLE), rows=rows),),
    )  # fmt: skip


def _projects(office: Office, wish: Wish) -> Section:
    found = [
        it for it in office.scenario.projects
        if _matches(it.name or it.id, wish) and _wanted(office, "project", it.id, PROJECT, wish)
    ]  # fmt: skip
    some, page, pages = _page(found, wish)
    many = _risks_by_project(office)
    rows = tuple(
        Row(id=it.id, name=it.name or it.id, note=_note(len(many.get(it.id, ()))), opens=True,
            cells=tuple(_cells(office, "project", it, PROJECT)))
        for it in some
    )  # fmt: skip
    tables = [Table(title="", heads=tuple(_head(it) for it in PROJECT), rows=rows)]
    project = next((it for it in some if it.id == wish.project), None)
    if project is not None:
        tables.append(_risks(office, project, many.get(project.id, [])))
    return Section(
        name="projects", title=PARTS["projects"], found=len(found), page=page, pages=pages,
        about="What you say of one project stays its own, whatever is said of all of its size.",
        tables=tuple(tables),
    )  # fmt: skip


def _note(risks: int) -> str:
    return "no risks" if not risks else "1 risk" if risks == 1 else f"{risks} risks"


def _risks_by_project(office: Office) -> dict[str, list[Risk]]:
    found: dict[str, list[Risk]] = {}
    for it in office.scenario.risks:
        found.setdefault(it.project, []).append(it)
    return found


def _risks(office: Office, project: Project, risks: Sequence[Risk]) -> Table:
    answers: dict[str, list[str]] = {}
    for it in office.scenario.mitigations:
        answers.setdefault(it.risk, []).append(
            f"{it.name or 'answer'}: {it.cost:g} k€, helps by {it.effect:.0%}"
        )
    rows = tuple(
        Row(id=it.id, name=it.name or it.id, note="; ".join(answers.get(it.id, ())), can_go=True,
            cells=tuple(_cells(office, "risk", it, _with_unit(it))))
        for it in risks
    )  # fmt: skip
    return Table(
        title=f"Risks of {project.name or project.id}",
        heads=("Probability (%)", "Impact"),
        rows=rows,
    )


def _with_unit(risk: Risk) -> tuple[Field, ...]:
    probability, impact = RISK
    return probability, impact._replace(unit=UNITS[risk.hits])


def _cells(office: Office, kind: str, record: object, fields: Iterable[Field]) -> Iterator[Cell]:
    name = getattr(record, "id", "")
    called = getattr(record, "name", "") or name
    for field in fields:
        value, mark = getattr(record, field.name), office.mark(kind, name, field.name)
        if field.kind == "date" and value is not None:
            value = f"{clock_of(office.scenario).date_of(value)}"
        yield Cell(
            kind=kind, id=name, field=field.name, label=f"{field.label} of {called}",
            value=written(value, field.kind), unit=_beside(kind, field),
            type=field.kind if field.kind in ("date", "text") else "number",
            whose=mark.whose if mark else "plan", why=mark.why if mark else "",
        )  # fmt: skip


def _beside(kind: str, field: Field) -> str:
    """The unit beside a value, where no head of a column can say it."""
    return field.unit if (kind, field.name) == ("risk", "impact") else ""


# Luck


def _luck(office: Office, _: Wish) -> Section:
    taught = is_taught(office)
    tables = []
    for kind, title, fields in (
        ("duration", "Activities", DURATION), ("bias", "Whole projects", BIAS),
    ):  # fmt: skip
        record = getattr(office.scenario.mechanisms, kind)
        if record is None:
            note = (
                "Whole projects do not stray beyond what their activities do; learn from your past."
            )
            tables.append(Table(title=title, heads=("",), rows=(), note=note))
            continue
        rows = tuple(_luck_row(office, kind, record, field) for field in fields)
        tables.append(Table(title=title, heads=("",), rows=rows))
    about = "How far work strays from its plan. "
    about += (
        f"It is {taught}." if taught
        else "The usual values are those of one insurer's records, not yours: bring your own past."
    )  # fmt: skip
    return Section(name="luck", title=PARTS["luck"], about=about, tables=tuple(tables))


def _luck_row(office: Office, kind: str, record: object, field: Field) -> Row:
    mark = office.mark(kind, "", field.name)
    cell = Cell(
        kind=kind, id=kind, field=field.name, label=field.label, unit=field.unit,
        value=written(getattr(record, field.name), field.kind),
        whose=mark.whose if mark else "ours", why=mark.why if mark else "",
    )  # fmt: skip
    return Row(id=f"{kind} {field.name}", name=field.label, note="", cells=(cell,))


# What is shown of many


def _head(field: Field) -> str:
    return field.label if field.unit in IN_NO_HEAD else f"{field.label} ({field.unit})"


def _matches(name: str, wish: Wish) -> bool:
    return wish.find.casefold().strip() in name.casefold()


def _wanted(office: Office, kind: str, name: str, fields: Iterable[Field], wish: Wish) -> bool:
    marks = (office.mark(kind, name, it.name) for it in fields)
    return not wish.only_ours or any(it is not None and it.is_ours for it in marks)


def _page(found: Sequence[Shown], wish: Wish) -> tuple[list[Shown], int, int]:
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(0, wish.page), pages - 1)
    return list(found[page * A_PAGE : (page + 1) * A_PAGE]), page, pages


MAKE: dict[str, Callable[[Office, Wish], Section]] = {
    "sizes": _sizes,
    "office": _office,
    "people": _people,
    "projects": _projects,
    "luck": _luck,
}
