"""A session as a file: what was played comes back equal, and what was changed does not."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import chain, office, on, project
from portfolios import begun, decided, decisions

from simulator.decisions import PauseProject, StartProject, change_policy
from simulator.errors import RefusedError
from simulator.injects import with_injects
from simulator.model import RULES
from simulator.policies import ORDERS, Policy
from simulator.readers import load, shipped
from simulator.scenario import NewsInject, fingerprint
from simulator.session import ReplayError, Session
from simulator.session.file import Saved, read, write

TWO = office(project("b", [2, 3], arrival=3), a=[4, 2])


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
    assert refusal(path) == "mine.json, line 1: is not a text file; expected a saved session"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"seed": 1, "seed": 2}', "says 'seed' twice; keep one of them"),
        ('{"today": NaN}', "has NaN where a number is expected"),
        ('{"today": -Infinity}', "has -Infinity where a number is expected"),
        (f'{{"seed": {"9" * 401}}}', "has a number of more than 400 digits"),
        (f'{{"today": 0.{"0" * 400}}}', "has a number of more than 400 digits"),
        ("[" * 51 + "]" * 51, "is nested more than 50 deep; no saved session is"),
        (f"[{'0,' * 500_000}0]", "has more than 500000 values; no saved session has"),
    ],
)
def test_a_file_with_more_in_it_than_a_session_is_refused(saved, text, problem):
    path, _ = saved
    path.write_text(text, encoding="utf-8")
    assert refusal(path) == f"mine.json: {problem}"


def test_brackets_in_a_reason_are_no_depth(saved):
    path, session = saved
    session = session.decide(change_policy(wip_limit=2, reason='"[{' * 500 + "\\"))
    assert Session.load(session.save(path), TWO) == session


def test_a_session_too_large_to_be_loaded_is_not_saved(tmp_path):
    wordy = [PauseProject("a", day=0, reason="x" * 100_000), StartProject("a", day=0)] * 50
    path = tmp_path / "mine.json"
    with pytest.raises(RefusedError) as error:
        Session(TWO, decisions=wordy).save(path)
    assert str(error.value) == (
        f"cannot save '{path}': it would have more than 4 MB; give shorter reasons"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["[1, 2]", '"hello"', "3"])
def test_json_that_is_no_session_is_refused(saved, text):
    path, _ = saved
    path.write_text(text)
    assert refusal(path) == (
        "mine.json: is not a saved session (format None, not 'pmo-flight-session 3')"
    )


def test_another_format_is_refused(saved):
    path, _ = saved
    assert refusal(edited(path, format="pmo-flight-session 1")) == (
        "mine.json: is not a saved session "
        "(format 'pmo-flight-session 1', not 'pmo-flight-session 3')"
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


def test_a_session_is_loaded_with_a_scenario_not_with_its_name(saved):
    path, _ = saved
    with pytest.raises(RefusedError) as error:
        Session.load(path, "office")
    assert str(error.value) == "session: scenario is 'office'; write load(…)"


def test_a_scenario_that_does_not_come_with_the_simulator_must_be_named(saved):
    path, _ = saved
    assert refusal(path, None) == (
        "mine.json: was played with scenario 'office', which does not come with the simulator; "
        "write Session.load(file, load(scenario file))"
    )


CHANGED = (
    "mine.json: was changed since it was saved: its fingerprint does not fit what stands in it; "
    "load the file as the simulator wrote it"
)


def leaves(plain, place=()):
    """The place of every single value in a session file."""
    if isinstance(plain, dict | list) and plain:
        for key, inner in plain.items() if isinstance(plain, dict) else enumerate(plain):
            yield from leaves(inner, (*place, key))
    else:
        yield place


def otherwise(value):
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if value is None:
        return 1
    return value + "!" if isinstance(value, str) else value + 1


def changed(plain, place, change):
    """What stands in a file with one value changed, or taken out where `change` gives None."""
    first, *rest = place
    copy = dict(plain) if isinstance(plain, dict) else list(plain)
    if rest:
        copy[first] = changed(plain[first], rest, change)
    else:
        copy[first] = change(plain[first])
    return copy


def test_every_part_of_a_session_file_changed_by_hand_is_refused(saved):
    path, session = saved
    plain = json.loads(path.read_text(encoding="utf-8"))
    places = list(leaves(plain))
    assert {place[0] for place in places} == set(plain) == set(Saved.__struct_fields__)
    for place in places:
        path.write_text(json.dumps(changed(plain, place, otherwise)), encoding="utf-8")
        assert refusal(path).startswith("mine.json: "), place
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert Session.load(path, TWO) == session


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 9},
        {"today": 5.0},
        {"decisions": []},
        {"scenario": "another"},
        {"scenario_fingerprint": "0" * 16},
        {"happened": "0" * 16},
        {"fingerprint": "0" * 16},
        {"policy": {}},
    ],
)
def test_a_session_changed_by_hand_is_refused(saved, change):
    path, _ = saved
    assert refusal(edited(path, **change)) == CHANGED


def test_a_reason_cannot_be_changed_after_the_fact(saved):
    path, _ = saved
    path.write_text(path.read_text(encoding="utf-8").replace("15 %", "51 %"), encoding="utf-8")
    assert refusal(path) == CHANGED


def test_a_file_that_is_only_laid_out_in_another_way_is_the_same_session(saved):
    path, session = saved
    plain = json.loads(path.read_text(encoding="utf-8"))
    path.write_text("\ufeff" + json.dumps(plain, sort_keys=True), encoding="utf-8")
    assert Session.load(path, TWO) == session


def forged(path, **fields):
    """The session file as somebody writes it who computes its fingerprint anew."""
    plain = json.loads(edited(path, **fields).read_text(encoding="utf-8"))
    write(msgspec.convert(plain, Saved), path)
    return path


def test_what_did_not_happen_is_refused_even_with_a_fingerprint_that_fits(saved):
    path, _ = saved
    assert refusal(forged(path, seed=9, policy={"wip_limit": 2})) == (
        "mine.json: played again, other things happen than when it was saved; "
        "load it with the version of the simulator that saved it"
    )


def test_a_flight_is_not_over_because_its_file_says_so(saved):
    path, _ = saved
    assert refusal(forged(path, over=True)).startswith("mine.json: played again, other things")


@pytest.mark.parametrize("change", [{"scenario": "another"}, {"title": "Another"}])
def test_the_name_of_the_scenario_is_not_to_be_changed_either(saved, change):
    path, _ = saved
    called = change.get("scenario", TWO.name)
    assert refusal(forged(path, **change)) == (
        f"mine.json: was played with another version of scenario '{called}'; "
        "load it with that version"
    )


def test_a_decision_that_cannot_be_carried_out_is_refused(saved):
    path, _ = saved
    by_hand = [{"type": "PauseProject", "day": 3.0, "project": "c"}]
    assert refusal(forged(path, decisions=by_hand)) == (
        "mine.json: cannot be played again: "
        "decision on day 3: project 'c' is not in this scenario (known: a, b)"
    )
    without_day = [{"type": "PauseProject", "project": "a"}]
    assert refusal(forged(path, decisions=without_day)) == (
        "mine.json: cannot be played again: PauseProject(project='a', day=None, reason='') has "
        "no day; write day=…, or take it with decide()"
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
        (
            {"policy": {"order": 3}},
            f"policy: order 3 is unknown; write one of {', '.join(ORDERS)} - at `$.policy`",
        ),
        (
            {"scenario": "\ud800"},
            "session: scenario is '\\ud800'; write letters that can be saved",
        ),
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
    with pytest.raises(ReplayError, match="^nowhere.json: cannot be opened: No such file"):
        Session.load(tmp_path / "nowhere.json")


def test_a_session_cannot_be_saved_where_there_is_no_folder(tmp_path):
    with pytest.raises(RefusedError, match="^cannot save '.*mine.json': No such file"):
        Session(TWO).save(tmp_path / "nowhere" / "mine.json")


# One file that is enough


STRIKE = NewsInject(day=4, headline="A strike")
TOLD = with_injects(TWO, STRIKE)


@pytest.fixture
def whole(tmp_path):
    """A session file that carries its scenario, and the session in it."""
    session = Session(TOLD, seed=7).advance(5)
    return session.save(tmp_path / "mine.json"), session


def test_a_scenario_with_injects_stands_in_the_file(whole):
    path, session = whole
    assert Session.load(path) == session
    assert Session.load(path, TOLD) == session
    assert session.visible == Session.load(path).visible


def test_any_scenario_of_one_s_own_can_go_along(tmp_path):
    session = Session(TWO, seed=7).advance(5)
    alone = session.save(tmp_path / "alone.json")
    assert Session.load(session.save(tmp_path / "whole.json", whole=True)) == session
    assert refusal(alone, None) == (
        "alone.json: was played with scenario 'office', which does not come with the simulator; "
        "write Session.load(file, load(scenario file))"
    )


def test_a_shipped_scenario_never_does(tmp_path):
    session = Session(load("three_projects"), seed=7).advance(5)
    assert session.written(tmp_path / "a", whole=True) == session.written(tmp_path / "a")


@pytest.mark.stored_luck("a file that was kept")
def test_a_file_from_before_is_as_it_was(tmp_path):
    path = Session(load("three_projects"), seed=7).advance(5).save(tmp_path / "mine.json")
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert "carried" not in plain
    assert plain["fingerprint"] == BEFORE


BEFORE = "2e5e010761711378"
"""Of this session, saved before there were injects."""


def test_another_scenario_in_it_is_refused(whole):
    path, _ = whole
    other = with_injects(TWO, NewsInject(day=4, headline="A party"))
    write(replace(read(path), carried=other), path)
    assert refusal(path, None) == (
        "mine.json: the scenario in it is not the one that was flown; "
        "load the file as the simulator wrote it"
    )


def test_an_edited_one_is_refused(whole):
    path, _ = whole
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A strike", "A party"), encoding="utf-8")
    assert "was changed since it was saved" in refusal(path, None)


@pytest.mark.parametrize(
    ("carried", "problem"),
    [
        ("null", "is damaged: Expected `object`, got `null` - at `$.carried`"),
        ("[]", "is damaged: Expected `object`, got `array` - at `$.carried`"),
        ("{}", "is damaged: Object missing required field `name` - at `$.carried`"),
        ('{"a": ' * 49 + "1" + "}" * 49, "is nested more than 50 deep"),
    ],
)
def test_what_is_no_scenario_is_refused(whole, carried, problem):
    path, _ = whole
    plain = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps({**plain, "carried": "@"}).replace('"@"', carried)
    path.write_text(text, encoding="utf-8")
    if problem.startswith("is nested"):
        path.write_text(text.replace(carried, '{"b": ' * 2 + carried + "}" * 2), encoding="utf-8")
    assert refusal(path, None).startswith(f"mine.json: {problem}")


def test_one_that_breaks_a_rule_is_refused_with_the_rule(whole):
    path, _ = whole
    late = replace(TOLD, injects=(NewsInject(day=4, headline=" "),))
    write(replace(read(path), carried=late, scenario_fingerprint=fingerprint(late)), path)
    assert refusal(path, None) == (
        "mine.json: the scenario in it cannot be flown: "
        "inject on day 4: has no headline; write what people read"
    )


def test_a_very_large_one_needs_its_own_file(tmp_path):
    large = replace(TOLD, projects=(replace(TOLD.projects[0], story="x" * 99_000), *(
        replace(TOLD.projects[1], id=f"c{n}", story="x" * 99_000) for n in range(11)
    )))  # fmt: skip
    path = Session(large, seed=7).save(tmp_path / "mine.json")
    assert path.stat().st_size < 2000
    assert "write Session.load(file, load(scenario file))" in refusal(path, None)
    assert Session.load(path, large).scenario == large
    with pytest.raises(RefusedError) as error:
        Session(replace(large, injects=())).save(path, whole=True)
    assert str(error.value) == (
        f"cannot save '{path}' with its scenario, which has more than 1 MB; "
        "hand over the scenario's file as well"
    )
