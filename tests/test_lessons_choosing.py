"""Lessons on choosing, stopping and the organisation's aims, in many worlds.

Every assertion is on a bound of a 95 % interval. Where the design expected something else than
what is true here, a comment says so. Sizes in comments are means over the worlds of the test.
"""

from functools import cache
from math import exp, sqrt

import pytest
from many_worlds import gain, net, part, resampled
from office import activity, chain, of, office, on, project, run, values

from simulator import chance, metrics
from simulator.decisions import CancelProject
from simulator.events import (
    CancellationResisted,
    ProjectFinished,
    ProjectSelected,
    ProjectStarted,
    StrategyChanged,
)
from simulator.experiment import interval
from simulator.mechanisms import (
    Alignment,
    Commitment,
    Duration,
    Mechanisms,
    Selection,
    Strategy,
    Visibility,
)
from simulator.mechanisms.alignment import alignment
from simulator.mechanisms.selection import shrunk, weight
from simulator.scenario import Objective, Role, Scenario, Serves

# N06, M21: stopping


@cache
def prevented(day: float, alternative: str = "") -> list[float]:
    """Whether owners prevent that a project of ten equal parts is cancelled, in 400 worlds."""
    plan = [project("a", chain("a", *[10] * 10)), project("b", [50])]
    scenario = office(*plan, mechanisms=Mechanisms(commitment=Commitment()))
    stop = on(day, CancelProject("a", alternative=alternative))
    logs = [run(scenario, stop, seed=seed) for seed in range(400)]
    return [float(bool(of(log, CancellationResisted))) for log in logs]


def test_stopping_a_project_is_resisted_the_more_the_more_is_sunk():
    assert gain(prevented(55), prevented(15))[0] > 0.15
    assert gain(prevented(95), prevented(55))[0] > 0.06


@pytest.mark.parametrize("day", [15, 55, 95])
def test_stopping_a_project_is_easier_with_an_alternative_in_hand(day):
    assert gain(prevented(day), prevented(day, "b"))[0] > 0.04


@cache
def sick(owned: bool, **rules) -> list[float]:
    """Value less money spent, in 200 worlds, where a poor project stands before a good one."""
    plan = [
        project("poor", chain("p", *[10] * 12), value=60, due=60, cost_of_delay=2),
        project("good", chain("g", *[10] * 6), value=300, due=60, cost_of_delay=2),
    ]
    how = Mechanisms(
        duration=Duration(on_plan=0, late=0.5, standard=0.4),
        visibility=Visibility(noise=0, delay=0),
        commitment=Commitment() if owned else None,
    )
    people = [Role(id="developer", people=1.0, rate=0.8)]
    scenario = office(*plan, roles=people, mechanisms=how)
    return [net(scenario, seed, **rules) for seed in range(200)]


def test_stopping_what_is_worth_less_than_it_will_cost_pays():
    assert gain(sick(False, stop="forward_value"), sick(False))[0] > 200


def test_stopping_pays_less_where_owners_hold_on():
    free, held = sick(False, stop="forward_value"), sick(True, stop="forward_value")
    assert gain(free, held)[0] > 5


# N04, M22: choosing


def candidates(seed: int, noise: float, sizes: float = 0.0) -> Scenario:
    """Twenty requests of 26 person-days, or about that; one developer has time for five."""
    scatter, plan = sqrt(0.3**2 + noise**2), []
    for n in range(20):
        promise = max(1.0, 100 * (1 + scatter * chance.normal(seed, "promise", n)))
        days = round(26 * exp(sizes * chance.normal(seed, "size", n)))
        plan.append(project(f"p{n}", [days], value=promise))
    how = Mechanisms(selection=Selection(spread=0.3, noise=noise))
    return office(*plan, mechanisms=how)


def first_chosen(events) -> list[str]:
    """The projects selected on the first Monday."""
    return [it.project for it in of(events, ProjectSelected) if it.day == 5]


