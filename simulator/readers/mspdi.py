"""Microsoft Project XML (MSPDI): tasks, links, people, assignments and calendars.

Durations are working time of a task's own calendar, or time by the clock where the format says so;
lags are tenths of a minute or percent. A finish date counts only with 100 %: some programs write a
false one everywhere. Left out, each with a finding: external and inactive tasks, material, costs.
"""

from collections.abc import Iterator
from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES
from simulator.plans import (
    Calendar,
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
from simulator.plans.calendars import elapsed
from simulator.plans.plan import Kind, When
from simulator.readers.door import contents
from simulator.readers.errors import ReadError
from simulator.readers.markup import Node, parsed
from simulator.readers.mspdi_calendars import Calendars
from simulator.readers.worktimes import number, period, stamp

KIND = "Microsoft Project XML file"
LEFT_OUT = (
    "TimephasedData", "ExtendedAttribute", "ExtendedAttributes", "OutlineCode",
    "OutlineCodes", "WBSMasks", "AvailabilityPeriods", "Rates", "Views", "Filters", "Groups",
    "Tables", "Maps", "Reports", "VBAProject",
)  # fmt: skip
ASKED = frozenset(
    """
    Name Title UID ID IsNull OutlineLevel Start Finish Duration DurationFormat ActualStart
    ActualFinish PercentComplete RemainingDuration ConstraintType ConstraintDate CalendarUID
    ExternalTask Active Manual PredecessorUID Type LinkLag LagFormat CrossProject MaxUnits
    StandardRate IsCostResource TaskUID ResourceUID Units StartDate FinishDate StatusDate
    BaseCalendarUID IsBaseCalendar DayType DayWorking FromTime ToTime FromDate ToDate Occurrences
    Month MonthDay Number ActualDuration
    """.split()  # noqa: SIM905 - forty names in quotation marks would be a page
)
KINDS: dict[str, Kind] = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
BY_THE_CLOCK = {4, 6, 8, 10, 12, 36, 38, 40, 42, 44}
"""Formats of durations that pass by night and on weekends too."""
PERCENT = {19, 20, 51, 52}
NO_LATER = {"2": "must start on", "3": "must finish on", "5": "no later", "7": "no later"}
ALAP, START_ON, FINISH_ON, START_FROM, FINISH_FROM = "1", "2", "3", "4", "6"
NOBODY = ("-65535", "-1", "")


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is no such file."""
    return plan_in(path, contents(path, MOST_PLAN_BYTES))


def plan_in(path: Path, whole: bytes) -> Plan:
    """The plan in bytes that came out of a file. Raises ReadError if it is none."""
    return _File(path, parsed(path, whole, KIND, "Project", LEFT_OUT, ASKED)).plan()


class _File:
    """A parsed file, and what is found in it."""

    def __init__(self, path: Path, root: Node) -> None:
        self.path = path
        self.name = path.name
        self.root = root
        self.findings = Findings()
        self.calendars = Calendars(root, self.name, self.findings)
        self.project = root.get("Name") or root.get("Title") or path.stem
        self.rows: dict[str, Node] = {}
        self.days: dict[str, float] = {}
        """Planned days of every task that came in."""

    def place(self, node: Node, field: str = "") -> Place:
        """Where a node stands, with the number that its program shows for it."""
        shown_as = [f"no. {node.get('ID')}"] if node.get("ID") else []
        column = ", ".join([*shown_as, field] if field else shown_as)
        return Place(file=self.name, row=node.line, column=column)

    def plan(self) -> Plan:
        """Everything that came in."""
        roles = tuple(self.roles())
        demands = self.demands({role.key for role in roles})
        activities = tuple(self.activities(demands))
        if not activities:
            raise ReadError(self.path, self.root.line, "has no <Task>; expected at least one")
        title = self.root.get("Title") or self.project
        project = PlanProject(
            key=self.name,
            id=self.path.stem,
            name=title.removesuffix(".xml").removesuffix(".mpp"),
            start=stamp(self.root.get("StartDate")),
            finish=stamp(self.root.get("FinishDate")),
            status=stamp(self.root.get("StatusDate")),
            place=Place(file=self.name),
        )
        return Plan(
            file=self.name,
            source=KIND,
            projects=(project,),
            activities=activities,
            relations=tuple(self.relations()),
            roles=roles,
            history=tuple(self.history()),
            calendar=self.calendars.default,
            findings=self.findings.all(),
        )

    def activities(self, demands: dict[str, list[PlanDemand]]) -> Iterator[PlanActivity]:
        """The tasks, each with the group it stands in by its outline level."""
        above: list[tuple[int, str]] = []
        for node in self.root.all("Tasks", "Task"):
            uid = node.get("UID")
            level = int(number(node.get("OutlineLevel")) or 0)
            if node.get("IsNull") == "1" or not uid or uid == "0" or self._is_not_ours(node):
                continue
            while above and above[-1][0] >= level:
                above.pop()
            self.rows[uid] = node
            yield self.activity(node, above[-1][1] if above else "", demands.get(uid, []))
            above.append((level, uid))

    def _is_not_ours(self, node: Node) -> bool:
        for field, value, about in (
            ("ExternalTask", "1", "a task of another file"), ("Active", "0", "an inactive task"),
        ):  # fmt: skip
            if node.get(field) == value:
                self.findings.left_out(
                    about, self.place(node, field), node.get("Name"),
                    "It is left out with its links.", "Read the other file too, or activate it.",
                )  # fmt: skip
                return True
        return False

    def activity(self, node: Node, parent: str, demands: list[PlanDemand]) -> PlanActivity:
        """A task as it stands."""
        uid, calendar = node.get("UID"), self.calendars.of(node.get("CalendarUID"))
        days = self._days(node, "Duration", calendar)
        self.days[uid] = days or 0.0
        done = (number(node.get("PercentComplete")) or 0.0) / 100
        ended = stamp(node.get("ActualFinish"))
        if ended is not None and done < 1:
            self.findings.suspicious(
                "an actual finish without 100 %", self.place(node, "ActualFinish"),
                node.get("ActualFinish"), f"It is {done:.0%} done, so it counts as not finished.",
                "Set it to 100 % if it is.",
            )  # fmt: skip
            ended = None
        return PlanActivity(
            key=uid,
            project=self.name,
            name=node.get("Name"),
            id=node.get("ID"),
            parent=parent,
            days=days,
            start=stamp(node.get("Start")),
            finish=stamp(node.get("Finish")),
            earliest=self._earliest(node),
            done=min(1.0, max(0.0, done)),
            remaining=self._days(node, "RemainingDuration", calendar) if 0 < done < 1 else None,
            began=stamp(node.get("ActualStart")) if done > 0 else None,
            ended=ended,
            demands=tuple(demands),
            placed=node.get("Manual") == "1",
            place=self.place(node),
        )

    def history(self) -> Iterator[PlanPast]:
        """Tasks that are finished and have a baseline: how long they were to take, and took."""
        for node in self.rows.values():
            first = next((it for it in node.all("Baseline") if it.get("Number") == "0"), None)
            worked = period(node.get("ActualDuration"))
            planned = None if first is None else period(first.get("Duration"))
            if node.get("PercentComplete") == "100" and worked and planned:
                calendar = self.calendars.of(node.get("CalendarUID"))
                yield PlanPast(
                    project=self.project,
                    activity=node.get("Name"),
                    planned=calendar.days(planned),
                    actual=calendar.days(worked),
                    finished=stamp(node.get("ActualFinish")),
                    place=self.place(node),
                )

    def _days(self, node: Node, field: str, calendar: Calendar) -> float | None:
        worked = period(node.get(field))
        if worked is None:
            return None
        by_the_clock = int(number(node.get("DurationFormat")) or 0) in BY_THE_CLOCK
        return elapsed(worked) if by_the_clock else calendar.days(worked)

    def _earliest(self, node: Node) -> When | None:
        kind, when = node.get("ConstraintType"), stamp(node.get("ConstraintDate"))
        if kind == ALAP or kind in (FINISH_ON, FINISH_FROM):
            return stamp(node.get("Start"))
        if kind in NO_LATER and kind != START_ON:
            self.findings.left_out(
                "a date that must not be passed", self.place(node, "ConstraintDate"),
                node.get("ConstraintDate"), "Work may be later here; the date is left out.",
                "Make it the project's due day, if it matters.",
            )  # fmt: skip
            return None
        return when if kind in (START_ON, START_FROM) else None

    def relations(self) -> Iterator[PlanRelation]:
        """All links between tasks that came in."""
        for uid, node in self.rows.items():
            for link in node.all("PredecessorLink"):
                before, kind = link.get("PredecessorUID"), link.get("Type") or "1"
                if link.get("CrossProject") == "1" or before not in self.rows:
                    self.findings.left_out(
                        "a link to what is not there", self.place(link), before,
                        "The link is left out.", "Read the other file too.",
                    )  # fmt: skip
                    continue
                lag = self._lag(link, self.days[before])
                yield PlanRelation(before, uid, KINDS.get(kind, "FS"), lag, self.place(link))

    def _lag(self, link: Node, days_before: float) -> float:
        size, form = number(link.get("LinkLag")) or 0.0, int(number(link.get("LagFormat")) or 7)
        if form in PERCENT:
            return days_before * size / 100
        return (
            elapsed(size / 10) if form in BY_THE_CLOCK else self.calendars.default.days(size / 10)
        )

    def roles(self) -> Iterator[PlanRole]:
        """The people; what is used up, or only costs, is left out."""
        for node in self.root.all("Resources", "Resource"):
            uid, name = node.get("UID"), node.get("Name")
            if node.get("IsNull") == "1" or uid in NOBODY or not name:
                continue
            if node.get("Type") == "0" or node.get("IsCostResource") == "1":
                self.findings.left_out(
                    "material or cost", self.place(node), name,
                    "It is left out; only people and machines limit work here.", "Nothing to do.",
                )  # fmt: skip
                continue
            rate = number(node.get("StandardRate"))
            yield PlanRole(
                key=uid,
                name=name,
                people=number(node.get("MaxUnits")) or 1.0,
                rate=None if not rate else max(0.0, rate) * 8 / 1000,
                away=self.calendars.away(node.get("CalendarUID")),
                place=self.place(node),
            )

    def demands(self, known: set[str]) -> dict[str, list[PlanDemand]]:
        """By task: who is assigned to it."""
        found: dict[str, list[PlanDemand]] = {}
        for node in self.root.all("Assignments", "Assignment"):
            who, units = node.get("ResourceUID"), number(node.get("Units") or "1")
            if who in known and units is not None and units > 0:
                found.setdefault(node.get("TaskUID"), []).append(PlanDemand(who, units))
        return found
