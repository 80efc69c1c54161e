"""Plans of Primavera P6, whatever file they come in: tables as P6 itself has them.

Hours are those of an activity's own calendar. Summaries and levels of effort are no work and are
left out. A file may hold several projects, and links to projects that are not in it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

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
)
from simulator.plans.plan import When
from simulator.readers.p6_calendars import P6Calendars
from simulator.readers.p6_links import relations
from simulator.readers.p6_people import demands, roles
from simulator.readers.p6_tables import Row, Tables, place
from simulator.readers.worktimes import stamp

NO_WORK = {"TT_LOE": "a level of effort", "TT_WBS": "a summary of work"}
MILESTONES = ("TT_Mile", "TT_FinMile")
START_DATES = ("CS_MSO", "CS_MSOA", "CS_MANDSTART")
OWN_START = ("CS_MEO", "CS_MEOA", "CS_MANDFIN", "CS_ALAP")
NO_LATER = ("CS_MSOB", "CS_MEOB")


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
        self.calendars = P6Calendars(tables, calendars)
        self.no_work = {row.get("task_id") for row in tables["TASK"]
                        if row.get("task_type") in NO_WORK}  # fmt: skip

    def place(self, row: Row, column: str = "") -> Place:
        """Where a row stands, with the id that its program shows for it."""
        return place(self.name, row, column)

    def plan(self) -> Plan:
        """Everything that came in."""
        people = tuple(roles(self.name, self.tables, self.findings))
        assigned = demands(self.tables, {role.key for role in people})
        activities = (*self.groups(), *self.activities(assigned))
        return Plan(
            file=self.name,
            source=self.kind,
            projects=tuple(self.projects()),
            activities=activities,
            relations=tuple(relations(self.name, self.tables, self.calendars, self.no_work)),
            roles=people,
            history=tuple(self.history()),
            calendar=self.calendars.commonest(),
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

    def activities(self, assigned: dict[str, list[PlanDemand]]) -> Iterator[PlanActivity]:
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
            yield self.activity(row, tuple(assigned.get(key, ())))

    def activity(self, row: Row, demands: tuple[PlanDemand, ...]) -> PlanActivity:
        """An activity as it stands."""
        status = row.get("status_code")
        calendar = self.calendars.of(row)
        days, left = (
            None if (hours := row.number(column)) is None else calendar.days(hours * 60)
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
        return PlanActivity(
            key=row.get("task_id"),
            project=row.get("proj_id"),
            name=row.get("task_name"),
            id=row.get("task_code"),
            parent=f"group {row.get('wbs_id')}",
            days=0.0 if row.get("task_type") in MILESTONES else days,
            start=_first(row, "restart_date", "early_start_date", "target_start_date"),
            finish=_first(row, "reend_date", "early_end_date", "target_end_date"),
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
            hours = row.number("target_drtn_hr_cnt")
            if row.get("status_code") != "TK_Complete" or not hours or start is None or end is None:
                continue
            calendar = self.calendars.of(row)
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
        """The date before which it must not start, by either of its two constraints."""
        found = [self._asked(row, "cstr_type", "cstr_date"),
                 self._asked(row, "cstr_type2", "cstr_date2")]  # fmt: skip
        return max((it for it in found if it is not None), default=None)

    def _asked(self, row: Row, kind_column: str, date_column: str) -> datetime | None:
        kind = row.get(kind_column)
        if kind in NO_LATER:
            self.findings.left_out(
                "a date that must not be passed", self.place(row, date_column),
                row.get(date_column), "Work may be later here; the date is left out.",
                "Make it the project's due day, if it matters.",
            )  # fmt: skip
        if kind in OWN_START:
            return _first(row, "restart_date", "early_start_date", "target_start_date")
        return stamp(row.get(date_column)) if kind in START_DATES else None


def _first(row: Row, *columns: str) -> datetime | None:
    """The first of these dates that is there."""
    return next((at for it in columns if (at := stamp(row.get(it))) is not None), None)
