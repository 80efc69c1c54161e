"""What is said to a person who has asked for something impossible, by its literal text."""

from math import inf, nan

import pytest
from msgspec.structs import replace
from office import activity, chain, of, office, project, relation, run

from simulator import decisions as made
from simulator import policies
from simulator.check import check
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    Decision,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.events import RiskOccurred
from simulator.mechanisms import Hazard, Mechanisms
from simulator.model import simulate
from simulator.policies import ORDERS, Policy, PolicyError
from simulator.readers import PLANS, ReadError, load, shipped
from simulator.readers.merge import merge
from simulator.scenario import Activity, Demand, Mitigation, Risk, Role, ScenarioError
from simulator.session import Session


def said(kind, act, *arguments, **fields):
    """The message of an error of exactly this kind."""
    with pytest.raises(kind) as error:
        act(*arguments, **fields)
    assert error.type is kind
    return str(error.value)


# Scenarios

RISK = Risk(id="bug", project="a", probability=0.5, impact=1.0)
OFFER = Mitigation(id="tests", risk="bug", cost=1.0, kind="avoid", effect=0.5)
DEVELOPER = (Demand(role="developer"),)

SCENARIOS = {
    "scenario 'office': has no projects; write at least one": office(),
    "role 'developer': stands twice; give each its own id": office(
        a=[1], roles=[Role(id="developer", people=1.0), Role(id="developer", people=2.0)]
    ),
    "project 'a': stands twice; give each its own id": office(project("a", [1]), a=[1]),
    "project 'a', activity 'a1': stands twice; give each its own id": office(
        a=[activity("a1", 1), activity("a1", 2)]
    ),
    "project 'a': has no activities; write at least one": office(a=[]),
    "scenario 'office': start 'tomorrow' is not a date; write one such as 2027-01-04": office(
        a=[1], start="tomorrow"
    ),
    "project 'a': due day 2 is before it arrives on day 4; write a later due day, or none": office(
        project("a", [1], arrival=4, due=2)
    ),
    "project 'a', activity 'a1': effort is inf; write a number from 0 to 100000": office(
        a=[activity("a1", None, effort=inf)]
    ),
    "project 'a', activity 'a1': days is inf; write a number from 0 to 100000": office(
        a=[activity("a1", inf)]
    ),
    "project 'a', activity 'a1': earliest is -1.0; write a number from 0 to 100000": office(
        a=[activity("a1", 1, earliest=-1)]
    ),
    "project 'a', activity 'a1': takes 1e+06 days; write less effort or more people, for 100000 "
    "days at most": office(
        a=[Activity(id="a1", effort=1.0, people=(Demand(role="developer", people=1e-6),))]
    ),
    "project 'a': its plan ends on day 180000; write fewer or shorter activities, the last day is "
    "100000": office(a=chain("a", 90_000, 90_000)),
    "project 'a', activity 'a1', role 'developer': people is 0.0; write a number above 0": office(
        a=[activity("a1", 1, developer=0)]
    ),
    "project 'a', activity 'a1': work 'hard' is unknown; write one of novel, research, routine, "
    "standard": office(a=[activity("a1", 1, work="hard")]),
    "project 'a', activity 'a2': lag after 'a1' is nan; write a number from -100000 to "
    "100000": office(a=[activity("a1", 1), activity("a2", 1, relation("FS", "a1", nan))]),
    "risk 'bug': probability is 1.0; write a number of at least 0 and below 1": office(
        a=[1], risks=[replace(RISK, probability=1)]
    ),
    "mitigation 'tests': effect is nan; write a number from 0 to 1": office(
        a=[1], risks=[RISK], mitigations=[replace(OFFER, effect=nan)]
    ),
    "mechanisms, hazard: method is 7.0; write a number from 0 to 1": office(
        a=[1], mechanisms=Mechanisms(hazard=Hazard(method=7))
    ),
    "scenario 'office': has 20001 projects; write 20000 at most": office(
        *[project("a", [])] * 20_001
    ),
    "project 'a': has 10001 activities; write 10000 at most": office(a=[activity("b", 1)] * 10_001),
    "scenario 'office': has 100001 risks; write 100000 at most": office(
        a=[1], risks=[RISK] * 100_001
    ),
    f"role '{'x' * 60}'…: id has 1001 characters; write 1000 at most": office(
        a=[1], roles=[Role(id="x" * 1001, people=1)]
    ),
    "project 'a': story has 100001 characters; write 100000 at most": office(
        project("a", [1], story="x" * 100_001)
    ),
    "project 'a': deadline 3 is before its due day 5; write a deadline on or after the due day, "
    "or none": office(project("a", [1], due=5, deadline=3)),
    "project 'a', activity 'a1': has neither effort nor days; write exactly one of them": office(
        a=[Activity(id="a1", people=DEVELOPER)]
    ),
    "project 'a', activity 'a1': has both effort and days; write exactly one of them": office(
        a=[Activity(id="a1", people=DEVELOPER, effort=1.0, days=1.0)]
    ),
    "project 'a', activity 'a1': has effort but no people; say who, or write days instead": office(
        a=[Activity(id="a1", effort=1.0)]
    ),
    "project 'a', activity 'a1': names role 'developer' twice; add the two numbers up": office(
        a=[Activity(id="a1", days=1.0, people=DEVELOPER * 2)]
    ),
    "project 'a', activity 'a1': needs 3 developer, there are only 2; write fewer, or give the "
    "role more people": office(developers=2, a=[activity("a1", 1, developer=3)]),
    "project 'a', activity 'a1': needs role 'devloper' is not in this scenario "
    "(did you mean 'developer'?)": office(a=[activity("a1", 1, devloper=1)]),
    "project 'a', activity 'a1': needs role 'pilot' is not in this scenario "
    "(known: developer, tester)": office(testers=1, a=[activity("a1", 1, pilot=1)]),
    "project 'a', activity 'test': comes after 'biuld' which is not an activity of this project "
    "(did you mean 'build'?)": office(a=[activity("build", 1), activity("test", 1, "biuld")]),
    "project 'a': activities wait for each other in a circle: 'a1' after 'a1'; take one of these "
    "relations out": office(a=[activity("a1", 1, relation("SS", "a1"))]),
    "risk 'bug': project 'b' is not in this scenario (known: a)": office(
        a=[1], risks=[replace(RISK, project="b")]
    ),
    "risk 'bug': stands twice; give each its own id": office(a=[1], risks=[RISK, RISK]),
    "mitigation 'tests': risk 'bog' is not in this scenario (did you mean 'bug'?)": office(
        a=[1], risks=[RISK], mitigations=[replace(OFFER, risk="bog")]
    ),
    "mitigation 'tests': risk 'bug' is not in this scenario (there are none)": office(
        a=[1], mitigations=[OFFER]
    ),
    "mitigation 'tests': stands twice; give each its own id": office(
        a=[1], risks=[RISK], mitigations=[OFFER, OFFER]
    ),
}


