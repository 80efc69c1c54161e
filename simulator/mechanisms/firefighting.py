"""M11: fighting fires takes the time that would have prevented the next ones."""

from typing import Annotated

from simulator.mechanisms.card import TRIED, Card, Parameters, parameter


class Firefighting(Parameters, frozen=True, kw_only=True):
    """What early work costs, and what its neglect costs later."""

    upstream: Annotated[
        float, parameter(0.01, 1, "share", "people's time that all the early work takes", TRIED)
    ] = 0.35
    least: Annotated[
        float, parameter(0, 2, "times", "unplanned work after complete early work", TRIED)
    ] = 0.1
    most: Annotated[
        float, parameter(0, 5, "times", "unplanned work after no early work at all", TRIED)
    ] = 1.3
    reach: Annotated[
        float, parameter(0, 1, "share", "of an activity that early preparation can spare or cost")
    ] = 0.25
    weeks: Annotated[
        float, parameter(1, 104, "weeks", "from one generation of projects to the next")
    ] = 13.0


def unplanned(completeness: float, how: Firefighting) -> float:
    """Unplanned work for each unit of planned work, given the early work done before."""
    return how.most - (how.most - how.least) * completeness


def completeness(load: float, how: Firefighting, overload: float = 0.0) -> float:
    """Share of the next generation's early work that fits beside a load of present work.

    The load is a share of people's time; `overload` makes the early work that much more.
    """
    return min(1.0, max(0.0, (1 - load) / (how.upstream * (1 + overload))))


def effort_factor(completeness: float, how: Firefighting) -> float:
    """By what factor work takes more effort than after complete early work."""
    full = (1 + unplanned(completeness, how)) / (1 + how.least)
    return 1 + how.reach * (full - 1)


def tipping(design: float, how: Firefighting) -> float:
    """The completeness below which an office sinks ever deeper, for its share of planned work.

    0 if it always recovers, 1 if it cannot keep up at all.
    """
    if design * (1 + how.most) <= 1:
        return 0.0
    if design * (1 + how.least) + how.upstream >= 1:
        return 1.0
    return ((1 + how.most) * design - 1) / ((how.most - how.least) * design - how.upstream)


def course(utilisation: float, overload: float, cycles: int, how: Firefighting) -> float:
    """Completeness so many generations after one with more work, from complete early work.

    The utilisation is planned, unplanned and early work together in good times; the overload is
    the share by which the one generation has more of all of it.
    """
    design = (utilisation - how.upstream) / (1 + how.least)
    done, more = 1.0, overload
    for _ in range(cycles):
        done = completeness(design * (1 + unplanned(done, how)) * (1 + more), how, more)
        more = 0.0
    return done


CARD = Card(
    module=__name__,
    number="M11",
    meaning="Who has too much to do skips early work, which makes later work larger, so one "
    "overload can ruin an office for good.",
    formula="next completeness = clip((1 − K · d · (1 + φ)) / (K · a), 0, 1), φ = φ_max − (φ_max − "
    "φ_min) · completeness; tips below ((1 + φ_max) · d − 1) / ((φ_max − φ_min) · d − a)",
    source="Repenning, Gonçalves & Black (2001); the numbers are design defaults, tried in a "
    "prototype",
    checked="the form only, in which one overload can tip an office for good; the size was "
    "held against nothing",
    leaves_out="The paper's office makes one product after another, so all of its work can burn: "
    "reach 1. In a portfolio part of the work stands by itself, so .25 is the default. Managers "
    "who see it coming and drop a project. Only all work in one pool is counted, and a generation "
    "ends before the next begins. An overload is more of early and planned work alike: other "
    "readings do not tip where the prototype did.",
    lesson="notebook 08",
    record=Firefighting,
)
