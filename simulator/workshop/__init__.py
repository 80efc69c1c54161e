"""A workshop: a mentor, some teams, one storm.

The record of what a room plays, how a team flies under the mentor's hand, what all flights come to,
and the two ways to bring them together: a shared folder, or a small web service.
"""

from simulator.workshop.record import Allowed, Seal, Workshop

__all__ = ["Allowed", "Seal", "Workshop"]
