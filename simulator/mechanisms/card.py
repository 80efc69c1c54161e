"""What a mechanism says about itself: meaning, formula, parameters, sources, and its limits."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from msgspec import Meta, Struct
from msgspec.structs import fields

DESIGN = "design default"
"""The source of a number that nobody measured."""
TRIED = f"{DESIGN}, tried in a prototype"


class Parameters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """What every record of parameters is: a frozen value that knows all of its fields."""


def parameter(low: float, high: float, unit: str, meaning: str, source: str = DESIGN) -> Meta:
    """The annotation of a parameter: its range, unit, meaning and source."""
    return Meta(ge=low, le=high, description=meaning, extra={"unit": unit, "source": source})


def choice(meaning: str, source: str) -> Meta:
    """The annotation of a parameter that is one of a few words."""
    return Meta(description=meaning, extra={"unit": "word", "source": source})


class Parameter(NamedTuple):
    """One parameter as its card shows it."""

    name: str
    """That of its field; of a field in a record inside, outer.inner."""
    default: object
    unit: str
    range: str
    meaning: str
    source: str


class Card(NamedTuple):
    """One mechanism, on one page."""

    module: str
    """The file it stands in: `__name__`."""
    number: str
    """Its number in the design, such as M01."""
    meaning: str
    formula: str
    source: str
    checked: str
    """What the size of its effect was held against, and how far it is from that."""
    leaves_out: str
    """What it is known not to capture."""
    lesson: str
    """Where a trainee meets it."""
    record: type[Parameters] | None = None
    """Its parameters; None if it is a formula only, on everywhere."""
    no_switch: str = ""
    """Why there is nothing to switch off, of a formula only."""

    @property
    def name(self) -> str:
        """What its file is called, and the field of a scenario's [mechanisms] that switches it."""
        return self.module.rpartition(".")[2]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, with their defaults."""
        return tuple(_parameters(self.record())) if self.record else ()


def _parameters(defaults: Parameters, within: str = "") -> Iterator[Parameter]:
    """The parameters of a record, those of a record inside it as outer.inner."""
    for field in fields(defaults):
        default = getattr(defaults, field.name)
        if isinstance(default, Parameters):
            yield from _parameters(default, f"{within}{field.name}.")
        else:
            kind, about = get_args(field.type)
            yield _parameter(within + field.name, default, get_args(kind), about)


def _parameter(name: str, default: object, words: tuple[str, ...], about: Meta) -> Parameter:
    """One parameter, from its annotation: one of some words, or a number from here to there."""
    more = about.extra or {}
    allowed = ", ".join(words) or f"{about.ge:g} to {about.le:g}"
    return Parameter(name, default, more["unit"], allowed, about.description or "", more["source"])
