"""Two engines that share nothing agree on every event, wherever both know the rules."""

import ast
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import of, office, on, project
from portfolios import ALL, ALL_RELATIONS, CLASSICAL_ORDERS, PLAIN, decisions, policies, portfolios

from simulator import events as facts
from simulator.decisions import (
    ChangePeople,
    DecisionError,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.mechanisms import (
    Attention,
    CommonCause,
    Detection,
    Escalation,
    Hazard,
    Mechanisms,
    Reserve,
    Rework,
)
from simulator.mechanisms.duration import LOGNORMAL, Duration
from simulator.model import simulate
from simulator.policies import ORDERS, Policy
from simulator.readers import load
from simulator.scenario import Risk, Role

FILES = ("j301_1", "j309_5", "j3013_4", "j3021_7", "j3029_2", "j3037_10", "j3045_3", "j3048_8")
UNTIL = st.none() | st.integers(0, 80).map(lambda n: n / 4)
KINDS = pytest.mark.parametrize("relations", [PLAIN, ALL_RELATIONS], ids=["plain", "all_relations"])
NAMES = tuple(sorted(ORDERS))

# Shipped organisations

SHIPPED = (
    "three_projects",
    "eight_projects",
    "eighteen_months",
    "odwell_bridges",
    "holmwick_bank",
    "sprigwheel_startup",
    "tarnholt_town",
)


@pytest.mark.parametrize("name", SHIPPED)
def test_two_engines_agree_on_shipped_organisations(name):
    """All that the second engine does not know is off; twice all that it knows is on."""
    scenario = load(name)
    first = scenario.projects[0]
    pause = [on(first.arrival + 15, PauseProject(first.id))]
    pause += [on(first.arrival + 60, StartProject(first.id))]
    own = {name: getattr(scenario.mechanisms, name) for name in KNOWN}
    every = {name: own[name] or getattr(ALL, name) for name in KNOWN}
    rules = [{}, {"order": "cost_of_delay", "wip_limit": 2}, {"projects_per_person": 3}]
    for seed, (rule, known) in enumerate(zip(rules, [own, every, every], strict=True)):
        played = replace(scenario, mechanisms=Mechanisms(**known))
        policy = Policy(review_weeks=2, reserve=0.8, **rule)
        compare_decisions(played, policy, seed, pause)


def test_two_engines_agree_on_a_reserve_that_runs_out():
    """Outside help takes over what goes wrong first; then the team is alone with the rest."""
    risks = [Risk(id=f"r{n}", project="a", probability=0.9, impact=3.0) for n in range(6)]
    bare = Mechanisms(hazard=Hazard(), reserve=Reserve(management=0.0))
    staff = [Role(id="developer", people=1.0, rate=0.5)]
    poor = office(a=[40.0], roles=staff, risks=risks, mechanisms=bare)
    helped = alone = 0
    for seed in range(10):
        log = simulate(poor, Policy(reserve=0.3), seed)
        assert log == oracle.run(poor, Policy(reserve=0.3), seed=seed)
        helped += len(of(log, facts.ReservePaid))
        alone += len(of(log, facts.ActivityExtended))
    assert helped > 10 and alone > 10


# The classical core


@KINDS
@settings(max_examples=100)
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
FIRST = {
    "duration": st.sampled_from(DURATIONS),
    "attention": st.none() | st.sampled_from(CURVES).map(lambda curve: Attention(curve=curve)),
    "hazard": st.sampled_from([None, Hazard(), Hazard(), Hazard()]),
    "detection": st.sampled_from(LOOKS),
    "escalation": st.sampled_from(GROWING),
}
HABITS = (None, 1, 2, 3)


@st.composite
def flights(draw, relations, mechanisms):
    """An office with risks, a policy with any habit and order, and a seed."""
    scenario = draw(portfolios(relations, mechanisms))
    habit = draw(st.sampled_from([1, 1, 2]))
    scenario = replace(scenario, projects_per_person=habit)
    return scenario, draw(policies(NAMES, HABITS)), draw(st.integers(0, 999))


@KINDS
@settings(max_examples=80)
@given(data=st.data())
def test_two_engines_agree_on_a_first_flight_with_decisions(relations, data):
    flight = data.draw(flights(relations, st.builds(Mechanisms, **FIRST)))
    planned = data.draw(decisions(flight[0], NAMES, HABITS[1:]))
    compare_decisions(*flight, planned, data.draw(UNTIL))


# Wrong work, shocks and times that many share, money held back

CARELESS = Rework(quality=0.5, discovery=2.0, least=0.125)
DEARER = Rework(quality=0.7, discovery=1.0, growth=0.5, limit=2.0, again=0.3, least=0.25)
WILD = CommonCause(
    correlation=0.8,
    shock_weeks=1.5,
    shock_size=4.0,
    turbulence=2.71,  # no whole number of grains
    calm_weeks=2.0,
    turbulent_weeks=1.5,
)
FEW = CommonCause(shock_weeks=4.0, shock_hits=0.9, shock_size=2.0, turbulence=1.0, calm_weeks=1.0)
THIN = Reserve(weeks=2, absorbs=0.6, premium=3.0)
LATER = {
    "rework": st.sampled_from([None, Rework(least=0.25), CARELESS, DEARER]),
    "common_cause": st.sampled_from([None, CommonCause(shock_weeks=6.0), WILD, FEW]),
    "reserve": st.sampled_from([None, Reserve(), Reserve(weeks=1), THIN]),
}
"""What the second engine has learned after a first flight."""
KNOWN = (*FIRST, *LATER)
"""Mechanisms that both engines have."""
TOGETHER = st.builds(Mechanisms, **FIRST, **LATER)
RESERVES = (0.0, 0.6, 0.9, 0.9)


@st.composite
def long_flights(draw, relations, mechanisms=TOGETHER):
    """Flights of more weeks, for wages, in which the policy may hold money back."""
    scenario, policy, seed = draw(flights(relations, mechanisms))
    roles = [replace(it, rate=draw(st.sampled_from([0.0, 0.5, 0.7]))) for it in scenario.roles]
    projects = scenario.projects
    if draw(st.booleans()):
        projects = [
            replace(it, activities=tuple(map(_longer, it.activities))) for it in scenario.projects
        ]
    scenario = replace(scenario, roles=tuple(roles), projects=tuple(projects))
    return scenario, replace(policy, reserve=draw(st.sampled_from(RESERVES))), seed


def _longer(activity):
    return replace(activity, days=activity.days * 3 + 1, earliest=0.0)


@pytest.mark.parametrize("name", LATER)
@settings(max_examples=40)
@given(data=st.data())
def test_two_engines_agree_on_each_mechanism_with_nothing_but_risks(name, data):
    alone = data.draw(LATER[name].filter(bool))
    mechanisms = Mechanisms(hazard=data.draw(FIRST["hazard"]), **{name: alone})
    flight = data.draw(long_flights(ALL_RELATIONS, st.just(mechanisms)))
    compare_decisions(*flight, data.draw(any_decisions(flight)), data.draw(UNTIL))


@KINDS
@settings(max_examples=100)
@given(data=st.data())
def test_two_engines_agree_on_all_mechanisms_together_with_decisions(relations, data):
    flight = data.draw(long_flights(relations))
    compare_decisions(*flight, data.draw(any_decisions(flight)), data.draw(UNTIL))


def any_decisions(flight):
    """What people may decide in a flight, the confidence of the reserve included."""
    return decisions(flight[0], NAMES, HABITS[1:], RESERVES)


def test_two_engines_give_an_office_up_on_the_same_day():
    shaken = Mechanisms(common_cause=CommonCause(shock_weeks=1.0, shock_hits=1.0, shock_size=20.0))
    hopeless = office(project("a", [40.0]), mechanisms=shaken)
    log = simulate(hopeless)
    assert isinstance(log[-1], facts.NothingMoves)
    assert log == oracle.run(hopeless)


# Storms

ROUGH = Mechanisms(
    duration=LOGNORMAL,
    attention=Attention(curve="weinberg"),
    hazard=Hazard(),
    detection=Detection(report=0.2),
    escalation=Escalation(limit=1.5, branching=0.8),
)
STORM = st.builds(lambda **later: replace(ROUGH, **later), **LATER)
BINDING = ("FS", "SS", "FF", "FF", "SF")


@st.composite
def storms(draw):
    """A long flight in which much goes wrong at once, and in which people decide a lot."""
    scenario = draw(portfolios(BINDING, STORM))
    longer = [
        replace(it, arrival=0.0, activities=tuple(map(_longer, it.activities)))
        for it in scenario.projects
    ]
    risks = [draw(_dangers(f"{it.id}{n}", it.id)) for it in longer for n in range(3)]
    roles = tuple(replace(it, rate=0.5) for it in scenario.roles)
    storm = replace(
        scenario, roles=roles, projects=tuple(longer), risks=tuple(risks), mitigations=()
    )
    planned = []
    for it in longer:
        day = draw(st.integers(4, 40))
        go_on = day + draw(st.integers(1, 40)) / 4
        planned += [on(day, PauseProject(it.id)), on(go_on, StartProject(it.id))]
    for role in scenario.roles:
        days = draw(st.lists(st.integers(1, 40), max_size=3))
        planned += [
            on(day, ChangePeople(role.id, draw(st.sampled_from([-1, -1, 1])))) for day in days
        ]
    planned += [on(draw(st.integers(1, 40)), change_policy(projects_per_person=draw(MANY)))]
    policy = Policy(
        projects_per_person=draw(MANY),
        order=draw(st.sampled_from(NAMES)),
        reserve=draw(st.sampled_from(RESERVES)),
    )
    return storm, policy, draw(st.integers(0, 999)), sorted(planned, key=lambda it: it.day)


MANY = st.sampled_from([1, 2, 3])


@st.composite
def _dangers(draw, name, project):
    hits, growth = draw(st.sampled_from(["effort", "effort", "delay"])), draw(st.booleans())
    more = {"hits": hits, "growth": 1.0 if growth else 0.0}
    return Risk(id=name, project=project, probability=0.95, impact=draw(SIZES), **more)


SIZES = st.sampled_from([0.5, 2.0, 4.0])


@settings(max_examples=110)
@given(storms())
def test_two_engines_agree_on_a_stormy_flight(storm):
    scenario, policy, seed, planned = storm
    compare_decisions(scenario, policy, seed, planned)


# Whether this compares anything


@cache
def watched() -> list:
    """(scenario, policy, seed, log) of random flights in which nobody decides."""
    found = []

    @settings(max_examples=300, derandomize=True)
    @given(st.one_of(long_flights(PLAIN), long_flights(ALL_RELATIONS)))
    def watch(flight):
        found.append((*flight, simulate(*flight)))

    watch()
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_an_engine_without_one_of_the_mechanisms_tells_another_story(name):
    different = 0
    for scenario, policy, seed, log in watched():
        if getattr(scenario.mechanisms, name) is not None:
            without = replace(scenario, mechanisms=replace(scenario.mechanisms, **{name: None}))
            different += oracle.run(without, policy, seed=seed) != log
    assert different > 10


def test_an_engine_in_which_nobody_takes_on_several_things_tells_another_story():
    found = [
        oracle.run(scenario, replace(policy, projects_per_person=1), seed=seed) != log
        for scenario, policy, seed, log in watched()
        if policy.projects_per_person != 1
    ]
    assert sum(found) > 10


WAYS = [
    *((facts.IssueDetected, way) for way in ("at once", "crisis")),
    (facts.ReworkFound, "work"),
    *(
        (kind, way)
        for kind in (facts.IssueDetected, facts.ReworkFound)
        for way in ("report", "review", "audit", "delivery")
    ),
]


@cache
def ways() -> Counter:
    """In how many worlds each kind of trouble came to light each way; four worlds an office."""
    found = Counter()
    for scenario, policy, seed, _ in watched():
        for world in range(seed, seed + 4):
            log = simulate(scenario, policy, world)
            come_out = of(log, facts.IssueDetected, facts.ReworkFound)
            found.update({(type(it), it.by) for it in come_out})
    return found


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_what_goes_wrong_in_the_random_offices_comes_to_light_in_every_way(kind, way):
    assert ways()[kind, way] > 1


RARELY = (facts.RegimeChanged, facts.ShockStruck, facts.ReserveSet, facts.ReservePaid)


@pytest.mark.parametrize("kind", RARELY)
def test_much_happens_in_the_random_offices(kind):
    assert sum(bool(of(log, kind)) for *_, log in watched()) > 5


def test_the_random_offices_are_worth_comparing():
    logs = [log for *_, log in watched()]
    assert sum(bool(of(log, facts.ProjectFinished)) for log in logs) > 90
    assert sum(len(of(log, facts.ActivityFinished)) > 5 for log in logs) > 60
    assert sum(bool(of(log, facts.ActivityExtended)) for log in logs) > 40


ON_MONDAYS = (facts.RegimeChanged, facts.ShockStruck, facts.ReviewHeld, facts.ReserveSet)
"""What happens on Mondays only, in the order of a Monday."""


def test_on_mondays_the_world_comes_first_then_looks_and_last_the_policy():
    turns = 0
    for *_, log in watched():
        for before, after in pairwise(of(log, *ON_MONDAYS)):
            if before.day == after.day:
                places = [ON_MONDAYS.index(type(it)) for it in (before, after)]
                assert places == sorted(places)
                turns += places[0] < places[1]
    assert turns > 20


SHARED = {"simulator": {"chance", "events"}, "simulator.policies": {"Policy"}}
"""What the second engine takes from the first, besides records, on_grid and formulas."""


def test_the_second_engine_shares_nothing_with_the_first_but_records_chance_and_formulas():
    for path in sorted(Path(oracle.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            room = getattr(node, "module", None) or ""
            if not isinstance(node, ast.ImportFrom) or not room.startswith("simulator"):
                continue
            names = {it.name for it in node.names}
            if room == "simulator.scenario":
                assert all(it == "on_grid" or it[0].isupper() for it in names), path
            elif not room.startswith(("simulator.mechanisms", "simulator.decisions")):
                assert names <= SHARED[room], path
