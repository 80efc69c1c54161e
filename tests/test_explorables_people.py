"""The pictures of notebook 08 without a browser: an act goes in, plain data comes out."""

import pytest

from exercises.people import ATLAS, BURST, DAY, DESKS, LAST, MORE, ROOM, RUSH
from simulator.errors import RefusedError
from simulator.explorables import fires, mentors, newcomers, river
from simulator.explorables.capacity import QUARTER, Dials, as_ever, lived, rules
from simulator.explorables.fires import Fires, with_orders
from simulator.explorables.mentors import Mentors
from simulator.explorables.newcomers import Newcomers, ended
from simulator.explorables.picture import finish
from simulator.explorables.repeated import repeated
from simulator.explorables.river import MINE, QUARTERS, River
from simulator.explorables.teaching import UNTIL, asked, faster, skills, taught
from simulator.policies import Policy

SEED = 5


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """A handful of futures shows what fifty show."""
    for module, name, number in (
        (newcomers, "FUTURES", 10), (mentors, "FUTURES", 10), (fires, "OFFICES", 4),
        (river, "FUTURES", 2),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, number)


def team() -> Newcomers:
    return Newcomers(ATLAS, MORE, DAY)


def two_years() -> River:
    return River(ROOM, LAST, SEED)


def matrix(**pairs: str) -> Mentors:
    picture = Mentors(DESKS)
    for learner, mentor in pairs.items():
        picture.act({"do": "pair", "learner": learner, "mentor": mentor})
    return picture


CLOSED = [
    (team, {"do": "play"}),
    (two_years, {"do": "play"}),
    (matrix, {"do": "play"}),
    (lambda: Fires(RUSH, BURST, 60), {"do": "play"}),
]


@pytest.mark.parametrize(("make", "message"), CLOSED)
def test_nothing_is_played_before_the_predictions(make, message):
    picture = make()
    picture.open = False
    with pytest.raises(RefusedError, match="first lock your predictions"):
        picture.act(message)
    assert picture.kept() is None


@pytest.mark.parametrize(("make", "message"), CLOSED)
def test_what_no_picture_knows_is_a_sentence(make, message):
    with pytest.raises(RefusedError, match="'dance' is nothing that can be done here"):
        make().act({"do": "dance"})


@pytest.mark.parametrize("make", [make for make, _ in CLOSED])
def test_what_another_edition_has_kept_is_left_out(make):
    picture, untouched = make(), make()
    for left in (
        {"more": "many"}, {"more": 99, "day": 100, "played": []}, {"plan": [[3.0, 0.0, 0.0]]},
        {"plan": [], "before": [[0.0, 0.0, 0.0]]}, {"pairs": {"zoe": "agda"}}, {"load": "full"},
        {"load": 61, "years": {}}, {"load": 60, "years": {"60": [[1.0, 0]]}}, {"played": 3},
        {"pairs": {"disa": "nobody"}, "played": []},
    ):  # fmt: skip
        picture.take_up(left)
    assert picture.shown() == untouched.shown()


# The late team


def test_each_future_is_lived_without_newcomers_and_with_them():
    picture = team()
    work = picture.act({"do": "play"})
    next(work)
    assert [len(it.days) for it in picture.shown().rows] == [5, 5] and picture.shown().now is None
    for _ in work:
        pass
    page = picture.shown()
    bare, mine = ([ended(ATLAS, more, day, it) for it in picture.seeds[:10]]
                  for more, day in ((0, 0), (MORE, DAY)))  # fmt: skip
    assert page.rows[0].days == tuple(it.day for it in bare)
    assert page.rows[1].days == tuple(it.day for it in mine)
    assert page.rows[0].in_time == sum(it.day <= 180 for it in bare)
    assert len(page.tried) == 1 and page.now == page.tried[0]
    assert f"{MORE} more from day {DAY}" in picture.words()


