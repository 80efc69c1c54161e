"""What is wrong with a file of our own, in words: the file's names in place of positions."""

import re
from collections.abc import Mapping

from msgspec import inspect

from simulator.check import nearest
from simulator.scenario import Scenario
from simulator.values import LONGEST_SHOWN, cut, shown

CALLED = ("id", "headline", "role", "activity")
"""By which field a record is called."""


def in_words(message: str, plain: Mapping[str, object]) -> str:
    """A validation message with the file's own names in place of positions."""
    problem, _, where = message.partition(" - at ")
    places: list[str] = []
    value: object = plain
    kind: inspect.Type | None = inspect.type_info(Scenario)
    for name, position in re.findall(r"\.?([A-Za-z_]+)|\[(\d+)\]", where.strip("`$")):
        tags = _tags(kind, name)
        value, kind = _inside(value, _known(kind, value), name, int(position or 0))
        kind = tags or kind
        if position and isinstance(value, dict):
            named = next((value[it] for it in CALLED if value.get(it)), None)
            places[-1] = f"{_singular(places[-1])} {shown(named)}"
        elif not position:
            places.append(cut(name))
    hint = _hint(problem, value, _known(kind, value))
    problem = re.sub(rf"`([^`]{{{LONGEST_SHOWN}}})[^`]+`", r"`\1…`", problem)
    return (", ".join(places) + ": " if places else "") + problem + hint


def _inside(
    value: object, kind: inspect.Type | None, name: str, position: int
) -> tuple[object, inspect.Type | None]:
    """What stands in a field or at a position, and what should stand there; None is unknown."""
    inner: object = None
    if name and isinstance(value, dict):
        inner = value.get(name)
    elif not name and isinstance(value, list) and position < len(value):
        inner = value[position]
    if name and isinstance(kind, inspect.StructType):
        kind = next((field.type for field in kind.fields if field.name == name), None)
    elif isinstance(kind, inspect.VarTupleType):
        kind = kind.item_type
    return inner, kind


def _known(kind: inspect.Type | None, value: object) -> inspect.Type | None:
    """What should stand in a place that may also be empty, or that has one of several kinds."""
    if isinstance(kind, inspect.UnionType):
        some = [it for it in kind.types if not isinstance(it, inspect.NoneType)]
        kind = next((it for it in some if _says(it, value)), some[0])
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def _tags(kind: inspect.Type | None, name: str) -> inspect.Type | None:
    """The words of which one must stand in the field that says of which kind a record is."""
    kinds = kind.types if isinstance(kind, inspect.UnionType) else ()
    some = [it for it in kinds if isinstance(it, inspect.StructType) and it.tag_field == name]
    return inspect.LiteralType(tuple(str(it.tag) for it in some)) if name and some else None


def _says(kind: inspect.Type, value: object) -> bool:
    """Whether what stands there says itself that it is of this kind."""
    if not (isinstance(kind, inspect.StructType) and isinstance(value, dict)):
        return False
    return kind.tag_field is not None and value.get(kind.tag_field) == kind.tag


def _hint(problem: str, value: object, kind: inspect.Type | None) -> str:
    """What may stand there, the nearest known field, or at least what was found."""
    if isinstance(kind, inspect.LiteralType) and problem.startswith("Invalid"):
        return f", write one of {', '.join(map(str, kind.values))}"
    unknown = re.search(r"unknown field `(\w+)`", problem)
    if unknown and isinstance(kind, inspect.StructType):
        fields = [field.name for field in kind.fields]
        near = nearest(unknown[1], fields)
        return f" (did you mean '{near}'?)" if near else f" (known: {', '.join(fields)})"
    return f", found {shown(value)}" if isinstance(value, str | int | float | bool) else ""


def _singular(table: str) -> str:
    """What one row of a table is called."""
    return {"activities": "activity", "people": "role"}.get(table, table.removesuffix("s"))
