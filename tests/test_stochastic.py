"""Stochastic and multi-project scheduling: what the literature found, on its own instances.

Durations are drawn here and written into scenarios; a list of activities is the order of the file,
so that no rule sees what was drawn. Sizes in comments are what came out.
"""

from math import exp, log
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from evidence import note
from msgspec.structs import replace
from office import finishes
from scipy.special import betaincinv

from simulator.experiment import interval
from simulator.model import simulate
from simulator.network import network
from simulator.policies import Policy
from simulator.readers import load
from simulator.scenario import Scenario

SURE = 0.995
"""How sure an interval is here."""

# Fang, Kolisch, Wang & Mu (2015): the type of distribution does not matter, the variance does

PERIOD = 16.0
"""Working days of one period: a grid of eighths of a day is 128 steps of it."""
EVERY, WORLDS = 20, 40
"""Each how many-th instance of J30, and in how many worlds."""


def uniform_narrow(lot, days):
    """U1: from d − √d to d + √d; variance d / 3."""
    return days + np.sqrt(days) * (2 * lot - 1)


def uniform_wide(lot, days):
    """U2: from 0 to 2d; variance d² / 3."""
    return 2 * days * lot


def exponential(lot, days):
    """Exp: variance d²."""
    return -days * np.log1p(-lot)


def beta_narrow(lot, days):
    """B1: beta from d / 2 to 2d; variance d / 3."""
    return _beta(lot, days, days / 3)


def beta_wide(lot, days):
    """B2: beta from d / 2 to 2d; variance d² / 3."""
    return _beta(lot, days, days**2 / 3)


def _beta(lot, days, variance):
    """A beta from d / 2 to 2d whose mean is d, a third of the way."""
    both = (1 / 3) * (2 / 3) * (1.5 * days) ** 2 / variance - 1
    return days / 2 + 1.5 * days * betaincinv(both / 3, both * 2 / 3, lot)


KINDS = (uniform_narrow, uniform_wide, exponential, beta_narrow, beta_wide)


def test_the_five_distributions_have_the_mean_and_the_variance_they_should():
    lots = (np.arange(200_000) + 0.5) / 200_000
    for days in (1.0, 4.0, 10.0):
        narrow, wide = days / 3, days**2 / 3
        for kind, variance in zip(KINDS, (narrow, wide, 3 * wide, narrow, wide), strict=True):
            drawn = kind(lots, np.full(lots.shape, days))
            assert drawn.mean() == pytest.approx(days, rel=1e-3), kind.__name__
            assert drawn.var() == pytest.approx(variance, rel=5e-3), kind.__name__


def by_latest_finish(scenario: Scenario) -> Scenario:
    """The project with its activities listed by their planned latest finish, in long periods."""
    (project,) = scenario.projects
    planned = network(scenario).activities
    listed = sorted(planned, key=lambda it: (it.latest_finish, it.place))
    work = {it.id: replace(it, days=PERIOD * it.days) for it in project.activities}
    return with_work(scenario, [work[it.activity] for it in listed])


def with_work(scenario: Scenario, work: list) -> Scenario:
    """The scenario with these activities."""
    return replace(scenario, projects=(replace(scenario.projects[0], activities=tuple(work)),))


