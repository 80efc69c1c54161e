"""The formulas of change, people and the PMO itself give the numbers known for them."""

from itertools import pairwise, product
from math import exp, log
from statistics import fmean, median

import msgspec
import pytest

from simulator.chance import exponential, normal
from simulator.errors import RefusedError
from simulator.mechanisms import (
    adoption,
    dependencies,
    early_warning,
    governance,
    knowledge,
    maturity,
    resistance,
    saturation,
    security,
    skill,
    sponsor,
    survival,
    turnover,
)
from simulator.mechanisms.adoption import Adoption
from simulator.mechanisms.dependencies import Dependencies
from simulator.mechanisms.early_warning import EarlyWarning
from simulator.mechanisms.governance import PRICED, Governance
from simulator.mechanisms.knowledge import Knowledge
from simulator.mechanisms.maturity import Maturity
from simulator.mechanisms.resistance import Resistance
from simulator.mechanisms.saturation import Saturation
from simulator.mechanisms.security import Security
from simulator.mechanisms.skill import Skill
from simulator.mechanisms.sponsor import Sponsor
from simulator.mechanisms.survival import Survival
from simulator.mechanisms.turnover import Turnover
from simulator.policies.functions import FUNCTIONS

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)

BASS = Adoption()
PMO = Governance()
FIRM = Maturity()


def rising(numbers):
    return all(a < b for a, b in pairwise(numbers))


def falling(numbers):
    return all(a > b for a, b in pairwise(numbers))


def test_offices_begin_and_wait_as_the_cards_say():
    assert (Resistance().start, Sponsor().start, Sponsor().asked) == (0.2, 0.5, 0.3)
    assert (EarlyWarning().start, Turnover().vacancy, Survival().weeks) == (0.6, 8, 26)
    assert (FIRM.start, FIRM.lag, FIRM.reorganisation) == (1.5, 26, 130)
    assert (Dependencies().liaison_people, Dependencies().rework) == (0.2, 0.1)


def test_adoption_from_nothing_follows_the_curve_of_bass():
    p, q = BASS.innovation, BASS.imitation
    for months in (1, 5, 12):
        known = (1 - exp(-(p + q) * months)) / (1 + q / p * exp(-(p + q) * months))
        assert adoption.step(0, 1, 1, 4 * months, BASS) == pytest.approx(known)


def test_two_half_weeks_of_adoption_are_one_week():
    half = adoption.step(adoption.step(0.2, 0.9, 1.3, 0.5, BASS), 0.9, 1.3, 0.5, BASS)
    assert half == pytest.approx(adoption.step(0.2, 0.9, 1.3, 1, BASS), abs=1e-12)


def test_most_people_start_when_the_curve_says_so():
    # the peak of new starters lies at ln(q/p) / (p+q) = 4.86 months, 19.5 weeks
    shares = [adoption.step(0, 1, 1, week, BASS) for week in range(53)]
    new = [b - a for a, b in pairwise(shares)]
    assert new.index(max(new)) == int(4 * log(7) / 0.4) == 19


def test_adoption_never_falls_and_never_passes_its_ceiling():
    for adopted, top, help_, weeks in product(SHARES, SHARES, (0, 1, 5), (0, 1, 1e6)):
        after = adoption.step(adopted, top, help_, weeks, BASS)
        assert min(adopted, top) <= after <= top


def test_nobody_starts_without_help_if_nobody_has_started():
    assert adoption.step(0, 1, 0, 52, BASS) == 0
    assert adoption.step(0.1, 1, 0, 52, BASS) > 0.9


def test_without_imitation_the_rest_halves_in_a_fixed_time():
    alone = Adoption(innovation=log(2), imitation=0)
    assert [adoption.step(0, 1, 1, weeks, alone) for weeks in (4, 8)] == pytest.approx([0.5, 0.75])


def test_help_moves_those_who_start_by_themselves_not_those_who_follow():
    early = [adoption.step(0, 1, help_, 1, BASS) for help_ in (0.5, 1, 2)]
    assert early[2] / early[1] == pytest.approx(2, abs=0.05)
    late = [adoption.step(0.5, 1, help_, 1, BASS) - 0.5 for help_ in (0.5, 1, 2)]
    assert rising(late) and late[2] / late[1] < 1.3


