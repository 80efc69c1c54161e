"""How work flows: the formulas of M04 to M12 give the numbers known for them."""

from itertools import accumulate, permutations
from math import exp, inf, isfinite, log

import pytest

from simulator import chance
from simulator.errors import RefusedError
from simulator.mechanisms import (
    capability,
    fatigue,
    firefighting,
    learning,
    priority,
    queueing,
    ramp_up,
    rework,
)
from simulator.mechanisms.capability import Capability
from simulator.mechanisms.fatigue import Fatigue
from simulator.mechanisms.firefighting import Firefighting
from simulator.mechanisms.learning import Learning
from simulator.mechanisms.ramp_up import MADACHY, RampUp
from simulator.mechanisms.rework import Rework
from simulator.mechanisms.value import value


def test_five_a_week_that_stay_three_weeks_are_fifteen_in_the_office():
    assert queueing.in_system(5, 3) == 15


def test_the_wait_about_doubles_from_80_to_90_to_95_percent_busy():
    waits = [queueing.wait(busy, 1, 1, 1) for busy in (0.8, 0.9, 0.95)]
    assert waits == pytest.approx([4, 9, 19])


def test_nobody_waits_in_an_idle_or_a_clockwork_office_and_for_ever_in_a_full_one():
    assert queueing.wait(0, 1, 1, 1) == 0 and queueing.wait(0.95, 0, 0, 1) == 0
    assert queueing.wait(1, 1, 1, 1) == queueing.wait(1.2, 0, 1, 1) == inf
    assert queueing.wait(0.5, 1, 0, 2) == 1


def test_the_busier_the_longer_the_wait():
    waits = [queueing.wait(busy / 100, 0.5, 0.5, 1) for busy in range(100)]
    assert waits == sorted(waits) and all(map(isfinite, waits))


def test_urgency_is_cost_of_delay_for_each_person_day():
    assert priority.urgency(6, 3) == priority.generalised(6, 3) == 2
    assert priority.urgency(6, 0) == priority.generalised(6, 0) == 0


def test_one_after_another_and_all_at_once_by_hand():
    # done on days 1 and 4; shared: on days 2 and 4
    assert priority.delay_cost((5, 2), (1, 3)) == 5 * 1 + 2 * 4
    assert priority.shared_delay_cost((5, 2), (1, 3)) == 5 * 2 + 2 * 4
    assert priority.shared_delay_cost((5, 2), (1, 3), 0.5) == 2 * (5 * 2 + 2 * 4)


def test_sharing_a_day_among_equals_makes_all_of_them_as_late_as_the_last():
    assert priority.shared_delay_cost((1, 1, 1), (2, 2, 2)) == 18
    assert priority.delay_cost((1, 1, 1), (2, 2, 2)) == 12
    assert priority.shared_delay_cost((), ()) == priority.delay_cost((), ()) == 0


def drawn(purpose, world, spread, count=10):
    return [exp(spread * chance.normal(world, purpose, it)) for it in range(count)]


def ordered(costs, durations, urgencies):
    order = sorted(range(len(costs)), key=lambda it: -urgencies[it])
    return priority.delay_cost([costs[it] for it in order], [durations[it] for it in order])


@pytest.mark.parametrize("world", range(20))
def test_no_order_is_cheaper_than_the_most_urgent_first(world):
    costs, durations = drawn("cost", world, 0.8, 6), drawn("duration", world, 0.6, 6)
    urgencies = [priority.urgency(c, p) for c, p in zip(costs, durations, strict=True)]
    cheapest = min(
        priority.delay_cost([costs[it] for it in order], [durations[it] for it in order])
        for order in permutations(range(6))
    )
    assert ordered(costs, durations, urgencies) == pytest.approx(cheapest)


