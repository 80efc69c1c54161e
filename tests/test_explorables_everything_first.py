"""The pictures of notebook 03: a dial for projects at once, and a line before one door."""

import pytest

from lessons import everything_first as lesson
from simulator.errors import RefusedError
from simulator.explorables import at_once, waiting
from simulator.explorables.at_once import AtOnce
from simulator.explorables.picture import finish
from simulator.explorables.waiting import Waiting

CLINICS, PROMISED = lesson.OFFICE, lesson.PROMISED


def floor(limit: int = 8, years: int = 4) -> AtOnce:
    picture = AtOnce(CLINICS, PROMISED, years=years)
    finish(picture, {"do": "dial", "limit": limit})
    return picture


# The dial


def test_nothing_of_the_dial_is_shown_before_the_predictions_are_locked():
    picture = floor()
    finish(picture, {"do": "play"})
    finish(picture, {"do": "many"})
    picture.open = False
    page = picture.shown()
    assert (page.film, page.value, page.rows) == ((), None, ())
    assert "week" not in picture.words()
    for what in ("play", "many", "all"):
        with pytest.raises(RefusedError, match=r"^first lock your predictions; then this can be"):
            finish(picture, {"do": what})


def test_the_dial_can_be_turned_before():
    picture = floor()
    picture.open = False
    finish(picture, {"do": "dial", "limit": 3})
    assert picture.shown().limit == 3


@pytest.mark.parametrize("limit", [0, 9, None, "three", True, float("nan")])
def test_no_other_place_of_the_dial(limit):
    with pytest.raises(RefusedError, match=r"limit is .*; give a number from 1 to 8$"):
        finish(floor(), {"do": "dial", "limit": limit})


def test_a_film_ends_when_the_last_project_does():
    picture = floor(3)
    finish(picture, {"do": "play"})
    film = picture.shown().film
    assert [it.week for it in film] == list(range(1, len(film) + 1))
    assert film[-1].finished == 8 > film[-2].finished
    assert set(film[-1].done) == {1.0}
    assert all(0 <= share <= 1 for it in film for share in it.done)


def test_work_in_a_film_never_goes_back():
    picture = floor(5)
    finish(picture, {"do": "play"})
    for before, after in zip(film := picture.shown().film, film[1:], strict=False):
        assert all(a <= b for a, b in zip(before.done, after.done, strict=True))


@pytest.mark.parametrize(("limit", "hands"), [(1, {0, 1}), (2, {0, 1}), (3, {1}), (8, {2, 3})])
def test_hands_are_as_even_as_work_is(limit, hands):
    picture = floor(limit)
    finish(picture, {"do": "play"})
    week = picture.shown().film[4]
    assert {len(own) for own in week.hands} == hands
    assert sum(map(len, week.hands)) == 4 * limit
    assert all(len(set(own)) == len(own) for own in week.hands)


def test_the_film_tells_who_has_nothing_to_do_and_what_is_finished():
    picture = floor(2)
    finish(picture, {"do": "play"})
    said = [it.said for it in picture.shown().film]
    assert said[0] == "4 of 12 people have nothing to do."
    assert sum(it.endswith("” finished.") for it in said) > 1


def test_another_place_of_the_dial_takes_the_film_away():
    picture = floor(2)
    finish(picture, {"do": "play"})
    finish(picture, {"do": "dial", "limit": 4})
    assert picture.shown().film == ()


def test_other_years_come_slice_by_slice():
    picture = floor(3, years=12)
    counts = [len(picture.shown().rows[0].years) for _ in picture.act({"do": "many"})]
    assert counts == [5, 10, 12] and picture.shown().most == picture.shown().done == 12


def test_a_row_is_the_mean_of_its_years():
    picture = floor(3)
    finish(picture, {"do": "many"})
    (row,) = picture.shown().rows
    assert row.limit == 3 and len(row.years) == 4
    assert row.value == pytest.approx(sum(it.value for it in row.years) / 4)
    assert all(it == at_once.year(CLINICS, 3, seed, PROMISED)
               for it, seed in zip(row.years, picture.seeds, strict=True))  # fmt: skip


def test_all_places_of_the_dial_in_one_go():
    picture = floor(years=2)
    finish(picture, {"do": "all"})
    assert [it.limit for it in picture.shown().rows] == list(range(1, 9))
    assert picture.words().startswith("On average of 2 years. 1 at once: ")


