"""The pictures of notebook 07 without a browser: an act goes in, plain data comes out."""

import pytest

from exercises.dashboard import DAY, OFFICE, RUNNING, STOP
from simulator import Policy, metrics, simulate
from simulator.errors import RefusedError
from simulator.events import ReviewHeld
from simulator.explorables import forward
from simulator.explorables.alarms import PROJECTS, SHARES, Alarms
from simulator.explorables.cards import AUDITS, RULES, WORLDS, Cards, placed, saved_by
from simulator.explorables.forward import AS_PLANNED, NOTHING, Forward
from simulator.explorables.indicators import FIRST_WEEK, NAMES, Watch, line, planned, watched
from simulator.explorables.looking import alone, audit, course, standing
from simulator.explorables.picture import finish
from simulator.scenario import without_chance

THREE = ("quay", "siding", "market")
POWER = alone(OFFICE, "power")


def ordered() -> Cards:
    picture = Cards(OFFICE, DAY, 6)
    for card in THREE:
        picture.act({"do": "place", "card": card})
    picture.act({"do": "sign"})
    finish(picture, {"do": "worlds"})
    return picture


def bet() -> Alarms:
    picture = Alarms(POWER)
    picture.act({"do": "bet", "lane": "cpi"})
    finish(picture, {"do": "watch"})
    return picture


def signed() -> Forward:
    picture = Forward(STOP, DAY)
    for case in RUNNING:
        picture.act({"do": "decide", "case": case, "go_on": case in ("tower", "siding")})
    picture.act({"do": "sign"})
    finish(picture, {"do": "play"})
    return picture


# A project by itself


def test_a_project_alone_goes_as_it_goes_among_the_others():
    whole = simulate(OFFICE, Policy(), 3)
    finishes = metrics.finish_days(whole)
    for project in OFFICE.projects:
        it = course(alone(OFFICE, project.id), 3, DAY)
        assert it.finish == finishes[project.id]
        assert it.standing == standing(whole, project, DAY)


def test_what_is_right_is_what_is_done_less_what_is_wrong_and_unknown():
    project = OFFICE.projects[0]
    for day in (40.0, 80.0, 120.0, 160.0):
        on = course(alone(OFFICE, "quay"), 4, day).standing
        assert on.right == pytest.approx(on.done - on.hidden / project.effort)
        assert 0 <= on.right <= on.done <= 1
    end = course(alone(OFFICE, "quay"), 4, 2000).standing
    assert end.done == 1 and end.hidden == 0


def test_an_audit_looks_once_and_changes_nothing_before():
    quay = alone(OFFICE, "quay")
    bare = simulate(quay, Policy(), 4)
    looked = simulate(quay, Policy(), 4, audit(125))
    held = [it for it in looked if isinstance(it, ReviewHeld)]
    assert [(it.day, it.depth, it.cost) for it in held] == [(125, "audit", 6)]
    assert [it for it in looked if it.day < 124] == [it for it in bare if it.day < 124]


# The screen


def test_before_a_signature_no_card_is_turned_over():
    picture = Cards(OFFICE, DAY, 6)
    for picture.open in (True, False):
        page = picture.shown()
        assert all(it.back is None for it in page.cards) and page.rows == ()
        assert page.saved is None and "not yet said" in picture.words()


def test_audits_ordered_before_the_predictions_give_nothing_away():
    picture = Cards(OFFICE, DAY, 6)
    picture.open = False
    for card in THREE:
        picture.place(card)
    picture.sign()
    page = picture.shown()
    assert page.signed and all(it.back is None for it in page.cards) and page.rows == ()


def test_the_back_of_a_card_says_what_came_and_what_the_audit_saved():
    page = ordered().shown()
    assert [it.id for it in page.cards if it.audited] == list(THREE)
    for it in page.cards:
        went = course(alone(OFFICE, it.id), 6, DAY)
        assert it.back is not None and it.back.colour == went.colour
        assert it.back.late == went.finish - it.due and it.back.hidden == went.standing.hidden
        assert (it.back.saved is not None) == it.audited
        if it.audited:
            looked = course(alone(OFFICE, it.id), 6, DAY, DAY + 5)
            assert it.back.saved == pytest.approx(looked.net - went.net)
            assert it.back.sooner == went.finish - looked.finish
    assert page.saved == pytest.approx(sum(it.back.saved for it in page.cards if it.audited))


