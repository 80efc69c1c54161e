"""Plans of Primavera P6, whatever file they come in: tables as P6 itself has them.

Hours are those of an activity's own calendar. Summaries and levels of effort are no work and are
left out. A file may hold several projects, and links to projects that are not in it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from simulator.plans import (
    Calendar,
    Clock,
    Findings,
    Place,
    Plan,
    PlanActivity,
    PlanDemand,
    PlanPast,
    PlanProject,
    PlanRelation,
    PlanRole,
)
from simulator.plans.plan import Kind, When
from simulator.readers.worktimes import number, stamp

KINDS: dict[str, Kind] = {"PR_FS": "FS", "PR_SS": "SS", "PR_FF": "FF", "PR_SF": "SF"}
NO_WORK = {"TT_LOE": "a level of effort", "TT_WBS": "a summary of work"}
MILESTONES = ("TT_Mile", "TT_FinMile")
START_DATES = ("CS_MSO", "CS_MSOA", "CS_MANDSTART")
OWN_START = ("CS_MEO", "CS_MEOA", "CS_MANDFIN", "CS_ALAP")
NO_LATER = ("CS_MSOB", "CS_MEOB")
TABLES = ("PROJECT", "CALENDAR", "PROJWBS", "TASK", "TASKPRED", "RSRC", "RSRCRATE", "TASKRSRC")


class Row(NamedTuple):
    """A row of a table: its line, and its values by column."""

    line: int
    values: dict[str, str]

    def get(self, column: str) -> str:
        """What stands in a column; nothing if there is no such column."""
        return self.values.get(column, "")


Tables = dict[str, list[Row]]
"""The rows of tables by the names that P6 has for them."""


class P6Plan:
    """The tables of a file, and what is found in them."""

    def __init__(
        self,
        name: str,
        kind: str,
        tables: Tables,
        calendars: Mapping[str, Calendar],
        findings: Findings,
    ) -> None:
        self.name = name
        self.kind = kind
        self.tables = tables
        self.findings = findings
        self.calendars = calendars
        projects = [row.get("clndr_id") for row in tables["PROJECT"]]
        usual = [row.get("clndr_id") for row in tables["CALENDAR"]
                 if row.get("default_flag") == "Y"]  # fmt: skip
        ids = [it for it in (*projects, *usual) if it in calendars]
        self.default = calendars[ids[0]] if ids else Calendar()

    def place(self, row: Row, column: str = "") -> Place:
        """Where a row stands, with the id that its program shows for it."""
        named = [row.get("task_code")] if row.get("task_code") else []
        return Place(
            self.name, row=row.line, column=", ".join([*named, column] if column else named)
        )

    def plan(self) -> Plan:
        """Everything that came in."""
        roles = tuple(self.roles())
        demands = self.demands({role.key for role in roles})
        activities = (*self.groups(), *self.activities(demands))
        return Plan(
            file=self.name,
            source=self.kind,
            projects=tuple(self.projects()),
            activities=activities,
            relations=tuple(self.relations()),
            roles=roles,
            history=tuple(self.history()),
            calendar=self.default,
            findings=self.findings.all(),
        )

    def projects(self) -> Iterator[PlanProject]:
        """The projects of which there are activities; the others are only pointed to."""
        roots = {row.get("proj_id"): row for row in self.tables["PROJWBS"]
                 if row.get("proj_node_flag") == "Y"}  # fmt: skip
        worked = {row.get("proj_id") for row in self.tables["TASK"]}
        for row in self.tables["PROJECT"]:
            key = row.get("proj_id")
            root = roots.get(key)
            if key not in worked:
                self.findings.left_out(
                    "a project without activities", self.place(row), row.get("proj_short_name"),
                    "It is left out.", "Export it with its activities.",
                )  # fmt: skip
                continue
            yield PlanProject(
                key=key,
                name=row.get("proj_short_name") or (root.get("wbs_name") if root else key),
                start=stamp(row.get("plan_start_date")),
                finish=stamp(row.get("scd_end_date")),
                due=stamp(row.get("plan_end_date")),
                status=stamp(row.get("last_recalc_date")),
                place=self.place(row),
            )

    def groups(self) -> Iterator[PlanActivity]:
        """The levels of the work breakdown structure, without the projects themselves."""
        for row in self.tables["PROJWBS"]:
            if row.get("proj_node_flag") != "Y":
                yield PlanActivity(
                    key=f"group {row.get('wbs_id')}",
                    project=row.get("proj_id"),
                    name=row.get("wbs_name") or row.get("wbs_short_name"),
                    parent=f"group {row.get('parent_wbs_id')}",
                    place=self.place(row),
                )

    def activities(self, demands: dict[str, list[PlanDemand]]) -> Iterator[PlanActivity]:
        """The activities that are work, or milestones."""
        for row in self.tables["TASK"]:
            key, kind = row.get("task_id"), row.get("task_type")
            if kind in NO_WORK or not key:
                self.findings.left_out(
                    NO_WORK.get(kind, "an activity without number"), self.place(row),
                    row.get("task_name"), "It is left out with its links; it is no work by itself.",
                    "Nothing to do.",
                )  # fmt: skip
                continue
            yield self.activity(row, tuple(demands.get(key, ())))

    def activity(self, row: Row, demands: tuple[PlanDemand, ...]) -> PlanActivity:
        """An activity as it stands."""
        status = row.get("status_code")
        calendar = self.calendars.get(row.get("clndr_id"), self.default)
        days, left = (
            None if (hours := number(row.get(column))) is None else calendar.days(hours * 60)
            for column in ("target_drtn_hr_cnt", "remain_drtn_hr_cnt")
        )
        done = 1.0 if status == "TK_Complete" else 0.0
        if status == "TK_Active":
            done = 1 - (left or 0.0) / days if days and left is not None else 0.5
            done = min(0.99, max(0.01, done))
        ended = stamp(row.get("act_end_date"))
        if ended is not None and done < 1:
            self.findings.suspicious(
                "an actual finish of work in progress", self.place(row, "act_end_date"),
                row.get("act_end_date"), "Its status counts: it is not finished.",
                "Set it to completed if it is.",
            )  # fmt: skip
        begun = status == "TK_Active"
        start = "restart_date" if begun else "early_start_date"
        return PlanActivity(
            key=row.get("task_id"),
            project=row.get("proj_id"),
            name=row.get("task_name"),
            id=row.get("task_code"),
            parent=f"group {row.get('wbs_id')}",
            days=0.0 if row.get("task_type") in MILESTONES else days,
            start=stamp(row.get(start)) or stamp(row.get("target_start_date")),
            finish=stamp(row.get("early_end_date")) or stamp(row.get("target_end_date")),
            earliest=stamp(row.get("restart_date")) if begun else self._earliest(row),
            done=done,
            remaining=left if begun else None,
            began=stamp(row.get("act_start_date")),
            ended=ended if done == 1 else None,
            demands=demands,
            place=self.place(row),
        )

    def history(self) -> Iterator[PlanPast]:
        """Activities that are completed: the days of the plan in force, and those they took."""
        names = {it.get("proj_id"): it.get("proj_short_name") for it in self.tables["PROJECT"]}
        for row in self.tables["TASK"]:
            start, end = stamp(row.get("act_start_date")), stamp(row.get("act_end_date"))
            hours = number(row.get("target_drtn_hr_cnt"))
            if row.get("status_code") != "TK_Complete" or not hours or start is None or end is None:
                continue
            calendar = self.calendars.get(row.get("clndr_id"), self.default)
            actual = Clock(calendar, start.date()).day(end) if end >= start else 0.0
            yield PlanPast(
                project=names.get(row.get("proj_id"), ""),
                activity=row.get("task_name"),
                planned=calendar.days(hours * 60),
                actual=actual,
                finished=end,
                place=self.place(row),
            )

    def _earliest(self, row: Row) -> When | None:
        kind = row.get("cstr_type")
        if kind in NO_LATER:
            self.findings.left_out(
                "a date that must not be passed", self.place(row, "cstr_date"),
                row.get("cstr_date"), "Work may be later here; the date is left out.",
                "Make it the project's due day, if it matters.",
            )  # fmt: skip
        if kind in OWN_START:
            return stamp(row.get("early_start_date"))
        return stamp(row.get("cstr_date")) if kind in START_DATES else None

    def relations(self) -> Iterator[PlanRelation]:
        """All links; those to what is not in the file are said, and left to be left out."""
        for row in self.tables["TASKPRED"]:
            lag = number(row.get("lag_hr_cnt")) or 0.0
            yield PlanRelation(
                before=row.get("pred_task_id"),
                after=row.get("task_id"),
                kind=KINDS.get(row.get("pred_type"), "FS"),
                lag=self.default.days(lag * 60),
                place=self.place(row),
            )

    def roles(self) -> Iterator[PlanRole]:
        """People and machines that are assigned; material is left out."""
        used = {row.get("rsrc_id") for row in self.tables["TASKRSRC"]}
        rates = {row.get("rsrc_id"): row for row in self.tables["RSRCRATE"]}
        for row in self.tables["RSRC"]:
            key = row.get("rsrc_id")
            if key not in used:
                continue
            if row.get("rsrc_type") == "RT_Mat":
                self.findings.left_out(
                    "material", self.place(row), row.get("rsrc_name"),
                    "It is left out; only people and machines limit work here.", "Nothing to do.",
                )  # fmt: skip
                continue
            rate = rates.get(key)
            cost = number(rate.get("cost_per_qty")) if rate else None
            most = number(rate.get("max_qty_per_hr")) if rate else None
            yield PlanRole(
                key=key,
                name=row.get("rsrc_name") or row.get("rsrc_short_name"),
                people=most or number(row.get("def_qty_per_hr")),
                rate=cost * 8 / 1000 if cost and cost > 0 else None,
                place=self.place(row),
            )

    def demands(self, known: set[str]) -> dict[str, list[PlanDemand]]:
        """By activity: who is assigned to it, and how many of them."""
        found: dict[str, list[PlanDemand]] = {}
        for row in self.tables["TASKRSRC"]:
            who = row.get("rsrc_id")
            units = [number(row.get(f"{when}_qty_per_hr")) for when in ("remain", "target")]
            people = next((it for it in units if it), 1.0)
            if who in known and people > 0:
                found.setdefault(row.get("task_id"), []).append(PlanDemand(who, people))
        return found
