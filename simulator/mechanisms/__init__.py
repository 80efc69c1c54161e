"""How the world works: one file a mechanism, with its parameters, formula and source.

A scenario switches a mechanism on by giving it a parameter record; None is off and costs nothing.
This table is written by `python tools/mechanisms.py` from the cards in the files beside it.
"""

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
from simulator.mechanisms.card import Card, Parameters
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

CARDS: dict[str, Card] = {
    card.number: card
    for card in (
        duration.CARD,
        bias.CARD,
        attention.CARD,
        queueing.CARD,
        priority.CARD,
        value.CARD,
        ramp_up.CARD,
        learning.CARD,
        rework.CARD,
        fatigue.CARD,
        firefighting.CARD,
        capability.CARD,
        hazard.CARD,
        common_cause.CARD,
        detection.CARD,
        escalation.CARD,
        mitigation.CARD,
        reserve.CARD,
        earned_value.CARD,
        distortion.CARD,
        commitment.CARD,
        selection.CARD,
        alignment.CARD,
        strategy.CARD,
        visibility.CARD,
        adoption.CARD,
        saturation.CARD,
        resistance.CARD,
        sponsor.CARD,
        governance.CARD,
        maturity.CARD,
        knowledge.CARD,
        turnover.CARD,
        skill.CARD,
        dependencies.CARD,
        early_warning.CARD,
        survival.CARD,
        security.CARD,
    )
}
"""All cards by number."""


class Mechanisms(Parameters, frozen=True, kw_only=True):
    """Which mechanisms are on, and with which parameters."""

    duration: Duration | None = None
    """M01: many activities end exactly on plan, the others earlier or later, and not
    independently."""
    bias: Bias | None = None
    """M02: a whole project takes a multiple of its estimate, and now and then a large one."""
    attention: Attention | None = None
    """M03: attention divided among k activities is worth f(k) of a person, not one."""
    ramp_up: RampUp | None = None
    """M07: new people are slow at first, take experienced people's time, and need talking to."""
    learning: Learning | None = None
    """M08: who has done the same before needs less effort, and forgets."""
    rework: Rework | None = None
    """M09: some of the work that counts as done is wrong, and comes back when it is found."""
    fatigue: Fatigue | None = None
    """M10: pressure speeds people up and makes them careless; long hours wear them out."""
    firefighting: Firefighting | None = None
    """M11: fighting fires takes the time that would have prevented the next ones."""
    capability: Capability | None = None
    """M12: time taken from improvement helps at once and costs later."""
    hazard: Hazard | None = None
    """M13: a risk happens when the hazard its project has lived through crosses a threshold."""
    common_cause: CommonCause | None = None
    """M14: some causes reach many projects at once, so that their bad luck comes together."""
    detection: Detection | None = None
    """M15: an issue is noticed when somebody looks, and not always at the first look."""
    escalation: Escalation | None = None
    """M16: an issue that nobody has noticed grows, and as a crisis it may cause another."""
    reserve: Reserve | None = None
    """M18: money kept for risks that happen, and why one purse needs less than many."""
    distortion: Distortion | None = None
    """M20: a report's colour is not always the colour its writer would give it in private."""
    commitment: Commitment | None = None
    """M21: who owns a failing project resists stopping it, the more the more it has cost."""
    selection: Selection | None = None
    """M22: what looks best when projects are chosen has mostly been judged too well."""
    alignment: Alignment | None = None
    """M23: a benefit is worth what it does for the organisation's aims."""
    strategy: Strategy | None = None
    """M24: now and then the organisation wants something else than before."""
    visibility: Visibility | None = None
    """M25: what an office sees of its projects is blurred, and old."""
    adoption: Adoption | None = None
    """M26: a delivered change is worth something only as far as people take it up."""
    saturation: Saturation | None = None
    """M27: who must change in many ways at once takes up each of them more slowly."""
    resistance: Resistance | None = None
    """M28: people work around a PMO that asks for more than it helps."""
    sponsor: Sponsor | None = None
    """M29: a sponsor who is asked well decides fast; one who is flooded does not."""
    governance: Governance | None = None
    """M30: every function of a PMO costs a share of everybody's time, at once, and helps later."""
    maturity: Maturity | None = None
    """M31: an organisation that invests in its ways of working gets better, slowly."""
    knowledge: Knowledge | None = None
    """M32: what was learned helps the next project if it reaches it; a method helps known work."""
    turnover: Turnover | None = None
    """M33: people leave; sooner if they are overloaded and tired, later if they feel safe."""
    skill: Skill | None = None
    """M34: people get better by work that challenges them, faster with a mentor."""
    dependencies: Dependencies | None = None
    """M35: what one project hands to another takes time, and may not fit."""
    early_warning: EarlyWarning | None = None
    """M36: an issue that was spoken of before costs less trust when it lands."""
    survival: Survival | None = None
    """M37: a PMO is kept or cut by what others see of its worth."""
    security: Security | None = None
    """M38: people feel safe where somebody can step in, the load is even and promises are kept."""


def everything() -> Mechanisms:
    """All mechanisms on, with their defaults."""
    return Mechanisms(
        duration=Duration(),
        bias=Bias(),
        attention=Attention(),
        ramp_up=RampUp(),
        learning=Learning(),
        rework=Rework(),
        fatigue=Fatigue(),
        firefighting=Firefighting(),
        capability=Capability(),
        hazard=Hazard(),
        common_cause=CommonCause(),
        detection=Detection(),
        escalation=Escalation(),
        reserve=Reserve(),
        distortion=Distortion(),
        commitment=Commitment(),
        selection=Selection(),
        alignment=Alignment(),
        strategy=Strategy(),
        visibility=Visibility(),
        adoption=Adoption(),
        saturation=Saturation(),
        resistance=Resistance(),
        sponsor=Sponsor(),
        governance=Governance(),
        maturity=Maturity(),
        knowledge=Knowledge(),
        turnover=Turnover(),
        skill=Skill(),
        dependencies=Dependencies(),
        early_warning=EarlyWarning(),
        survival=Survival(),
        security=Security(),
    )
