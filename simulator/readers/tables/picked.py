"""Which rows of a table are work: no totals, no headers that stand there again, nothing that is
cancelled, nothing of another table below; and which of them are headings of those below."""

from itertools import zip_longest

from simulator.plans import Findings
from simulator.readers.tables.cells import is_note
from simulator.readers.tables.fields import SYNONYMS, plain
from simulator.readers.tables.languages import CANCELLED, NO, ON_HOLD, TOTALS
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Row, said

NEEDED = ("start", "finish", "span", "duration", "effort")
"""One of these says when work is done, or how long it takes."""
SAYING = (*NEEDED, "who", "predecessors", "done", "status", "began", "ended")
"""If none of these says anything a row has no more than a name."""
STRUCTURE = ("level", "parent", "phase", "wbs")
LONGEST = 80
"""No name of a column has more characters."""
A_HEADER = 3
"""So many names of columns a header has at least."""


class Picked:
    """The rows of a table that are work, each with the phase and the project around it."""

    def __init__(self, table: Table, whole: str, findings: Findings) -> None:
        self.table = table
        self.findings = findings
        self.rows: list[Row] = []
        self.headings: set[int] = set()
        """Numbers of rows that only have a name, and stand above others."""
        self.phases: dict[int, str] = {}
        self.projects: dict[int, str] = {}
        self.headers = {plain(it.header) for it in table.mapped.columns}
        self._pick()
        self._find_headings()
        self._name_projects(whole)

    def _pick(self) -> None:
        table = self.table
        rows = self._of_this_table()
        repeated = {row.number for row in rows if self._is_header(row)}
        phase, of_items = table.title if repeated else "", True
        for row, below in zip_longest(rows, rows[1:]):
            texts = [said(cell) for cell in row.cells if said(cell)]
            if row.number in repeated:
                of_items = self._names_items(row)
                continue
            if len(texts) == 1 and below is not None and below.number in repeated:
                phase = texts[0]
                continue
            name = table.name(row)
            if name.casefold().rstrip(" :") in TOTALS:
                self.findings.left_out(
                    "a total", table.place(row, "name"), name,
                    "The row is left out.", "Nothing to do.",
                )  # fmt: skip
            elif name and not self._is_cancelled(row, name):
                self.rows.append(row)
                self.phases[row.number] = phase
            elif not of_items and texts:
                self.findings.left_out(
                    "a part of an item", table.place(row), texts[0],
                    "It stands under headers of its own; the row is left out.",
                    "Nothing to do, unless parts are planned by themselves.",
                )  # fmt: skip

    def _of_this_table(self) -> tuple[Row, ...]:
        """The rows until another table begins."""
        rows = self.table.rows
        for at, row in enumerate(rows):
            if at and row.number - rows[at - 1].number > 1 and self._begins_another(row):
                self.findings.left_out(
                    "a second table", self.table.place(row), said(row.at(0)),
                    "Only the first table of a sheet is read.", "Put it on a sheet of its own.",
                )  # fmt: skip
                return rows[:at]
        return rows

    def _begins_another(self, row: Row) -> bool:
        texts = [plain(text[:LONGEST]) for cell in row.cells if (text := said(cell))]
        if len(texts) < A_HEADER or self._is_header(row):
            return False
        names = sum(any(text in known for known in SYNONYMS.values()) for text in texts)
        return names * 2 >= len(texts)

    def _is_header(self, row: Row) -> bool:
        """Whether most of a row's texts are headers."""
        texts = [plain(text[:LONGEST]) for cell in row.cells if (text := said(cell))]
        return len(texts) > 1 and sum(it in self.headers for it in texts) > len(texts) / 2

    def _names_items(self, row: Row) -> bool:
        """Whether a header that stands there again has the names where they are above."""
        names = {plain(self.table.mapped.header_of(at)) for at in self.table.where("name")}
        return any(plain(said(row.at(at))) in names for at in self.table.where("name"))

    def _is_cancelled(self, row: Row, name: str) -> bool:
        """Whether its status says that it will never be done; what is on hold only waits."""
        status = self.table.text(row, "status").casefold()
        if status in ON_HOLD:
            self.findings.assumed(
                "work on hold", self.table.place(row, "status"), name,
                "It comes in as if it went on.", "Take it out, if nobody will do it.",
            )  # fmt: skip
        if self.table.text(row, "active").casefold() in NO:
            self.findings.left_out(
                "an inactive task", self.table.place(row, "active"), name,
                "The row is left out.", "Activate it, if it is to be done.",
            )  # fmt: skip
            return True
        if status not in CANCELLED:
            return False
        self.findings.left_out(
            "cancelled work", self.table.place(row, "status"), name,
            "The row is left out.", "Nothing to do.",
        )  # fmt: skip
        return True

    def _find_headings(self) -> None:
        """Rows with no more than a name, if most have more and nothing else makes groups."""
        bare = {row.number for row in self.rows if self._is_bare(row)}
        if not bare or len(bare) * 2 > len(self.rows) or self._has_structure():
            return
        kept = []
        for row, below in zip_longest(self.rows, self.rows[1:]):
            if row.number not in bare:
                kept.append(row)
            elif is_note(self.table.name(row)):
                self.findings.left_out(
                    "a row that only has a name", self.table.place(row, "name"),
                    self.table.name(row), "It is taken for a note; the row is left out.",
                    "Give it dates or a duration, if it is work.",
                )  # fmt: skip
            elif below is not None and below.number not in bare:
                kept.append(row)
                self.headings.add(row.number)
                self.findings.assumed(
                    "a row that only has a name", self.table.place(row, "name"),
                    self.table.name(row), "It is taken for the heading of the rows below.",
                    "Give it dates or a duration, if it is work.",
                )  # fmt: skip
            else:
                kept.append(row)
        self.rows = kept

    def _is_bare(self, row: Row) -> bool:
        return not any(self.table.text(row, field) for field in SAYING)

    def _has_structure(self) -> bool:
        if not set(NEEDED) & self.table.fields or len(self.table.where("name")) > 1:
            return True
        depths = {row.depth or self.table.set_in(row) for row in self.rows}
        return len(depths) > 1 or any(
            self.table.text(row, field) for field in STRUCTURE for row in self.rows
        )

    def _name_projects(self, whole: str) -> None:
        """The project of each row; where a cell is empty it is that of the row above."""
        last, filled = "", 0
        for row in self.rows:
            named = self.table.text(row, "project")
            filled += bool(last and not named)
            last = named or last
            self.projects[row.number] = last or whole
        if filled:
            self.findings.assumed(
                "a project that stands only once", self.table.place(self.rows[0], "project"),
                filled, "Rows that name no project belong to that of the row above.",
                "Name the project in each row, if it is otherwise.",
            )  # fmt: skip
