"""M14: some causes reach many projects at once, so that their bad luck comes together."""

from math import erfc, exp, log, log1p, sqrt
from typing import Annotated

from simulator.mechanisms.card import TRIED, Card, Parameters, parameter


class CommonCause(Parameters, frozen=True, kw_only=True):
    """How much of the luck of risks is shared, and how the times change for all."""

    correlation: Annotated[
        float,
        parameter(0, 1, "correlation", "between the latent luck of two risks of one driver", TRIED),
    ] = 0.3
    shock_weeks: Annotated[
        float,
        parameter(1, 1000, "weeks", "mean time from one shock to the whole office to the next"),
    ] = 30.0
    shock_hits: Annotated[
        float, parameter(0, 1, "chance", "a project in progress is hit by a shock")
    ] = 0.4
    shock_size: Annotated[
        float, parameter(0, 500, "person-days", "median extra work in a project that is hit")
    ] = 15.0
    shock_spread: Annotated[
        float, parameter(0, 2, "standard deviation of ln(size)", "how far shocks differ in size")
    ] = 0.8
    turbulence: Annotated[
        float, parameter(1, 10, "times", "how much likelier risks are in turbulent weeks")
    ] = 2.5
    calm_weeks: Annotated[
        float, parameter(1, 1000, "weeks", "mean length of calm times; a run begins in them")
    ] = 26.0
    turbulent_weeks: Annotated[
        float, parameter(1, 1000, "weeks", "mean length of turbulent times")
    ] = 8.0


def clock(own: float, common: float, correlation: float) -> float:
    """A unit exponential from two standard normals; a high `common` makes it short for all.

    E = −ln Φ(√ρ · common + √(1 − ρ) · own), computed from the tail that is small.
    """
    latent = sqrt(correlation) * common + sqrt(1 - correlation) * own
    tail = max(0.5 * erfc(abs(latent) / sqrt(2)), 1e-300)
    return -log1p(-tail) if latent > 0 else -log(tail)


def stay(clock: float, turbulent: bool, how: CommonCause) -> float:
    """Weeks until the times change, from one unit exponential draw."""
    return clock * (how.turbulent_weeks if turbulent else how.calm_weeks)


def hazard(turbulent: bool, how: CommonCause) -> float:
    """What every hazard is multiplied by in such times."""
    return how.turbulence if turbulent else 1.0


def usual_hazard(how: CommonCause) -> float:
    """What hazards are multiplied by in the long run, calm and turbulent weeks together."""
    both = how.calm_weeks + how.turbulent_weeks
    return (how.calm_weeks + how.turbulent_weeks * how.turbulence) / both


def shock_size(normal: float, how: CommonCause) -> float:
    """Person-days that a shock adds to a project it hits, from one standard normal draw."""
    return how.shock_size * exp(how.shock_spread * normal)


CARD = Card(
    module=__name__,
    number="M14",
    meaning="Some causes reach many projects at once: bad luck comes together, good luck too.",
    formula="E = −ln Φ(√ρ · Z_common + √(1−ρ) · Z_own); shocks once in shock_weeks; "
    "λ · turbulence in turbulent weeks",
    source="Gaussian copula, shocks and a calm/turbulent regime; the sizes are design defaults. "
    "Shared risk factors in plans after Hulett (2010)",
    checked="theory of common factors, inside the intervals of tests/test_formulas_risk.py; "
    "how much real risks share was not measured",
    leaves_out="Drivers that hang together: each has a factor of its own, and risks without a "
    "driver share one. A scenario's probabilities are those of calm weeks: with the defaults there "
    "are 1.35 times as many risks in the long run. The correlation is one of latent luck; "
    "the correlation between the risks themselves is smaller.",
    lesson="notebook 06",
    record=CommonCause,
)
