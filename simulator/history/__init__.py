"""What was planned, what it took, and what to expect after that: calibration from own history."""

from simulator.history.backtest import Comparison, Promise, Tried, tried
from simulator.history.fit import NO_HISTORY, Calibration, Note, calibrated, fitted
from simulator.history.rows import Pair, Past, paired
from simulator.history.versions import Pasts, past_of
from simulator.history.words import of_versions, sentences, trials

__all__ = [
    "NO_HISTORY",
    "Calibration",
    "Comparison",
    "Note",
    "Pair",
    "Past",
    "Pasts",
    "Promise",
    "Tried",
    "calibrated",
    "fitted",
    "of_versions",
    "paired",
    "past_of",
    "sentences",
    "trials",
    "tried",
]