def relative(world):
    """Delay cost of ten activities under each rule, against the most urgent first."""
    costs, durations = drawn("cost", world, 0.8), drawn("duration", world, 0.6)
    pairs = list(zip(costs, durations, strict=True))
    true = [priority.urgency(c, p) for c, p in pairs]

    def wrong(by):
        # cost and effort are both estimated, and each is wrong by itself
        noise = zip(drawn("cost_wrong", world, by), drawn("effort_wrong", world, by), strict=True)
        return [it * c / p for it, (c, p) in zip(true, noise, strict=True)]

    totals = {
        "highest cost of delay": ordered(costs, durations, costs),
        "shortest": ordered(costs, durations, [-p for p in durations]),
        "biggest value": ordered(costs, durations, [c * p**0.5 for c, p in pairs]),
        "first come": priority.delay_cost(costs, durations),
        "equal shares": priority.shared_delay_cost(costs, durations),
        "equal shares, 17 % lost": priority.shared_delay_cost(costs, durations, 0.83),
        "wrong by half": ordered(costs, durations, wrong(0.5)),
        "wrong by one": ordered(costs, durations, wrong(1.0)),
    }
    best = ordered(costs, durations, true)
    return {rule: total / best for rule, total in totals.items()}


def test_a_rough_urgency_beats_a_perfect_first_come():
    # the design's table; 4,000 worlds leave an error of the mean below 0.02 in every row
    worlds = [relative(world) for world in range(4000)]
    means = {rule: sum(it[rule] for it in worlds) / len(worlds) for rule in worlds[0]}
    assert means == pytest.approx(
        {
            "highest cost of delay": 1.13,
            "shortest": 1.26,
            "biggest value": 1.32,
            "first come": 1.76,
            "equal shares": 2.24,
            "equal shares, 17 % lost": 2.70,
            "wrong by half": 1.12,
            "wrong by one": 1.29,
        },
        abs=0.03,
    )


def test_value_that_decays_halves_and_a_fine_is_paid_once():
    half = log(2)
    assert value(100, 20, 0, None, 25, decay=half) == pytest.approx(50)
    assert value(100, 20, 2, None, 25, decay=half, fine=7) == pytest.approx(50 - 10 - 7)
    assert value(100, 20, 2, None, 20, decay=half, fine=7) == 100


def test_a_fine_can_make_a_project_worth_less_than_nothing():
    assert value(100, 20, 2, 60, 61, fine=30) == value(100, 20, 50, None, 40, fine=30) == -30
    assert value(100, None, 2, None, 200, decay=1, fine=30) == 100


def test_a_project_is_never_worth_more_for_being_later():
    worths = [value(100, 20, 1, 60, day, 0.1, 5) for day in range(100)]
    assert worths == sorted(worths, reverse=True)


CAUTIOUS = RampUp(experienced=1.2)
"""The design's cautious table was made with Madachy's 1.2 for experienced people."""


def late(how):
    return [ramp_up.course(12, 8, day, 2400, how) for day in (20, 100, 150, 180)]


def test_eight_more_people_help_little_and_late_ones_not_at_all():
    assert [round(day) for day in late(MADACHY)] == [155, 177, 190, 197]
    assert [round(day) for day in late(CAUTIOUS)[:3]] == [171, 190, 199]
    assert late(CAUTIOUS)[3] == pytest.approx(201.5, abs=0.05)


def test_with_the_defaults_eight_more_people_on_day_180_make_it_later_too():
    assert late(RampUp()) == pytest.approx([169.9, 189.0, 198.1, 200.8], abs=0.1)


@pytest.mark.parametrize("how", [MADACHY, CAUTIOUS, RampUp()])
def test_more_people_always_cost_more(how):
    for joined in (20, 100, 150, 180):
        assert 12 * joined + 20 * (ramp_up.course(12, 8, joined, 2400, how) - joined) > 2400


def test_a_team_of_its_planned_size_goes_at_exactly_the_planned_pace():
    eighths = [it / 8 for it in range(1, 500)]
    assert all(ramp_up.pace(0, team, team, RampUp()) == 1 for team in eighths)
    assert ramp_up.pace(0, 0, 3, RampUp()) == 1
    assert ramp_up.course(12, 0, 50, 2400, RampUp()) == 200


def test_one_new_person_of_two_by_hand():
    # (0.4 + 1 − 0.3) / 2, without talking
    quiet = RampUp(communication=0)
    assert ramp_up.pace(1, 1, 2, quiet) == pytest.approx(0.55)
    assert ramp_up.output(1, 1, RampUp()) == pytest.approx(1.1 * (1 - 0.0024))


