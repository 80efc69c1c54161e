"""Choosing: the formulas of M21 to M24 give the numbers known for them.

Where a number comes from luck, the draws are named ones over many worlds, and the tolerance is
two to four standard errors of that many.
"""

from itertools import combinations
from math import sqrt
from statistics import NormalDist, fmean, pstdev

import pytest
from scipy.stats import gamma as gamma_distribution

from simulator import chance
from simulator.mechanisms import alignment, commitment, selection, strategy
from simulator.mechanisms.alignment import Alignment
from simulator.mechanisms.commitment import Commitment
from simulator.mechanisms.selection import Selection
from simulator.mechanisms.strategy import Strategy

LEVELS = (0.0, 0.25, 0.5, 1.0)


# M21 commitment


def test_an_owner_with_nothing_spent_resists_about_one_time_in_four():
    assert commitment.resistance(0, 0, 0, 0, Commitment()) == pytest.approx(0.2689, abs=1e-4)
    assert commitment.resistance(1, 1, 1, 0, Commitment()) == pytest.approx(0.9241, abs=1e-4)


def test_showing_another_use_for_the_money_undoes_half_of_the_sunk_cost():
    how = Commitment()
    shown = commitment.resistance(1, 0, 0, 1, how)
    assert shown == commitment.resistance(0.5, 0, 0, 0, how) == pytest.approx(0.5)
    assert shown < commitment.resistance(1, 0, 0, 0, how)


def test_more_spent_or_done_or_owned_never_makes_stopping_easier():
    for which in range(3):
        chances = [
            commitment.resistance(*(level if n == which else 0.3 for n in range(3)), 0.5,
                                  Commitment())
            for level in LEVELS
        ]  # fmt: skip
        assert chances == sorted(chances) and 0 < chances[0] < chances[-1] < 1


def test_what_is_already_spent_does_not_decide_whether_to_stop():
    assert commitment.worth_stopping(benefit=100, cost=80, freed=30)
    assert not commitment.worth_stopping(benefit=100, cost=80, freed=20)
    assert not commitment.worth_stopping(benefit=100, cost=80, freed=0)


# M22 selection


def cases(world, noises):
    """(true worth, estimate) of cases with worth N(100, 30), each with its noise."""
    truths = [100 + 30 * chance.normal(world, "truth", one) for one in range(len(noises))]
    return [
        (truth, truth + noise * chance.normal(world, "error", one))
        for one, (truth, noise) in enumerate(zip(truths, noises, strict=True))
    ]


def five_best(found, forecast):
    """The five cases with the best forecast, as (true worth, estimate, forecast)."""
    rows = [(*case, forecast(one, case[1])) for one, case in enumerate(found)]
    return sorted(rows, key=lambda row: -row[2])[:5]


@pytest.mark.parametrize(
    ("noise", "promised", "delivered"), [(15, 141, 133), (30, 152, 126), (45, 166, 120)]
)
def test_the_best_of_twenty_disappoint_and_a_shrunk_forecast_does_not(noise, promised, delivered):
    trust = selection.weight(30, noise)
    rows = [
        row
        for world in range(1200)
        for row in five_best(
            cases(world, [noise] * 20), lambda _, it: selection.shrunk(it, 100, trust)
        )
    ]
    means = [fmean(column) for column in zip(*rows, strict=True)]
    assert means == pytest.approx([delivered, promised, delivered], abs=1.5)
    assert means[0] == pytest.approx(means[2], abs=1)


def test_where_some_estimates_are_worse_than_others_shrinking_chooses_better():
    noises = [10, 60] * 10
    trust = [selection.weight(30, noise) for noise in noises]
    worlds = [cases(world, noises) for world in range(1800)]
    naive = fmean(row[0] for it in worlds for row in five_best(it, lambda _, e: e))
    wise = fmean(
        row[0]
        for it in worlds
        for row in five_best(it, lambda one, e: selection.shrunk(e, 100, trust[one]))
    )
    assert [naive, wise] == pytest.approx([123.0, 126.3], abs=1)
    assert wise - naive == pytest.approx(3.3, abs=0.7)


def test_an_exact_estimate_is_believed_and_a_worthless_one_is_not():
    assert selection.weight(0.3, 0) == selection.weight(0, 0) == 1
    assert selection.weight(0, 0.3) == 0 and selection.weight(0.3, 0.3) == 0.5
    assert selection.shrunk(180, 100, 0.5) == 140


