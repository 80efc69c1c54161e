"""Queueing and scheduling theory: what the ordinary office must give where the answer is known.

A request to a queue is a project of one activity; its arrival and its days are drawn here, by a
seeded generator, and written into the scenario. Work is never taken off people's hands, so that
preemptive-resume queues are not modelled and not tested. Sizes in comments are what came out.
"""

from collections.abc import Callable, Iterable
from functools import cache
from heapq import heappop, heappush
from itertools import pairwise, permutations
from math import erf, exp, factorial, inf, log, sqrt
from random import Random
from statistics import fmean

import pytest
from evidence import note
from hypothesis import assume, given, settings
from msgspec.structs import replace
from office import activity, chain, finishes, of, office, on, project, run, values
from portfolios import FEW, policies, portfolios
from scipy.integrate import quad
from scipy.stats import kstest
from test_flow import makespan

from simulator import events as facts
from simulator import metrics
from simulator.decisions import OrderProjects, PauseProject, StartProject
from simulator.experiment import interval
from simulator.mechanisms import CommonCause, Duration, Hazard, Mechanisms, duration, queueing
from simulator.mechanisms.duration import LOGNORMAL, all_on_time, pert_beta
from simulator.model import simulate
from simulator.network import network
from simulator.scenario import Risk, Role, Scenario, nearest_hour

SURE = 0.995
"""How sure an interval is here: there are many, and none may miss by chance."""


def holds(numbers: Iterable[float], exact: float, within: float) -> bool:
    """Whether the interval of a mean covers the exact value and is no wider than it may be.

    `within` is the largest half width allowed, as a share of the exact value.
    """
    mean, low, high = interval(list(numbers), SURE)
    note(exact, mean, low, high)
    return low < exact < high and high - low < 2 * within * exact


# Queues: UNIT days of work a request on average, so that an hour's rounding is nothing

UNIT, OPEN = 25.0, 3_800
"""Days of a mean piece of work; for how many such times requests come, before the last day."""
WARM_UP, BATCHES = 0.08, 6
"""Share of the requests left out, because the office was empty at first; batches of the rest."""

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


def in_batches(numbers: list[float]) -> list[float]:
    """Means of the batches of one world."""
    first = int(len(numbers) * WARM_UP)
    size = (len(numbers) - first) // BATCHES
    return [fmean(numbers[first + n * size :][:size]) for n in range(BATCHES)]


def waited(worlds: int, people: int, *rates: float, kind: int = 0, **how) -> list[float]:
    """Mean waits of the requests of a kind, batch by batch."""
    found = []
    for seed in range(worlds):
        waits = queue(seed, people, *rates, **how)[1]
        found += in_batches([days for name, days in waits.items() if name.startswith(f"k{kind}-")])
    return found


def erlang_c(people: int, load: float) -> float:
    """Chance that a request finds everybody busy, if both gaps and work are by chance."""
    full = load**people / factorial(people) / (1 - load / people)
    return full / (sum(load**n / factorial(n) for n in range(people)) + full)


ERLANG = [(3, 2.4, 0.647191, 1.078652, 7), (5, 4.5, 0.762493, 1.524986, 6)]
"""People, load, chance to wait, mean wait in mean works, and worlds to play."""


@pytest.mark.parametrize(("people", "load", "chance", "wait", "worlds"), ERLANG)
def test_several_people_let_requests_wait_as_long_as_erlang_says(
    people, load, chance, wait, worlds
):
    assert erlang_c(people, load) == pytest.approx(chance, abs=5e-7)
    assert erlang_c(people, load) / (people - load) == pytest.approx(wait, abs=5e-7)
    assert holds(waited(worlds, people, load), wait, within=0.3)


@pytest.mark.parametrize(("people", "load", "chance", "wait", "worlds"), ERLANG)
def test_as_many_requests_wait_as_erlang_says(people, load, chance, wait, worlds):
    waits = [list(queue(seed, people, load)[1].values()) for seed in range(worlds)]
    busy = [share for world in waits for share in in_batches([days > 0 for days in world])]
    assert holds(busy, chance, within=0.06)


