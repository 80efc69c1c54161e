"""The pictures of notebook 09 without a browser: an act goes in, plain data comes out."""

from functools import cache

import pytest

from exercises.adopted import LATER, OFFICE, ON_TIME, brings, value
from simulator.errors import RefusedError
from simulator.explorables.crossing import BRICKS, CROWD, MONTHS, STEPS, WORLDS, Crossing, Way
from simulator.explorables.golives import Golives, brought, dated
from simulator.explorables.goodwill import HOURS, LIVE, MOST_ASKED, Goodwill, Hours, life
from simulator.explorables.picture import finish
from simulator.explorables.uptake import course
from simulator.policies import Policy

SEED = 4


def river(*way: int) -> Crossing:
    return Crossing(OFFICE, SEED, Way(*(way or (0, 1, 1, 10))))


@cache
def crossed() -> dict[str, object]:
    """What is kept of a river on which three plans were tried."""
    picture = river()
    finish(picture, {"do": "many"})
    picture.act({"do": "step", "step": STEPS})
    finish(picture, {"do": "many"})
    picture.act({"do": "split", "first": 4, "second": 8})
    finish(picture, {"do": "many"})
    picture.act({"do": "play"})
    return picture.kept() or {}


def found() -> Crossing:
    picture = river()
    picture.take_up(crossed())
    return picture


# The river


def test_before_the_predictions_nobody_crosses_and_nothing_is_said_of_money():
    picture = found()
    picture.open = False
    page = picture.shown()
    assert page.value is None and page.plans == () and page.ready == ()
    assert all(it.live is None and it.across == () for it in page.rows)
    assert "not yet said" in picture.words()
    for do in ("play", "many"):
        with pytest.raises(RefusedError, match="first lock your predictions"):
            picture.act({"do": do})


def test_people_cross_one_by_one_only_after_their_go_live():
    page = found().shown()
    assert len(page.rows) == 5 and len(page.rows[0].across) == MONTHS
    for row in page.rows:
        assert row.live is not None
        before = [it for month, it in enumerate(row.across) if month < int(row.live)]
        assert set(before) == {0} and list(row.across) == sorted(row.across)
        assert 0 < row.across[-1] <= CROWD
    assert page.value == pytest.approx(sum(it.brought for it in found().taken()))


def test_the_same_hundred_worlds_come_to_every_plan():
    page = found().shown()
    assert [it.way for it in page.plans] == [Way(0, 1, 1, 10), Way(STEPS, 1, 1, 10), LATER]
    assert all(len(it.values) == WORLDS for it in page.plans)
    none, tools, even = page.plans
    assert none.mean < tools.mean < even.mean
    assert none.live + 40 < even.live == tools.live
    assert none.values[0] == pytest.approx(value(ON_TIME, found().seeds[0]))
    assert abs(even.mean - brings(LATER)) < 80
    assert f"{even.mean:,.0f} k€" in found().words()


def test_readiness_is_pulled_down_by_its_weakest_link():
    picture = river(STEPS, 4, 4, 4)
    assert picture.shown().ready == pytest.approx((1, 1, 1, 1))
    picture.act({"do": "split", "first": 0, "second": 6})
    people, process, tools, together = picture.shown().ready
    assert people == pytest.approx(0.25) and process == tools == 1
    assert together == pytest.approx(0.25 ** (1 / 3))
    assert picture.way == Way(STEPS, 0, 6, 6) and sum(picture.way.bricks) == BRICKS


def test_a_river_is_found_again_and_a_foreign_one_left_out():
    picture = found()
    assert picture.kept() == crossed() and picture.shown().value is not None
    for left in ({"way": [9, 4, 4, 4]}, {"way": [2, 4, 4, 5]}, {"way": [1, 2]}, {"way": "no"},
                 {"way": [0, 4, 4, 4], "tried": [[0, 1]]}):  # fmt: skip
        picture.take_up(left)
        assert picture.kept() == crossed()
    assert river().kept() is None


