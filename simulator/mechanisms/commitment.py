"""M21: who owns a failing project resists stopping it, the more the more it has cost."""

from math import exp
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

LOGIT = "log odds"


class Commitment(Parameters, frozen=True, kw_only=True):
    """What makes an owner hold on to a project."""

    base: Annotated[
        float, parameter(-5, 5, LOGIT, "of resisting with nothing spent, done or owned")
    ] = -1.0
    sunk: Annotated[
        float, parameter(0, 5, LOGIT, "more when the whole budget is spent than when nothing is")
    ] = 2.0
    completion: Annotated[
        float, parameter(0, 5, LOGIT, "more when it looks finished than when it has not begun")
    ] = 1.0
    ownership: Annotated[
        float, parameter(0, 5, LOGIT, "more when the owner asked for the project in person")
    ] = 0.5
    alternative: Annotated[
        float, parameter(0, 5, LOGIT, "less when another use for the money is shown")
    ] = 1.0


def resistance(
    sunk: float, completion: float, ownership: float, alternative: float, how: Commitment
) -> float:
    """Chance that a project's owner resists stopping it; all four go from 0 to 1."""
    odds = (
        how.base
        + how.sunk * sunk
        + how.completion * completion
        + how.ownership * ownership
        - how.alternative * alternative
    )
    return 1 / (1 + exp(-odds))


def worth_stopping(benefit: float, cost: float, freed: float) -> bool:
    """Whether what is still to be earned is less than what is still to be paid and given up.

    All in k€ and looking ahead only: what was spent does not count.
    """
    return benefit < cost + freed


CARD = Card(
    module=__name__,
    number="M21",
    meaning="The more a project has cost, the more its owner resists stopping it, though what is "
    "spent is spent; showing what else the money could do helps.",
    formula="P(resist) = 1 / (1 + exp(−(base + 2·sunk share + completion + 0.5·ownership "
    "− alternative))); stop if benefit to go < cost to go + value of the people set free",
    source="Keil et al. (1995) for the large effect of sunk cost and the relief by an alternative; "
    "the sizes are design defaults",
    checked="the direction only; real programmes of a shared data set show no such stopping, "
    "and the size is invented",
    leaves_out="The design gives no size for the alternative; it is set to outweigh a finished "
    "look. Owners do not learn, do not bargain, and do not speak to each other.",
    lesson="notebook 07",
    record=Commitment,
)
