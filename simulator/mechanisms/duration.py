"""M01: the plan is the median; activities take longer or shorter, and not independently."""

from math import exp, sqrt
from typing import Annotated

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.mechanisms.card import Card, parameter

LOG = "standard deviation of ln(actual / planned)"


class Duration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far durations spread around the plan, and how much of that is shared."""

    routine: Annotated[float, parameter(0, 3, LOG, "work done many times before")] = 0.3
    standard: Annotated[float, parameter(0, 3, LOG, "ordinary work")] = 0.5
    novel: Annotated[float, parameter(0, 3, LOG, "work that is new here")] = 0.8
    research: Annotated[float, parameter(0, 3, LOG, "work that is new everywhere")] = 1.0
    project_share: Annotated[
        float, parameter(0, 1, "share of variance", "what all activities of a project share")
    ] = 0.2
    role_share: Annotated[
        float, parameter(0, 1, "share of variance", "what all activities led by a role share")
    ] = 0.1

    def __post_init__(self) -> None:
        if self.project_share + self.role_share > 1:
            raise RefusedError(
                f"duration: project_share {self.project_share:g} and role_share "
                f"{self.role_share:g} are more than 1 together; write smaller ones"
            )


def factor(spread: float, project: float, role: float, own: float, shares: Duration) -> float:
    """Actual / planned duration from three standard normal draws; its median is 1."""
    rest = max(0.0, 1.0 - shares.project_share - shares.role_share)
    common = sqrt(shares.project_share) * project + sqrt(shares.role_share) * role
    return exp(spread * (common + sqrt(rest) * own))


CARD = Card(
    number="M01",
    name="duration",
    meaning="Activities take longer or shorter than planned, and those of a project together.",
    formula="actual = planned · exp(σ · (√a·Z_project + √b·Z_role + √(1−a−b)·Z_own))",
    source="lognormal with common factors; the sizes are design defaults",
    leaves_out="The many activities that real records show exactly on plan, and tails beyond a "
    "lognormal's: a project that takes ten times as long hardly happens here.",
    lesson="notebook 00",
    record=Duration,
)
