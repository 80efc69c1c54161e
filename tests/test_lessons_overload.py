"""Lessons on long hours, firefighting and improvement, in many worlds.

Every office here has only the mechanisms that its lesson is about.
"""

from functools import cache
from statistics import fmean

from many_worlds import OWN_LUCK, high, low, more, side_by_side, times
from office import finishes, of, office, on, project, run

from simulator import chance
from simulator import events as facts
from simulator.decisions import change_policy
from simulator.mechanisms import Capability, Fatigue, Firefighting, Mechanisms


def finished_by(events, *days: float) -> list[int]:
    """How many activities were finished by each of these days."""
    ends = [event.day for event in of(events, facts.ActivityFinished)]
    return [sum(end <= day for end in ends) for day in days]


# Long hours (M10)

WEEKS = (4, 8, 12, 16, 28, 52)


@cache
def worked(hours: float, until_week: int | None = None) -> list[list[int]]:
    """Activities finished by each of some weeks, with so much overtime; 12 worlds."""
    work = project("p", side_by_side(1500, 5.0, at_most=60))
    how = Mechanisms(duration=OWN_LUCK, fatigue=Fatigue())
    team = office(work, developers=20, mechanisms=how)
    stop = [on(5 * until_week, change_policy(overtime=0.0))] if until_week else []
    days = [5 * week for week in WEEKS]
    return [
        finished_by(run(team, *stop, seed=seed, overtime=hours, until=261), *days)
        for seed in range(12)
    ]


def gained(hours: float, first: int, last: int, until_week: int | None = None) -> list[float]:
    """Work finished between two of these weeks as a multiple of that without overtime."""
    spans = []
    for runs in (worked(hours, until_week), worked(0.0)):
        spans.append(
            [by[WEEKS.index(last)] - (by[WEEKS.index(first)] if first else 0) for by in runs]
        )
    return times(*spans)


def test_long_hours_pay_for_a_few_weeks():
    assert low(gained(20.0, 0, 4)) > 1.25 and low(gained(10.0, 0, 4)) > 1.07
    # what two months of rest take back is less than what two weeks of long hours have brought
    assert low(gained(20.0, 0, 16, until_week=4)) > 1


def test_long_hours_output_of_sixty_falls_below_that_of_forty_after_a_quarter():
    assert low(gained(20.0, 4, 8)) > 0.98 and high(gained(20.0, 16, 28)) < 0.97
    # as the Business Roundtable says of fifty hours: about seven weeks
    assert low(gained(10.0, 4, 8)) > 0.93 and high(gained(10.0, 8, 16)) < 1.02


def test_long_hours_for_a_year_settle_a_little_below_normal_ones():
    assert low(gained(10.0, 28, 52)) > 0.9 and high(gained(10.0, 28, 52)) < 0.96
    assert low(gained(20.0, 28, 52)) > 0.85 and high(gained(20.0, 28, 52)) < 0.93


def test_long_hours_as_a_habit_get_no_more_done_and_cost_more():
    assert low(gained(10.0, 0, 52)) > 0.93 and high(gained(10.0, 0, 52)) < 0.99
    assert low(gained(20.0, 0, 52)) > 0.93 and high(gained(20.0, 0, 52)) < 0.99


def test_five_hours_more_pay_as_a_habit_too():
    assert low(gained(5.0, 28, 52)) > 1.05 and 1.08 < fmean(gained(5.0, 0, 52)) < 1.15


def test_long_hours_leave_tired_people_who_take_most_of_the_gain_back():
    assert high(gained(20.0, 8, 12, until_week=8)) < 0.85
    assert high(gained(20.0, 12, 16, until_week=8)) < 0.95
    assert high(gained(20.0, 0, 12, until_week=8)) < 1.12


# Firefighting (M11)

THREE_YEARS = 780


