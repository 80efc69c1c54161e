"""What a manager can know on one day: all that a policy of your own is shown."""

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
