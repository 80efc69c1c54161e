"""What is usual for projects of a size, and what somebody says for all of them at once."""

from collections.abc import Iterator
from functools import lru_cache
from math import fsum
from statistics import median

from simulator.own_office.office import Office
from simulator.plans.usual import SIZES, Size, UsualRisk, size
from simulator.scenario import Project, Risk, Scenario

CLASSES = tuple(it.name for it in SIZES)


def class_of(project: Project) -> Size:
    """How large a project is."""
    return size(project.effort or fsum(it.planned_days for it in project.activities))


def of_class(scenario: Scenario, name: str) -> list[Project]:
    """All projects of a size."""
    return [it for it in scenario.projects if class_of(it).name == name]


@lru_cache(maxsize=4096)
def wages(project: Project, rates: tuple[tuple[str, float], ...]) -> float:
    """What the planned work of a project costs, in k€."""
    rate = dict(rates)
    return fsum(
        it.planned_days * need.people * rate[need.role]
        for it in project.activities
        for need in it.people
    )


def rates_of(scenario: Scenario) -> tuple[tuple[str, float], ...]:
    """What people cost, by role."""
    return tuple((role.id, role.rate) for role in scenario.roles)


def whole_days(project: Project) -> float:
    """How long a project takes at least, as its activities stand."""
    return max((it.earliest + it.planned_days for it in project.activities), default=0.0)


def basis(risk: UsualRisk, project: Project, rates: tuple[tuple[str, float], ...]) -> float:
    """Of what a usual risk takes its share."""
    if risk.hits == "effort":
        return project.effort
    return whole_days(project) if risk.hits == "delay" else wages(project, rates)


def usual_risks(office: Office, name: str) -> Iterator[tuple[UsualRisk, Project, Risk]]:
    """The usual risks of all projects of a size that nobody has changed one by one."""
    projects = {it.id: it for it in of_class(office.scenario, name)}
    known = {it.name: it for it in next(it for it in SIZES if it.name == name).risks}
    for risk in office.scenario.risks:
        mark = office.mark("risk", risk.id, "impact")
        if risk.project in projects and risk.name in known and mark and mark.whose != "yours":
            yield known[risk.name], projects[risk.project], risk


def worth_of(office: Office, name: str) -> float:
    """How many times its wages a project of this size is worth, where no plan and nobody says."""
    rates = rates_of(office.scenario)
    found = [
        it.value / cost
        for it in of_class(office.scenario, name)
        if holds_for_all(office, it.id, "value") and (cost := wages(it, rates)) > 0
    ]
    return round(median(found), 2) if found else _usual(name).worth


def delay_of(office: Office, name: str) -> float:
    """Which share of its value a day of delay costs."""
    found = [
        it.cost_of_delay / it.value
        for it in of_class(office.scenario, name)
        if holds_for_all(office, it.id, "cost_of_delay") and it.value > 0
    ]
    return round(median(found), 5) if found else _usual(name).delay


def share_of(office: Office, name: str, risk: UsualRisk) -> tuple[float, float]:
    """(probability, share) of a usual risk of such projects."""
    rates = rates_of(office.scenario)
    some = [
        (it.probability, it.impact / base)
        for usual, project, it in usual_risks(office, name)
        if usual.name == risk.name and (base := basis(risk, project, rates)) > 0
    ]
    if not some:
        return risk.probability, risk.share
    return round(median(it[0] for it in some), 3), round(median(it[1] for it in some), 3)


def whose_class(office: Office, name: str, field: str) -> str:
    """Whether what holds for all of a size was said by hand."""
    kind = "risk" if field not in ("value", "cost_of_delay") else "project"
    inside = {it.id for it in of_class(office.scenario, name)}
    risks = {it.id: it for it in office.scenario.risks}
    for (about, key, of), mark in office.marks.items():
        if about != kind or mark.whose != "class":
            continue
        if kind == "project" and key in inside and of == field:
            return "class"
        if (
            kind == "risk"
            and key in risks
            and risks[key].project in inside
            and risks[key].name == field
        ):
            return "class"
    return "ours"


def holds_for_all(office: Office, project: str, field: str) -> bool:
    """Whether neither the plan nor anybody has said a value of this one project."""
    mark = office.mark("project", project, field)
    return mark is not None and mark.whose in ("ours", "class")


def _usual(name: str) -> Size:
    return next(it for it in SIZES if it.name == name)
