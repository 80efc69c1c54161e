"""M13: a risk happens when the hazard its project has lived through crosses a threshold."""

from math import exp, log1p, prod
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Hazard(Parameters, frozen=True, kw_only=True):
    """Risks happen, at a constant rate while their project is in progress."""

    method: Annotated[
        float, parameter(0, 1, "share", "of the hazard that a full standard keeps away")
    ] = 0.15
    newcomers: Annotated[float, parameter(0, 5, "share", "more hazard if everybody were new")] = 1.0


def rate(probability: float, planned_days: float) -> float:
    """Hazard per working day that gives `probability` over the planned duration."""
    return -log1p(-probability) / planned_days if planned_days > 0 else 0.0


def multiplier(*factors: float) -> float:
    """What a hazard is multiplied by in a week: the product of all that acts on it then."""
    return prod(factors, start=1.0)


def size(median: float, spread: float, normal: float) -> float:
    """How large an issue is at first: lognormal, from one standard normal draw."""
    return median * exp(spread * normal)


CARD = Card(
    module=__name__,
    number="M13",
    meaning="Risks of a project happen while it is in progress; longer in progress, more risk.",
    formula="happens when Σ λ · m_method · m_people · m_regime · days in progress > E, "
    "E exponential; λ = −ln(1 − p) / critical path",
    source="time-changed Poisson process; probabilities are the scenario's",
    checked="the probability that a scenario gives is the share of worlds in which a risk "
    "strikes (tests/test_risks.py); what methods and newcomers do to it was held "
    "against nothing",
    leaves_out="Risks happen once at most. How novel and how large a project is counts through "
    "the scenario's probability, not through a rate of its own; a method multiplies it week by "
    "week, people and regime do when their mechanisms are on. Each risk is by itself: what hits "
    "many projects at once is M14.",
    lesson="notebooks 01 and 06",
    record=Hazard,
)
