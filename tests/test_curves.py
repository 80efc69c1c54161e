"""Overtime, focus and work in progress: the ordinary office against published curves.

Figures, sources and the office stand in benchmarks/curves.py, which prints them side by side.
"""

import importlib
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from evidence import note

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
curves = importlib.import_module("curves")

HOURS = sorted(curves.BREAK_EVEN)


def near(exact: float, found: float, share: float, what: str = "") -> bool:
    """Whether what was found is as far from what was published as that, at most."""
    note(exact, found, exact * (1 - share), exact * (1 + share), what)
    return abs(found - exact) <= share * exact


# Overtime


def test_up_to_45_hours_output_grows_as_the_hours_do():
    # work ends on full hours, which costs a hundredth
    assert near(curves.PROPORTIONAL / 40, curves.settled(curves.PROPORTIONAL), 0.02)


@pytest.mark.parametrize("hours", HOURS)
def test_long_weeks_are_back_to_the_output_of_forty_hours_some_weeks_after_the_report_says(hours):
    published, found = curves.BREAK_EVEN[hours], curves.break_even(hours)
    assert near(published, found, 0.5, "weeks")
    assert found >= published  # the formula is fitted to both points, and errs on the late side


@pytest.mark.parametrize("hours", HOURS)
def test_a_year_of_long_weeks_settles_a_little_below_usual_ones(hours):
    low, high = curves.SETTLES[hours]
    found = curves.settled(hours)
    note((low + high) / 2, found, low, high, "output of a week")
    assert low < found < high


@pytest.mark.parametrize("hours", HOURS)
def test_what_is_lost_of_an_hour_levels_off_as_trade_figures_say(hours):
    weeks = curves.overtime(hours)
    first, last = (share * hours / 40 for share in curves.TRADE[hours])
    assert near(first, weeks[0], 0.1, "the first week")
    assert near(last, curves.settled(hours), 0.2, "in the long run")
    assert max(weeks[-13:]) - min(weeks[-13:]) < 0.02


@pytest.mark.parametrize("hours", HOURS)
def test_the_first_month_of_long_weeks_is_a_true_gain_and_each_later_one_is_less(hours):
    months = [sum(curves.overtime(hours)[at : at + 4]) / 4 for at in range(0, 48, 4)]
    assert months[0] > 1.1
    assert all(later <= sooner + 0.005 for sooner, later in pairwise(months))
    assert months[3] < months[2] < months[1] < months[0]


# Focus


@pytest.mark.parametrize("curve", curves.NAMES)
def test_who_does_several_things_at_once_gets_done_what_was_measured(curve):
    for at_once in range(1, curves.MOST + 1):
        exact, found = curves.measured(curve, at_once), curves.focus(curve, at_once)
        assert near(exact, found, 0.01, f"{at_once} at once")


# Work in progress


@pytest.mark.parametrize("limit", [1, 4, 8])
def test_a_line_without_chance_does_what_the_best_case_says(limit):
    assert near(curves.best(limit), curves.line(limit, False), 0.01)


@pytest.mark.parametrize("limit", [1, 4, 8])
def test_a_line_by_chance_does_what_the_practical_worst_case_says(limit):
    assert near(curves.practical_worst(limit), curves.line(limit, True), 0.06)


def test_more_requests_at_once_than_stations_bring_little_more_and_wait_longer():
    # Little's law: what waits longer is what is more in progress for the same output
    slow, fast = curves.line(8, True), curves.line(4, True)
    assert 1.2 < slow / fast < 1.35
    assert 8 / slow > 1.5 * 4 / fast
