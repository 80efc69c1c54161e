"""What was planned, what it took, and what to expect after that: calibration from own history."""

from simulator.history.backtest import Comparison, Promise, Tried, tried
from simulator.history.fit import NO_HISTORY, Calibration, Note, calibrated, fitted
from simulator.history.rows import Pair, Past, paired
from simulator.history.versions import Pasts, past_of
from simulator.history.words import (
    NOT_TOLD,
    RISKS,
    for_picture,
    of_versions,
    read,
    sentences,
    trials,
    what_was_kept,
)

__all__ = [
    "NOT_TOLD",
    "NO_HISTORY",
    "RISKS",
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
    "for_picture",
    "of_versions",
    "paired",
    "past_of",
    "read",
    "sentences",
    "trials",
    "tried",
    "what_was_kept",
]
