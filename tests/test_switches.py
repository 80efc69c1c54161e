"""Every mechanism can be switched off: what is left is the rest of the same world."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from portfolios import ALL, PMOS, any_mechanisms, policies, portfolios

from simulator import Policy, chance, load
from simulator.events import RiskOccurred
from simulator.mechanisms import CARDS, Mechanisms
from simulator.model import simulate
from simulator.policies.functions import FUNCTIONS, PLAIN
from simulator.scenario import without_chance

SWITCHES = Mechanisms.__struct_fields__
EIGHT = replace(load("eight_projects"), mechanisms=ALL)


def draws(scenario, policy=PLAIN, seed=1):
    """Every lot drawn in a run, by its whole name."""
    found, kept = {}, chance.uniform

    def uniform(seed, *name):
        found[(seed, *name)] = kept(seed, *name)
        return found[(seed, *name)]

    chance.uniform = uniform
    try:
        simulate(scenario, policy, seed)
    finally:
        chance.uniform = kept
    return found


@pytest.fixture(scope="module")
def all_on():
    return draws(EIGHT)


@pytest.mark.parametrize("switch", SWITCHES)
def test_switching_one_mechanism_off_leaves_all_other_draws_untouched(switch, all_on):
    without = draws(replace(EIGHT, mechanisms=replace(ALL, **{switch: None})))
    shared = all_on.keys() & without.keys()
    assert {name: all_on[name] for name in shared} == {name: without[name] for name in shared}
    # a risk's clock, its size and an activity's duration are there whatever else is off
    lasting = {"risk", "duration"} - OWN.get(switch, set())
    for purpose in lasting:
        names = {name for name in all_on if name[1] == purpose}
        assert names and names <= without.keys()


OWN = {"duration": {"duration"}, "hazard": {"risk"}}
"""Draws that belong to a mechanism and go with it."""


@settings(max_examples=100)
@given(data=st.data())
def test_with_all_mechanisms_off_a_pmo_that_only_works_on_people_changes_nothing(data):
    # order, limits, selection, stopping and buying are choices in the classical core as well
    scenario = without_chance(data.draw(portfolios(mechanisms=any_mechanisms())))
    policy, pmo = data.draw(policies(habits=(None, 2))), data.draw(PMOS)
    soft = ("visibility", "method", "knowledge", "people", "change", "stakeholder", "improve")
    busy = policy
    for name in soft:
        busy = FUNCTIONS[name].moved(busy, pmo)
    assert simulate(scenario, busy, 3) == simulate(scenario, policy, 7)


@pytest.mark.parametrize("number", [n for n, card in CARDS.items() if card.record])
def test_a_mechanism_that_is_on_changes_some_world(number):
    """A switch that changes nothing would be no switch."""
    name = CARDS[number].name
    policy, worlds = WITH.get(name, PLAIN), range(6)
    office = replace(load(WHERE.get(name, "holmwick_bank")), mechanisms=ALL)
    without = replace(office, mechanisms=replace(ALL, **{name: None}))
    assert any(simulate(office, policy, it) != simulate(without, policy, it) for it in worlds)


WHERE = {
    "learning": "odwell_bridges",
    "alignment": "tarnholt_town",
    "strategy": "tarnholt_town",
    "saturation": "tarnholt_town",
}
"""Mechanisms for which the bank has nothing to work on."""
PMO = Policy(
    risk="leverage", reserve=0.8, stop="forward_value", select="by_value", review_weeks=4,
    stakeholder=0.5, evidence="ledger",
)  # fmt: skip
WITH = {"reserve": PMO, "commitment": PMO, "governance": PMO, "survival": PMO}
"""Mechanisms that need a PMO, or somebody who decides, to show."""


@settings(max_examples=100)
@given(data=st.data())
def test_less_hazard_never_brings_a_risk_earlier(data):
    scenario = data.draw(portfolios(mechanisms=any_mechanisms()))
    scenario = replace(scenario, mechanisms=replace(scenario.mechanisms, hazard=ALL.hazard))
    seed, less = data.draw(st.integers(0, 99)), data.draw(st.sampled_from([0.0, 0.3, 0.9]))
    for risk in scenario.risks:
        milder = tuple(
            replace(it, probability=it.probability * less) if it is risk else it
            for it in scenario.risks
        )
        before = first(simulate(scenario, Policy(), seed), risk.id)
        after = first(simulate(replace(scenario, risks=milder), Policy(), seed), risk.id)
        assert after >= before


def first(log, risk):
    days = [it.day for it in log if isinstance(it, RiskOccurred) and it.risk == risk]
    return days[0] if days else float("inf")
