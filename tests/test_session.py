"""A played run as a value: advance, decide, branch and go back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import office, on, project, starts
from portfolios import begun, decided, decisions

from simulator.decisions import (
    CancelProject,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.events import MonthBegan, ProjectsOrdered
from simulator.mechanisms import Detection, Hazard, Mechanisms
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Risk
from simulator.session import Session

TWO = office(project("b", [2, 3], arrival=3), a=[4, 2])

# Going on


def test_a_session_begins_on_the_first_morning_before_work_is_handed_out():
    assert [type(event).__name__ for event in Session(TWO).events] == [
        "ProjectArrived",
        "ActivityReady",
        "ActivityReady",
    ]


def test_advancing_goes_to_the_next_moment_that_calls_for_a_decision():
    days, session = [], Session(TWO)
    while not session.over:
        session = session.advance()
        days.append(session.today)
    assert days == [3, 6, 11]


def test_advancing_stops_at_reviews_issues_and_new_people():
    mechanisms = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0))
    risk = Risk(id="bug", project="a", probability=0.999, impact=2.0, spread=0.0, hits="delay")
    busy = office(a=[11], mechanisms=mechanisms, risks=[risk])
    session = Session(busy, Policy(review_weeks=1)).decide(on(0, ChangePeople("developer", 1)))
    assert session.advance().today == 5


def test_advancing_past_the_end_stays_on_the_last_day():
    end = Session(TWO).to_end()
    assert end.advance().today == end.today == 11


def test_a_day_between_two_hours_becomes_the_nearest_one():
    assert Session(TWO).advance(1.3).today == 1.25


def test_a_session_is_over_when_every_project_is_finished_or_cancelled():
    assert not Session(TWO).advance(10.875).over
    assert Session(TWO).advance(11).over
    assert Session(TWO).advance(3).decide(CancelProject("a"), CancelProject("b")).over


def test_the_end_of_a_run_is_the_day_of_its_last_event():
    assert Session(TWO).to_end().today == 11
    assert Session(TWO).to_end().events == simulate(TWO)


def test_a_run_of_which_nobody_sees_anything_ends_today(monkeypatch):
    monkeypatch.setattr("simulator.session.session.log", lambda *inputs: (MonthBegan(5.0, ()),))
    session = Session(TWO, today=2.0)
    assert session.visible == ()
    assert session.to_end() == session
    assert session.next_moment() == 2


def test_the_plan_is_the_run_in_which_nothing_goes_wrong_and_nobody_interferes():
    mechanisms = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0))
    risk = Risk(id="bug", project="a", probability=0.999, impact=2.0)
    risky = office(a=[4], mechanisms=mechanisms, risks=[risk])
    session = Session(risky, Policy(intake="by_hand")).decide(PauseProject("a"))
    assert session.plan == simulate(office(a=[4], risks=[risk]))


def test_the_rules_of_today_are_the_policy_with_all_that_was_changed():
    session = Session(TWO, Policy(method=0.5)).decide(change_policy(wip_limit=2, order="due_first"))
    session = session.advance(3).decide(PauseProject("a"), change_policy(wip_limit=1))
    assert session.rules == Policy(method=0.5, wip_limit=1, order="due_first")


# Deciding and branching


def test_deciding_returns_another_session_and_leaves_this_one_alone():
    before = Session(TWO).advance(3)
    after = before.decide(OrderProjects(("b",)))
    assert after.events == (*before.events, ProjectsOrdered(3.0, ("b",)))
    assert before.decisions == ()


def test_two_branches_share_the_past_and_differ_only_afterwards():
    day_3 = Session(TWO).advance(3)
    left = day_3.decide(OrderProjects(("b",))).advance(20)
    right = day_3.advance(20)
    assert left.events[: len(day_3.events)] == right.events[: len(day_3.events)]
    assert (starts(left.events)["b1"], starts(right.events)["b1"]) == (4, 6)


def test_a_refused_decision_leaves_the_session_as_it_was():
    session = Session(TWO).advance(1)
    with pytest.raises(DecisionError, match="project 'b' arrives on day 3"):
        session.decide(PauseProject("b"))
    assert session == Session(TWO).advance(1)


def test_a_decision_keeps_its_reason_and_gets_todays_day():
    session = Session(TWO).advance(3).decide(PauseProject("a", reason="the sponsor is away"))
    assert session.decisions == (PauseProject("a", day=3.0, reason="the sponsor is away"),)


def test_several_decisions_are_taken_together_or_not_at_all():
    session = Session(TWO).advance(1)
    with pytest.raises(DecisionError):
        session.decide(PauseProject("a"), PauseProject("a"))
    assert session.decisions == ()


# Going back


def test_undo_takes_the_last_decision_back_to_the_day_it_was_taken():
    day_3 = Session(TWO).advance(3)
    assert day_3.decide(PauseProject("a")).advance(9).undo() == day_3


def test_going_back_forgets_the_decisions_from_that_day_on():
    session = Session(TWO).decide(PauseProject("a")).advance(3).decide(StartProject("a"))
    assert session.advance(9).back_to(3) == Session(TWO).decide(PauseProject("a")).advance(3)
    assert session.advance(9).back_to(0) == Session(TWO)


def test_one_past_decision_may_be_changed_and_the_others_stay():
    session = Session(TWO).decide(OrderProjects(("a",))).advance(3).decide(OrderProjects(("b",)))
    changed = session.instead(0, PauseProject("a"))
    assert changed.decisions == (PauseProject("a", day=0.0), OrderProjects(("b",), day=3.0))
    assert changed.today == 3


def test_one_past_decision_may_be_left_out():
    session = Session(TWO).decide(PauseProject("a")).advance(20)
    assert session.instead(0, None) == Session(TWO).advance(20)


def test_a_changed_past_must_still_allow_the_later_decisions():
    session = Session(TWO).decide(PauseProject("a")).advance(3).decide(StartProject("a"))
    with pytest.raises(DecisionError, match="decision on day 3: project 'a' is in progress"):
        session.instead(0, None)


def test_a_manager_does_not_see_what_nobody_has_noticed():
    mechanisms = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0))
    risk = Risk(id="bug", project="a", probability=0.999, impact=2.0)
    session = Session(office(a=[40], mechanisms=mechanisms, risks=[risk])).advance(39)
    hidden = set(session.events) - set(session.visible)
    assert [type(event).__name__ for event in hidden] == ["RiskOccurred"]


@settings(max_examples=60)
@given(data=st.data())
def test_going_on_and_deciding_never_change_what_was_seen_before(data):
    session, seen = begun(data), []
    for decision in data.draw(decisions(session.scenario)):
        session = session.advance(decision.day)
        seen.append(session)
        session = decided(session, decision)
    for earlier in seen:
        past = [event for event in session.events if event.day < earlier.today]
        assert past == [event for event in earlier.events if event.day < earlier.today]
        assert session.events[: len(earlier.events)] == earlier.events
