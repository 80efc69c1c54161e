"""Notebook 14: a team in a workshop that lies in a folder."""

from functools import cache

from simulator.widgets import InAWorkshop

NOTEBOOK = "14 In a workshop"


@cache
def join() -> InAWorkshop:
    """Come in, and fly."""
    return InAWorkshop(NOTEBOOK)
