"""M30: every function of a PMO costs a share of everybody's time, at once, and helps later."""

from collections.abc import Iterable, Mapping
from math import expm1, fsum
from typing import Annotated

from msgspec.structs import fields

from simulator.mechanisms.card import Card, Parameters, parameter

Levels = Mapping[str, float] | Iterable[tuple[str, float]]
"""How far functions are on: 0 off, 1 full; a function that is not named is off."""


class Price(Parameters, frozen=True, kw_only=True):
    """What one function of a PMO costs, and how long it takes to work."""

    hours: Annotated[
        float, parameter(0, 1, "share of capacity", "everybody's time that it takes at full level")
    ]
    lag: Annotated[float, parameter(0, 104, "weeks", "from a new level until it works")]


class Governance(Parameters, frozen=True, kw_only=True):
    """What the functions of a PMO cost."""

    base: Annotated[
        float, parameter(0, 0.5, "share of capacity", "taken as soon as any function is on")
    ] = 0.02
    saturation: Annotated[
        float, parameter(0.1, 5, "per level", "how early more of a function stops helping more")
    ] = 2.0
    most: Annotated[
        float, parameter(0, 1, "share of capacity", "all functions may take together")
    ] = 0.9
    intake: Price = Price(hours=0.005, lag=2.0)
    prioritise: Price = Price(hours=0.004, lag=3.0)
    select: Price = Price(hours=0.005, lag=4.0)
    visibility: Price = Price(hours=0.015, lag=7.0)
    review: Price = Price(hours=0.012, lag=6.0)
    risk: Price = Price(hours=0.008, lag=9.0)
    method: Price = Price(hours=0.006, lag=16.0)
    knowledge: Price = Price(hours=0.006, lag=26.0)
    people: Price = Price(hours=0.006, lag=13.0)
    change: Price = Price(hours=0.007, lag=10.0)
    stakeholder: Price = Price(hours=0.006, lag=8.0)
    improve: Price = Price(hours=1.0, lag=5.0)


PRICED = tuple(field.name for field in fields(Governance) if field.type is Price)
"""The functions of a PMO, each of which has its price."""


def hours(levels: Levels, how: Governance) -> float:
    """The share of everybody's capacity that these levels take; 0 if nothing is on."""
    on = {function: level for function, level in dict(levels).items() if level > 0}
    if not on:
        return 0.0
    functions = fsum(getattr(how, function).hours * level for function, level in on.items())
    return min(how.most, how.base + functions)


def effect(level: float, how: Governance) -> float:
    """The share of its full help that a level of a function brings, 0 to 1.

    (1 − e^(−k·level)) / (1 − e^(−k)): the first half of the effort helps more than the second.
    """
    return expm1(-how.saturation * level) / expm1(-how.saturation)


def level(levels: Levels) -> float:
    """The mean level G over all functions, 0 to 1."""
    return fsum(dict(levels).values()) / len(PRICED)


CARD = Card(
    module=__name__,
    number="M30",
    meaning="What a PMO does takes time from everybody at once, and begins to help weeks later.",
    formula="capacity · (1 − .02 − Σ hours · level); help of a function = "
    "(1 − e^(−k·level)) / (1 − e^(−k)) of its full help; G = mean level",
    source="design defaults: all functions but improvement take .08 at full level. For comparison, "
    "a PMO costs about 5 % of the projects' budget and has 9 people (PM Solutions 2016, quoted by "
    "others)",
    checked="10 % of everybody's time for all functions at full level here, against about 5 % "
    "of the budget in a survey of real PMOs, which do not do all of it",
    leaves_out="The help itself: each function helps through its own mechanism, and the curve of "
    "falling returns is applied to the level it is given there, not to a benefit of its own, "
    "or it would count twice. The design lets k grow with size and risk; here it is one number. "
    "Hours are the same for everybody. The level of improvement is a share of capacity already, "
    "so its hours are 1. Its time is taken here, so that M12 must not take it again; what it "
    "brings waits once more in M12 and M31.",
    lesson="notebook 10",
    record=Governance,
)
