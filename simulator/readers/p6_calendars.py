"""Which of the calendars of a Primavera P6 file holds for what."""

from collections import Counter
from collections.abc import Mapping

from simulator.plans import Calendar
from simulator.readers.p6_tables import Row, Tables


class P6Calendars:
    """The calendars of a file by number, and the one for whatever names none."""

    def __init__(self, tables: Tables, known: Mapping[str, Calendar]) -> None:
        self.tables = tables
        self.known = known
        projects = [row.get("clndr_id") for row in tables["PROJECT"]]
        usual = [row.get("clndr_id") for row in tables["CALENDAR"]
                 if row.get("default_flag") == "Y"]  # fmt: skip
        ids = [it for it in (*projects, *usual) if it in known]
        self.default = known[ids[0]] if ids else Calendar()

    def of(self, row: Row | None) -> Calendar:
        """The calendar of an activity or a project; the usual one if it names none."""
        return self.default if row is None else self.known.get(row.get("clndr_id"), self.default)

    def commonest(self) -> Calendar:
        """The calendar by which most of what is still to be done is planned."""
        left = [row for row in self.tables["TASK"] if row.get("status_code") != "TK_Complete"]
        counts = Counter(row.get("clndr_id") for row in left)
        usual, _ = counts.most_common(1)[0] if counts else ("", 0)
        return self.known.get(usual, self.default)
