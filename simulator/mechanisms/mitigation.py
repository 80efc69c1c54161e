"""M17: what a mitigation does to a risk, and what it is worth before buying."""

from collections.abc import Sequence

from simulator.mechanisms.card import Card

PROBABILITY_BANDS = (0.1, 0.3, 0.5, 0.7)
"""Up to which probability a risk is in band 1, 2, 3, 4 of a heat map; above it is in band 5."""

IMPACT_BANDS = (10.0, 25.0, 50.0, 100.0)
"""Up to how many k€ of impact a risk is in band 1, 2, 3, 4 of a heat map; above it is in band 5."""


def exposure(probability: float, impact: float) -> float:
    """Expected loss p·I, in the unit of the impact."""
    return probability * impact


def after(probability: float, impact: float, kind: str, effect: float) -> tuple[float, float]:
    """(probability, impact) once it works: avoid lowers the first, reduce the second."""
    if kind == "avoid":
        return probability * (1 - effect), impact
    return probability, impact * (1 - effect)


def expected_price(cost: float, if_used: float, probability: float) -> float:
    """k€ that an offer costs on average: its cost, and `if_used` more if the risk happens.

    An insurance has its deductible as `if_used`, a contingency plan what carrying it out costs,
    an option what using it costs. `probability` is the one once the offer works.
    """
    return cost + probability * if_used


def leverage(before: float, later: float, cost: float) -> float:
    """Risk-reduction leverage: exposure taken away for each k€."""
    return (before - later) / cost if cost > 0 else float("inf")


def net_leverage(before: float, later: float, cost: float) -> float:
    """What each k€ earns after it has paid for itself; below zero it is wasted."""
    return leverage(before, later, cost) - 1


def heat(probability: float, impact: float, impact_bands: Sequence[float] = IMPACT_BANDS) -> int:
    """The score of a 5×5 heat map, 1 to 25: band of probability times band of impact."""
    return band(probability, PROBABILITY_BANDS) * band(impact, impact_bands)


def band(number: float, bands: Sequence[float]) -> int:
    """In which band a number lies, from 1; a number on a bound belongs to the lower band."""
    return 1 + sum(number > bound for bound in bands)


CARD = Card(
    module=__name__,
    number="M17",
    meaning="What is bought before a risk happens keeps it away, or makes it smaller, or costs "
    "little now and more only if it happens.",
    formula="leverage = (exposure before − exposure after) / price; exposure = p · I; "
    "price = cost + p · cost if used; heat = band of p (1–5) · band of I (1–5)",
    source="risk-reduction leverage after Boehm (1991); the bands of the heat map are an ordinary "
    "choice, a design default",
    checked="nothing to check: it is arithmetic, and what an offer does is the scenario's",
    leaves_out="What waiting work costs others: the exposure of extra work is its wages only, and "
    "its probability is for a project that takes as long as its critical path. Insurance, "
    "contingency plans and options are one idea here: an offer that costs more when it is used. "
    "Nobody fails to pay, and a plan is always ready when it is needed.",
    lesson="notebooks 01 and 06",
    no_switch="nothing changes where a scenario has no mitigations, or nobody buys one",
)
