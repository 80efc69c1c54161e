"""Risk: the formulas of M13 to M18 give the numbers known for them.

Where a number comes from luck, the draws are named ones over many worlds, and the tolerance is
two to four standard errors of that many.
"""

from math import exp, inf, log
from statistics import fmean, pstdev, quantiles

import pytest

from simulator import chance
from simulator.mechanisms import common_cause, escalation, hazard, mitigation, reserve
from simulator.mechanisms.common_cause import CommonCause
from simulator.mechanisms.reserve import Reserve

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
        "leverage": pytest.approx(0.42, abs=0.03), "heat": pytest.approx(0.39, abs=0.03),
        "impact": pytest.approx(0.37, abs=0.03), "random": pytest.approx(0.19, abs=0.03),
    }  # fmt: skip
    assert removed["leverage"] > removed["heat"] > removed["impact"] > removed["random"]


def test_the_heat_map_loses_more_than_half_where_costs_differ_and_large_risks_are_hard_to_treat():
    # the design: 115, 53, 41, 5; here, with a register of our own, in this order 100, 38, 24, 3
    offers = registers(spread=1.5, hard=True)
    net = {
        rule: fmean(sum(gain(it) - it[3] for it in bought(world, rule)) for world in offers)
        for rule in RULES
    }
    shares = [net[rule] / net["leverage"] for rule in ("heat", "impact", "random")]
    assert shares == pytest.approx([0.38, 0.24, 0.03], abs=0.12)
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
