"""Two engines that share nothing agree on every event, wherever both know the rules."""

from functools import cache

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import of, on
from portfolios import ALL_RELATIONS, CLASSICAL_ORDERS, PLAIN, decisions, policies, portfolios

from simulator import events as facts
from simulator.decisions import (
    ChangePeople,
    DecisionError,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.mechanisms import Attention, Detection, Escalation, Hazard, Mechanisms
from simulator.mechanisms.duration import LOGNORMAL, Duration
from simulator.model import simulate
from simulator.policies import ORDERS, Policy
from simulator.readers import load
from simulator.scenario import Risk

FILES = ("j301_1", "j309_5", "j3013_4", "j3021_7", "j3029_2", "j3037_10", "j3045_3", "j3048_8")
UNTIL = st.none() | st.integers(0, 80).map(lambda n: n / 4)
KINDS = pytest.mark.parametrize("relations", [PLAIN, ALL_RELATIONS], ids=["plain", "all_relations"])
NAMES = tuple(sorted(ORDERS))

# The classical core


@KINDS
@settings(max_examples=120)
@given(data=st.data())
def test_two_engines_agree_on_every_event_and_its_place_in_the_log(relations, data):
    scenario, policy = data.draw(portfolios(relations)), data.draw(policies())
    until = data.draw(UNTIL)
    assert simulate(scenario, policy, until=until) == oracle.run(scenario, policy, until=until)


@KINDS
@settings(max_examples=80)
@given(data=st.data())
def test_two_engines_agree_on_what_decisions_do_and_which_are_refused(relations, data):
    scenario, policy = data.draw(portfolios(relations)), data.draw(policies())
    planned = data.draw(decisions(scenario, CLASSICAL_ORDERS))
    compare_decisions(scenario, policy, 0, planned, data.draw(UNTIL))


@pytest.mark.parametrize("order", CLASSICAL_ORDERS)
def test_two_engines_agree_on_benchmark_projects(order, shared_data):
    for name in FILES:
        scenario, policy = load(shared_data / "psplib" / "j30" / f"{name}.sm"), Policy(order=order)
        assert simulate(scenario, policy) == oracle.run(scenario, policy), name


def compare_decisions(scenario, policy, seed, planned, until=None) -> tuple:
    """Take decisions one after the other in both engines; the log with all that were possible."""
    taken, log = (), ()
    for decision in planned:  # only until its day: most of the time goes into what comes after
        here = outcome(simulate, scenario, policy, seed, (*taken, decision), decision.day)
        there = outcome(oracle.run, scenario, policy, (*taken, decision), decision.day, seed)
        assert here == there
        taken = taken if "refused" in here else (*taken, decision)
    log = simulate(scenario, policy, seed, taken, until)
    assert log == oracle.run(scenario, policy, taken, until, seed)
    return log


def outcome(engine, *inputs):
    """The log, or that a decision is refused."""
    try:
        return engine(*inputs)
    except (DecisionError, oracle.RefusedError):
        return ("refused",)


# A first flight: uncertain durations, divided attention, risks, looks, escalation

DURATIONS = [None, LOGNORMAL, Duration(), Duration(parkinson=0.5, on_plan=0.1)]
CURVES = ["none", "tregubov", "weinberg", "wheelwright_clark"]
LOOKS = [None, Detection(), Detection(report_weeks=1, report=0.1), Detection(report=0, review=0.3)]
GROWING = [None, Escalation(), Escalation(limit=1.5, branching=0.8)]
FLIGHTS = st.builds(
    Mechanisms,
    duration=st.sampled_from(DURATIONS),
    attention=st.none() | st.sampled_from(CURVES).map(lambda curve: Attention(curve=curve)),
    hazard=st.sampled_from([None, Hazard(), Hazard(), Hazard()]),
    detection=st.sampled_from(LOOKS),
    escalation=st.sampled_from(GROWING),
)
HABITS = (None, 1, 2, 3)
SHIPPED = ("three_projects", "eight_projects", "eighteen_months", "odwell_bridges")


@st.composite
def flights(draw, relations):
    """An office with risks, a policy with any habit and order, and a seed."""
    scenario = draw(portfolios(relations, FLIGHTS))
    habit = draw(st.sampled_from([1, 1, 2]))
    scenario = replace(scenario, projects_per_person=habit)
    return scenario, draw(policies(NAMES, HABITS)), draw(st.integers(0, 999))


@KINDS
@settings(max_examples=150)
@given(data=st.data())
def test_two_engines_agree_on_a_first_flight_with_decisions(relations, data):
    flight = data.draw(flights(relations))
    planned = data.draw(decisions(flight[0], NAMES, HABITS[1:]))
    compare_decisions(*flight, planned, data.draw(UNTIL))


STORM = Mechanisms(
    duration=LOGNORMAL,
    attention=Attention(curve="weinberg"),
    hazard=Hazard(),
    detection=Detection(report=0.2),
    escalation=Escalation(limit=1.5, branching=0.8),
)
BINDING = ("FS", "SS", "FF", "FF", "SF")


@st.composite
def storms(draw):
    """A long flight in which much goes wrong at once, and in which people decide a lot."""
    scenario = draw(portfolios(BINDING, st.just(STORM)))
    longer = [
        replace(it, arrival=0.0, activities=tuple(map(_longer, it.activities)))
        for it in scenario.projects
    ]
    risks = [draw(_dangers(f"{it.id}{n}", it.id)) for it in longer for n in range(3)]
    storm = replace(scenario, projects=tuple(longer), risks=tuple(risks), mitigations=())
    planned = []
    for project in longer:
        day = draw(st.integers(4, 40))
        go_on = day + draw(st.integers(1, 40)) / 4
        planned += [on(day, PauseProject(project.id)), on(go_on, StartProject(project.id))]
    for role in scenario.roles:
        days = draw(st.lists(st.integers(1, 40), max_size=3))
        planned += [
            on(day, ChangePeople(role.id, draw(st.sampled_from([-1, -1, 1])))) for day in days
        ]
    planned += [on(draw(st.integers(1, 40)), change_policy(projects_per_person=draw(MANY)))]
    policy = Policy(projects_per_person=draw(MANY), order=draw(st.sampled_from(NAMES)))
    return storm, policy, draw(st.integers(0, 999)), sorted(planned, key=lambda it: it.day)


MANY = st.sampled_from([1, 2, 3])


def _longer(activity):
    return replace(activity, days=activity.days * 3 + 1, earliest=0.0)


@st.composite
def _dangers(draw, name, project):
    hits, growth = draw(st.sampled_from(["effort", "effort", "delay"])), draw(st.booleans())
    more = {"hits": hits, "growth": 1.0 if growth else 0.0}
    return Risk(id=name, project=project, probability=0.95, impact=draw(SIZES), **more)


SIZES = st.sampled_from([0.5, 2.0, 4.0])


@settings(max_examples=150)
@given(storms())
def test_two_engines_agree_on_a_stormy_flight(storm):
    scenario, policy, seed, planned = storm
    compare_decisions(scenario, policy, seed, planned)


@pytest.mark.parametrize("name", SHIPPED)
def test_two_engines_agree_on_shipped_organisations(name):
    """With all that the second engine does not know switched off."""
    scenario = load(name)
    kept = {name: getattr(scenario.mechanisms, name) for name in KNOWN}
    scenario = replace(scenario, mechanisms=Mechanisms(**kept))
    rules = [{}, {"order": "cost_of_delay", "wip_limit": 2}, {"projects_per_person": 3}]
    for seed, rule in enumerate(rules):
        policy = Policy(review_weeks=2, **rule)
        assert simulate(scenario, policy, seed) == oracle.run(scenario, policy, seed=seed)


KNOWN = ("duration", "attention", "hazard", "detection", "escalation")
"""Mechanisms that both engines have."""


# Whether this compares anything


@cache
def watched() -> list:
    """(scenario, policy, seed, log) of random first flights in which nobody decides."""
    found = []

    @settings(max_examples=500, derandomize=True)
    @given(st.one_of(flights(PLAIN), flights(ALL_RELATIONS)))
    def watch(flight):
        found.append((*flight, simulate(*flight)))

    watch()
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_an_engine_without_one_of_the_mechanisms_tells_another_story(name):
    different = 0
    for scenario, policy, seed, log in watched():
        without = replace(scenario, mechanisms=replace(scenario.mechanisms, **{name: None}))
        different += oracle.run(without, policy, seed=seed) != log
    assert different > 10


def test_an_engine_in_which_nobody_takes_on_several_things_tells_another_story():
    found = [
        oracle.run(scenario, replace(policy, projects_per_person=1), seed=seed) != log
        for scenario, policy, seed, log in watched()
    ]
    assert sum(found) > 10


WAYS = ("at once", "report", "review", "audit", "crisis", "delivery")


@pytest.mark.parametrize("way", WAYS)
def test_issues_of_the_random_offices_come_to_light_in_every_way(way):
    assert (
        sum(any(it.by == way for it in of(log, facts.IssueDetected)) for *_, log in watched()) > 1
    )


def test_the_random_offices_are_worth_comparing():
    logs = [log for *_, log in watched()]
    assert sum(bool(of(log, facts.ProjectFinished)) for log in logs) > 90
    assert sum(len(of(log, facts.ActivityFinished)) > 5 for log in logs) > 60
    assert sum(bool(of(log, facts.ActivityExtended)) for log in logs) > 40
