"""The pictures of notebook 06 without a browser: an act goes in, plain data comes out."""

import pytest
from msgspec import to_builtins

from exercises.pay_now import BUDGET, MONTHLY, OFFERS, OFFICE, basket
from simulator.errors import RefusedError
from simulator.explorables.basket import LEVERAGE, MINE, NOTHING, RED, STORMS, Basket
from simulator.explorables.cadence import FUTURES, Cadence
from simulator.explorables.picture import finish
from simulator.explorables.premortem import LONGEST, MOST_REASONS, Premortem
from simulator.explorables.purse import ALONE, TOGETHER, Purse
from simulator.explorables.season import season

ABOUTS = ("weather", "papers", "something else")


def shop() -> Basket:
    return Basket(OFFICE, BUDGET)


def filled() -> Basket:
    picture = shop()
    for offer in ("crate", "march", "wash"):
        picture.act({"do": "toggle", "offer": offer})
    return picture


# The basket


def test_before_a_signature_nothing_is_said_of_storms_nor_of_what_pays():
    picture = filled()
    for picture.open in (True, False):
        page = picture.shown()
        assert page.spent == 9 and not page.signed and page.end == 0
        assert all(it.leverage is None for it in page.lines)
        assert all(it.losses == () and it.saved is None and it.ahead is None for it in page.rows)
        assert {it.name: it.spent for it in page.rows}[LEVERAGE] == 0
        assert "not yet said" in picture.words()


def test_signing_before_the_predictions_gives_nothing_away_either():
    picture = filled()
    picture.open = False
    picture.act({"do": "sign"})
    assert all(it.losses == () for it in picture.shown().rows)
    assert "not yet said" in picture.words()


def test_the_same_storms_go_over_all_four_baskets():
    picture = filled()
    picture.act({"do": "sign"})
    rows = {it.name: it for it in picture.shown().rows}
    assert list(rows) == [NOTHING, RED, MINE, LEVERAGE]
    assert all(len(it.losses) == STORMS for it in rows.values())
    assert rows[NOTHING].saved == 0 == rows[NOTHING].ahead and rows[MINE].spent == 9
    for storm, bare in enumerate(rows[NOTHING].losses):
        seed = picture.seeds[storm]
        assert bare == season(OFFICE, seed).all
        assert rows[MINE].losses[storm] <= bare + 9
    assert rows[MINE].saved == pytest.approx(
        sum(a - b for a, b in zip(rows[NOTHING].losses, rows[MINE].losses, strict=True)) / STORMS
    )
    assert picture.rules == {RED: basket("heat_map"), LEVERAGE: basket("leverage")}
    assert f"Yours {rows[MINE].saved:,.0f}" in picture.words()
    assert max(max(it.losses) for it in rows.values()) <= picture.shown().end


def test_a_basket_can_be_changed_after_signing_but_what_is_signed_stays():
    picture = filled()
    picture.act({"do": "sign"})
    picture.act({"do": "toggle", "offer": "shutters"})
    assert set(picture.signed) == {"crate", "march", "wash"}
    again = shop()
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    again.take_up({"mine": ["nothing"]})
    again.take_up({"mine": 3})
    again.take_up({"mine": list(OFFERS)})  # more than there is money for
    assert again.shown() == picture.shown()
    assert shop().kept() is None


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([{"do": "toggle", "offer": "boat"}], "there is no offer 'boat'"),
        ([{"do": "toggle"}], "there is no offer None"),
        ([{"do": "sign"}], "the basket is empty"),
        (
            [{"do": "toggle", "offer": "ring"}, {"do": "toggle", "offer": "tank"}],
            "that is 20 k€ more than the 50 k€ you have",
        ),
        ([{"do": "dance"}], "'dance' is nothing that can be done here"),
    ],
)
def test_what_cannot_be_bought_is_a_sentence_and_changes_nothing(messages, said):
    picture = shop()
    *before, last = messages
    for message in before:
        picture.act(message)
    page = picture.shown()
    with pytest.raises(RefusedError, match=said):
        picture.act(last)
    assert picture.shown() == page


