"""What a field says at the door: values of other types become what is meant, or are refused.

A record made in Python takes whatever it is given: 5 where 5.0 is meant, numbers of other
libraries, True. Such a record is equal to the right one and yet is written in another way, so
that a saved run is not found again. `settle` is called as a record is made.
"""

import operator
from collections.abc import Callable, Sequence
from functools import cache, partial
from math import copysign, isfinite
from numbers import Integral, Real
from typing import NamedTuple

from msgspec import NODEFAULT, Struct, inspect
from msgspec.structs import force_setattr

from simulator.errors import RefusedError

LONGEST_SHOWN = 60
"""So many characters of a value are shown at most."""
MOST_DIGITS = 18
"""A file of ours holds no longer whole number."""
DIGITS_A_BIT = 0.30103


class MisfitError(ValueError):
    """A value that is not what its field says."""

    def __init__(self, problem: str, instead: str) -> None:
        super().__init__(f"{problem}; write {instead}")
        self.instead = instead


Mend = Callable[[object], object]
"""A function from a value to what is meant by it. Raises MisfitError if that cannot be said."""


def settle(
    record: Struct,
    error: type[RefusedError] = RefusedError,
    place: str | None = None,
    *,
    ranges: bool = True,
) -> None:
    """Make every field of a record what its annotation says; meant for `__post_init__`.

    Whole numbers become fractions where fractions are meant, 2.0 becomes 2 where a whole number is
    meant, numbers of NumPy become plain ones, lists become tuples, -0.0 becomes 0.0. Raises `error`
    with place, field, value and what to write instead, also for True where a number is meant and
    for None where nothing says so. Without `ranges` a number may be of any size and a word any
    word: for whom somebody else has the better sentence.
    """
    for name, kind, default, mend in _doors(type(record), ranges):
        value: object = getattr(record, name)
        # Nearly every value is right, and a portfolio has a million of them.
        if value is default or (
            type(value) is kind and (value.isascii() if isinstance(value, str) else value != 0)
        ):
            continue
        try:
            meant = mend(value)
        except MisfitError as misfit:
            raise error(f"{place or called(record)}: {name} {misfit}") from None
        if meant is not value:
            force_setattr(record, name, meant)


def out_of_range(record: Struct) -> str | None:
    """Which field of a settled record lies beyond its range, and what to write instead."""
    for name, _, default, mend in _ranges(type(record)):
        value = getattr(record, name)
        if value is not default:
            try:
                mend(value)
            except MisfitError as misfit:
                return f"{name} {misfit}"
    return None


def called(record: Struct) -> str:
    """What kind of record it is, and its name if it has one: role 'developer'."""
    kind, name = type(record).__name__.lower(), getattr(record, "id", None)
    return f"{kind} {shown(name)}" if isinstance(name, str) else kind


def shown(value: object) -> str:
    """The value as a message shows it: short, whatever it is."""
    if isinstance(value, int) and value.bit_length() > LONGEST_SHOWN:
        return f"a number of {int(value.bit_length() * DIGITS_A_BIT) + 1} digits"
    if isinstance(value, list | tuple | dict | set):
        return f"a {type(value).__name__} of {len(value)}"
    try:
        text = repr(value[:LONGEST_SHOWN]) if isinstance(value, str) else repr(value)
    except Exception:  # a foreign object may do as it likes, and we only want to name it
        text = f"some {type(value).__name__}"
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return f"{text}…"
    return text if len(text) <= 2 * LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def cut(text: str, longest: int = LONGEST_SHOWN) -> str:
    """The text as a message shows it without quotation marks: short, and on one line."""
    some = text if len(text) <= longest else f"{text[:longest]}…"
    return some if some.isprintable() else repr(some)[1:-1]


def plain(value: object) -> object:
    """A number or text of another library as one of Python's own; anything else as it is."""
    if type(value) in (bool, int, float, str):
        return value
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        return plain(value.item())  # NumPy's numbers, and arrays of nothing but one
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Integral):
        return operator.index(value)
    if isinstance(value, Real):
        return float(value)
    return value


class _Door(NamedTuple):
    """How the values of one field come in."""

    name: str
    kind: type | None
    """What most values are already; None if every value has to be looked at."""
    default: object
    """What needs no look either."""
    mend: Mend


@cache
def _doors(record: type[Struct], ranges: bool) -> tuple[_Door, ...]:
    """The doors of all fields of a kind of record."""
    about = inspect.type_info(record)
    fields = about.fields if isinstance(about, inspect.StructType) else ()
    return tuple(_door(field, ranges) for field in fields)


def _door(field: inspect.Field, ranges: bool) -> _Door:
    mend = _mend(field.type, ranges)
    some = [it for it in _options(field.type) if not isinstance(it, inspect.NoneType)]
    usual = PLAIN.get(type(some[0])) if len(some) == 1 and not ranges else None
    return _Door(field.name, usual, _right(field.default, mend), mend)


@cache
def _ranges(record: type[Struct]) -> tuple[_Door, ...]:
    """The doors of those fields that have a range, or a choice of words."""
    about = inspect.type_info(record)
    fields = about.fields if isinstance(about, inspect.StructType) else ()
    return tuple(_door(field, True) for field in fields if _has_range(field.type))


def _has_range(kind: inspect.Type) -> bool:
    return any(
        isinstance(it, inspect.LiteralType)
        or (isinstance(it, inspect.FloatType | inspect.IntType) and it != type(it)())
        for it in _options(kind)
    )


def _right(default: object, mend: Mend) -> object:
    """The default itself, if it needs no mending."""
    try:
        return default if type(mend(default)) is type(default) else NODEFAULT
    except MisfitError:
        return NODEFAULT


