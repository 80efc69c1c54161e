"""M32: what was learned helps the next project if it reaches it; a method helps known work."""

from math import exp, pow
from typing import Annotated, Literal

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms.card import Card, Parameters, parameter

Work = Literal["routine", "standard", "novel", "research"]


class Knowledge(Parameters, frozen=True, kw_only=True):
    """What knowledge saves, how fast it is lost, and what a method does to each kind of work."""

    saving: Annotated[float, parameter(0, 0.9, "share of effort", "saved if all is known")] = 0.15
    narrower: Annotated[
        float, parameter(0, 1, "share", "how much narrower routine work spreads under a method")
    ] = 0.2
    standard: Annotated[
        float, parameter(0, 1, "share", "how much of that holds for standard work, too")
    ] = 0.5
    misfit: Annotated[
        float, parameter(0, 2, "share of effort", "that a method adds to novel work and research")
    ] = 0.15
    database: Annotated[
        float, parameter(0, 1, "chance", "that what is only written down is used again")
    ] = 0.1
    community: Annotated[
        float, parameter(0, 1, "chance", "that what is told in person is used again")
    ] = 0.4
    keep: Annotated[
        float,
        parameter(
            0, 1, "share a month", "knowledge kept", "Argote et al. (1990), from memory, unchecked"
        ),
    ] = 0.75


def reuse(level: float, how: Knowledge) -> float:
    """The chance that something learned is used again: from a database's to a community's."""
    return how.database + (how.community - how.database) * level


def step(knowledge: float, learned: float, weeks: float, how: Knowledge) -> float:
    """Knowledge some weeks later: what is kept of the old, and all that was learned since."""
    return knowledge * pow(how.keep, weeks / WEEKS_A_MONTH) + learned


def effort(knowledge: float, how: Knowledge) -> float:
    """What knowledge makes of the effort of work: 1 − .15 · (1 − e^(−K))."""
    return 1 - how.saving * (1 - exp(-knowledge))


def method_effort(level: float, work: Work, how: Knowledge) -> float:
    """What a method makes of effort: more where the work does not fit it."""
    return 1 + how.misfit * level if work in ("novel", "research") else 1.0


def method_spread(level: float, work: Work, how: Knowledge) -> float:
    """What a method makes of the spread of durations: less where the work is known."""
    fits = {"routine": 1.0, "standard": how.standard}.get(work, 0.0)
    return 1 - how.narrower * fits * level


CARD = Card(
    module=__name__,
    number="M32",
    meaning="Knowledge that is passed on saves effort but fades; a method helps known work only.",
    formula="effort · (1 − .15 · (1 − e^(−K))), K kept at .75 a month; spread · (1 − .2 · level) "
    "for routine and half of it for standard; effort · (1 + .15 · level) for novel and research",
    source="design defaults; knowledge depreciates rapidly and does not cross owners: Argote et "
    "al. (1990), Darr et al. (1995); lessons learned are widely adopted but not widely used: "
    "Newell et al.",
    checked="pizza shops kept .47 of it a month, and here it is .75; what is saved by it was "
    "held against nothing",
    leaves_out="What the knowledge is about: what one project learned helps every other. The "
    "design gives a method's narrower spread to routine work only; standard work, which most work "
    "is, gets half of it here. In the sources, what is kept ranges from .75 a month in shipyards "
    "to .83 a week in pizza shops, both from memory. Maturity (M31) leaves effort to this "
    "mechanism.",
    lesson="notebook 08",
    record=Knowledge,
)
