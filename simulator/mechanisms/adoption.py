"""M26: a delivered change is worth something only as far as people take it up."""

from math import exp, pow
from typing import Annotated

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms.card import Card, Parameters, parameter

BASS = "design default; the form after Bass (1969)"


class Adoption(Parameters, frozen=True, kw_only=True):
    """How fast people take up what a project delivered, and what the first weeks cost."""

    innovation: Annotated[
        float, parameter(0.001, 1, "share a month", "people who start of their own accord", BASS)
    ] = 0.05
    imitation: Annotated[
        float, parameter(0, 2, "share a month", "people who start because others have", BASS)
    ] = 0.35
    weeks: Annotated[
        int, parameter(4, 260, "weeks", "after go-live in which benefits are counted")
    ] = 52
    dip: Annotated[
        float, parameter(0, 1, "share of a full week", "benefit lost after an unready go-live")
    ] = 0.15
    dip_weeks: Annotated[int, parameter(0, 52, "weeks", "how long that loss lasts")] = 6
    ready: Annotated[float, parameter(0, 1, "share", "readiness without any change work")] = 0.3
    unasked: Annotated[
        float, parameter(0, 2, "times", "help of a sponsor who has no engagement at all")
    ] = 0.5
    lost: Annotated[
        float, parameter(0, 1, "share", "people who never take part under full resistance")
    ] = 0.5


def readiness(people: float, process: float, tools: float, how: Adoption) -> float:
    """How ready an organisation is, 0 to 1: the geometric mean of three levels of preparation.

    A geometric mean, because the best tool makes up for little where nobody was trained.
    """
    product = 1.0
    for level in (people, process, tools):
        product *= how.ready + (1 - how.ready) * level
    return pow(product, 1 / 3)


def helped(readiness: float, engagement: float, how: Adoption) -> float:
    """By what those who start of their own accord are helped: by readiness, and by the sponsor."""
    return readiness * (how.unasked + engagement)


def ceiling(resistance: float, how: Adoption) -> float:
    """The share of people who will ever take part: M = 1 − lost · R."""
    return 1 - how.lost * resistance


def step(adopted: float, ceiling: float, help: float, weeks: float, how: Adoption) -> float:
    """The share who take part some weeks later.

    The exact solution of A' = (p · help + q · A) · (M − A), with M the ceiling. Help multiplies
    those who start by themselves, never those who follow others. So two half steps are one whole
    step, and the share never passes the ceiling.
    """
    start = how.innovation * help
    pull = start + how.imitation * adopted
    if adopted >= ceiling or pull <= 0:
        return min(adopted, ceiling)
    speed = start + how.imitation * ceiling
    left = (ceiling - adopted) * exp(-speed * weeks / WEEKS_A_MONTH)
    return ceiling - left * speed / (pull + how.imitation * left)


def benefit(adopted: float, weeks_live: float, readiness: float, how: Adoption) -> float:
    """The share of a full week's benefit that this week brings; below zero in a deep dip.

    Weeks live are 0 in the first week after go-live.
    """
    dip = how.dip * (1 - readiness) if weeks_live < how.dip_weeks else 0.0
    return adopted - dip


def undisturbed(how: Adoption) -> float:
    """Mean adoption over the horizon with help 1, readiness 1 and no resistance.

    Each week counts with what is adopted at its end: first step, then benefit.
    """
    adopted = total = 0.0
    for _ in range(how.weeks):
        adopted = step(adopted, 1.0, 1.0, 1.0, how)
        total += adopted
    return total / how.weeks


CARD = Card(
    module=__name__,
    number="M26",
    meaning="A go-live brings benefit only as fast as people take part, and first costs some.",
    formula="A' = (p · help + q · A) · (1 − lost · R − A); week's benefit = A − dip · (1 − ready); "
    "project's benefit = Σ weeks / (horizon · undisturbed) of what was promised",
    source="Bass (1969) for the form; the sizes and the dip are design defaults. Markets took up "
    "consumer goods at p = .03, q = .38 a year (Sultan, Farley & Lehmann 1990, from memory, "
    "unchecked); inside one organisation the same counts by the month",
    checked="the form, against Bass's exact curve; a year brings about half of full use here, "
    "and no measured roll-out was held against it",
    leaves_out="Who the people are: one group, all alike. What was promised is taken to be what a "
    "perfectly prepared go-live with ordinary help brings, so more help than 1 brings more than "
    "was promised, at most 1 / undisturbed of it. When resistance rises above what the ceiling "
    "allows, those above it stop at once; in truth they drift away. The dip is as deep in its "
    "last week as in its first.",
    lesson="notebook 09",
    record=Adoption,
)
