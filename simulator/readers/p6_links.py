"""Links of Primavera P6; a lag is counted by the calendar that a project's options name."""

from collections.abc import Collection, Iterator

from simulator.plans import PlanRelation
from simulator.plans.calendars import elapsed
from simulator.plans.plan import Kind
from simulator.readers.p6_calendars import P6Calendars
from simulator.readers.p6_tables import Tables, place

KINDS: dict[str, Kind] = {"PR_FS": "FS", "PR_SS": "SS", "PR_FF": "FF", "PR_SF": "SF"}
SUCCESSOR, ALL_DAY, PROJECT = "rcal_Successor", "rcal_24Hour", "rcal_ProjDefault"
"""Whose calendar a lag is counted by, if not the predecessor's."""


def relations(
    file: str, tables: Tables, calendars: P6Calendars, no_work: Collection[str]
) -> Iterator[PlanRelation]:
    """All links between what came in, or is not in the file at all."""
    tasks = {row.get("task_id"): row for row in tables["TASK"]}
    projects = {row.get("proj_id"): row for row in tables["PROJECT"]}
    counted = {row.get("proj_id"): row.get("sched_calendar_on_relationship_lag")
               for row in tables["SCHEDOPTIONS"]}  # fmt: skip
    usual = calendars.commonest()
    for row in tables["TASKPRED"]:
        before, after = row.get("pred_task_id"), row.get("task_id")
        if before in no_work or after in no_work:
            continue  # said of the activity itself
        task = tasks.get(after)
        key = row.get("proj_id") or (task.get("proj_id") if task else "")
        how = counted.get(key, "")
        whose = tasks.get(before)
        if how in (SUCCESSOR, PROJECT):
            whose = task if how == SUCCESSOR else projects.get(key)
        worked = (row.number("lag_hr_cnt") or 0.0) * 60
        calendar = calendars.of(whose)
        yield PlanRelation(
            before=before,
            after=after,
            kind=KINDS.get(row.get("pred_type"), "FS"),
            lag=elapsed(worked) if how == ALL_DAY else calendar.days(worked),
            place=place(file, row),
            by_the_clock=how == ALL_DAY or calendar.week != usual.week,
        )
