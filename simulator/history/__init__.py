"""What was planned, what it took, and what to expect after that: calibration from own history."""

from simulator.history.backtest import Comparison, Promise, Tried, tried
from simulator.history.fit import Calibration, Note, calibrated, fitted
from simulator.history.rows import Pair, Past, paired
from simulator.history.words import sentences, trials

__all__ = [
    "Calibration",
    "Comparison",
    "Note",
    "Pair",
    "Past",
    "Promise",
    "Tried",
    "calibrated",
    "fitted",
    "paired",
    "sentences",
    "trials",
    "tried",
]