def test_another_plan_has_to_be_played_anew():
    picture = found()
    picture.act({"do": "step", "step": STEPS})
    assert picture.shown().value is not None
    picture.act({"do": "step", "step": 3})
    assert picture.shown().value is None


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "step", "step": 9}, "step is 9; give a number from 0 to 8"),
        ({"do": "step"}, "step is None; give a number"),
        ({"do": "split", "first": 13, "second": 13}, "first is 13; give a number from 0 to 12"),
        ({"do": "split", "first": 5, "second": 2}, "second is 2; give a number from 5 to 12"),
        ({"do": "swim"}, "'swim' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_done_on_the_river_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        river().act(message)


# The calendar


def test_the_calendar_says_how_many_things_a_group_learns_at_once():
    picture = Golives(OFFICE)
    page = picture.shown()
    assert {it.group: max(it.changes) for it in page.loads} == {"wards": 3, "theatres": 2}
    picture.act({"do": "move", "project": "beds", "month": 15})
    picture.act({"do": "move", "project": "rounds", "month": 11})
    page = picture.shown()
    wards = next(it.changes for it in page.loads if it.group == "wards")
    assert max(wards) == 1 and sum(wards) == 3 * page.asks == 12
    picture.act({"do": "together"})
    assert picture.dates == (7,) * 5


def test_a_calendar_is_played_slice_by_slice_and_found_again():
    picture = Golives(OFFICE)
    work = picture.act({"do": "play"})
    next(work)
    assert picture.shown().done == 5 and picture.kept() is None
    for _ in work:
        pass
    (tried,) = picture.shown().tried
    assert len(tried.values) == WORLDS and f"{tried.mean:,.0f}" in picture.words()
    assert tried.values[0] == brought(OFFICE, (7,) * 5, picture.seeds[0])
    again = Golives(OFFICE)
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    for left in ({"dates": [7, 7]}, {"dates": [7, 7, 7, 7, 99]}, {"dates": "soon"}, {}):
        again.take_up(left)
    assert again.shown() == picture.shown()


def test_no_calendar_is_played_before_the_predictions():
    picture = Golives(OFFICE)
    picture.open = False
    with pytest.raises(RefusedError, match="first lock your predictions"):
        picture.act({"do": "play"})
    assert picture.words() == "No calendar was tried yet."


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "move", "project": "lift", "month": 9}, "there is no go-live 'lift'"),
        ({"do": "move", "project": "beds", "month": 6}, "month is 6; give a number from 7 to 19"),
        ({"do": "move", "project": "beds"}, "month is None"),
        ({}, "None is nothing that can be done here"),
    ],
)
def test_what_does_not_fit_into_the_calendar_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        Golives(OFFICE).act(message)


def test_a_go_live_that_waits_keeps_its_month():
    later = dated(OFFICE, (9, 9, 9, 9, 9))
    days = [day for _, day, _ in course(later, Policy(), 3).went_live]
    assert len(days) == 5 and min(days) == 180


# Good will


def test_hours_and_questions_are_shared_out():
    picture = Goodwill(OFFICE, Hours(8, 4, 0))
    picture.act({"do": "split", "first": 8, "second": 10})
    picture.act({"do": "asked", "asked": 5})
    picture.act({"do": "layer", "layer": True})
    assert picture.hours == Hours(5, 8, 2, True)
    page = picture.shown()
    assert (page.people, page.answerable) == (6, 4) and page.hours.people + 10 == HOURS
    assert page.lives == () and page.across is None
    assert "not yet said" in picture.words()


def test_two_years_are_played_and_found_again():
    picture = Goodwill(OFFICE, Hours(4, 8, 2))
    finish(picture, {"do": "play"})
    page = picture.shown()
    assert len(page.lives) == 100 and page.across == pytest.approx(picture.across(picture.hours))
    assert page.left == sum(it.left is not None for it in page.lives) > 50
    assert f"{page.across:.0f}" in picture.words()
    again = Goodwill(OFFICE, Hours(8, 4, 0))
    again.take_up(picture.kept())
    assert again.shown() == page
    for left in ({"hours": [4, 8, 9, 0]}, {"hours": [4]}, {"hours": [-1, 0, 0, 0]}, {"hours": 3}):
        again.take_up(left)
    assert again.shown() == page
    picture.open = False
    assert picture.shown().lives == () and picture.shown().tried == ()
    with pytest.raises(RefusedError, match="first lock your predictions"):
        picture.act({"do": "play"})


def test_who_leaves_and_when_does_not_depend_on_the_hours():
    for seed in range(20):
        one, other = (life(OFFICE, it, seed) for it in (Hours(0, 0, 0), Hours(5, 10, 5)))
        assert one.left == other.left
        if one.left:
            assert other.engagement[one.left] >= one.engagement[one.left]
        assert set(one.across[:LIVE]) == {0.0} and list(one.across) == sorted(one.across)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "asked", "asked": MOST_ASKED + 1}, "asked is 11; give a number from 0 to 10"),
        ({"do": "split", "first": 9, "second": 17}, "second is 17; give a number from 9 to 16"),
        ({"do": "layer", "layer": "some"}, "say whether each change needs three signatures"),
        ({"do": "flatter"}, "'flatter' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_done_with_sixteen_hours_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        Goodwill(OFFICE, Hours(8, 4, 0)).act(message)
