"""Lessons on doing everything at once, and on what goes first, in many worlds.

Every office here has only the mechanisms that its lesson is about.
"""

from functools import cache, partial
from itertools import accumulate, pairwise
from math import exp, sqrt
from statistics import fmean

import pytest
from many_worlds import high, low, more, times
from msgspec.structs import replace
from office import chain, finishes, of, office, project, run

from simulator import chance, load, metrics
from simulator import events as facts
from simulator.mechanisms import Attention, Duration, Mechanisms
from simulator.scenario import Demand, Scenario

# Everything is priority one (M03, M04)

HORIZON = 520
LIMITS = (1, 2, 3, 4, 6, 8, 12)
CURVES = ("none", "tregubov", "weinberg")


def fourteen(curve: str, at_once: int) -> Scenario:
    """Fourteen projects for teams of four of twelve people; each loses its value in two years."""
    projects = []
    for n in range(14):
        worth = 2.0 ** chance.normal(0, "worth", n)
        work = [replace(it, people=FOUR) for it in chain(f"p{n}-", 28, 28, 28)]
        fields = {"due": 0.0, "value": worth * HORIZON, "cost_of_delay": worth}
        projects.append(project(f"p{n}", work, **fields))
    how = Mechanisms(duration=Duration(), attention=Attention(curve=curve))
    return office(*projects, developers=12, projects_per_person=at_once, mechanisms=how)


FOUR = (Demand(role="developer", people=4),)


@cache
def at_once(curve: str, limit: int | None, divided: int = 12) -> list[tuple[float, float]]:
    """(value, day of the first finish) with so many projects in progress, in 30 worlds."""
    scenario, found = fourteen(curve, divided), []
    for seed in range(30):
        events = run(scenario, seed=seed, order="cost_of_delay", wip_limit=limit)
        found.append((metrics.value_delivered(events), min(finishes(events).values())))
    return found


def values_of(curve: str, limit: int | None, divided: int = 12) -> list[float]:
    """What the office delivers in each world."""
    return [value for value, _ in at_once(curve, limit, divided)]


@pytest.mark.parametrize("curve", CURVES)
def test_everything_first_three_projects_at_once_are_best(curve):
    best = values_of(curve, 3)
    assert all(low(more(best, values_of(curve, it))) > 0 for it in LIMITS if it != 3)


def test_everything_first_eight_at_once_lose_a_fifth_without_any_loss_by_switching():
    part = times(values_of("none", 8), values_of("none", 3))
    assert low(part) > 0.7 and high(part) < 0.88


def test_everything_first_loses_more_the_more_switching_costs():
    none, measured, rule_of_thumb = (values_of(curve, 8) for curve in CURVES)
    assert low(more(none, measured)) > 0 and low(more(measured, rule_of_thumb)) > 0
    assert high(times(measured, values_of("tregubov", 3))) < 0.75
    assert high(times(rule_of_thumb, values_of("weinberg", 3))) < 0.6


@pytest.mark.parametrize("curve", CURVES)
def test_everything_first_even_the_first_project_is_finished_later(curve):
    first = [[day for _, day in at_once(curve, limit)] for limit in (8, 3)]
    assert low(more(*first)) > 30


def test_everything_first_one_project_at_once_leaves_people_without_work():
    assert high(times(values_of("none", 1), values_of("none", 3))) < 0.85


def test_everything_first_a_limit_does_not_help_people_who_do_one_thing_at_a_time():
    free = values_of("tregubov", None, divided=1)
    assert all(high(more(values_of("tregubov", it, divided=1), free)) <= 0 for it in LIMITS)
    assert high(times(values_of("tregubov", 2, divided=1), free)) < 0.96
    assert values_of("tregubov", 8, divided=1) == free


def stream(busy: float, seed: int, number: int = 500) -> Scenario:
    """Projects of one day for one developer, arriving by chance so that people are so busy."""
    gaps = [
        fmean(chance.exponential(seed, "gap", n, part) for part in range(4)) / busy
        for n in range(number)
    ]
    days = enumerate(accumulate(gaps))
    return office(*[project(f"p{n}", [1.0], arrival=day) for n, day in days])


@cache
def waits(busy: float) -> list[float]:
    """Days that work waits on average after a running-in, in 16 worlds."""
    runs = (run(stream(busy, seed), seed=seed) for seed in range(32))
    return [fmean(list(metrics.waited(events).values())[100:]) for events in runs]


def test_everything_first_the_wait_about_doubles_from_80_to_90_to_95_percent_busy():
    for less, busier in ((0.8, 0.9), (0.9, 0.95)):
        assert low(more(waits(busier), [1.5 * wait for wait in waits(less)])) > 0
        assert high(more(waits(busier), [4.5 * wait for wait in waits(less)])) < 0


def test_everything_first_in_the_office_is_what_arrives_times_what_it_stays():
    events = run(stream(0.9, seed=1, number=200))
    area = inside = last = 0.0
    for event in of(events, facts.ActivityReady, facts.ActivityFinished):
        area, last = area + inside * (event.day - last), event.day
        inside += 1 if isinstance(event, facts.ActivityReady) else -1
    stays = metrics.flow_time(events).values()
    assert inside == 0 and area / last > 1
    assert area / last == pytest.approx(len(stays) / last * fmean(stays), rel=1e-12)


