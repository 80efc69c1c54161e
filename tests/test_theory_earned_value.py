"""Earned value: examples as they stand in textbooks, in k€."""

import pytest
from office import activity, office, project, run

from simulator import metrics
from simulator.scenario import Role, Scenario

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
