"""Risk, seeing and choosing: each formula gives the numbers known for it.

Where a number comes from luck, the draws are named ones over many worlds, and the tolerance is
two to four standard errors of that many.
"""

from itertools import combinations
from math import exp, inf, log, pi, sqrt
from statistics import NormalDist, fmean, pstdev, quantiles

import pytest
from scipy.stats import gamma as gamma_distribution

from simulator import chance
from simulator.mechanisms import (
    alignment,
    commitment,
    common_cause,
    distortion,
    escalation,
    hazard,
    mitigation,
    reserve,
    selection,
    strategy,
    visibility,
)
from simulator.mechanisms.alignment import Alignment
from simulator.mechanisms.commitment import Commitment
from simulator.mechanisms.common_cause import CommonCause
from simulator.mechanisms.distortion import Distortion
from simulator.mechanisms.reserve import Reserve
from simulator.mechanisms.selection import Selection
from simulator.mechanisms.strategy import Strategy
from simulator.mechanisms.visibility import Visibility

LEVELS = (0.0, 0.25, 0.5, 1.0)


# M13 hazard


def test_nothing_that_acts_on_a_hazard_leaves_it_as_it_is():
    assert hazard.multiplier() == 1 and hazard.multiplier(1.2, 0.5, 2.5) == pytest.approx(1.5)


def test_a_week_without_any_hazard_is_safe_whatever_else_happens():
    assert hazard.multiplier(0.0, 2.5, 10) == 0


# M14 common cause

WORLDS, PROJECTS, RISKS = 1200, 12, 6


def own_luck(purpose):
    """A standard normal for each world, project and risk of the design's table."""
    return [
        [[chance.normal(world, purpose, p, r) for r in range(RISKS)] for p in range(PROJECTS)]
        for world in range(WORLDS)
    ]


@pytest.fixture(scope="module")
def office_of_risks():
    """Own luck, k€ if it happens (mean 50, spread 0.8), and the common factor of each world."""
    median = 50 * exp(-(0.8**2) / 2)
    sizes = [
        [[median * exp(0.8 * normal) for normal in project] for project in world]
        for world in own_luck("size")
    ]
    return own_luck("own"), sizes, [chance.normal(w, "common") for w in range(WORLDS)]


def losses(office, correlation):
    """Loss of each project in each world when 72 risks of 20 % share so much of their luck."""
    threshold = -log(1 - 0.2)
    return [
        [
            sum(
                size
                for luck, size in zip(lucks, sizes, strict=True)
                if common_cause.clock(luck, common, correlation) < threshold
            )
            for lucks, sizes in zip(world, world_sizes, strict=True)
        ]
        for world, world_sizes, common in zip(*office, strict=True)
    ]


@pytest.mark.parametrize(
    ("correlation", "p50", "p80", "p95", "separate", "saved"),
    [
        (0.0, 691, 908, 1160, 1226, 0.26),
        (0.1, 662, 1040, 1487, 1268, 0.18),
        (0.3, 551, 1203, 1990, 1327, 0.09),
        (0.5, 403, 1330, 2499, 1369, 0.03),
    ],
)
def test_what_risks_share_doubles_the_tail_and_eats_what_pooling_saves(
    office_of_risks, correlation, p50, p80, p95, separate, saved
):
    # the table of the design; its sizes are lognormal, which it does not say, with spread 0.8
    by_project = losses(office_of_risks, correlation)
    shares = quantiles([sum(world) for world in by_project], n=20)
    parts = sum(quantiles(column, n=5)[3] for column in zip(*by_project, strict=True))
    assert [shares[9], shares[15], parts] == pytest.approx([p50, p80, separate], rel=0.07)
    assert shares[18] == pytest.approx(p95, rel=0.1)
    assert 1 - shares[15] / parts == pytest.approx(saved, abs=0.05)


@pytest.mark.parametrize("correlation", [0, 0.3, 0.9, 1])
def test_however_much_is_shared_each_clock_alone_is_a_unit_exponential(correlation):
    clocks = [
        common_cause.clock(chance.normal(w, "own"), chance.normal(w, "all"), correlation)
        for w in range(6000)
    ]
    assert [fmean(clocks), pstdev(clocks)] == pytest.approx([1, 1], abs=0.06)
    for tenth in range(1, 10):
        limit = -log(1 - tenth / 10)
        assert fmean(it < limit for it in clocks) == pytest.approx(tenth / 10, abs=0.02)


