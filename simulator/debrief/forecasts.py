"""What somebody expected, written down before it was known, and the rules by which it is judged.

Both rules are proper: who wants the best score on average has to say what he believes. Brier
(1950); interval score of Gneiting and Raftery (2007), both from memory.
"""

from typing import Annotated

from msgspec import Meta, Struct

from simulator.errors import RefusedError
from simulator.limits import LAST_DAY
from simulator.values import settle

FORECAST = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True}
Share = Annotated[float, Meta(gt=0, lt=1)]
Day = Annotated[float, Meta(ge=0, le=LAST_DAY)]


class Forecast(Struct, **FORECAST):
    """A range in which a number will lie. Raises RefusedError for a range that is none."""

    what: str
    """The number, as `metrics.summary` calls it: net, last_finish, on_time, …"""
    low: float
    high: float
    share: Share = 0.8
    """How often such ranges should hold."""
    day: Day = 0.0
    """The day on which it was given."""

    def __post_init__(self) -> None:
        settle(self, RefusedError, "forecast")
        must_be_range(self.low, self.high, f"forecast of '{self.what}'")


class Likely(Struct, **FORECAST):
    """How likely a project is finished by its due day. Raises RefusedError for no probability."""

    project: str
    probability: Annotated[float, Meta(ge=0, le=1)]
    day: Day = 0.0
    """The day on which it was given."""

    def __post_init__(self) -> None:
        settle(self, RefusedError, "forecast")


def must_be_range(low: float, high: float, place: str) -> None:
    """Raise RefusedError if the lower end lies above the upper one, or an end is no number."""
    if not (abs(low) < float("inf") and abs(high) < float("inf")):
        raise RefusedError(f"{place}: {low:g} to {high:g} is no range; write two numbers")
    if low > high:
        raise RefusedError(f"{place}: lowest {low:g} is above highest {high:g}; swap them")


def interval_score(low: float, high: float, share: float, came: float) -> float:
    """How bad a range was: its width, and what came outside it, the dearer the surer it was.

    0 is a point that was right; in the number's own unit.
    """
    missed = max(low - came, 0.0) + max(came - high, 0.0)
    return high - low + 2 / (1 - share) * missed


def brier(probability: float, came: bool) -> float:
    """How bad a probability was: 0 is sure and right, 1 sure and wrong."""
    return (probability - came) ** 2


def holds(low: float, high: float, came: float) -> bool:
    """Whether a range held."""
    return low <= came <= high
