"""Microsoft Project XML (MSPDI): tasks, links, people, assignments and calendars.

Durations are working time of a task's own calendar, or time by the clock where the format says so;
lags are tenths of a minute or percent. A finish date counts only with 100 %: some programs write a
false one everywhere. Left out, each with a finding: external and inactive tasks, material, costs.
"""

from collections import Counter
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
)
from simulator.plans.calendars import elapsed
from simulator.readers.door import contents
from simulator.readers.errors import ReadError
from simulator.readers.markup import Node, parsed
from simulator.readers.mspdi_calendars import Calendars
from simulator.readers.mspdi_dates import Dates, earliest
from simulator.readers.mspdi_links import BY_THE_CLOCK, Tasks, relations
from simulator.readers.mspdi_people import demands, roles
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
    Month MonthDay MonthItem MonthPosition DaysOfWeek Period Number ActualDuration Deadline
    IsSubproject SubprojectName
    """.split()  # noqa: SIM905 - fifty names in quotation marks would be a page
)


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
        self.dates = Dates(root, self.calendars.default)
        self.project = root.get("Name") or root.get("Title") or path.stem
        self.rows: dict[str, Node] = {}
        self.left_out: set[str] = set()
        """Tasks that did not come in, as was said of each of them."""
        self.days: dict[str, float] = {}
        """Planned days of every task that came in."""

    def place(self, node: Node, field: str = "") -> Place:
        """Where a node stands, with the number that its program shows for it."""
        shown_as = [f"no. {node.get('ID')}"] if node.get("ID") else []
        column = ", ".join([*shown_as, field] if field else shown_as)
        return Place(file=self.name, row=node.line, column=column)

    def plan(self) -> Plan:
        """Everything that came in."""
        people = tuple(roles(self.root, self.name, self.calendars, self.findings))
        assigned = demands(self.root, {role.key for role in people})
        activities = tuple(self.activities(assigned))
        if not activities:
            raise ReadError(self.path, self.root.line, "has no <Task>; expected at least one")
        title = self.root.get("Title") or self.project
        project = PlanProject(
            key=self.name,
            id=self.path.stem,
            name=title.removesuffix(".xml").removesuffix(".mpp"),
            start=stamp(self.root.get("StartDate")),
            finish=self.dates.end(self.root.get("FinishDate")),
            status=stamp(self.root.get("StatusDate")),
            place=Place(file=self.name),
        )
        self._say_what_stands_for_files({row.parent for row in activities})
        return Plan(
            file=self.name,
            source=KIND,
            projects=(project,),
            activities=activities,
            relations=tuple(
                relations(
                    Tasks(self.rows, self.left_out, self.days),
                    self.calendars,
                    self._commonest(),
                    self.name,
                    self.findings,
                )
            ),
            roles=people,
            history=tuple(self.history()),
            calendar=self._commonest(),
            findings=self.findings.all(),
        )

    def _commonest(self) -> Calendar:
        """The calendar by which most tasks are planned."""
        counts = Counter(node.get("CalendarUID") for node in self.rows.values())
        return self.calendars.of(counts.most_common(1)[0][0])

    def _say_what_stands_for_files(self, groups: set[str]) -> None:
        for uid, node in self.rows.items():
            if node.get("IsSubproject") == "1" and uid not in groups:
                self.findings.assumed(
                    "an inserted project", self.place(node, "SubprojectName"),
                    node.get("SubprojectName") or node.get("Name"),
                    "Its tasks are in another file; it comes in as one activity.",
                    "Read the other file too, or save the plan with its parts in it.",
                )  # fmt: skip

    def activities(self, assigned: dict[str, list[PlanDemand]]) -> Iterator[PlanActivity]:
        """The tasks, each with the group it stands in by its outline level."""
        above: list[tuple[int, str]] = []
        for node in self.root.all("Tasks", "Task"):
            uid = node.get("UID")
            level = int(number(node.get("OutlineLevel")) or 0)
            if node.get("IsNull") == "1" or not uid or uid == "0":
                continue
            if self._is_not_ours(node):
                self.left_out.add(uid)
                continue
            while above and above[-1][0] >= level:
                above.pop()
            self.rows[uid] = node
            yield self.activity(node, above[-1][1] if above else "", assigned.get(uid, []))
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
        if stamp(node.get("Deadline")) is not None and done < 1:
            self.findings.left_out(
                "a deadline of an activity", self.place(node, "Deadline"), node.get("Deadline"),
                "Only projects have deadlines here.",
                "Make it the project's deadline or due day, if it matters.",
            )  # fmt: skip
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
            finish=self.dates.end(node.get("Finish")),
            earliest=earliest(node, self.place(node, "ConstraintDate"), self.findings),
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
