"""Scenario files of our own (*.toml): ids are keys, units are in the shipped files' comments."""

import re
from difflib import get_close_matches
from pathlib import Path

import msgspec
from msgspec import inspect

from simulator.readers.door import text
from simulator.readers.errors import ReadError
from simulator.scenario import Scenario

TABLES = ("roles", "projects", "risks", "mitigations", "objectives")


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises ReadError that names the place, the value and the rule."""
    try:
        raw = msgspec.toml.decode(text(path, "TOML in UTF-8"))
    except msgspec.DecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ReadError(path, int(line[1]) if line else None, f"is not TOML: {error}") from None
    plain = _plain(raw, path)
    try:
        return msgspec.convert(plain, Scenario)
    except msgspec.ValidationError as error:
        raise ReadError(path, None, _in_words(str(error), plain)) from None


def _plain(raw: dict, path: Path) -> dict:
    """The file's tables as the lists of records that a Scenario holds."""
    plain = {"name": path.stem, **raw}
    for table in TABLES:
        if table in raw:
            plain[table] = _listed(raw[table], f"[{table}]", path)
    for project in plain.get("projects", ()):
        if isinstance(project.get("activities"), dict):
            place = f"project '{project['id']}', activities"
            project["activities"] = _listed(project["activities"], place, path)
        if isinstance(project.get("serves"), dict):
            project["serves"] = [
                {"objective": name, "share": share} for name, share in project["serves"].items()
            ]
        listed = project.get("activities", ())
        for activity in listed if isinstance(listed, list) else ():
            if isinstance(activity, dict):
                _plain_activity(activity)
    return plain


def _plain_activity(activity: dict) -> None:
    """people = {tester = 2} and predecessors = ["scope"], written out."""
    people = activity.get("people")
    if isinstance(people, dict):
        activity["people"] = [{"role": role, "people": n} for role, n in people.items()]
    before = activity.get("predecessors")
    if isinstance(before, list):
        activity["predecessors"] = [
            {"activity": it} if isinstance(it, str) else it for it in before
        ]


def _listed(table: object, place: str, path: Path) -> list[dict]:
    """A table of tables as a list of records, each with its key as id."""
    if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
        raise ReadError(
            path, None, f"{place}: expected a table for each id, such as [roles.tester]"
        )
    return [{"id": key, **row} for key, row in table.items()]


def _in_words(message: str, plain: dict) -> str:
    """A validation message with the file's own names in place of positions."""
    problem, _, where = message.partition(" - at ")
    places, value, kind = [], plain, inspect.type_info(Scenario)
    for name, position in re.findall(r"\.?([A-Za-z_]+)|\[(\d+)\]", where.strip("`$")):
        value, kind = _inside(value, _known(kind), name, int(position or 0))
        if position and isinstance(value, dict):
            named = value.get("id") or value.get("role") or value.get("activity")
            places[-1] = f"{_singular(places[-1])} '{named}'"
        elif not position:
            places.append(name)
    hint = _hint(problem, value, _known(kind))
    return (", ".join(places) + ": " if places else "") + problem + hint


def _inside(value: object, kind: inspect.Type, name: str, position: int) -> tuple:
    """What stands in a field or at a position, and what should stand there; None is unknown."""
    try:
        value = value[name] if name else value[position]
    except (KeyError, IndexError, TypeError):
        value = None
    if name and isinstance(kind, inspect.StructType):
        kind = next((field.type for field in kind.fields if field.name == name), None)
    elif isinstance(kind, inspect.VarTupleType):
        kind = kind.item_type
    return value, kind


def _known(kind: inspect.Type | None) -> inspect.Type | None:
    """What should stand in a place that may also be empty."""
    if isinstance(kind, inspect.UnionType):
        kind = next(it for it in kind.types if not isinstance(it, inspect.NoneType))
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def _hint(problem: str, value: object, kind: inspect.Type | None) -> str:
    """What may stand there, the nearest known field, or at least what was found."""
    if isinstance(kind, inspect.LiteralType) and problem.startswith("Invalid enum"):
        return f", write one of {', '.join(kind.values)}"
    unknown = re.search(r"unknown field `(\w+)`", problem)
    if unknown and isinstance(kind, inspect.StructType):
        fields = [field.name for field in kind.fields]
        near = get_close_matches(unknown[1], fields, n=1)
        return f" (did you mean '{near[0]}'?)" if near else f" (known: {', '.join(fields)})"
    return f", found {value!r}" if isinstance(value, str | int | float | bool) else ""


def _singular(table: str) -> str:
    """What one row of a table is called."""
    return {"activities": "activity", "people": "role"}.get(table, table.removesuffix("s"))