@pytest.mark.parametrize("message", SCENARIOS)
def test_a_scenario_that_breaks_a_rule_is_refused(message):
    assert said(ScenarioError, check, SCENARIOS[message]) == message


def test_a_scenario_is_checked_before_it_is_run():
    message = "scenario 'office': has no projects; write at least one"
    assert said(ScenarioError, run, office()) == message


def test_of_a_long_circle_the_beginning_is_named():
    work = [activity(f"a{n}", 1, f"a{n - 1 if n else 99}") for n in range(100)]
    assert said(ScenarioError, check, office(a=work)).endswith(
        " after 93 more; take one of these relations out"
    )


def test_activities_that_wait_for_each_other_are_named_in_a_circle():
    circle = office(a=[activity("x", 1, "z"), activity("y", 1, "x"), activity("z", 1, "y")])
    found = said(ScenarioError, check, circle)
    assert found.startswith("project 'a': activities wait for each other in a circle: ")
    assert found.endswith("; take one of these relations out")
    assert sum(found.count(f"'{name}'") for name in "xyz") == 4


def test_a_scenario_that_obeys_every_rule_is_returned_as_it_is():
    assert check(office(a=[1])) == office(a=[1])


# Files of our own

TOML = """
[roles.developer]
people = 2
[projects.billing]
due = 20
[projects.billing.activities]
scope = { effort = 4, people = { developer = 1 } }
build = { days = 8, people = { developer = 2 }, predecessors = ["scope"] }
"""
RISKY = '[risks.late]\nproject = "billing"\nprobability = 0.3\nimpact = 3\n[roles'
BUILD = "project 'billing', activity 'build'"
TABLE = "expected a table for each id, such as [roles.tester]"

