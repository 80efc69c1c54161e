"""The pictures of notebook 10 without a browser: an act goes in, plain data comes out."""

from functools import cache

import pytest
from msgspec import to_builtins

from exercises.its_keep import (
    BAD,
    BORNE,
    BUDGET,
    CORE,
    GOOD,
    OFFICE,
    OLD,
    OPTIONS,
    PREVENTS,
    RESENTED,
    SILENT,
    UNASKED,
    WAYS,
)
from simulator.debrief.boundary.axes import CULTURES
from simulator.debrief.groups import GROUPS
from simulator.errors import RefusedError
from simulator.explorables import designer, doors, first_year, ledger
from simulator.explorables.designer import Designer, difference
from simulator.explorables.doors import DOORS, Doors, passed
from simulator.explorables.first_year import FirstYear, even, more_work
from simulator.explorables.ledger import AUDITS, OWN, Ledger, audits
from simulator.explorables.parts import BY_NAME, OFF, PARTS, policy_of, price, takes
from simulator.explorables.picture import finish
from simulator.explorables.standing import QUESTIONS, Standing
from simulator.explorables.tenure import WEEKS, tenure
from simulator.policies import Policy
from simulator.policies.functions import FUNCTIONS, PLAIN

HOW = OFFICE.mechanisms.governance


@pytest.fixture(autouse=True)
def few_worlds(monkeypatch):
    """As many as a test of what is shown needs."""
    monkeypatch.setattr(designer, "OFFICES", 12)
    monkeypatch.setattr(designer, "FEW", 2)
    monkeypatch.setattr(first_year, "OFFICES", 6)
    monkeypatch.setattr(doors, "OFFICES", 12)
    monkeypatch.setattr(ledger, "POOL", 8)


# The functions and their prices


def test_there_is_a_part_for_each_function_and_it_sets_that_function_only():
    assert [it.name for it in PARTS] == list(FUNCTIONS)
    for part in PARTS:
        assert OFF not in part.settings and len(part.settings) >= 2
        for setting in part.settings:
            policy = policy_of({part.name: setting})
            changed = {it.name for it in FUNCTIONS.values()
                       if it.settings(policy) != it.settings(PLAIN)}  # fmt: skip
            assert changed == {part.name}


def test_prices_add_up_to_what_the_office_takes():
    assert HOW is not None
    each = sum(price(name, setting, HOW) for name, setting in GOOD.items())
    assert takes(GOOD, HOW) == pytest.approx(HOW.base + each)
    assert takes({}, HOW) == 0 == price("risk", OFF, HOW)


# Designing


def desk(choice=OLD, house=BORNE) -> Designer:
    return Designer(OFFICE, choice, BUDGET, house)


def test_nothing_is_told_of_what_an_office_brings_before_the_predictions():
    picture = desk()
    picture.open = False
    for do in ("play", "shares"):
        with pytest.raises(RefusedError, match="first lock your predictions"):
            picture.act({"do": do})
    picture.tried.append(_tried())
    page = picture.shown()
    assert page.differences == page.before == page.tried == page.shares == ()
    assert "not yet said" in picture.words()


def _tried() -> designer.Tried:
    return designer.Tried(what="x", house=BORNE, takes=1.0, won=1, mean=1.0, low=0.0, high=2.0,
                          bypassed=0.0)  # fmt: skip


def test_each_dot_is_a_world_with_the_office_less_the_same_without():
    picture = desk(GOOD)
    work = picture.act({"do": "play"})
    next(work)
    assert picture.shown().differences == () and not picture.tried
    next(work)
    assert len(picture.shown().differences) == designer.SLICE
    for _ in work:
        pass
    page = picture.shown()
    wanted = tuple(
        tenure(UNASKED, policy_of(GOOD), it).net - tenure(UNASKED, Policy(), it).net
        for it in range(1, 13)
    )
    assert page.differences == wanted and page.fresh
    assert page.tried[0].won == sum(it > 0 for it in wanted)
    assert page.tried[0].what == "The office you took over"
    assert picture.words().startswith("7 of 12 functions take 4.8 of every 100 hours. ")


def test_what_changed_is_said_and_the_dots_before_stay():
    picture = desk(GOOD)
    finish(picture, {"do": "play"})
    first = picture.shown().differences
    picture.act({"do": "set", "part": "intake", "setting": BAD["intake"]})
    assert not picture.shown().fresh
    finish(picture, {"do": "play"})
    page = picture.shown()
    assert page.before == first != page.differences
    assert page.tried[-1].what == "One door for projects: two projects at most"
    picture.act({"do": "house", "house": RESENTED})
    finish(picture, {"do": "play"})
    assert picture.tried[-1].what == RESENTED
    assert picture.tried[-1].bypassed > picture.tried[-2].bypassed


