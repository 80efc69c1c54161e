"""Policies that differ from an office without a PMO in one field only."""

from math import isfinite
from typing import Any

from msgspec.structs import replace

from simulator.experiment.sampling import LEFT_OUT
from simulator.policies.field import Field, Value
from simulator.policies.fields import FIELDS
from simulator.policies.policy import Policy

ALSO: dict[str, dict[str, Any]] = {
    "slack": {"select": "by_ratio"},
    "risk_budget": {"risk": "leverage"},
    "review_depth": {"review_weeks": 4},
    "tailored": {"method": 0.5},
    "people_by": {"people": 0.5},
    "change_by": {"change": 0.5},
}
"""What a field needs beside it to do anything at all."""


def single_fields() -> dict[tuple[str, Value], Policy]:
    """Every field at every value that is offered and at the ends of its range: field, value."""
    return {
        (field.name, value): replace(Policy(), **ALSO.get(field.name, {}), **{field.name: value})
        for field in FIELDS.values()
        if field.name not in LEFT_OUT
        for value in _values(field)
    }


def _values(field: Field) -> list[Value]:
    offered = [it for it in field.offered if it != field.default]
    if field.kind != "number" or not isfinite(field.high):
        return offered
    numbers = {float(it) for it in offered if isinstance(it, int | float)}
    middle = () if numbers else (field.high / 3, 2 * field.high / 3)
    return [*sorted(numbers | {field.high, *(round(it, 2) for it in middle)})]
