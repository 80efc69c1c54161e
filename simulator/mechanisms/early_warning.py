"""M36: an issue that was spoken of before costs less trust when it lands."""

from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class EarlyWarning(Parameters, frozen=True, kw_only=True):
    """How trust is lost and won."""

    start: Annotated[float, parameter(0, 1, "share", "trust on the first day")] = 0.6
    loss: Annotated[float, parameter(0, 1, "an issue", "trust lost when it lands unannounced")] = (
        0.15
    )
    halved: Annotated[float, parameter(0, 1, "share", "of that loss left after a warning")] = 0.5
    gain: Annotated[float, parameter(0, 1, "a week", "trust that comes back")] = 0.02
    ceiling: Annotated[float, parameter(0, 1, "share", "trust that time alone can build")] = 0.9


def landed(trust: float, warned: bool, how: EarlyWarning) -> float:
    """Trust after an issue has landed, 0 to 1."""
    return max(0.0, trust - how.loss * (how.halved if warned else 1.0))


def recovered(trust: float, weeks: float, how: EarlyWarning) -> float:
    """Trust after so many weeks without a surprise; never less than before."""
    return max(trust, min(how.ceiling, trust + how.gain * weeks))


CARD = Card(
    module=__name__,
    number="M36",
    meaning="Who warns early and honestly loses less trust when the issue lands after all.",
    formula="trust − .15, or half of it if warned; + .02 a week up to .9",
    source="talking about risk has an effect of its own: de Bakker et al. (2012); sizes are design "
    "defaults",
    checked="the direction only; the size was held against nothing",
    leaves_out="Warnings that come to nothing, which cost trust, too; how large the issue is; and "
    "who trusts whom: one trust for all. A second warning of the same issue adds nothing. The "
    "design gives only the halving; loss, recovery and limit were added.",
    lesson="exercise 07",
    record=EarlyWarning,
)