def test_new_people_become_experienced_however_time_is_cut():
    at_once = ramp_up.assimilated(8, 12, RampUp())
    half = ramp_up.assimilated(8, 6, RampUp())
    assert at_once == pytest.approx(8 * (1 - exp(-1)))
    assert half + ramp_up.assimilated(8 - half, 6, RampUp()) == pytest.approx(at_once)


def test_a_crowd_only_talks_and_never_finishes():
    assert ramp_up.output(0, 41, RampUp()) == ramp_up.output(50, 50, RampUp()) == 0
    assert ramp_up.course(12, 40, 20, 2400, RampUp()) == inf
    assert ramp_up.course(0, 0, 0, 10, RampUp()) == inf
    assert ramp_up.course(12, 40, 20, 0, RampUp()) == 0


def test_a_newcomer_who_keeps_others_busy_never_makes_output_negative():
    assert ramp_up.output(10, 1, RampUp(new=0, training=1)) == 0


def test_each_doubling_of_experience_saves_fifteen_percent():
    factors = [learning.effort_factor(done, Learning()) for done in (0, 1, 3, 7)]
    assert factors == pytest.approx([1, 0.85, 0.85**2, 0.85**3])


def test_a_month_without_practice_costs_a_quarter_of_the_experience():
    assert learning.remembered(8, 4, Learning()) == pytest.approx(6)
    assert learning.remembered(8, 0, Learning()) == 8
    assert learning.remembered(8, 4, Learning(memory=0)) == 0


def test_who_learns_nothing_needs_the_same_effort_for_ever():
    assert learning.effort_factor(1000, Learning(rate=1)) == 1
    assert 0 < learning.effort_factor(1e6, Learning()) < learning.effort_factor(1e3, Learning())


@pytest.mark.parametrize(
    ("quality", "discovery", "finish", "reported", "truth"),
    [
        (1.0, 8, 40, 36, 90),
        (0.9, 8, 56, 39, 88),
        (0.8, 8, 69, 43, 86),
        (0.7, 8, 82, 48, 84),
        (0.7, 16, 122, 45, 79),
        (0.7, 4, 66, 50, 87),
    ],
)
def test_the_report_says_90_percent_long_before_the_end(
    quality, discovery, finish, reported, truth
):
    went = rework.course(1000, 40, quality, discovery)
    assert [round(went.finish), round(went.reported_90)] == [finish, reported]
    assert round(100 * went.truth) == truth


def test_finding_sooner_beats_working_faster():
    slow, fast = rework.course(1000, 40, 0.7, 16), rework.course(1000, 30, 0.7, 16)
    assert rework.course(1000, 40, 0.7, 4).finish < fast.finish < slow.finish


def test_a_project_ten_times_as_large_takes_as_long_with_ten_times_the_pace():
    small, large = (rework.course(size, 40, 0.8, 8) for size in (100, 1000))
    assert small == pytest.approx(large, abs=rework.WEEKS_A_STEP)


def test_work_that_is_never_right_is_refused():
    with pytest.raises(RefusedError, match="^rework: quality 0 never finishes; write more than 0$"):
        rework.course(1000, 40, 0, 8)


def test_each_influence_on_quality_is_held_within_its_bounds():
    assert rework.first_pass(Rework(quality=0.75)) == 0.75
    assert rework.first_pass(Rework(quality=0.75), 0.1, 0.8) == pytest.approx(0.75 * 0.7 * 0.8)
    assert rework.first_pass(Rework(quality=0.75), 5) == pytest.approx(0.75 * 1.1)
    assert rework.first_pass(Rework(quality=0.95), 1.1, 1.1) == 1


def test_a_quarter_is_wrong_and_dearer_the_later_it_is_found():
    assert rework.flawed(20, 0.75) == 5 and rework.flawed(20, 1) == 0
    assert rework.grown(0, Rework(quality=0.75)) == 1
    assert rework.grown(8, Rework(quality=0.75)) == pytest.approx(exp(0.4))
    assert rework.grown(1e9, Rework(quality=0.75)) == pytest.approx(4)
    assert rework.grown(1e9, Rework(limit=1)) == 1


def weeks_of(hours, weeks, how):
    """Output of so many weeks of these hours, in normal weeks."""
    ends = accumulate(range(weeks), lambda tired, _: fatigue.fatigued(tired, hours, 1, how),
                      initial=0.0)  # fmt: skip
    return sum(fatigue.output(hours, tired, how) for tired in list(ends)[1:])


