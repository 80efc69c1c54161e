"""Notebook 15: a plan of one's own becomes an office to fly."""

from functools import cache

from simulator.widgets import OwnPortfolio

NOTEBOOK = "15 Own portfolio"


@cache
def bring() -> OwnPortfolio:
    """Choose, map, mend, check, save, fly."""
    return OwnPortfolio(NOTEBOOK)
