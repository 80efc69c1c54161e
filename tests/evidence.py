"""Figures that a test compares with exact values; `tools/validation.py` prints them."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from simulator.experiment import interval


def note(exact: float, found: float, low: float, high: float, what: str = "") -> None:
    """Write a figure down, with its interval, if somebody collects them."""
    path = os.environ.get("PMO_EVIDENCE")
    if path:
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
        line = {
            "test": test,
            "what": what,
            "exact": exact,
            "found": found,
            "low": low,
            "high": high,
        }
        with Path(path).open("a", encoding="utf-8") as file:
            print(json.dumps(line), file=file)


SURE = 0.995
"""How sure an interval is here: there are many, and none may miss by chance."""


def holds(numbers: Iterable[float], exact: float, within: float) -> bool:
    """Whether the interval of a mean covers the exact value and is no wider than it may be.

    `within` is the largest half width allowed, as a share of the exact value.
    """
    mean, low, high = interval(list(numbers), SURE)
    note(exact, mean, low, high)
    return low < exact < high and high - low < 2 * within * exact
