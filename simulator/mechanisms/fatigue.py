"""M10: pressure speeds people up and makes them careless; long hours wear them out."""

from math import pow
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

FITTED = "fitted to two statements of the Business Roundtable, quoted by others"
HIGHEST = 10.0
"""The pressure if work is left and time is not: all effects have reached their limits by then."""


class Fatigue(Parameters, frozen=True, kw_only=True):
    """What pressure and long hours do to output and quality."""

    pressure_gain: Annotated[
        float, parameter(0, 2, "times", "more output if twice the possible must be done")
    ] = 0.4
    pressure_limit: Annotated[
        float, parameter(1, 2, "times", "the most that pressure makes of the output")
    ] = 1.2
    pressure_quality: Annotated[
        float, parameter(0, 2, "times", "less quality if twice the possible must be done")
    ] = 0.25
    pressure_floor: Annotated[
        float, parameter(0, 1, "times", "the least that pressure leaves of the quality")
    ] = 0.5
    wear: Annotated[
        float, parameter(0, 1, "per week", "output lost in a week of twice the hours", FITTED)
    ] = 0.25
    exponent: Annotated[
        float, parameter(0.5, 4, "power", "how the wear grows with the overtime", FITTED)
    ] = 1.76
    floor: Annotated[float, parameter(0, 1, "times", "the least that people still get done")] = 0.25
    half_life: Annotated[
        float, parameter(0.1, 52, "weeks", "weeks without overtime that halve the fatigue")
    ] = 4.0
    quality: Annotated[
        float, parameter(0, 1, "share", "quality lost when people are wholly worn out")
    ] = 0.2
    premium: Annotated[
        float, parameter(1, 3, "times", "what an hour of overtime costs, in usual hours")
    ] = 1.5
    normal_hours: Annotated[
        float, parameter(20, 60, "hours a week", "what people work without overtime")
    ] = 40.0


def pressure(effort_left: float, capacity_left: float) -> float:
    """Work left against what people can do in the time left: 1 is just possible, 0 no work."""
    if effort_left <= 0:
        return 0.0
    return min(HIGHEST, effort_left / capacity_left) if capacity_left > 0 else HIGHEST


def pressure_output(pressure: float, how: Fatigue) -> float:
    """By what factor pressure makes people faster; never slower."""
    return min(how.pressure_limit, 1 + how.pressure_gain * max(0.0, pressure - 1))


def pressure_quality(pressure: float, how: Fatigue) -> float:
    """By what factor pressure makes work right the first time rarer."""
    return max(how.pressure_floor, 1 - how.pressure_quality * max(0.0, pressure - 1))


def wear(hours: float, how: Fatigue) -> float:
    """Fatigue that a week of so many hours adds; none without overtime."""
    return how.wear * pow(max(0.0, hours / how.normal_hours - 1), how.exponent)


def fatigued(fatigue: float, hours: float, weeks: float, how: Fatigue) -> float:
    """Fatigue from 0 to 1 after more weeks of so many hours: more by overtime, else less."""
    if hours > how.normal_hours:
        return min(1.0, fatigue + wear(hours, how) * weeks)
    return fatigue * pow(0.5, weeks / how.half_life)


def output(hours: float, fatigue: float, how: Fatigue) -> float:
    """What a week of so many hours gets done, against a normal week of rested people."""
    return hours / how.normal_hours * max(how.floor, 1 - fatigue)


def quality(fatigue: float, how: Fatigue) -> float:
    """By what factor tired people get work right the first time."""
    return 1 - how.quality * fatigue


CARD = Card(
    module=__name__,
    number="M10",
    meaning="Pressure makes people faster and careless; overtime helps for some weeks and then "
    "gets less done than normal hours.",
    formula="output = h / 40 · max(floor, 1 − fatigue); overtime adds wear · (h / 40 − 1)^exponent "
    "a week, else fatigue halves every half_life; pressure P = work left / capacity left: output "
    "· min(limit, 1 + gain · (P − 1)⁺), quality · (1 − loss · (P − 1)⁺)",
    source="fitted to what the Business Roundtable is quoted to have said: eight weeks of 60 "
    "hours, or three of 80, produce no more than as many of 40; pressure is a design default",
    leaves_out="People who leave, fall ill or hide their mistakes. Slack makes nobody slower "
    "here: work that fills the time it is given belongs to M01. People recover only in weeks "
    "without overtime. Fatigue of a week counts in that week already.",
    lesson="lesson on people, to come",
    record=Fatigue,
)
