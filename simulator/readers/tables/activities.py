"""Rows of a table as activities, groups, links and people of a plan."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from simulator.plans import Findings, PlanActivity, PlanDemand, PlanRelation
from simulator.readers.tables.cells import (
    Before,
    amount,
    persons,
    predecessors,
    share,
    work_kind,
)
from simulator.readers.tables.fields import plain
from simulator.readers.tables.languages import BEGUN, CANCELLED, DONE, ON_HOLD, TOTALS
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Row, said

HALF = 0.5
"""What is done of work of which only is said that it has begun."""


class Activities:
    """What a table of activities holds."""

    def __init__(self, table: Table, whole: str, findings: Findings) -> None:
        self.table = table
        self.whole = whole
        """The project of rows that name none."""
        self.findings = findings
        self.keys: dict[int, str] = {}
        self.refs: dict[str, str] = {}
        """By id, number or name, in plain letters: the key."""
        self.people: dict[str, str] = {}
        """By key of a role: its name."""
        self.rows: list[Row] = []
        self.phases: dict[int, str] = {}
        self.headers = {plain(it.header) for it in table.mapped.columns}
        self._choose()
        codes = Counter(table.text(row, "wbs") for row in self.rows)
        self.coded = "wbs" in table.fields and all(
            count == 1 for code, count in codes.items() if code
        )

    def _choose(self) -> None:
        """Which rows are work: no totals, no headers that stand there again, no titles of these."""
        repeated = {row.number for row in self.table.rows if self._is_header(row)}
        phase = self.table.title if repeated else ""
        for row, below in zip_longest(self.table.rows, self.table.rows[1:]):
            texts = [said(cell) for cell in row.cells if said(cell)]
            if row.number in repeated:
                continue
            if len(texts) == 1 and below is not None and below.number in repeated:
                phase = texts[0]
                continue
            name = self.table.text(row, "name")
            if name.casefold().rstrip(" :") in TOTALS:
                self.findings.left_out(
                    "a total", self.table.place(row, "name"), name,
                    "The row is left out.", "Nothing to do.",
                )  # fmt: skip
            elif name and not self._is_cancelled(row, name):
                self.rows.append(row)
                self.keys[row.number] = f"{self.table.mapped.sheet}:{row.number}"
                self.phases[row.number] = phase

    def _is_cancelled(self, row: Row, name: str) -> bool:
        """Whether its status says that it will never be done; what is on hold only waits."""
        status = self.table.text(row, "status").casefold()
        if status in ON_HOLD:
            self.findings.assumed(
                "work on hold", self.table.place(row, "status"), name,
                "It comes in as if it went on.", "Take it out, if nobody will do it.",
            )  # fmt: skip
        if status not in CANCELLED:
            return False
        self.findings.left_out(
            "cancelled work", self.table.place(row, "status"), name,
            "The row is left out.", "Nothing to do.",
        )  # fmt: skip
        return True

    def _is_header(self, row: Row) -> bool:
        """Whether most of a row's texts are headers."""
        texts = [plain(said(cell)) for cell in row.cells if said(cell)]
        return len(texts) > 1 and sum(it in self.headers for it in texts) > len(texts) / 2

    def project(self, row: Row) -> str:
        """The project that a row belongs to."""
        return self.table.text(row, "project") or self.whole

    def all(self) -> Iterator[PlanActivity]:
        """All activities, and a group for each phase that rows only name."""
        parents = dict(self._parents())
        for row, parent in parents.items():
            key, table = self.keys[row.number], self.table
            number = table.text(row, "id") or (table.text(row, "wbs") if self.coded else "")
            yield self._activity(row, key, number, parent)
        for (project, phase), place in self._phase_rows().items():
            key = f"phase {project} {phase}"
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
        return named or self.phases[row.number]

    def _parents(self) -> Iterator[tuple[Row, str]]:
        """Each row with its group: by parent, code, level, phase, or how far it is set in."""
        codes = {self.table.text(row, "wbs"): self.keys[row.number] for row in self.rows}
        self._number_refs()
        above: list[tuple[float, str]] = []
        for row in self.rows:
            key, parent = self.keys[row.number], ""
            level = self.table.text(row, "level")
            depth = (
                float(level)
                if level.isdecimal() and len(level) < 4
                else float(row.depth or self._set_in(row))
            )
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

    def _set_in(self, row: Row) -> int:
        """How far a row's name is set in by blanks."""
        name = self.table.cell(row, "name")
        return len(name) - len(name.lstrip()) if isinstance(name, str) else 0

    def _number_refs(self) -> None:
        """What others may call a row: its id, its code, its place in the list, its name."""
        for field in ("name", "wbs", "other_id", "id"):
            for number, row in enumerate(self.rows, 1):
                name = self.table.text(row, field)
                if name:
                    self.refs[name.casefold()] = self.keys[row.number]
                elif field == "id" and "id" not in self.table.fields:
                    self.refs.setdefault(str(number), self.keys[row.number])

    def _activity(self, row: Row, key: str, number: str, parent: str) -> PlanActivity:
        table = self.table
        done = self._done(row)
        start, finish = table.date(row, "start"), table.date(row, "finish")
        began, ended = table.date(row, "began"), table.date(row, "ended")
        if done == HALF and began is None:
            began = start
        wording = table.cell(row, "work")
        low, high = (table.days(row, field) for field in ("low", "high"))
        return PlanActivity(
            key=key,
            project=self.project(row),
            name=table.text(row, "name"),
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
        found = share(cell)
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
        return self.refs.get(before.who.casefold()) or self.refs.get(
            before.who.casefold().removesuffix(".0")
        )


def _units(text: str, otherwise: float) -> float:
    """How many people: 2, 50 %, 0.5."""
    value = amount(text)
    if value is None or value <= 0:
        return otherwise
    return value / 100 if "%" in text else value
