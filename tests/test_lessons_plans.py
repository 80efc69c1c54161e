"""Lessons on plans and the luck of their activities, in many worlds.

Every office here has only the mechanisms that its lesson is about.
"""

from functools import cache
from itertools import pairwise
from statistics import fmean

from many_worlds import OWN_LUCK, high, low, more
from msgspec.structs import replace
from office import chain, finishes, of, office, project, run

from simulator import events as facts
from simulator.mechanisms import Bias, Duration, Mechanisms
from simulator.mechanisms.bias import LITERATURE
from simulator.mechanisms.duration import LOGNORMAL
from simulator.scenario import Activity, Demand, Role, Scenario

# One plan, a thousand futures (M01, M02)

STREAMS, STEPS = 8, 5


def launch(together: bool, luck: Duration) -> Scenario:
    """Eight streams of five activities, each with its own developer: one project, or eight."""

    def stream(n: int) -> list[Activity]:
        who = (Demand(role=f"role{n}"),)
        return [replace(it, people=who) for it in chain(f"s{n}-", *[16.0] * STEPS)]

    streams = [stream(n) for n in range(STREAMS)]
    projects = [project("all", sum(streams, []))]
    if not together:
        projects = [project(f"p{n}", it) for n, it in enumerate(streams)]
    roles = [Role(id=f"role{n}", people=1) for n in range(STREAMS)]
    return office(*projects, roles=roles, mechanisms=Mechanisms(duration=luck))


@cache
def launches(together: bool, luck: Duration) -> list[list[float]]:
    """In each of 1,000 worlds the day on which each stream is through."""
    worlds = []
    for seed in range(1000):
        events = run(launch(together, luck), seed=seed)
        ends = {it.activity: it.day for it in of(events, facts.ActivityFinished)}
        worlds.append([ends[f"s{n}-{STEPS}"] for n in range(STREAMS)])
    return worlds


def kept(sure: float, streams: int, together: bool = False, luck: Duration = OWN_LUCK):
    """Whether all streams keep their dates, in 500 worlds; dates come from 500 other worlds."""
    worlds = launches(together, luck)
    past, future = worlds[:500], worlds[500:]
    dates = [sorted(days)[int(sure * len(past))] for days in zip(*past, strict=True)]
    return [float(all(world[n] <= dates[n] for n in range(streams))) for world in future]


def test_one_plan_five_streams_at_p80_are_all_on_time_in_a_third_of_the_worlds():
    assert low(kept(0.8, 5)) > 0.18 and high(kept(0.8, 5)) < 0.5
    assert low(more(kept(0.8, 1), kept(0.8, 5))) > 0.25


def test_one_plan_streams_at_p50_are_hardly_ever_on_time_together():
    assert low(kept(0.5, 3)) > 0.03 and high(kept(0.5, 3)) < 0.3
    assert high(kept(0.5, 5)) < 0.08 and high(kept(0.5, 8)) < 0.03


def test_one_plan_each_further_stream_at_p80_makes_it_rarer():
    shares = [kept(0.8, n) for n in (1, 3, 5, 8)]
    assert all(low(more(few, many)) > 0.06 for few, many in pairwise(shares))
    assert low(shares[-1]) > 0.06 and high(shares[-1]) < 0.3


def test_one_plan_five_streams_at_p96_are_on_time_together_in_four_worlds_of_five():
    assert low(kept(0.96, 5)) > 0.6 and high(kept(0.96, 5)) < 0.95


def test_one_plan_luck_that_streams_share_keeps_more_launches_whole():
    shared = kept(0.8, 5, together=True, luck=LOGNORMAL)
    assert low(more(shared, kept(0.8, 5, luck=LOGNORMAL))) > 0
    assert low(shared) > 0.35


@cache
def long_projects(activities: int, mechanisms: Mechanisms) -> list[float]:
    """Actual / planned days of a chain of activities, in 300 worlds."""
    plan = office(project("p", chain("a", *[8.0] * activities)), mechanisms=mechanisms)
    return [finishes(run(plan, seed=seed))["p"] / (8 * activities) for seed in range(300)]


def on_time(ratios: list[float]) -> list[float]:
    """Whether a project took no longer than planned."""
    return [float(ratio <= 1) for ratio in ratios]


RECORDED = Mechanisms(duration=Duration())
USUAL_BIAS = Mechanisms(duration=Duration(project_share=0.0), bias=LITERATURE)


def test_one_plan_many_activities_with_recorded_luck_mostly_keep_it():
    # early work outweighs late work in the records; the first design's luck would keep less
    assert low(on_time(long_projects(20, RECORDED))) > 0.54
    assert high(long_projects(20, RECORDED)) < 1
    assert high(on_time(long_projects(20, Mechanisms(duration=LOGNORMAL)))) < 0.56


def test_one_plan_many_activities_stray_less_than_one():
    one, many = long_projects(1, RECORDED), long_projects(60, RECORDED)
    far = [[abs(ratio - fmean(all_of)) for ratio in all_of] for all_of in (one, many)]
    assert low(more(*far)) > 0.11


def test_one_plan_is_kept_by_far_less_than_half_when_estimates_are_biased_as_usual():
    biased = long_projects(20, USUAL_BIAS)
    assert high(on_time(biased)) < 0.48 and low(biased) > 1.15
    assert low(more(on_time(long_projects(20, RECORDED)), on_time(biased))) > 0.15


def test_one_plan_the_bias_measured_here_is_no_reason_to_miss_it():
    measured = long_projects(20, Mechanisms(duration=Duration(project_share=0.0), bias=Bias()))
    assert low(on_time(measured)) > 0.6
