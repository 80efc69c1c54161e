"""Two engines that share nothing agree on every event, wherever both know the rules."""

from itertools import chain, groupby

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple
from office import of
from portfolios import ALL_RELATIONS, CLASSICAL_ORDERS, PLAIN, decisions, policies, portfolios

from simulator import events as facts
from simulator.decisions import DecisionError
from simulator.model import simulate
from simulator.policies import Policy
from simulator.readers import load

FILES = ("j301_1", "j309_5", "j3013_4", "j3021_7", "j3029_2", "j3037_10", "j3045_3", "j3048_8")
UNTIL = st.none() | st.integers(0, 80).map(lambda n: n / 4)
SETTLED = (
    facts.ProjectArrived,
    facts.ProjectFinished,
    facts.ActivityReady,
    facts.ActivityFinished,
    facts.PeopleChanged,
)


@settings(max_examples=200)
@given(data=st.data())
def test_two_engines_agree_on_every_event_and_its_place_in_the_log(data):
    scenario, policy = data.draw(portfolios(PLAIN)), data.draw(policies())
    until = data.draw(UNTIL)
    assert simulate(scenario, policy, until=until) == oracle.run(scenario, policy, until=until)


@settings(max_examples=200)
@given(data=st.data())
def test_two_engines_agree_on_relations_of_all_kinds_with_lags_and_leads(data):
    scenario, policy = data.draw(portfolios(ALL_RELATIONS)), data.draw(policies())
    until = data.draw(UNTIL)
    here, there = simulate(scenario, policy, until=until), oracle.run(scenario, policy, (), until)
    assert settled(here) == settled(there)


@pytest.mark.parametrize("relations", [PLAIN, ALL_RELATIONS], ids=["plain", "all_relations"])
@settings(max_examples=100)
@given(data=st.data())
def test_two_engines_agree_on_what_decisions_do_and_which_are_refused(relations, data):
    scenario, policy = data.draw(portfolios(relations)), data.draw(policies())
    taken = ()
    for decision in data.draw(decisions(scenario)):
        here = outcome(simulate, scenario, policy, 0, (*taken, decision))
        there = outcome(oracle.run, scenario, policy, (*taken, decision))
        assert here == there if relations == PLAIN else settled(here) == settled(there)
        taken = taken if "refused" in here else (*taken, decision)


@pytest.mark.parametrize("order", CLASSICAL_ORDERS)
def test_two_engines_agree_on_benchmark_projects(order, shared_data):
    for name in FILES:
        scenario, policy = load(shared_data / "psplib" / "j30" / f"{name}.sm"), Policy(order=order)
        assert simulate(scenario, policy) == oracle.run(scenario, policy), name


def test_the_random_offices_are_worth_comparing():
    logs = []

    @settings(max_examples=60)
    @given(data=st.data())
    def watch(data):
        logs.append(simulate(data.draw(portfolios(ALL_RELATIONS)), data.draw(policies())))

    watch()
    assert sum(bool(of(log, facts.ProjectFinished)) for log in logs) > 36
    assert sum(len(of(log, facts.ActivityFinished)) > 5 for log in logs) > 24


def outcome(engine, *inputs):
    """The log, or that a decision is refused."""
    try:
        return engine(*inputs)
    except (DecisionError, oracle.RefusedError):
        return ("refused",)


def settled(log):
    """The log with facts of one instant sorted: relations with lags leave their order open."""
    runs = groupby(log, lambda event: (getattr(event, "day", None), isinstance(event, SETTLED)))
    return tuple(chain(*(sorted(run, key=_name) if key[1] else run for key, run in runs)))


def _name(event):
    return type(event).__name__, astuple(event)[1:]