FILES = [
    (
        "days = 8",
        "dayz = 8",
        f"{BUILD}: Object contains unknown field `dayz` (did you mean 'days'?)",
    ),
    ("days = 8", 'days = "8"', f"{BUILD}, days: Expected `float | null`, got `str`, found '8'"),
    ("days = 8", "days = -8", f"{BUILD}, days: Expected `float` >= 0.0, found -8"),
    ("days = 8", "days = nan", f"{BUILD}, days: Expected `float` >= 0.0, found nan"),
    (
        '["scope"]',
        '"scope"',
        f"{BUILD}, predecessors: Expected `array`, got `str`, found 'scope'",
    ),
    (
        '"scope"',
        '{ activity = "scope", kind = "XX" }',
        f"{BUILD}, predecessor 'scope', kind: Invalid enum value 'XX', write one of FF, FS, SF, SS",
    ),
    (
        "developer = 1",
        "developer = 0",
        "project 'billing', activity 'scope', role 'developer', people: "
        "Expected `float` > 0.0, found 0",
    ),
    (
        "due = 20",
        "dew = 20",
        "project 'billing': Object contains unknown field `dew` (did you mean 'due'?)",
    ),
    (
        "due = 20",
        'due = "soon"',
        "project 'billing', due: Expected `float | null`, got `str`, found 'soon'",
    ),
    ("people = 2\n", "", "role 'developer': Object missing required field `people`"),
    (
        "people = 2\n",
        "people = -1\n",
        "role 'developer', people: Expected `float` >= 0.0, found -1",
    ),
    ("[roles.developer]\npeople", "[roles]\ndeveloper", f"[roles]: {TABLE}"),
    ("[roles.developer]\npeople = 2", 'roles = ["developer"]', f"[roles]: {TABLE}"),
    ("scope = {", "scope = 3 #", f"project 'billing', activities: {TABLE}"),
    (
        "[roles",
        "projects_per_person = 0\n[roles",
        "projects_per_person: Expected `int` >= 1, found 0",
    ),
    (
        "[roles",
        "[mechanism]\n[roles",
        "Object contains unknown field `mechanism` (did you mean 'mechanisms'?)",
    ),
    (
        "[roles",
        "[mechanisms.hazzard]\n[roles",
        "mechanisms: Object contains unknown field `hazzard` (did you mean 'hazard'?)",
    ),
    (
        "[roles",
        "[mechanisms.duration]\nrotine = 1\n[roles",
        "mechanisms, duration: Object contains unknown field `rotine` (did you mean 'routine'?)",
    ),
    (
        "[roles",
        "[mechanisms.duration]\nroutine = 7\n[roles",
        "mechanisms, duration, routine: Expected `float` <= 3.0, found 7",
    ),
    (
        "[roles",
        RISKY.replace("0.3", "1.0"),
        "risk 'late', probability: Expected `float` < 1.0, found 1.0",
    ),
    (
        "[roles",
        RISKY.replace("impact = 3\n", ""),
        "risk 'late': Object missing required field `impact`",
    ),
    (
        "[roles",
        RISKY.replace("[roles", 'hits = "money"\n[roles'),
        "risk 'late', hits: Invalid enum value 'money', write one of cost, delay, effort",
    ),
]


@pytest.fixture
def refusal(tmp_path):
    """The message about a file with this text."""

    def message(text, kind=ReadError):
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return said(kind, load, path)

    return message


