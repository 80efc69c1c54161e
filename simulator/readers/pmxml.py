"""Primavera P6 (XML): the same tables as in an XER file, friendlier written.

Elements become rows of P6's own tables, so that both files are read by one reader. Baselines are
left out; projects that are marked as external are only pointed to.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from simulator.plans import Calendar, Findings, Place, Plan
from simulator.plans.calendars import Shifts, usable
from simulator.readers.markup import Node, nodes
from simulator.readers.p6 import P6Plan
from simulator.readers.p6_tables import TABLES, Row, Tables
from simulator.readers.worktimes import clock_time, day_of

KIND = "Primavera P6 XML file"
ROOT = "APIBusinessObjects"
LEFT_OUT = ("BaselineProject", "UDF", "ActivityCodeType", "ActivityCode", "Code", "Expense",
            "ActivityNote", "ActivityStep", "Currency", "OBS", "EPS", "CostAccount")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

COLUMNS: dict[str, dict[str, str]] = {
    "Project": {
        "proj_id": "ObjectId", "proj_short_name": "Id", "plan_start_date": "PlannedStartDate",
        "plan_end_date": "MustFinishByDate", "scd_end_date": "ScheduledFinishDate",
        "last_recalc_date": "DataDate", "clndr_id": "ActivityDefaultCalendarObjectId",
    },
    "WBS": {
        "wbs_id": "ObjectId", "proj_id": "ProjectObjectId", "wbs_name": "Name",
        "wbs_short_name": "Code", "parent_wbs_id": "ParentObjectId",
    },
    "Activity": {
        "task_id": "ObjectId", "proj_id": "ProjectObjectId", "wbs_id": "WBSObjectId",
        "clndr_id": "CalendarObjectId", "task_code": "Id", "task_name": "Name",
        "task_type": "Type", "status_code": "Status", "target_drtn_hr_cnt": "PlannedDuration",
        "remain_drtn_hr_cnt": "RemainingDuration", "act_start_date": "ActualStartDate",
        "act_end_date": "ActualFinishDate", "early_start_date": "RemainingEarlyStartDate",
        "early_end_date": "RemainingEarlyFinishDate",
        "target_start_date": "PlannedStartDate", "target_end_date": "PlannedFinishDate",
        "cstr_type": "PrimaryConstraintType", "cstr_date": "PrimaryConstraintDate",
        "cstr_type2": "SecondaryConstraintType", "cstr_date2": "SecondaryConstraintDate",
    },
    "Relationship": {
        "task_id": "SuccessorActivityObjectId", "pred_task_id": "PredecessorActivityObjectId",
        "pred_type": "Type", "lag_hr_cnt": "Lag",
    },
    "Resource": {
        "rsrc_id": "ObjectId", "rsrc_name": "Name", "rsrc_short_name": "Id",
        "rsrc_type": "ResourceType", "def_qty_per_hr": "DefaultUnitsPerTime",
    },
    "ResourceRate": {
        "rsrc_id": "ResourceObjectId", "max_qty_per_hr": "MaxUnitsPerTime",
        "cost_per_qty": "PricePerUnit",
    },
    "Role": {"role_id": "ObjectId", "role_name": "Name", "role_short_name": "Id"},
    "ScheduleOptions": {
        "proj_id": "ProjectObjectId",
        "sched_calendar_on_relationship_lag": "RelationshipLagCalendar",
    },
    "ResourceAssignment": {
        "task_id": "ActivityObjectId", "rsrc_id": "ResourceObjectId", "role_id": "RoleObjectId",
        "remain_qty_per_hr": "RemainingUnitsPerTime", "target_qty_per_hr": "PlannedUnitsPerTime",
    },
}  # fmt: skip
"""By element: columns of P6's tables, and the fields that hold the same here."""

TABLE_OF = {
    "Project": "PROJECT", "WBS": "PROJWBS", "Activity": "TASK", "Relationship": "TASKPRED",
    "Resource": "RSRC", "ResourceRate": "RSRCRATE", "ResourceAssignment": "TASKRSRC",
    "Role": "ROLES", "ScheduleOptions": "SCHEDOPTIONS",
}  # fmt: skip