def test_without_correlation_a_clock_is_the_one_its_own_draw_gives():
    alone = common_cause.clock(chance.normal(7, "risk"), 3.0, 0)
    assert alone == pytest.approx(chance.exponential(7, "risk"))


def test_a_bad_common_factor_makes_every_clock_shorter_and_none_is_nonsense():
    runs = [common_cause.clock(0.3, common, 0.3) for common in (-60, -3, 0, 3, 12)]
    assert runs == sorted(runs, reverse=True) and all(0 < run < inf for run in runs)


def test_turbulent_weeks_are_fewer_and_more_dangerous():
    how = CommonCause()
    assert (common_cause.hazard(False, how), common_cause.hazard(True, how)) == (1, 2.5)
    assert (common_cause.stay(1, False, how), common_cause.stay(0.5, True, how)) == (26, 4)
    assert common_cause.usual_hazard(how) == pytest.approx((26 + 8 * 2.5) / 34)


def test_the_median_shock_costs_fifteen_person_days_and_one_spread_more_is_larger():
    assert common_cause.shock_size(0, CommonCause()) == 15
    assert common_cause.shock_size(1, CommonCause()) == pytest.approx(15 * exp(0.8))


# M16 escalation


def test_an_unnoticed_issue_becomes_a_crisis_when_it_has_reached_its_limit():
    weeks = escalation.crisis_weeks(0.1, 4)
    assert weeks == pytest.approx(13.863, abs=1e-3)
    assert escalation.grown(0.1, 5 * weeks, 4) == pytest.approx(4)
    assert escalation.grown(0.1, 5 * weeks - 5, 4) < 4


def test_what_does_not_grow_never_becomes_a_crisis():
    assert escalation.crisis_weeks(0, 4) == inf and escalation.crisis_weeks(0.1, 1) == 0


def test_an_issue_is_latent_then_an_issue_then_a_crisis():
    names = [escalation.stage(factor) for factor in (0.5, 1, 1.99, 2, 3.99, 4, 20)]
    assert names == ["latent", "latent", "latent", "issue", "issue", "crisis", "crisis"]


# M17 mitigation


def test_an_insurance_costs_its_premium_and_now_and_then_its_deductible():
    assert mitigation.expected_price(4, 10, 0.3) == pytest.approx(7)
    assert mitigation.expected_price(4, 10, 0) == mitigation.expected_price(4, 0, 0.3) == 4


def test_a_contingency_plan_is_cheap_for_a_rare_risk_and_dear_for_a_likely_one():
    def earns(probability):
        later = mitigation.exposure(*mitigation.after(probability, 100, "reduce", 0.6))
        price = mitigation.expected_price(1, 30, probability)
        return mitigation.exposure(probability, 100) - later - price

    assert earns(0.01) < 0 < earns(0.1)
    assert earns(0.1) == pytest.approx(2) and earns(0.5) == pytest.approx(14)


def test_what_only_pays_for_itself_has_earned_nothing():
    assert mitigation.net_leverage(10, 5, 5) == 0
    assert mitigation.net_leverage(10, 5, 2) == 1.5 and mitigation.net_leverage(10, 5, 10) == -0.5
    assert mitigation.net_leverage(10, 5, 0) == inf


def test_the_heat_map_counts_fields_not_money():
    assert mitigation.heat(0.1, 10) == 1 and mitigation.heat(0.11, 11) == 4
    assert mitigation.heat(0.9, 1e6) == 25 and mitigation.heat(0, 0) == 1
    assert mitigation.heat(0.69, 101) == 20 and mitigation.heat(0.31, 26) == 9
    assert mitigation.heat(0.4, 3, impact_bands=(1, 2, 3, 4)) == 9


def offer(world, one, spread, hard):
    """(probability, impact, effect, cost, lot): 5 to 60 %, median 30 k€, effect 0.4 to 0.85.

    With `hard` an impact above the median is harder to treat: effect · exp(−(I/30 − 1) / 2).
    """
    impact = 30 * exp(0.8 * chance.normal(world, "impact", one))
    effect = 0.4 + 0.45 * chance.uniform(world, "effect", one)
    if hard:
        effect *= exp(-0.5 * max(0, impact / 30 - 1))
    mean = 9 if hard else 4
    cost = mean * exp(spread * chance.normal(world, "cost", one) - spread**2 / 2)
    probability = 0.05 + 0.55 * chance.uniform(world, "probability", one)
    return probability, impact, effect, cost, chance.uniform(world, "lot", one)