@pytest.mark.parametrize(("old", "new", "problem"), FILES)
def test_a_file_with_something_false_in_it_is_refused(old, new, problem, refusal):
    assert old in TOML
    assert refusal(TOML.replace(old, new, 1)) == f"mine.toml: {problem}"


def test_a_file_that_is_not_toml_is_refused_with_the_line(refusal):
    assert refusal(TOML.replace("[roles.developer]", "[roles.developer")) == (
        "mine.toml, line 2: is not TOML: "
        "Expected ']' at the end of a table declaration (at line 2, column 17)"
    )
    assert refusal(TOML.replace("people = 2", "people = 2\npeople = 3", 1)) == (
        "mine.toml, line 4: is not TOML: Cannot overwrite a value (at line 4, column 11)"
    )


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    assert said(ReadError, load, path) == (
        "mine.toml, line 1: is not a text file; expected TOML in UTF-8"
    )


def test_an_empty_file_is_refused(refusal):
    assert refusal("") == "mine.toml: Object missing required field `roles`"


def test_nothing_to_load_is_refused():
    names = ", ".join(shipped())
    assert said(ScenarioError, load) == (f"load: nothing to load; name one of {names}, or a file")


def test_a_file_that_is_not_there_is_refused():
    names = ", ".join(shipped())
    with pytest.raises(FileNotFoundError) as error:
        load("three_project")
    assert str(error.value) == f"'three_project' is no file and no scenario; scenarios: {names}"


def test_a_file_of_an_unknown_kind_is_refused(tmp_path):
    path = tmp_path / "plan.odd"
    path.write_text("")
    assert said(ReadError, load, path) == (
        f"plan.odd: cannot be read; files end in .toml, .sm, .rcmp, .rcp, .p2x, {', '.join(PLANS)}"
    )


def test_files_with_different_mechanisms_do_not_become_one_portfolio():
    stormy = office(b=[1], name="stormy", mechanisms=Mechanisms(hazard=Hazard()))
    assert said(ScenarioError, merge, [office(a=[1]), stormy], pool=True) == (
        "'stormy' and 'office' have different mechanisms; give both files the same [mechanisms]"
    )


# Policies

NAMES = ", ".join(ORDERS)
POLICIES = [
    ({"order": "due_frist"}, f"policy: order 'due_frist' is unknown; write one of {NAMES}"),
    ({"order": 3}, f"policy: order 3 is unknown; write one of {NAMES}"),
    ({"intake": "closed"}, "policy: intake 'closed' is unknown; write one of open, by_hand"),
    (
        {"review_depth": "deep"},
        "policy: review_depth 'deep' is unknown; write one of review, audit",
    ),
    ({"wip_limit": 0}, "policy: wip_limit is 0; write a whole number of at least 1, or None"),
    ({"wip_limit": 2.5}, "policy: wip_limit is 2.5; write a whole number of at least 1, or None"),
    (
        {"projects_per_person": -1},
        "policy: projects_per_person is -1; write a whole number of at least 1, or None",
    ),
    (
        {"review_weeks": "2"},
        "policy: review_weeks is '2'; write a whole number of at least 1, or None",
    ),
]


@pytest.mark.parametrize(("fields", "message"), POLICIES)
def test_a_policy_that_breaks_a_rule_is_refused(fields, message):
    assert said(PolicyError, Policy, **fields) == message


@pytest.mark.parametrize(("fields", "message"), POLICIES)
def test_a_policy_may_not_be_changed_into_one_that_breaks_a_rule(fields, message):
    assert said(DecisionError, change_policy, **fields) == message


# Decisions

OFFICE = office(
    project("late", [1], arrival=4),
    a=chain("a", 2, 4),
    b=[8],
    risks=[RISK],
    mitigations=[OFFER],
    mechanisms=Mechanisms(hazard=Hazard()),
)