def instances(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that is not ours to ship."""
    if not (paths := sorted(folder.glob(pattern))):
        pytest.skip(f"needs {folder.name}/{pattern} in the folder shared/data")
    return paths


@pytest.fixture(scope="module")
def above(shared_data) -> dict[str, list[float]]:
    """By distribution: makespans above the planned critical path in per cent, the same lots in
    all five, means of the worlds of each instance."""
    paths = instances(shared_data / "psplib" / "j30", "*.sm")[::EVERY]
    found: dict[str, list[float]] = {kind.__name__: [] for kind in KINDS}
    for number, path in enumerate(paths):
        scenario = by_latest_finish(load(path))
        work = scenario.projects[0].activities
        length = network(scenario).critical_days[0]
        days = np.array([it.days / PERIOD for it in work])
        lots = np.random.default_rng(number).random((WORLDS, len(work)))
        for kind in KINDS:
            ends = []
            for lot in lots:
                drawn = PERIOD * np.where(days > 0, kind(lot, np.maximum(days, 1)), 0)
                world = [
                    replace(it, days=float(took)) for it, took in zip(work, drawn, strict=True)
                ]
                events = simulate(with_work(scenario, world), Policy(order="first_come"))
                ends.append(sum(finishes(events).values()) / length)
            found[kind.__name__].append(100 * (float(np.mean(ends)) - 1))
    return found


def gain(above, more: str, less: str) -> tuple[float, float, float]:
    """Mean and interval of what one distribution makes longer than another, in per cent of the
    critical path, over instances."""
    found = interval([x - y for x, y in zip(above[more], above[less], strict=True)], SURE)
    note(0, *found, "difference in % of the critical path, 0 if only variance counted")
    return found


@pytest.mark.parametrize(
    ("one", "other"), [("uniform_narrow", "beta_narrow"), ("uniform_wide", "beta_wide")]
)
def test_distributions_of_one_variance_give_one_mean_makespan(above, one, other):
    # 23.2 and 23.0, 31.6 and 31.4 % above the critical path
    _, low, high = gain(above, one, other)
    assert -1.5 < low < 0 < high < 1.5


@pytest.mark.parametrize(
    ("more", "less", "least"),
    [
        ("uniform_wide", "uniform_narrow", 5),
        ("beta_wide", "beta_narrow", 5),
        ("exponential", "uniform_wide", 9),
        ("exponential", "beta_wide", 9),
    ],
)
def test_more_variance_makes_the_mean_makespan_longer(above, more, less, least):
    # 31.6 against 23.2, 31.4 against 23.0, 45.8 against 31.6 and 31.4
    assert gain(above, more, less)[1] > least


def test_more_variance_makes_nearly_every_instance_longer_whatever_the_type(above):
    rows = zip(above["uniform_narrow"], above["beta_wide"], above["exponential"], strict=True)
    assert sum(narrow < wide < most for narrow, wide, most in rows) >= 22


# Browning & Yassine (2010): who looks at projects and who looks at the portfolio want other orders


def portfolio(scenario: Scenario, together: bool) -> Scenario:
    """Every project costs the same a day; counted back from the portfolio's end, or its own."""
    lengths = network(scenario).critical_days
    end = max(it.arrival + days for it, days in zip(scenario.projects, lengths, strict=True))
    due = end if together else None
    projects = tuple(replace(it, due=due, cost_of_delay=1.0) for it in scenario.projects)
    return replace(scenario, projects=projects)


RULES = {
    "first_come": ("first_come", False),
    "shortest project": ("cost_of_delay", False),
    "shortest activity": ("shortest_first", False),
    "own start": ("latest_start_time", False),
    "own slack": ("minimum_slack", False),
    "portfolio's start": ("latest_start_time", True),
    "portfolio's slack": ("minimum_slack", True),
}
"""Orders, and whether days are counted back from the end of the whole portfolio."""


@pytest.fixture(scope="module")
def delays(shared_data) -> dict[str, tuple[list[float], list[float]]]:
    """By rule: how many times their critical path projects take on average, and the portfolio,
    instance by instance, in logs: some instances are late by a tenth, some by 600 %."""
    found: dict[str, tuple[list[float], list[float]]] = {rule: ([], []) for rule in RULES}
    for path in instances(shared_data / "mpsplib", "*.rcmp"):
        scenario = load(path)
        lengths = network(scenario).critical_days
        alone = {it.id: days for it, days in zip(scenario.projects, lengths, strict=True)}
        plan = {it.id: it.arrival + alone[it.id] for it in scenario.projects}
        for rule, (order, together) in RULES.items():
            ends = finishes(simulate(portfolio(scenario, together), Policy(order=order)))
            late = [(ends[name] - plan[name]) / alone[name] for name in plan]
            found[rule][0].append(log(1 + fmean(late)))
            found[rule][1].append(log(max(ends.values()) / max(plan.values())))
    return found


def test_the_order_that_is_best_for_projects_is_not_the_best_for_the_portfolio(delays):
    for_projects, for_portfolio = (
        min(RULES, key=lambda rule, which=which: fmean(delays[rule][which])) for which in (0, 1)
    )
    assert (for_projects, for_portfolio) == ("shortest project", "portfolio's start")


def shorter(one: list[float], other: list[float]) -> tuple[float, float]:
    """Interval of what one rule saves against another, as a share, over instances."""
    found = interval([y - x for x, y in zip(one, other, strict=True)], SURE)
    note(0, *found, "saved, as a share; 0 if one rule were best for both")
    return found[1:]


def test_what_one_of_them_wins_the_other_loses(delays):
    # projects 14 % longer on average, the portfolio 7 % shorter
    mine, ours = delays["shortest project"], delays["portfolio's start"]
    assert shorter(mine[0], ours[0])[0] > 0
    assert shorter(ours[1], mine[1])[0] > 0.02


def test_counting_back_from_each_projects_own_end_lies_between(delays):
    # projects 1.56, 1.67, 1.79 times their critical path; the portfolio 1.64, 1.56, 1.53 times
    three = [delays[rule] for rule in ("shortest project", "own start", "portfolio's start")]
    projects, whole = ([exp(fmean(it[which])) for it in three] for which in (0, 1))
    assert projects == sorted(projects) and projects[2] - projects[0] > 0.2
    assert whole == sorted(whole, reverse=True) and whole[0] - whole[2] > 0.1
