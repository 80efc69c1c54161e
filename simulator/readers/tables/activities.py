"""Rows of a table as activities, groups, links and people of a plan."""

from collections import Counter
from collections.abc import Iterator, Mapping

from simulator.plans import Findings, PlanActivity, PlanDemand, PlanRelation
from simulator.readers.tables.cells import (
    Before,
    amount,
    persons,
    predecessors,
    work_kind,
)
from simulator.readers.tables.dates import is_actual
from simulator.readers.tables.languages import BEGUN, DONE
from simulator.readers.tables.picked import Picked
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Row, said

HALF = 0.5
"""What is done of work of which only is said that it has begun."""


class Activities:
    """What a table of activities holds."""

    def __init__(self, table: Table, whole: str, findings: Findings) -> None:
        self.table = table
        self.findings = findings
        self.refs: dict[str, str] = {}
        """By id, number or name, in plain letters: the key."""
        self.project_of: dict[str, str] = {}
        """By key: the project that a row names itself."""
        self.people: dict[str, str] = {}
        """By key of a role: its name."""
        picked = Picked(table, whole, findings)
        self.rows = picked.rows
        self.headings = picked.headings
        self.phases = picked.phases
        self.projects = picked.projects
        self.keys = {row.number: f"{table.mapped.sheet}:{row.number}" for row in self.rows}
        codes = Counter(table.text(row, "wbs") for row in self.rows)
        self.coded = "wbs" in table.fields and all(
            count == 1 for code, count in codes.items() if code
        )

    def project(self, row: Row) -> str:
        """The project that a row belongs to: its own, or that of the row it is a part of."""
        if not self.table.text(row, "project"):
            above = self.refs.get(self.table.text(row, "parent").casefold(), "")
            return self.project_of.get(above, self.projects[row.number])
        return self.projects[row.number]

    def all(self) -> Iterator[PlanActivity]:
        """All activities, and a group for each phase that rows only name."""
        parents = dict(self._parents())
        for row, parent in parents.items():
            key, table = self.keys[row.number], self.table
            number = table.text(row, "id") or (table.text(row, "wbs") if self.coded else "")
            yield self._activity(row, key, number, parent)
        used = set(parents.values())
        for (project, phase), place in self._phase_rows().items():
            key = f"phase {project} {phase}"
            if key not in used:
                continue
            yield PlanActivity(
                key=key, project=project, name=phase, place=self.table.place(place, "phase")
            )

    def _phase_rows(self) -> dict[tuple[str, str], Row]:
        found: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            if phase := self._phase(row):
                found.setdefault((self.project(row), phase), row)
        return found

    def _phase(self, row: Row) -> str:
        named = self.table.text(row, "phase")
        if not named and not self.coded:
            named = self.table.text(row, "wbs")
        return named or self.table.above_name(row) or self.phases[row.number]

    def _parents(self) -> Iterator[tuple[Row, str]]:
        """Each row with its group: by parent, code, level, phase, or how far it is set in."""
        codes = {self.table.text(row, "wbs"): self.keys[row.number] for row in self.rows}
        self._number_refs()
        above: list[tuple[float, str]] = []
        for row in self.rows:
            key, parent = self.keys[row.number], ""
            depth = self._depth(row)
            while above and above[-1][0] >= depth:
                above.pop()
            if named := self.table.text(row, "parent"):
                parent = self.refs.get(named.casefold(), "")
            if not parent and self.coded:
                parent = codes.get(self.table.text(row, "wbs").rpartition(".")[0], "")
            if not parent and above:
                parent = above[-1][1]
            if not parent and (phase := self._phase(row)):
                parent = f"phase {self.project(row)} {phase}"
            above.append((depth, key))
            yield row, parent if parent != key else ""

    def _depth(self, row: Row) -> float:
        """How deep a row stands: by its level, or how far it is set in."""
        level = self.table.text(row, "level")
        if row.number in self.headings:
            return -1.0
        if level.isdecimal() and len(level) < 4:
            return float(level)
        return float(row.depth or self.table.set_in(row))

    def _number_refs(self) -> None:
        """What others may call a row: its id, its code, its place in the list, its name."""
        for field in ("name", "wbs", "other_id", "id"):
            for row in self.rows:
                key = self.keys[row.number]
                name = self.table.name(row) if field == "name" else self.table.text(row, field)
                if name:
                    self.refs[name.casefold()] = key
                    if field == "id":
                        self.refs.setdefault(name.casefold().lstrip("0"), key)
                elif field == "id" and "id" not in self.table.fields:
                    self.refs.setdefault(str(self.table.place_in_list(row)), key)
        for row in self.rows:
            if named := self.table.text(row, "project"):
                self.project_of[self.keys[row.number]] = named

    def _activity(self, row: Row, key: str, number: str, parent: str) -> PlanActivity:
        table = self.table
        done = self._done(row)
        start, finish = table.dates(row)
        began, ended = table.date(row, "began"), table.date(row, "ended")
        if is_actual(table.cell(row, "start")):
            began = began or start
        if is_actual(table.cell(row, "finish")):
            ended = ended or finish
        if done == HALF and began is None:
            began = start
        wording = table.cell(row, "work")
        low, high = (table.days(row, field) for field in ("low", "high"))
        return PlanActivity(
            key=key,
            project=self.project(row),
            name=table.name(row),
            id=number,
            parent=parent,
            days=table.days(row, "duration"),
            effort=table.days(row, "effort"),
            low=low,
            high=high,
            start=start,
            finish=finish,
            earliest=table.date(row, "earliest"),
            done=done,
            remaining=table.days(row, "remaining") if done else None,
            began=began,
            ended=ended if done is None or done == 1 else None,
            demands=tuple(self._demands(row)),
            work=work_kind(wording),
            place=table.place(row),
        )

    def _done(self, row: Row) -> float | None:
        """Which share is done: as the number says, else as the word for its status does."""
        cell = self.table.cell(row, "done")
        found = self.table.share(row, "done")
        word = (self.table.text(row, "status") or said(cell)).casefold()
        if found is None and word in DONE:
            return 1.0
        if found is None and word in BEGUN:
            self.findings.assumed(
                "work in progress without a share", self.table.place(row, "status"), word,
                "Half of it is taken for done.", "Give the share that is done.",
            )  # fmt: skip
            return HALF
        return found

    def is_done(self, row: Row) -> bool:
        """Whether all of it is done, as its share or its status says."""
        found = self.table.share(row, "done")
        word = (self.table.text(row, "status") or said(self.table.cell(row, "done"))).casefold()
        return found == 1 if found is not None else word in DONE

    def _demands(self, row: Row) -> Iterator[PlanDemand]:
        many = self.table.cell(row, "how_many")
        named = [person for cell in self.table.cells(row, "who") for person in persons(cell)]
        for name, people in named:
            if many is not None and len(named) == 1:
                people = _units(said(many), people)
            key = name.casefold()
            self.people.setdefault(key, name)
            yield PlanDemand(key, people)

    def relations(self, days: Mapping[str, float]) -> Iterator[PlanRelation]:
        """All links; what they name and is not there is said."""
        for row in self.rows:
            for cell in self.table.cells(row, "predecessors"):
                for before in predecessors(cell):
                    key = self._key_of(before)
                    if key is None:
                        self.findings.left_out(
                            "a link to what is not there", self.table.place(row, "predecessors"),
                            before.who, "The link is left out.",
                            "Write an id, number or name of this table.",
                        )  # fmt: skip
                        continue
                    if before.unknown:
                        self.findings.assumed(
                            "a kind of link", self.table.place(row, "predecessors"),
                            before.unknown, "It is taken for finish to start.",
                            "Write FS, SS, FF or SF.",
                        )  # fmt: skip
                    lag = before.lag * days.get(key, 0.0) if before.percent else before.lag
                    place = self.table.place(row, "predecessors")
                    yield PlanRelation(key, self.keys[row.number], before.kind, lag, place)

    def _key_of(self, before: Before) -> str | None:
        who = before.who.casefold()
        names = (who, who.removesuffix(".0"), who.lstrip("0"))
        return next((self.refs[name] for name in names if name in self.refs), None)


def _units(text: str, otherwise: float) -> float:
    """How many people: 2, 50 %, 0.5."""
    value = amount(text)
    if value is None or value <= 0:
        return otherwise
    return value / 100 if "%" in text else value
