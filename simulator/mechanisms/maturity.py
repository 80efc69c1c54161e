"""M31: an organisation that invests in its ways of working gets better, slowly."""

from typing import Annotated

from simulator.errors import RefusedError
from simulator.mechanisms.card import Card, Parameters, parameter

CEILING = (
    "design default; its range ends at a median of self-selected successes (Gibson et al. 2006, "
    "from memory, unchecked)"
)


class Maturity(Parameters, frozen=True, kw_only=True):
    """How maturity grows and is lost, and what it is good for.

    Raises RefusedError if it starts above the top.
    """

    start: Annotated[float, parameter(1, 5, "level", "maturity on the first day")] = 1.5
    growth: Annotated[
        float, parameter(0, 1, "share a week", "of the way to the top, if all capacity went there")
    ] = 0.02
    top: Annotated[float, parameter(1, 5, "level", "as far as an organisation can get")] = 5.0
    turnover: Annotated[
        float, parameter(0, 1, "share a week", "maturity lost if everybody left within a year")
    ] = 0.01
    lag: Annotated[float, parameter(0, 104, "weeks", "until what is invested counts")] = 26.0
    reorganisation: Annotated[
        float,
        parameter(
            4, 1000, "weeks", "between two reorganisations, on average", "Hobbs & Aubry (2010)"
        ),
    ] = 130.0
    shock: Annotated[float, parameter(0, 4, "levels", "lost in a reorganisation")] = 0.5
    spread: Annotated[
        float, parameter(0, 0.5, "share", "how much narrower durations spread at the top", CEILING)
    ] = 0.3
    quality: Annotated[
        float, parameter(0, 0.48, "share", "how much more work is right first at the top", CEILING)
    ] = 0.1

    def __post_init__(self) -> None:
        if self.start > self.top:
            raise RefusedError(
                f"maturity: start {self.start:g} is above top {self.top:g}; write a smaller start"
            )


def step(maturity: float, invested: float, turnover: float, weeks: float, how: Maturity) -> float:
    """Maturity some weeks later, 1 to top.

    Invested is the level of improvement, a share of capacity; turnover the share of people who
    leave in a year.
    """
    growth = how.growth * invested * (how.top - maturity)
    loss = how.turnover * maturity * turnover
    return min(how.top, max(1.0, maturity + (growth - loss) * weeks))


def reorganised(maturity: float, how: Maturity) -> float:
    """Maturity after a reorganisation."""
    return max(1.0, maturity - how.shock)


def gain(maturity: float, how: Maturity) -> float:
    """How much of the way from the start to the top is done, 0 to 1."""
    way = how.top - how.start
    return min(1.0, max(0.0, maturity - how.start) / way) if way > 0 else 0.0


def spread(maturity: float, how: Maturity) -> float:
    """What maturity makes of the spread of durations: a factor of at most 1."""
    return 1 - how.spread * gain(maturity, how)


def quality(maturity: float, how: Maturity) -> float:
    """What maturity makes of the share of work that is right first: a factor of at least 1."""
    return 1 + how.quality * gain(maturity, how)


CARD = Card(
    module=__name__,
    number="M31",
    meaning="Better ways of working make durations surer and work right first, half a year later.",
    formula="m' = .02 · invested · (5 − m) − .01 · m · turnover a week; −.5 at a reorganisation; "
    "spread · (1 − .3 · g), right first · (1 + .1 · g), g = (m − start) / (5 − start)",
    source="design defaults; a reorganisation about every two and a half years: "
    "Hobbs & Aubry (2010)",
    checked="one reorganisation in two and a half years, as observed; what a level is worth "
    "was held against nothing",
    leaves_out="Faster and cheaper work: improvement raises output in M12 and knowledge lowers "
    "effort in M32, so that maturity moves only the spread and what is right first, and nothing "
    "counts twice. A plan is made for the maturity of the first day: above it things get better, "
    "below it they do not get worse than planned. The published gains are of those who had "
    "success and said so.",
    lesson="notebooks 08 and 10",
    record=Maturity,
)
