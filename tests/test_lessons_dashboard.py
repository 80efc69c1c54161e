"""Notebook 07, in many worlds: what cards hide, where a look is worth most, who warns first, what
finding sooner brings, and when it is right to stop."""

from functools import cache
from statistics import fmean

import pytest
from many_worlds import high, low, more
from msgspec.structs import replace

from exercises import dashboard
from exercises.dashboard import DAY, OFFICE, RUNNING, STOP, changed
from lessons import dashboard_exercise
from simulator import Policy
from simulator.experiment.played import quantile
from simulator.explorables.cards import RULES, saved_by
from simulator.explorables.forward import going_on
from simulator.explorables.indicators import both, line
from simulator.explorables.looking import NOBODY, Course, alone, course
from simulator.mechanisms.distortion import red_not_red
from simulator.scenario import Scenario

FUTURE = tuple(range(2401, 2461))
FEW = FUTURE[:24]
MANY = range(2401, 2501)
"""What a stop brings differs much from world to world."""


@cache
def world(seed: int, policy: Policy = NOBODY, office: Scenario = OFFICE) -> tuple[Course, ...]:
    """How the nine projects go in a world."""
    return tuple(course(alone(office, it.id), seed, DAY, None, policy) for it in office.projects)


def finish(policy: Policy = NOBODY, office: Scenario = OFFICE) -> list[float]:
    """The day on which a project is finished, on average, world by world."""
    return [fmean(it.finish for it in world(seed, policy, office)) for seed in FEW]


def as_if_nothing_grew(office: Scenario) -> Scenario:
    how = office.mechanisms.rework
    assert how is not None
    still = replace(office.mechanisms, rework=replace(how, growth=0.0))
    return replace(office, mechanisms=still)


# What cards say


def test_last_year_was_a_usual_one():
    due = [it.due or 0.0 for it in OFFICE.projects]
    lost = [
        sum(4 * max(0.0, it.finish - day) for it, day in zip(world(seed), due, strict=True))
        for seed in FUTURE
    ]
    assert "1,700,000" in OFFICE.story and quantile(lost, 0.25) < 1700 < quantile(lost, 0.8)


def not_red(seed: int) -> float:
    return 100 - dashboard.red_told(OFFICE, NOBODY, seed)


def test_most_reports_of_projects_that_end_red_do_not_say_so():
    # the design has 40 %, which is what telling alone does; what nobody knows doubles it
    assert red_not_red(0.4, 0.2, 0.75) == pytest.approx(0.4)
    assert low(map(not_red, FEW)) > 70
    assert dashboard.not_red() > 70


def test_of_green_cards_most_end_late():
    each = [
        100.0 * fmean(it.colour != "green" for it in green)
        for seed in FUTURE
        for green in [[it for it in world(seed) if it.standing.told[-1] == "green"]]
        if green
    ]
    assert low(each) > 60
    assert 60 < dashboard.ends_late("green") < 95


def test_ninety_per_cent_is_months_before_the_end():
    weeks = [
        fmean(dashboard.weeks_left(it.id, seed) for it in OFFICE.projects) for seed in FEW[:15]
    ]
    assert low(weeks) > 11 and high(weeks) < 25
    assert dashboard.NEARLY == 0.9


@pytest.mark.parametrize(("way", "more_told"), [("welcome", 1), ("sharp", 1), ("both", 4)])
def test_welcome_news_and_sharp_sight_tell_a_little_more(way, more_told):
    office = changed(OFFICE, way in ("welcome", "both"), way in ("sharp", "both"))
    told = dashboard.red_told
    gained = [told(office, NOBODY, it) - told(OFFICE, NOBODY, it) for it in FEW]
    assert low(gained) > more_told - 1 and high(gained) < 20


# Where to look


@cache
def saved(rule: str) -> tuple[float, ...]:
    return tuple(saved_by(OFFICE, DAY, rule, seed) for seed in FUTURE)


def test_three_audits_save_most_where_least_has_come_back():
    best = saved("Where least came back")
    assert fmean(best) > fmean(saved("Where it is reddest"))
    for rule in ("Where it is nearly done", "Where most came back"):
        assert low(more(best, saved(rule))) > 100
    others = [fmean(it) for it in zip(*map(saved, RULES), strict=True)]
    assert low(more(best, others)) > 40


def test_audits_pay_wherever_they_look_but_hardly_at_the_end():
    assert low(saved("Where it is reddest")) > 100
    last = saved("Where it is nearly done")
    assert low(last) > 0 and high(last) < 200


def test_a_single_audit_pays_behind_most_cards_but_not_behind_all():
    assert 60 < dashboard.single_pays() < 95


# Who warns first


