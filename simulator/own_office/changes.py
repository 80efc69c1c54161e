"""One change by hand: what it makes of the office, and whose the value is from then on.

A value of a size of projects holds for all of that size that no plan and nobody has said one by
one. What follows from a value, such as the cost of delay that is a share of it, follows on as long
as it is ours.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from msgspec.structs import replace

from simulator.check import check
from simulator.errors import RefusedError
from simulator.mechanisms import Bias, Duration
from simulator.own_office.classes import (
    CLASSES,
    basis,
    delay_of,
    holds_for_all,
    of_class,
    rates_of,
    share_of,
    usual_risks,
    wages,
)
from simulator.own_office.fields import UNITS, field_of, meant
from simulator.own_office.marks import YOURS, Key, Mark
from simulator.own_office.office import Office
from simulator.own_office.settings import AT_ONCE, settled
from simulator.plans import Calendar, Clock
from simulator.plans.names import Names, tidy
from simulator.scenario import Mitigation, Project, Risk, Scenario
from simulator.values import shown

Change = Mapping[str, object]
"""What a page asks for: kind, id, field and value."""
HITS: tuple[Literal["effort", "delay", "cost"], ...] = ("effort", "delay", "cost")
LEAST = 0.1
"""No impact is smaller."""
HALF = 0.5
"""By how much an answer helps, if nobody says."""


def changed(office: Office, change: Change) -> Office:
    """The office after a change. Raises RefusedError, in a sentence, for one that cannot be."""
    kind = str(change.get("kind"))
    act = ACTS.get(kind)
    if act is None:
        raise RefusedError(f"{shown(change.get('kind'))} is nothing that can be changed here")
    found = act(office, change)
    return Office(check(found.scenario), found.marks)


# One by one


def _record(office: Office, change: Change) -> Office:
    """A value of one project, role or risk."""
    kind, name = str(change["kind"]), str(change.get("id"))
    table = f"{kind}s"
    records = {it.id: it for it in getattr(office.scenario, table)}
    if name not in records:
        raise RefusedError(f"there is no {kind} {shown(name)} in this office")
    record = records[name]
    field = field_of(kind, str(change.get("field")))
    value: Any = meant(change.get("value"), field, f"{record.name or name}")
    if isinstance(value, date) or (field.kind == "date" and value is None):
        value = day_of(office.scenario, record, value)
    records[name] = replace(record, **{field.name: value})
    scenario = replace(office.scenario, **{table: tuple(records.values())})
    found = Office(scenario, {**office.marks, (kind, name, field.name): YOURS})
    return _followed(found, office, name) if (kind, field.name) == ("project", "value") else found


def day_of(scenario: Scenario, project: Project, when: date | None) -> float | None:
    """The day of the model on which a date ends. Raises RefusedError before the project arrives."""
    if when is None:
        return None
    day = clock_of(scenario).day(when, end=True)
    if day < project.arrival:
        raise RefusedError(
            f"{project.name or project.id}, promised for: {when} is before its work goes on "
            f"({clock_of(scenario).date_of(project.arrival + 1)}); write a later date"
        )
    return day


def clock_of(scenario: Scenario) -> Clock:
    """Dates of an office: five days are a week."""
    return Clock(Calendar(), date.fromisoformat(scenario.start))


def _followed(office: Office, before: Office, name: str) -> Office:
    """The cost of delay of a project follows its value as long as it is a share of it."""
    mark = office.mark("project", name, "cost_of_delay")
    if mark is None or mark.whose not in ("ours", "class"):
        return office
    project = next(it for it in office.scenario.projects if it.id == name)
    size = next(it for it in CLASSES if project in of_class(office.scenario, it))
    delay = round(project.value * delay_of(before, size), 3)
    return _with_projects(office, {name: replace(project, cost_of_delay=delay)}, {})


def _with_projects(
    office: Office, some: Mapping[str, Project], marks: Mapping[Key, Mark]
) -> Office:
    projects = tuple(some.get(it.id, it) for it in office.scenario.projects)
    return Office(replace(office.scenario, projects=projects), {**office.marks, **marks})


# For all of a size


def _class(office: Office, change: Change) -> Office:
    """What holds for all projects of a size that nobody has said one by one."""
    size, field = _size(change), field_of("class", str(change.get("field")))
    value = _amount(meant(change.get("value"), field, f"all {size} projects"))
    rates, some, marks = rates_of(office.scenario), dict[str, Project](), dict[Key, Mark]()
    delay = value if field.name == "cost_of_delay" else delay_of(office, size)
    for it in of_class(office.scenario, size):
        if field.name == "value" and holds_for_all(office, it.id, "value"):
            some[it.id] = it = replace(it, value=round(wages(it, rates) * value, 1))
            marks["project", it.id, "value"] = Mark(
                "class", f"{size} projects, {value:g} times the wages"
            )
        if holds_for_all(office, it.id, "cost_of_delay"):
            some[it.id] = replace(it, cost_of_delay=round(it.value * delay, 3))
            if field.name == "cost_of_delay":
                marks["project", it.id, "cost_of_delay"] = Mark(
                    "class", f"{size} projects, {delay:.2%} of the value"
                )
    if not some:
        raise RefusedError(
            f"all {size} projects: every one of them has a {field.label.lower()} of its own; "
            "change these one by one"
        )
    return _with_projects(office, some, marks)


def _class_risk(office: Office, change: Change) -> Office:
    """Probability and impact of a usual risk, for all projects of a size."""
    size, field = _size(change), field_of("class risk", str(change.get("field")))
    value = _amount(meant(change.get("value"), field, f"all {size} projects, {change.get('risk')}"))
    some, marks, rates = dict[str, Risk](), dict[Key, Mark](), rates_of(office.scenario)
    for usual, project, risk in usual_risks(office, size):
        if usual.name == change.get("risk"):
            probability, share = share_of(office, size, usual)
            if field.name == "probability":
                probability = value
            else:
                share = value
            size_of = basis(usual, project, rates) * share
            some[risk.id] = replace(
                risk, probability=probability, impact=max(LEAST, round(size_of, 1))
            )
            mark = Mark("class", f"{size} projects, {probability:.0%}, {share:.0%}")
            marks |= {("risk", risk.id, it): mark for it in ("probability", "impact")}
    if not some:
        raise RefusedError(
            f"no {size} project has the risk {shown(change.get('risk'))} as a usual one; change "
            "risks one by one"
        )
    risks = tuple(some.get(it.id, it) for it in office.scenario.risks)
    return Office(replace(office.scenario, risks=risks), {**office.marks, **marks})


def _size(change: Change) -> str:
    name = str(change.get("id"))
    if name not in CLASSES:
        raise RefusedError(f"there are no {shown(name)} projects; choose {', '.join(CLASSES)}")
    return name


# Risks come and go


def _add_risk(office: Office, change: Change) -> Office:
    """A risk that no plan has listed."""
    project = _project(office, change)
    name = tidy(str(change.get("name") or ""))
    place = project.name or project.id
    if not name:
        raise RefusedError(f"{place}: a risk needs a name; write what might happen")
    hits = next((it for it in HITS if it == change.get("hits")), None)
    if hits is None:
        raise RefusedError(f"{place}, {name}: choose whether it costs work, waiting or money")
    probability, impact = field_of("risk", "probability"), field_of("risk", "impact")
    risk = Risk(
        id=_free(f"{name}: {project.id}", office.scenario),
        name=name,
        project=project.id,
        probability=_amount(meant(change.get("probability"), probability, f"{place}, {name}")),
        impact=_amount(
            meant(change.get("impact"), impact._replace(unit=UNITS[hits]), f"{place}, {name}")
        ),
        hits=hits,
    )
    marks = {("risk", risk.id, it): YOURS for it in ("probability", "impact")}
    scenario = replace(
        office.scenario,
        risks=(*office.scenario.risks, risk),
        mitigations=(*office.scenario.mitigations, *_answers(risk, change, f"{place}, {name}")),
    )
    return Office(scenario, {**office.marks, **marks})


def _answers(risk: Risk, change: Change, place: str) -> Iterator[Mitigation]:
    """What can be bought against a new risk, if somebody says what that costs."""
    if not str(change.get("cost") or "").strip():
        return
    cost = field_of("project", "value")._replace(label="Cost of an answer", example="5")
    helps = field_of("risk", "probability")._replace(label="Helps by", high=1.0, example="50")
    yield Mitigation(
        id=f"{risk.id}: yours",
        risk=risk.id,
        cost=_amount(meant(change.get("cost"), cost, place)),
        kind="reduce",
        effect=_amount(meant(change.get("helps", 100 * HALF), helps, place)),
        name="An answer",
    )


def _drop_risk(office: Office, change: Change) -> Office:
    """A risk that is none here, with all that could be bought against it."""
    name = change.get("id")
    if name not in {it.id for it in office.scenario.risks}:
        raise RefusedError(f"there is no risk {shown(name)} in this office")
    scenario = replace(
        office.scenario,
        risks=tuple(it for it in office.scenario.risks if it.id != name),
        mitigations=tuple(it for it in office.scenario.mitigations if it.risk != name),
    )
    return Office(
        scenario, {key: it for key, it in office.marks.items() if key[:2] != ("risk", name)}
    )


def _project(office: Office, change: Change) -> Project:
    found = next((it for it in office.scenario.projects if it.id == change.get("id")), None)
    if found is None:
        raise RefusedError(f"there is no project {shown(change.get('id'))} in this office")
    return found


def _free(wanted: str, scenario: Scenario) -> str:
    names = Names()
    for it in scenario.risks:
        names.unique(it.id)
    return names.unique(wanted)


def _amount(value: object) -> float:
    """What was meant for a field that holds a number."""
    return value if isinstance(value, float) else 0.0


# The whole office


def _setting(office: Office, change: Change) -> Office:
    """How people are, what comes from outside, what a PMO costs."""
    name, words = str(change.get("id")), str(change.get("value"))
    if name == "at_once":
        if words not in AT_ONCE:
            raise RefusedError(
                f"at once: {shown(words)} cannot be chosen; choose {', '.join(AT_ONCE)}"
            )
        scenario = replace(office.scenario, projects_per_person=int(words))
    else:
        scenario = settled(office.scenario, name, words)
    return Office(scenario, {**office.marks, ("setting", "", name): YOURS})


def _luck(office: Office, change: Change) -> Office:
    """How far activities and whole projects stray from their plans."""
    kind = str(change["kind"])
    field = field_of(kind, str(change.get("field")))
    value = meant(change.get("value"), field, "luck")
    mechanisms = office.scenario.mechanisms
    usual: Duration | Bias = Duration() if kind == "duration" else Bias()
    now = getattr(mechanisms, kind) or usual
    fields = {kind: replace(now, **{field.name: value})}
    scenario = replace(office.scenario, mechanisms=replace(mechanisms, **fields))
    return Office(scenario, {**office.marks, (kind, "", field.name): YOURS})


ACTS: dict[str, Callable[[Office, Change], Office]] = {
    "project": _record,
    "role": _record,
    "risk": _record,
    "class": _class,
    "class risk": _class_risk,
    "add risk": _add_risk,
    "drop risk": _drop_risk,
    "setting": _setting,
    "duration": _luck,
    "bias": _luck,
}
