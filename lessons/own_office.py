"""Notebook 16: what one's own plan did not say, and what would become of the office."""

from functools import cache

from simulator.widgets import OwnOffice

NOTEBOOK = "16 Own office"


@cache
def desk() -> OwnOffice:
    """Look through, learn, try, place, fly, give back."""
    return OwnOffice(notebook=NOTEBOOK)
