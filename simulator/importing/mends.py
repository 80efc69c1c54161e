"""What can be done about a finding on the page: to which form it leads, and what stands in it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.plans import (
    Finding,
    Place,
    Plan,
    PlanActivity,
    PlanProject,
    PlanRole,
    Said,
)
from simulator.values import shown

Form = Literal["", "people", "status", "dates", "projects", "risks", "map", "row"]

FORMS: dict[str, Form] = {
    "work without people": "people",
    "how many they are": "people",
    "an assignment over the maximum": "people",
    "a vacation": "people",
    "no status date": "status",
    "progress as planned": "status",
    "should have started before the status date": "status",
    "starts later than its links ask for": "dates",
    "groups as projects": "projects",
    "a date that can be read in two ways": "map",
    "a sheet": "map",
    "columns": "map",
    "hidden rows": "map",
    "a second table": "map",
    "a project that stands only once": "map",
    "what a duration counts": "map",
    "what money counts": "map",
    "a word for the probability": "map",
    "a word for the impact": "map",
}
"""By what findings are about: the form that answers all of them."""


class Row(NamedTuple):
    """A record of the plan that a finding is about."""

    about: Literal["projects", "activities", "roles"]
    key: str


class Input(Struct, frozen=True, kw_only=True):
    """A field of a record, to be corrected by hand."""

    field: str
    label: str
    kind: Literal["text", "number", "date"]
    value: str
    """As a field of a page has it; empty where the plan says nothing."""


class RowForm(Struct, frozen=True, kw_only=True):
    """A record of the plan with what it says."""

    about: str
    key: str
    title: str
    where: str
    inputs: tuple[Input, ...]


FIELDS: dict[str, tuple[tuple[str, str, Literal["text", "number", "date"]], ...]] = {
    "activities": (
        ("name", "Name", "text"),
        ("days", "Duration, working days", "number"),
        ("effort", "Effort, person-days", "number"),
        ("start", "Start", "date"),
        ("finish", "Finish", "date"),
        ("earliest", "Not before", "date"),
        ("done", "Done, 0 to 1", "number"),
        ("remaining", "Days that are left", "number"),
    ),
    "projects": (
        ("name", "Name", "text"),
        ("sponsor", "Sponsor", "text"),
        ("start", "Start", "date"),
        ("finish", "Planned finish", "date"),
        ("due", "Due", "date"),
        ("deadline", "Deadline", "date"),
        ("value", "Value, k€", "number"),
        ("cost_of_delay", "Cost of delay, k€ a day", "number"),
    ),
    "roles": (
        ("name", "Name", "text"),
        ("people", "How many", "number"),
        ("rate", "Rate, k€ a day", "number"),
        ("hire_days", "Hire takes, working days", "number"),
    ),
}


class Rows:
    """Records of a plan by where they stand in its file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._by_place: dict[tuple[str, str, int], Row] = {}
        self._by_name: dict[str, Row] = {}
        for row, place, name in _records(plan):
            if place.row:
                self._by_place.setdefault((place.file, place.sheet, place.row), row)
            self._by_name.setdefault(name, row)

    def of(self, finding: Finding) -> Row | None:
        """The record that a finding is about; None if it is about none."""
        place = finding.place
        found = self._by_place.get((place.file, place.sheet, place.row)) if place.row else None
        return found or (self._by_name.get(finding.value) if finding.value else None)


def _records(plan: Plan) -> Iterator[tuple[Row, Place, str]]:
    for one in plan.activities:
        yield Row("activities", one.key), one.place, one.name
    for project in plan.projects:
        yield Row("projects", project.key), project.place, project.name
    for role in plan.roles:
        yield Row("roles", role.key), role.place, role.name


def form_of(finding: Finding, rows: Rows) -> Form:
    """Which form mends a finding; nothing where it needs another file, or no mending."""
    known = FORMS.get(finding.about)
    if known is not None:
        return known
    if finding.about.endswith((" of a risk", " of a mitigation")):
        return "risks"
    if finding.todo == "Nothing to do.":
        return ""
    return "row" if rows.of(finding) is not None else ""


def form(plan: Plan, about: str, key: str) -> RowForm:
    """A record as a form. Raises RefusedError if it is not in the plan."""
    record = _record(plan, about, key)
    return RowForm(
        about=about,
        key=key,
        title=str(getattr(record, "name", "") or key),
        where=record.place.words(),
        inputs=tuple(
            Input(field=field, label=label, kind=kind, value=_written(getattr(record, field)))
            for field, label, kind in FIELDS[about]
        ),
    )


def said(plan: Plan, about: str, key: str, values: Mapping[object, object]) -> tuple[Said, ...]:
    """What a form that was filled in says: only what is another value than before.

    Raises RefusedError for what cannot stand in a field.
    """
    before = {it.field: it for it in form(plan, about, key).inputs}
    return tuple(_changed(about, key, before, values))


def _changed(
    about: str, key: str, before: Mapping[str, Input], values: Mapping[object, object]
) -> Iterator[Said]:
    for field, text in values.items():
        known = before.get(str(field))
        if known is None or not isinstance(text, str):
            raise RefusedError(f"{shown(field)} cannot be {shown(text)}; fill in the form again")
        if text.strip() != known.value:
            yield Said(about, key, known.field, _value(known, text.strip()))  # type: ignore[arg-type]  # one of three, or there was no form


def _value(it: Input, text: str) -> object:
    if it.kind == "text":
        return text
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat() if it.kind == "date" else number(text)
    except ValueError:
        example = "a date such as 2027-03-12" if it.kind == "date" else "a number such as 12.5"
        raise RefusedError(f"{it.label}: {shown(text)} is no {it.kind}; write {example}") from None


def number(text: str) -> float:
    """A number as people write it. Raises ValueError."""
    found = float(text.replace(",", ".").replace("\u2212", "-"))
    if not 0 <= found < 1e9:
        raise ValueError(text)
    return found


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _record(plan: Plan, about: str, key: str) -> PlanActivity | PlanProject | PlanRole:
    if about in FIELDS:
        records: tuple[PlanActivity | PlanProject | PlanRole, ...] = getattr(plan, about)
        for record in records:
            if record.key == key:
                return record
    raise RefusedError(f"{shown(key)} is not in the plan any more; choose another finding")