WORDS = {
    "Task Dependent": "TT_Task", "Resource Dependent": "TT_Rsrc", "Level of Effort": "TT_LOE",
    "WBS Summary": "TT_WBS", "Start Milestone": "TT_Mile", "Finish Milestone": "TT_FinMile",
    "Not Started": "TK_NotStart", "In Progress": "TK_Active", "Completed": "TK_Complete",
    "Finish to Start": "PR_FS", "Start to Start": "PR_SS", "Finish to Finish": "PR_FF",
    "Start to Finish": "PR_SF", "Material": "RT_Mat", "Start On": "CS_MSO",
    "Start On or After": "CS_MSOA", "Start On or Before": "CS_MSOB", "Finish On": "CS_MEO",
    "Finish On or After": "CS_MEOA", "Finish On or Before": "CS_MEOB",
    "As Late As Possible": "CS_ALAP", "Mandatory Start": "CS_MANDSTART",
    "Mandatory Finish": "CS_MANDFIN", "Predecessor Activity Calendar": "rcal_Predecessor",
    "Successor Activity Calendar": "rcal_Successor", "24 Hour Calendar": "rcal_24Hour",
    "Project Default Calendar": "rcal_ProjDefault",
}  # fmt: skip
"""Words of this file as P6 itself has them."""
WORDY = {"task_type", "status_code", "pred_type", "rsrc_type", "cstr_type", "cstr_type2",
         "sched_calendar_on_relationship_lag"}  # fmt: skip

ASKED = frozenset(field for columns in COLUMNS.values() for field in columns.values()) | {
    "HoursPerDay", "HoursPerWeek", "IsDefault", "DayOfWeek", "Start", "Finish", "Date",
}  # fmt: skip


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is no such file."""
    root = nodes(path, KIND, ROOT, LEFT_OUT, ASKED)
    tables: Tables = {name: [] for name in TABLES}
    for project in root.all("Project"):
        if project.attributes.get("external") != "true":
            tables["PROJECT"].append(_row(project, "Project"))
            for tag in ("WBS", "Activity", "Relationship", "ResourceAssignment",
                        "ScheduleOptions"):  # fmt: skip
                tables[TABLE_OF[tag]] += [
                    _row(node, tag, project.get("ObjectId")) for node in project.all(tag)
                ]
    for tag in ("Resource", "ResourceRate", "Role", "ResourceAssignment", "Relationship"):
        tables[TABLE_OF[tag]] += [_row(node, tag) for node in root.all(tag)]
    findings, calendars = Findings(), dict[str, Calendar]()
    for node in (*root.all("Calendar"), *root.all("Project", "Calendar")):
        key = node.get("ObjectId")
        values = {"clndr_id": key, "default_flag": "Y" if node.get("IsDefault") == "1" else "N"}
        tables["CALENDAR"].append(Row(node.line, values))
        calendars[key] = _calendar(node, path.name, findings)
    return P6Plan(path.name, KIND, tables, calendars, findings).plan()


def _row(node: Node, tag: str, project: str = "") -> Row:
    values = {column: node.get(field) for column, field in COLUMNS[tag].items()}
    for column in WORDY & values.keys():
        values[column] = WORDS.get(values[column], values[column])
    if project:
        values["proj_id"] = project
    return Row(node.line, values)


def _calendar(node: Node, file: str, findings: Findings) -> Calendar:
    week: list[Shifts] = [()] * 7
    for day in node.all("StandardWorkWeek", "StandardWorkHours"):
        if day.get("DayOfWeek") in DAYS:
            week[DAYS.index(day.get("DayOfWeek"))] = tuple(_shifts(day))
    found = Calendar(node.get("Name"), tuple(week), tuple(sorted(_exceptions(node).items())))
    if usable(found):
        return found
    findings.assumed(
        "a calendar that cannot be read", Place(file=file, row=node.line), node.get("Name"),
        "It is taken for Monday to Friday.", "Check the dates, and export the calendar again.",
    )  # fmt: skip
    return Calendar(node.get("Name"))


def _exceptions(node: Node) -> dict[date, Shifts]:
    found = {}
    for one in node.all("HolidayOrExceptions", "HolidayOrException"):
        day = day_of(one.get("Date"))
        if day is not None:
            found[day] = tuple(_shifts(one))
    return found


def _shifts(node: Node) -> Iterator[tuple[int, int]]:
    """Working times; this file writes 11:59 for noon."""
    for time in node.all("WorkTime"):
        start, finish = clock_time(time.get("Start")), clock_time(time.get("Finish"))
        if start is not None and finish is not None:
            finish += re.search(r":59(:|$)", time.get("Finish")) is not None
            yield start, finish if finish > start else 24 * 60