def test_full_resistance_keeps_half_of_the_people_out():
    assert [adoption.ceiling(r, BASS) for r in (0, 0.2, 1)] == [1, 0.9, 0.5]


def test_a_missing_side_of_readiness_cannot_be_made_up_for():
    assert adoption.readiness(1, 1, 1, BASS) == pytest.approx(1)
    assert adoption.readiness(0, 0, 0, BASS) == pytest.approx(0.3)
    assert adoption.readiness(1, 1, 0, BASS) == pytest.approx(0.3 ** (1 / 3))
    assert adoption.readiness(1, 0.25, 0.25, BASS) < adoption.readiness(0.5, 0.5, 0.5, BASS)


def test_an_unready_go_live_costs_at_first_more_than_it_brings():
    assert adoption.benefit(0.01, 0, 0.3, BASS) == pytest.approx(0.01 - 0.15 * 0.7)
    assert adoption.benefit(0.01, 5, 0.3, BASS) < 0 < adoption.benefit(0.01, 6, 0.3, BASS)
    assert adoption.benefit(0.4, 0, 1, BASS) == 0.4


def horizon(ready, opposed, helped):
    """The share of the promised value that comes in over the horizon."""
    adopted, weeks = 0.0, []
    for week in range(BASS.weeks):
        adopted = adoption.step(adopted, adoption.ceiling(opposed, BASS), helped, 1, BASS)
        weeks.append(adoption.benefit(adopted, week, ready, BASS))
    return sum(weeks) / (BASS.weeks * adoption.undisturbed(BASS))


def test_a_perfectly_prepared_go_live_brings_what_was_promised():
    assert horizon(ready=1, opposed=0, helped=1) == pytest.approx(1)


def test_a_year_brings_little_more_than_half_of_what_full_use_would():
    # the integral of the curve is T − ln(8 / (1 + 7·e^(−.4·T))) / .35 with T = 13 months; weeks
    # counted at their ends add half a week of what is adopted at last
    integral = 13 - log(8 / (1 + 7 * exp(-0.4 * 13))) / 0.35
    last = adoption.step(0, 1, 1, 52, BASS)
    assert adoption.undisturbed(BASS) == pytest.approx(integral / 13 + last / 104, abs=1e-4)
    assert adoption.undisturbed(BASS) == pytest.approx(0.56, abs=0.001)


def test_readiness_help_and_little_resistance_each_bring_more_of_the_promise():
    assert rising([horizon(ready, 0.2, 1) for ready in SHARES])
    assert falling([horizon(0.7, opposed, 1) for opposed in SHARES])
    assert rising([horizon(0.7, 0.2, helped) for helped in (0, *SHARES[1:], 2)])
    assert horizon(1, 0, 100) < 1 / adoption.undisturbed(BASS)


def test_the_third_change_at_once_slows_all_of_them():
    how = Saturation()
    assert [saturation.slowed(n, how) for n in (0, 1, 2, 4, 6)] == [1, 1, 1, 0.5, 1 / 3]
    assert saturation.slowed(3, how) == pytest.approx(2 / 3)


def test_only_governance_beyond_what_is_normal_here_is_felt():
    assert [resistance.felt_load(g, Resistance()) for g in (0, 0.4, 1)] == [0, 0, 0.6]


def test_a_load_without_help_raises_resistance_and_help_stops_it():
    how = Resistance()
    assert resistance.step(0.2, 0.6, 0.1, 0, 0, 1, how) == pytest.approx(0.25)
    assert resistance.step(0.2, 0.6, 0.1, 0, 0, 2, how) == pytest.approx(0.3)
    assert resistance.step(0.2, 0.6, 0.6, 0, 0, 1, how) == 0.2
    assert resistance.step(0.2, 0.3, 0.9, 0, 0, 1, how) == 0.2


