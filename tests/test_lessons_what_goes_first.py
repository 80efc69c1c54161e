"""What notebook 04 promises of its own office, in many worlds: what goes first?"""

import random
from functools import cache
from statistics import fmean

import pytest
from many_worlds import high, low, more
from office import finishes, run

from exercises import what_goes_first as checks
from lessons import what_goes_first as lesson
from simulator import metrics
from simulator.decisions import OrderProjects
from simulator.explorables.ranking import PACE
from simulator.explorables.requests import Truth, future

OFFICE, PLAN, CAME = checks.OFFICE, checks.PLAN, checks.CAME
WORLDS = range(150)


def truth(seed: int) -> Truth:
    """What is true in a world, where costs were guessed wrong by e^±0.5."""
    return future(OFFICE, seed, 0.5)


@cache
def times(way: str) -> list[float]:
    """What a way to rank costs as a multiple of the least, in each world."""
    orders = {"rough": PLAN.best(), "came": CAME, "dearest": PLAN.dearest(),
              "shortest": PLAN.shortest()}  # fmt: skip
    found = []
    for it in map(truth, WORLDS):
        shares = {"shares": it.shared(), "shares with switching": it.shared(PACE)}
        cost = shares[way] if way in shares else it.cost(orders[way])
        found.append(cost / it.cost(it.best()))
    return found


def test_the_story_tells_what_the_requests_cost_as_they_came():
    assert PLAN.cost(CAME) == pytest.approx(1226, abs=1) and "1,226 k€" in OFFICE.story


@pytest.mark.parametrize("order", [CAME, PLAN.best(), PLAN.dearest()])
def test_what_is_reckoned_is_what_the_office_does(order):
    it = future(OFFICE, 3, 0.0)
    days = finishes(run(OFFICE, OrderProjects(order, day=0.0), seed=3))
    assert it.cost(order) == pytest.approx(sum(PLAN.costs[one] * days[one] for one in order))


def test_no_order_costs_less_than_the_dearest_for_its_work_first():
    dice, least = random.Random(1), PLAN.cost(PLAN.best())
    assert all(PLAN.cost(dice.sample(CAME, len(CAME))) >= least for _ in range(500))


def test_a_rough_table_costs_little_more_than_to_know_everything():
    assert low(times("rough")) > 1.08 and high(times("rough")) < 1.3


def test_to_take_requests_as_they_came_costs_about_twice_the_least():
    assert low(times("came")) > 1.75 and high(times("came")) < 2.5


def test_a_rough_table_beats_a_perfect_first_come():
    assert low(more(times("came"), times("rough"))) > 0.6
    assert fmean(a > b for a, b in zip(times("came"), times("rough"), strict=True)) > 0.9


def test_the_dearest_first_is_better_than_nothing_and_worse_than_to_divide():
    assert low(more(times("came"), times("dearest"))) > 0.3
    assert low(more(times("dearest"), times("rough"))) > 0.2


def test_a_bit_of_everything_costs_about_twice_the_least_and_more_with_switching():
    assert low(times("shares")) > 1.8 and high(times("shares")) < 2.3
    assert low(more(times("shares with switching"), times("shares"))) > 0.3


def test_a_jump_to_the_head_of_the_line_costs_about_ninety_thousand():
    jumped = lesson.JUMPED
    assert PLAN.cost(jumped) - PLAN.cost(PLAN.best()) == pytest.approx(94, abs=1)
    prices = [truth(it).cost(jumped) - truth(it).cost(PLAN.best()) for it in WORLDS]
    assert low(prices) > 65 and high(prices) < 150


def test_a_jump_on_day_20_costs_a_third_of_that():
    prices = []
    for seed in WORLDS:
        begin = OrderProjects(PLAN.best(), day=0.0)
        late = [OrderProjects(lesson.JUMPED, day=float(lesson.DAY))]
        quiet, loud = (run(OFFICE, begin, *more, seed=seed) for more in ([], late))
        prices.append(metrics.value_delivered(quiet) - metrics.value_delivered(loud))
    assert low(prices) > 18 and high(prices) < 50


@cache
def on_board(by: str) -> list[float]:
    """What waiting costs where all is tried on board, too, by way to rank."""
    both = {it: PLAN.days[it] + checks.ON_BOARD[it] for it in CAME}
    orders = {"kwabena": PLAN.best(), "ingrid": checks.by_days_of(checks.ON_BOARD), "came": CAME,
              "both": checks.by_days_of(both)}  # fmt: skip
    return [checks.cost_on_board(orders[by], seed) for seed in range(200)]


def test_on_board_ingrid_is_the_bottleneck():
    assert sum(checks.ON_BOARD.values()) > 1.8 * sum(PLAN.days.values())


def test_dividing_by_the_wrong_person_s_days_is_worse_than_no_rule():
    assert low(more(on_board("kwabena"), on_board("came"))) > 40


def test_dividing_by_the_days_of_the_bottleneck_works_again():
    assert low(more(on_board("came"), on_board("ingrid"))) > 100
    assert low(more(on_board("kwabena"), on_board("ingrid"))) > 300
