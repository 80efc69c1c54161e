"""M13: a risk happens when the hazard its project has lived through crosses a threshold."""

from math import exp, log1p

from msgspec import Struct

from simulator.mechanisms.card import Card


class Hazard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Risks happen, at a constant rate while their project is in progress."""


def rate(probability: float, planned_days: float) -> float:
    """Hazard per working day that gives `probability` over the planned duration."""
    return -log1p(-probability) / planned_days if planned_days > 0 else 0.0


def size(median: float, spread: float, normal: float) -> float:
    """How large an issue is at first: lognormal, from one standard normal draw."""
    return median * exp(spread * normal)


CARD = Card(
    number="M13",
    name="hazard",
    meaning="Risks of a project happen while it is in progress; longer in progress, more risk.",
    formula="happens when λ · days in progress > E, E exponential; λ = −ln(1 − p) / critical path",
    source="time-changed Poisson process; probabilities are the scenario's",
    leaves_out="Risks happen once at most, and each by itself: nothing hits many projects at once.",
    lesson="notebook 01",
    record=Hazard,
)
