"""When projects of a plan begin, or go on, and what of them nothing is listed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from simulator.calendar import DAYS_A_WEEK
from simulator.limits import LAST_DAY
from simulator.plans.calendars import moment
from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanActivity
from simulator.plans.progress import is_finished
from simulator.plans.usual import DAYS, PROJECT_DAYS

NOWADAYS = date(2027, 1, 4)
"""The first day of plans that name no date."""


def of_empty_projects(plan: Plan, findings: Findings) -> list[PlanActivity]:
    """One activity for each project of which the plan lists none."""
    listed = {row.project for row in plan.activities}
    found = []
    for project in plan.projects:
        if project.key in listed:
            continue
        start, finish = project.start or project.status, project.finish or project.due
        dated = start is not None and finish is not None
        found.append(
            PlanActivity(
                key=f"all of {project.key}",
                project=project.key,
                name=project.name or project.key,
                start=start,
                finish=finish,
                days=None if dated else PROJECT_DAYS,
                done=project.done,
                began=project.start if project.done else None,
                place=project.place,
            )
        )
        findings.assumed(
            "a project without activities", project.place, project.name or project.key,
            "It becomes one activity" + (
                ", from its first date to its last." if dated else f" of {PROJECT_DAYS:g} days."
            ),
            "List its activities, if you know them.",
        )  # fmt: skip
    return found


def first_dates(
    plan: Plan, leaves: Iterable[PlanActivity], statuses: Mapping[str, date | None]
) -> dict[str, date]:
    """By project: the date on which it begins, or goes on."""
    found = {project: day for project, day in statuses.items() if day is not None}
    begun = set(found)
    for row in leaves:
        day = _begins(row)
        if day is not None and row.project not in begun and not is_finished(row):
            found[row.project] = min(day, found.get(row.project, day))
    dated = [moment(it.start).date() for it in plan.projects if it.start is not None]
    usual = sorted([*found.values(), *dated]) or [NOWADAYS]
    first = usual[len(usual) // 2]
    for project in plan.projects:
        if project.key not in found:
            found[project.key] = first if project.start is None else moment(project.start).date()
    return found


def _begins(row: PlanActivity) -> date | None:
    """The date on which an activity begins, or surely not before."""
    if row.start is not None:
        return moment(row.start).date()
    if row.finish is None:
        return None
    days = min(row.days or DAYS, LAST_DAY / 10)
    return moment(row.finish).date() - timedelta(weeks=days / DAYS_A_WEEK, days=3)