def test_the_handles_choose_how_many_and_when():
    picture = team()
    picture.act({"do": "more", "value": 4})
    picture.act({"do": "day", "value": 23})
    page = picture.shown()
    assert (page.more, page.day) == (4, 20) and page.rows[1].days == ()
    finish(picture, {"do": "play"})
    picture.act({"do": "day", "value": 100})
    assert picture.shown().now is None and len(picture.shown().tried) == 1
    again = team()
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    picture.open = False
    assert picture.shown().tried == () and picture.words() == "Nobody was added yet."


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "more", "value": 0}, "value is 0; give a number from 1 to 12"),
        ({"do": "more"}, "value is None; give a number from 1 to 12"),
        ({"do": "day", "value": 500}, "value is 500; give a number from 10 to 170"),
        ({"do": "day", "value": "soon"}, "value is 'soon'; give a number"),
    ],
)
def test_where_no_handle_can_stand_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        team().act(message)


# The river


def test_the_hours_of_a_week_go_to_work_repair_learning_or_nothing():
    plan = (Dials(overtime=20.0, improve=0.2, mentors=1.0), Dials())
    first, last = lived(ROOM, plan, SEED, LAST).flow[6], lived(ROOM, plan, SEED, LAST).flow[-1]
    hours = first.work + first.repair + first.learning + first.tired
    assert hours == pytest.approx(9) and first.learning == pytest.approx(9 * (1 - 0.8 * 0.9))
    assert first.tired > 1 and last.learning == 0 and last.tired < 0.5
    assert last.work + last.repair + last.tired in (pytest.approx(6), pytest.approx(5))


def test_a_plan_becomes_a_policy_and_a_change_where_something_changes():
    plan = (Dials(), Dials(), Dials(overtime=10.0), Dials(overtime=10.0))
    first, changes = rules(plan)
    assert first == Policy(people_by="mentoring") and [it.day for it in changes] == [2 * QUARTER]
    assert dict(changes[0].changes) == {"overtime": 10.0, "improve": 0.0, "people": 0.0}


def test_quarters_are_played_one_by_one_and_the_past_stays():
    picture = two_years()
    picture.act({"do": "dial", "name": "improve", "value": 0.2})
    picture.act({"do": "play"})
    one = picture.shown()
    assert one.quarter == 1 and len(one.flow) == len(one.done) == len(one.usual) == 13
    picture.act({"do": "dial", "name": "improve", "value": 0.0})
    picture.act({"do": "play"})
    two = picture.shown()
    assert two.done[:13] == one.done and two.plan == (Dials(improve=0.2), Dials())
    assert two.usual == lived(ROOM, as_ever(2), SEED, LAST).done
    assert two.rows == () and picture.words().startswith("2 of 8 quarters")


def test_two_years_end_are_compared_and_begin_again_over_a_thin_line():
    picture = two_years()
    with pytest.raises(RefusedError, match="first play all eight quarters"):
        picture.act({"do": "futures"})
    picture.act({"do": "rest"})
    assert picture.over and not picture.compared
    finish(picture, {"do": "futures"})
    rows = picture.shown().rows
    assert picture.compared and [it.name for it in rows][0] == MINE
    assert rows[0].more == (0, 0) and all(len(it.more) == 2 for it in rows)
    with pytest.raises(RefusedError, match="two years are over; begin again"):
        picture.act({"do": "play"})
    again = two_years()
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    again.open = False
    assert again.shown().flow == again.shown().rows == again.shown().plan == ()
    picture.act({"do": "again"})
    assert picture.shown().before == (0,) * 104 and picture.shown().quarter == 0
    assert picture.words() == "Eight quarters lie ahead."
    assert len(picture.plan) < QUARTERS and MINE not in picture.others


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "dial", "name": "coffee", "value": 1}, "there is no dial 'coffee'; turn one of"),
        ({"do": "dial", "name": "overtime", "value": 7}, "overtime 7 is not on the dial"),
        ({"do": "dial", "name": "overtime"}, "value is None; give a number"),
    ],
)
def test_where_no_dial_can_stand_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        two_years().act(message)


# Who mentors whom


def test_a_matrix_is_filled_in_and_taken_back():
    picture = matrix(disa="agda", emre="agda")
    page = picture.shown()
    assert [it.mentor for it in page.learners] == ["agda", "agda", ""]
    assert {it.id: it.gives for it in page.teachers} == {"agda": 0.3, "bertil": 0.0, "cato": 0.0}
    assert page.teachers[0].asked == pytest.approx(15 / 16) and page.teachers[0].does == "Check it"
    picture.act({"do": "pair", "learner": "disa", "mentor": "cato"})
    picture.act({"do": "pair", "learner": "emre", "mentor": "agda"})
    assert picture.chosen == (("disa", "cato"),)


