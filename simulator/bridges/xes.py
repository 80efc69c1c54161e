"""A flight as an event log in XES: a case for each project, and one for the office.

After IEEE 1849-2023, "Standard for eXtensible Event Stream (XES)".
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as Xml

from simulator import events as facts
from simulator.bridges.facts import Value, amounts, links, plain, staff
from simulator.bridges.files import new
from simulator.bridges.moments import as_text, moment, moments
from simulator.events import Event
from simulator.narration import called
from simulator.narration.names import names_by_kind
from simulator.scenario import Scenario
from simulator.session import Session

EXTENSIONS = {
    "concept": "Concept",
    "lifecycle": "Lifecycle",
    "org": "Organizational",
    "time": "Time",
}
SITE = "http://www.xes-standard.org"
GIVEN: Mapping[str, Value] = {
    "concept:name": "unknown",
    "lifecycle:transition": "complete",
    "time:timestamp": datetime.fromisoformat("1970-01-01T00:00:00+00:00"),
}
"""What every event has, and what stands there if nothing else does, as the standard wants it."""
CLASSIFIERS = {"Kind": "concept:name", "Kind and step": "concept:name lifecycle:transition"}
STEPS: Mapping[type[Event], str] = {
    facts.ActivityReady: "schedule",
    facts.ActivityStarted: "start",
    facts.ActivityFinished: "complete",
    facts.ActivityStopped: "ate_abort",
}
"""By kind of event: the step in the life of an activity. Everything else is over at once."""
OFFICE = "the office"
"""The case of everything that belongs to no project."""
TAGS = {bool: "boolean", int: "int", float: "float", datetime: "date", str: "string"}


def write_xes(session: Session, path: str | Path, hidden: bool = False) -> Path:
    """Write a flight as an event log in XES; returns its path.

    Raises RefusedError where such a file is there already.
    """
    path = new(path)
    log = Xml.Element("log", {"xes.version": "1849-2023", "xes.features": ""})
    for prefix, name in EXTENSIONS.items():
        about = {"name": name, "prefix": prefix, "uri": f"{SITE}/{prefix}.xesext"}
        Xml.SubElement(log, "extension", about)
    for scope in ("trace", "event"):
        known = GIVEN if scope == "event" else {"concept:name": "unknown"}
        _say(Xml.SubElement(log, "global", {"scope": scope}), known)
    for name, keys in CLASSIFIERS.items():
        Xml.SubElement(log, "classifier", {"name": name, "keys": keys})
    _say(log, {"concept:name": plain(session.scenario.title or session.scenario.name)})
    events = session.events if hidden else session.visible
    for case, mine in cases(session.scenario, events).items():
        trace = Xml.SubElement(log, "trace")
        _say(trace, _about(session.scenario, case))
        times = moments(session.scenario.start, (it.day for it in mine))
        for event, time in zip(mine, times, strict=True):
            _say(Xml.SubElement(trace, "event"), _told(event, time, session.scenario))
    Xml.indent(log)
    with path.open("xb") as file:
        Xml.ElementTree(log).write(file, encoding="utf-8", xml_declaration=True)
    return path


def cases(scenario: Scenario, events: Iterable[Event]) -> dict[str | None, list[Event]]:
    """By project, what has happened in it; what belongs to no single one, under None."""
    found: dict[str | None, list[Event]] = {}
    for event in events:
        mine = [it.id for it in links(event, scenario) if it.how == "concerns"]
        found.setdefault(mine[0] if mine else None, []).append(event)
    return found


def _about(scenario: Scenario, case: str | None) -> dict[str, Value]:
    """What there is to say of a case."""
    project = next((it for it in scenario.projects if it.id == case), None)
    if project is None:
        return {"concept:name": OFFICE}
    said: dict[str, Value] = {
        "concept:name": plain(project.id),
        "name": plain(called(project)),
        "sponsor": plain(project.sponsor),
        "value": project.value,
        "arrival": moment(scenario.start, project.arrival),
    }
    if project.due is not None:
        said["due"] = moment(scenario.start, project.due)
    return said


def _told(event: Event, time: datetime, scenario: Scenario) -> dict[str, Value]:
    """An event as the standard's own attributes, and then as its own."""
    said: dict[str, Value] = {
        "concept:name": type(event).__name__,
        "lifecycle:transition": STEPS.get(type(event), "complete"),
        "time:timestamp": time,
    }
    project, activity = getattr(event, "project", ""), getattr(event, "activity", "")
    if activity:
        said["concept:instance"] = plain(activity)
        said["name"] = plain(names_by_kind(scenario).activities[project, activity])
        said["org:role"] = plain(", ".join(staff(scenario)[project, activity]))
    for it in links(event, scenario):
        if it.how not in ("concerns", "is done by"):
            said.setdefault(it.kind, plain(it.id))
    return said | amounts(event, scenario)


def _say(element: Xml.Element, said: Mapping[str, Value]) -> None:
    for name, value in said.items():
        Xml.SubElement(element, TAGS[type(value)], {"key": name, "value": _text(value)})


def _text(value: Value) -> str:
    if isinstance(value, datetime):
        return as_text(value)
    return f"{value}".lower() if isinstance(value, bool) else f"{value}"
