"""A scenario as a file of our own (*.toml), which reads back the same.

Whatever is as it is by default is left out. A remark stands behind the field that it is about.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from simulator.scenario import Demand, Project, Relation, Scenario, Serves

Remarks = Mapping[tuple[str, str, str], str]
"""By kind of record (role, project, risk, or the name of a mechanism), its id, which a mechanism
has not, and the field: what is said of it."""

FIRST = ("name", "title", "story", "start", "projects_per_person")
LISTS = ("roles", "projects", "risks", "mitigations", "objectives")


def as_file(scenario: Scenario, remarks: Remarks | None = None) -> str:
    """The text of a file that `load` reads as this scenario."""
    said = remarks or {}
    lines = [*_lines(scenario, FIRST, "scenario", said)]
    lines += _mechanisms(scenario.mechanisms, "mechanisms", said)
    for table in LISTS:
        records = getattr(scenario, table)
        if not records and table in ("roles", "projects"):
            lines += ["", f"[{table}]"]
        for record in records:
            kind = table.removesuffix("s")
            lines += ["", f"[{table}.{_text(record.id)}]"]
            fields = [it for it in record.__struct_fields__ if it not in ("id", "activities")]
            lines += _lines(record, fields, kind, said)
            if isinstance(record, Project):
                lines += _activities(record)
    return "\n".join([*lines, ""])


def _activities(project: Project) -> Iterator[str]:
    yield ""
    yield f"[projects.{_text(project.id)}.activities]"
    for activity in project.activities:
        fields = [it for it in activity.__struct_fields__ if it != "id"]
        inner = ", ".join(_lines(activity, fields, "activity", {}))
        yield f"{_text(activity.id)} = {{ {inner} }}"


def _mechanisms(record: Struct, place: str, said: Remarks) -> Iterator[str]:
    """A table for every mechanism that is on, with what is not as usual."""
    for field in record.__struct_fields__:
        inner = getattr(record, field)
        if isinstance(inner, Struct):
            here = f"{place}.{field}"
            plain = [it for it in inner.__struct_fields__ if not _is_record(getattr(inner, it))]
            yield from ("", f"[{here}]", *_lines(inner, plain, field, said))
            yield from _mechanisms(inner, here, said)


def _is_record(value: object) -> bool:
    return isinstance(value, Struct)


def _lines(record: Struct, fields: Iterable[str], kind: str, said: Remarks) -> Iterator[str]:
    """A line for each field that is not as usual, or of which something is said."""
    usual = {it.name: it.default for it in msgspec.structs.fields(record)}
    key = getattr(record, "id", "")
    for field in fields:
        value, remark = getattr(record, field), said.get((kind, key, field), "")
        if value is None or (value == usual[field] and not remark):
            continue
        yield f"{field} = {_value(value)}" + (f"  # {_remark(remark)}" if remark else "")


def _remark(text: str) -> str:
    return "".join(it if it.isprintable() else " " for it in text)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        if value and all(isinstance(it, Demand) for it in value):
            return _table((it.role, it.people) for it in value)
        if value and all(isinstance(it, Serves) for it in value):
            return _table((it.objective, it.share) for it in value)
        return f"[{', '.join(map(_item, value))}]"
    raise TypeError(f"no value of a scenario: {type(value).__name__}")


def _item(value: object) -> str:
    if not isinstance(value, Relation):
        return _value(value)
    if value.kind == "FS" and value.lag == 0:
        return _text(value.activity)
    fields = ", ".join(_lines(value, value.__struct_fields__, "relation", {}))
    return f"{{ {fields} }}"


def _table(pairs: Iterable[tuple[str, float]]) -> str:
    return f"{{ {', '.join(f'{_text(name)} = {number!r}' for name, number in pairs)} }}"


def _text(words: str) -> str:
    """A text as TOML has it, which is as JSON has it."""
    return msgspec.json.encode(words).decode().replace("\x7f", "\\u007f")
