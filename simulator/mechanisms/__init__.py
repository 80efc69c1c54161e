"""How the world works: one file a mechanism, with its parameters, formula and source.

A scenario switches a mechanism on by giving it a parameter record; None is off and costs nothing.
"""

from msgspec import Struct

from simulator.mechanisms import (
    attention,
    detection,
    duration,
    earned_value,
    escalation,
    hazard,
    mitigation,
    value,
)
from simulator.mechanisms.attention import Attention
from simulator.mechanisms.card import Card
from simulator.mechanisms.detection import Detection
from simulator.mechanisms.duration import Duration
from simulator.mechanisms.escalation import Escalation
from simulator.mechanisms.hazard import Hazard

__all__ = [
    "CARDS",
    "Attention",
    "Card",
    "Detection",
    "Duration",
    "Escalation",
    "Hazard",
    "Mechanisms",
]

ROOMS = (duration, attention, value, hazard, detection, escalation, mitigation, earned_value)
CARDS: dict[str, Card] = {room.CARD.number: room.CARD for room in ROOMS}
"""All cards by number."""


class Mechanisms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """Which mechanisms are on, and with which parameters."""

    duration: Duration | None = None
    """M01: activities take longer or shorter than planned."""
    attention: Attention | None = None
    """M03: people who work on several things at once lose time."""
    hazard: Hazard | None = None
    """M13: risks happen while their project is in progress."""
    detection: Detection | None = None
    """M15: issues are noticed at reviews. Off: at once."""
    escalation: Escalation | None = None
    """M16: issues grow while nobody has noticed them."""
