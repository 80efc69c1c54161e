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
    PlanRelation,
)
from simulator.plans.calendars import elapsed
from simulator.plans.plan import Kind, When
from simulator.readers.door import contents
from simulator.readers.errors import ReadError
from simulator.readers.markup import Node, parsed
from simulator.readers.mspdi_calendars import Calendars
from simulator.readers.mspdi_dates import Dates
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
KINDS: dict[str, Kind] = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
BY_THE_CLOCK = {4, 6, 8, 10, 12, 36, 38, 40, 42, 44}
"""Formats of durations that pass by night and on weekends too."""
WORKING_DAYS = 7
PERCENT = {19, 20, 51, 52}
NO_LATER = {"2": "must start on", "3": "must finish on", "5": "no later", "7": "no later"}
ALAP, START_ON, FINISH_ON, START_FROM, FINISH_FROM = "1", "2", "3", "4", "6"


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
            relations=tuple(self.relations()),
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
        usual = self._commonest()
        for uid, node in self.rows.items():
            for link in node.all("PredecessorLink"):
                before, kind = link.get("PredecessorUID"), link.get("Type") or "1"
                if before in self.left_out:
                    continue
                if link.get("CrossProject") == "1" or before not in self.rows:
                    self.findings.left_out(
                        "a link to what is not there", self.place(link), before,
                        "The link is left out.", "Read the other file too.",
                    )  # fmt: skip
                    continue
                calendar = self.calendars.of(node.get("CalendarUID"))
                lag = _lag(link, self.days[before], calendar)
                loose = lag != 0 and (_form(link) in BY_THE_CLOCK or calendar.week != usual.week)
                kind_of_link = KINDS.get(kind, "FS")
                yield PlanRelation(before, uid, kind_of_link, lag, self.place(link), loose)


def _lag(link: Node, days_before: float, calendar: Calendar) -> float:
    """Days of a lag: by the calendar of what comes after, by the clock, or a share of what comes
    before."""
    size, form = number(link.get("LinkLag")) or 0.0, _form(link)
    if form in PERCENT:
        return days_before * size / 100
    return elapsed(size / 10) if form in BY_THE_CLOCK else calendar.days(size / 10)


def _form(link: Node) -> int:
    """In which way a link says its lag."""
    return int(number(link.get("LagFormat")) or WORKING_DAYS)
