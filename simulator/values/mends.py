"""From a value to what is meant by it: one function for each type that a field may have."""

import operator
from collections.abc import Callable, Sequence
from functools import partial
from math import copysign, isfinite

from msgspec import Struct, inspect

from simulator.values.shown import plain, shown

MOST_DIGITS = 18
"""A file of ours holds no longer whole number."""


class MisfitError(ValueError):
    """A value that is not what its field says."""

    def __init__(self, problem: str, instead: str) -> None:
        super().__init__(f"{problem}; write {instead}")
        self.instead = instead


Mend = Callable[[object], object]
"""A function from a value to what is meant by it. Raises MisfitError if that cannot be said."""


def bare(kind: inspect.Type) -> inspect.Type:
    """The type without what is said about it."""
    return bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def options(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """The types of which a value may have any."""
    kind = bare(kind)
    return tuple(map(bare, kind.types)) if isinstance(kind, inspect.UnionType) else (kind,)


def mend_of(kind: inspect.Type, ranges: bool) -> Mend:  # noqa: C901 - one line a type
    """The function that makes a value what a type says."""
    match bare(kind):
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
            return partial(_row, mend_of(item, ranges))
        case inspect.TupleType(item_types=items):
            return partial(_columns, [mend_of(item, ranges) for item in items])
        case inspect.UnionType(types=kinds):
            return partial(_either, [mend_of(it, ranges) for it in sorted(kinds, key=_exactness)])
    return plain


def _exactness(kind: inspect.Type) -> int:
    """Which of several types is tried first: True is no number, 2 is no fraction."""
    order = (inspect.BoolType, inspect.IntType, inspect.FloatType)
    last = (inspect.NoneType,)
    return next((n for n, it in enumerate((*order, *last)) if isinstance(bare(kind), it)), -1)


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
