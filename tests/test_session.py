"""A played run as a value: advance, decide, branch, go back, save and replay."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import chain, office, on, project, starts
from portfolios import MECHANISMS, decisions, policies, portfolios

from simulator.decisions import (
    CancelProject,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.events import ProjectsOrdered
from simulator.mechanisms import Detection, Hazard, Mechanisms
from simulator.model import RULES, simulate
from simulator.policies import Policy
from simulator.readers import load, shipped
from simulator.scenario import Risk
from simulator.session import ReplayError, Session

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


# Saving and loading


@pytest.fixture
def saved(tmp_path):
    """A session file and the session in it."""
    session = Session(TWO, Policy(wip_limit=1), seed=7).advance(3)
    session = session.decide(
        PauseProject("a", reason="été, 15 %"), on(0, change_policy(order="random"))
    )
    session = session.advance(9)
    return session.save(tmp_path / "mine.json"), session


def test_a_saved_session_comes_back_equal(saved):
    path, session = saved
    assert Session.load(path, TWO) == session
    assert Session.load(path, TWO).events == session.events


def test_saving_leaves_one_small_file_and_saving_again_replaces_it(saved):
    path, session = saved
    session.advance(10).save(path)
    assert [file.name for file in path.parent.iterdir()] == ["mine.json"]
    assert Session.load(path, TWO).today == 10
    assert path.stat().st_size < 2000


def test_a_saved_session_holds_decisions_and_no_events(saved):
    path, _ = saved
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert [decision["type"] for decision in plain["decisions"]] == ["PauseProject", "ChangePolicy"]
    assert "events" not in plain


@pytest.mark.parametrize("name", shipped())
def test_a_session_of_a_shipped_scenario_is_loaded_without_naming_it(name, tmp_path):
    session = Session(load(name), seed=3).advance(20)
    assert Session.load(session.save(tmp_path / "mine.json")) == session


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_was_played_comes_back_equal(data, tmp_path_factory):
    session = played(data)
    path = session.save(tmp_path_factory.mktemp("saved") / "mine.json")
    again = Session.load(path, session.scenario)
    assert again == session
    assert again.events == session.events


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


def begun(data):
    scenario = data.draw(portfolios(mechanisms=MECHANISMS))
    return Session(scenario, data.draw(policies(habits=(None, 2))), data.draw(st.integers(0, 99)))


def decided(session, decision):
    try:
        return session.decide(decision)
    except DecisionError:
        return session


def played(data):
    session = begun(data)
    for decision in data.draw(decisions(session.scenario)):
        session = decided(session.advance(decision.day), decision)
    return session


# Files that cannot be taken up again


def refusal(path, scenario=TWO):
    with pytest.raises(ReplayError) as error:
        Session.load(path, scenario)
    return str(error.value)


def edited(path, **fields):
    """The session file with these fields changed by hand."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**plain, **fields}), encoding="utf-8")
    return path


def test_half_a_file_is_refused_with_the_line_of_the_damage(saved):
    path, _ = saved
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(True)[:5]))
    assert refusal(path) == (
        "mine.json, line 6: is damaged or not a saved session "
        "(Expecting property name enclosed in double quotes)"
    )


def test_an_empty_file_is_refused(saved):
    path, _ = saved
    path.write_text("")
    assert refusal(path) == (
        "mine.json, line 1: is damaged or not a saved session (Expecting value)"
    )


def test_a_file_that_is_not_text_is_refused(saved):
    path, _ = saved
    path.write_bytes(b"\x89PNG\xff\xfe")
    assert refusal(path) == "mine.json: is not a saved session (it is not text)"


@pytest.mark.parametrize("text", ["[1, 2]", '"hello"', "3"])
def test_json_that_is_no_session_is_refused(saved, text):
    path, _ = saved
    path.write_text(text)
    assert refusal(path) == (
        "mine.json: is not a saved session (format 'None', not 'pmo-flight-session 1')"
    )


