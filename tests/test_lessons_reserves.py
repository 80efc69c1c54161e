"""Lessons on risks that come together and on money held back for them, in many worlds.

Every assertion is on a bound of a 95 % interval. Where the design expected something else than
what is true here, a comment says so. Sizes in comments are means over the worlds of the test.
"""

from functools import cache
from math import exp

import numpy as np
import pytest
from many_worlds import gain, net, resampled
from office import chain, of, office, project, run

from simulator.events import ActivityExtended, IssueDetected, ReserveSet
from simulator.experiment import interval
from simulator.mechanisms import CommonCause, Detection, Escalation, Hazard, Mechanisms, Reserve
from simulator.scenario import Risk, Role

# N05, M14: what comes together


CAUSES = (0.0, 0.1, 0.3, 0.5)


@cache
def hit_together(correlation: float, worlds: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """(losses in k€ by project, whether the first reserve sufficed) in many worlds: twelve projects
    with six bills each of 50 k€ on average, each with a chance of a fifth."""
    plan = [project(f"p{n}", [100]) for n in range(12)]
    bill = {"probability": 0.2, "impact": 50 / exp(0.32), "spread": 0.8, "hits": "cost"}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bill) for it in plan for n in range(6)]
    shared = CommonCause(correlation=correlation, shock_hits=0, shock_weeks=1000, turbulence=1)
    how = Mechanisms(hazard=Hazard(), common_cause=shared, reserve=Reserve(management=0))
    scenario = office(*plan, developers=12, risks=risks, mechanisms=how)
    losses, sufficed = np.zeros((12, worlds)), np.zeros(worlds)
    for seed in range(worlds):
        events = run(scenario, seed=seed, reserve=0.8)
        purse = of(events, ReserveSet)[0]
        for issue in of(events, IssueDetected):
            losses[int(issue.project[1:]), seed] += issue.size
        later = sum(it.size for it in of(events, IssueDetected) if it.day > purse.day)
        sufficed[seed] = later <= purse.amount
    return losses, sufficed


def pooling(*projects) -> float:
    """What one purse saves against twelve, if each shall suffice in four worlds of five."""
    purses = np.quantile(projects, 0.8, axis=1).sum()
    return float(1 - np.quantile(np.sum(projects, axis=0), 0.8) / purses)


@pytest.mark.parametrize("shared", CAUSES[1:])
def test_common_cause_leaves_the_mean_loss_as_it_is(shared):
    low, high = gain(hit_together(shared)[0].sum(0), hit_together(0.0)[0].sum(0))
    assert low < 60 and high > -60 and high - low < 300


def test_common_cause_lets_the_median_loss_fall():
    alone, together = (hit_together(shared, 800)[0].sum(0) for shared in (0.0, 0.5))
    assert resampled(lambda a, b: np.median(a) - np.median(b), alone, together)[0] > 0


@pytest.mark.parametrize(("less", "more"), list(zip(CAUSES, CAUSES[1:], strict=False)))
def test_common_cause_makes_the_worst_of_twenty_worlds_worse(less, more):
    one, other = hit_together(less)[0].sum(0), hit_together(more)[0].sum(0)
    low, _ = resampled(lambda a, b: np.quantile(b, 0.95) - np.quantile(a, 0.95), one, other)
    assert low > 40


def test_pooling_saves_about_a_quarter_if_nothing_is_shared():
    low, high = resampled(pooling, *hit_together(0.0)[0])
    assert low > 0.14 and high < 0.36


def test_pooling_saves_little_if_much_is_shared():
    assert resampled(pooling, *hit_together(0.5)[0])[1] < 0.26

    def lost(*both):
        return pooling(*both[:12]) - pooling(*both[12:])

    assert resampled(lost, *hit_together(0.0)[0], *hit_together(0.3)[0])[0] > 0


# N05, M18: reserves


def test_reserve_at_eighty_percent_suffices_in_about_four_worlds_of_five():
    _, low, high = interval(list(hit_together(0.0)[1]))
    assert low > 0.65 and high < 0.95


def test_reserve_suffices_less_often_if_risks_share_a_cause():
    assert gain(hit_together(0.0)[1], hit_together(0.5)[1])[0] > 0


@cache
def purse_lasted(premium: float) -> list[float]:
    """Whether help could take all the work of issues after the first Monday, in 120 worlds."""
    plan = [project(f"p{n}", [60]) for n in range(12)]
    bug = {"probability": 0.2, "impact": 10.0, "spread": 0.8}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bug) for it in plan for n in range(3)]
    how = Mechanisms(hazard=Hazard(), reserve=Reserve(premium=premium, management=0))
    people = [Role(id="developer", people=12.0, rate=1.0)]
    scenario = office(*plan, roles=people, risks=risks, mechanisms=how)
    logs = [run(scenario, seed=seed, reserve=0.8) for seed in range(120)]
    return [float(all(it.day <= 5 for it in of(log, ActivityExtended))) for log in logs]


def test_reserve_is_filled_at_the_price_of_the_help_it_pays_so_dear_help_lasts_as_long():
    assert interval(purse_lasted(1.5))[1] > 0.65
    _, low, high = interval(list(np.subtract(purse_lasted(1.0), purse_lasted(1.5))))
    assert -0.1 < low <= 0 <= high < 0.1


@cache
def at_full_load(**rules) -> list[float]:
    """Value less money spent where three developers have work for two rounds, in 110 worlds."""
    plan = [
        project(f"p{n}", chain(f"p{n}_", *[10] * 6), due=60 + 60 * (n // 3), value=200,
                cost_of_delay=2)
        for n in range(6)
    ]  # fmt: skip
    bug = {"probability": 0.3, "impact": 8.0, "spread": 0.6, "growth": 0.12}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bug) for it in plan for n in range(3)]
    how = Mechanisms(
        hazard=Hazard(),
        detection=Detection(review_price=0.3),
        escalation=Escalation(branching=0),
        reserve=Reserve(),
    )
    people = [Role(id="developer", people=3.0, rate=0.5)]
    scenario = office(*plan, roles=people, risks=risks, mechanisms=how)
    return [net(scenario, seed, **rules) for seed in range(110)]


def test_reviews_are_worth_much_even_where_nobody_is_free_to_act():
    # expected: finding without free capacity to act is worth little. Not so here: whoever works on
    # a project mends what is found at once, and what is found has stopped to grow
    assert gain(at_full_load(review_weeks=2), at_full_load())[0] > 35


def test_reviews_and_a_reserve_replace_each_other_in_part():
    # expected: a review gains more with a reserve. Here it gains less: what is found late is paid
    # for, too, and does not delay anybody
    alone = np.subtract(at_full_load(review_weeks=2), at_full_load())
    beside = np.subtract(at_full_load(review_weeks=2, reserve=0.8), at_full_load(reserve=0.8))
    assert interval(list(beside))[1] > 15
    assert gain(alone, beside)[0] > 0
