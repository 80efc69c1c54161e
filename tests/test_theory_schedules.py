"""Scheduling theory: orders, lists and networks whose best or worst is known."""

from functools import cache
from itertools import permutations
from math import erf, sqrt
from random import Random

import pytest
from evidence import SURE, note
from office import activity, chain, finishes, office, on, project, run, values
from test_flow import makespan

from simulator.decisions import OrderProjects
from simulator.experiment import interval
from simulator.mechanisms.duration import pert_beta
from simulator.network import network
from simulator.scenario import Scenario, nearest_hour

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
