"""Seeing: the formulas of reports and visibility give the numbers known for them.

Where a number comes from luck, the draws are named ones over many worlds, and the tolerance is
two to four standard errors of that many.
"""

from math import pi, sqrt

import pytest

from simulator import chance
from simulator.mechanisms import distortion, visibility
from simulator.mechanisms.distortion import Distortion
from simulator.mechanisms.visibility import Visibility

LEVELS = (0.0, 0.25, 0.5, 1.0)


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
