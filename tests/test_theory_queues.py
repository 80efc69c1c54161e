"""Queueing theory: what the ordinary office must give where the answer is known.

A request to a queue is a project of one activity; its arrival and its days are drawn here, by a
seeded generator, and written into the scenario. Work is never taken off people's hands, so that
preemptive-resume queues are not modelled and not tested. Sizes in comments are what came out.
"""

from collections.abc import Callable, Iterable
from functools import cache
from heapq import heappop, heappush
from itertools import pairwise
from math import factorial
from random import Random
from statistics import fmean

import pytest
from evidence import SURE, holds
from hypothesis import assume, given, settings
from msgspec.structs import replace
from office import activity, of, office, project, run
from portfolios import FEW, policies, portfolios

from simulator import events as facts
from simulator import metrics
from simulator.experiment import interval
from simulator.mechanisms import queueing
from simulator.model import simulate
from simulator.scenario import Scenario, nearest_hour

# Queues: UNIT days of work a request on average, so that an hour's rounding is nothing

UNIT, OPEN = 25.0, 3_800
"""Days of a mean piece of work; for how many such times requests come, before the last day."""
WARM_UP, BATCHES = 0.08, 6
"""Share of the requests left out, because the office was empty at first; batches of the rest."""

PLAYED = 1
"""Worlds of each queue that are played; each wait there is that of the recursion, which tells the
waits of all others, sooner by far."""

Draw = Callable[[Random], float]


def by_chance(random: Random) -> float:
    """Exponential, mean 1: c² = 1."""
    return random.expovariate(1.0)


def clockwork(random: Random) -> float:
    """Always 1: c² = 0."""
    return 1.0


def evenly(random: Random) -> float:
    """Uniform from 0 to 2: c² = 1/3."""
    return 2 * random.random()


def requests(seed: int, rates: tuple[float, ...], gap: Draw, work: Draw) -> list:
    """Projects of one activity in the order of their arrival, the first kind the most valuable."""
    random, coming = Random(f"{seed}: {rates} {gap.__name__} {work.__name__}"), []
    for kind, rate in enumerate(rates):
        day = gap(random) / rate
        while day < OPEN:
            coming.append((day, kind, work(random)))
            day += gap(random) / rate
    return [
        project(f"k{kind}-{n}", [activity("a", UNIT * days)], arrival=UNIT * day, value=9.0 - kind)
        for n, (day, kind, days) in enumerate(sorted(coming))
    ]


@cache
def queue(
    seed: int,
    people: int,
    *rates: float,
    gap: Draw = by_chance,
    work: Draw = by_chance,
    order: str = "first_come",
) -> tuple[Scenario, dict[str, float]]:
    """An office that requests come to, and how long each of them waited, in mean works."""
    scenario = office(*requests(seed, rates, gap, work), developers=people)
    waits = metrics.waited(run(scenario, order=order))
    return scenario, {it.id: waits[it.id, "a"] / UNIT for it in scenario.projects}


def by_recursion(people: int, coming: list) -> dict[str, float]:
    """Who waits how long, after Kiefer and Wolfowitz (1955): the first person free takes the
    first in line."""
    free, waits = [0.0] * people, {}
    for it in coming:
        arrival = nearest_hour(it.arrival)
        start = max(arrival, heappop(free))
        heappush(free, start + it.activities[0].planned_days)
        waits[it.id] = (start - arrival) / UNIT
    return waits


@cache
def waits(
    seed: int,
    people: int,
    *rates: float,
    gap: Draw = by_chance,
    work: Draw = by_chance,
    order: str = "first_come",
) -> dict[str, float]:
    """How long each request waited: as it is played, or as is known to come to the same."""
    if seed < PLAYED or order != "first_come":
        return queue(seed, people, *rates, gap=gap, work=work, order=order)[1]
    return by_recursion(people, requests(seed, rates, gap, work))


def in_batches(numbers: list[float]) -> list[float]:
    """Means of the batches of one world."""
    first = int(len(numbers) * WARM_UP)
    size = (len(numbers) - first) // BATCHES
    return [fmean(numbers[first + n * size :][:size]) for n in range(BATCHES)]


def waited(worlds: int, people: int, *rates: float, kind: int = 0, **how) -> list[float]:
    """Mean waits of the requests of a kind, batch by batch."""
    found = []
    for seed in range(worlds):
        days = waits(seed, people, *rates, **how)
        found += in_batches([days[name] for name in days if name.startswith(f"k{kind}-")])
    return found


def erlang_c(people: int, load: float) -> float:
    """Chance that a request finds everybody busy, if both gaps and work are by chance."""
    full = load**people / factorial(people) / (1 - load / people)
    return full / (sum(load**n / factorial(n) for n in range(people)) + full)


ERLANG = [(3, 2.4, 0.647191, 1.078652, 7), (5, 4.5, 0.762493, 1.524986, 6)]
"""People, load, chance to wait, mean wait in mean works, and worlds."""


@pytest.mark.parametrize(("people", "load", "chance", "wait", "worlds"), ERLANG)
def test_several_people_let_requests_wait_as_long_as_erlang_says(
    people, load, chance, wait, worlds
):
    assert erlang_c(people, load) == pytest.approx(chance, abs=5e-7)
    assert erlang_c(people, load) / (people - load) == pytest.approx(wait, abs=5e-7)
    assert holds(waited(worlds, people, load), wait, within=0.3)


@pytest.mark.parametrize(("people", "load", "chance", "wait", "worlds"), ERLANG)
def test_as_many_requests_wait_as_erlang_says(people, load, chance, wait, worlds):
    worlds = [waits(seed, people, load).values() for seed in range(worlds)]
    busy = [share for world in worlds for share in in_batches([days > 0 for days in world])]
    assert holds(busy, chance, within=0.06)


