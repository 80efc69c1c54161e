"""A plan of one's own on its way into an office: chosen, mapped, mended, checked, saved."""

from simulator.importing.bringing import Bringing, Step
from simulator.importing.mending import View
from simulator.importing.page import Page, page
from simulator.importing.shelf import Kept, Shelf

__all__ = ["Bringing", "Kept", "Page", "Shelf", "Step", "View", "page"]
