"""M33: people leave; sooner if they are overloaded and tired, later if they feel safe."""

from math import exp
from typing import Annotated

from simulator.calendar import WEEKS_A_YEAR
from simulator.mechanisms.card import Card, Parameters, parameter

EXPONENT = "in the exponent"


class Turnover(Parameters, frozen=True, kw_only=True):
    """How likely people are to leave, and how long their place stays empty."""

    base: Annotated[float, parameter(0, 2, "a year", "rate at which a person leaves")] = 0.12
    overload: Annotated[float, parameter(0, 5, EXPONENT, "what full overload adds")] = 0.8
    fatigue: Annotated[float, parameter(0, 5, EXPONENT, "what full fatigue adds")] = 0.6
    security: Annotated[float, parameter(0, 5, EXPONENT, "what full security takes away")] = 0.3
    mentored: Annotated[
        float,
        parameter(
            0,
            5,
            EXPONENT,
            "what having a mentor takes away",
            "design default; effects on careers are small: Allen et al. (2004), Eby et al. (2013)",
        ),
    ] = 0.15
    career: Annotated[float, parameter(0, 5, EXPONENT, "what a way up takes away")] = 0.2
    vacancy: Annotated[float, parameter(0, 104, "weeks", "until somebody new is there")] = 8.0


def hazard(
    overload: float,
    fatigue: float,
    security: float,
    mentored: float,
    career: float,
    how: Turnover,
) -> float:
    """The rate per week at which one person leaves; all arguments are 0 to 1."""
    push = how.overload * overload + how.fatigue * fatigue
    hold = how.security * security + how.mentored * mentored + how.career * career
    return how.base / WEEKS_A_YEAR * exp(push - hold)


CARD = Card(
    module=__name__,
    number="M33",
    meaning="People leave now and then; overload and fatigue drive them out, security holds them.",
    formula="leaves at .12 a year · e^(.8 · overload + .6 · fatigue − .3 · security "
    "− .15 · mentored − .2 · career); the place is empty for 8 weeks",
    source="design defaults; mentoring's small effect after Allen et al. (2004), "
    "Kammeyer-Mueller & Judge (2008) and Eby et al. (2013)",
    checked="nothing; by its own sizes twenty hours of overtime for five years drive out "
    "three in ten more people (tests/test_lessons_people.py)",
    leaves_out="Private reasons, the labour market, and that one who leaves draws others along. "
    "The base rate is that of somebody with neither load nor security: where people feel safe, "
    "fewer leave than it says. The new one's first weeks belong to M07.",
    lesson="notebook 08",
    record=Turnover,
)