def test_what_is_estimated_high_brings_on_average_what_shrinking_says():
    how = Selection()
    draws = [chance.normal(world, "worth") for world in range(4000)]
    worths = [selection.realised(160, 100, normal, how) for normal in draws]
    assert fmean(worths) == pytest.approx(130, abs=1)
    assert pstdev(worths) == pytest.approx(100 * 0.3 * 0.3 / sqrt(0.18), rel=0.04)


def test_a_worth_never_falls_below_nothing_and_a_sure_estimate_is_what_comes():
    assert selection.realised(5, 100, -9, Selection(spread=0.5, noise=1)) == 0
    assert selection.realised(160, 100, -2, Selection(noise=0)) == 160


def test_the_best_mix_is_not_always_the_most_value_for_its_load():
    # 10 for 6 looks best, and leaves room for nothing; two smaller ones fill the year
    assert selection.best([10, 8, 8], [[6], [5], [5]], [10]) == (1, 2)
    assert selection.best([10, 8, 8], [[6], [5], [5]], [5]) == (1,)
    assert selection.best([10, 8, 8], [[6], [5], [5]], [100]) == (0, 1, 2)


def test_every_kind_of_people_must_suffice():
    loads = [[5, 0], [5, 0], [0, 5], [1, 9]]
    assert selection.best([10, 9, 5, 20], loads, [5, 5]) == (0, 2)
    assert selection.best([10, 9, 5, 20], loads, [6, 9]) == (0, 3)


def test_what_needs_another_brings_it_along_or_stays_away():
    values, loads = [10, -3, 4], [[1], [1], [1]]
    assert selection.best(values, loads, [2]) == (0, 2)
    assert selection.best(values, loads, [2], needs=[(0, 1)]) == (0, 1)
    assert selection.best(values, loads, [1], needs=[(0, 1)]) == (2,)


def test_of_two_that_exclude_each_other_one_is_chosen():
    values, loads = [10, 9, 4], [[1], [1], [1]]
    assert selection.best(values, loads, [3], excludes=[(0, 1)]) == (0, 2)
    assert selection.best(values, loads, [3], excludes=[(1, 0)]) == (0, 2)


def test_nothing_is_chosen_where_nothing_is_worth_anything_or_nobody_is_there():
    assert selection.best([], [], [5]) == ()
    assert selection.best([-1, 0], [[1], [1]], [5]) == ()
    assert selection.best([5, 7], [[1], [2]], [0]) == ()
    assert selection.best([5, 7], [[1], [0]], [0]) == (1,)


def random_requests(world, count, pairs):
    """Values, loads, capacities, needs and excludes of requests that luck has written."""
    values = [10 * chance.uniform(world, "value", one) - 2 for one in range(count)]
    loads = [[int(4 * chance.uniform(world, "load", one, kind)) for kind in range(2)]
             for one in range(count)]  # fmt: skip
    room = [int(2 + 8 * chance.uniform(world, "room", kind)) for kind in range(2)]
    couples = list(combinations(range(count), 2))
    picked = [couples[int(len(couples) * chance.uniform(world, "pair", n))] for n in range(pairs)]
    return values, loads, room, picked[::2], picked[1::2]


def possible(chosen, loads, capacities, needs, excludes):
    """Whether a choice obeys every rule, said again in another way."""
    return (
        all(sum(loads[one][kind] for one in chosen) <= room for kind, room in enumerate(capacities))
        and all(b in chosen for a, b in needs if a in chosen)
        and not any({a, b} <= set(chosen) for a, b in excludes)
    )


@pytest.mark.parametrize("world", range(25))
def test_no_other_choice_among_nine_requests_is_worth_more(world):
    values, *rules = random_requests(world, 9, pairs=4)
    found = selection.best(values, *rules)
    allowed = [
        choice
        for count in range(10)
        for choice in combinations(range(9), count)
        if possible(choice, *rules)
    ]
    top = max(sum(values[one] for one in choice) for choice in allowed)
    assert found in allowed and sum(values[one] for one in found) == pytest.approx(top)


@pytest.mark.parametrize("world", range(5))
def test_among_forty_requests_the_choice_is_possible_and_leaves_nothing_easy_out(world):
    values, *rules = random_requests(world, 40, pairs=6)
    found = selection.best(values, *rules)
    assert found and possible(found, *rules)
    more = [tuple(sorted((*found, one))) for one in range(40)
            if one not in found and values[one] > 0]  # fmt: skip
    assert not any(possible(choice, *rules) for choice in more)