def test_a_visit_takes_a_share_of_resistance_and_a_win_a_fixed_part():
    how = Resistance()
    assert resistance.step(0.4, 0, 0, 1, 0, 1, how) == pytest.approx(0.38)
    assert resistance.step(0.4, 0, 0, 0, 1, 1, how) == pytest.approx(0.37)


def test_resistance_stays_a_share_whatever_happens():
    for r, load, help_, visits, wins in product(SHARES, SHARES, SHARES, (0, 100), (0, 100)):
        assert 0 <= resistance.step(r, load, help_, visits, wins, 52, Resistance()) <= 1


def test_resistance_makes_people_go_past_the_pmo_and_report_carelessly():
    how = Resistance()
    assert [resistance.bypass(r, how) for r in (0, 0.5, 1)] == [0, 0.15, 0.3]
    assert [resistance.data_quality(r, how) for r in (0, 0.5, 1)] == pytest.approx([1, 0.8, 0.6])


def test_a_sponsor_decides_in_days_or_in_weeks():
    weeks = [sponsor.latency(engagement, Sponsor()) for engagement in (0, 0.3, 0.8, 1)]
    assert weeks == pytest.approx([5, 2, 1, 1 / 1.2])


def test_each_thing_that_happens_moves_a_sponsor_by_its_own_amount():
    still = dict.fromkeys(("asks", "noise", "overload", "wins"), 0)
    moved = {
        what: sponsor.step(0.5, **{**still, what: 1}, weeks=1, how=Sponsor()) - 0.485
        for what in still
    }
    assert moved == pytest.approx({"asks": 0.1, "noise": -0.05, "overload": -0.04, "wins": 0.06})


def test_a_forgotten_sponsor_fades_and_a_well_asked_one_stays():
    alone = asked = 0.5
    for _ in range(52):
        alone = sponsor.step(alone, 0, 0, 0, 0, 1, Sponsor())
        asked = sponsor.step(asked, 0.15, 0, 0, 0, 1, Sponsor())
    assert sponsor.step(0.5, 0, 0, 0, 0, 2, Sponsor()) == pytest.approx(0.5 * 0.94)
    assert alone == pytest.approx(0.5 * 0.97**52) and asked == pytest.approx(0.5)


def test_a_sponsor_carries_three_projects_and_is_wholly_overloaded_by_six():
    carried = [sponsor.overloaded(projects, 1, Sponsor()) for projects in (0, 3, 4.5, 6, 60)]
    assert carried == [0, 0, 0.5, 1, 1]
    assert sponsor.overloaded(6, 2, Sponsor()) == 0
    assert sponsor.overloaded(6, 0, Sponsor()) == 1, "somebody always has to decide"


def test_engagement_stays_a_share_whatever_happens():
    for e, asks, noise, overload, wins in product((0, 0.5, 1), (0, 99), (0, 99), (0, 1), (0, 99)):
        assert 0 <= sponsor.step(e, asks, noise, overload, wins, 1, Sponsor()) <= 1


def test_a_pmo_that_does_nothing_costs_nothing():
    assert governance.hours({}, PMO) == governance.hours({"risk": 0.0}, PMO) == 0
    assert governance.hours((), PMO) == 0


def test_all_functions_but_improvement_take_eight_percent_and_the_base():
    levels = {function: 1.0 for function in PRICED if function != "improve"}
    assert governance.hours(levels, PMO) == pytest.approx(0.02 + 0.08)


def test_a_function_costs_in_proportion_to_its_level():
    assert governance.hours([("review", 0.5)], PMO) == pytest.approx(0.02 + 0.006)
    assert governance.hours({"improve": 0.2}, PMO) == pytest.approx(0.22)


def test_governance_never_takes_everything():
    assert governance.hours(dict.fromkeys(PRICED, 1.0), PMO) == 0.9


def test_the_functions_are_the_records_fields_and_each_has_its_own_lag():
    assert tuple(FUNCTIONS) == PRICED
    lags = [getattr(PMO, name).lag for name in PRICED]
    assert {2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 26} <= set(lags) and len(set(lags)) == len(lags)


