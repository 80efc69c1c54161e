"""M02: a whole project takes a multiple of its estimate, and now and then a large one."""

from math import exp, log, pow, sqrt
from statistics import NormalDist, fmean
from typing import Annotated

from simulator.errors import RefusedError
from simulator.mechanisms.card import Card, Parameters, parameter

NORMAL = NormalDist()
REST = (
    "what the duration mechanism leaves unexplained in 16 projects of one insurer: python "
    "benchmarks/calibration.py"
)


class Bias(Parameters, frozen=True, kw_only=True):
    """How far whole projects stray from their estimates, beyond what their activities do.

    Raises RefusedError if the tail would end before it begins.
    """

    median: Annotated[
        float, parameter(0.5, 4, "times", "the middle project, actual / estimate", REST)
    ] = 0.94
    spread: Annotated[
        float,
        parameter(
            0, 2, "standard deviation of ln(actual / estimate)", "how far projects differ", REST
        ),
    ] = 0.08  # fmt: skip
    tail: Annotated[
        float,
        parameter(
            0, 1, "share", "projects that run far beyond",
            "none of the insurer's 16, so (0 + 1) / (16 + 2); 0.10 after the literature, for IT "
            "0.18",
        ),
    ] = 0.06  # fmt: skip
    least: Annotated[
        float, parameter(1, 10, "times", "how far beyond, at least", "design default")
    ] = 1.5
    alpha: Annotated[
        float,
        parameter(
            0.2, 10, "exponent", "how thin the tail is; at 1 or less its mean would be infinite",
            "design default; power law in 5,392 IT projects: Flyvbjerg et al. (2022)",
        ),
    ] = 1.8  # fmt: skip
    limit: Annotated[
        float, parameter(1, 100, "times", "how far beyond, at most: cut off for teaching")
    ] = 6.0
    shrink: Annotated[
        float,
        parameter(0.05, 1, "share", "width of a stated range in terms of the true one, in logs"),
    ] = 0.55

    def __post_init__(self) -> None:
        if self.limit < self.least:
            raise RefusedError(
                f"bias: limit {self.limit:g} is below least {self.least:g}; write a larger one"
            )


LITERATURE = Bias(median=1.25, spread=0.35, tail=0.10)
"""What the design made of reviews of many kinds of projects: round numbers, not measured."""
LITERATURE_IT = Bias(median=1.25, spread=0.35, tail=0.18)
"""The same for IT projects, whose tails are the fattest."""


def factor(normal: float, lot: float, size: float, how: Bias) -> float:
    """Actual / estimate of a whole project, from a standard normal and two uniform draws."""
    usual = exp(log(how.median) + how.spread * normal)
    return usual * beyond(size, how) if lot < how.tail else usual


def beyond(size: float, how: Bias) -> float:
    """The factor of a project in the tail: a Pareto cut off at its limit, from a uniform draw."""
    kept = 1 - pow(how.least / how.limit, how.alpha)
    return how.least * pow(1 - size * kept, -1 / how.alpha)


def uplift(confidence: float, how: Bias) -> float:
    """By what to multiply an estimate that shall hold with this chance.

    Reference class forecasting, after Flyvbjerg (2006): Q_B(1 − accepted risk). Raises
    RefusedError if the confidence is no share between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise RefusedError(f"confidence is {confidence:g}; write a share between 0 and 1")
    tails = [log(beyond((step + 0.5) / 100, how)) for step in range(100)]
    low, high = log(how.median) - 9 * how.spread, log(how.median * how.limit) + 9 * how.spread
    for _ in range(60):
        middle = (low + high) / 2
        rest = middle - log(how.median)
        far = fmean(_below(rest - tail, how.spread) for tail in tails)
        if (1 - how.tail) * _below(rest, how.spread) + how.tail * far < confidence:
            low = middle
        else:
            high = middle
    return exp(high)


def _below(way: float, spread: float) -> float:
    """Share of a normal distribution with this spread that stays below."""
    return NORMAL.cdf(way / spread) if spread else float(way >= 0)


def shown_interval(low: float, high: float, shrink: float) -> tuple[float, float]:
    """The range people state as 90 % sure, when the true one is from low to high."""
    middle, half = sqrt(low * high), log(high / low) / 2 * shrink
    return middle * exp(-half), middle * exp(half)


def left_over(spread: float, common: float) -> float:
    """What of the spread between projects is left for M02 if M01 gives them `common` already."""
    return sqrt(max(0.0, spread**2 - common**2))


CARD = Card(
    module=__name__,
    number="M02",
    meaning="A whole project takes a multiple of its estimate: most of them about what was said, a "
    "few far more.",
    formula="actual = estimate · B; ln B ~ N(ln median, spread); with chance `tail` B is also "
    "multiplied by a Pareto from least to limit; a reserve for confidence c is Q_B(c)",
    source=f"median and spread: {REST}; LITERATURE (1.25, 0.35, 0.10) and LITERATURE_IT (tail "
    "0.18) are the named alternatives: Flyvbjerg (2006), Flyvbjerg et al. (2022)",
    checked="what activities leave over in the same 16 projects (python "
    "benchmarks/calibration.py); the named alternatives are their sources' own "
    "figures and were held against no records here",
    leaves_out="M01 and M02 overlap, since both move all activities of a project together. The "
    "defaults are only what M01's own defaults leave over, so both can be on; with LITERATURE, "
    "whose spread is the whole of it, set M01's project_share to 0. Finished and well-kept records "
    "hold no disaster, so the tail is a guess; it is cut off, and real ones are not. Why estimates "
    "are too low, and what a stated range does to those who read it.",
    lesson="notebook 02",
    record=Bias,
)
