"""Which offers against risks are bought first: pure functions of the register anybody can read."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import exp
from typing import NamedTuple

from simulator.mechanisms.mitigation import after, expected_price, exposure, heat, leverage
from simulator.scenario import Scenario, unit_price

Draw = Callable[..., float]
"""A number between 0 and 1 that belongs to the names it is asked with."""


class Offer(NamedTuple):
    """A mitigation that can be bought, with what the register says about its risk."""

    mitigation: str
    risk: str
    project: str
    cost: float
    price: float
    """k€ it will cost in expectation, with what it costs when it is used."""
    probability: float
    impact: float
    """k€ the risk would cost on average."""
    leverage: float
    """Exposure taken away for each k€ of the price."""


def by_leverage(offer: Offer, draw: Draw) -> float:
    """The most exposure taken away for each k€."""
    return offer.leverage


def by_heat_map(offer: Offer, draw: Draw) -> float:
    """The reddest field of the heat map of probability and impact."""
    return heat(offer.probability, offer.impact)


def by_impact(offer: Offer, draw: Draw) -> float:
    """The largest impact."""
    return offer.impact


def by_lot(offer: Offer, draw: Draw) -> float:
    """Whichever the lot falls on."""
    return draw("offer", offer.mitigation)


BUYING: dict[str, Callable[[Offer, Draw], float]] = {
    "leverage": by_leverage,
    "heat_map": by_heat_map,
    "impact": by_impact,
    "random": by_lot,
}


def bought(rule: str, offers: Iterable[Offer], budget: float, draw: Draw) -> list[str]:
    """The mitigations bought now for at most `budget` k€, the first of the rule first; of
    equals the first in the file.

    `leverage` leaves what takes away less than it costs.
    """
    found = []
    ranked = sorted(offers, key=lambda it: -BUYING[rule](it, draw))
    for offer in ranked:
        worth_it = rule != "leverage" or offer.leverage > 1
        if worth_it and offer.cost <= budget:
            found.append(offer.mitigation)
            budget -= offer.cost
    return found


@lru_cache(maxsize=64)
def offers_of(scenario: Scenario) -> tuple[Offer, ...]:
    """Every offer of a scenario, as the register describes it on the first day."""
    risks = {risk.id: risk for risk in scenario.risks}
    projects = {project.id: project for project in scenario.projects}
    found = []
    for offer in scenario.mitigations:
        risk = risks[offer.risk]
        mean = risk.impact * exp(risk.spread**2 / 2)
        impact = mean * unit_price(risk, projects[risk.project], scenario)
        remains, later = after(risk.probability, impact, offer.kind, offer.effect)
        # an offer that keeps the risk away is used when it would have come
        used = risk.probability - remains if offer.kind == "avoid" else risk.probability
        price = expected_price(offer.cost, offer.if_used, used)
        later = exposure(remains, later)
        gain = leverage(exposure(risk.probability, impact), later, price)
        found.append(
            Offer(
                offer.id, risk.id, risk.project, offer.cost, price, risk.probability, impact, gain
            )
        )
    return tuple(found)