@cache
def winners(noise: float) -> tuple[list[float], list[float], list[float]]:
    """What the five largest promises add up to, what they should be believed to, and what they
    bring; seventy lists of requests, each in a world of its own."""
    promised, believed, brought = [], [], []
    for seed in range(70):
        scenario = candidates(seed, noise)
        events = run(scenario, seed=seed, select="by_value")
        promise = {it.id: it.value for it in scenario.projects}
        mean, trust = sum(promise.values()) / 20, weight(0.3, noise)
        chosen, worth = first_chosen(events), values(events)
        promised.append(sum(promise[it] for it in chosen))
        believed.append(sum(shrunk(promise[it], mean, trust) for it in chosen))
        brought.append(sum(worth[it] for it in chosen))
    return promised, believed, brought


# an estimate's error is one number for all requests here, so that the design's table with unequal
# errors, where drawing back changes who is chosen, has no counterpart


@pytest.mark.parametrize(("noise", "least", "most"),
                         [(0.15, 0.025, 0.095), (0.3, 0.12, 0.23), (0.45, 0.21, 0.34)])  # fmt: skip
def test_winners_bring_less_than_they_promised_though_nobody_exaggerates(noise, least, most):
    promised, _, brought = winners(noise)
    low, high = resampled(lambda p, b: 1 - part(b, p), promised, brought)
    assert low > least and high < most


@pytest.mark.parametrize("noise", [0.15, 0.3, 0.45])
def test_winners_bring_what_a_promise_drawn_back_to_the_mean_says(noise):
    _, believed, brought = winners(noise)
    low, high = gain(believed, brought)
    mean = sum(believed) / len(believed)
    # three in a hundred intervals miss by chance; none by two hundredths of what was promised
    assert low < 0.02 * mean and high > -0.02 * mean and high - low < 0.05 * mean


@cache
def chosen_worth(rule: str, noise: float) -> list[float]:
    """What the first choice brings where requests differ in size, in 100 worlds."""
    found = []
    for seed in range(100):
        events = run(candidates(seed, noise, sizes=0.5), seed=seed, select=rule)
        worth = values(events)
        found.append(sum(worth[it] for it in first_chosen(events)))
    return found


def test_choosing_by_promise_for_effort_beats_choosing_by_promise():
    assert gain(chosen_worth("by_ratio", 0.8), chosen_worth("by_value", 0.8))[0] > 60


def test_choosing_by_promises_drawn_back_pays_where_promises_are_wild_guesses():
    assert gain(chosen_worth("shrunk", 0.8), chosen_worth("by_ratio", 0.8))[0] > 0


def test_choosing_the_best_mix_of_wild_guesses_is_no_better_than_one_after_the_other():
    assert gain(chosen_worth("shrunk", 0.8), chosen_worth("best_mix", 0.8))[0] > 0


@cache
def two_capacities(rule: str) -> tuple[list[float], list[float]]:
    """(what the first choice promises, what is delivered by day 140) in 320 worlds; every request
    needs a developer and then a tester."""
    promised, delivered = [], []
    for seed in range(320):
        plan = []
        for n in range(16):
            needs, tests, worth = (
                exp(0.5 * chance.normal(seed, what, n)) for what in ("needs", "tests", "worth")
            )
            days, test_days = round(20 * needs) + 1, round(20 * tests) + 1
            work = [activity(f"a{n}", days), activity(f"b{n}", test_days, f"a{n}", tester=1)]
            plan.append(project(f"p{n}", work, value=3 * (days + test_days) * worth))
        events = run(office(*plan, testers=1), seed=seed, select=rule, until=140.5)
        value = {it.id: it.value for it in plan}
        promised.append(sum(value[it] for it in first_chosen(events)))
        delivered.append(sum(it.value for it in of(events, ProjectFinished)))
    return promised, delivered


def test_two_capacities_the_best_mix_promises_more_than_one_after_the_other():
    assert gain(two_capacities("best_mix")[0], two_capacities("by_ratio")[0])[0] > 15
    assert gain(two_capacities("by_ratio")[0], two_capacities("by_value")[0])[0] > 15


def test_two_capacities_the_best_mix_loses_its_lead_on_the_way_to_delivery():
    # expected: the best mix wins. It does on the day of the choice; but who goes first among the
    # chosen, and what is chosen on the Mondays after, counts as much by day 140
    low, high = gain(two_capacities("best_mix")[1], two_capacities("by_ratio")[1])
    assert low > -75 and high < 90