@pytest.mark.parametrize(
    ("people", "rate", "how"),
    [
        (3, 2.4, {}), (5, 4.5, {}), (1, 0.5, {}), (1, 0.8, {}), (1, 0.8, {"work": clockwork}),
        (1, 0.6, {"gap": evenly, "work": evenly}), (1, 0.8, {"gap": evenly, "work": evenly}),
    ],
)  # fmt: skip
def test_every_single_wait_is_that_of_the_recursion(people, rate, how):
    for seed in range(PLAYED):
        scenario, played = queue(seed, people, rate, **how)
        assert played == by_recursion(people, list(scenario.projects))
        assert sum(days > 0 for days in played.values()) > 700


@pytest.mark.parametrize("kind", [by_chance, clockwork])
def test_work_of_one_length_waits_half_as_long(kind):
    # after Pollaczek and Khinchine: ρ / (1 − ρ) · (1 + c²) / 2
    wait = {by_chance: 4.0, clockwork: 2.0}[kind]
    assert queueing.wait(0.8, 1, kind is by_chance, 1) == pytest.approx(wait)
    assert holds(waited(10, 1, 0.8, work=kind), wait, within=0.25)


COBHAM = [(0, 1.0, 0.1), (1, 2.0, 0.12), (2, 8.0, 0.3)]


@pytest.mark.parametrize(("kind", "wait", "within"), COBHAM)
def test_three_classes_wait_as_long_as_cobham_says(kind, wait, within):
    rates = (0.2, 0.3, 0.3)
    before, after = sum(rates[:kind]), sum(rates[: kind + 1])
    assert sum(rates) / (1 - before) / (1 - after) == pytest.approx(wait)
    assert holds(waited(11, 1, *rates, kind=kind, order="highest_value"), wait, within)


def test_an_order_only_hands_the_waiting_on_to_others():
    # Kleinrock (1965): days of work × days of waiting add up to the same, to the unit
    totals, means = {}, {}
    for order in ("first_come", "highest_value", "shortest_first", "longest_first", "random"):
        scenario, waits = queue(0, 1, 0.2, 0.3, 0.3, order=order)
        days = {it.id: it.activities[0].planned_days for it in scenario.projects}
        totals[order] = sum(days[name] * (UNIT * waits[name]) for name in days)
        means[order] = fmean(waits.values())
    assert len(set(totals.values())) == 1
    assert means["shortest_first"] < 0.7 * means["first_come"] < 0.5 * means["longest_first"]


@pytest.mark.parametrize(("busy", "worlds", "within"), [(0.5, 8, 0.15), (0.8, 10, 0.25)])
def test_waiting_rises_with_utilisation_as_kingman_says(busy, worlds, within):
    # exact where requests come by chance: 1 at 50 %, 4 at 80 %
    wait = queueing.wait(busy, 1, 1, 1)
    assert wait == pytest.approx({0.5: 1, 0.8: 4}[busy])
    assert holds(waited(worlds, 1, busy), wait, within)


@pytest.mark.parametrize("busy", [0.6, 0.8])
def test_where_requests_come_evenly_kingman_says_a_little_too_much(busy):
    # 0.89 of it at 60 %, 0.92 at 80 %; never more than his bound of 1962
    by_formula = queueing.wait(busy, 1 / 3, 1 / 3, 1)
    bound = busy / (1 - busy) * (1 / busy**2 + 1) / 3 / 2
    _, low, high = interval(waited(7, 1, busy, gap=evenly, work=evenly), SURE)
    assert 0.7 * by_formula < low < high < 1.05 * by_formula < bound


# Little (1961)


def area(changes: Iterable[tuple[float, int]]) -> float:
    """The area under a number that changes by so much on these days."""
    total, now = 0.0, 0
    for (day, change), (then, _) in pairwise(sorted(changes)):
        now += change
        total += now * (then - day)
    return total


@settings(max_examples=150)
@given(portfolios(mechanisms=FEW), policies())
def test_what_is_in_the_office_is_what_comes_times_how_long_it_stays(scenario, policy):
    events = simulate(scenario, replace(policy, intake="open"), 1)
    days = metrics.finish_days(events)
    assert len(days) == len(scenario.projects)
    assume(until := max(days.values()))
    inside = [(it.day, 1) for it in of(events, facts.ActivityReady)]
    inside += [(it.day, -1) for it in of(events, facts.ActivityFinished)]
    stay = fmean(metrics.flow_time(events).values())
    little = queueing.in_system(metrics.throughput(events), stay)
    assert little == pytest.approx(area(inside) / until, rel=1e-12)
    begun = {it.project: it.day for it in of(events, facts.ProjectStarted)}
    numbers = pairwise([(0.0, 0), *metrics.in_progress(events)])
    open_projects = [(day, now - before) for (_, before), (day, now) in numbers]
    assert area(open_projects) == sum(days[name] - begun[name] for name in days)
    took, waits = metrics.took(events), metrics.waited(events)
    for role, needed in people_needed(scenario).items():
        worked, waiting = (sum(needed[it] * those[it] for it in needed) for those in (took, waits))
        assert metrics.busy(events, scenario)[role] == worked
        assert metrics.queue(events, scenario)[role] * until == pytest.approx(waiting)


def people_needed(scenario: Scenario) -> dict[str, dict[tuple[str, str], float]]:
    """By role: how many people of it each activity needs."""
    found: dict = {role.id: {} for role in scenario.roles}
    for it in scenario.projects:
        for work in it.activities:
            for need in work.people:
                found[need.role][it.id, work.id] = need.people
    return found
