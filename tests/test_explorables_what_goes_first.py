"""The picture of notebook 04: a list to rank, and somebody who shouts."""

import pytest

from exercises import what_goes_first as checks
from simulator.errors import RefusedError
from simulator.explorables.picture import finish
from simulator.explorables.ranking import MINE, Ranking

PLAN = checks.PLAN
CAME = tuple(it.id for it in checks.OFFICE.projects)


def desk(*acts: str, futures: int = 12) -> Ranking:
    picture = Ranking(checks.OFFICE, checks.VIP, "Mine first!", futures=futures)
    for act in acts:
        finish(picture, {"do": act})
    return picture


def test_nothing_is_told_before_an_order_is_given():
    page = desk().shown()
    assert [it.id for it in page.rows] == list(CAME)
    assert (page.total, page.least, page.sorts, page.vip, page.outcomes) == (None, None, (), "", ())
    assert {(it.finish, it.cost) for it in page.rows} == {(None, None)}
    for what in ({"do": "listen"}, {"do": "many"}, {"do": "sort", "by": "as they came"}):
        with pytest.raises(RefusedError, match=r"^first give an order of your own; it costs"):
            finish(desk(), what)


def test_nothing_is_told_before_the_predictions_are_locked():
    picture = desk("give", "listen", "many")
    picture.open = False
    page = picture.shown()
    assert (page.given, page.total, page.quiet, page.outcomes) == (False, None, None, ())
    assert "k€" not in picture.words()
    for what in ("give", "listen", "many"):
        with pytest.raises(RefusedError, match=r"^first lock your predictions; then this can be"):
            finish(picture, {"do": what})


def test_a_request_is_moved_and_the_others_keep_their_order():
    picture = desk()
    finish(picture, {"do": "move", "request": "fees", "place": 0})
    assert picture.order == ("fees", *(it for it in CAME if it != "fees"))
    finish(picture, {"do": "move", "request": "fees", "place": 99})
    assert picture.order[-1] == "fees"


@pytest.mark.parametrize("move", [
    {"request": "nothing", "place": 0}, {"request": ["fees"], "place": 0}, {"place": 1},
    {"request": "fees", "place": -1}, {"request": "fees"}, {"request": "fees", "place": "first"},
])  # fmt: skip
def test_no_other_request_or_place(move):
    with pytest.raises(RefusedError):
        finish(desk(), {"do": "move", **move})


def test_what_waiting_costs_is_the_sum_of_the_areas():
    page = desk("give").shown()
    assert page.total == pytest.approx(PLAN.cost(CAME))
    assert page.total == pytest.approx(sum(it.cost for it in page.rows))
    assert page.rows[-1].finish == sum(PLAN.days.values())
    assert all(it.cost == pytest.approx(it.weekly / 5 * it.finish) for it in page.rows)
    assert page.least == pytest.approx(PLAN.cost(PLAN.best())) and not page.moved


def test_the_list_can_be_sorted_once_an_order_was_given():
    picture = desk("give")
    totals = {}
    for by in picture.shown().sorts:
        finish(picture, {"do": "sort", "by": by})
        totals[by] = picture.shown().total
    assert totals["as they came"] == max(totals.values())
    assert totals["dearest for its work first"] == picture.shown().least == min(totals.values())
    with pytest.raises(RefusedError, match=r"^'loudest first' is no way to sort;"):
        finish(picture, {"do": "sort", "by": "loudest first"})


def test_who_gives_in_sees_the_price_of_the_jump():
    picture = desk("give")
    finish(picture, {"do": "sort", "by": "dearest for its work first"})
    finish(picture, {"do": "give"})
    finish(picture, {"do": "listen"})
    page = picture.shown()
    assert (page.vip, page.words, page.quiet) == ("history", "Mine first!", page.total)
    finish(picture, {"do": "move", "request": "history", "place": 0})
    page = picture.shown()
    assert page.moved and page.total - page.quiet == pytest.approx(94, abs=1)
    finish(picture, {"do": "give"})
    assert (
        picture.shown().quiet == page.quiet
    )  # what was given before stays what it is held against


def test_futures_are_played_slice_by_slice_and_told_as_multiples_of_the_least():
    picture = desk("give")
    done = [picture.shown().done for _ in picture.act({"do": "many"})]
    assert done == [0, 10] and picture.shown().done == 12
    ways = {it.name: it for it in picture.shown().outcomes}
    assert ways[MINE].times == ways["as they came"].times  # nobody has moved anything
    assert all(min(it.times) >= 1 and len(it.times) == 12 for it in ways.values())
    rough = ways["dearest for its work first"]
    assert rough.mean < ways["as they came"].mean


def test_what_futures_said_of_another_list_is_forgotten():
    picture = desk("give", "many")
    finish(picture, {"do": "move", "request": "fees", "place": 0})
    assert picture.shown().outcomes == () and picture.shown().moved


def test_the_list_comes_back_as_it_was_left():
    picture = desk()
    assert picture.kept() is None
    finish(picture, {"do": "move", "request": "fees", "place": 0})
    for act in ("give", "listen"):
        finish(picture, {"do": act})
    finish(picture, {"do": "move", "request": "history", "place": 0})
    other = desk()
    other.take_up(picture.kept())
    assert other.shown() == picture.shown()
    assert other.words().startswith("In this order waiting costs 990 k€: Port fees")


@pytest.mark.parametrize("state", [
    {}, {"order": ["fees"], "given": ["fees"]}, {"order": 3}, {"order": list(CAME), "given": []},
    {"order": list(CAME), "given": list(CAME), "before": ["fees", "fees"]},
])  # fmt: skip
def test_what_another_edition_has_kept_is_left_out(state):
    picture = desk()
    picture.take_up(state)
    assert picture.given is None and picture.order == CAME