# M23 alignment


def test_a_project_is_aligned_as_far_as_it_serves_what_counts():
    assert alignment.alignment([3, 1], [1, 0]) == 0.75
    assert alignment.alignment([0.6, 0.4], [0.5, 1]) == pytest.approx(0.7)
    assert alignment.alignment([0, 0], [1, 1]) == 0 and alignment.alignment([], []) == 0


def test_without_any_alignment_four_tenths_of_a_benefit_are_left():
    assert alignment.realised(100, 0, Alignment()) == 40
    assert alignment.realised(100, 0.5, Alignment()) == pytest.approx(70)
    assert alignment.realised(100, 1, Alignment()) == alignment.realised(100, 0, Alignment(base=1))


def test_comparisons_without_contradiction_give_their_weights_back():
    aims = (0.5, 0.3, 0.15, 0.05)
    matrix = [[a / b for b in aims] for a in aims]
    assert alignment.weights_from_pairs(matrix) == pytest.approx(aims)
    assert alignment.consistency(matrix) == pytest.approx(0, abs=1e-9)


def test_three_against_one_and_five_against_one_by_saaty():
    # a worked example of many textbooks: weights .637, .258, .105, largest eigenvalue 3.0385
    matrix = [[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]
    assert alignment.weights_from_pairs(matrix) == pytest.approx((0.637, 0.258, 0.105), abs=5e-4)
    assert alignment.consistency(matrix) == pytest.approx(0.0385 / 2 / 0.58, abs=5e-4)


def test_going_round_in_a_circle_is_worse_than_random():
    circle = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    assert alignment.weights_from_pairs(circle) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert alignment.consistency(circle) > 1
    assert alignment.consistency([[1, 7], [1 / 7, 1]]) == 0 == alignment.consistency([[1]])


# M24 strategy


@pytest.mark.parametrize("shape", [1, 2, 4, 8, 30])
def test_the_cube_of_a_normal_number_is_nearly_a_gamma_number(shape):
    for z in (-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3):
        exact = gamma_distribution.ppf(NormalDist().cdf(z), shape)
        assert strategy.gamma(shape, z) == pytest.approx(exact, rel=0.02, abs=0.015)


def many_shifts(weights, how, worlds=6000):
    """The same aims after one change, in many worlds."""
    return [
        strategy.shifted(weights, [chance.normal(w, aim) for aim in range(len(weights))], how)
        for w in range(worlds)
    ]


def test_aims_change_around_what_they_were_and_each_change_takes_a_ninth_of_their_variety():
    old = (0.5, 0.3, 0.2)
    new = many_shifts(old, Strategy())
    assert [fmean(column) for column in zip(*new, strict=True)] == pytest.approx(old, abs=0.01)
    spreads = [pstdev(column) for column in zip(*new, strict=True)]
    assert spreads == pytest.approx([sqrt(w * (1 - w) / 9) for w in old], rel=0.06)
    variety = fmean(1 - sum(w * w for w in weights) for weights in new)
    assert variety == pytest.approx(0.62 * 8 / 9, abs=0.01)


def test_the_more_concentrated_the_less_aims_move():
    near, far = (
        many_shifts((0.6, 0.4), Strategy(concentration=80), 500),
        many_shifts((0.6, 0.4), Strategy(concentration=8), 500),
    )
    assert pstdev(w[0] for w in near) < pstdev(w[0] for w in far) / 2


def test_new_weights_add_up_and_an_aim_without_weight_stays_without():
    for weights, normals in (
        ((3, 1, 0), (0.4, -2, 9)), ((0.5, 0.5), (-9, -9)), ((0.01, 0.99), (-4, 4)), ((1,), (2,)),
    ):  # fmt: skip
        new = strategy.shifted(weights, normals, Strategy())
        assert sum(new) == pytest.approx(1) and all(0 <= w <= 1 for w in new)
    assert strategy.shifted((3, 1, 0), (0, 0, 9), Strategy())[2] == 0


def test_draws_that_leave_nothing_leave_the_old_aims():
    assert strategy.shifted((2, 2), (-9, -9), Strategy()) == (0.5, 0.5)
    assert strategy.shifted((0, 0), (1, 1), Strategy()) == (0.5, 0.5)
