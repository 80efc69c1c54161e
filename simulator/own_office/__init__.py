"""An office from somebody's own plan: what the plan did not say, and whose value each is."""

from simulator.own_office.changes import changed
from simulator.own_office.form import Section, Wish, sections
from simulator.own_office.learned import learned_from, taught, untaught
from simulator.own_office.marks import Mark
from simulator.own_office.office import Office, as_text, office_of, opened
from simulator.own_office.shelf import Shelf

__all__ = [
    "Mark",
    "Office",
    "Section",
    "Shelf",
    "Wish",
    "as_text",
    "changed",
    "learned_from",
    "office_of",
    "opened",
    "sections",
    "taught",
    "untaught",
]