def test_what_groups_have_brought_adds_up_to_what_the_office_has():
    picture = desk(GOOD)
    with pytest.raises(RefusedError, match="first play the office"):
        picture.act({"do": "shares"})
    finish(picture, {"do": "play"})
    finish(picture, {"do": "shares"})
    page = picture.shown()
    assert [it.group for it in page.shares] == list(GROUPS) and page.divided == 2
    brought = sum(it.mean for it in page.shares)
    assert brought == pytest.approx(sum(page.differences[:2]) / 2)
    assert {it.group: it.mean for it in page.shares}["alignment"] == 0  # it is off
    picture.act({"do": "set", "part": "risk", "setting": OFF})
    with pytest.raises(RefusedError, match="first play the office"):
        picture.act({"do": "shares"})


def test_an_office_is_signed_once_it_was_played_and_found_again():
    picture = desk(GOOD)
    with pytest.raises(RefusedError, match="play the office that is on the table before"):
        picture.act({"do": "sign"})
    finish(picture, {"do": "play"})
    finish(picture, {"do": "sign"})
    with pytest.raises(RefusedError, match="a signature stays"):
        picture.act({"do": "sign"})
    picture.act({"do": "set", "part": "risk", "setting": OFF})
    assert picture.policy == policy_of(GOOD)
    again = desk()
    again.take_up(to_builtins(picture.kept()))
    assert again.policy == picture.policy and again.chosen == picture.chosen
    assert again.shown().tried == picture.shown().tried
    for left in ({}, {"chosen": {"risk": "luck"}}, {"house": "haunted"}, {"tried": 3}):
        again.take_up(left)
    assert again.policy == picture.policy
    assert desk().kept() is None


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "set", "part": "tea", "setting": OFF}, "there is no function 'tea'"),
        ({"do": "set", "part": "risk", "setting": "luck"}, "'luck' cannot be chosen here"),
        ({"do": "set", "part": "risk"}, "None cannot be chosen here"),
        ({"do": "house", "house": "haunted"}, "'haunted' cannot be chosen here"),
        (
            {"do": "set", "part": "improve", "setting": "10 hours of 100"},
            "that is 9.8 hours of 100 more than the 7 you may take; switch something off first",
        ),
        ({"do": "dance"}, "'dance' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_designed_is_a_sentence_and_changes_nothing(message, said):
    picture = desk()
    page = picture.shown()
    with pytest.raises(RefusedError, match=said):
        picture.act(message)
    assert picture.shown() == page


def test_no_office_at_all_is_not_played_and_less_is_always_allowed():
    picture = desk(dict.fromkeys(BY_NAME, OFF))
    with pytest.raises(RefusedError, match="everything is off, so there is no office"):
        picture.act({"do": "play"})
    dear = Designer(OFFICE, {**OLD, "improve": "10 hours of 100"}, BUDGET, BORNE)
    dear.act({"do": "set", "part": "improve", "setting": "3 hours of 100"})
    assert dear.chosen["improve"] == "3 hours of 100"


# The first year


def test_each_week_is_what_is_done_with_the_office_less_without():
    picture = FirstYear(UNASKED, WAYS)
    assert picture.words() == "No way to begin was played yet."
    finish(picture, {"do": "play"})
    (curve,) = picture.shown().curves
    worlds = [more_work(UNASKED, WAYS[picture.way], it) for it in range(1, 7)]
    for place, week in enumerate(WEEKS):
        assert curve.mean[place] == pytest.approx(sum(it[place] for it in worlds) / 6)
        assert curve.ahead[place] == tuple(it[place] >= 0 for it in worlds), week
    assert curve.mean[0] == 0 and max(map(abs, curve.mean)) <= picture.shown().end
    again = FirstYear(UNASKED, WAYS)
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    for left in ({}, {"way": "by itself"}, {"way": 3}):
        again.take_up(left)
    assert again.shown() == picture.shown()


def test_even_is_where_the_curve_comes_back_after_its_lowest():
    flat = [0.0] * len(WEEKS)
    assert even(flat) is None
    assert even([0.0, -10.0, 10.0] + flat[3:]) == 6
    assert even([0.0, 5.0, -10.0, -5.0, 5.0] + flat[5:]) == 14
    assert even([0.0] + [-5.0] * (len(WEEKS) - 1)) is None


def test_years_are_not_played_before_the_predictions_nor_in_no_way():
    picture = FirstYear(UNASKED, WAYS)
    picture.open = False
    with pytest.raises(RefusedError, match="first lock your predictions"):
        picture.act({"do": "play"})
    for message, said in (
        ({"do": "way", "way": "by itself"}, "'by itself' cannot be chosen here"),
        ({"do": "dance"}, "'dance' is nothing"),
    ):
        with pytest.raises(RefusedError, match=said):
            picture.act(message)
    picture.done[picture.way] = 2
    assert picture.shown().curves == ()


# Three doors


def hall() -> Doors:
    return Doors(OFFICE, CORE, OPTIONS)


def test_who_goes_through_which_door_is_what_leadership_said_there():
    picture = hall()
    assert picture.chosen == {"does": PREVENTS, "shows": SILENT, "visits": "never"}
    finish(picture, {"do": "play"})
    page = picture.shown()
    policy = picture.policy(picture.chosen)
    assert page.passed == tuple(passed(OFFICE, policy, it) for it in range(1, 13))
    for seed, gone in zip(range(1, 13), page.passed, strict=True):
        reviews = tenure(OFFICE, policy, seed).kept
        assert all(reviews[:gone]) and (gone == DOORS or not reviews[gone])
    (round_,) = page.rounds
    assert round_.left == tuple(sum(it > n for it in page.passed) for n in range(DOORS))
    assert page.doors == (26, 52, 78) and round_.prevented > 0 == round_.rescued


def test_rounds_are_found_again_and_the_same_one_stands_there_once():
    picture = hall()
    for option in (PREVENTS, PREVENTS, "both"):
        picture.act({"do": "choose", "name": "does", "option": option})
        finish(picture, {"do": "play"})
    assert [it.chosen["does"] for it in picture.rounds] == [PREVENTS, "both"]
    again = hall()
    again.take_up(to_builtins(picture.kept()))
    assert (again.chosen, again.rounds) == (picture.chosen, picture.rounds)
    for left in ({}, {"chosen": {"does": "nothing"}, "rounds": []}, {"chosen": 1, "rounds": []}):
        again.take_up(left)
    assert again.words() == picture.words() and hall().kept() is None
    assert picture.words().startswith("Of 12 offices there are after 3 reviews: keeps losses")


def test_doors_stay_shut_before_the_predictions_and_for_what_is_no_option():
    picture = hall()
    for message, said in (
        ({"do": "choose", "name": "does", "option": "sleeps"}, "'sleeps' cannot be chosen"),
        ({"do": "choose", "name": "tea", "option": "green"}, "'green' cannot be chosen"),
        ({}, "None is nothing that can be done here"),
    ):
        with pytest.raises(RefusedError, match=said):
            picture.act(message)
    finish(picture, {"do": "play"})
    picture.open = False
    page = picture.shown()
    assert page.passed == () == page.rounds
    assert picture.words() == "Three doors, and a hundred offices before them."
    with pytest.raises(RefusedError, match="first lock your predictions"):
        picture.act({"do": "play"})


# One sentence


def book() -> Ledger:
    return Ledger(
        lambda policy, seed: difference(UNASKED, policy, seed), lambda: policy_of(GOOD), 4500.0
    )


@cache
def pool() -> list[float]:
    return [difference(UNASKED, policy_of(GOOD), it) for it in range(1 + OWN, 9 + OWN)]


def test_audits_come_once_something_is_signed_and_find_what_their_worlds_hold():
    picture = book()
    with pytest.raises(RefusedError, match="first look into the ledger"):
        picture.act({"do": "sign"})
    finish(picture, {"do": "keep"})
    assert len(picture.shown().own) == OWN and picture.shown().findings == ()
    picture.act({"do": "write", "amount": 1004})
    finish(picture, {"do": "sign"})
    page = picture.shown()
    assert page.signed == 1000 and page.findings == audits(pool()) and len(page.findings) == AUDITS
    assert page.holds == sum(it >= 1000 for it in page.findings)
    assert page.believed == pytest.approx(1000 * page.holds / AUDITS)
    assert page.low is not None and page.low < page.mean < page.high
    picture.act({"do": "write", "amount": 4500})
    assert picture.shown().holds == 0 == picture.shown().believed
    assert "It holds in 0 of 100 audits" in picture.words()
    with pytest.raises(RefusedError, match="at least 1,000 k€ is signed; a signature stays"):
        picture.act({"do": "sign"})
    again = book()
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    for left in ({}, {"written": 1e9}, {"written": "much"}):
        again.take_up(left)
    assert again.shown() == picture.shown() and book().kept() is None


def test_an_auditor_draws_from_the_pool_and_all_of_them_differ():
    found = audits([0.0, 100.0])
    assert all(0 <= it <= 100 for it in found) and len(set(found)) > 3


@pytest.mark.parametrize("amount", [None, "much", 1e9, float("nan"), True])
def test_what_is_no_amount_is_a_sentence(amount):
    with pytest.raises(RefusedError, match="give a number from -4500 to 4500"):
        book().act({"do": "write", "amount": amount})


def test_no_ledger_before_the_predictions():
    picture = book()
    finish(picture, {"do": "keep"})
    picture.open = False
    assert picture.shown().own == () and "no audit has come yet" in picture.words()
    for do in ("keep", "sign"):
        with pytest.raises(RefusedError, match="first lock your predictions"):
            picture.act({"do": do})


# The map


def answered(**answers: int) -> Standing:
    picture = Standing(OFFICE)
    for name, (_, each) in QUESTIONS.items():
        place = answers.get(name, 0)
        picture.act({"do": "answer", "question": name, "answer": list(each)[place]})
    return picture


def test_the_map_is_face_down_until_something_is_expected():
    picture = Standing(OFFICE)
    with pytest.raises(RefusedError, match="first answer all five questions"):
        picture.act({"do": "expect", "verdict": "pays"})
    picture = answered()
    page = picture.shown()
    assert not page.told and all(it.share is None and it.verdict == "" for it in page.tiles)
    assert len(page.tiles) == 75 and sum(page.found.values()) == 0
    picture.act({"do": "expect", "verdict": "pays"})
    page = picture.shown()
    assert page.told and all(it.verdict for it in page.tiles) and sum(page.found.values()) == 1
    with pytest.raises(RefusedError, match="the map is open"):
        picture.act({"do": "expect", "verdict": "costs"})
    picture.open = False
    assert not picture.told and picture.shown().tiles[0].share is None


def test_an_office_stands_between_what_two_answers_say_and_moves_with_each():
    picture = Standing(OFFICE)
    assert picture.shown().mine is None
    picture.act({"do": "answer", "question": "wait", "answer": "in months"})
    mine = picture.shown().mine
    assert mine is not None and mine.loads == (1.0, 1.0) and mine.troubles == (0.05, 0.4)
    assert mine.culture == ""
    picture = answered(wait=4, done=2, surprises=1, together=1, form=2)
    mine = picture.shown().mine
    assert mine is not None and mine.loads == (0.8, 1.2) and mine.troubles == (0.1, 0.1)
    assert mine.culture == list(CULTURES)[2]
    picture.act({"do": "expect", "verdict": "costs"})
    assert picture.shown().found == {"pays": 0, "costs": 3, "nobody can tell": 0}
    assert picture.words() == (
        "Your office stands in 3 places of the map. A PMO there: costs in 3. You expected: costs."
    )
    again = Standing(OFFICE)
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    for left in ({"answers": {"wait": "never"}}, {"expected": "luck"}, {"answers": 3}):
        again.take_up(left)
    assert again.shown() == picture.shown() and Standing(OFFICE).kept() is None


def test_the_waterworks_is_on_the_map_too():
    spot = Standing(OFFICE).shown().lesson
    assert spot.culture == BORNE and spot.loads == (0.8, 0.8)


@pytest.mark.parametrize(
    "message",
    [
        {"do": "answer", "question": "wait", "answer": "never"},
        {"do": "answer", "question": "tea", "answer": "green"},
        {"do": "expect", "verdict": "luck"},
        {"do": "expect"},
        {"do": "dance"},
    ],
)
def test_what_is_no_answer_is_a_sentence(message):
    with pytest.raises(RefusedError, match=r"cannot be chosen here|nothing that can be done"):
        Standing(OFFICE).act(message)


# Worlds that are told of later


def test_worlds_that_are_told_of_later_are_played_once_in_small_slices():
    played = []
    wanted = [(UNASKED, policy_of(GOOD), it, ()) for it in range(1, 7)]
    picture = Designer(
        OFFICE, GOOD, BUDGET, BORNE, unseen=lambda policy: played.append(policy) or wanted
    )
    finish(picture, {"do": "play"})
    work = picture.act({"do": "sign"})
    next(work)
    assert picture.signed and picture.shown().unseen == (0, 6)
    next(work)
    assert picture.shown().unseen == (4, 6)
    for _ in work:
        pass
    assert picture.shown().unseen == (0, 0) and played == [policy_of(GOOD)]
    hall = Doors(OFFICE, CORE, OPTIONS, unseen=lambda: wanted)
    years = FirstYear(UNASKED, WAYS, unseen=lambda: wanted)
    for each in (hall, years):
        seen = [each.shown().unseen for _ in each.act({"do": "play"})]
        assert (4, 6) in seen and each.shown().unseen == (0, 0)
