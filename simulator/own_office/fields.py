"""What can be said of a project, of people, of a risk and of luck: labels, units, ranges."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from simulator.errors import RefusedError
from simulator.limits import LAST_DAY, LONGEST_NAME, MOST, MOST_PEOPLE
from simulator.plans.names import tidy
from simulator.values import shown

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
SMALL = 100
"""Numbers below it are shown with four digits."""
FAR = 0.95
"""What is surer than that is no risk any more."""


class Field(NamedTuple):
    """One value that can be said by hand."""

    name: str
    label: str
    unit: str
    low: float
    high: float
    kind: str = "number"
    """number, share (shown as per cent), date or text."""
    example: str = ""


PROJECT = (
    Field("value", "Value", "k€", 0, MOST, example="120"),
    Field("cost_of_delay", "Cost of delay", "k€ a day", 0, MOST, example="0.5"),
    Field("due", "Promised for", "date", 0, LAST_DAY, "date", example="2027-03-31"),
    Field("sponsor", "Sponsor", "name", 0, LONGEST_NAME, "text", example="Head of sales"),
)
ROLE = (
    Field("people", "How many", "people", 0.1, MOST_PEOPLE, example="3"),
    Field("rate", "Cost", "k€ a day", 0, MOST, example="0.6"),
    Field("hire_days", "Hiring takes", "working days", 0, LAST_DAY, example="40"),
)
RISK = (
    Field("probability", "Probability", "%", 0, FAR, "share", example="30"),
    Field("impact", "Impact", "", 0.01, MOST, example="10"),
)
CLASS = (
    Field("value", "Value", "times the wages", 0, 1000, example="1.5"),
    Field("cost_of_delay", "Cost of delay", "% of the value a day", 0, 1, "share", example="0.4"),
)
CLASS_RISK = (
    Field("probability", "Probability", "%", 0, FAR, "share", example="30"),
    Field("share", "Impact", "%", 0.001, 10, "share", example="15"),
)
DURATION = (
    Field("on_plan", "Activities that end exactly on plan", "%", 0, 1, "share", example="42"),
    Field("late", "Activities that take longer", "%", 0, 0.9, "share", example="21"),
    Field("standard", "How far late ones stray", "σ of logarithms", 0, 3, example="0.7"),
)
BIAS = (
    Field("median", "The middle project, times its plan", "times", 0.5, 4, example="1.1"),
    Field("spread", "How far projects differ", "σ of logarithms", 0, 2, example="0.2"),
    Field("tail", "Projects that run far beyond", "%", 0, 1, "share", example="6"),
)
UNITS = {"effort": "person-days", "delay": "working days", "cost": "k€"}
BY_KIND = {
    "project": PROJECT, "role": ROLE, "risk": RISK, "class": CLASS, "class risk": CLASS_RISK,
    "duration": DURATION, "bias": BIAS,
}  # fmt: skip


def field_of(kind: str, name: str) -> Field:
    """A field. Raises RefusedError if there is none of that name."""
    found = next((it for it in BY_KIND.get(kind, ()) if it.name == name), None)
    if found is None:
        raise RefusedError(f"{shown(name)} of a {shown(kind)} is nothing that can be changed here")
    return found


def meant(value: object, field: Field, whose: str) -> float | str | date | None:
    """What was written for a field. Raises RefusedError that says what to write instead."""
    return READ[field.kind](value, field, f"{whose}, {field.label.lower()}")


def _text(value: object, field: Field, place: str) -> str:
    if not isinstance(value, str) or len(value) > field.high:
        raise RefusedError(f"{place}: write a name of at most {field.high:g} letters")
    return tidy(value)


def _number(value: object, field: Field, place: str) -> float:
    text = str(value).strip().replace("\u2212", "-").replace(" ", "").replace("\u00a0", "")
    text = text.removesuffix("%").removesuffix("k€")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if isinstance(value, bool) or not NUMBER.fullmatch(text):
        raise RefusedError(
            f"{place}: {shown(value)} is no number; write one such as {field.example}"
            + (f" ({field.unit})" if field.unit else "")
        )
    return _within(float(text), field, place)


def _share(value: object, field: Field, place: str) -> float:
    inner = field._replace(low=100 * field.low, high=100 * field.high)
    return round(_number(value, inner, place) / 100, 9)


def _within(number: float, field: Field, place: str) -> float:
    if not field.low <= number <= field.high:
        raise RefusedError(
            f"{place}: {number:g} is out of range; write a number from {field.low:g} to "
            f"{field.high:g}"
        )
    return number


def _date(value: object, field: Field, place: str) -> date | None:
    if value in ("", None):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise RefusedError(
            f"{place}: {shown(value)} is no date; write it as {field.example}, or leave it empty"
        ) from None


READ: dict[str, Callable[[object, Field, str], float | str | date | None]] = {
    "number": _number,
    "share": _share,
    "date": _date,
    "text": _text,
}


def written(value: float | str | None, kind: str) -> str:
    """A value as a form shows it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if kind == "share":
        return f"{100 * value:.4g}"
    return f"{value:.4g}" if abs(value) < SMALL else f"{value:.12g}"