def test_the_first_half_of_a_function_helps_more_than_the_second():
    assert [governance.effect(level, PMO) for level in (0, 1)] == [0, 1]
    assert governance.effect(0.5, PMO) == pytest.approx(1 / (1 + exp(-1)))
    assert rising([governance.effect(level, PMO) for level in SHARES])


def test_the_level_of_governance_is_the_mean_over_all_functions():
    assert governance.level({"risk": 1, "review": 0.5}) == pytest.approx(1.5 / len(PRICED))
    assert governance.level(dict.fromkeys(PRICED, 1.0)) == 1 and governance.level(()) == 0


def test_half_a_function_in_a_file_is_refused():
    with pytest.raises(msgspec.ValidationError, match=r"missing required field `lag` - at `\$.r"):
        msgspec.convert({"risk": {"hours": 0.1}}, Governance)


def test_maturity_grows_by_what_is_invested_and_leaks_with_those_who_leave():
    assert maturity.step(1.5, 0.2, 0, 1, FIRM) == pytest.approx(1.5 + 0.02 * 0.2 * 3.5)
    assert maturity.step(2.0, 0, 0.5, 1, FIRM) == pytest.approx(1.99)


def test_maturity_stays_between_the_first_level_and_the_top():
    for m, invested, left, weeks in product((1, 3, 5), SHARES, (0, 1, 9), (0, 1, 1e5)):
        assert 1 <= maturity.step(m, invested, left, weeks, FIRM) <= 5
    assert maturity.reorganised(1.2, FIRM) == 1 and maturity.reorganised(3, FIRM) == 2.5


def test_an_organisation_is_planned_as_it_is_on_the_first_day():
    assert maturity.gain(1.5, FIRM) == 0 and maturity.gain(1, FIRM) == 0
    assert maturity.spread(1.5, FIRM) == maturity.quality(1.5, FIRM) == 1


def test_full_maturity_is_worth_its_whole_gain():
    assert maturity.gain(5, FIRM) == 1
    assert maturity.spread(5, FIRM) == pytest.approx(0.7)
    assert maturity.quality(3.25, FIRM) == pytest.approx(1.05)


def test_who_starts_at_the_top_has_nothing_to_gain():
    assert maturity.gain(3, Maturity(start=3, top=3)) == 0


def test_a_start_above_the_top_is_refused():
    message = "^maturity: start 4 is above top 3; write a smaller start$"
    with pytest.raises(RefusedError, match=message):
        Maturity(start=4, top=3)


def test_people_pass_on_four_times_what_a_database_does():
    assert [knowledge.reuse(level, Knowledge()) for level in (0, 0.5, 1)] == [0.1, 0.25, 0.4]


def test_three_quarters_of_knowledge_are_kept_each_month():
    assert knowledge.step(1, 0, 4, Knowledge()) == pytest.approx(0.75)
    assert knowledge.step(1, 0.3, 8, Knowledge()) == pytest.approx(0.75**2 + 0.3)
    assert knowledge.step(1, 0, 52, Knowledge(keep=0)) == 0


def test_knowledge_saves_effort_with_falling_returns():
    assert knowledge.effort(0, Knowledge()) == 1
    assert knowledge.effort(1, Knowledge()) == pytest.approx(1 - 0.15 * (1 - exp(-1)))
    assert falling([knowledge.effort(k, Knowledge()) for k in (0, 1, 2, 4)])
    assert knowledge.effort(1000, Knowledge()) == pytest.approx(0.85)


def test_a_method_helps_known_work_and_hinders_new_work():
    kinds = ("routine", "standard", "novel", "research")
    spread = [knowledge.method_spread(1, work, Knowledge()) for work in kinds]
    effort = [knowledge.method_effort(1, work, Knowledge()) for work in kinds]
    assert spread == pytest.approx([0.8, 0.9, 1, 1]) and effort == [1, 1, 1.15, 1.15]


def test_no_method_changes_nothing():
    for work in ("routine", "standard", "novel", "research"):
        assert knowledge.method_spread(0, work, Knowledge()) == 1
        assert knowledge.method_effort(0, work, Knowledge()) == 1


