"""M10: pressure speeds people up and makes them careless; long hours wear them out."""

from math import pow
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

FITTED = "fitted to Business Roundtable C-2 (1980), as quoted by others"
PROPORTIONAL = "Pencavel (2015): output grows in proportion to the hours up to about 48"
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
    wears: Annotated[
        float,
        parameter(
            20, 100, "hours a week", "up to which a night and a Sunday make all good", PROPORTIONAL
        ),
    ] = 45.0
    worn: Annotated[
        float,
        parameter(0, 1, "share", "output an hour lost with 40 hours beyond those", FITTED),
    ] = 0.59
    exponent: Annotated[
        float, parameter(0.1, 4, "power", "how that loss grows with these hours", FITTED)
    ] = 0.39
    floor: Annotated[float, parameter(0, 1, "times", "the least that people still get done")] = 0.25
    half_life: Annotated[
        float,
        parameter(0.1, 52, "weeks", "for half of the way to where fatigue settles", FITTED),
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


def settled(hours: float, how: Fatigue) -> float:
    """Fatigue at which the wear of so many hours a week and a week's rest balance, 0 to 1."""
    beyond = max(0.0, hours - how.wears) / how.normal_hours
    return how.worn * min(1.0, pow(beyond, how.exponent))


def fatigued(fatigue: float, hours: float, weeks: float, how: Fatigue) -> float:
    """Fatigue from 0 to 1 after more weeks of so many hours: on the way to where it settles."""
    balance = settled(hours, how)
    return balance + (fatigue - balance) * pow(0.5, weeks / how.half_life)


def output(hours: float, fatigue: float, how: Fatigue) -> float:
    """What a week of so many hours gets done, against a normal week of rested people."""
    return hours / how.normal_hours * max(how.floor, 1 - fatigue)


def quality(fatigue: float, how: Fatigue) -> float:
    """By what factor tired people get work right the first time."""
    return 1 - how.quality * fatigue


CARD = Card(
    module=__name__,
    number="M10",
    meaning="Pressure makes people faster and careless; a burst of overtime pays, a habit of it "
    "gets no more done than normal hours.",
    formula="output = h / 40 · max(floor, 1 − fatigue); fatigue moves to worn · ((h − wears) "
    "/ 40)^exponent, half of the way in half_life; pressure P = work left / capacity left: output "
    "· min(limit, 1 + gain · (P − 1)⁺), quality · (1 − loss · (P − 1)⁺)",
    source="fitted to the Business Roundtable's report C-2 (1980), as quoted by others: the output "
    "of 50 hours a week is back to that of 40 after about seven weeks, that of 60 after about "
    "nine, and then stays a little below; Thomas (1992) finds such data sparse and old, Pencavel "
    "(2015) sees output in proportion to the hours up to about 48; pressure is a design default",
    checked="Business Roundtable C-2: 50 hours are back to 40 after 8 to 9 weeks here, about "
    "7 there; 60 after 11 here, about 9 there; in a year both settle at .90 to .93 of "
    "a usual week; 45 hours get an eighth more done, as in Pencavel, 48 settle at .95, 1.2 there "
    "(tests/test_formulas_flow.py)",
    leaves_out="People who fall ill or hide their mistakes. Slack makes nobody slower here: work "
    "that fills the time it is given belongs to M01. Whoever has nothing to do tires like "
    "everybody else. Fatigue moves on Mondays, pressure once a month.",
    lesson="notebook 08",
    record=Fatigue,
)