DECISIONS = [
    (
        [PauseProject("x", day=0.0)],
        "day 0: project 'x' is not in this scenario (known: a, b, late)",
    ),
    (
        [PauseProject("lat", day=0.0)],
        "day 0: project 'lat' is not in this scenario (did you mean 'late'?)",
    ),
    ([PauseProject("late", day=2.0)], "day 2: project 'late' arrives on day 4; decide then"),
    ([StartProject("late", day=2.0)], "day 2: project 'late' arrives on day 4; decide then"),
    ([CancelProject("late", day=2.5)], "day 2.5: project 'late' arrives on day 4; decide then"),
    (
        [StartProject("a", day=1.0)],
        "day 1: project 'a' is in progress; this needs it waiting or paused",
    ),
    (
        [PauseProject("a", day=1.0), PauseProject("a", day=2.0)],
        "day 2: project 'a' is paused; this needs it waiting or in progress",
    ),
    (
        [CancelProject("a", day=1.0), PauseProject("a", day=2.0)],
        "day 2: project 'a' is cancelled; this needs it waiting or in progress",
    ),
    (
        [CancelProject("a", day=1.0), CancelProject("a", day=2.0)],
        "day 2: project 'a' is cancelled; this needs it waiting or in progress or paused",
    ),
    (
        [StartProject("a", day=40.0)],
        "day 40: project 'a' is finished; this needs it waiting or paused",
    ),
    (
        [OrderProjects(("a", "c"), day=0.0)],
        "day 0: project 'c' is not in this scenario (known: a, b, late)",
    ),
    (
        [OrderProjects(("a", "a"), day=0.0)],
        "day 0: project 'a' stands twice; name each project once",
    ),
    (
        [ChangePeople("developer", -2, day=3.0)],
        "day 3: role 'developer' has 1 people; it cannot lose 2",
    ),
    (
        [ChangePeople("developer", 0, day=3.0)],
        "day 3: change of 'developer' is 0; write a whole number, not 0",
    ),
    (
        [ChangePeople("devloper", 1, day=3.0)],
        "day 3: role 'devloper' is not in this scenario (did you mean 'developer'?)",
    ),
    (
        [BuyMitigation("test", day=0.0)],
        "day 0: mitigation 'test' is not in this scenario (did you mean 'tests'?)",
    ),
    (
        [BuyMitigation("tests", day=0.0), BuyMitigation("tests", day=1.0)],
        "day 1: mitigation 'tests' is bought already",
    ),
    (
        [BuyMitigation("tests", day=30.0)],
        "day 30: mitigation 'tests': its risk 'bug' has happened; it is too late",
    ),
    ([Decision(day=1.0)], "day 1: 'Decision' is not a kind of decision"),
]


@pytest.mark.parametrize(("taken", "message"), DECISIONS)
def test_a_decision_that_cannot_be_carried_out_is_refused(taken, message):
    assert said(DecisionError, run, OFFICE, *taken, seed=STORM) == f"decision on {message}"


STORM = next(seed for seed in range(100) if of(run(OFFICE, seed=seed), RiskOccurred))
"""A world in which the risk happens."""


def test_a_decision_without_a_day_is_refused():
    message = "decision 'pause a': has no day; write day=… (0 to 100000)"
    assert said(DecisionError, run, OFFICE, PauseProject("a")) == message


A_DAY = "write a number from 0 to 100000, or None"