def week_below_normal(hours, how):
    """The first week of these hours that gets less done than a normal one."""
    tired = (fatigue.fatigued(0.0, hours, week, how) for week in range(1, 53))
    return next(w for w, it in enumerate(tired, 1) if fatigue.output(hours, it, how) < 1)


def test_50_hours_a_week_are_back_to_the_output_of_40_after_about_seven_and_60_after_nine():
    assert 7 <= week_below_normal(50, Fatigue()) <= 9
    assert 9 <= week_below_normal(60, Fatigue()) <= 12
    assert weeks_of(60, 4, Fatigue()) > 4 * 1.25 and weeks_of(50, 4, Fatigue()) > 4 * 1.1


@pytest.mark.parametrize(
    ("hours", "an_hour", "in_all"),
    [(50, (0.70, 0.85), (0.90, 1.05)), (60, (0.5, 0.65), (0.75, 0.95))],
)
def test_long_hours_for_a_year_settle_where_wear_and_rest_balance(hours, an_hour, in_all):
    tired = fatigue.fatigued(0.0, hours, 52, Fatigue())
    assert tired == pytest.approx(fatigue.settled(hours, Fatigue()), abs=1e-3)
    assert in_all[0] < fatigue.output(hours, tired, Fatigue()) < in_all[1]
    assert an_hour[0] < fatigue.output(hours, tired, Fatigue()) * 40 / hours < an_hour[1]


def test_up_to_45_hours_output_grows_in_proportion_and_60_get_hardly_more_done_than_50():
    for hours in (41, 43, 45):
        assert fatigue.settled(hours, Fatigue()) == 0
        assert weeks_of(hours, 52, Fatigue()) == pytest.approx(52 * hours / 40)
    assert weeks_of(60, 52, Fatigue()) < 1.03 * weeks_of(50, 52, Fatigue())


def test_fatigue_never_goes_past_where_it_settles():
    for hours in (40, 44, 50, 60, 80, 100, 120):
        assert 0 <= fatigue.settled(hours, Fatigue(worn=1)) <= 1
        ends = [fatigue.fatigued(0.0, hours, weeks, Fatigue()) for weeks in range(60)]
        assert ends == sorted(ends) and ends[-1] <= fatigue.settled(hours, Fatigue())


def test_normal_hours_tire_nobody_and_short_ones_get_less_done():
    assert weeks_of(40, 10, Fatigue()) == 10 and weeks_of(20, 10, Fatigue()) == 5
    assert fatigue.settled(30, Fatigue()) == fatigue.settled(40, Fatigue()) == 0


def test_four_weeks_of_normal_hours_halve_the_fatigue():
    assert fatigue.fatigued(0.6, 40, 4, Fatigue()) == pytest.approx(0.3)
    assert fatigue.fatigued(0.6, 40, 0, Fatigue()) == 0.6


def test_the_wholly_worn_out_get_a_quarter_done_and_a_fifth_more_wrong():
    assert fatigue.output(40, 1.0, Fatigue()) == 0.25
    assert fatigue.quality(1.0, Fatigue()) == pytest.approx(0.8)
    assert fatigue.quality(0, Fatigue()) == 1


def test_pressure_is_work_left_against_capacity_left():
    assert fatigue.pressure(30, 20) == 1.5 and fatigue.pressure(0, 0) == 0
    assert fatigue.pressure(30, 0) == fatigue.pressure(30, 1) == fatigue.HIGHEST


@pytest.mark.parametrize(
    ("pressure", "output", "quality"),
    [(0, 1, 1), (0.5, 1, 1), (1, 1, 1), (1.25, 1.1, 0.9375), (2, 1.2, 0.75), (10, 1.2, 0.5)],
)
def test_pressure_makes_people_faster_and_careless_and_slack_changes_nothing(
    pressure, output, quality
):
    assert fatigue.pressure_output(pressure, Fatigue()) == pytest.approx(output)
    assert fatigue.pressure_quality(pressure, Fatigue()) == pytest.approx(quality)


