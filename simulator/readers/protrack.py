"""ProTrack project files (*.p2x): activities, relations with lags, resources, baseline.

What is read: durations and lags in hours of the file's own agenda, relations of all four kinds,
resources with their number and hourly rate, assignments, the agenda's start date and the planned
finish, which becomes the due day. What is left out: costs per use, fixed costs, holidays and
materials (resources that are used up), of which the model has no notion; planned starts, because
the model decides when work starts; and activities that are in the file but no longer in its
outline, which a planner has deleted. An assignment that asks for more of a resource than there is
cannot be carried out; the file is refused. Durations are rounded to eighths of a day.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

from simulator.readers.elements import Element, parse
from simulator.readers.errors import ReadError
from simulator.scenario import (
    Activity,
    Demand,
    Project,
    Relation,
    Role,
    Scenario,
    nearest_hour,
    on_grid,
)
from simulator.values import cut, shown

KINDS: dict[str, Literal["FS", "SS", "FF", "SF"]] = {"0": "SS", "1": "SF", "2": "FS", "3": "FF"}
TABLES = (
    "NAME", "Agenda", "Activities", "Relations", "Resources", "ResourceAssignments", "OutlineList",
)  # fmt: skip
"""What is read; a file holds other tables, which are larger than all of these."""
RESOURCE, ROLE_NAME, RATE, NUMBER = "FIELD0", "FIELD1", "FIELD771", "FIELD780"
IS_ACTIVITY = "2"
"""The type of those children in the outline that are no groups."""
IS_KEPT = "FIELD769"
"""1 for people and machines, 0 for material, which is used up."""
ASSIGNED_ACTIVITY, ASSIGNED_RESOURCE, ASSIGNED_NUMBER = "FIELD1024", "FIELD1025", "FIELD1026"


def read(path: Path) -> Scenario:
    """The project of a file and its roles. Raises ReadError where it is not as it should be."""
    file = _File(path)
    hours = file.hours_a_day()
    roles = file.roles(hours)
    ids = file.unique(file.rows("Activities", "Activity"), "UniqueID", "activity")
    if not ids:
        raise file.error(file.root, "has no <Activity>; expected at least one")
    kept = file.in_outline(ids)
    demands = file.demands(ids, kept, roles)
    relations = file.relations(ids, kept, hours)
    activities = tuple(
        Activity(
            id=activity_id,
            name=activity.text_of("Name"),
            days=on_grid(file.number(activity, "BaseLineDuration", at_least=0) / hours),
            people=demands.get(activity_id, ()),
            predecessors=relations.get(activity_id, ()),
        )
        for activity_id, activity in kept.items()
    )
    ends = [
        file.number(row, "StartCPMUnits", at_least=0) + file.number(row, "BaseLineDuration")
        for row in kept.values()
        if row.find("StartCPMUnits") is not None
    ]
    name = file.root.text_of("NAME") or path.stem
    project = Project(
        id=path.stem,
        name=name,
        activities=activities,
        due=on_grid(max(ends) / hours) if ends else None,
    )
    return Scenario(
        name=path.stem,
        title=name,
        start=file.start(),
        roles=tuple(role for role in roles.values() if role),
        projects=(project,),
    )


Rows = Mapping[str, Element]
"""The rows of a table by their number in the file."""


class _File:
    """A parsed file, and the errors that name places in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = parse(path, "ProTrack file", TABLES)
        if self.root.tag != "Project":
            found = f"found <{cut(self.root.tag)}>"
            raise self.error(self.root, f"expected <Project> as outermost, {found}")

    def error(self, element: Element, problem: str) -> ReadError:
        """The error to raise about an element."""
        return ReadError(self.path, element.line, f"column {element.column + 1}: {problem}")

    def rows(self, table: str, row: str) -> list[Element]:
        """All rows of a table, which may stand in the file twice."""
        return self.root.find_all(table, row)

    def unique(self, rows: list[Element], field: str, what: str) -> dict[str, Element]:
        """The rows by id."""
        by_id: dict[str, Element] = {}
        for row in rows:
            key = self.word(row, field)
            if key in by_id:
                raise self.error(
                    row, f"{what} {cut(key)} stands twice; expected one <{field}> each"
                )
            by_id[key] = row
        return by_id

    def word(self, element: Element, field: str) -> str:
        """The text of a field that must be there."""
        text = element.text_of(field)
        if not text:
            raise self.error(element, f"<{cut(element.tag)}> has no <{field}>; expected one")
        return text

    def number(self, element: Element, field: str, at_least: float | None = None) -> float:
        """A field as a number."""
        text = self.word(element, field)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not abs(value) < 1e9 or (at_least is not None and value < at_least):
            limit = "" if at_least is None else f" of at least {at_least:g}"
            raise self.error(element, f"<{field}> is {shown(text)}; expected a number{limit}")
        return value

    def in_outline(self, ids: Rows) -> Rows:
        """The activities that the outline shows; all of them if it shows none."""
        outlined = {
            child.text_of("Data")
            for outline in self.root.find_all("OutlineList")
            for child in outline.all_within("Child")
            if child.text_of("Type") == IS_ACTIVITY
        }
        return {key: row for key, row in ids.items() if key in outlined} or ids

    def agenda(self) -> Element:
        """The file's agenda, which like other tables may stand in it twice."""
        found = self.root.find_all("Agenda")
        if not found:
            raise self.error(self.root, "has no <Agenda>; expected the working hours")
        return next((agenda for agenda in found if agenda.children), found[0])

    def hours_a_day(self) -> int:
        """Working hours of a working day in the file's agenda."""
        agenda = self.agenda()
        hours = 24 - len(agenda.find_all("NonWorkingHours", "Hour"))
        if not 1 <= hours <= 24:
            raise self.error(agenda, f"leaves {hours} working hours a day; expected 1 to 24")
        return hours

    def start(self) -> str:
        """The agenda's start date."""
        agenda = self.agenda()
        text = self.word(agenda, "StartDate")
        try:
            return datetime.strptime(text, "%d%m%Y%H%M").date().isoformat()
        except ValueError:
            problem = (
                f"<StartDate> is {shown(text)}; expected day, month, year, hour as 310120140800"
            )
            raise self.error(agenda, problem) from None

    def roles(self, hours: int) -> dict[str, Role | None]:
        """The resources by their number in the file; two of one name are told apart by it.

        None stands for material.
        """
        rows = self.unique(self.rows("Resources", "Resource"), RESOURCE, "resource")
        names = Counter(self.word(row, ROLE_NAME) for row in rows.values())
        roles: dict[str, Role | None] = {}
        for key, row in rows.items():
            name = self.word(row, ROLE_NAME)
            if row.text_of(IS_KEPT) == "0":
                roles[key] = None
                continue
            roles[key] = Role(
                id=name if names[name] == 1 else f"{name} ({key})",
                people=self.number(row, NUMBER, at_least=0),
                rate=self.number(row, RATE, at_least=0) * hours / 1000,
            )
        return roles

    def demands(
        self, ids: Rows, kept: Rows, roles: Mapping[str, Role | None]
    ) -> dict[str, tuple[Demand, ...]]:
        """By activity: what is assigned to it; two assignments of one resource add up."""
        needs: dict[str, dict[str, float]] = {}
        for row in self.rows("ResourceAssignments", "ResourceAssignment"):
            activity, key = self.word(row, ASSIGNED_ACTIVITY), self.word(row, ASSIGNED_RESOURCE)
            number = self.number(row, ASSIGNED_NUMBER, at_least=0)
            self.must_exist(row, activity, ids, "activity")
            self.must_exist(row, key, roles, "resource")
            pool = roles[key]
            if activity not in kept or pool is None:
                continue
            need = needs.setdefault(activity, {})
            need[pool.id] = need.get(pool.id, 0.0) + number
            if need[pool.id] > pool.people:
                raise self.error(
                    row,
                    f"activity {cut(activity)} asks for {need[pool.id]:g} of {shown(pool.id)}; "
                    f"expected at most the {pool.people:g} there are",
                )
        return {
            activity: tuple(Demand(role=role, people=n) for role, n in need.items() if n > 0)
            for activity, need in needs.items()
        }

    def relations(self, ids: Rows, kept: Rows, hours: int) -> dict[str, tuple[Relation, ...]]:
        """By activity: what must be true of its predecessors."""
        found: dict[str, list[Relation]] = {}
        for row in self.rows("Relations", "Relation"):
            before, after = self.word(row, "FromTask"), self.word(row, "ToTask")
            kind = self.word(row, "LagType")
            self.must_exist(row, before, ids, "activity")
            self.must_exist(row, after, ids, "activity")
            if kind not in KINDS:
                raise self.error(
                    row, f"<LagType> is {shown(kind)}; expected one of {', '.join(KINDS)}"
                )
            if (unit := row.text_of("LagKind") or "0") != "0":
                raise self.error(
                    row, f"<LagKind> is {shown(unit)}; expected 0, a lag in working hours"
                )
            lag = nearest_hour(self.number(row, "Lag") / hours)
            if before in kept and after in kept:
                relation = Relation(activity=before, kind=KINDS[kind], lag=lag)
                found.setdefault(after, []).append(relation)
        return {after: tuple(relations) for after, relations in found.items()}

    def must_exist(self, row: Element, key: str, table: Collection[str], what: str) -> None:
        """Raise ReadError if a row points to something that is not in the file."""
        if key not in table:
            raise self.error(row, f"names {what} {cut(key)}; expected one that stands in this file")
