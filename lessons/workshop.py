"""Notebook 14: a team in a workshop, served or in a folder."""

from functools import cache

from simulator.widgets import AnyWorkshop

NOTEBOOK = "14 In a workshop"


@cache
def join() -> AnyWorkshop:
    """Join or come in, and fly."""
    return AnyWorkshop(NOTEBOOK)
