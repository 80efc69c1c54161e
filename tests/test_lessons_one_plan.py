"""Notebook 02, in many worlds: five good promises are a bad one, and help for one of five is lost
on the next."""

from functools import cache

import pytest
from many_worlds import high, low, more
from msgspec.structs import replace

from exercises.one_plan import LAST, OFFICE, PLAN, price, ready, second
from lessons import one_plan, one_plan_exercise
from simulator.experiment.played import quantile
from simulator.explorables.streams import OFF, SHARES, FiveStreams

PAST, FUTURE = range(2001, 2401), range(2401, 2801)


@cache
def kept(sure: float, teams: int = len(LAST)) -> list[float]:
    """Whether these teams keep their days in each world; the days come from other worlds."""
    days = [quantile(each, sure) for each in zip(*map(ready, PAST), strict=True)]
    return [float(all(ready(seed)[it] <= days[it] for it in range(teams))) for seed in FUTURE]


def opening(seeds, decisions=()) -> list[float]:
    return [max(ready(seed, decisions)) for seed in seeds]


def test_five_promises_of_eight_in_ten_hold_together_in_a_third_of_the_worlds():
    assert low(kept(0.8)) > 0.2 and high(kept(0.8)) < 0.5
    assert low(kept(0.8, 1)) > 0.6
    assert low(more(kept(0.8, 1), kept(0.8))) > 0.3


def test_five_promises_of_96_in_100_hold_together_in_eight_of_ten():
    assert low(kept(0.96)) > 0.67 and high(kept(0.96)) < 0.93
    assert high(kept(0.9)) < 0.75


def test_the_day_of_the_opening_is_three_weeks_after_the_last_of_the_five_days():
    days = [quantile(each, 0.8) for each in zip(*map(ready, PAST), strict=True)]
    sure = quantile(opening(PAST), 0.8)
    assert 12 < sure - max(days) < 35 and max(days) > PLAN


def test_hardly_any_world_opens_as_all_five_have_planned(picture):
    picture.share(OFF)
    assert set(picture.ready()) == {PLAN} == {picture.plan}
    assert sum(day <= PLAN for day in opening(FUTURE)) < 0.1 * len(FUTURE)


def test_a_second_engineer_helps_her_team_far_more_than_the_opening():
    place = list(LAST).index("Devices")
    both = [(ready(seed), ready(seed, second("engineer"))) for seed in FUTURE]
    own = [one[place] - two[place] for one, two in both]
    gain = [max(one) - max(two) for one, two in both]
    assert low(own) > 7 and high(own) < 13 and low(gain) > 0.5 and high(gain) < 4
    assert low([a - 3 * b for a, b in zip(own, gain, strict=True)]) > 0
    assert sum(it > 0 for it in gain) < 0.35 * len(gain)


def test_moving_the_day_pays_up_to_a_point():
    days, usual = opening(FUTURE), one_plan._promised(0.8, 0)

    def saved(buffer: float) -> list[float]:
        return [price(usual, [it]) - price(usual + buffer, [it]) for it in days]

    assert low(saved(10)) > 0 and high(saved(80)) < 0
    assert low([price(PLAN, [it]) - price(usual, [it]) for it in days]) > 0


# The picture


@pytest.fixture
def picture():
    return FiveStreams(OFFICE, LAST, dict.fromkeys(LAST, "somebody"))


def test_teams_that_share_their_luck_are_late_together_and_without_luck_nobody_is(picture):
    found = {}
    for luck in (*SHARES, OFF):
        picture.share(luck)
        found[luck] = picture.together()
    assert 18 <= found["little"] <= 55 and found["little"] < found["half"] - 8
    assert found["nearly all"] > found["little"] + 20 and found[OFF] == 100


def test_what_is_shown_before_does_not_say_what_happens_together(picture):
    picture.open = False
    before = picture.shown()
    assert all(list(it.days) == sorted(it.days) for it in before.streams)
    assert "not yet said" in picture.words() and before.lucks == ("little",)
    picture.open = True
    after = picture.shown()
    assert [sorted(it.days) for it in after.streams] == [list(it.days) for it in before.streams]
    assert not all(list(it.days) == sorted(it.days) for it in after.streams)
    joint = sum(
        all(day <= it.promise for day, it in zip(each, after.streams, strict=True))
        for each in zip(*(it.days for it in after.streams), strict=True)
    )
    assert picture.together() == joint and f"all together {joint}" in picture.words()


def test_each_team_first_promises_what_it_keeps_in_eight_of_ten(picture):
    for it in picture.shown().streams:
        assert 80 <= sum(day <= it.promise for day in it.days) <= 84
        assert it.promise == int(it.promise)


def test_a_promise_can_be_moved_until_it_is_signed_and_all_is_found_again(picture):
    picture.act({"do": "promise", "team": "People", "day": 97})
    picture.act({"do": "launch", "day": 110})
    picture.act({"do": "sign"})
    again = FiveStreams(OFFICE, LAST, dict.fromkeys(LAST, "somebody"))
    again.take_up(picture.kept())
    assert again.shown() == picture.shown() and again.signed == 110
    picture.act({"do": "again"})
    assert picture.promises != again.promises
    again.take_up({"promises": {"nobody": 3.0}, "launch": 1.0})
    again.take_up({"promises": "none"})
    assert again.signed == 110


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "promise", "team": "Nobody", "day": 90}, "there is no team 'Nobody'"),
        ({"do": "promise", "team": "People", "day": -1}, "day is -1; give a number from 0"),
        ({"do": "launch", "day": "soon"}, "day is 'soon'; give a number"),
        ({"do": "luck", "luck": "mine"}, "'mine' cannot be chosen here"),
        ({"do": "dance"}, "'dance' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_promised_is_a_sentence(picture, message, said):
    with pytest.raises(ValueError, match=said):
        picture.act(message)


def test_what_is_signed_stays_and_luck_is_not_shared_before_it_is_open(picture):
    picture.act({"do": "sign"})
    for message in ({"do": "sign"}, {"do": "launch", "day": 120}):
        with pytest.raises(ValueError, match="is signed; a signature stays"):
            picture.act(message)
    picture.open = False
    with pytest.raises(ValueError, match="cannot be chosen here"):
        picture.share("half")


def test_the_mechanism_behind_it_is_one(picture):
    off = replace(OFFICE, mechanisms=replace(OFFICE.mechanisms, duration=None, hazard=None))
    without = FiveStreams(off, LAST, dict.fromkeys(LAST, "somebody"))
    assert without.together() == 100


# The exercise


def saved(**office: str) -> list[float]:
    usual = {"teams": "5 teams", "strays": "as here", "shared": "little"}
    return list(one_plan_exercise.buffered(usual | office)(range(3201, 3601)))


def test_a_buffer_saves_money_where_five_paths_meet_and_wastes_it_where_little_strays():
    assert low(saved()) > 0
    assert high(saved(teams="2 teams", strays="half as much")) < 0
    assert high(saved(strays="a tenth")) < 0 and high(saved(teams="1 team")) < 0
