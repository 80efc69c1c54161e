"""M01: the plan is the median; activities take longer or shorter, and not independently."""

from math import exp, sqrt
from typing import Annotated

from msgspec import Meta, Struct

Spread = Annotated[float, Meta(ge=0, le=3)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Duration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Standard deviations of the logarithm of actual / planned duration, and what is shared.

    Design defaults. Correlation matters: independent activities cancel and erase the tails.
    """

    routine: Spread = 0.3
    standard: Spread = 0.5
    novel: Spread = 0.8
    research: Spread = 1.0
    project_share: Share = 0.2
    """Part of the variance that all activities of one project have in common."""
    role_share: Share = 0.1
    """Part of the variance that all activities led by one role have in common."""


def factor(spread: float, project: float, role: float, own: float, shares: Duration) -> float:
    """Actual / planned duration from three standard normal draws; its median is 1.

    exp(spread · (√a·project + √b·role + √(1−a−b)·own)), a lognormal with correlated parts.
    """
    rest = max(0.0, 1.0 - shares.project_share - shares.role_share)
    common = sqrt(shares.project_share) * project + sqrt(shares.role_share) * role
    return exp(spread * (common + sqrt(rest) * own))
