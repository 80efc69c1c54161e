"""A played run: advance, decide, go back, change one past decision, save and replay."""

from simulator.session.file import ReplayError
from simulator.session.session import Session

__all__ = ["ReplayError", "Session"]
