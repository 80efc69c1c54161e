"""M15: an issue is noticed when somebody looks, and not always at the first look."""

from math import exp
from typing import Annotated

from msgspec import Meta, Struct

Chance = Annotated[float, Meta(ge=0, le=1)]


class Detection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How likely each kind of look is to notice an issue. Design defaults."""

    report_weeks: Annotated[int, Meta(ge=1)] = 4
    """Teams report on their own every so many weeks, with or without a PMO."""
    report: Chance = 0.4
    review: Chance = 0.7
    """A PMO review, at the policy's cadence."""
    audit: Chance = 0.9
    """A review by somebody independent."""
    review_price: Annotated[float, Meta(ge=0)] = 1.5
    """k€ a review costs for each project in progress."""
    audit_price: Annotated[float, Meta(ge=0)] = 4.0


def cost_rate(weeks: float, issues: float, cost: float, growth: float, price: float) -> float:
    """Expected cost per week of reviewing every so many weeks, if every review sees everything.

    λ·c·(e^{gT} − 1)/(gT) + r/T: waiting makes issues dear, looking costs money.
    """
    grow = growth * weeks
    return issues * cost * (exp(grow) - 1) / grow + price / weeks
