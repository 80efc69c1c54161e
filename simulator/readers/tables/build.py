"""The tables of a file as one plan, by a mapping."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from simulator.plans import (
    Calendar,
    Findings,
    Place,
    Plan,
    PlanActivity,
    PlanProject,
    PlanRelation,
    PlanRole,
)
from simulator.plans.calendars import of_days_a_week
from simulator.readers.errors import ReadError
from simulator.readers.tables import delimited, registers, workbook
from simulator.readers.tables.activities import Activities
from simulator.readers.tables.fields import FIELDS, About
from simulator.readers.tables.finished import finished
from simulator.readers.tables.headers import guess, guessed
from simulator.readers.tables.mapping import Mapping
from simulator.readers.tables.phases import phase_columns, phases
from simulator.readers.tables.risks import risks
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Sheet

EXPECTED = (
    "has no table that we know; expected a header with names of columns such as Activity, "
    "Duration, Start and Predecessors, or Project, Start and Due, or map its columns by hand"
)
ALONE = (
    "holds only a table of {}; expected one of activities or projects beside it, in the same "
    "workbook"
)
KIND = dict.fromkeys((".csv", ".tsv", ".txt"), delimited.KIND)


def read(path: Path, mapping: Mapping | None = None) -> Plan:
    """The plan in the tables of a file. Raises ReadError if nothing in it can be one."""
    findings = Findings()
    found = tables(path, findings)
    return plan_in(path, found, mapping or guessed(found), findings)


def tables(path: Path, findings: Findings | None = None) -> tuple[Sheet, ...]:
    """The tables of a file as they stand. Raises ReadError if it is no such file."""
    read_them = delimited.sheets if path.suffix.lower() in KIND else workbook.sheets
    return read_them(path, Findings() if findings is None else findings)


def plan_in(path: Path, sheets: tuple[Sheet, ...], mapping: Mapping, findings: Findings) -> Plan:
    """The plan that a mapping finds in tables. Raises ReadError if it finds none."""
    by_name = {sheet.name: sheet for sheet in sheets}
    found: dict[About, list[Table]] = {about: [] for about in FIELDS}
    for mapped in mapping.sheets:
        if mapped.sheet in by_name:
            table = Table(path.name, by_name[mapped.sheet], mapped, findings)
            found[mapped.about].append(table)
    if not found["activities"] and not found["projects"] and not found["history"]:
        others = [about for about in found if found[about]]
        raise ReadError(path, None, ALONE.format(others[0]) if others else EXPECTED)
    _say_what_was_not_read(path, sheets, mapping, findings)
    return _Build(path, found, mapping, findings).plan()


def _say_what_was_not_read(
    path: Path, sheets: tuple[Sheet, ...], mapping: Mapping, findings: Findings
) -> None:
    read_names = {sheet.sheet for sheet in mapping.sheets}
    hidden = {sheet.name: sheet.hidden_rows for sheet in sheets if not sheet.hidden}
    for mapped in mapping.sheets:
        if hidden.get(mapped.sheet):
            findings.assumed(
                "hidden rows", Place(file=path.name, sheet=mapped.sheet), hidden[mapped.sheet],
                "They are read as if they were shown.", "Delete them, if they are not meant.",
            )  # fmt: skip
        read_too = {place for places in phase_columns(mapped).values() for place in places}
        more = [
            it.header for it in mapped.columns
            if not it.field and it.first and it.place not in read_too
        ]  # fmt: skip
        if more:
            findings.left_out(
                "columns", Place(file=path.name, sheet=mapped.sheet), ", ".join(more),
                f"They were not read; columns that mean nothing here: {len(more)}.",
                "Map them by hand, if they belong to the plan.",
            )  # fmt: skip
    for sheet in sheets:
        if sheet.name not in read_names and sheet.rows:
            likely = guess(sheet)
            findings.left_out(
                "a sheet", Place(file=path.name, sheet=sheet.name), sheet.name,
                f"It was not read; it looks like a table of {likely.sheet.about}." if likely
                else "It was not read; it looks like no table of ours.",
                "Map it by hand, if it belongs to the plan.",
            )  # fmt: skip


class _Build:
    """A plan on its way from tables."""

    def __init__(
        self, path: Path, tables: dict[About, list[Table]], mapping: Mapping, findings: Findings
    ) -> None:
        self.path = path
        self.tables = tables
        self.mapping = mapping
        self.findings = findings

    def plan(self) -> Plan:
        """Everything that the tables hold."""
        listed = [it for table in self.tables["projects"] for it in registers.projects(table)]
        whole = listed[0].key if len(listed) == 1 else self.path.stem
        several = len(self.tables["activities"]) > 1
        work = [
            Activities(table, table.mapped.sheet if several else whole, self.findings)
            for table in self.tables["activities"]
        ]
        activities: list[PlanActivity] = [row for one in work for row in one.all()]
        for table in self.tables["projects"]:
            activities += phases(table, listed)
        relations: list[PlanRelation] = []
        for one in work:
            days = {row.key: row.days or 0.0 for row in activities}
            relations += one.relations(days)
        projects = _with_those_named(listed, activities, self.path)
        return Plan(
            file=self.path.name,
            source=KIND.get(self.path.suffix.lower(), workbook.KIND),
            projects=projects,
            activities=_of(projects, activities),
            relations=tuple(relations),
            roles=self._roles(work),
            risks=tuple(
                risk
                for table in self.tables["risks"]
                for risk in risks(table, self.mapping, projects[0].key if projects else "")
            ),
            history=(
                *(it for table in self.tables["history"] for it in registers.history(table)),
                *(it for one in work for it in finished(one)),
            ),
            calendar=self._calendar(),
            findings=self.findings.all(),
        )

    def _calendar(self) -> Calendar:
        every_day = any(it.counted == "calendar days" for it in self.tables["activities"])
        return of_days_a_week(7) if every_day else Calendar()

    def _roles(self, work: Iterable[Activities]) -> tuple[PlanRole, ...]:
        """People of the table of people, and those whom activities name beside them."""
        known = {it.key: it for table in self.tables["people"] for it in registers.people(table)}
        named = {
            key: PlanRole(key=key, name=name, place=Place(file=self.path.name))
            for one in work
            for key, name in one.people.items()
        }
        return tuple((named | known).values())


def _with_those_named(
    listed: list[PlanProject], activities: list[PlanActivity], path: Path
) -> tuple[PlanProject, ...]:
    """The projects of their table, then those that only activities name."""
    known = {it.key.casefold(): it for it in listed}
    for row in activities:
        if row.project.casefold() not in known:
            known[row.project.casefold()] = PlanProject(
                key=row.project, name=row.project, place=row.place or Place(file=path.name)
            )
    return tuple(known.values())


def _of(
    projects: tuple[PlanProject, ...], activities: list[PlanActivity]
) -> tuple[PlanActivity, ...]:
    """The activities with their projects named as the table of projects does."""
    keys = {it.key.casefold(): it.key for it in projects}
    return tuple(
        row if row.project == keys[row.project.casefold()]
        else replace(row, project=keys[row.project.casefold()])
        for row in activities
    )  # fmt: skip
