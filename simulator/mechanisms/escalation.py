"""M16: an issue that nobody has noticed grows."""

from math import exp
from typing import Annotated

from msgspec import Meta, Struct


class Escalation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far an unnoticed issue can grow. Design default."""

    limit: Annotated[float, Meta(ge=1, le=20)] = 4.0
    """An issue never becomes more than this many times its first size."""


def grown(growth: float, age: float, limit: float) -> float:
    """By what factor an issue has grown after `age` working days at `growth` per week."""
    return min(exp(growth * age / 5), limit)
