"""A flight as an object-centric event log, OCEL 2.0, in JSON or SQLite.

After Berti, Koren, Adams et al. (2024), "OCEL (Object-Centric Event Log) 2.0 Specification".
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from simulator.bridges.decided import outcomes
from simulator.bridges.facts import Link, Value, amounts, links
from simulator.bridges.files import new
from simulator.bridges.moments import as_text, moment, moments
from simulator.bridges.things import Thing, things
from simulator.errors import RefusedError
from simulator.events import Event
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.values import shown


class Happening(NamedTuple):
    """An event: its name in this log, its kind, its moment, what it says, what it is about."""

    name: str
    kind: str
    time: datetime
    said: Mapping[str, Value]
    links: tuple[Link, ...]


class ObjectLog(NamedTuple):
    """What happened, and the things that it happened to."""

    start: str
    """The date of day 0."""
    happenings: tuple[Happening, ...]
    things: tuple[Thing, ...]


def object_log(session: Session, hidden: bool = False) -> ObjectLog:
    """What has happened in a flight until today; facts that nobody could see only if asked for."""
    scenario, came_of = session.scenario, outcomes(session)
    told = [it for it in enumerate(session.events) if hidden or not it[1].hidden]
    times = moments(scenario.start, (event.day for _, event in told))
    happenings = tuple(
        # Counted as they are told, or gaps would say how much was hidden.
        _happening(number, time, event, scenario, came_of.get(place))
        for number, (time, (place, event)) in enumerate(zip(times, told, strict=True))
    )
    there = things(scenario, tuple(event for _, event in told), session.decisions)
    return ObjectLog(scenario.start, happenings, tuple(there))


def _happening(
    number: int, time: datetime, event: Event, scenario: Scenario, decision: int | None
) -> Happening:
    # Readers drop an event that is about nothing.
    about = list(links(event, scenario)) or [Link("office", scenario.name, "concerns")]
    if decision is not None:
        about.append(Link("decision", f"{decision + 1}", "comes of"))
    return Happening(
        f"event:{number + 1}",
        type(event).__name__,
        time,
        amounts(event, scenario),
        tuple(dict.fromkeys(about)),
    )


def write_ocel(session: Session, path: str | Path, hidden: bool = False) -> Path:
    """Write a flight as an object-centric event log; returns its path.

    The ending says how: .json (or .jsonocel) or .sqlite. Raises RefusedError for another one, and
    where such a file is there already.
    """
    path = new(path)
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise RefusedError(
            f"an object-centric log cannot be written as {shown(path.name)}; "
            f"write a name that ends in one of {', '.join(WRITERS)}"
        )
    write(object_log(session, hidden), path)
    return path


KINDS = {bool: "boolean", int: "integer", float: "float", datetime: "time", str: "string"}
"""By type: what the standard calls it."""


def types(rows: Iterable[tuple[str, Iterable[tuple[str, Value]]]]) -> dict[str, dict[str, str]]:
    """The type of each attribute, by kind of event or thing and by name."""
    found: dict[str, dict[str, str]] = {}
    for kind, said in rows:
        mine = found.setdefault(kind, {})
        for name, value in said:
            mine[name] = KINDS[type(value)]
    return found


def event_types(log: ObjectLog) -> dict[str, dict[str, str]]:
    """The attributes of each kind of event."""
    return types((it.kind, it.said.items()) for it in log.happenings)


def object_types(log: ObjectLog) -> dict[str, dict[str, str]]:
    """The attributes of each kind of thing."""
    return types((it.kind, [(said.name, said.value) for said in it.said]) for it in log.things)


def _write_json(log: ObjectLog, path: Path) -> None:
    whole = {
        "objectTypes": _declared(object_types(log)),
        "eventTypes": _declared(event_types(log)),
        "objects": [
            {
                "id": it.name,
                "type": it.kind,
                "attributes": [
                    {
                        "name": said.name,
                        "time": as_text(moment(log.start, said.day)),
                        "value": _plain(said.value),
                    }
                    for said in it.said
                ],
                "relationships": _related(it.links),
            }
            for it in log.things
        ],
        "events": [
            {
                "id": it.name,
                "type": it.kind,
                "time": as_text(it.time),
                "attributes": [
                    {"name": name, "value": _plain(value)} for name, value in it.said.items()
                ],
                "relationships": _related(it.links),
            }
            for it in log.happenings
        ],
    }
    with path.open("x", encoding="utf-8") as file:
        json.dump(whole, file, ensure_ascii=False, indent=1)


def _declared(types: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    return [
        {"name": kind, "attributes": [{"name": it, "type": type_} for it, type_ in mine.items()]}
        for kind, mine in types.items()
    ]


def _related(links: Iterable[Link]) -> list[dict[str, str]]:
    return [{"objectId": it.to, "qualifier": it.how} for it in links]


def _plain(value: Value) -> str | float | int | bool:
    return as_text(value) if isinstance(value, datetime) else value


COLUMNS = {"boolean": "BOOLEAN", "integer": "INTEGER", "float": "REAL", "time": "TIMESTAMP"}
"""By type of the standard: what a column of SQLite calls it; TEXT is the rest."""


def _write_sqlite(log: ObjectLog, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with database:
            _make_tables(database, log)
            for it in log.happenings:
                _add(database, "event", {"ocel_id": it.name, "ocel_type": it.kind})
                row = {"ocel_id": it.name, "ocel_time": it.time, **it.said}
                _add(database, f"event_{it.kind}", row)
            for thing in log.things:
                _add(database, "object", {"ocel_id": thing.name, "ocel_type": thing.kind})
                for state in _states(log, thing):
                    _add(database, f"object_{thing.kind}", {"ocel_id": thing.name, **state})
            for it in log.happenings:
                _relate(database, "event_object", it.name, it.links)
            for thing in log.things:
                _relate(database, "object_object", thing.name, thing.links)


def _make_tables(database: sqlite3.Connection, log: ObjectLog) -> None:
    at_once = "ocel_id TEXT PRIMARY KEY, ocel_time TIMESTAMP"
    _make_kinds(database, "event", event_types(log), at_once)
    changing = "ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT"
    _make_kinds(database, "object", object_types(log), changing)
    for table, one, of, other in (
        ("event_object", "event", "event", "object"),
        ("object_object", "source", "object", "target"),
    ):
        database.execute(
            f"CREATE TABLE {table} (ocel_{one}_id TEXT REFERENCES {of} (ocel_id), "
            f"ocel_{other}_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT, "
            f"PRIMARY KEY (ocel_{one}_id, ocel_{other}_id, ocel_qualifier))"
        )


def _make_kinds(
    database: sqlite3.Connection, what: str, types: Mapping[str, Mapping[str, str]], fixed: str
) -> None:
    """A table for all events or things, one for their kinds, and one for each kind."""
    kinds = f"{what}_map_type"
    database.execute(f"CREATE TABLE {kinds} (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)")
    database.execute(
        f"CREATE TABLE {what} (ocel_id TEXT PRIMARY KEY, "
        f"ocel_type TEXT REFERENCES {kinds} (ocel_type))"
    )
    for kind, mine in types.items():
        own = "".join(f", {_quoted(it)} {COLUMNS.get(type_, 'TEXT')}" for it, type_ in mine.items())
        database.execute(
            f"CREATE TABLE {what}_{kind} "
            f"({fixed}{own}, FOREIGN KEY (ocel_id) REFERENCES {what} (ocel_id))"
        )
        _add(database, kinds, {"ocel_type": kind, "ocel_type_map": kind})


def _states(log: ObjectLog, thing: Thing) -> Iterable[dict[str, Value | None]]:
    """What a thing is at first, and then each change of it."""
    at_first = {it.name: it for it in reversed(thing.said)}
    begin = min((it.day for it in at_first.values()), default=0.0)
    first = {it.name: it.value for it in at_first.values()}
    yield {"ocel_time": moment(log.start, begin), "ocel_changed_field": None, **first}
    for it in thing.said:
        if it is not at_first[it.name]:
            when = moment(log.start, it.day)
            yield {"ocel_time": when, "ocel_changed_field": it.name, it.name: it.value}


def _add(database: sqlite3.Connection, table: str, row: Mapping[str, Value | None]) -> None:
    columns = ", ".join(map(_quoted, row))
    places = ", ".join("?" * len(row))
    values = [None if it is None else _plain(it) for it in row.values()]
    database.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)


def _relate(database: sqlite3.Connection, table: str, from_: str, links: Iterable[Link]) -> None:
    rows = [(from_, it.to, it.how) for it in dict.fromkeys(links)]
    database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


WRITERS = {".json": _write_json, ".jsonocel": _write_json, ".sqlite": _write_sqlite}
"""By the ending of a file's name."""
