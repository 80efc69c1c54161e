"""M12: time taken from improvement helps at once and costs later."""

from math import sqrt
from typing import Annotated

from simulator.mechanisms.card import TRIED, Card, Parameters, parameter


class Capability(Parameters, frozen=True, kw_only=True):
    """How improvement builds capability, how late, and how neglect erodes it."""

    gain: Annotated[
        float, parameter(0, 1, "per week", "capability built if all time went into it", TRIED)
    ] = 0.06
    effective: Annotated[float, parameter(0, 1, "share", "improvement that bears fruit", TRIED)] = (
        0.5
    )
    erosion: Annotated[
        float, parameter(0, 1, "per week", "share of the capability that is lost", TRIED)
    ] = 0.015
    upkeep: Annotated[
        float, parameter(0, 0.1, "per week", "capability kept up without anybody's decision")
    ] = 0.012
    delay: Annotated[
        float, parameter(0, 52, "weeks", "from improving until it shows", TRIED)
    ] = 8.0  # fmt: skip


def step(capability: float, invested: float, weeks: float, how: Capability) -> float:
    """Capability so many weeks on; `invested` is the share of time given `delay` weeks ago."""
    built = how.gain * sqrt(max(0.0, invested)) * how.effective + how.upkeep
    return max(0.0, capability + (built - how.erosion * capability) * weeks)


def output(capability: float, share: float) -> float:
    """What gets done beside a share of the time for improvement."""
    return capability * (1 - share)


def course(share: float, weeks: int, how: Capability) -> list[float]:
    """Output of each week if this share of the time goes into improvement, and none did before.

    Steps of a week; the output of a week is that of its end.
    """
    capability, outputs = 1.0, []
    for week in range(weeks):
        capability = step(capability, share if week >= how.delay else 0.0, 1.0, how)
        outputs.append(output(capability, share))
    return outputs


CARD = Card(
    module=__name__,
    number="M12",
    meaning="Leaving improvement out gets more done this quarter and much less next year.",
    formula="change a week = gain · √(share of time, delay weeks ago) · effective + upkeep − "
    "erosion · capability; output = capability · (1 − share)",
    source="Repenning & Sterman (2001); the numbers are design defaults, tried in a prototype",
    checked="the form only, worse before better; the size was held against nothing",
    leaves_out="Without upkeep, as in the paper, an office that never improves comes to nothing in "
    "a few years and no PMO could lose; so what people mend of their own accord is a parameter. "
    "What the improvement is: any time called by that name counts, and a fifth of it "
    "does not quite hold the first capability. The design's numbers come from weekly steps; "
    "finer ones move break-even by a week.",
    lesson="notebook 08",
    record=Capability,
)
