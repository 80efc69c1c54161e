"""What notebook 03 promises of its own office, in many worlds: everything is priority one."""

from functools import cache
from statistics import fmean
from typing import NamedTuple

import pytest
from many_worlds import high, low, more, times
from msgspec.structs import replace
from office import finishes, run

from lessons import everything_first as lesson
from simulator import metrics
from simulator.decisions import ChangePolicy
from simulator.explorables import waiting
from simulator.mechanisms import Attention
from simulator.scenario import Scenario

WORLDS = range(100)
PROMISED = lesson.PROMISED
CURVES = ("none", "tregubov")


class Year(NamedTuple):
    """What a year came to."""

    value: float
    first: float
    kept: int


def clinics(curve: str) -> Scenario:
    """The office, with such a loss by switching."""
    how = replace(lesson.OFFICE.mechanisms, attention=Attention(curve=curve))
    return replace(lesson.OFFICE, mechanisms=how)


@cache
def years(limit: int, curve: str = "tregubov") -> list[Year]:
    """The year with so many projects at once, in many worlds."""
    found = []
    for seed in WORLDS:
        events = run(clinics(curve), seed=seed, wip_limit=limit)
        days = finishes(events).values()
        kept = sum(day <= PROMISED for day in days)
        found.append(Year(metrics.value_delivered(events), min(days), kept))
    return found


def values(limit: int, curve: str = "tregubov") -> list[float]:
    return [it.value for it in years(limit, curve)]


def test_the_office_has_the_measured_loss_by_switching_on():
    assert clinics("tregubov") == lesson.OFFICE


@pytest.mark.parametrize("curve", CURVES)
def test_three_at_once_bring_in_most(curve):
    for limit in (1, 2, 4, 5, 6, 7, 8):
        assert low(more(values(3, curve), values(limit, curve))) > 30


def test_eight_at_once_lose_about_a_fifth_of_the_year_even_if_switching_costs_nothing():
    part = times(values(8, "none"), values(3, "none"))
    assert low(part) > 0.72 and high(part) < 0.84


def test_with_the_measured_loss_eight_at_once_lose_more_than_a_third():
    part = times(values(8), values(3))
    assert low(part) > 0.56 and high(part) < 0.67


def test_the_larger_part_of_that_is_not_switching():
    best, all_eight, without = fmean(values(3)), fmean(values(8)), fmean(values(8, "none"))
    assert fmean(values(3, "none")) == pytest.approx(best, rel=0.02)
    assert 0.5 < (best - without) / (best - all_eight) < 0.7


def test_the_first_of_eight_comes_about_when_all_were_promised():
    first = [it.first for it in years(8)]
    assert low(first) > PROMISED - 8 and high(first) < PROMISED + 20
    nothing = fmean(it.kept == 0 for it in years(8))
    assert nothing > 0.4


def test_three_at_once_have_their_first_in_the_tenth_week():
    first = [it.first for it in years(3)]
    assert low(first) > 40 and high(first) < 52


def test_on_the_promised_day_three_at_once_have_six_of_eight():
    assert low(it.kept for it in years(3)) > 5.5 and high(it.kept for it in years(3)) < 6.4
    assert high(it.kept for it in years(8)) < 1


def test_three_at_once_are_done_with_all_eight_no_later():
    last = {
        limit: [max(finishes(run(lesson.OFFICE, seed=it, wip_limit=limit)).values())
                for it in range(30)]
        for limit in (3, 8)
    }  # fmt: skip
    assert low(more(last[8], last[3])) > 0


def test_two_at_once_leave_four_of_twelve_people_without_work():
    busy = run(lesson.OFFICE, seed=0, wip_limit=2, until=40.0)
    share = metrics.utilisation(busy, lesson.OFFICE, 40.0)["specialist"]
    assert share == pytest.approx(8 / 12, abs=0.01)


def test_to_stop_the_juggling_after_week_10_still_brings_in_a_quarter_more():
    stop = ChangePolicy(tuple(lesson.FOCUS.items()), day=lesson.DAY)
    late = [metrics.value_delivered(run(lesson.OFFICE, stop, seed=it)) for it in WORLDS[:60]]
    all_eight = values(8)[:60]
    assert low(times(late, all_eight)) > 1.2
    assert fmean(a > b for a, b in zip(late, all_eight, strict=True)) > 0.9


def test_who_is_stopped_for_a_while_is_mostly_served_earlier_all_the_same():
    stop = ChangePolicy(tuple(lesson.FOCUS.items()), day=lesson.DAY)
    earlier = []
    for seed in range(40):
        late, free = (finishes(run(lesson.OFFICE, *it, seed=seed)) for it in ((stop,), ()))
        earlier.append(sum(late[it] < free[it] for it in free))
    assert low(earlier) > 6.5


@cache
def line(busy: float) -> list[float]:
    """Days that a request waits for the one person of the second picture, in 80 years."""
    return [waiting.year(busy, seed).wait for seed in range(80)]


@pytest.mark.parametrize(("less", "busier"), [(0.8, 0.9), (0.9, 0.95)])
def test_the_wait_about_doubles_from_80_to_90_to_95_percent(less, busier):
    assert low(more(line(busier), [1.4 * it for it in line(less)])) > 0
    assert high(more(line(busier), [4.0 * it for it in line(less)])) < 0


def test_half_as_busy_hardly_anybody_waits():
    assert high(line(0.5)) < 1.5
