"""How the world works: one file a mechanism, with its parameters, formula and source.

A scenario switches a mechanism on by giving it a parameter record; None is off and costs nothing.
"""

from msgspec import Struct

from simulator.mechanisms import (
    adoption,
    alignment,
    attention,
    bias,
    capability,
    commitment,
    common_cause,
    dependencies,
    detection,
    distortion,
    duration,
    early_warning,
    earned_value,
    escalation,
    fatigue,
    firefighting,
    governance,
    hazard,
    knowledge,
    learning,
    maturity,
    mitigation,
    priority,
    queueing,
    ramp_up,
    reserve,
    resistance,
    rework,
    saturation,
    security,
    selection,
    skill,
    sponsor,
    strategy,
    survival,
    turnover,
    value,
    visibility,
)
from simulator.mechanisms.adoption import Adoption
from simulator.mechanisms.alignment import Alignment
from simulator.mechanisms.attention import Attention
from simulator.mechanisms.bias import Bias
from simulator.mechanisms.capability import Capability
from simulator.mechanisms.card import PARAMETERS, Card
from simulator.mechanisms.commitment import Commitment
from simulator.mechanisms.common_cause import CommonCause
from simulator.mechanisms.dependencies import Dependencies
from simulator.mechanisms.detection import Detection
from simulator.mechanisms.distortion import Distortion
from simulator.mechanisms.duration import Duration
from simulator.mechanisms.early_warning import EarlyWarning
from simulator.mechanisms.escalation import Escalation
from simulator.mechanisms.fatigue import Fatigue
from simulator.mechanisms.firefighting import Firefighting
from simulator.mechanisms.governance import Governance
from simulator.mechanisms.hazard import Hazard
from simulator.mechanisms.knowledge import Knowledge
from simulator.mechanisms.learning import Learning
from simulator.mechanisms.maturity import Maturity
from simulator.mechanisms.ramp_up import RampUp
from simulator.mechanisms.reserve import Reserve
from simulator.mechanisms.resistance import Resistance
from simulator.mechanisms.rework import Rework
from simulator.mechanisms.saturation import Saturation
from simulator.mechanisms.security import Security
from simulator.mechanisms.selection import Selection
from simulator.mechanisms.skill import Skill
from simulator.mechanisms.sponsor import Sponsor
from simulator.mechanisms.strategy import Strategy
from simulator.mechanisms.survival import Survival
from simulator.mechanisms.turnover import Turnover
from simulator.mechanisms.visibility import Visibility

__all__ = [
    "CARDS",
    "Card",
    "Mechanisms",
    "everything",
    "Adoption",
    "Alignment",
    "Attention",
    "Bias",
    "Capability",
    "Commitment",
    "CommonCause",
    "Dependencies",
    "Detection",
    "Distortion",
    "Duration",
    "EarlyWarning",
    "Escalation",
    "Fatigue",
    "Firefighting",
    "Governance",
    "Hazard",
    "Knowledge",
    "Learning",
    "Maturity",
    "RampUp",
    "Reserve",
    "Resistance",
    "Rework",
    "Saturation",
    "Security",
    "Selection",
    "Skill",
    "Sponsor",
    "Strategy",
    "Survival",
    "Turnover",
    "Visibility",
]

ROOMS = (
    duration,
    bias,
    attention,
    queueing,
    priority,
    value,
    ramp_up,
    learning,
    rework,
    fatigue,
    firefighting,
    capability,
    hazard,
    common_cause,
    detection,
    escalation,
    mitigation,
    reserve,
    earned_value,
    distortion,
    commitment,
    selection,
    alignment,
    strategy,
    visibility,
    adoption,
    saturation,
    resistance,
    sponsor,
    governance,
    maturity,
    knowledge,
    turnover,
    skill,
    dependencies,
    early_warning,
    survival,
    security,
)
CARDS: dict[str, Card] = {room.CARD.number: room.CARD for room in ROOMS}
"""All cards by number."""


class Mechanisms(Struct, **PARAMETERS):
    """Which mechanisms are on, and with which parameters."""

    duration: Duration | None = None
    """M01: activities take longer or shorter than planned."""
    bias: Bias | None = None
    """M02: estimates are too low for whole projects, and some by far."""
    attention: Attention | None = None
    """M03: people who work on several things at once lose time."""
    ramp_up: RampUp | None = None
    """M07: newcomers are slow, and slow down those who teach them."""
    learning: Learning | None = None
    """M08: work of one family gets quicker each time."""
    rework: Rework | None = None
    """M09: some work is wrong, and nobody knows until later."""
    fatigue: Fatigue | None = None
    """M10: pressure and overtime get more done, for a while."""
    firefighting: Firefighting | None = None
    """M11: who never prepares the next work has more of it."""
    capability: Capability | None = None
    """M12: capability erodes unless it is improved."""
    hazard: Hazard | None = None
    """M13: risks happen while their project is in progress."""
    common_cause: CommonCause | None = None
    """M14: risks come together: regimes, shocks, shared causes."""
    detection: Detection | None = None
    """M15: issues are noticed at reviews. Off: at once."""
    escalation: Escalation | None = None
    """M16: issues grow while nobody has noticed them."""
    reserve: Reserve | None = None
    """M18: money held back pays for help when an issue comes."""
    distortion: Distortion | None = None
    """M20: reports are brighter than the truth, and sometimes darker."""
    commitment: Commitment | None = None
    """M21: owners prevent that their project is stopped."""
    selection: Selection | None = None
    """M22: what is promised is a guess."""
    alignment: Alignment | None = None
    """M23: a project is worth what it serves."""
    strategy: Strategy | None = None
    """M24: what the organisation wants changes."""
    visibility: Visibility | None = None
    """M25: what is seen is old and blurred."""
    adoption: Adoption | None = None
    """M26: benefits come as people take up what is delivered."""
    saturation: Saturation | None = None
    """M27: who has to change too much at once takes it up slowly."""
    resistance: Resistance | None = None
    """M28: people resist what burdens them and does not help."""
    sponsor: Sponsor | None = None
    """M29: engaged sponsors decide quickly."""
    governance: Governance | None = None
    """M30: every function of the PMO has its price and its lag."""
    maturity: Maturity | None = None
    """M31: an office matures slowly, and is set back."""
    knowledge: Knowledge | None = None
    """M32: method and knowledge make work shorter, or longer."""
    turnover: Turnover | None = None
    """M33: people leave."""
    skill: Skill | None = None
    """M34: people grow with their work."""
    dependencies: Dependencies | None = None
    """M35: hand-offs take time, and parts do not fit."""
    early_warning: EarlyWarning | None = None
    """M36: surprises cost trust."""
    survival: Survival | None = None
    """M37: leadership may close the PMO."""
    security: Security | None = None
    """M38: people who feel safe stay, and say what is."""


def everything() -> Mechanisms:
    """All mechanisms on, with their defaults."""
    return Mechanisms(**{card.name: card.record() for card in CARDS.values() if card.name})
