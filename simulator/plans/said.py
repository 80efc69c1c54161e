"""What somebody says by hand about a plan: it stands in the plan from then on, as if read there."""

from datetime import date
from typing import Any, Literal, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.plans.plan import Plan, When
from simulator.values import shown


class Said(Struct, frozen=True):
    """One value, said by hand."""

    about: Literal["projects", "activities", "roles"]
    key: str
    """The key of the project, activity or role in the plan."""
    field: str
    value: object


def with_said(plan: Plan, said: tuple[Said, ...]) -> Plan:
    """The plan with what was said in the place of what it says itself; later words count.

    Raises RefusedError about a key, a field or a value that cannot be.
    """
    for about in dict.fromkeys(it.about for it in said):
        records = {it.key: it for it in getattr(plan, about)}
        for one in said:
            if one.about == about:
                records[one.key] = _with(one, records)
        plan = replace(plan, **{about: tuple(records.values())})
    return plan


def _with(one: Said, records: dict[str, Struct]) -> Struct:
    place = f"{one.about}, {shown(one.key)}"
    record = records.get(one.key)
    if record is None:
        raise RefusedError(f"{place}: is not in the plan; read the plan again")
    fields = [it for it in record.__struct_fields__ if it not in ("key", "place")]
    if one.field not in fields:
        raise RefusedError(f"{place}: has no field {shown(one.field)}; known: {', '.join(fields)}")
    try:
        value = _meant(one.value, get_type_hints(type(record))[one.field])
    except ValueError as error:  # msgspec's own errors are such, too
        raise RefusedError(
            f"{place}: {one.field} cannot be {shown(one.value)} ({error}); write another value"
        ) from None
    return replace(record, **{one.field: value})


def _meant(value: object, kind: Any) -> object:
    """The value as its field has it. Raises ValueError if it cannot be."""
    if kind == When | None:
        if value is None or isinstance(value, date):
            return value
        return msgspec.convert(value, date)
    return msgspec.convert(value, kind)
