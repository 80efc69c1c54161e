"""A flight as tables of plain rows: the log, decisions, projects, activities, roles, headlines.

Columns and their types are the same for every flight; what does not apply is None.
"""

from collections.abc import Mapping
from typing import Any, get_type_hints

from simulator import events as facts
from simulator import metrics
from simulator.bridges.moments import moment
from simulator.decisions import AnyDecision, describe
from simulator.events import Event
from simulator.metrics.overview import project_rows, role_rows
from simulator.narration import names_by_id, narrate
from simulator.session import Session
from simulator.session.session import taken_on

Row = dict[str, Any]
Columns = Mapping[str, str]
"""By name: text, number, whole, yes or no, moment, texts, numbers by name, texts by name."""

TYPES: Mapping[object, str] = {
    str: "text",
    float: "number",
    int: "whole",
    bool: "yes or no",
    tuple[str, ...]: "texts",
    tuple[tuple[str, float], ...]: "numbers by name",
    tuple[tuple[str, str], ...]: "texts by name",
}
"""By annotation of a field of an event."""
OTHERWISE = {("projects", "texts"): "projects_in_order"}
"""Columns of fields whose name another field has for something else."""


def _column(field: str, hint: object) -> str:
    return OTHERWISE.get((field, TYPES[hint]), field)


def _fields() -> dict[str, str]:
    """A column for each field that any event has, in the order of events.py."""
    found: dict[str, str] = {}
    for kind in Event.__subclasses__():
        for field, hint in get_type_hints(kind).items():
            if field not in ("day", "hidden"):
                found.setdefault(_column(field, hint), TYPES[hint])
    return found


FIRST = {
    "number": "whole",
    "day": "number",
    "time": "moment",
    "event": "text",
    "hidden": "yes or no",
}
TOLD = {"sentence": "text"}
COLUMNS: Mapping[str, Columns] = {
    "log": FIRST | _fields() | TOLD,
    "decisions": {
        "number": "whole", "day": "number", "time": "moment", "decision": "text", "words": "text",
        "reason": "text", "project": "text", "alternative": "text", "role": "text",
        "change": "whole", "mitigation": "text", "projects_in_order": "texts",
        "changes": "texts by name",
    },
    "projects": {
        "project": "text", "name": "text", "sponsor": "text", "arrival": "number",
        "due": "number", "value": "number", "cost_of_delay": "number", "status": "text",
        "done": "number", "finish": "number", "late": "number", "worth": "number",
        "benefits": "number", "spent": "number",
    },
    "activities": {
        "project": "text", "activity": "text", "name": "text", "planned_days": "number",
        "ready": "number", "started": "number", "finished": "number",
    },
    "roles": {
        "role": "text", "people": "number", "busy": "number", "utilisation": "number",
        "in_demand": "number", "queue": "number",
    },
    "headlines": {"name": "text", "label": "text", "unit": "text", "value": "number"},
}  # fmt: skip
"""By table: its columns, in their order, with what stands in each."""


def tables(session: Session, hidden: bool = False) -> dict[str, list[Row]]:
    """The rows of every table, by its name, from what could be seen until today, or all of it."""
    events = session.events if hidden else session.visible
    run = events, session.scenario
    found: dict[str, list[Row]] = {
        "log": [_event(number, it, session) for number, it in enumerate(events, 1)],
        "decisions": _decisions(session),
        "projects": project_rows(*run, session.today),
        "activities": _activities(session),
        "roles": role_rows(*run, session.today),
        "headlines": _headlines(*run),
    }
    return {
        name: [{column: row.get(column) for column in COLUMNS[name]} for row in rows]
        for name, rows in found.items()
    }


def _event(number: int, event: Event, session: Session) -> Row:
    kind = type(event)
    said = {
        _column(field, hint): getattr(event, field)
        for field, hint in get_type_hints(kind).items()
        if field != "hidden"
    }
    return said | {
        "number": number,
        "time": moment(session.scenario.start, event.day),
        "event": kind.__name__,
        "hidden": event.hidden,
        "sentence": narrate(event, session.scenario),
    }


def _decisions(session: Session) -> list[Row]:
    names = names_by_id(session.scenario)
    return [_decision(number, it, names, session) for number, it in enumerate(session.decisions, 1)]


def _decision(number: int, it: AnyDecision, names: dict[str, str], session: Session) -> Row:
    said = {field: getattr(it, field) for field in it.__struct_fields__}
    if "projects" in said:
        said["projects_in_order"] = said.pop("projects")
    if "changes" in said:
        said["changes"] = tuple((name, f"{value}") for name, value in said["changes"])
    return said | {
        "number": number,
        "time": moment(session.scenario.start, taken_on(it)),
        "decision": type(it).__name__,
        "words": describe(it, names),
    }


def _activities(session: Session) -> list[Row]:
    """How each activity has gone; those of which nothing has happened yet as well."""
    steps = {
        facts.ActivityReady: "ready",
        facts.ActivityStarted: "started",
        facts.ActivityFinished: "finished",
    }
    found: dict[tuple[str, str], Row] = {
        (project.id, it.id): {
            "project": project.id, "activity": it.id, "name": it.name or it.id,
            "planned_days": it.planned_days,
        }
        for project in session.scenario.projects
        for it in project.activities
    }  # fmt: skip
    for event in session.visible:
        match event:
            case facts.ActivityReady() | facts.ActivityStarted() | facts.ActivityFinished():
                found[event.project, event.activity][steps[type(event)]] = event.day
    return list(found.values())


def _headlines(events: metrics.Events, scenario: Any) -> list[Row]:
    values = metrics.summary(events, scenario)
    about = {it.name: it for it in metrics.HEADLINES}
    words = {name: (it.label, it.unit) for name, it in about.items()}
    words["net"] = ("value minus money spent", "k€")
    return [
        {"name": name, "label": words[name][0], "unit": words[name][1], "value": value}
        for name, value in values.items()
    ]