def gain(it):
    """Exposure that an offer takes away."""
    before = mitigation.exposure(it[0], it[1])
    return before - mitigation.exposure(*mitigation.after(it[0], it[1], "avoid", it[2]))


RULES = {
    "leverage": lambda it: mitigation.leverage(gain(it), 0, it[3]),
    "heat": lambda it: mitigation.heat(it[0], it[1]),
    "impact": lambda it: it[1],
    "random": lambda it: it[4],
}


def bought(offers, rule):
    """What is bought for 30 % of the cost of all; leverage buys nothing that does not pay."""
    money, basket = 0.3 * sum(it[3] for it in offers), []
    for it in sorted(offers, key=RULES[rule], reverse=True):
        pays = rule != "leverage" or RULES[rule](it) > 1
        if pays and it[3] <= money:
            money -= it[3]
            basket.append(it)
    return basket


def registers(spread, hard, worlds=250):
    """30 offers in each of many worlds."""
    return [[offer(world, one, spread, hard) for one in range(30)] for world in range(worlds)]


def test_the_heat_map_is_nearly_as_good_where_offers_are_alike():
    # the design's order and shares of exposure removed; the register's numbers are ours
    offers = registers(spread=0.3, hard=False)
    whole = sum(mitigation.exposure(it[0], it[1]) for world in offers for it in world)
    removed = {
        rule: sum(gain(it) for world in offers for it in bought(world, rule)) / whole
        for rule in RULES
    }
    assert removed == {
        "leverage": pytest.approx(0.41, abs=0.03), "heat": pytest.approx(0.41, abs=0.03),
        "impact": pytest.approx(0.37, abs=0.03), "random": pytest.approx(0.19, abs=0.03),
    }  # fmt: skip
    assert removed["leverage"] > removed["heat"] > removed["impact"] > removed["random"]


def test_the_heat_map_loses_half_where_costs_differ_and_large_risks_are_hard_to_treat():
    # the design: 115, 53, 41, 5; order and about the ratios, the register's numbers are ours
    offers = registers(spread=1.5, hard=True)
    net = {
        rule: fmean(sum(gain(it) - it[3] for it in bought(world, rule)) for world in offers)
        for rule in RULES
    }
    shares = [net[rule] / net["leverage"] for rule in ("heat", "impact", "random")]
    assert shares == pytest.approx([53 / 115, 41 / 115, 5 / 115], abs=0.1)
    assert net["leverage"] > net["heat"] > net["impact"] > net["random"]


# M18 reserve


def test_a_certain_risk_of_known_size_needs_just_its_size():
    assert reserve.moments([(1, 20, 0)]) == (20, 0)
    assert reserve.contingency(20, 0, 0.8) == pytest.approx(20)


def test_no_risks_need_no_reserve():
    assert reserve.moments([]) == (0, 0) and reserve.contingency(0, 0, 0.95) == 0


def test_a_risk_that_may_happen_has_the_variance_of_a_coin_and_of_its_size():
    assert reserve.moments([(0.2, 50, 0)]) == pytest.approx((10, 50**2 * 0.2 * 0.8))
    mean, variance = reserve.moments([(0.5, 10, 0.6), (0.5, 10, 0.6)])
    assert mean == pytest.approx(10 * exp(0.18))
    assert variance == pytest.approx(2 * (50 * exp(0.72) - (5 * exp(0.18)) ** 2))


def test_issues_that_come_again_and_again_add_up_to_a_compound_poisson():
    # 0.06 a project-week, 100 weeks, lognormal sizes with median 3 and spread 0.8
    mean, second = 3 * exp(0.32), 9 * exp(1.28)
    assert reserve.compound(6, mean, second) == pytest.approx((24.788, 194.22), rel=1e-3)
    total, variance = reserve.moments([(6 / 5000, 3, 0.8)] * 5000)
    assert (total, variance) == pytest.approx(reserve.compound(6, mean, second), rel=1e-3)