PLAIN: dict[type[inspect.Type], type] = {
    inspect.FloatType: float,
    inspect.IntType: int,
    inspect.StrType: str,
    inspect.BoolType: bool,
}


def _bare(kind: inspect.Type) -> inspect.Type:
    """The type without what is said about it."""
    return _bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def _options(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """The types of which a value may have any."""
    kind = _bare(kind)
    return tuple(map(_bare, kind.types)) if isinstance(kind, inspect.UnionType) else (kind,)


def _mend(kind: inspect.Type, ranges: bool) -> Mend:  # noqa: C901 - one line a type
    """The function that makes a value what a type says."""
    match _bare(kind):
        case inspect.FloatType() as number:
            return partial(_fraction, number if ranges else None)
        case inspect.IntType() as number:
            return partial(_whole, number if ranges else None)
        case inspect.BoolType():
            return _switch
        case inspect.StrType():
            return _text
        case inspect.LiteralType(values=words):
            return partial(_word, words, ranges)
        case inspect.NoneType():
            return _nothing
        case inspect.StructType(cls=record):
            return partial(_record, record)
        case inspect.VarTupleType(item_type=item):
            return partial(_row, _mend(item, ranges))
        case inspect.TupleType(item_types=items):
            return partial(_columns, [_mend(item, ranges) for item in items])
        case inspect.UnionType(types=kinds):
            return partial(_either, [_mend(it, ranges) for it in sorted(kinds, key=_exactness)])
    return plain


def _exactness(kind: inspect.Type) -> int:
    """Which of several types is tried first: True is no number, 2 is no fraction."""
    order = (inspect.BoolType, inspect.IntType, inspect.FloatType)
    last = (inspect.NoneType,)
    return next((n for n, it in enumerate((*order, *last)) if isinstance(_bare(kind), it)), -1)


def _fraction(about: inspect.FloatType | None, value: object) -> float:
    if type(value) is float and about is None:
        return value if value or copysign(1.0, value) > 0 else 0.0
    number = plain(value)
    if isinstance(number, int) and not isinstance(number, bool):
        try:
            number = float(number)
        except OverflowError:
            raise MisfitError(f"is {shown(value)}", _numbers("a number", about)) from None
    if not isinstance(number, float) or not _within(number, about):
        raise MisfitError(f"is {shown(value)}", _numbers("a number", about))
    return number or 0.0  # there is no zero below zero


def _whole(about: inspect.IntType | None, value: object) -> int:
    number = plain(value)
    if isinstance(number, float) and isfinite(number) and number == int(number):
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool) or not _within(number, about):
        raise MisfitError(f"is {shown(value)}", _numbers("a whole number", about))
    if abs(number) >= 10**MOST_DIGITS:
        raise MisfitError(f"is {shown(value)}", f"a whole number of at most {MOST_DIGITS} digits")
    return number


def _within(number: float, about: inspect.FloatType | inspect.IntType | None) -> bool:
    """Whether a number is one and lies in the range of its field."""
    if about is None:
        return True
    return (
        (isinstance(number, int) or isfinite(number))
        and (about.ge is None or number >= about.ge)
        and (about.gt is None or number > about.gt)
        and (about.le is None or number <= about.le)
        and (about.lt is None or number < about.lt)
    )


def _numbers(what: str, about: inspect.FloatType | inspect.IntType | None) -> str:
    """What to write: a number from 0 to 1."""
    if about is None:
        return what
    if about.ge is not None and about.le is not None:
        return f"{what} from {about.ge:g} to {about.le:g}"
    bounds = (
        (about.ge, "of at least"), (about.gt, "above"),
        (about.le, "of at most"), (about.lt, "below"),
    )  # fmt: skip
    said = [f"{words} {bound:g}" for bound, words in bounds if bound is not None]
    return " ".join([what, " and ".join(said)]) if said else what


def _switch(value: object) -> bool:
    meant = plain(value)
    if isinstance(meant, bool):
        return meant
    raise MisfitError(f"is {shown(value)}", "True or False")


def _text(value: object) -> str:
    text = plain(value)
    if not isinstance(text, str):
        raise MisfitError(f"is {shown(value)}", "a text in quotation marks")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise MisfitError(f"is {shown(value)}", "letters that can be saved") from None
    return text


def _word(words: tuple[object, ...], only: bool, value: object) -> object:
    word = plain(value)
    if word in words or (isinstance(word, str) and not only):
        return word
    raise MisfitError(f"{shown(value)} is unknown", f"one of {', '.join(map(str, words))}")


def _nothing(value: object) -> None:
    if value is not None:
        raise MisfitError(f"is {shown(value)}", "None")


def _record(record: type[Struct], value: object) -> object:
    if isinstance(value, record):
        return value
    raise MisfitError(f"is {shown(value)}", f"one such as {record.__name__}(…)")


def _row(mend: Mend, value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise MisfitError(f"is {shown(value)}", "a list, such as [ … ]")
    found = tuple(map(mend, value))
    return value if type(value) is tuple and found == value and _same(found, value) else found


def _columns(mends: Sequence[Mend], value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple) or len(value) != len(mends):
        raise MisfitError(f"is {shown(value)}", f"{len(mends)} values in brackets")
    return tuple(mend(one) for mend, one in zip(mends, value, strict=True))


def _same(these: Sequence[object], those: Sequence[object]) -> bool:
    """Whether all members are the very same objects."""
    return all(map(operator.is_, these, those))


def _either(mends: Sequence[Mend], value: object) -> object:
    instead = []
    for mend in mends:
        try:
            return mend(value)
        except MisfitError as misfit:
            instead.append(misfit.instead)
    raise MisfitError(f"is {shown(value)}", ", or ".join(instead))