def by_recursion(scenario: Scenario) -> dict[str, float]:
    """Who waits how long, after Kiefer and Wolfowitz (1955): the first person free takes the
    first in line."""
    free, waits = [0.0] * int(scenario.roles[0].people), {}
    for it in scenario.projects:
        arrival = nearest_hour(it.arrival)
        start = max(arrival, heappop(free))
        heappush(free, start + it.activities[0].planned_days)
        waits[it.id] = (start - arrival) / UNIT
    return waits


@pytest.mark.parametrize(("people", "load"), [(3, 2.4), (5, 4.5)])
def test_every_single_wait_is_that_of_the_recursion(people, load):
    scenario, waits = queue(0, people, load)
    assert waits == by_recursion(scenario)
    assert sum(days > 0 for days in waits.values()) > 5_000


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


# Smith (1956): weighted shortest processing time


def losing(seed: int) -> Scenario:
    """Five projects of one or two activities, for one person; every day costs from the first on."""
    random = Random(seed)
    return office(
        *(
            project(
                name,
                chain(name, *(random.randint(1, 40) / 8 for _ in range(random.randint(1, 2)))),
                due=0,
                value=10_000,
                cost_of_delay=random.randint(1, 9),
            )
            for name in "abcde"
        )
    )


@pytest.mark.parametrize("seed", range(20))
def test_no_sequence_loses_less_than_cost_of_delay_by_effort(seed):
    scenario = losing(seed)
    lost = {
        names: 50_000 - sum(values(run(scenario, on(0, OrderProjects(names)))).values())
        for names in permutations("abcde")
    }
    smith = 50_000 - sum(values(run(scenario, order="cost_of_delay")).values())
    assert smith == min(lost.values()) < max(lost.values())


def test_orders_that_look_at_effort_or_at_cost_alone_lose_more():
    def dearest(activity, office):
        return -activity.cost_of_delay

    def smallest(activity, office):
        return activity.project_effort

    worth = {
        order: [sum(values(run(losing(seed), order=order)).values()) for seed in range(30)]
        for order in ("cost_of_delay", dearest, smallest)
    }
    best = worth.pop("cost_of_delay")
    for found in worth.values():
        assert all(one <= other for one, other in zip(found, best, strict=True))
        assert sum(one < other for one, other in zip(found, best, strict=True)) > 20


# Graham (1966, 1969): bounds of every list; the anomalies' totals are in test_flow.py as well

ANOMALIES = [
    ({}, 12),
    ({"machines": 4}, 15),
    ({"shorter": 1}, 13),
    ({"after": {"T9": ("T1",), "T7": ("T4",), "T8": ("T4",)}}, 16),
    ({"names": ("T1", "T2", "T4", "T5", "T6", "T3", "T9", "T7", "T8")}, 14),
]


@pytest.mark.parametrize(("change", "days"), ANOMALIES)
def test_what_should_help_may_hurt_but_no_more_than_graham_says(change, days):
    assert makespan(**change) == days
    assert days / 12 <= 1 + 2 / change.get("machines", 3)


@pytest.mark.parametrize("people", [2, 3, 4, 5])
def test_the_worst_list_takes_nearly_twice_the_best(people):
    scenario = office(developers=people, a=[1] * (people * (people - 1)) + [people])
    assert finishes(run(scenario)) == {"a": 2 * people - 1}
    assert finishes(run(scenario, order="longest_first")) == {"a": people}


@pytest.mark.parametrize(("people", "days"), [(2, [3, 2, 2, 3, 2]), (3, [5, 5, 3, 3, 4, 4, 3])])
def test_longest_first_takes_up_to_a_third_more_than_the_best_list(people, days):
    scenario = office(developers=people, a=days)
    assert finishes(run(scenario)) == {"a": 3 * people}
    assert finishes(run(scenario, order="longest_first")) == {"a": 4 * people - 1}