MADE = [
    (lambda: PauseProject("a", day=-1), f"PauseProject: day is -1; {A_DAY}"),
    (lambda: PauseProject("a", day="x"), f"PauseProject: day is 'x'; {A_DAY}"),
    (lambda: PauseProject("a", day=1e300), f"PauseProject: day is 1e+300; {A_DAY}"),
    (lambda: PauseProject("a", day=nan), f"PauseProject: day is nan; {A_DAY}"),
    (lambda: PauseProject("a", day=True), f"PauseProject: day is True; {A_DAY}"),
    (lambda: PauseProject(None), "PauseProject: project is None; write a text in quotation marks"),
    (
        lambda: PauseProject("a", reason="\ud800"),
        "PauseProject: reason is '\\ud800'; write letters that can be saved",
    ),
    (
        lambda: PauseProject("a", reason="x" * 100_001),
        "PauseProject: reason has 100001 characters; write 100000 at most",
    ),
    (
        lambda: ChangePeople("developer", 0.5),
        "ChangePeople: change is 0.5; write a whole number",
    ),
    (
        lambda: ChangePeople("developer", True),
        "ChangePeople: change is True; write a whole number",
    ),
    (
        lambda: OrderProjects({"a", "b"}),
        "OrderProjects: projects is a set of 2; write a list, such as [ … ]",
    ),
    (
        lambda: OrderProjects(["a", 3]),
        "OrderProjects: projects is 3; write a text in quotation marks",
    ),
    (
        lambda: change_policy(wip_limits=2),
        "policy field 'wip_limits' does not exist (did you mean 'wip_limit'?)",
    ),
    (
        lambda: change_policy(speed=2),
        f"policy field 'speed' does not exist (known: {', '.join(policies.FIELDS)})",
    ),
    (
        lambda: ChangePolicy((("method", 1), ("method", 0.5))),
        "policy field 'method' stands twice; write it once",
    ),
    (
        lambda: ChangePolicy(["method"]),
        "ChangePolicy: changes is 'method'; write 2 values in brackets",
    ),
    (
        lambda: change_policy(order=by_hope),
        "order is a function of your own; a decision can only name an order",
    ),
    (
        lambda: change_policy(method=[1]),
        "policy: method is a list of 1; write a number from 0 to 1",
    ),
]


@pytest.mark.parametrize(("make", "message"), MADE)
def test_a_decision_that_nobody_can_mean_is_refused_as_it_is_made(make, message):
    assert said(DecisionError, make) == message


def test_what_is_no_decision_is_refused():
    message = "'pause a' is not a decision; write one such as StartProject(…)"
    assert said(DecisionError, simulate, OFFICE, Policy(), 0, ["pause a"]) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("eight_projects",), "'eight_projects' is not a scenario; write load('eight_projects')"),
        ((OFFICE, "due_first"), "'due_first' is not a policy; write one such as Policy(order=…)"),
        ((OFFICE, Policy(), "7"), "seed '7' is not a whole number; write one such as 7"),
        (
            (OFFICE, Policy(), 7, (), -1),
            "until is -1; write a working day from 0 to 100000, or None",
        ),
        (
            (OFFICE, Policy(), 7, (), float("inf")),
            "until is inf; write a working day from 0 to 100000, or None",
        ),
    ],
)
def test_a_run_of_something_else_is_refused(arguments, message):
    with pytest.raises(RefusedError) as error:
        simulate(*arguments)
    assert str(error.value) == message


def test_projects_in_a_list_are_as_good_as_in_a_tuple():
    listed = Session(OFFICE).decide(OrderProjects(["b", "a"]))
    assert listed.events == Session(OFFICE).decide(OrderProjects(("b", "a"))).events


# Sessions


NOT_SESSIONS = [
    ({"scenario": "eight_projects"}, "scenario is 'eight_projects'; write load(…)"),
    ({"policy": "due_first"}, "policy is 'due_first'; write one such as Policy(order=…)"),
    ({"seed": "7"}, "seed is '7'; write a whole number"),
    ({"seed": True}, "seed is True; write a whole number"),
    ({"seed": None}, "seed is None; write a whole number"),
    ({"seed": 10**18}, "seed is 1000000000000000000; write a whole number of at most 18 digits"),
    (
        {"decisions": PauseProject("a", day=0)},
        "decisions is PauseProject(project='a', day=0.0, reason=''); "
        "write a list, such as [StartProject(…), …]",
    ),
    ({"decisions": [PauseProject("a", day=0)] * 10_001}, "has 10001 decisions; take 10000 at most"),
]


@pytest.mark.parametrize(("fields", "message"), NOT_SESSIONS)
def test_what_cannot_be_a_session_is_refused(fields, message):
    parts = {"scenario": OFFICE, **fields}
    assert said(RefusedError, Session, **parts) == f"session: {message}"


