"""Planner (*.planner): tasks within tasks, durations in seconds of working time."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from simulator.plans import (
    Calendar,
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
from simulator.readers.worktimes import clock_time, number, stamp

KIND = "Planner file (.planner)"
KINDS: dict[str, Kind] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF"}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d))?")
WORKING, OFF, AS_BASE = "0", "1", "2"
HELD = ("start-no-earlier-than", "must-start-on")
PERCENT = 100


def read(path: Path) -> Plan:
    """The plan in a file. Raises ReadError if it is no such file."""
    root = nodes(path, KIND, "project", ("phases", "properties"))
    rows = [pair for tasks in root.all("tasks") for pair in nested(tasks, "task")]
    if not rows:
        raise ReadError(path, root.line, "has no <task>; expected at least one")
    return _File(path, root, rows).plan()


def moment_of(text: str) -> datetime | None:
    """The moment in a text such as 20151001T080000Z."""
    found = STAMP.match(text)
    if not found:
        return None
    year, month, day, hour, minute = (part or "00" for part in found.groups())
    return stamp(f"{year}-{month}-{day}T{hour}:{minute}")


class _File:
    """A parsed file, and what is found in it."""

    def __init__(self, path: Path, root: Node, rows: list[tuple[Node, str]]) -> None:
        self.name = path.name
        self.stem = path.stem
        self.root = root
        self.rows = rows
        self.title = root.get("name") or path.stem
        self.findings = Findings()
        wanted = root.get("calendar")
        known = {node.get("id"): (node, above) for node, above in _calendars(root)}
        self.calendar = _calendar(wanted if wanted in known else next(iter(known), ""), known)

    def plan(self) -> Plan:
        """Everything that came in."""
        roles = tuple(self.roles())
        demands = self.demands({role.key for role in roles})
        project = PlanProject(
            key=self.name,
            id=self.stem,
            name=self.title,
            start=moment_of(self.root.get("project-start")),
            place=Place(file=self.name),
        )
        return Plan(
            file=self.name,
            source=KIND,
            projects=(project,),
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
        held = [
            moment_of(it.get("time")) for it in node.all("constraint") if it.get("type") in HELD
        ]
        seconds = number(node.get("duration"))
        days = None if seconds is None else self.calendar.days(max(0.0, seconds) / 60)
        work = number(node.get("work"))
        return PlanActivity(
            key=node.get("id"),
            project=self.name,
            name=node.get("name"),
            parent=parent,
            days=0.0 if node.get("type") == "milestone" else days,
            effort=None if work is None else self.calendar.days(max(0.0, work) / 60),
            start=moment_of(node.get("work-start")) or moment_of(node.get("start")),
            finish=moment_of(node.get("end")),
            earliest=held[0] if held else None,
            done=min(1.0, max(0.0, (number(node.get("percent-complete")) or 0.0) / PERCENT)),
            demands=tuple(demands),
            place=Place(file=self.name, row=node.line),
        )

    def relations(self) -> Iterator[PlanRelation]:
        """All links, each written in what comes after."""
        for node, _ in self.rows:
            for link in node.all("predecessors", "predecessor"):
                lag = self.calendar.days((number(link.get("lag")) or 0.0) / 60)
                kind = KINDS.get(link.get("type"), "FS")
                place = Place(file=self.name, row=link.line)
                yield PlanRelation(link.get("predecessor-id"), node.get("id"), kind, lag, place)

    def roles(self) -> Iterator[PlanRole]:
        """The people; material, which has the type 2, is left out."""
        for node in self.root.all("resources", "resource"):
            place = Place(file=self.name, row=node.line)
            if node.get("type") == "2":
                self.findings.left_out(
                    "material", place, node.get("name"),
                    "It is left out; only people and machines limit work here.", "Nothing to do.",
                )  # fmt: skip
                continue
            units, rate = number(node.get("units")), number(node.get("std-rate"))
            yield PlanRole(
                key=node.get("id"),
                name=node.get("name") or node.get("short-name"),
                people=units / PERCENT if units and units >= PERCENT else 1.0,
                rate=rate * 8 / 1000 if rate and rate > 0 else None,
                place=place,
            )

    def demands(self, known: set[str]) -> dict[str, list[PlanDemand]]:
        """By task: who is assigned to it."""
        found: dict[str, list[PlanDemand]] = {}
        for node in self.root.all("allocations", "allocation"):
            who, units = node.get("resource-id"), number(node.get("units") or "100")
            if who in known and units and units > 0:
                found.setdefault(node.get("task-id"), []).append(PlanDemand(who, units / PERCENT))
        return found


def _calendars(root: Node) -> Iterator[tuple[Node, str]]:
    for one in root.all("calendars"):
        yield from nested(one, "calendar")


def _calendar(wanted: str, known: dict[str, tuple[Node, str]]) -> Calendar:
    """A calendar; what it does not say, or leaves to its base, is as there."""
    lines = [wanted]
    while lines[-1] in known and known[lines[-1]][1] not in lines:
        lines.append(known[lines[-1]][1])
    shifts: dict[str, Shifts] = {WORKING: USUAL, OFF: ()}
    week, days, name = [USUAL] * 5 + [()] * 2, dict[date, Shifts](), ""
    for key in reversed([it for it in lines if it in known]):
        node, name = known[key][0], known[key][0].get("name")
        for kind in node.all("overridden-day-types", "overridden-day-type"):
            shifts[kind.get("id")] = tuple(_shifts(kind))
        for one in node.all("default-week"):
            week = [_on(one.get(day), shifts, week[at]) for at, day in enumerate(WEEK)]
        for one in node.all("days", "day"):
            at = moment_of(one.get("date"))
            if at is not None:
                days[at.date()] = shifts.get(one.get("id"), ())
    found = Calendar(name, tuple(week), tuple(sorted(days.items())))
    return found if usable(found) else Calendar()


def _on(kind: str, shifts: dict[str, Shifts], base: Shifts) -> Shifts:
    """When people work on a day of a kind; on one that is left to the base, as there."""
    return base if kind == AS_BASE else shifts.get(kind, USUAL)


def _shifts(node: Node) -> Iterator[tuple[int, int]]:
    for one in node.all("interval"):
        start, end = (
            clock_time(f"{one.get(it)[:2]}:{one.get(it)[2:4]}") for it in ("start", "end")
        )
        if start is not None and end is not None:
            yield start, end if end > start else 24 * 60
