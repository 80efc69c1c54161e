"""The theory of chance: the latest of several streams, and when and how often risks happen.

Sizes in comments are what came out.
"""

from functools import cache
from math import erf, exp, inf, log

import pytest
from evidence import SURE, holds
from msgspec.structs import replace
from office import activity, finishes, of, office, on, run
from scipy.integrate import quad
from scipy.stats import kstest

from simulator import events as facts
from simulator.decisions import PauseProject, StartProject
from simulator.experiment import interval
from simulator.mechanisms import CommonCause, Duration, Hazard, Mechanisms, duration
from simulator.mechanisms.duration import LOGNORMAL, all_on_time
from simulator.scenario import Risk

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
    assert holds(about(totals()[0], mean), variance, within=0.16)


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
    assert kstest(true, "uniform").pvalue > 0.0002
    assert times == "even" or kstest(naive, "uniform").pvalue < 1e-9
    _, low, high = interval(more, SURE)
    assert low < 5 and high > -5 and high - low < 20


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
