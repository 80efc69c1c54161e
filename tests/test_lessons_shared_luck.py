"""Two captains in one world have the same luck, as far as they do the same.

Sizes in comments are means over the worlds of the test.
"""

from functools import cache

import numpy as np
import pytest
from many_worlds import net, resampled
from msgspec.structs import replace

from simulator import load
from simulator.mechanisms import (
    CommonCause,
    Distortion,
    EarlyWarning,
    Escalation,
    Reserve,
    Visibility,
)


def correlation(one, other) -> float:
    """How far two captains have the same luck."""
    return float(np.corrcoef(one, other)[0, 1])


# Common random numbers: two captains in one world have the same luck


UNSHARED = {
    "escalation": Escalation(),
    "distortion": Distortion(),
    "visibility": Visibility(),
    "reserve": Reserve(),
    "early_warning": EarlyWarning(),
}
SHARED = {**UNSHARED, "common_cause": CommonCause()}
PLAIN = {"order": "cost_of_delay", "wip_limit": 3, "review_weeks": 4, "risk": "leverage"}
BUNDLE = {
    "wip_limit": 6, "review_weeks": 1, "review_depth": "audit", "visibility": 1.0, "reserve": 0.9,
    "projects_per_person": 1,
}  # fmt: skip


@cache
def captain(shared: bool, **changes) -> list[float]:
    """Value less money spent in 400 worlds of the eight projects."""
    scenario = load("eight_projects")
    how = replace(scenario.mechanisms, **(SHARED if shared else UNSHARED))
    scenario = replace(scenario, mechanisms=how)
    return [net(scenario, seed, **{**PLAIN, **changes}) for seed in range(400)]


def test_luck_is_shared_by_captains_who_differ_in_how_often_they_review():
    assert resampled(correlation, captain(True), captain(True, review_weeks=8))[0] > 0.7


def test_luck_is_shared_by_captains_who_differ_in_what_they_buy():
    assert resampled(correlation, captain(True), captain(True, risk="none"))[0] > 0.6


@pytest.mark.parametrize("shocks", [False, True])
def test_luck_is_shared_by_captains_who_differ_in_how_much_they_start(shocks):
    # a shock hits projects in progress, and which these are is what the captains differ in
    low, high = resampled(correlation, captain(shocks), captain(shocks, wip_limit=4))
    assert low > 0.55 and high < 0.98


def test_luck_is_shared_less_by_captains_who_differ_in_everything():
    def less(plain, review, other):
        return correlation(plain, review) - correlation(plain, other)

    runs = captain(True), captain(True, review_weeks=8), captain(True, **BUNDLE)
    assert resampled(less, *runs)[0] > 0


def test_luck_is_not_shared_by_captains_in_different_worlds():
    plain, other = captain(True), captain(True, review_weeks=8)
    assert resampled(correlation, plain[1:] + plain[:1], other)[1] < 0.4