@cache
def warned(indicator: str) -> list[float]:
    """Whether it warns of each of so many projects that end red."""
    found = []
    for project in ("power", *dashboard.THREE):
        red, good = both(alone(OFFICE, project), 7001, 50)
        most = line(good, indicator, dashboard.FALSE / 100)
        found += [float(it.week_of(indicator, most) is not None) for it in red]
    return found


def test_the_forecast_from_the_log_warns_of_most_and_earned_value_of_more_than_reports():
    earned = "spi", "cpi", "spi_t"
    assert fmean(warned("log")) > max(fmean(warned(it)) for it in earned)
    assert low(more(warned("spi"), warned("report"))) > 0
    assert low(more(warned("log"), warned("report"))) > 0.08


def test_much_rework_that_came_back_is_no_bad_sign():
    # it cries about no more red projects than about good ones
    assert high(warned("back")) < 0.4


# Find sooner, or work faster


def test_an_audit_every_eight_weeks_brings_more_than_crews_that_are_a_tenth_faster():
    bare, quick = finish(), finish(office=dashboard.faster(0.1))
    looked = finish(dashboard.audits(8))
    assert low(more(bare, quick)) > 21 and high(more(bare, quick)) < 33  # "about 26"
    assert low(more(quick, looked)) > 8


def test_where_wrong_work_does_not_get_dearer_it_is_the_other_way_round():
    still = as_if_nothing_grew(OFFICE)
    quick = as_if_nothing_grew(dashboard.faster(0.1))
    assert low(more(finish(dashboard.audits(8), still), finish(office=quick))) > 5


# Go on or stop


@cache
def gains(project: str) -> list[float]:
    office = alone(STOP, project, f"{project}_next")
    return [going_on(office, project, seed, DAY) for seed in MANY]


def test_a_late_project_may_be_worth_going_on_and_a_green_one_worth_stopping():
    assert low(gains("tower")) > 0 and low(gains("siding")) > 0
    assert high(gains("cranes")) < 0 and high(gains("radio")) < 0


def test_what_stops_cranes_is_the_end_of_their_contract():
    assert dashboard.gain(dashboard.LATER) > 50 > -50 > dashboard.gain()


def test_no_decision_is_right_in_every_world():
    for project in RUNNING:
        assert 0.02 < fmean(it > 0 for it in gains(project)) < 0.98


def test_a_year_without_any_stop_lost_what_the_story_says():
    lost = [-one - other for one, other in zip(gains("cranes"), gains("radio"), strict=True)]
    assert "400,000" in STOP.story and low(lost) < 500 and high(lost) > 300


def test_where_nothing_waits_for_the_crew_the_radio_goes_on():
    alone_ = [going_on(alone(STOP, "radio"), "radio", seed, DAY) for seed in FEW]
    assert low(alone_) > -10


# The rule


@cache
def four(office: Scenario = STOP, **rules) -> list[float]:
    return [dashboard.four(office, Policy(**rules), seed) for seed in FEW]


def test_seeing_is_worth_what_it_changes():
    bare = four()
    assert four(changed(STOP, welcome=True)) == bare
    assert high(more(four(visibility=0.5), bare)) < 0
    assert low(more(four(stop="forward_value"), bare)) > 0
    assert low(more(four(review_weeks=4, review_depth="audit"), bare)) > 100


# The exercise


def test_rosy_reports_help_only_who_stops_at_each_blurred_one():
    assert low(dashboard.rosy_gains(dashboard.BLURRED)) > 0
    assert high(dashboard.rosy_gains(dashboard.AS_IT_IS)) < 12
    assert high(dashboard.rosy_gains(dashboard.HIDDEN)) < 12
    assert set(dashboard.rosy_gains(dashboard.UNREAD)) == {0.0}


def between(**harbour: str) -> tuple[float, float, float]:
    usual = {"waits": "each for the one before", "lasts": "about a week", "takes": "a day a week"}
    return dashboard_exercise.brought(usual | harbour, range(3401, 3431))


def test_liaison_people_pay_only_where_hand_overs_are_long_and_they_take_little():
    assert between()[2] < -300
    assert between(waits="for nothing")[2] < -50
    assert between(lasts="about two months", takes="a day a month")[1] > -50


def pays(**harbour: str) -> list[float]:
    usual = {"quality": "a fifth", "found": "as here", "growth": "as here", "price": "as here"}
    return list(dashboard_exercise.audited(usual | harbour)(range(3201, 3213)))


def test_auditors_pay_here_and_only_cost_where_little_is_wrong_or_nothing_grows():
    assert low(pays()) > 300
    assert high(pays(quality="a fiftieth")) < 0
    assert high(pays(growth="not at all", price="ten times")) < 0