# PERT: Hillier & Lieberman, "Reliable Construction"; weeks of five days; inputs from memory,
# confirmed by the known totals

WEEK = 5
RELIABLE = {
    "A": (1, 2, 3, ""), "B": (2, 3.5, 8, "A"), "C": (6, 9, 18, "B"), "D": (4, 5.5, 10, "C"),
    "E": (1, 4.5, 5, "C"), "F": (4, 4, 10, "E"), "G": (5, 6.5, 11, "D"), "H": (5, 8, 17, "EG"),
    "I": (3, 7.5, 9, "C"), "J": (3, 9, 9, "FI"), "K": (4, 4, 4, "J"), "L": (1, 5.5, 7, "J"),
    "M": (1, 2, 3, "H"), "N": (5, 5.5, 9, "KL"),
}  # fmt: skip


def construction(weeks: dict[str, float]) -> Scenario:
    """The network with these durations, and more people than work."""
    work = [activity(it, WEEK * weeks[it], *RELIABLE[it][3]) for it in RELIABLE]
    return office(developers=99, a=work)


def mean_weeks() -> dict[str, float]:
    """PERT's mean of each activity: (low + 4 · likely + high) / 6."""
    return {it: (low + 4 * mid + high) / 6 for it, (low, mid, high, _) in RELIABLE.items()}


def test_the_plan_of_reliable_construction_takes_44_weeks_with_variance_9():
    plan = network(construction(mean_weeks()))
    critical = "".join(it.activity for it in plan.activities if it.slack == 0)
    assert (plan.critical_days, critical) == ((44 * WEEK,), "ABCEFJLN")
    assert finishes(run(construction(mean_weeks()))) == {"a": 44 * WEEK}
    variances = [((RELIABLE[it][2] - RELIABLE[it][0]) / 6) ** 2 for it in critical]
    assert sum(variances) == pytest.approx(9)


def longest(weeks: dict[str, float]) -> float:
    """The longest way through the network."""
    way: dict[str, float] = {}
    for it in RELIABLE:
        way[it] = weeks[it] + max((way[before] for before in RELIABLE[it][3]), default=0.0)
    return max(way.values())


@cache
def constructions() -> list[float]:
    """Weeks in 3,000 worlds in which every activity's duration is a PERT beta."""
    random, found = Random(1), []
    for _ in range(3_000):
        weeks = {}
        for it, (low, likely, high, _) in RELIABLE.items():
            _, alpha, beta = pert_beta(low, likely, high) if low < high else (0, 1, 1)
            weeks[it] = low + (high - low) * random.betavariate(alpha, beta)
            weeks[it] = nearest_hour(WEEK * weeks[it]) / WEEK
        found.append(finishes(run(construction(weeks)))["a"] / WEEK)
        assert found[-1] == pytest.approx(longest(weeks), rel=1e-12)
    return found


def test_with_chance_the_construction_takes_longer_than_its_critical_path():
    mean, low, high = interval(constructions(), SURE)
    note(44, mean, low, high, "weeks; the critical path of mean durations")
    assert 44 < low < 44.32 < high < 44.5  # 44.32: another simulation


def test_pert_promises_more_than_chance_keeps():
    promised = 0.5 * (1 + erf((47 - 44) / sqrt(9) / sqrt(2)))
    assert promised == pytest.approx(0.8413, abs=5e-5)
    share, low, high = interval([weeks <= 47 for weeks in constructions()], SURE)
    note(promised, share, low, high, "share done by week 47; what PERT promises")
    assert 0.79 < low < 0.817 < high < promised


