"""M24: now and then the organisation wants something else than before."""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Strategy(Parameters, frozen=True, kw_only=True):
    """How often aims change, and how far."""

    weeks: Annotated[
        float, parameter(15, 1000, "weeks", "mean time from one change of aims to the next")
    ] = 40.0
    concentration: Annotated[
        float, parameter(1, 1000, "count", "how near new weights stay to the old; more is nearer")
    ] = 8.0


def gamma(shape: float, normal: float) -> float:
    """About a gamma distributed number of scale 1, from one standard normal draw.

    Wilson & Hilferty (1931): k · (1 − 1/(9k) + z / (3·√k))³, not below 0; 0 for shape 0.
    """
    if shape <= 0:
        return 0.0
    return shape * max(0.0, 1 - 1 / (9 * shape) + normal / (3 * sqrt(shape))) ** 3


def shifted(weights: Sequence[float], normals: Sequence[float], how: Strategy) -> tuple[float, ...]:
    """New weights of the aims after a change, adding up to 1; one standard normal draw an aim.

    About Dirichlet distributed around the old weights. An aim without weight stays without; the
    old weights stay if the draws leave nothing.
    """
    old = normalised(weights)
    pairs = zip(old, normals, strict=True)
    return normalised([gamma(how.concentration * weight, normal) for weight, normal in pairs], old)


def normalised(
    weights: Sequence[float], otherwise: Sequence[float] | None = None
) -> tuple[float, ...]:
    """The weights as shares of their sum; if that is 0, `otherwise`, or else equal shares."""
    total = fsum(weights)
    if total > 0:
        return tuple(weight / total for weight in weights)
    return tuple(otherwise or [1 / len(weights)] * len(weights))


CARD = Card(
    module=__name__,
    number="M24",
    meaning="From time to time the organisation's aims change, and projects fit better or worse.",
    formula="new weights ~ Dirichlet(concentration · old weights), at random times, "
    "on average every so many weeks",
    source="design default; gamma numbers by the cube of Wilson & Hilferty (1931), from memory, "
    "checked by a test",
    checked="how often weights move by theory of the draw; how often real strategies do was "
    "not measured",
    leaves_out="Why aims change. The approximation is good for an aim with a weight of 1 / "
    "concentration or more; below that small weights fall to nothing a little too often. An aim "
    "that has lost all its weight does not come back, and after many changes one aim holds "
    "nearly all: with concentration 8 each change takes a ninth of the variety.",
    lesson="notebook 10",
    record=Strategy,
)