@pytest.mark.parametrize(
    ("utilisation", "survives", "tips"),
    [(0.84, 0.5, 1.0), (0.88, 0.4, 0.5), (0.90, 0.3, 0.4), (0.92, 0.2, 0.25)],
)
def test_one_overload_ruins_a_busy_office_for_good(utilisation, survives, tips):
    assert firefighting.course(utilisation, survives, 40, Firefighting(reach=1)) == 1
    assert firefighting.course(utilisation, tips, 40, Firefighting(reach=1)) == 0


def test_an_office_in_balance_keeps_its_early_work():
    assert firefighting.course(0.95, 0, 40, Firefighting(reach=1)) == 1
    assert firefighting.course(1.05, 0, 40, Firefighting(reach=1)) == 0


def test_at_the_tipping_point_the_office_stays_and_beside_it_it_falls_or_recovers():
    how, design = Firefighting(reach=1), 0.5
    tip = firefighting.tipping(design, how)
    assert tip == pytest.approx((2.3 * 0.5 - 1) / (1.2 * 0.5 - 0.35)) == pytest.approx(0.6)

    def after(completeness):
        return firefighting.completeness(
            design * (1 + firefighting.unplanned(completeness, how)), how
        )

    assert after(tip) == pytest.approx(tip)
    assert after(tip - 0.05) < tip - 0.05 and after(tip + 0.05) > tip + 0.05


def test_the_more_there_is_to_do_the_sooner_an_office_tips():
    tips = [firefighting.tipping(design / 100, Firefighting(reach=1)) for design in range(101)]
    assert tips == sorted(tips) and tips[0] == tips[43] == 0 and tips[-1] == tips[60] == 1
    assert 0 < tips[44] < tips[59] < 1


def test_without_early_work_everything_takes_twice_the_effort():
    how = Firefighting(reach=1)
    assert firefighting.unplanned(1, how) == pytest.approx(0.1)
    assert firefighting.unplanned(0, how) == 1.3
    assert firefighting.effort_factor(1, how) == 1
    assert firefighting.effort_factor(0, how) == pytest.approx(2.3 / 1.1)


def test_early_work_is_what_fits_beside_the_load():
    how = Firefighting(reach=1)
    assert firefighting.completeness(0, how) == firefighting.completeness(0.65, how) == 1
    assert firefighting.completeness(0.825, how) == pytest.approx(0.5)
    assert firefighting.completeness(1.5, how) == 0


def test_neglect_wins_every_quarter_until_it_has_lost():
    neglect, care = (capability.course(share, 104, Capability(upkeep=0)) for share in (0, 0.2))
    assert [round(neglect[week - 1], 2) for week in (13, 26, 104)] == [0.82, 0.68, 0.21]
    assert [round(care[week - 1], 2) for week in (13, 26, 104)] == [0.71, 0.71, 0.71]
    assert (round(sum(neglect[:13]), 1), round(sum(care[:13]), 1)) == (11.7, 9.5)
    assert (round(sum(neglect)), round(sum(care))) == (52, 74)


def test_improvement_gets_more_done_from_week_23_and_has_paid_in_week_46():
    neglect, care = (capability.course(share, 104, Capability(upkeep=0)) for share in (0, 0.2))
    gains = [more - less for more, less in zip(care, neglect, strict=True)]
    assert 1 + next(week for week, gain in enumerate(gains) if gain >= 0) == 23
    assert 1 + next(week for week, sums in enumerate(accumulate(gains)) if sums >= 0) == 46


def test_capability_erodes_without_improvement_and_never_below_nothing():
    assert capability.step(1, 0, 1, Capability(upkeep=0)) == pytest.approx(0.985)
    assert capability.step(1, 0, 500, Capability(upkeep=0)) == 0
    assert capability.step(1, 0, 1, Capability(erosion=0, upkeep=0)) == 1


def test_the_first_improvement_shows_after_its_delay():
    none, some = (capability.course(share, 20, Capability(upkeep=0)) for share in (0, 0.5))
    assert some[:8] == pytest.approx([it * 0.5 for it in none[:8]])
    assert some[8] > none[8] * 0.5
    assert capability.output(0.8, 0.25) == pytest.approx(0.6)


def test_a_correction_never_breeds_as_much_as_it_mends():
    how = Rework()
    assert rework.again(10, 10, 0.9, how) == pytest.approx(1)
    assert rework.again(40, 10, 0.9, how) == pytest.approx(4)
    assert rework.again(40, 10, 0.3, how) == pytest.approx(9)