def test_slack_is_that_of_the_textbook():
    # Wikipedia, "Program evaluation and review technique": days in sixths, 117 / 6 = 19.5
    days = {"a": 24, "b": 32, "c": 31, "d": 38, "e": 31, "f": 27, "g": 31}
    after = {"c": "a", "d": "a", "e": "bc", "f": "d", "g": "e"}
    work = [activity(it, days[it], *after.get(it, "")) for it in days]
    plan = network(office(developers=7, a=work))
    slack = {it.activity: it.slack for it in plan.activities}
    assert slack == {"a": 0, "b": 23, "c": 0, "d": 28, "e": 0, "f": 28, "g": 0}
    assert finishes(run(office(developers=7, a=work))) == {"a": 117}


# Earned value: examples as they stand in textbooks, in k€


def on_day(day: float, plan: Scenario, done: Scenario):
    """What earned value says on a day of what was planned one way and done another."""
    events = run(done, until=day)
    return metrics.earned_value(events, run(plan), plan, day).loc["a"]


def fence(second: float, pause: float) -> Scenario:
    """Four sides of a fence, one after another, 40 days and 1 k€ each as planned."""
    sides = [
        activity("s1", 40),
        activity("s2", second, "s1"),
        activity("s3", 40, "s2", earliest=40 + second + pause),
        activity("s4", 40, "s3"),
    ]
    return office(project("a", sides), roles=[Role(id="developer", people=1, rate=1 / 40)])


def test_the_fence_of_four_sides_will_cost_4_480():
    # Mulcahy, PMP exam prep (from memory): two sides done for 1,000 and 1,200, half of the third
    # for 600, on the day when three should be done
    row = on_day(120, fence(40, 0), fence(48, 8))
    money = row.budget, row.planned_value, row.earned_value, row.actual_cost
    assert money == pytest.approx((4, 3, 2.5, 2.8))
    assert (row.cpi, row.spi) == pytest.approx((2.5 / 2.8, 2.5 / 3))
    assert row.estimate_at_completion == pytest.approx(4.48)
    assert (row.earned_schedule, row.actual_time) == pytest.approx((100, 120))


def year(first: float, then: float) -> Scenario:
    """Two activities of 120 and 150 days and 50 k€ each as planned, the second from a day on."""
    work = [activity("a1", first, early=1), activity("a2", 150, earliest=then, late=1)]
    roles = [Role(id="early", people=1, rate=50 / 120), Role(id="late", people=1, rate=50 / 150)]
    return office(project("a", work), roles=roles)


def test_a_project_half_way_through_its_year_is_cheap_and_late():
    # a course's example: of 100, 55 should be done, 50 are, for 45
    row = on_day(135, year(120, 120), year(108, 200))
    money = row.budget, row.planned_value, row.earned_value, row.actual_cost
    assert money == pytest.approx((100, 55, 50, 45))
    assert (row.cpi, row.spi, row.estimate_at_completion) == pytest.approx((10 / 9, 10 / 11, 90))
    assert (row.earned_schedule, row.spi_t) == pytest.approx((120, 120 / 135))


MONTHS = (1, 2, 3, 4, 4, 3, 2, 1)
"""People of a project that swells and dwindles, month by month."""


def months(days: float) -> Scenario:
    """One activity a month of twenty days, which take so many days."""
    work = [
        activity(f"m{n}", days, *([f"m{n - 1}"] if n else []), developer=people)
        for n, people in enumerate(MONTHS)
    ]
    return office(project("a", work), roles=[Role(id="developer", people=4, rate=1)])


def test_earned_schedule_is_five_months_and_a_half_in_the_seventh():
    # Lipke (2003): by the end of July all of January to May is earned, and a half of June
    row = on_day(140, months(20), months(26))
    in_plan = [20 * sum(MONTHS[:n]) for n in range(9)]
    assert row.planned_value == in_plan[7]
    assert row.earned_value == in_plan[5] + (in_plan[6] - in_plan[5]) / 2
    assert (row.earned_schedule, row.actual_time) == (20 * 5.5, 20 * 7)
    assert row.spi_t == pytest.approx(5.5 / 7)
    assert row.spi == pytest.approx(310 / 380)


def test_earned_schedule_still_tells_at_the_end_who_was_late():
    for until in (208, 300):
        row = on_day(until, months(20), months(26))
        assert (row.spi, row.spi_t) == pytest.approx((1, 160 / 208))


