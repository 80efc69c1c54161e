"""An office with whose each of its values is, as a file and back."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from simulator.own_office.marks import Key, Mark, head, marks_in, remarks
from simulator.plans import Imported
from simulator.readers import load
from simulator.readers.own_file import as_file
from simulator.scenario import Scenario


class Office(Struct, frozen=True):
    """A scenario, and whose those of its values are that no plan has said."""

    scenario: Scenario
    marks: dict[Key, Mark]

    def mark(self, kind: str, name: str, field: str) -> Mark | None:
        """Whose a value is; None if it is the plan's own."""
        return self.marks.get((kind, name, field))

    def marked(self, more: Mapping[Key, Mark]) -> "Office":
        """The same with other marks."""
        return Office(self.scenario, {**self.marks, **more})

    @property
    def ours(self) -> int:
        """How many values are still ours."""
        return sum(it.is_ours for it in self.marks.values())


def office_of(imported: Imported) -> Office:
    """The office that came of a plan, with what is ours marked as such."""
    marks = {(it.kind, it.id, it.field): Mark("ours", it.why) for it in imported.ours}
    for (kind, name, field), mark in list(marks.items()):
        if kind == "risk" and field == "impact":
            marks[kind, name, "probability"] = mark
    return Office(imported.scenario, marks)


def opened(path: Path) -> Office:
    """The office in a file of our own. Raises ScenarioError or MissingFileError as `load` does."""
    scenario = load(path)
    if path.suffix.lower() != ".toml":
        return Office(scenario, {})
    there = _there(scenario)
    marks = marks_in(path.read_text(encoding="utf-8"))
    for (kind, name, field), mark in list(marks.items()):
        if kind == "risk" and field == "impact" and mark.is_ours:
            marks.setdefault((kind, name, "probability"), mark)
    kept = {
        key: mark for key, mark in marks.items() if key[0] not in there or key[1] in there[key[0]]
    }
    return Office(scenario, kept)


def _there(scenario: Scenario) -> dict[str, set[str]]:
    return {
        "project": {it.id for it in scenario.projects},
        "role": {it.id for it in scenario.roles},
        "risk": {it.id for it in scenario.risks},
    }


def as_text(office: Office) -> str:
    """The office as a file of our own, each mark behind its value."""
    return head(office.marks) + as_file(office.scenario, remarks(office.marks))
