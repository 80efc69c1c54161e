"""M37: a PMO is kept or cut by what others see of its worth."""

from math import tanh
from typing import Annotated, Literal

from simulator.mechanisms.card import Card, Parameters, parameter

WEIGHT = "in the log odds"
TRAP = "design default, after Repenning & Sterman (2001)"

Evidence = Literal["none", "ledger", "claims"]
"""What a PMO shows for losses it prevented: nothing, a ledger of what else would have been, or
mere claims."""


class Survival(Parameters, frozen=True, kw_only=True):
    """When a PMO is judged, and by what."""

    weeks: Annotated[float, parameter(1, 260, "weeks", "between two judgements")] = 26.0
    base: Annotated[float, parameter(-10, 10, WEIGHT, "of being cut, all else zero")] = -2.0
    value: Annotated[float, parameter(0, 10, WEIGHT, "what perceived value takes away")] = 2.0
    sponsor: Annotated[float, parameter(0, 10, WEIGHT, "what engagement takes away")] = 1.5
    resistance: Annotated[float, parameter(0, 10, WEIGHT, "what resistance adds")] = 2.0
    prevented: Annotated[
        float, parameter(0, 1, "share", "of a prevented loss seen without evidence", TRAP)
    ] = 0.2
    ledger: Annotated[
        float, parameter(0, 1, "share", "of a prevented loss believed with a ledger", TRAP)
    ] = 0.8
    overclaim: Annotated[
        float, parameter(0, 10, "rescues a project", "that an exposed claim costs")
    ] = 1.0
    exposed: Annotated[float, parameter(0, 1, "chance", "that mere claims are exposed")] = 0.5


def perceived(
    rescues: float, prevented: float, evidence: Evidence, exposed: bool, how: Survival
) -> float:
    """What others see of a PMO's worth in half a year, about −1 to 2.

    Rescues and prevented losses are counts for each project in progress. Claims count in full,
    unless they are exposed: then nothing prevented counts, and trust is lost besides.
    """
    if evidence == "claims" and exposed:
        return rescues - how.overclaim
    believed = {"none": how.prevented, "ledger": how.ledger, "claims": 1.0}[evidence]
    return rescues + believed * prevented


def cut(value: float, engagement: float, resistance: float, how: Survival) -> float:
    """The probability that the PMO is cut at a judgement."""
    odds = how.base - how.value * value - how.sponsor * engagement + how.resistance * resistance
    return (1 + tanh(odds / 2)) / 2


CARD = Card(
    module=__name__,
    number="M37",
    meaning="A PMO that prevents losses quietly looks useless; rescues that all can see keep it.",
    formula="P(cut) = 1 / (1 + e^(2 + 2 · value + 1.5 · engagement − 2 · resistance)) every 26 "
    "weeks; value = rescues + .2 · prevented (.8 with a ledger, 1 if merely claimed, "
    "rescues − 1 if exposed), each for every project in progress",
    source="design defaults; what did not happen earns nobody credit: Repenning & Sterman (2001)",
    checked="nothing: how often leadership really closes a PMO was not used",
    leaves_out="Money: the office's budget plays no part, and neither does who is in charge. The "
    "design gives no scale for value and lets a ledger overclaim; here it is counted for each "
    "project in progress, a ledger is honest, and only mere claims can be exposed. A judgement "
    "looks at its own half year only and forgets earlier ones.",
    lesson="notebook 10",
    record=Survival,
)
