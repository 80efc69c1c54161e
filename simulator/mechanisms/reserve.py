"""M18: money kept for risks that happen, and why one purse needs less than many."""

from collections.abc import Iterable
from math import exp, fsum, log, prod, sqrt
from statistics import NormalDist
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter

Part = tuple[float, float] | tuple[float, float, float]
"""A part of a portfolio: mean and variance of its loss, and the chance that it loses nothing."""


class Reserve(Parameters, frozen=True, kw_only=True):
    """What the reserve can buy, and what is set aside for the unknown."""

    premium: Annotated[
        float,
        parameter(1, 5, "times", "price of outside help, in terms of what own people would cost"),
    ] = 1.5
    absorbs: Annotated[
        float, parameter(0, 1, "share", "of the extra work of an issue that paid help takes over")
    ] = 1.0
    weeks: Annotated[
        int,
        parameter(1, 104, "weeks", "after which the reserve is set anew and the rest free"),
    ] = 13
    management: Annotated[
        float,
        parameter(
            0,
            0.5,
            "share of the budget",
            "set aside for what is in no register",
            "design default, within the usual 5 to 10 %",
        ),
    ] = 0.07


def moments(risks: Iterable[tuple[float, float, float]]) -> tuple[float, float]:
    """(mean, variance) of the total loss of independent risks, k€ and k€².

    Each is (probability, median k€, spread) and happens once at most, with a lognormal size:
    Σ p·E[S] and Σ p·E[S²] − (p·E[S])².
    """
    mean = variance = 0.0
    for probability, median, spread in risks:
        loss = probability * median * exp(spread**2 / 2)
        mean += loss
        variance += probability * median**2 * exp(2 * spread**2) - loss**2
    return mean, max(0.0, variance)


def compound(rate: float, mean: float, second_moment: float) -> tuple[float, float]:
    """(mean, variance) of a total of issues that come at random, `rate` of them on average.

    λT·E[S] and λT·E[S²]: the compound Poisson distribution.
    """
    return rate * mean, rate * second_moment


def quiet(risks: Iterable[tuple[float, float, float]]) -> float:
    """Chance that none of these independent risks happens."""
    return prod(1 - probability for probability, _, _ in risks)


def contingency(mean: float, variance: float, confidence: float, nothing: float = 0.0) -> float:
    """k€ that suffice with this chance, if the total loss is lognormal with these moments.

    `nothing` is the chance that there is no loss at all; the lognormal is then what is lost if
    anything is. 0 if the mean is 0; `confidence` lies strictly between 0 and 1.
    """
    if mean <= 0 or confidence <= nothing:
        return 0.0
    some = 1 - nothing
    loss, square = mean / some, (variance + mean**2) / some
    spread = sqrt(log(max(1.0, square / loss**2)))
    normal = NormalDist().inv_cdf((confidence - nothing) / some)
    return loss * exp(spread * normal - spread**2 / 2)


def separate(parts: Iterable[Part], confidence: float) -> float:
    """k€ in all if every part keeps a contingency of its own."""
    return fsum(contingency(*part[:2], confidence, *part[2:]) for part in parts)


def pooled(parts: Iterable[Part], confidence: float) -> float:
    """k€ in one purse for all parts, if the parts are independent."""
    every = [(*part, 0.0)[:3] for part in parts]
    mean, variance = fsum(part[0] for part in every), fsum(part[1] for part in every)
    return contingency(mean, variance, confidence, prod(part[2] for part in every))


def relief(effort: float, rate: float, how: Reserve) -> tuple[float, float]:
    """(person-days left to the team, k€ paid) when the reserve buys help for extra work."""
    taken = how.absorbs * effort
    return effort - taken, how.premium * rate * taken


def unknowns(budget: float, how: Reserve) -> float:
    """k€ of management reserve for what is in no register."""
    return how.management * budget


CARD = Card(
    module=__name__,
    number="M18",
    meaning="Money set aside buys help when a risk happens; one purse for all mostly needs less.",
    formula="contingency = Q_p of a lognormal with mean Σ p·E[S] and variance "
    "Σ (p·E[S²] − (p·E[S])²); outside help costs premium · own wages",
    source="p = 80 % is a design default; for comparison NASA asks programmes for 70 % joint "
    "confidence in cost and schedule and projects for at least 50 % (NASA, Cost Estimating "
    "Handbook 4.0)",
    checked="the share of worlds in which it lasts, against the 80 % it promises "
    "(tests/test_calibration.py); what outside help costs was not measured",
    leaves_out="Risks that come together: with a common cause (M14) the variance is larger and "
    "pooling saves less. A plan is taken to cover everything but its risks, so the reserve is "
    "for their loss alone. The lognormal is too low where few risks are added up, for six risks "
    "of 20 % by a sixth at 80 %; told the chance that nothing happens, by a twentieth. A single "
    "rare risk needs nothing at 80 %, so many small purses can be smaller than one, and then "
    "they do not suffice. How the reserve is spent is the policy's.",
    lesson="notebook 06",
    record=Reserve,
)