def test_what_a_matrix_brings_is_told_once_it_was_played():
    picture = matrix(disa="cato")
    assert picture.shown().learners[0].later is None and picture.shown().now is None
    finish(picture, {"do": "play"})
    page = picture.shown()
    assert len(page.mine) == len(page.usual) == 10
    more = sum(page.mine) - sum(page.usual)
    assert page.now.more == pytest.approx(more / 10)
    assert page.learners[0].later == skills(DESKS, "disa", "cato")[4]
    assert "Disa from Cato" in picture.words()
    again = matrix()
    again.take_up(picture.kept())
    assert again.shown() == page
    picture.open = False
    assert picture.shown().mine == () and picture.words() == "Nobody mentors anybody yet."


def test_mentors_take_longer_for_a_year_and_learners_less_and_less():
    plan = taught(DESKS, (("disa", "agda"),))
    assert plan.mechanisms.skill is None
    first, last = plan.projects[0], [it for it in plan.projects if it.id.startswith("disa")][-1]
    assert last.arrival < UNTIL
    efforts = [{it.id: it.effort for it in one.activities} for one in (first, last)]
    assert efforts[0]["check"] == pytest.approx(5 / 0.85) and efforts[1]["check"] == 5
    assert efforts[1]["draw"] < efforts[0]["draw"] - 5
    assert efforts[0]["ink"] == efforts[1]["ink"] == 3.6


def test_nobody_learns_from_who_knows_less():
    assert faster(0.4, 0.5) == 0 == faster(0.9, 1.0) and faster(1.0, 0.2) == 1
    assert asked(DESKS, "cato") == pytest.approx(3 * 2.6 / 16, abs=0.01)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "pair", "learner": "zoe", "mentor": "agda"}, "nobody called 'zoe' learns here"),
        ({"do": "pair", "learner": "disa", "mentor": "emre"}, "nobody called 'emre' can teach"),
        ({"do": "pair"}, "nobody called None learns here"),
    ],
)
def test_who_cannot_be_paired_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        matrix().act(message)


# The rough summer


def test_offices_meet_the_summer_and_come_back_or_not():
    picture = Fires(RUSH, BURST, 60)
    picture.act({"do": "load", "load": 51})
    assert picture.shown().load == 50 and "No office" in picture.words()
    finish(picture, {"do": "play"})
    page = picture.shown()
    (row,) = page.rows
    assert row.load == 50 and len(row.back) == 4
    assert f"50 %: {sum(row.back)} of 4" in picture.words()
    assert (page.preparing, page.burst, page.weeks) == (35, 100, 16)
    again = Fires(RUSH, BURST, 60)
    again.take_up(picture.kept())
    assert again.shown() == page
    picture.open = False
    assert picture.shown().rows == ()
    with pytest.raises(RefusedError, match="load is 90; give a number from 45 to 65"):
        picture.act({"do": "load", "load": 90})


def test_the_summer_doubles_the_orders_for_sixteen_weeks():
    plan = with_orders(RUSH, 0.6, 1.0)
    gap = 25 / (12 * 0.6)
    usual = [it for it in plan.projects if it.id.startswith("order")]
    extra = [it for it in plan.projects if it.id.startswith("summer")]
    assert len(extra) == round(80 / gap) and len(usual) == int(650 / gap)
    assert all(130 <= it.arrival < 210 for it in extra)


# More of the same


def test_rounds_follow_each_other_or_go_on_abreast():
    row = repeated(ROOM, 1).projects[0].activities
    assert [it.id for it in row[:2]] == ["draw_1_1", "check_1_1"]
    abreast = ATLAS.projects[0].activities
    waits = {it.id: [one.activity for one in it.predecessors] for it in abreast}
    assert waits["draw_36"] == [] and waits["draw_37"] == ["check_1"]
    assert waits["check_5"] == ["draw_5"] and len(abreast) == 240