def test_the_reserve_for_seventy_two_independent_risks_is_that_of_the_design():
    mean, variance = reserve.moments([(0.2, 50 * exp(-0.32), 0.8)] * 72)
    known = [reserve.contingency(mean, variance, share) for share in (0.5, 0.8, 0.95)]
    assert mean == pytest.approx(720)
    assert known == pytest.approx([691, 908, 1160], rel=0.025)


SIX = [(0.2, 50 * exp(-0.32), 0.8)] * 6


def test_one_purse_needs_less_than_twelve():
    part = reserve.moments(SIX)
    one, twelve = reserve.pooled([part] * 12, 0.8), reserve.separate([part] * 12, 0.8)
    assert 720 < one < twelve
    assert reserve.pooled([part], 0.8) == pytest.approx(reserve.separate([part], 0.8))


def test_the_formula_is_too_low_for_six_risks_unless_it_knows_that_there_may_be_none():
    # the design's twelve reserves of six risks each, 1,226 k€ in all, saving 26 %
    part = reserve.moments(SIX)
    assert reserve.quiet(SIX) == pytest.approx(0.8**6)
    assert reserve.separate([part] * 12, 0.8) == pytest.approx(1226 * 5 / 6, rel=0.01)
    told = (*part, reserve.quiet(SIX))
    assert reserve.separate([told] * 12, 0.8) == pytest.approx(1226 * 19 / 20, rel=0.01)
    saved = 1 - reserve.pooled([told] * 12, 0.8) / reserve.separate([told] * 12, 0.8)
    assert saved == pytest.approx(0.26, abs=0.05)


def test_a_single_rare_risk_needs_nothing_and_two_of_them_do():
    part = (*reserve.moments(SIX[:1]), reserve.quiet(SIX[:1]))
    assert reserve.separate([part] * 2, 0.79) == 0 < reserve.pooled([part] * 2, 0.79)
    # P(loss ≤ x) = 0.8 + 0.2 · Φ(ln(x / median) / 0.8): exact for one risk
    assert reserve.contingency(*part[:2], 0.9, part[2]) == pytest.approx(50 * exp(-0.32))


def test_more_confidence_never_needs_less_money():
    sums = [reserve.contingency(100, 5000, share) for share in (0.01, 0.3, 0.5, 0.8, 0.999)]
    assert sums == sorted(sums) and sums[0] > 0


def test_outside_help_takes_work_off_the_team_for_half_as_much_again():
    assert reserve.relief(10, 0.8, Reserve()) == (0, pytest.approx(12))
    assert reserve.relief(10, 0.8, Reserve(absorbs=0.25)) == (7.5, pytest.approx(3))
    assert reserve.unknowns(1000, Reserve()) == pytest.approx(70)


# M20 distortion

GREEN, YELLOW, RED = range(3)


def test_a_quarter_of_all_green_reports_are_not_green():
    assert distortion.not_green_given_green((0.5, 0.3, 0.2), 0.4, 0.2, 0.75) == pytest.approx(
        0.26, abs=0.005
    )
    assert distortion.red_not_red(0.4, 0.2, 0.75) == pytest.approx(0.4)


def test_if_all_bias_is_optimistic_most_red_projects_are_hidden():
    assert distortion.not_green_given_green((0.5, 0.3, 0.2), 0.6, 0, 0.75) == pytest.approx(
        0.30, abs=0.005
    )
    assert distortion.red_not_red(0.6, 0, 0.75) == pytest.approx(0.6)


def test_red_shown_as_green_takes_two_levels_at_once():
    one = distortion.not_green_given_green((0.5, 0.3, 0.2), 0.4, 0.2, 1)
    assert one == pytest.approx(0.12 / 0.52) and distortion.shown(RED, 0.4, 0.2, 1)[GREEN] == 0


def test_reports_are_as_often_coloured_as_their_chances_say():
    how, worlds = Distortion(), 5000
    for state in (GREEN, YELLOW, RED):
        reports = [
            distortion.reported(
                state, chance.uniform(w, "lot", state), chance.uniform(w, "steps", state), 0.4, how
            )
            for w in range(worlds)
        ]
        found = [reports.count(colour) / worlds for colour in (GREEN, YELLOW, RED)]
        assert found == pytest.approx(distortion.shown(state, 0.4, 0.2, 0.75), abs=0.02)