# What goes first? (M05)

WORLDS = range(200)


def requests(seed: int, shared: int = 1, curve: str = "none") -> Scenario:
    """Ten requests to one developer; cost of delay and size differ as they do in life."""
    projects = []
    for n in range(10):
        cost = exp(0.8 * chance.normal(seed, "cost", n))
        days = round(64 * exp(0.6 * chance.normal(seed, "size", n))) / 8
        fields = {"due": 0.0, "cost_of_delay": cost, "value": 10 * cost * sqrt(days)}
        projects.append(project(f"p{n}", [days], **fields))
    how = Mechanisms(attention=Attention(curve=curve))
    return office(*projects, projects_per_person=shared, mechanisms=how)


def cost_of_waiting(scenario: Scenario, events) -> float:
    """Cost of delay times the day of finish, over all projects."""
    days = finishes(events)
    return sum(it.cost_of_delay * days[it.id] for it in scenario.projects)


def guessed(seed: int, wrong: float, activity, view) -> float:
    """Cost of delay for each person-day, both of them wrong by a factor e^±wrong."""
    luck = [chance.normal(seed, "guess", what, activity.project) for what in ("cost", "size")]
    urgency = activity.cost_of_delay / activity.project_effort
    return -urgency * exp(wrong * (luck[0] - luck[1]))


def loudest(activity, view) -> float:
    """The highest cost of delay, whatever the work."""
    return -activity.cost_of_delay


@cache
def least(seed: int) -> float:
    """What waiting costs in the best order."""
    scenario = requests(seed)
    return cost_of_waiting(scenario, run(scenario, order="cost_of_delay", seed=seed))


@cache
def waiting_costs(order, shared: int = 1, curve: str = "none") -> list[float]:
    """What waiting costs under an order, as a multiple of the best one, in each world."""
    ratios = []
    for seed in WORLDS:
        scenario = requests(seed, shared, curve)
        events = run(scenario, order=order, seed=seed)
        ratios.append(cost_of_waiting(scenario, events) / least(seed))
    return ratios


@cache
def guesses(wrong: float) -> list[float]:
    """The same for cost of delay by estimates that are wrong."""
    ratios = []
    for seed in WORLDS:
        scenario = requests(seed)
        events = run(scenario, order=partial(guessed, seed, wrong), seed=seed)
        ratios.append(cost_of_waiting(scenario, events) / least(seed))
    return ratios


def shares(curve: str = "none") -> list[float]:
    """Everything at once, an equal part of the day each."""
    return waiting_costs("first_come", 10, curve)


def test_what_first_the_rules_cost_in_this_order():
    names = ("cost_of_delay", loudest, "shortest_first", "highest_value", "first_come")
    rules = [*(waiting_costs(it) for it in names), shares(), shares("tregubov")]
    # of two neighbours one may be ahead by chance; who is two places apart is told apart
    assert all(fmean(worse) > fmean(better) - 0.05 for better, worse in pairwise(rules))
    assert all(
        low(more(worse, better)) > 0 for better, worse in zip(rules, rules[2:], strict=False)
    )


def test_what_first_each_rule_costs_about_so_much():
    about = {loudest: 1.13, "shortest_first": 1.26, "highest_value": 1.32, "first_come": 1.76}
    found = {name: waiting_costs(name) for name in about}
    assert all(low(found[it]) - 0.05 < about[it] < high(found[it]) + 0.05 for it in about)
    assert low(shares()) - 0.05 < 2.24 < high(shares()) + 0.05
    assert low(shares("tregubov")) - 0.05 < 2.70 < high(shares("tregubov")) + 0.05


def test_what_first_no_order_of_work_beats_cost_of_delay_for_one_person():
    assert min(min(waiting_costs(it)) for it in (loudest, "shortest_first", "first_come")) >= 1


def test_what_first_a_rough_cost_of_delay_beats_a_perfect_first_come():
    assert high(guesses(0.5)) < 1.2 and high(guesses(1.0)) < 1.4
    assert low(more(waiting_costs("first_come"), guesses(0.5))) > 0.4
    assert low(more(guesses(0.5), waiting_costs("cost_of_delay"))) > 0.05


@cache
def several_roles(order: str, **rules) -> list[float]:
    """What waiting costs in a portfolio of several roles, in 150 worlds."""
    eight = load("eight_projects")
    runs = (run(eight, order=order, seed=seed, **rules) for seed in range(150))
    return [cost_of_waiting(eight, events) for events in runs]


def test_what_first_the_order_moves_less_where_work_needs_several_roles():
    one = waiting_costs("first_come")[:150]
    focus = {"projects_per_person": 1}
    several = times(several_roles("first_come"), several_roles("cost_of_delay"))
    several_in_focus = times(
        several_roles("first_come", **focus), several_roles("cost_of_delay", **focus)
    )
    assert low(more(one, several)) > 0.2 and low(more(one, several_in_focus)) > 0
    assert low(several) > 1.1 and high(several) < 1.35