def test_a_basket_is_signed_once():
    picture = filled()
    picture.act({"do": "sign"})
    with pytest.raises(RefusedError, match="a signature stays"):
        picture.act({"do": "sign"})


# How often to look


def test_the_curve_builds_up_from_what_was_tried():
    picture = Cadence(OFFICE)
    picture.act({"do": "weeks", "weeks": 4})
    work = picture.act({"do": "play"})
    next(work)
    assert picture.shown().points == ()
    next(work)
    assert picture.shown().points[0].futures == 10
    assert picture.kept() is None
    for _ in work:
        pass
    (point,) = picture.shown().points
    assert (point.weeks, point.futures) == (4, FUTURES)
    mean = sum(season(OFFICE, it, (), 4).all for it in picture.seeds) / FUTURES
    assert point.mishaps + point.looks == pytest.approx(mean)
    assert f"every 4 weeks {mean:,.0f}" in picture.words()


def test_all_cadences_make_a_curve_whose_ends_are_high():
    picture = Cadence(OFFICE)
    finish(picture, {"do": "all"})
    cost = {it.weeks: it.mishaps + it.looks for it in picture.shown().points}
    assert list(cost) == list(range(1, 14))
    assert min(cost, key=lambda it: cost[it]) in range(2, 8)
    assert cost[1] > min(cost.values()) + 20 and cost[13] > min(cost.values()) + 20
    assert max(cost.values()) <= picture.shown().end
    again = Cadence(OFFICE)
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    for left in ({"weeks": 99}, {"weeks": 3, "tried": [0]}, {"weeks": "often"}):
        again.take_up(left)
    assert again.shown() == picture.shown()


def test_nothing_is_played_before_the_predictions():
    picture = Cadence(OFFICE)
    picture.open = False
    for do in ("play", "all"):
        with pytest.raises(RefusedError, match="first lock your predictions"):
            picture.act({"do": do})
    assert picture.words() == "No cadence was tried yet."
    picture.take_up({"weeks": 4, "tried": [4]})
    assert picture.shown().points == ()


@pytest.mark.parametrize("weeks", [0, 14, "often", None, True, float("nan")])
def test_what_is_no_cadence_is_a_sentence(weeks):
    with pytest.raises(RefusedError, match="give a number from 1 to 13"):
        Cadence(OFFICE).act({"do": "weeks", "weeks": weeks})


# What to hold back


def test_what_all_lose_together_is_not_shown_before():
    picture = Purse(OFFICE, MONTHLY)
    picture.open = False
    page = picture.shown()
    assert page.all == () and page.one is None and page.lucks == (TOGETHER,)
    assert all(list(it.losses) == sorted(it.losses) for it in page.owners)
    assert "not yet said" in picture.words()
    picture.open = True
    after = picture.shown()
    sums = tuple(map(sum, zip(*(it.losses for it in after.owners), strict=True)))
    assert after.all == pytest.approx(sums)
    assert [sorted(it.losses) for it in after.owners] == [list(it.losses) for it in page.owners]


def test_each_purse_and_the_one_for_all_suffice_in_eight_of_ten():
    picture = Purse(OFFICE, MONTHLY)
    page = picture.shown()
    for it in page.owners:
        assert sum(loss <= it.purse for loss in it.losses) >= 80
    assert 79 <= sum(loss <= page.one for loss in page.all) <= 81
    assert page.six == pytest.approx(sum(it.purse for it in page.owners))
    assert max(page.all) <= page.end


def test_where_each_risk_has_its_own_luck_one_purse_may_be_smaller():
    picture = Purse(OFFICE, MONTHLY)
    shared = picture.one() / picture.six()
    picture.act({"do": "luck", "luck": ALONE})
    assert picture.one() / picture.six() < shared + 0.1
    assert picture.one() < 0.97 * picture.six()
    assert ALONE in picture.words()


