"""An office as the plan that it once was, so that it can be given back with ranges and dates."""

from datetime import date

from simulator.own_office.changes import clock_of
from simulator.own_office.office import Office
from simulator.plans import (
    Imported,
    Origin,
    Ours,
    Place,
    Plan,
    PlanActivity,
    PlanProject,
    PlanRelation,
)
from simulator.scenario import Scenario


def as_imported(office: Office) -> Imported:
    """The office as if it had just come from a plan that says what it says now."""
    scenario, clock = office.scenario, clock_of(office.scenario)
    return Imported(
        plan=_plan(scenario),
        scenario=scenario,
        findings=(),
        clock=clock,
        finishes={},
        starts={},
        ends={},
        under_way=frozenset(),
        ours=tuple(
            Ours(kind, name, field, "", mark.why)
            for (kind, name, field), mark in office.marks.items()
            if mark.is_ours and (kind, field) != ("risk", "probability")
        ),
        origins=tuple(
            Origin(project.id, it.id, _key(project.id, it.id), Place())
            for project in scenario.projects
            for it in project.activities
        ),
        projects={it.id: it.id for it in scenario.projects},
    )


def _plan(scenario: Scenario) -> Plan:
    clock = clock_of(scenario)

    def when(day: float | None) -> date | None:
        return None if day is None else clock.date_of(day)

    return Plan(
        file=scenario.title or scenario.name,
        source="an office of ours",
        projects=tuple(
            PlanProject(
                key=it.id,
                name=it.name or it.id,
                sponsor=it.sponsor,
                due=when(it.due),
                deadline=when(it.deadline),
            )
            for it in scenario.projects
        ),
        activities=tuple(
            PlanActivity(
                key=_key(project.id, it.id),
                project=project.id,
                name=it.name or it.id,
                id=it.id,
                days=it.planned_days,
            )
            for project in scenario.projects
            for it in project.activities
        ),
        relations=tuple(
            PlanRelation(_key(project.id, need.activity), _key(project.id, it.id), need.kind)
            for project in scenario.projects
            for it in project.activities
            for need in it.predecessors
        ),
    )


def _key(project: str, activity: str) -> str:
    return f"{project}\n{activity}"
