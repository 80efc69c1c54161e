"""M15: an issue is noticed when somebody looks, and not always at the first look."""

from math import exp
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

CHANCE = "chance a look"


class Detection(Parameters, frozen=True, kw_only=True):
    """How likely each kind of look is to notice an issue, and what it costs."""

    report_weeks: Annotated[
        int, parameter(1, 52, "weeks", "how often teams report on their own, PMO or not")
    ] = 4
    report: Annotated[float, parameter(0, 1, CHANCE, "the team's own report notices it")] = 0.4
    review: Annotated[float, parameter(0, 1, CHANCE, "a PMO review notices it")] = 0.7
    audit: Annotated[float, parameter(0, 1, CHANCE, "an independent review notices it")] = 0.9
    review_price: Annotated[
        float, parameter(0, 100, "k€", "a review, for each project in progress")
    ] = 1.5
    audit_price: Annotated[
        float, parameter(0, 100, "k€", "an audit, for each project in progress")
    ] = 4.0


def cost_rate(weeks: float, issues: float, cost: float, growth: float, price: float) -> float:
    """Expected cost per week of reviewing every so many weeks, if every review sees everything.

    λ·c·(e^{gT} − 1)/(gT) + r/T: waiting makes issues dear, looking costs money.
    """
    grow = growth * weeks
    return issues * cost * (exp(grow) - 1) / grow + price / weeks


CARD = Card(
    module=__name__,
    number="M15",
    meaning="An issue is noticed at a report, a review or an audit, or else before delivery.",
    formula="noticed if U < chance of the look; U belongs to the issue and the week",
    source="design defaults; the best cadence is near √(2r / (λ·c·g)) weeks",
    checked="the best cadence of its own formula, by search; how often real reviews find "
    "something was not measured",
    leaves_out="Reports that hide what their writers know.",
    lesson="notebooks 01, 06 and 07",
    record=Detection,
)
