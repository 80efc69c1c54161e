"""A workshop without a server: a file that the mentor hands out, and flights that teams hand in.

The file holds the storm, so that nobody looks into it rests on trust. How decisions are scored is
kept where only the mentor is, until it is revealed.
"""

from simulator.workshop.folder.gathered import Gathered, TeamFlight, gathered
from simulator.workshop.folder.handout import NAME, TRUST, Handout
from simulator.workshop.folder.shared import Shared

__all__ = [
    "NAME",
    "TRUST",
    "Gathered",
    "Handout",
    "Shared",
    "TeamFlight",
    "gathered",
]