def test_the_purse_is_signed_once_and_found_again():
    picture = Purse(OFFICE, MONTHLY)
    picture.act({"do": "hold", "amount": 640})
    picture.act({"do": "sign"})
    for message in ({"do": "sign"}, {"do": "hold", "amount": 1}):
        with pytest.raises(RefusedError, match="640 k€ are signed"):
            picture.act(message)
    again = Purse(OFFICE, MONTHLY)
    again.take_up(picture.kept())
    assert again.shown() == picture.shown()
    again.take_up({"held": -5.0})
    again.take_up({"held": "much"})
    assert again.shown() == picture.shown()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "hold", "amount": -1}, "amount is -1; give a number from 0"),
        ({"do": "hold"}, "amount is None; give a number"),
        ({"do": "luck", "luck": "good"}, "'good' cannot be chosen here"),
        ({}, "None is nothing that can be done here"),
    ],
)
def test_what_cannot_be_held_back_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        Purse(OFFICE, MONTHLY).act(message)


def test_luck_is_not_parted_before_the_predictions():
    picture = Purse(OFFICE, MONTHLY)
    picture.open = False
    with pytest.raises(RefusedError, match="cannot be chosen here"):
        picture.act({"do": "luck", "luck": ALONE})


# Why it failed


def test_reasons_go_into_the_box_and_are_held_against_what_was_lost():
    box = Premortem(ABOUTS)
    box.act({"do": "add", "text": " The autumn was one long gale ", "about": "weather"})
    box.act({"do": "add", "text": "Nobody answered letters", "about": "something else"})
    box.act({"do": "add", "text": "A permit", "about": "papers"})
    box.act({"do": "remove", "place": 1})
    assert [it.text for it in box.shown().reasons] == ["The autumn was one long gale", "A permit"]
    box.act({"do": "seal"})
    assert box.words() == "2 reasons in the box; it is sealed."
    found = box.found({"weather": 90.0, "papers": 10.0})
    assert [(it.about, it.named, it.share) for it in found] == [
        ("weather", 1, 0.9), ("papers", 1, 0.1), ("something else", 0, 0.0),
    ]  # fmt: skip
    assert {it.share for it in box.found({})} == {0.0}
    again = Premortem(ABOUTS)
    again.take_up(box.kept())
    assert to_builtins(again.shown()) == to_builtins(box.shown())
    for message in (
        {"do": "add", "text": "x", "about": "papers"}, {"do": "remove", "place": 0}, {"do": "seal"},
    ):  # fmt: skip
        with pytest.raises(RefusedError, match="the box is sealed"):
            again.act(message)
    again.take_up({"reasons": [{"text": "x", "about": "elsewhere"}]})
    again.take_up({"reasons": "none"})
    assert len(again.reasons) == 2 and Premortem(ABOUTS).kept() is None


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"do": "add", "text": "  ", "about": "papers"}, "the reason is empty"),
        ({"do": "add", "about": "papers"}, "the reason is empty"),
        ({"do": "add", "text": "x" * (LONGEST + 1), "about": "papers"}, "has 121 characters"),
        ({"do": "add", "text": "x", "about": "luck"}, "'luck' is not on the list"),
        ({"do": "remove", "place": 4}, "there is no reason number 5"),
        ({"do": "remove", "place": "first"}, "there is no reason 'first'"),
        ({"do": "seal"}, "the box is empty"),
        ({"do": "open"}, "'open' is nothing that can be done here"),
    ],
)
def test_what_is_no_reason_is_a_sentence(message, said):
    with pytest.raises(RefusedError, match=said):
        Premortem(ABOUTS).act(message)


def test_a_handful_of_reasons_is_enough():
    box = Premortem(ABOUTS)
    for number in range(MOST_REASONS):
        box.add(f"reason {number}", "papers")
    with pytest.raises(RefusedError, match="5 reasons are enough"):
        box.add("one more", "papers")
