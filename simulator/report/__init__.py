"""A debrief as a page: its parts in their order, live or as one file."""

from simulator.report.case import Case
from simulator.report.file import page, save
from simulator.report.parts import PARTS
from simulator.report.section import Part, Section

__all__ = ["PARTS", "Case", "Part", "Section", "page", "save"]