# Merge bias


OWN = {"project_share": 0.0, "role_share": 0.0}
LUCK = {"lognormal": replace(LOGNORMAL, **OWN), "recorded": Duration(**OWN)}


@cache
def merged(luck: str, streams: int) -> list[float]:
    """Actual / planned days of a project whose activities need nobody and nothing."""
    work = [activity(f"a{n}", 100, people=()) for n in range(streams)]
    scenario = office(a=work, mechanisms=Mechanisms(duration=LUCK[luck]))
    return [finishes(run(scenario, seed=seed))["a"] / 100 for seed in range(2_000)]


def mean_of_last(luck: str, streams: int) -> float:
    """E max = ∫ (1 − F(x)^n) dx."""

    def open_still(ratio: float) -> float:
        return 1 - duration.at_most(ratio, LUCK[luck].standard, LUCK[luck]) ** streams

    return quad(open_still, 0, 1, limit=200)[0] + quad(open_still, 1, inf, limit=200)[0]


def test_the_later_of_two_lognormal_streams_has_a_closed_form():
    by_hand = 2 * exp(0.5**2 / 2) * 0.5 * (1 + erf(0.5 / 2))
    assert mean_of_last("lognormal", 2) == pytest.approx(by_hand, rel=1e-6)
    assert mean_of_last("lognormal", 1) == pytest.approx(exp(0.5**2 / 2), rel=1e-6)


@pytest.mark.parametrize("luck", LUCK)
@pytest.mark.parametrize("streams", [2, 3])
def test_the_last_of_several_streams_is_as_late_as_its_closed_form(luck, streams):
    exact = mean_of_last(luck, streams)
    assert holds(merged(luck, streams), exact, within=0.04)
    assert exact > 1.1 * mean_of_last(luck, streams - 1)


@pytest.mark.parametrize(("luck", "each"), [("lognormal", 0.5), ("recorded", 0.79)])
@pytest.mark.parametrize("streams", [2, 3])
def test_all_streams_are_on_time_as_seldom_as_the_product_says(luck, each, streams):
    on_time = [ratio <= 1 for ratio in merged(luck, streams)]
    assert holds(on_time, all_on_time(each, streams), within=0.2)


# Risks: how many, how much, when

CHANCES = [n / 40 for n in range(1, 21)] * 2
"""Forty risks of one project, from 2.5 to 50 %."""
MEDIAN, SPREAD = 10.0, 0.5


@cache
def totals() -> tuple[list[int], list[float]]:
    """How many risks happened and what they cost, in 2,000 worlds of a project that is on time."""
    bill = {"project": "a", "impact": MEDIAN, "spread": SPREAD, "hits": "cost"}
    risks = [Risk(id=f"r{n}", probability=p, **bill) for n, p in enumerate(CHANCES)]
    work = [activity("a1", 1_000, people=())]
    scenario = office(a=work, risks=risks, mechanisms=Mechanisms(hazard=Hazard()))
    number, size = [], []
    for seed in range(2_000):
        sizes = [it.size for it in of(run(scenario, seed=seed), facts.IssueDetected)]
        number.append(len(sizes))
        size.append(sum(sizes))
    return number, size


def about(numbers: list[float], mean: float) -> list[float]:
    """Squared distances from the true mean: their mean is the variance."""
    return [(it - mean) ** 2 for it in numbers]


def test_as_many_risks_happen_as_their_chances_say():
    mean, variance = sum(CHANCES), sum(p * (1 - p) for p in CHANCES)
    assert holds(totals()[0], mean, within=0.02)
    assert holds(about(totals()[0], mean), variance, within=0.12)


def test_all_risks_together_cost_what_number_and_size_say():
    first = MEDIAN * exp(SPREAD**2 / 2)
    second = MEDIAN**2 * exp(2 * SPREAD**2)
    mean, variance = first * sum(CHANCES), sum(p * second - (p * first) ** 2 for p in CHANCES)
    assert holds(totals()[1], mean, within=0.03)
    assert holds(about(totals()[1], mean), variance, within=0.12)


