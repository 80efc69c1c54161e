"""The plan as a network: how much of it is kept."""

import pytest
from msgspec.structs import replace
from office import office, project

from simulator import network as plans
from simulator.network import families, network, work_by_role


@pytest.fixture
def large(monkeypatch):
    """An office that counts as large."""
    monkeypatch.setattr(plans, "LARGE", 3)
    return office(a=[1, 1, 1])


@pytest.mark.parametrize("kept", [network, work_by_role])
def test_of_large_scenarios_only_a_few_networks_are_kept(kept, large):
    first = kept(large)
    assert kept(large) is first
    for number in range(4):
        kept(replace(large, title=f"another {number}"))
    assert kept(large) is not first


def test_of_small_scenarios_as_many_are_kept_as_an_experiment_plays_in_turn():
    small = office(a=[1])
    first = network(small)
    for number in range(40):
        network(replace(small, title=f"another {number}"))
    assert network(small) is first


def test_planned_work_is_told_by_the_place_of_a_role_and_families_by_activity():
    one = project("a", [3])
    assert work_by_role(office(one, testers=1)) == ({0: 3.0},)
    assert families(office(one)) == {}
