"""M03: attention divided among k activities is worth f(k) of a person, not one."""

from functools import lru_cache
from typing import Annotated, Literal

from simulator.mechanisms.card import Card, Parameters, choice

CURVES = {
    "none": (1.0, 1.0),
    "tregubov": (1.0, 0.83, 0.83),
    "weinberg": (1.0, 0.8, 0.6, 0.4, 0.2),
    "wheelwright_clark": (0.70, 0.80, 0.60, 0.45, 0.35, 0.2),
}

SOURCES = (
    "Tregubov et al. (2017) measured 17 % for developers on two or more projects; Weinberg (1992) "
    "is a rule of thumb without data; Wheelwright & Clark (1992) saw a second project fill waits"
)


class Attention(Parameters, frozen=True, kw_only=True):
    """Whose measurements of switching loss to believe."""

    curve: Annotated[
        Literal["none", "tregubov", "weinberg", "wheelwright_clark"],
        choice("whose measurements of the loss to believe", SOURCES),
    ] = "tregubov"


def output(load: float, curve: str) -> float:
    """f(k): what one person on `load` activities gets done in all, as a share of one person.

    Between whole numbers the curve is linear; beyond its last point it stays level.
    """
    points = CURVES[curve]
    if load >= len(points):
        return points[-1]
    below = int(max(load, 1.0))
    part = max(load, 1.0) - below
    above = points[min(below, len(points) - 1)]
    return points[below - 1] * (1 - part) + above * part


@lru_cache(maxsize=1024)
def pace(load: float, curve: str) -> float:
    """The speed of each of `load` activities that one person works on: f(k) / (k · f(1)).

    Divided by f(1), because a plan is made for people who have one thing to do.
    """
    return output(load, curve) / output(1.0, curve) / max(load, 1.0)


CARD = Card(
    module=__name__,
    number="M03",
    meaning="Who works on several activities at once gives each a part, and loses by switching.",
    formula="speed of each of k activities = f(k) / (k · f(1))",
    source=SOURCES,
    checked="the curves are the measured points themselves; what a whole office loses by them "
    "was held against nothing",
    leaves_out="Who the people are: a role's load is spread evenly over its people.",
    lesson="notebooks 01 and 03",
    record=Attention,
)