def test_rules_look_at_the_fronts_only_and_have_the_same_worlds():
    page = ordered().shown()
    assert [it.name for it in page.rows] == list(RULES)
    assert all(len(it.saved) == WORLDS for it in page.rows)
    least = placed(OFFICE, DAY, "Where least came back", 6)[:AUDITS]
    back = {it.id: it.came_back / it.plan for it in page.cards}
    assert least[0] == "siding" and back["siding"] == min(back.values())
    assert saved_by(OFFICE, DAY, "Where it is reddest", 2) == page.rows[0].saved[1]


def test_the_screen_is_found_as_it_was_left():
    picture = ordered()
    again = Cards(OFFICE, DAY, 6)
    again.take_up(picture.kept())
    assert again.shown().cards == picture.shown().cards and again.shown().rows == ()
    finish(again, {"do": "worlds"})
    assert again.shown() == picture.shown()
    fresh = Cards(OFFICE, DAY, 6)
    for state in ({"mine": ["boat"]}, {"mine": 3}, {"mine": [it.id for it in OFFICE.projects]}):
        fresh.take_up(state)
    assert fresh.mine == set() and fresh.kept() is None
    fresh.take_up({"mine": ["quay"], "signed": True})
    assert fresh.mine == {"quay"} and not fresh.signed


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([{"do": "place", "card": "boat"}], "there is no card 'boat'"),
        ([{"do": "place"}], "there is no card None"),
        ([{"do": "sign"}], "3 audits are to be placed, and you have 0"),
        (
            [{"do": "place", "card": it} for it in (*THREE, "radio")],
            "there is money for 3 audits; take one back first",
        ),
        ([{"do": "worlds"}], "first order your audits, and lock your predictions"),
        ([{"do": "dance"}], "'dance' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_audited_is_a_sentence_and_changes_nothing(messages, said):
    picture = Cards(OFFICE, DAY, 6)
    *before, last = messages
    for message in before:
        picture.act(message)
    page = picture.shown()
    with pytest.raises(RefusedError, match=said):
        picture.act(last)
    assert picture.shown() == page


def test_what_is_ordered_stays():
    for message in ({"do": "sign"}, {"do": "place", "card": "radio"}):
        with pytest.raises(RefusedError, match="a signature stays"):
            ordered().act(message)


# The race


def test_indicators_are_what_earned_value_says_by_the_metrics():
    plan = simulate(without_chance(POWER), Policy(), 0)
    events = simulate(POWER, Policy(), 8)
    watch = Watch(POWER, events)
    for day in (60.0, 100.0, 140.0):
        past = tuple(it for it in events if it.day <= day)
        row = metrics.earned_value(past, plan, POWER, day).loc["power"]
        found = watch.on(day)
        assert found["cpi"] == pytest.approx(1 / row.cpi, rel=1e-6)
        assert found["spi_t"] == pytest.approx(1 / row.spi_t, rel=1e-6)
        assert found["spi"] == pytest.approx(1 / row.spi, rel=1e-6)
    assert planned(POWER)[-1] == pytest.approx(POWER.projects[0].effort)


def test_an_alarm_is_the_first_week_above_the_line_that_few_good_projects_exceed():
    good = [watched(POWER, seed) for seed in range(1, 41)]
    for name in NAMES:
        most = line(good, name, 0.2)
        assert sum(it.week_of(name, most) is not None for it in good) <= 8
        for it in good[:5]:
            week = it.week_of(name, most)
            above = [n for n, value in enumerate(it.numbers[name]) if value > most]
            assert week == (FIRST_WEEK + above[0] if above else None)


def test_the_race_needs_a_bet_and_tells_nothing_before():
    picture = Alarms(POWER)
    for picture.open in (True, False):
        page = picture.shown()
        assert all(it.alarms == () for it in page.lanes) and page.finish == ()
        assert picture.words() == "Which indicator warns first is not yet said."
    closed = bet()
    closed.open = False
    assert closed.shown().finish == ()


def test_all_watch_the_same_projects_and_more_false_alarms_never_warn_of_fewer():
    page = bet().shown()
    assert len(page.finish) == PROJECTS and all(it > page.due for it in page.finish)
    for lane in page.lanes:
        assert [len(it) for it in lane.alarms] == [PROJECTS] * len(SHARES)
        warned = [sum(week is not None for week in it) for it in lane.alarms]
        assert warned == sorted(warned)
        assert all(FIRST_WEEK <= week <= page.due for it in lane.alarms for week in it if week)


def test_a_bet_stands_and_is_found_again():
    picture = bet()
    picture.act({"do": "allow", "share": 11})
    assert picture.share == 10 and "with 10 false alarms" in picture.words()
    again = Alarms(POWER)
    again.take_up(picture.kept())
    assert again.shown().finish == () and again.shown().bet == "cpi"
    finish(again, {"do": "watch"})
    assert again.shown() == picture.shown()
    for state in ({"bet": "tea leaves"}, {"bet": "cpi", "share": 3}, {"bet": 1}):
        fresh = Alarms(POWER)
        fresh.take_up(state)
        assert fresh.kept() is None
    for message, said in (
        ({"do": "bet", "lane": "log"}, "you have bet on “Cost index”; a bet stands"),
        ({"do": "allow", "share": 99}, "share is 99; give a number from 5 to 40"),
        ({"do": "run"}, "'run' is nothing that can be done here"),
    ):
        with pytest.raises(RefusedError, match=said):
            picture.act(message)
    with pytest.raises(RefusedError, match="first bet on an indicator"):
        Alarms(POWER).act({"do": "watch"})
    with pytest.raises(RefusedError, match="there is no indicator 'tea leaves'"):
        Alarms(POWER).act({"do": "bet", "lane": "tea leaves"})


# Go on or stop


def test_worlds_are_run_one_by_one_and_what_is_stopped_halfway_tells_nothing():
    picture = signed()
    picture.played = 0
    work = picture.act({"do": "play"})
    for _ in range(4):
        next(work)
    assert picture.shown().played == 3 and not picture.told
    assert all(it.gains == () for it in picture.shown().cases)
    screen = ordered()
    screen.played = 0
    work = screen.act({"do": "worlds"})
    next(work), next(work)
    assert screen.shown().played == 1 and screen.shown().rows == ()
    assert "in this world." in screen.words()


def test_both_ways_are_played_only_when_all_is_signed():
    picture = Forward(STOP, DAY)
    picture.decide("tower", True)
    for picture.open in (True, False):
        page = picture.shown()
        assert all(it.gains == () and it.mean is None for it in page.cases)
        assert page.brought is None and page.choices == (AS_PLANNED,)
        assert "not yet said" in picture.words()
    early = signed()
    early.open = False
    assert all(it.gains == () for it in early.shown().cases)


def test_going_on_is_held_against_stopping_in_the_same_worlds():
    picture = signed()
    page = picture.shown()
    assert all(len(it.gains) == forward.WORLDS for it in page.cases)
    means = {it.id: it.mean for it in page.cases}
    assert page.brought == pytest.approx(-means["cranes"] - means["radio"])
    assert page.best == pytest.approx(-sum(min(0, it) for it in means.values()))
    assert max(abs(gain) for it in page.cases for gain in it.gains) <= page.end
    assert page.brought <= page.best


def test_what_waits_for_the_people_is_a_part_of_it():
    picture = signed()
    before = {it.id: it.mean for it in picture.shown().cases}
    finish(picture, {"do": "waits", "waits": NOTHING})
    after = {it.id: it.mean for it in picture.shown().cases}
    assert all(after[it] > before[it] for it in before)
    again = Forward(STOP, DAY)
    again.take_up(picture.kept())
    assert again.signed and not again.told
    finish(again, {"do": "play"})
    assert again.shown() == picture.shown()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "decide", "case": "tower_next", "go_on": True}, "there is no project 'tower_next'"),
        ({"do": "decide", "case": "tower", "go_on": "maybe"}, "'maybe' is neither to go on nor"),
        ({"do": "sign"}, "say of “Pilots’ tower” whether it goes on"),
        ({"do": "waits", "waits": NOTHING}, "'nothing' cannot be chosen here"),
        ({"do": "play"}, "first sign your decisions"),
        ({"do": "wait"}, "'wait' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_decided_is_a_sentence(message, said):
    picture = Forward(STOP, DAY)
    with pytest.raises(RefusedError, match=said):
        picture.act(message)
    assert picture.kept() is None


def test_what_is_signed_stays_and_other_editions_are_left_out():
    for message in ({"do": "sign"}, {"do": "decide", "case": "tower", "go_on": False}):
        with pytest.raises(RefusedError, match="a signature stays"):
            signed().act(message)
    fresh = Forward(STOP, DAY)
    for state in ({"decided": {"boat": True}}, {"decided": 3}, {"decided": {}, "waits": "tea"}):
        fresh.take_up(state)
    assert fresh.decided == {} and not fresh.signed
    fresh.take_up({"decided": {"tower": True}, "signed": True})
    assert fresh.decided == {"tower": True} and not fresh.signed
