"""Notebook 13: what a mentor does before, during and after a workshop."""

from functools import cache

from lessons.take_aways import take_aways
from simulator.explorables.preparing import Preparing
from simulator.explorables.room import TheRoom
from simulator.widgets import Explorable, Lobby

NOTEBOOK = "13 For mentors"


@cache
def prepare() -> Explorable:
    """A world, and its code."""
    return Explorable(Preparing(), "preparing", notebook=NOTEBOOK)


@cache
def fly() -> Lobby:
    """Try it before the room does."""
    return Lobby()


@cache
def room() -> Explorable:
    """Cards, and the next group."""
    return Explorable(TheRoom(take_aways), "room", notebook=NOTEBOOK)