def test_a_session_takes_decisions_only():
    words = "'pause a' is no decision; write one such as StartProject(…)"
    assert said(DecisionError, Session, OFFICE, decisions=["pause a"]) == words
    assert said(DecisionError, Session(OFFICE).decide, "pause a") == words
    of_no_kind = "Decision(day=1.0, reason='') is no decision; write one such as StartProject(…)"
    assert said(DecisionError, Session, OFFICE, decisions=[Decision(day=1)]) == of_no_kind


def test_a_past_decision_has_a_day():
    assert said(DecisionError, Session, OFFICE, decisions=[PauseProject("a")]) == (
        "PauseProject(project='a', day=None, reason='') has no day; "
        "write day=…, or take it with decide()"
    )


def test_a_session_cannot_advance_into_the_past():
    assert said(RefusedError, Session(OFFICE, today=5.0).advance, 3) == (
        "cannot advance to day 3: today is day 5; write back_to(3) to go back"
    )


def test_there_must_be_a_decision_to_undo():
    assert said(RefusedError, Session(OFFICE).undo) == "there is no decision to undo"


@pytest.mark.parametrize("number", [-1, 0, 2, 0.0, "a", None])
def test_only_a_decision_that_was_taken_can_be_changed(number):
    assert said(RefusedError, Session(OFFICE).instead, number, None) == (
        f"there is no decision number {number!r}; there are 0, from 0"
    )


def test_a_notebook_shows_the_sentence_alone():
    shown = RefusedError("there is no decision to undo")._render_traceback_()
    assert shown == ["Not possible: there is no decision to undo"]


# In plain words


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (OrderProjects(("b", "a")), "put first: b, a"),
        (StartProject("a"), "start a"),
        (PauseProject("a"), "pause a"),
        (CancelProject("a"), "cancel a"),
        (ChangePeople("developer", 2), "hire 2 developer"),
        (ChangePeople("developer", -1), "release 1 developer"),
        (BuyMitigation("tests"), "buy tests"),
        (
            change_policy(order="due_first", wip_limit=2),
            "from now on first in line due first, projects in progress at most 2",
        ),
        (Decision(), "Decision"),
    ],
)
def test_a_decision_can_be_said_in_plain_words(decision, words):
    assert made.describe(decision) == words


def test_a_policy_can_be_said_in_plain_words():
    assert policies.describe(Policy()) == "no PMO: first come, first served"
    assert (
        policies.describe(Policy(order="due_first", wip_limit=2))
        == "first in line due first, projects in progress at most 2"
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"skipping": "no"}, "policy: skipping is 'no'; write True or False"),
        (
            {"wip_limit": True},
            "policy: wip_limit is True; write a whole number of at least 1, or None",
        ),
    ],
)
def test_a_policy_of_the_wrong_kind_is_refused(fields, message):
    assert said(PolicyError, Policy, **fields) == message


def by_hope(activity, office):
    return 1 / 0


def test_an_order_of_one_s_own_that_fails_is_named():
    assert said(PolicyError, simulate, OFFICE, Policy(order=by_hope)) == (
        "policy: your order 'by_hope' failed on day 0 (ZeroDivisionError: division by zero); "
        "it takes an activity and the office, and returns a number"
    )


@pytest.mark.parametrize("day", ["x", inf, -1, None])
def test_only_a_working_day_can_be_gone_back_to(day):
    with pytest.raises(RefusedError) as error:
        Session(OFFICE).back_to(day)
    assert str(error.value) == (
        f"day {day!r} is not a working day; write a number from 0 to 100000"
    )


def test_nobody_goes_back_to_the_future():
    with pytest.raises(RefusedError) as error:
        Session(OFFICE).back_to(3)
    assert str(error.value) == "cannot go back to day 3: today is day 0"


def test_a_broken_rule_names_its_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(TOML.replace('"scope"', '"scop"', 1))
    with pytest.raises(ReadError, match="^mine.toml: project 'billing', activity 'build': comes"):
        load(path)
