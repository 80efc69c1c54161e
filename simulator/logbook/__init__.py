"""Flights by name in the trainee's own folder: kept after every step, found again, never lost."""

from simulator.logbook.book import Entry, Logbook
from simulator.logbook.page import Page

__all__ = ["Entry", "Logbook", "Page"]