@cache
def office_of_fires(busy: float, burst: float) -> list[tuple[float, int]]:
    """(preparation in the last half year, late projects) of an office with a burst in year one."""
    how, people, days = Firefighting(reach=1.0), 20, 20.0
    gap, found = days / (people * busy), []
    extra = round(burst * 80 / gap)
    for seed in range(12):
        starts = [gap * (n + chance.uniform(seed, "day", n)) for n in range(int(THREE_YEARS / gap))]
        projects = [project(f"p{n}", [days], arrival=day) for n, day in enumerate(starts)]
        projects += [project(f"b{n}", [days], arrival=160 + n * gap / burst) for n in range(extra)]
        mechanisms = Mechanisms(duration=OWN_LUCK, firefighting=how)
        plan = office(*projects, developers=people, mechanisms=mechanisms)
        events = run(plan, seed=seed, until=THREE_YEARS)
        levels = [dict(it.levels)["completeness"] for it in of(events, facts.MonthBegan)]
        done = finishes(events)
        late = sum(it.arrival < THREE_YEARS - 80 and it.id not in done for it in projects)
        found.append((fmean(levels[-6:]), late))
    return found


BURST = 0.8
"""More work than usual by this share, for sixteen weeks of the first year."""


def prepared(busy: float, burst: float) -> list[float]:
    """How far the early work is done in the last half year."""
    return [level for level, _ in office_of_fires(busy, burst)]


def unfinished(busy: float, burst: float) -> list[float]:
    """Projects that are not finished sixteen weeks after they came, at the end."""
    return [float(late) for _, late in office_of_fires(busy, burst)]


def test_fires_a_busy_office_never_recovers_from_one_burst():
    assert high(prepared(0.6, BURST)) < 0.5
    assert fmean(unfinished(0.6, BURST)) > 2


def test_fires_the_same_office_is_well_without_the_burst():
    assert low(prepared(0.6, 0.0)) > 0.85 and high(unfinished(0.6, 0.0)) < 1


def test_fires_an_office_with_some_air_recovers_from_the_same_burst():
    assert low(prepared(0.5, BURST)) > 0.9 and high(unfinished(0.5, BURST)) < 1


# Improvement (M12)


@cache
def improving(share: float, upkeep: float = 0.0) -> list[list[int]]:
    """Activities finished by the end of each fourth week of two years; 20 worlds."""
    work = project("p", side_by_side(300, 5.0, at_most=6))
    how = Mechanisms(duration=OWN_LUCK, capability=Capability(upkeep=upkeep))
    team = office(work, developers=2, mechanisms=how)
    months = [20 * month for month in range(1, 27)]
    runs = (run(team, seed=seed, improve=share, until=521) for seed in range(20))
    return [finished_by(events, *months) for events in runs]


def ahead(month: int, upkeep: float = 0.0) -> list[float]:
    """What improvement has got done more than neglect by the end of a month of four weeks."""
    runs = zip(improving(0.2, upkeep), improving(0.0, upkeep), strict=True)
    return [float(able[month - 1] - none[month - 1]) for able, none in runs]


def quarter(share: float, month: int) -> list[float]:
    """Activities finished in the three months that end with this one."""
    return [float(by[month - 1] - (by[month - 4] if month > 3 else 0)) for by in improving(share)]


def test_improvement_loses_for_the_first_half_year():
    assert all(high(ahead(month)) < 0 for month in range(1, 7))
    assert high(ahead(6)) < -4


def test_improvement_gets_more_done_each_month_from_about_the_eighth_on():
    assert high(more(quarter(0.2, 3), quarter(0.0, 3))) < -2
    assert low(more(quarter(0.2, 11), quarter(0.0, 11))) > 1


def test_improvement_has_broken_even_only_within_the_second_half_of_the_year():
    assert high(ahead(10)) < 0 and low(ahead(13)) > 0


def test_improvement_wins_over_two_years_by_far():
    whole = times(*([float(by[-1]) for by in improving(share)] for share in (0.2, 0.0)))
    assert low(whole) > 1.3 and high(whole) < 1.5
    assert low(times(quarter(0.2, 26), quarter(0.0, 26))) > 2


def test_improvement_breaks_even_later_where_people_mend_things_unasked():
    usual = Capability().upkeep
    assert high(ahead(13, usual)) < 0 and low(ahead(20, usual)) > 0
    assert low(more(ahead(26), ahead(26, usual))) > 5
