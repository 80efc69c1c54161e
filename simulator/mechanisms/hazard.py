"""M13: a risk happens when the hazard its project has lived through crosses a threshold."""

from math import exp, log1p

from msgspec import Struct


class Hazard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Risks happen, at a constant rate while their project is in progress."""


def rate(probability: float, planned_days: float) -> float:
    """Hazard per working day that gives `probability` over the planned duration.

    −ln(1 − p) / days. A project that takes longer than planned is exposed for longer.
    """
    return -log1p(-probability) / planned_days if planned_days > 0 else 0.0


def size(median: float, spread: float, normal: float) -> float:
    """How large an issue is at first: lognormal, from one standard normal draw."""
    return median * exp(spread * normal)
