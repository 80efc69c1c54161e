"""What a field says at the door: values of other types become what is meant, or are refused.

A record made in Python takes whatever it is given: 5 where 5.0 is meant, numbers of other
libraries, True. Such a record is equal to the right one and yet is written in another way, so
that a saved run is not found again. `settle` is called as a record is made.
"""

from functools import cache
from typing import NamedTuple

from msgspec import NODEFAULT, Struct, inspect
from msgspec.structs import force_setattr

from simulator.errors import RefusedError
from simulator.values.mends import Mend, MisfitError, mend_of, options
from simulator.values.shown import LONGEST_SHOWN, cut, plain, shown

__all__ = ["LONGEST_SHOWN", "called", "cut", "out_of_range", "plain", "settle", "shown"]


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
    mend = mend_of(field.type, ranges)
    some = [it for it in options(field.type) if not isinstance(it, inspect.NoneType)]
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
        for it in options(kind)
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
