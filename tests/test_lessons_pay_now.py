"""Notebook 06, in many worlds: what little money buys, when it is too late for it, how often to
look, and what one purse is worth where bad luck is shared."""

from functools import cache

import pytest
from many_worlds import high, low, more, resampled

from exercises import pay_now
from exercises.pay_now import OFFERS, OFFICE, basket, saved
from lessons import pay_now_exercise
from simulator.experiment.played import quantile
from simulator.explorables.season import as_if_by_itself, as_if_nothing_grew, season
from simulator.scenario import Scenario

PAST, FUTURE = range(2001, 2301), range(2401, 2701)
MANY = range(2401, 3401)
"""A quantile of sums differs much from one set of worlds to the next."""


@cache
def kept(rule: str, day: float = 0) -> list[float]:
    return [saved(basket(rule), seed, day) for seed in FUTURE]


@cache
def cost(weeks: int | None, office: Scenario = OFFICE) -> list[float]:
    return [season(office, seed, (), weeks).all for seed in FUTURE]


# What to buy


def test_last_season_was_a_usual_one_for_who_buys_by_the_heat_map():
    all_of = [season(OFFICE, seed, basket("heat_map")).all for seed in FUTURE]
    assert "860,000" in OFFICE.story and quantile(all_of, 0.25) < 860 < quantile(all_of, 0.75)


def test_the_best_paid_basket_saves_more_than_twice_what_the_heat_maps_saves():
    assert low(kept("heat_map")) > 20
    assert low([one - 2 * other for one, other in zip(kept("leverage"), kept("heat_map"),
                strict=True)]) > 40  # fmt: skip
    assert low(more(kept("leverage"), kept("impact"))) > 40


def test_the_heat_map_spends_nearly_all_on_the_reddest_field_where_little_can_be_done():
    reddest, *_ = basket("heat_map")
    assert reddest == "ring" and OFFERS["ring"].cost > 0.8 * pay_now.BUDGET
    assert OFFERS["ring"].leverage < 0.6
    for rule in ("heat_map", "leverage", "impact"):
        assert sum(OFFERS[it].cost for it in basket(rule)) <= pay_now.BUDGET


def test_what_is_bought_later_saves_less_for_the_same_money():
    by_day = [kept("leverage", day) for day in (0, 20, 45, 90)]
    for sooner, later in zip(by_day, by_day[1:], strict=False):
        assert low(more(sooner, later)) > 15
    assert low(by_day[0]) > 2 * high(by_day[3])


def test_a_good_basket_costs_more_than_it_saves_in_some_quiet_seasons():
    assert 0.08 < sum(it < 0 for it in kept("leverage")) / len(FUTURE) < 0.5


# How often to look


@pytest.mark.parametrize(("weeks", "dearer"), [(1, 40), (8, 15), (13, 60), (None, 250)])
def test_a_visit_a_month_is_cheaper_than_one_a_week_and_than_rarer_ones(weeks, dearer):
    assert low(more(cost(weeks), cost(pay_now.MONTHLY))) > dearer


def test_three_to_five_weeks_are_much_the_same():
    for weeks in (3, 5):
        assert low(more(cost(weeks), cost(4))) > -35 and high(more(cost(weeks), cost(4))) < 35
    assert 2 <= pay_now.best() <= 6


def test_where_nothing_grows_unseen_nobody_needs_to_look():
    still = as_if_nothing_grew(OFFICE)
    assert low(more(cost(1, still), cost(None, still))) > 100
    assert low(more(cost(4, still), cost(None, still))) > 20


def test_four_times_the_price_asks_for_about_twice_the_time():
    dear = pay_now.with_visits(pay_now.DEARER)
    assert low(more(cost(3, dear), cost(6, dear))) > 20
    assert low(more(cost(13, dear), cost(7, dear))) > 5
    assert 5 <= pay_now.best(dear) <= 10


def test_a_visit_a_month_is_cheaper_in_most_seasons_but_not_in_all():
    pairs = zip(cost(1), cost(pay_now.MONTHLY), strict=True)
    kept = [float(month < week) for week, month in pairs]
    assert low(kept) > 0.6 and high(kept) < 0.99
    assert 0.6 < pay_now.cheaper_by_month() < 0.99


# What to hold back


@cache
def lost(alone: bool, seeds: range) -> list[tuple[float, ...]]:
    office = as_if_by_itself(OFFICE) if alone else OFFICE
    return [tuple(season(office, it, (), pay_now.MONTHLY).by_project.values()) for it in seeds]


def smaller(*places) -> float:
    """How much smaller one purse may be than six, as a share."""
    each = sum(quantile(list(it), 0.8) for it in places)
    return float(1 - quantile([float(sum(it)) for it in zip(*places, strict=True)], 0.8) / each)


def test_one_purse_may_be_a_fifth_smaller_than_six_but_not_where_the_weather_is_shared():
    alone, shared = (list(zip(*lost(it, MANY), strict=True)) for it in (True, False))
    assert resampled(smaller, *alone)[0] > 0.08 and resampled(smaller, *alone)[1] < 0.38
    assert resampled(smaller, *shared)[1] < 0.27

    def less(*both):
        return smaller(*both[:6]) - smaller(*both[6:])

    assert resampled(less, *alone, *shared)[0] > 0


def test_shared_weather_leaves_the_average_loss_and_makes_bad_seasons_worse():
    alone, shared = ([sum(it) for it in lost(it, FUTURE)] for it in (True, False))
    assert low(more(shared, alone)) < 60 and high(more(shared, alone)) > -60
    assert quantile(shared, 0.9) > quantile(alone, 0.9) + 60


def test_a_purse_of_eight_in_ten_suffices_in_eight_of_ten_seasons_that_nobody_has_seen():
    purse = quantile([sum(it) for it in lost(False, PAST)], 0.8)
    held = [float(sum(it) <= purse) for it in lost(False, FUTURE)]
    assert low(held) > 0.62 and high(held) < 0.95


def test_a_purse_that_takes_risks_one_by_one_fails_more_often():
    purse = quantile([sum(it) for it in lost(True, PAST)], 0.8)
    assert high([float(sum(it) <= purse) for it in lost(False, FUTURE)]) < 0.8


def test_most_of_a_bad_season_came_through_the_weather():
    share = pay_now.lost_through(True)
    assert share["bad weather"] > 0.6 * sum(share.values())
    assert share["bad weather"] > sum(pay_now.lost_through().values()) * 0.9


# The exercise


def cheaper(**office: str) -> list[float]:
    usual = {"price": "as here", "growth": "as here", "letters": "as here"}
    return list(pay_now_exercise.monthly(usual | office)(range(3201, 3321)))


def test_a_visit_a_month_beats_one_a_week_here_and_loses_where_looking_is_cheap():
    assert low(cheaper()) > 30
    assert high(cheaper(price="a tenth")) < -5
    assert low(cheaper(growth="not at all")) > 80
    assert low(cheaper(price="three times")) > 250
