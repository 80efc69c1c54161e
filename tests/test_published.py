"""Sums that somebody else has published: our model must give them to the unit.

MEHH_RCPSP (README of commit 4230b32, 2020): makespans of priority rules over all 480 instances of
J30, parallel scheme.
"""

import pytest
from office import finishes

from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import load

PUBLISHED = {
    "latest_finish_time": 29688,
    "latest_start_time": 29757,
    "most_total_successors": 29865,
    "first_come": 30442,
    "greatest_rank_positional_weight": 30724,
    "shortest_first": 31287,
}


@pytest.fixture(scope="module")
def j30(shared_data):
    """All 480 projects."""
    return [load(path) for path in sorted((shared_data / "psplib" / "j30").glob("*.sm"))]


@pytest.mark.parametrize("order", PUBLISHED)
def test_an_order_gives_the_published_sum_of_makespans(order, j30):
    ends = [finishes(simulate(scenario, Policy(order=order))) for scenario in j30]
    assert sum(sum(end.values()) for end in ends) == PUBLISHED[order]
