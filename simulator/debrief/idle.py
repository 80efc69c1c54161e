"""Functions of a PMO that change nothing in an office, because nothing there acts by them."""

from simulator.mechanisms import CARDS
from simulator.policies import FIELDS
from simulator.policies.functions import FUNCTIONS
from simulator.scenario import Scenario

BY_MECHANISM = (
    "visibility", "method", "knowledge", "people", "change", "stakeholder", "improve",
)  # fmt: skip
"""Functions that work through mechanisms only. The others are rules, which every office obeys."""
OF_ALL = ("governance", "survival")
"""Mechanisms that ask what a PMO does at all: its price, and whether leadership keeps it."""


def idle_functions(scenario: Scenario) -> tuple[str, ...]:
    """Names of the functions that change nothing here, however far they are on."""
    on = scenario.mechanisms
    if any(getattr(on, name) is not None for name in OF_ALL):
        return ()
    return tuple(
        name
        for name in BY_MECHANISM
        if all(getattr(on, mechanism) is None for mechanism in _through(name))
    )


def _through(function: str) -> set[str]:
    """Names of the mechanisms through which a function works."""
    numbers = {it for field in FUNCTIONS[function].fields for it in FIELDS[field].mechanisms}
    return {CARDS[number].name for number in numbers}
