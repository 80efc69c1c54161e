"""The office as a manager sees it at one instant: what an order of work may look at."""

from collections.abc import Callable
from typing import NamedTuple


class Office(NamedTuple):
    """The office as a manager sees it at one instant."""

    today: float
    free: dict[str, float]
    """People without work, by role."""
    in_progress: tuple[str, ...]
    """Projects started and neither finished nor cancelled."""
    draw: Callable[..., float]
    """A number between 0 and 1 that belongs to the names it is asked with."""
    reported: dict[str, tuple[str, float]] = {}  # noqa: RUF012 - shown, never changed
    """By project: the colour of its last status report and how late that says it will be, in
    working days."""
    strategy: dict[str, float] = {}  # noqa: RUF012 - shown, never changed
    """How much each objective counts now; the weights sum to 1."""
