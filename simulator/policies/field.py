"""What there is to say of one field of a policy: its words, its range, and what it belongs to."""

from collections.abc import Iterator, Mapping
from functools import cache
from math import inf
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import asdict
from msgspec.structs import fields as fields_of_struct

Value = str | int | float | bool | None
"""What may stand in a field, but for an order that is a function of somebody's own."""

Kind = Literal["word", "switch", "count", "number"]
STEPS: Mapping[Value, str] = {0.0: "none", 0.25: "a little", 0.5: "half", 1.0: "full"}
"""What people call how far a function is on."""


class About(Struct, frozen=True, kw_only=True):
    """What people say of a field; its type, range and default stand in the annotation itself."""

    words: str
    """What people call it, in a sentence: "weeks between reviews 4"."""
    meaning: str
    """A sentence that explains it."""
    function: str = ""
    """Which of the functions of a PMO it belongs to; empty if it belongs to none."""
    mechanisms: tuple[str, ...] = ()
    """The numbers of the mechanisms through which it acts."""
    unit: str = ""
    costs: str = ""
    """What it takes, beyond everybody's time for its function (mechanism M30)."""
    choices: tuple[str, ...] = ()
    """The words that may stand there, where the annotation does not name them."""
    label: str = ""
    """What it is called beside a control; nothing if `words` is short enough."""
    offers: tuple[Value, ...] | None = None
    """The values that a control offers; None is all that can be counted up. A field without any
    has no control."""
    called: Mapping[Value, str] = {}  # noqa: RUF012 - read, never changed
    """What people call single values."""
    explained: Mapping[Value, str] = {}  # noqa: RUF012 - read, never changed
    """What single values do, in a sentence."""
    form: str = "{}"
    """What people call any other number; a share is shown in hundredths."""
    basic: bool = False
    """Whether first flights offer it, where a PMO has no price yet."""


class Field(About, frozen=True, kw_only=True):
    """One field of a policy, with all that is known of it."""

    name: str
    kind: Kind
    default: Value
    low: float = 0.0
    high: float = inf
    optional: bool = False
    """Whether None may stand there."""

    @property
    def offered(self) -> tuple[Value, ...]:
        """The values that a control offers, in its order; none if it has no control."""
        if self.offers is not None:
            return self.offers
        return (False, True) if self.kind == "switch" else self.choices

    @property
    def allowed(self) -> str:
        """What may stand there, in words."""
        match self.kind:
            case "word":
                return ", ".join(self.choices)
            case "switch":
                return "True, False"
            case "count":
                number = f"whole numbers from {self.low:g}"
            case "number":
                number = f"{self.low:g} to {self.high:g}"
        return f"{number}, or None" if self.optional else number

    def say(self, value: object) -> str:
        """What people call a value: "every 4 weeks", "a little", "30 %"."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            named = self.called.get(value) if isinstance(value, str | bool | None) else None
            return named or _plain_words(value)
        if value in self.called:
            return self.called[value]
        if self.unit in ("level", "share"):
            return f"{100 * value:.12g} %"
        return self.form.format(f"{value:g}")

    def explain(self, value: Value) -> str:
        """What a value does, in a sentence; empty where its name says it."""
        return self.explained.get(value, "")

    def typed(self, text: str) -> Value:
        """The value that somebody means by a text; whether it may stand there is not asked."""
        said = {self.say(value): value for value in self.offered}
        if text in said:
            return said[text]
        if self.optional and text in ("None", "none", ""):
            return None
        if self.kind == "switch":
            return {"yes": True, "no": False, "True": True, "False": False}.get(text, text)
        try:
            return int(text) if self.kind == "count" else float(text)
        except ValueError:
            return text


def first_lines(functions: Mapping[str, object]) -> dict[Value, str]:
    """What each function says of itself in its first line, by name."""
    return {name: (it.__doc__ or "").split("\n")[0] for name, it in functions.items()}


def _plain_words(value: object) -> str:
    if isinstance(value, bool | NoneType):
        return {True: "yes", False: "no", None: "none"}[value]
    return str(getattr(value, "__name__", value)).replace("_", " ")


@cache
def fields_of(record: type[Struct]) -> dict[str, Field]:
    """The fields of a record whose annotations say what they are, by name."""
    hints = get_type_hints(record, include_extras=True)
    return {it.name: _field(it.name, hints[it.name], it.default) for it in fields_of_struct(record)}


def _field(name: str, hint: object, default: Value) -> Field:
    parts = tuple(_parts(hint))
    about = next(it for it in parts if isinstance(it, About))
    words = tuple(it for it in parts if isinstance(it, str)) or about.choices
    ranges = [it for it in parts if isinstance(it, Meta)]
    known = {key: value for key, value in asdict(about).items() if key != "choices"}
    return Field(
        **known,
        name=name,
        kind=next((kind for type_, kind in KINDS.items() if type_ in parts), "word"),
        default=None if default is NODEFAULT else default,
        low=next((it.ge for it in ranges if it.ge is not None), 0.0),
        high=next((it.le for it in ranges if it.le is not None), inf),
        optional=NoneType in parts,
        choices=words,
    )


KINDS: Mapping[object, Kind] = {bool: "switch", int: "count", float: "number"}


def _parts(hint: object) -> Iterator[object]:
    """Everything of which an annotation is made: types, words and remarks."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Annotated, Union, UnionType, Literal):
        for part in inside:
            yield from _parts(part)
    else:
        yield hint
