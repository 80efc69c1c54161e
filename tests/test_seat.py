"""Whoever sits in the office changes a flight in one way, without any screen."""

import pytest

from simulator import BuyMitigation, CancelProject, OrderProjects, PauseProject, Session, load
from simulator.cockpit.seat import Seat
from simulator.errors import RefusedError

OFFICE = load("three_projects")
START = Session(OFFICE, seed=1)
OFFER, OTHER = OFFICE.mitigations[:2]


@pytest.fixture
def seat():
    return Seat(START)


@pytest.fixture
def flown(seat):
    """A flight to its end, with an offer bought on day 0 and another on day 10."""
    seat.decide(BuyMitigation(OFFER.id))
    seat.wait(10)
    seat.decide(BuyMitigation(OTHER.id))
    seat.fly_to_end()
    return seat


def test_a_week_is_five_working_days_and_said(seat):
    seat.wait()
    assert (seat.session.today, seat.said) == (5.0, "It is day 5.")


def test_time_never_passes_beyond_the_end(seat):
    end = START.to_end()
    seat.wait(end.today - 1)
    seat.wait(20)
    assert seat.session.today == end.today


def test_after_the_end_no_time_passes_and_nothing_can_be_decided(flown):
    flight = flown.session
    for act in (flown.wait, flown.fly_to_end, lambda: flown.decide(PauseProject("reports"))):
        with pytest.raises(RefusedError, match="over|finished"):
            act()
    assert flown.session == flight


def test_what_is_refused_changes_nothing(seat):
    with pytest.raises(RefusedError, match="arrives on day 5"):
        seat.decide(PauseProject("reports"))
    assert seat.session == START and not seat.history


def test_what_was_told_before_a_step_is_counted(seat):
    seat.wait()
    week = seat.session.visible
    seat.wait()
    assert seat.told == len(week)
    seat.decide(BuyMitigation(OFFER.id))
    assert seat.told == len(week)


def test_undo_takes_back_step_by_step(seat):
    seat.wait()
    seat.decide(BuyMitigation(OFFER.id))
    seat.undo()
    assert seat.session == START.advance(5)
    seat.undo()
    assert seat.session == START
    with pytest.raises(RefusedError, match="nothing to take back"):
        seat.undo()


def test_projects_moved_twice_on_one_morning_are_one_decision(seat):
    seat.decide(_put(1))
    seat.decide(_put(2))
    assert seat.session.decisions == (OrderProjects(_put(2).projects, day=0.0),)


def _put(number):
    return OrderProjects((OFFICE.projects[number].id,))


def test_without_another_future_there_is_none_to_take_up(seat):
    with pytest.raises(RefusedError, match="there is no other future yet"):
        seat.swap()


def test_the_future_that_is_left_is_the_one_to_compare_with(flown):
    left = flown.session
    flown.leave_out(0)
    assert flown.other == left and len(flown.session.decisions) == 1 and flown.session.over
    flown.swap()
    assert flown.session == left


def test_a_day_of_the_past_is_seen_as_it_was_then(flown):
    flown.look(0, number=1)
    assert flown.view.today == 10.0
    assert flown.view == START.decide(BuyMitigation(OFFER.id)).advance(10)
    flown.present()
    assert flown.view == flown.session


def test_a_decision_of_the_past_is_replaced_by_the_next_one(flown):
    flown.look(0, number=1)
    flown.decide(PauseProject("reports"))
    assert flown.session.decisions[1] == PauseProject("reports", day=10.0)
    assert flown.past is None, "one decision ends it"


def test_an_offer_can_be_swapped_after_the_end(seat):
    seat.decide(BuyMitigation(OFFER.id))
    seat.fly_to_end()
    seat.look(0, number=0)
    seat.decide(BuyMitigation(OTHER.id))
    assert seat.session.decisions == (BuyMitigation(OTHER.id, day=0.0),)
    assert seat.session.over


def test_something_more_can_be_decided_on_a_past_day(flown):
    flown.look(6)
    flown.decide(PauseProject("reports"))
    assert [it.day for it in flown.session.decisions] == [0.0, 6.0, 10.0]


def test_a_replayed_future_ends_on_its_own_last_day(flown):
    flown.look(6)
    flown.decide(OrderProjects(("reports",)))
    session = flown.session
    again = Session(OFFICE, seed=1, decisions=session.decisions).advance(10).to_end()
    assert session == again


def test_what_cannot_take_the_place_of_another_leaves_the_banner_up(flown):
    flown.look(0, number=0)
    with pytest.raises(RefusedError, match="arrives on day 5"):
        flown.decide(PauseProject("reports"))
    assert flown.past is not None and flown.past.number == 0


def test_a_later_decision_that_the_new_past_forbids_is_left_out_and_named(seat):
    seat.wait(10)
    seat.decide(PauseProject("reports"))
    seat.fly_to_end()
    seat.look(5)
    seat.decide(CancelProject("reports"))
    assert "No longer possible, so left out: pause" in seat.said
    assert len(seat.session.decisions) == 1


def test_undo_in_the_past_comes_back_to_today(flown):
    flight = flown.session
    flown.look(3)
    flown.undo()
    assert flown.past is None and flown.session == flight


@pytest.mark.parametrize("day", [-1, 9999])
def test_a_day_that_has_not_come_cannot_be_looked_at(flown, day):
    with pytest.raises(RefusedError, match="has not come yet"):
        flown.look(day)


def test_going_back_keeps_the_future_that_is_left(flown):
    left = flown.session
    flown.go_back(1)
    assert flown.session == START.decide(BuyMitigation(OFFER.id)).advance(10)
    assert flown.other == left


def test_a_reason_is_noted_with_the_decision_and_changes_nothing_else(seat):
    seat.decide(BuyMitigation(OFFER.id))
    before = seat.session.events
    seat.explain("  they shout loudest ")
    assert seat.session.decisions[0].reason == "they shout loudest"
    assert seat.session.events == before
    seat.wait()
    with pytest.raises(RefusedError, match="no decision of today"):
        seat.explain("too late")


def test_every_session_that_must_not_be_lost_is_kept(seat):
    kept = []
    seat.kept = kept.append
    seat.wait()
    seat.decide(BuyMitigation(OFFER.id))
    seat.explain("why not")
    seat.undo()
    assert kept[-1] == seat.session and len(kept) == 4