def test_a_person_without_load_or_security_leaves_at_the_base_rate():
    assert 52 * turnover.hazard(0, 0, 0, 0, 0, Turnover()) == pytest.approx(0.12)


def test_overload_and_fatigue_quadruple_it_and_all_that_holds_halves_it():
    calm = turnover.hazard(0, 0, 0, 0, 0, Turnover())
    assert turnover.hazard(1, 1, 0, 0, 0, Turnover()) / calm == pytest.approx(exp(1.4))
    assert turnover.hazard(0, 0, 1, 1, 1, Turnover()) / calm == pytest.approx(exp(-0.65))


def test_an_overloaded_office_loses_as_many_as_the_rate_says():
    # 20,000 people for a year, each with an own exponential clock; 4 standard errors are .011
    lived = 52 * turnover.hazard(1, 0, 0.5, 0, 0, Turnover())
    left = fmean(exponential(1, "leaves", person) < lived for person in range(20_000))
    assert left == pytest.approx(1 - exp(-0.12 * exp(0.65)), abs=0.011)


def test_challenge_teaches_and_a_mentor_doubles_it():
    how = Skill()
    assert skill.step(0.6, 1, 1, 0, 1, how) == pytest.approx(0.604)
    assert skill.step(0.6, 1, 1, 1, 1, how) == pytest.approx(0.608)
    assert skill.step(0.6, 1, 1, 0, 2, how) == pytest.approx(0.608)
    assert skill.step(0.6, 1, 0, 1, 1, how) == 0.6


def test_who_has_no_work_forgets():
    assert skill.step(0.6, 0, 1, 1, 1, Skill()) == pytest.approx(0.596)


def test_skill_stays_a_share_and_output_above_zero():
    for s, busy, challenge, mentored in product(SHARES, SHARES, SHARES, SHARES):
        assert 0 <= skill.step(s, busy, challenge, mentored, 1000, Skill()) <= 1
    extreme = Skill(worth=0.95, start=1)
    assert skill.productivity(0, extreme) == pytest.approx(0.05)


def test_half_of_a_course_is_lost_in_half_a_year_unless_it_is_used():
    assert skill.course_left(0, Skill()) == 0.08
    assert skill.course_left(26, Skill()) == pytest.approx(0.04)
    assert skill.course_left(52, Skill()) == pytest.approx(0.02)


def test_the_plan_is_made_for_the_skill_of_the_start():
    assert skill.productivity(0.6, Skill()) == 1
    assert skill.productivity(1, Skill()) == pytest.approx(1.2)
    assert skill.mentoring_cost(0.5, Skill()) == pytest.approx(0.075)


def test_a_hand_off_takes_a_week_two_if_apart_and_half_with_a_liaison():
    how = Dependencies()
    cases = [(False, False), (True, False), (False, True), (True, True)]
    assert [dependencies.hand_off(0, *case, how) for case in cases] == [1, 2, 0.5, 1]
    assert dependencies.hand_off(1, False, False, how) == pytest.approx(exp(0.6))


def test_hand_offs_spread_around_their_median_to_the_right():
    # 10,000 keyed draws; 4 standard errors of the mean are .03
    weeks = [
        dependencies.hand_off(normal(1, "hand-off", k), 0, 0, Dependencies()) for k in range(10_000)
    ]
    assert median(weeks) == pytest.approx(1, abs=0.03)
    assert fmean(weeks) == pytest.approx(exp(0.18), abs=0.03)


def test_the_more_functions_the_likelier_it_does_not_fit():
    how = Dependencies()
    assert [dependencies.failure(n, False, how) for n in (1, 2, 3, 5)] == pytest.approx(
        [0.1, 0.1, 0.15, 0.25]
    )
    assert dependencies.failure(5, True, how) == pytest.approx(0.125)
    assert dependencies.failure(100, False, how) == 1


