"""Whoever sits in the office changes a flight in one way, without any screen."""

import pytest

from simulator import BuyMitigation, PauseProject, Session, load
from simulator.errors import RefusedError
from simulator.widgets.futures import comparable
from simulator.widgets.seat import Seat

OFFICE = load("three_projects")
START = Session(OFFICE, seed=1)
OFFER = OFFICE.mitigations[0]


class Screen:
    """What somebody has heard, and how often a picture was drawn."""

    def __init__(self, seat):
        self.said, self.drawn = [], []
        seat.when_said(self.said.append)
        seat.when_changed(lambda: self.drawn.append(seat.session.today))


@pytest.fixture
def seat():
    return Seat(START)


@pytest.fixture
def screen(seat):
    return Screen(seat)


def test_a_week_is_said_and_drawn_once(seat, screen):
    seat.wait(5)
    assert (screen.said, screen.drawn) == (["Today is day 5."], [5.0])


def test_every_screen_of_a_seat_hears_of_the_same_act(seat, screen):
    other = Screen(seat)
    seat.decide(BuyMitigation(OFFER.id))
    assert other.said == screen.said == [f"Decided on day 0: buy {OFFER.name}."]
    assert other.drawn == screen.drawn == [0.0]


def test_what_is_refused_is_said_once_and_draws_nothing(seat, screen):
    seat.act(lambda: seat.decide(PauseProject("reports")))()
    assert screen.said == [
        "Not possible: decision on day 0: project 'reports' arrives on day 5; decide then."
    ]
    assert screen.drawn == [] and seat.session == START


def test_time_never_passes_beyond_the_end(seat):
    end = START.to_end()
    seat.wait(end.today - 1)
    seat.wait(20)
    assert seat.session.today == end.today


def test_the_news_are_what_the_last_step_brought(seat):
    seat.wait(5)
    week = seat.session.visible
    seat.wait(5)
    assert week + seat.news == seat.session.visible


def test_a_decision_tells_no_news_twice(seat):
    seat.wait(5)
    news = seat.news
    seat.decide(BuyMitigation(OFFER.id))
    assert seat.news[: len(news)] == news


def test_nothing_to_undo_is_said_so(seat, screen):
    seat.act(seat.undo)()
    assert screen.said == ["Not possible: there is nothing to undo."]


def test_without_another_future_there_is_none_to_take_up(seat):
    with pytest.raises(RefusedError) as refused:
        seat.swap()
    assert str(refused.value) == (
        "there is no other future yet; change a past decision first"
    )  # fmt: skip


def test_the_future_that_is_left_is_the_one_to_compare_with(seat, screen):
    seat.decide(BuyMitigation(OFFER.id))
    seat.fly_to_end()
    flown = seat.session
    seat.leave_out(0)
    assert seat.other == flown and seat.session.decisions == () and seat.session.over
    seat.swap()
    assert seat.session == flown
    assert screen.said[-1] == "This is your other future."


def test_a_decision_that_cannot_take_the_place_of_another_leaves_it_to_be_replaced(seat):
    seat.decide(BuyMitigation(OFFER.id))
    seat.replace(0)
    seat.act(lambda: seat.decide(PauseProject("reports")))()
    assert seat.replacing == 0 and seat.session.decisions == (BuyMitigation(OFFER.id, day=0.0),)


def test_a_flight_that_goes_on_shows_no_more_of_its_other_future_than_of_itself():
    mine, theirs = comparable(START.advance(10), START.advance(30))
    assert mine == theirs == START.advance(10).visible
