"""A team's end of the wire: it joins, hands in, looks, and takes its flight home."""

from simulator.workshop.client.joining import join
from simulator.workshop.client.remote import RemoteFlight
from simulator.workshop.client.team import Receipt, Team

__all__ = ["Receipt", "RemoteFlight", "Team", "join"]