def test_a_warning_halves_the_trust_that_an_issue_costs():
    assert early_warning.landed(0.6, False, EarlyWarning()) == pytest.approx(0.45)
    assert early_warning.landed(0.6, True, EarlyWarning()) == pytest.approx(0.525)
    assert early_warning.landed(0.1, False, EarlyWarning()) == 0


def test_trust_comes_back_slowly_and_not_all_of_it():
    assert early_warning.recovered(0.45, 5, EarlyWarning()) == pytest.approx(0.55)
    assert early_warning.recovered(0.45, 1000, EarlyWarning()) == 0.9
    assert early_warning.recovered(0.95, 1000, EarlyWarning()) == 0.95


def test_an_unknown_pmo_is_cut_with_the_odds_of_the_base():
    assert survival.cut(0, 0, 0, Survival()) == pytest.approx(1 / (1 + exp(2)))
    assert survival.cut(1, 1, 0.5, Survival()) == pytest.approx(1 / (1 + exp(4.5)))
    assert survival.cut(-1, 0, 1, Survival()) == pytest.approx(1 / (1 + exp(-2)))


def test_value_and_a_sponsor_keep_a_pmo_and_resistance_ends_it():
    assert falling([survival.cut(value, 0.5, 0.2, Survival()) for value in (-1, 0, 1, 2)])
    assert falling([survival.cut(0.5, share, 0.2, Survival()) for share in SHARES])
    assert rising([survival.cut(0.5, 0.5, share, Survival()) for share in SHARES])
    assert survival.cut(1e9, 1, 0, Survival()) == 0 and survival.cut(-1e9, 0, 1, Survival()) == 1


def test_rescues_are_seen_and_prevention_is_not_unless_there_is_a_ledger():
    worth = {
        evidence: survival.perceived(0.5, 2, evidence, False, Survival())
        for evidence in ("none", "ledger", "claims")
    }
    assert worth == pytest.approx({"none": 0.9, "ledger": 2.1, "claims": 2.5})


def test_an_exposed_claim_costs_more_than_saying_nothing():
    assert survival.perceived(0.5, 1, "claims", True, Survival()) == -0.5
    assert survival.perceived(0.5, 1, "ledger", True, Survival()) == pytest.approx(1.3)


def test_a_ledger_beats_claims_if_half_of_all_claims_are_exposed():
    how = Survival()
    assert how.exposed == 0.5
    for prevented in (0.2, 1, 3):
        caught, believed = (survival.perceived(1, prevented, "claims", e, how) for e in (1, 0))
        claims = how.exposed * caught + (1 - how.exposed) * believed
        assert survival.perceived(1, prevented, "ledger", False, how) > claims


def test_a_role_with_two_experienced_people_has_a_second():
    assert security.bench({"analyst": 2, "developer": 5, "tester": 1, "architect": 1.9}) == 0.5
    assert security.bench({}) == 1


def test_security_is_half_bench():
    how = Security()
    assert security.security(1, 0, 0, how) == pytest.approx(0.5)
    assert security.security(0.5, 1, 0.5, how) == pytest.approx(0.65)
    assert security.security(1, 1, 1, how) == pytest.approx(1)
    assert security.security(1, 0, 0, Security(bench=1, load=1, promises=0)) == 0.5
    assert security.security(1, 1, 1, Security(bench=0, load=0, promises=0)) == 0


def test_a_load_that_swings_between_all_and_nothing_is_not_even():
    assert security.stability([0.8] * 10) == 1 and security.stability([]) == 1
    assert security.stability([0, 1, 0, 1]) == 0
    assert security.stability([0.7, 0.9]) == pytest.approx(0.8)


def test_a_sponsor_with_half_engagement_helps_as_much_as_readiness_says():
    assert adoption.helped(0.8, 0.5, Adoption()) == pytest.approx(0.8)
    assert adoption.helped(0.8, 1.0, Adoption()) > adoption.helped(0.8, 0.0, Adoption()) > 0


def test_skilled_people_do_more_work_right_the_first_time():
    how = Skill()
    assert skill.quality(how.start, how) == 1
    assert skill.quality(1.0, how) == pytest.approx(1.2)
    assert skill.quality(0.0, how) > 0
