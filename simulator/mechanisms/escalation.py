"""M16: an issue that nobody has noticed grows."""

from math import exp
from typing import Annotated

from msgspec import Struct

from simulator.mechanisms.card import Card, parameter


class Escalation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far an unnoticed issue can grow."""

    limit: Annotated[
        float, parameter(1, 20, "times", "an issue's largest size in terms of its first")
    ] = 4.0


def grown(growth: float, age: float, limit: float) -> float:
    """By what factor an issue has grown after `age` working days at `growth` per week."""
    return min(exp(growth * age / 5), limit)


CARD = Card(
    number="M16",
    name="escalation",
    meaning="An issue grows for as long as nobody has noticed it.",
    formula="size = first size · min(exp(g · weeks unnoticed), limit)",
    source="design default; g is the scenario's, for each risk",
    leaves_out="Issues that cause other issues, and those that go away by themselves.",
    lesson="notebook 01",
    record=Escalation,
)