def test_an_honest_office_reports_what_is():
    honest = Distortion(worse=0)
    for state in (GREEN, YELLOW, RED):
        assert {distortion.reported(state, lot, 0.9, 0, honest) for lot in LEVELS} == {state}
    assert distortion.not_green_given_green((0.5, 0.3, 0.2), 0, 0, 0.75) == 0
    assert distortion.not_green_given_green((0, 0, 1), 0, 0, 0.75) == 0


def test_a_report_better_than_red_is_yellow_or_green_and_worse_than_green_yellow_or_red():
    how = Distortion()
    assert [distortion.reported(RED, 0.1, steps, 0.4, how) for steps in (0.7, 0.8)] == [1, 0]
    assert [distortion.reported(GREEN, 0.9, steps, 0.4, how) for steps in (0.7, 0.8)] == [1, 2]
    assert distortion.reported(RED, 0.5, 0.1, 0.4, how) == RED
    assert distortion.reported(GREEN, 0.1, 0.8, 0.4, how) == GREEN


def test_trust_and_fear_that_outweigh_each_other_leave_the_measured_share():
    how = Distortion()
    assert distortion.optimism(0, 0, 0, how) == pytest.approx(0.4)
    for fear in LEVELS:
        assert distortion.optimism(fear / (1 + fear / 2), fear, 0, how) == pytest.approx(0.4)


def test_trust_and_audits_make_reports_more_honest_and_fear_less():
    how = Distortion()
    for level in LEVELS[1:]:
        assert distortion.optimism(level, 0.5, 0, how) < distortion.optimism(0, 0.5, 0, how)
        assert distortion.optimism(0, 0.5, level, how) < distortion.optimism(0, 0.5, 0, how)
        assert distortion.optimism(0, level, 0, how) > distortion.optimism(0, 0, 0, how)
    assert distortion.optimism(1, 1, 1, how) == pytest.approx(0.4 * 0.5 * 1.5 * 0.4)


def test_not_more_reports_can_be_better_than_are_not_worse():
    assert distortion.optimism(0, 1, 0, Distortion(better=0.7, worse=0.2)) == pytest.approx(0.8)
    assert distortion.optimism(0, 1, 0, Distortion(better=1, worse=1)) == 0


def test_the_true_colour_is_how_late_a_project_will_be():
    colours = [distortion.colour(late) for late in (-1, 0, 0.05, 0.06, 0.2, 0.21, 9)]
    assert colours == [0, 0, 0, 1, 1, 2, 2]
    assert distortion.colour(0.3, Distortion(yellow=0.1, red=0.4)) == YELLOW


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


# M25 visibility


def test_full_visibility_takes_away_all_delay_and_most_of_the_blur():
    how = Visibility()
    assert (visibility.delay(0, how), visibility.delay(1, how)) == (4, 0)
    assert visibility.noise(0, how) == 0.2 and visibility.noise(1, how) == pytest.approx(0.06)
    blurs = [visibility.noise(level, how) for level in LEVELS]
    assert blurs == sorted(blurs, reverse=True)


def test_what_is_seen_is_the_truth_on_average():
    assert visibility.seen(0.3, 0, 0, Visibility()) == 0.3
    assert visibility.seen(0.3, -2, 0.5, Visibility()) == pytest.approx(0.3 - 2 * 0.13)
    assert visibility.seen(0.3, 5, 1, Visibility(help=1)) == 0.3


def test_the_value_of_information_is_what_it_adds_in_the_same_worlds():
    assert visibility.information_value([5, 7, 9], [4, 7, 5]) == pytest.approx(5 / 3)
    assert visibility.information_value([], []) == 0
    with pytest.raises(ValueError, match="shorter"):
        visibility.information_value([1, 2], [1])


def test_knowing_which_of_two_projects_is_better_is_worth_what_theory_says():
    # two worths N(0, 1): the better one brings 1/√π on average, a blind choice nothing
    pairs = [(chance.normal(w, "a"), chance.normal(w, "b")) for w in range(6000)]
    found = visibility.information_value([max(it) for it in pairs], [it[0] for it in pairs])
    assert found == pytest.approx(1 / sqrt(pi), abs=0.035)
