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
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element as PlainElement
from xml.parsers import expat

from simulator.readers.door import contents
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

KINDS = {"0": "SS", "1": "SF", "2": "FS", "3": "FF"}
RESOURCE, ROLE_NAME, RATE, NUMBER = "FIELD0", "FIELD1", "FIELD771", "FIELD780"
IS_ACTIVITY = "2"
"""The type of those children in the outline that are no groups."""
IS_KEPT = "FIELD769"
"""1 for people and machines, 0 for material, which is used up."""
ASSIGNED_ACTIVITY, ASSIGNED_RESOURCE, ASSIGNED_NUMBER = "FIELD1024", "FIELD1025", "FIELD1026"


class Element(PlainElement):
    """An XML element that knows where it stands in its file."""

    place = (1, 0)


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
            name=(activity.findtext("Name") or "").strip(),
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
    name = (file.root.findtext("NAME") or path.stem).strip()
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


class _File:
    """A parsed file, and the errors that name places in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = self._parse()
        if self.root.tag != "Project":
            raise self.error(self.root, f"expected <Project> as outermost, found <{self.root.tag}>")

    def _parse(self) -> Element:
        """The file's elements, each with its line and column."""
        parser, open_elements, found = expat.ParserCreate(), [], []

        def start(tag: str, attributes: dict) -> None:
            element = Element(tag, attributes)
            element.place = (parser.CurrentLineNumber, parser.CurrentColumnNumber)
            (open_elements[-1] if open_elements else found).append(element)
            open_elements.append(element)

        def text(data: str) -> None:
            if open_elements:
                open_elements[-1].text = (open_elements[-1].text or "") + data

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda tag: open_elements.pop()
        parser.CharacterDataHandler = text
        whole = contents(self.path)
        try:
            parser.Parse(whole, True)
        except (LookupError, ValueError) as error:
            raise ReadError(
                self.path, 1, f"has an unknown encoding ({error}); expected UTF-8"
            ) from None
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            problem = f"column {error.offset + 1}: is not XML ({what}); expected a ProTrack file"
            raise ReadError(self.path, error.lineno, problem) from None
        return found[0]

    def error(self, element: Element, problem: str) -> ReadError:
        """The error to raise about an element."""
        line, column = element.place
        return ReadError(self.path, line, f"column {column + 1}: {problem}")

    def rows(self, table: str, row: str) -> list[Element]:
        """All rows of a table, which may stand in the file twice."""
        return [it for found in self.root.findall(table) for it in found.findall(row)]

    def unique(self, rows: list[Element], field: str, what: str) -> dict[str, Element]:
        """The rows by id."""
        by_id: dict[str, Element] = {}
        for row in rows:
            key = self.word(row, field)
            if key in by_id:
                raise self.error(row, f"{what} {key} stands twice; expected one <{field}> each")
            by_id[key] = row
        return by_id

    def word(self, element: Element, field: str) -> str:
        """The text of a field that must be there."""
        text = (element.findtext(field) or "").strip()
        if not text:
            raise self.error(element, f"<{element.tag}> has no <{field}>; expected one")
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
            raise self.error(element, f"<{field}> is '{text}'; expected a number{limit}")
        return value

    def in_outline(self, ids: dict[str, Element]) -> dict[str, Element]:
        """The activities that the outline shows; all of them if it shows none."""
        shown = {
            (child.findtext("Data") or "").strip()
            for outline in self.root.findall("OutlineList")
            for child in outline.iter("Child")
            if (child.findtext("Type") or "").strip() == IS_ACTIVITY
        }
        return {key: row for key, row in ids.items() if key in shown} or ids

    def agenda(self) -> Element:
        """The file's agenda, which like other tables may stand in it twice."""
        found = self.root.findall("Agenda")
        if not found:
            raise self.error(self.root, "has no <Agenda>; expected the working hours")
        return next((agenda for agenda in found if len(agenda)), found[0])

    def hours_a_day(self) -> int:
        """Working hours of a working day in the file's agenda."""
        agenda = self.agenda()
        hours = 24 - len(agenda.findall("NonWorkingHours/Hour"))
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
            problem = f"<StartDate> is '{text}'; expected day, month, year, hour as 310120140800"
            raise self.error(agenda, problem) from None

    def roles(self, hours: int) -> dict[str, Role | None]:
        """The resources by their number in the file; two of one name are told apart by it.

        None stands for material.
        """
        rows = self.unique(self.rows("Resources", "Resource"), RESOURCE, "resource")
        names = Counter(self.word(row, ROLE_NAME) for row in rows.values())
        roles = {}
        for key, row in rows.items():
            name = self.word(row, ROLE_NAME)
            if (row.findtext(IS_KEPT) or "").strip() == "0":
                roles[key] = None
                continue
            roles[key] = Role(
                id=name if names[name] == 1 else f"{name} ({key})",
                people=self.number(row, NUMBER, at_least=0),
                rate=self.number(row, RATE, at_least=0) * hours / 1000,
            )
        return roles

    def demands(
        self, ids: dict, kept: dict, roles: dict[str, Role | None]
    ) -> dict[str, tuple[Demand, ...]]:
        """By activity: what is assigned to it; two assignments of one resource add up."""
        needs: dict[str, dict[str, float]] = {}
        for row in self.rows("ResourceAssignments", "ResourceAssignment"):
            activity, role = self.word(row, ASSIGNED_ACTIVITY), self.word(row, ASSIGNED_RESOURCE)
            number = self.number(row, ASSIGNED_NUMBER, at_least=0)
            self.must_exist(row, activity, ids, "activity")
            self.must_exist(row, role, roles, "resource")
            if activity not in kept or roles[role] is None:
                continue
            need = needs.setdefault(activity, {})
            need[role] = need.get(role, 0.0) + number
            if need[role] > roles[role].people:
                raise self.error(
                    row,
                    f"activity {activity} asks for {need[role]:g} of '{roles[role].id}'; "
                    f"expected at most the {roles[role].people:g} there are",
                )
        return {
            activity: tuple(
                Demand(role=roles[role].id, people=n) for role, n in need.items() if n > 0
            )
            for activity, need in needs.items()
        }

    def relations(self, ids: dict, kept: dict, hours: int) -> dict[str, tuple[Relation, ...]]:
        """By activity: what must be true of its predecessors."""
        found: dict[str, tuple[Relation, ...]] = {}
        for row in self.rows("Relations", "Relation"):
            before, after = self.word(row, "FromTask"), self.word(row, "ToTask")
            kind = self.word(row, "LagType")
            self.must_exist(row, before, ids, "activity")
            self.must_exist(row, after, ids, "activity")
            if kind not in KINDS:
                raise self.error(row, f"<LagType> is '{kind}'; expected one of {', '.join(KINDS)}")
            if (unit := row.findtext("LagKind", "0").strip()) != "0":
                raise self.error(row, f"<LagKind> is '{unit}'; expected 0, a lag in working hours")
            lag = nearest_hour(self.number(row, "Lag") / hours)
            if before in kept and after in kept:
                relation = Relation(activity=before, kind=KINDS[kind], lag=lag)
                found[after] = (*found.get(after, ()), relation)
        return found

    def must_exist(self, row: Element, key: str, table: dict, what: str) -> None:
        """Raise ReadError if a row points to something that is not in the file."""
        if key not in table:
            raise self.error(row, f"names {what} {key}; expected one that stands in this file")
