"""GanttProject (*.gan): tasks within tasks, each with a start and a number of working days.

A dependency names the successor, and stands in its predecessor. A milestone is called a meeting,
and takes a day in files of old versions. Weekends may be shown only, and worked on.
The file has no finish dates: they follow from starts, durations and the calendar.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from simulator.limits import LAST_YEAR
from simulator.plans import (
    Calendar,
    Clock,
    Findings,
    Place,
    Plan,
    PlanActivity,
    PlanDemand,
    PlanProject,
    PlanRelation,
    PlanRole,
)
from simulator.plans.calendars import USUAL, Shifts, usable
from simulator.plans.plan import Kind
from simulator.readers.errors import ReadError
from simulator.readers.markup import Node, nodes
from simulator.readers.outlines import nested
from simulator.readers.worktimes import day_of, number

KIND = "GanttProject file (.gan)"
KINDS: dict[str, Kind] = {"1": "SS", "2": "FS", "3": "FF", "4": "SF"}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS_AROUND = 15
"""So many years around the plan have the holidays that come every year."""
UNNAMED = "Untitled"
"""What the program calls a project that nobody has named."""
PERCENT = 100


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is no such file."""
    root = nodes(path, KIND, "project", ("view", "previous", "taskproperties"))
    rows = [pair for tasks in root.all("tasks") for pair in nested(tasks, "task")]
    if not rows:
        raise ReadError(path, root.line, "has no <task>; expected at least one")
    return _File(path, root, rows).plan()


class _File:
    """A parsed file, and what is found in it."""

    def __init__(self, path: Path, root: Node, rows: list[tuple[Node, str]]) -> None:
        self.name = path.name
        self.stem = path.stem
        self.root = root
        self.rows = rows
        self.title = root.get("name")
        if not self.title or self.title.startswith(UNNAMED):
            self.title = path.stem
        self.findings = Findings()
        tasks = root.all("tasks")
        self.milestones_take_no_time = any(it.get("empty-milestones") == "true" for it in tasks)
        starts = [day for node, _ in rows if (day := day_of(node.get("start"))) is not None]
        first = min(starts, default=date(2027, 1, 4))
        self.calendar = self._calendar(first)
        self.clock = Clock(self.calendar, first - timedelta(days=first.weekday()))

    def _calendar(self, first: date) -> Calendar:
        week: list[Shifts] = [USUAL] * 5 + [()] * 2
        types = [*self.root.all("calendars", "day-types")]
        types += [*self.root.all("calendars", "day-types", "calendar")]  # before version 2.7
        for one in types:
            for node in one.all("default-week"):
                week = [() if node.get(day) == "1" else USUAL for day in WEEK]
            if any(node.get("value") == "true" for node in one.all("only-show-weekends")):
                week = [USUAL] * 7
        days = dict(self._days(first))
        found = Calendar("the file's", tuple(week), tuple(sorted(days.items())))
        return found if usable(found) else Calendar()

    def _days(self, first: date) -> Iterator[tuple[date, Shifts]]:
        """Holidays and days worked all the same; without a year they come every year."""
        for node in self.root.all("calendars", "date"):
            year, month, day = (int(number(node.get(it)) or 0) for it in ("year", "month", "date"))
            years = range(first.year - 1, min(LAST_YEAR, first.year + YEARS_AROUND))
            for one in [year] if year else years:
                try:
                    yield date(one, month, day), USUAL if "WORK" in node.get("type") else ()
                except ValueError:
                    continue

    def plan(self) -> Plan:
        """Everything that came in."""
        roles = tuple(self.roles())
        demands = self.demands({role.key for role in roles})
        return Plan(
            file=self.name,
            source=KIND,
            projects=(
                PlanProject(
                    key=self.name, id=self.stem, name=self.title, place=Place(file=self.name)
                ),
            ),
            activities=tuple(
                self.activity(node, parent, demands.get(node.get("id"), []))
                for node, parent in self.rows
            ),
            relations=tuple(self.relations()),
            roles=roles,
            calendar=self.calendar,
            findings=self.findings.all(),
        )

    def activity(self, node: Node, parent: str, demands: list[PlanDemand]) -> PlanActivity:
        """A task as it stands."""
        days = self.calendar.days(480 * max(0.0, number(node.get("duration")) or 0.0))
        if node.get("meeting") == "true" and self.milestones_take_no_time:
            days = 0.0
        start = day_of(node.get("start"))
        held = node.get("thirdDate-constraint") == "1"
        return PlanActivity(
            key=node.get("id"),
            project=self.name,
            name=node.get("name"),
            parent=parent,
            days=days,
            start=start,
            finish=self._finish(start, days),
            earliest=day_of(node.get("thirdDate")) if held else None,
            done=min(1.0, max(0.0, (number(node.get("complete")) or 0.0) / PERCENT)),
            demands=tuple(demands),
            place=Place(file=self.name, row=node.line),
        )

    def _finish(self, start: date | None, days: float) -> date | None:
        """The last day of an activity; a milestone's day before, at whose evening it is."""
        if start is None:
            return None
        if days == 0:
            return start - timedelta(days=1)
        return self.clock.date_of(self.clock.day(start) + days)

    def relations(self) -> Iterator[PlanRelation]:
        """All links, each written in what comes before."""
        for node, _ in self.rows:
            for link in node.all("depend"):
                lag = self.calendar.days(480 * (number(link.get("difference")) or 0.0))
                kind = KINDS.get(link.get("type"), "FS")
                place = Place(file=self.name, row=link.line)
                yield PlanRelation(node.get("id"), link.get("id"), kind, lag, place)

    def roles(self) -> Iterator[PlanRole]:
        """The people, and when they are away."""
        away: dict[str, list[tuple[date, date]]] = {}
        for node in self.root.all("vacations", "vacation"):
            first, last = day_of(node.get("start")), day_of(node.get("end"))
            if first is not None and last is not None and first <= last:
                away.setdefault(node.get("resourceid"), []).append((first, last))
        for node in self.root.all("resources", "resource"):
            yield PlanRole(
                key=node.get("id"),
                name=node.get("name"),
                people=1.0,
                away=tuple(away.get(node.get("id"), ())),
                place=Place(file=self.name, row=node.line),
            )

    def demands(self, known: set[str]) -> dict[str, list[PlanDemand]]:
        """By task: who is assigned to it."""
        found: dict[str, list[PlanDemand]] = {}
        for node in self.root.all("allocations", "allocation"):
            who, load = node.get("resource-id"), number(node.get("load") or "100")
            if who in known and load and load > 0:
                found.setdefault(node.get("task-id"), []).append(PlanDemand(who, load / PERCENT))
        return found