PAUSES = [on(100, PauseProject("a")), on(250, StartProject("a"))]
PAUSES += [on(400, PauseProject("a")), on(700, StartProject("a"))]
LIFE, CHANCE, RISKS, WORLDS = 1_000, 0.95, 200, 12
RATE = -log(1 - CHANCE) / LIFE
TIMES = {
    "even": (None, []),
    "paused": (None, PAUSES),
    "turbulent": (4.0, []),
    "both": (4.0, PAUSES),
}
"""By how much turbulent times multiply hazards, and what is decided."""


def exposed(times: str, seed: int):
    """A project of a thousand days with two hundred risks that cost money only."""
    turbulence, decisions = TIMES[times]
    risk = {"project": "a", "probability": CHANCE, "impact": 1, "hits": "cost"}
    weeks = {"calm_weeks": 15, "turbulent_weeks": 15, "shock_weeks": 1_000, "shock_hits": 0}
    shared = turbulence and CommonCause(correlation=0, turbulence=turbulence, **weeks)
    scenario = office(
        a=[activity("a1", LIFE, people=())],
        risks=[Risk(id=f"r{n}", **risk) for n in range(RISKS)],
        mechanisms=Mechanisms(hazard=Hazard(), common_cause=shared),
    )
    return run(scenario, *decisions, seed=seed)


def lived_through(events, turbulence: float | None, day: float) -> float:
    """The hazard a project has lived through by a day, worked out from what is in the log."""
    hazard, factor, exposed_now, since = 0.0, 1.0, True, 0.0
    for it in events:
        if it.day >= day:
            break
        hazard += RATE * factor * exposed_now * (it.day - since)
        since = it.day
        if isinstance(it, facts.RegimeChanged):
            factor = turbulence if it.turbulent else 1.0
        else:
            exposed_now = isinstance(it, facts.ProjectResumed)
    return hazard + RATE * factor * exposed_now * (day - since)


@cache
def struck(times: str) -> tuple[list[float], list[float], list[int]]:
    """(where in the unit interval each risk's clock struck if the hazard was lived through, the
    same if a pause and the times did not matter, how many more struck than expected), over
    worlds."""
    true, naive, more = [], [], []
    for seed in range(WORLDS):
        events = exposed(times, seed)
        moves = of(events, facts.RegimeChanged, facts.ProjectPaused, facts.ProjectResumed)
        all_of_it = 1 - exp(-lived_through(moves, TIMES[times][0], LIFE))
        days = [it.day for it in of(events, facts.RiskOccurred)]
        for day in days:
            true.append((1 - exp(-lived_through(moves, TIMES[times][0], day))) / all_of_it)
            naive.append((1 - exp(-RATE * day)) / CHANCE)
        more.append(len(days) - RISKS * all_of_it)
    return true, naive, more


@pytest.mark.parametrize("times", TIMES)
def test_a_risk_strikes_when_its_unit_exponential_hazard_is_lived_through(times):
    true, naive, more = struck(times)
    assert len(true) > 1_500
    assert kstest(true, "uniform").pvalue > 0.005
    assert times == "even" or kstest(naive, "uniform").pvalue < 1e-9
    _, low, high = interval(more, SURE)
    assert low < 0 < high and high - low < 20


def test_a_pause_moves_a_risk_by_its_length_and_draws_nothing_anew():
    even, paused = (
        {it.risk: it.day for it in of(exposed(times, 0), facts.RiskOccurred)}
        for times in ("even", "paused")
    )
    assert 100 < len(paused) < len(even)
    for risk, day in paused.items():
        shift = 0 if even[risk] <= 100 else 150 if even[risk] <= 250 else 450
        assert day == even[risk] + shift
    assert all(day > LIFE - 450 for risk, day in even.items() if risk not in paused)