@cache
def with_slack(load: float, slack: float) -> list[float]:
    """Value delivered in 80 worlds where two developers are asked for so much of their time."""
    found = []
    for seed in range(80):
        plan = []
        for n in range(24):
            arrival, value = round(20 * n / load), 80 * exp(0.6 * chance.normal(seed, "value", n))
            terms = {"due": arrival + 80, "value": value, "cost_of_delay": value / 100}
            plan.append(project(f"p{n}", chain(f"p{n}_", *[10] * 4), arrival=arrival, **terms))
        luck = Duration(on_plan=0, late=0.5, standard=0.6)
        scenario = office(*plan, developers=2, mechanisms=Mechanisms(duration=luck))
        events = run(scenario, seed=seed, select="by_ratio", slack=slack)
        found.append(metrics.value_delivered(events))
    return found


def test_slack_pays_in_a_loaded_office():
    assert gain(with_slack(1.2, 0.5), with_slack(1.2, 0.0))[0] > 40


def test_slack_gains_nothing_in_an_office_with_time():
    assert gain(with_slack(0.8, 0.5), with_slack(0.8, 0.0))[1] < 50


def test_slack_can_be_too_large():
    assert gain(with_slack(1.0, 0.5), with_slack(1.0, 0.8))[0] > 40


# N04, M23 and M24: what the organisation wants


AIMS = tuple(Objective(id=f"aim{n}") for n in range(4))
ALIGNED = "aligned_cost_of_delay"


def serving(n: int, days: float, **fields):
    """A project that serves one of four objectives."""
    return project(f"p{n:02}", [days], serves=(Serves(objective=f"aim{n % 4}"),), **fields)


@cache
def orphaned(days: float, weeks: float) -> list[float]:
    """Share of projects that serve less than half as much at their end as at their start."""
    plan = [serving(n, days) for n in range(8)]
    how = Mechanisms(strategy=Strategy(weeks=weeks))
    scenario = office(*plan, developers=8, objectives=AIMS, mechanisms=how)
    return [lost_half(run(scenario, seed=seed), scenario) for seed in range(300)]


def lost_half(events, scenario: Scenario) -> float:
    """Share of projects whose fit has fallen below half of what it was at their start."""
    scores = {
        it.id: [float(it.serves[0].objective == aim.id) for aim in AIMS] for it in scenario.projects
    }
    now, start, lost = [1.0] * 4, {}, 0
    for event in of(events, StrategyChanged, ProjectStarted, ProjectFinished):
        if isinstance(event, StrategyChanged):
            now = [amount for _, amount in event.weights]
            continue
        fit = alignment(now, scores[event.project])
        if isinstance(event, ProjectStarted):
            start[event.project] = fit
        else:
            lost += fit < start[event.project] / 2
    return lost / len(start)


def test_strategy_shifts_orphan_a_quarter_of_projects_that_take_a_year():
    _, low, high = interval(orphaned(260, 40.0))
    assert low > 0.1 and high < 0.38


def test_strategy_shifts_orphan_fewer_of_short_projects_and_more_when_times_are_fickle():
    # expected: one in four. That is a year's projects; of half a year's, one in eight
    assert gain(orphaned(260, 40.0), orphaned(130, 40.0))[0] > 0.01
    assert gain(orphaned(130, 20.0), orphaned(130, 40.0))[0] > 0.02


@cache
def wanted(order: str, drift: bool) -> list[float]:
    """Value delivered in 60 worlds where 24 projects stand in line and serve an aim each."""
    line = {"value": 100.0, "due": 0.0, "cost_of_delay": 0.2}
    plan = [serving(n, 30.0, **line) for n in range(24)]
    how = Mechanisms(alignment=Alignment(), strategy=Strategy() if drift else None)
    scenario = office(*plan, developers=2, objectives=AIMS, mechanisms=how)
    return [metrics.value_delivered(run(scenario, seed=seed, order=order)) for seed in range(60)]


def test_aligned_order_gains_where_the_strategy_drifts_and_nothing_where_it_does_not():
    assert gain(wanted(ALIGNED, True), wanted("cost_of_delay", True))[0] > 0
    assert gain(wanted(ALIGNED, False), wanted("cost_of_delay", False)) == (0, 0)
