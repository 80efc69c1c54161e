"""Notebook 03: twelve people, eight projects, and all of them first."""

from pathlib import Path

from simulator import load
from simulator.explorables import waiting

__all__ = ["OFFICE", "PROMISED", "waiting"]

NOTEBOOK = "03 Everything first"
OFFICE = load(Path(__file__).with_name("scenarios") / "everything_first.toml")
PROMISED = 130.0
"""The working day on which all eight were promised: half a year."""