def test_another_format_is_refused(saved):
    path, _ = saved
    assert refusal(edited(path, format="pmo-flight-session 2")) == (
        "mine.json: is not a saved session "
        "(format 'pmo-flight-session 2', not 'pmo-flight-session 1')"
    )


def test_other_rules_are_refused(saved):
    path, _ = saved
    assert refusal(edited(path, rules=RULES + 1)) == (
        f"mine.json: was saved under rules {RULES + 1}, this simulator has rules {RULES}; "
        "the same seed gives another run, so it cannot be replayed"
    )


def test_another_version_of_the_scenario_is_refused(saved):
    path, _ = saved
    assert refusal(path, office(a=chain("a", 4, 2))) == (
        "mine.json: was played with another version of scenario 'office'; load it with that version"
    )


def test_a_scenario_that_does_not_come_with_the_simulator_must_be_named(saved):
    path, _ = saved
    assert refusal(path, None) == (
        "mine.json: was played with scenario 'office', which does not come with the simulator; "
        "write Session.load(file, load(scenario file))"
    )


@pytest.mark.parametrize("change", [{"seed": 9}, {"today": 5.0}, {"decisions": []}])
def test_a_session_changed_by_hand_is_refused(saved, change):
    path, _ = saved
    assert refusal(edited(path, **change)) == (
        "mine.json: played again, other things happen than when it was saved; "
        "it was changed by hand or saved by another version of the simulator"
    )


def test_a_decision_written_by_hand_that_cannot_be_carried_out_is_refused(saved):
    path, _ = saved
    by_hand = [{"type": "PauseProject", "day": 3.0, "project": "c"}]
    assert refusal(edited(path, decisions=by_hand)) == (
        "mine.json: cannot be played again: "
        "decision on day 3: project 'c' is not in this scenario (known: a, b)"
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"seed": "seven"}, "Expected `int`, got `str` - at `$.seed`"),
        ({"cheat": True}, "Object contains unknown field `cheat`"),
        (
            {"decisions": [{"type": "Cheat"}]},
            "Invalid value 'Cheat' - at `$.decisions[0].type`",
        ),
        ({"policy": {"wip_limit": 0}}, "Expected `int` >= 1 - at `$.policy.wip_limit`"),
    ],
)
def test_fields_of_the_wrong_kind_are_refused(saved, change, problem):
    path, _ = saved
    assert refusal(edited(path, **change)) == f"mine.json: is damaged: {problem}"


def test_a_missing_field_is_named(saved):
    path, _ = saved
    plain = json.loads(path.read_text(encoding="utf-8"))
    del plain["seed"]
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert refusal(path) == "mine.json: is damaged: Object missing required field `seed`"


def test_a_day_on_which_the_office_never_is_is_refused(saved):
    path, _ = saved
    assert refusal(edited(path, today=-1.0)) == (
        "mine.json: is damaged: Expected `float` >= 0.0 - at `$.today`"
    )


def test_a_policy_of_ones_own_cannot_be_saved(tmp_path):
    session = Session(TWO, Policy(order=lambda activity, office: 0))
    with pytest.raises(ValueError) as error:
        session.save(tmp_path / "mine.json")
    assert str(error.value) == (
        "a policy with a function of your own cannot be saved; name an order"
    )


def test_a_session_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ReplayError, match="^cannot read '.*nowhere.json': No such file"):
        Session.load(tmp_path / "nowhere.json")


def test_a_session_cannot_be_saved_where_there_is_no_folder(tmp_path):
    with pytest.raises(RefusedError, match="^cannot save '.*mine.json': No such file"):
        Session(TWO).save(tmp_path / "nowhere" / "mine.json")


def test_a_reason_cannot_be_changed_after_the_fact(saved):
    path, _ = saved
    path.write_text(path.read_text(encoding="utf-8").replace("15 %", "51 %"), encoding="utf-8")
    assert refusal(path).startswith("mine.json: played again, other things happen")
