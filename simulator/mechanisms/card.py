"""What a mechanism says about itself: meaning, formula, parameters, sources, and its limits."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Meta, Struct, inspect

PARAMETERS = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True, "cache_hash": True}
"""How every record of parameters is made."""


def parameter(
    low: float, high: float, unit: str, meaning: str, source: str = "design default"
) -> Meta:
    """The annotation of a parameter: its range, unit, meaning and source."""
    return Meta(ge=low, le=high, description=meaning, extra={"unit": unit, "source": source})


def choice(meaning: str, source: str) -> Meta:
    """The annotation of a parameter that is one of a few words."""
    return Meta(description=meaning, extra={"unit": "word", "source": source})


class Parameter(NamedTuple):
    """One parameter as its card shows it."""

    name: str
    default: object
    unit: str
    range: str
    meaning: str
    source: str


class Card(NamedTuple):
    """One mechanism, on one page."""

    number: str
    """Its number in the design, such as M01."""
    name: str
    """The field of a scenario's [mechanisms] that switches it on; empty if it is a formula only."""
    meaning: str
    formula: str
    source: str
    leaves_out: str
    """What it is known not to capture."""
    lesson: str
    """Where a trainee meets it."""
    record: type[Struct] | None = None
    """Its parameters, if it has any."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, with their defaults."""
        return tuple(_parameters(self.record)) if self.record else ()


def _parameters(record: type[Struct], within: str = "", now: Struct | None = None) -> Iterator:
    """The parameters of a record, those of a record inside it as outer.inner."""
    for field in inspect.type_info(record).fields:
        default = field.default if now is None else getattr(now, field.name)
        if isinstance(field.type, inspect.StructType):
            yield from _parameters(field.type.cls, f"{within}{field.name}.", default)
        else:
            yield _parameter(field, within + field.name, default)


def _parameter(field: inspect.Field, name: str, default: object) -> Parameter:
    about = field.type.extra_json_schema or {}
    more = field.type.extra or {}
    kind = field.type.type
    if isinstance(kind, inspect.LiteralType):
        allowed = ", ".join(kind.values)
    else:
        allowed = f"{kind.ge:g} to {kind.le:g}"
    meaning, source = about.get("description", ""), more["source"]
    return Parameter(name, default, more["unit"], allowed, meaning, source)
