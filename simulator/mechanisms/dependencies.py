"""M35: what one project hands to another takes time, and may not fit."""

from math import exp
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Dependencies(Parameters, frozen=True, kw_only=True):
    """What handing over between projects costs, and how far a liaison helps."""

    hand_off: Annotated[float, parameter(0, 26, "weeks", "median hand-off between projects")] = 1.0
    spread: Annotated[
        float, parameter(0, 3, "standard deviation of ln", "how far hand-offs spread")
    ] = 0.6
    apart: Annotated[
        float, parameter(1, 10, "times", "as long between people of different functions")
    ] = 2.0
    failure: Annotated[
        float, parameter(0, 1, "chance", "that what two functions built does not fit together")
    ] = 0.10
    more: Annotated[float, parameter(0, 1, "chance", "added by each further function")] = 0.05
    liaison: Annotated[
        float, parameter(0, 1, "share", "of time and failures that remains with a liaison")
    ] = 0.5
    liaison_people: Annotated[
        float, parameter(0, 5, "people", "that a liaison takes, for each dependency")
    ] = 0.2
    rework: Annotated[
        float, parameter(0, 2, "share of effort", "of the project that a failure costs")
    ] = 0.1


def _left(liaison: float, how: Dependencies) -> float:
    return 1 - (1 - how.liaison) * liaison


def hand_off(normal: float, apart: float, liaison: float, how: Dependencies) -> float:
    """Weeks that a hand-off takes, from one standard normal draw.

    Apart and liaison are 0 or 1 (no or yes), or a share between.
    """
    longer = 1 + (how.apart - 1) * apart
    return how.hand_off * exp(how.spread * normal) * longer * _left(liaison, how)


def failure(functions: float, liaison: float, how: Dependencies) -> float:
    """The chance that what so many functions built does not fit together."""
    return min(1.0, how.failure + how.more * max(0.0, functions - 2)) * _left(liaison, how)


CARD = Card(
    module=__name__,
    number="M35",
    meaning="Work that one project hands to another waits in between, and sometimes does not fit.",
    formula="hand-off = 1 week · e^(.6 · Z) · (2 if apart) · (½ with a liaison); "
    "fails with .10 + .05 · (functions − 2)⁺, halved by a liaison",
    source="design defaults; fights for priority, over-commitment and hoarding of people between "
    "projects: Engwall & Jerbrant (2003)",
    checked="nothing: the sizes are invented",
    leaves_out="Hoarding and fights for priority, which the source found, and failures that are "
    "found late: a failure costs effort at once. The design names no spread and no cost of a "
    "failure; both are parameters here. One function alone fails as often as two.",
    lesson="notebook 11",
    record=Dependencies,
)