def test_the_dial_comes_back_as_it_was_left():
    picture = floor(3)
    assert picture.kept() is None
    finish(picture, {"do": "many"})
    other = AtOnce(CLINICS, PROMISED, years=4)
    other.take_up(picture.kept())
    assert other.shown() == picture.shown()


@pytest.mark.parametrize("state", [{}, {"limit": 99, "played": [0, 12]}, {"limit": "x"}])
def test_what_another_edition_has_kept_of_the_dial_is_left_out(state):
    picture = AtOnce(CLINICS, PROMISED, years=2)
    picture.take_up(state)
    assert picture.shown().limit == 8 and picture.shown().rows == ()


# The line


def door(busy: int = 80, years: int = 2) -> Waiting:
    picture = Waiting("Ottilie", years=years)
    finish(picture, {"do": "dial", "busy": busy})
    return picture


def test_nothing_of_the_line_is_shown_before_the_prediction_is_locked():
    picture = door()
    for busy in (60, 70, 80):
        finish(picture, {"do": "dial", "busy": busy})
        finish(picture, {"do": "play"})
    finish(picture, {"do": "many"})
    picture.open = False
    page = picture.shown()
    assert (page.line, page.wait, page.dots, page.mean, page.curve) == ((), None, (), None, ())
    assert "days" not in picture.words()
    for what in ("play", "many"):
        with pytest.raises(RefusedError, match=r"^first lock your predictions; then this can be"):
            finish(picture, {"do": what})


@pytest.mark.parametrize("busy", [49, 98, None, "full", True])
def test_no_other_week(busy):
    with pytest.raises(RefusedError, match=r"busy is .*; give a number from 50 to 97$"):
        finish(door(), {"do": "dial", "busy": busy})


def test_the_same_requests_come_closer_together_in_a_fuller_week():
    easy, full = (waiting.requests(busy, 5) for busy in (0.6, 0.9))
    sizes = [
        [it.activities[0].days for it in scenario.projects[before:]]
        for scenario, before in (easy, full)
    ]
    assert sizes[0] == sizes[1][: len(sizes[0])]
    assert len(sizes[1]) > len(sizes[0])


def test_a_year_has_an_evening_for_each_day_and_nobody_leaves_unserved():
    found = waiting.year(0.9, 3)
    assert len(found.line) == waiting.DAYS and min(found.line) >= 0
    scenario, before = waiting.requests(0.9, 3)
    assert found.served == len(scenario.projects) - before


def test_in_line_are_as_many_as_come_times_the_days_they_wait():
    line = sum(sum(waiting.year(0.9, seed).line) / waiting.DAYS for seed in range(30))
    come = sum(waiting.year(0.9, seed).served / waiting.DAYS for seed in range(30)) / 30
    wait = sum(waiting.year(0.9, seed).wait for seed in range(30))
    assert line == pytest.approx(come * wait, rel=0.25)


def test_the_curve_comes_after_three_different_weeks():
    picture = door()
    for busy, missing in ((60, 2), (60, 2), (80, 1), (95, 0)):
        finish(picture, {"do": "dial", "busy": busy})
        finish(picture, {"do": "play"})
        assert picture.shown().enough == missing
        assert bool(picture.shown().curve) == (missing == 0)
    spot = picture.shown().curve[90 - waiting.LOW]
    assert (spot.busy, spot.wait) == (90, pytest.approx(9))
    assert picture.words().startswith("60 % busy: ")


def test_a_played_year_is_a_dot_of_one_s_own_and_others_are_not():
    picture = door(70)
    finish(picture, {"do": "play"})
    finish(picture, {"do": "many"})
    page = picture.shown()
    assert [it.own for it in page.dots] == [False, False, True]
    assert page.wait == page.dots[-1].wait == waiting.year(0.7, 1).wait
    assert page.mean == pytest.approx(sum(it.wait for it in page.dots[:2]) / 2)
    assert len(page.line) == waiting.DAYS


def test_the_line_comes_back_as_it_was_left():
    picture = door(70)
    assert picture.kept() is None
    finish(picture, {"do": "play"})
    other = Waiting("Ottilie", years=2)
    other.take_up(picture.kept())
    assert other.shown().dots == picture.shown().dots and other.shown().busy == 70


@pytest.mark.parametrize("state", [{}, {"busy": 7, "played": [3]}, {"busy": "x"}])
def test_what_another_edition_has_kept_of_the_line_is_left_out(state):
    picture = Waiting("Ottilie")
    picture.take_up(state)
    assert picture.shown().busy == 80 and picture.shown().dots == ()
