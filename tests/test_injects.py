"""What a mentor lets come from outside: nothing before its day, the same for every team."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as slow
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace
from office import activity, chain, ends, of, office, run
from portfolios import portfolios

from simulator import Policy, load, metrics, narration, simulate
from simulator import events as facts
from simulator.check import check
from simulator.decisions import CancelProject, ChangePeople, PauseProject, StartProject
from simulator.injects import come_by, with_injects
from simulator.mechanisms import Mechanisms, everything
from simulator.mechanisms.commitment import Commitment
from simulator.mechanisms.turnover import Turnover
from simulator.metrics import overview
from simulator.metrics.promises import as_promised
from simulator.model.desk.reports import HONEST
from simulator.model.situation import Situation
from simulator.policies.ready import READY
from simulator.readers import SHELF, ReadError, shipped
from simulator.scenario import (
    AnyInject,
    DueInject,
    IssueInject,
    NewsInject,
    PeopleInject,
    ScenarioError,
    WithdrawalInject,
    fingerprint,
    written,
)

ROOT = Path(__file__).parents[1]
DAY = 30.0
"""A Monday, of which every shipped organisation has something to do."""
TOLD = {"day": DAY, "headline": "It is in the papers"}


def kinds_for(scenario, day=DAY):
    """One inject of each kind, and of each direction, that fits this office on a day."""
    there = [it for it in scenario.projects if it.arrival <= day]
    due = [it for it in there if it.due is not None]
    told = {"day": day, "headline": "It is in the papers"}
    kinds = [NewsInject(**told)]
    for change in (2, -1):
        kinds.append(PeopleInject(**told, role=scenario.roles[0].id, change=change))
    for project in there[:1]:
        for hits in ("effort", "delay", "cost"):
            kinds.append(IssueInject(**told, project=project.id, amount=7, hits=hits))
        kinds.append(WithdrawalInject(**told, project=project.id))
    for project in due[:1]:
        kinds += [DueInject(**told, project=project.id, due=later) for later in (day + 3, 400)]
    return kinds


@cache
def plain(name, seed=3):
    return simulate(load(name), READY["tailored"], seed)


def before(log, day):
    return [event for event in log if event.day < day]


# Nothing before its day


@pytest.mark.parametrize("name", shipped())
def test_until_its_day_a_run_is_the_same_byte_for_byte(name):
    scenario, log = load(name), plain(name)
    for kind in kinds_for(scenario):
        come = simulate(with_injects(scenario, kind), READY["tailored"], 3)
        place = next(n for n, it in enumerate(come) if isinstance(it, facts.InjectCame))
        assert json.encode(come[:place]) == json.encode(log[:place])
        assert come[place] == facts.InjectCame(DAY, "It is in the papers")


@pytest.mark.parametrize("hours", [0, 1 / 8, 2.5])
@pytest.mark.parametrize("name", ["eight_projects", "tarnholt_town", "sprigwheel_startup"])
def test_who_stands_on_an_earlier_day_cannot_tell(name, hours):
    scenario = replace(load(name), mechanisms=everything())
    day = DAY + hours
    known = simulate(scenario, READY["tailored"], 5, until=day - 1 / 8)
    for kind in kinds_for(scenario, day):
        to_come = with_injects(scenario, kind, today=day - 1 / 8)
        assert simulate(to_come, READY["tailored"], 5, until=day - 1 / 8) == known


@st.composite
def meetings(draw):
    """An office, with mechanisms or without, and an inject that fits it."""
    mechanisms = st.sampled_from([Mechanisms(), everything()])
    scenario = draw(portfolios(mechanisms=mechanisms))
    day = draw(st.sampled_from([0.0, 0.5, 1.0, 3.0, 5.0, 7.125, 10.0, 25.0]))
    return scenario, draw(st.sampled_from(kinds_for(scenario, day)))


@slow(max_examples=60)
@given(meetings(), st.integers(0, 9))
def test_so_it_is_in_any_office(meeting, seed):
    scenario, kind = meeting
    log = simulate(scenario, Policy(), seed)
    to_come = with_injects(scenario, kind)
    come = simulate(to_come, Policy(), seed)
    assert before(come, kind.day) == before(log, kind.day)
    today = kind.day + 2
    situation = Situation(to_come, Policy(), seed, (), today)
    assert situation.future() == come
    assert situation.events == come[: len(situation.events)]
    for event in come:
        assert narration.narrate(event, scenario)


@pytest.mark.parametrize("name", shipped())
def test_news_change_nothing_but_the_news(name):
    scenario = load(name)
    come = simulate(with_injects(scenario, NewsInject(**TOLD)), READY["tailored"], 3)
    assert tuple(it for it in come if not isinstance(it, facts.InjectCame)) == plain(name)


def test_an_office_without_injects_is_known_by_what_it_was_known_by():
    known = {"three_projects": "9dbe41b3aa7dffcd", "tarnholt_town": "d3a1b4ff4e682ef5"}
    assert {name: fingerprint(load(name)) for name in known} == known
    scenario = with_injects(load("three_projects"), NewsInject(**TOLD))
    assert fingerprint(scenario) != known["three_projects"]
    assert json.decode(written(scenario), type=type(scenario)) == scenario
    told = office(a=[1], title='a trap: ,"injects":[]}')
    assert json.decode(written(told), type=type(told)) == told


def test_so_it_is_known_among_other_things_too():
    plain, told = load("three_projects"), with_injects(OFFICE, NewsInject(**TOLD))
    whole = written((plain, told, 1.5, ("a", None)))
    assert whole == b"[%b,%b,1.5,%b]" % (written(plain), written(told), b'["a",null]')
    assert b'"injects":[]' not in whole
    assert written((1.5, "a")) == json.encode((1.5, "a"))


# What each does


def kinds(log):
    return [type(it).__name__ for it in log]


def test_it_comes_after_the_facts_of_its_day_and_before_its_decisions():
    scenario = office(developers=2, a=chain("a", 3, 4))
    told = with_injects(scenario, PeopleInject(day=3, headline="Two", role="developer", change=-2))
    log = run(told, ChangePeople("developer", 1, day=3), until=3)
    assert kinds(log)[-5:] == [
        "ActivityFinished", "ActivityReady", "InjectCame", "PeopleChanged", "PeopleChanged",
    ]  # fmt: skip
    assert [it.people for it in of(log, facts.PeopleChanged)] == [0, 1]


def test_people_join_at_once():
    scenario = office(developers=1, a=[4, 4])
    told = with_injects(scenario, PeopleInject(day=1, headline="x", role="developer", change=1))
    assert ends(run(scenario)) == {"a1": 4, "a2": 8}
    assert ends(run(told)) == {"a1": 4, "a2": 5}


def test_people_leave_but_no_more_than_there_are_and_work_in_hand_is_finished():
    scenario = office(developers=2, a=[4, 4, 4, 4])
    told = with_injects(scenario, PeopleInject(day=1, headline="x", role="developer", change=-9))
    log = run(told, ChangePeople("developer", 1, day=2))
    assert [it.people for it in of(log, facts.PeopleChanged)] == [0, 1]
    assert ends(log) == {"a1": 4, "a2": 4, "a3": 8, "a4": 12}


def test_where_nobody_is_nobody_leaves():
    scenario = office(developers=1, testers=0, a=[4])
    told = with_injects(scenario, PeopleInject(day=1, headline="x", role="tester", change=-1))
    assert not of(run(told), facts.PeopleChanged)


def test_seats_go_and_come_with_them():
    scenario = office(developers=3, a=[60], mechanisms=Mechanisms(turnover=Turnover()))
    gone = with_injects(scenario, PeopleInject(day=1, headline="x", role="developer", change=-3))
    for seed in range(20):
        assert not of(run(gone, seed=seed), facts.PersonLeft)


@pytest.mark.parametrize(("hits", "end"), [("effort", 4 + 6 / 2), ("delay", 4 + 6), ("cost", 4)])
def test_an_issue_is_work_or_waiting_or_a_bill(hits, end):
    scenario = office(developers=2, a=[activity("a1", 4, developer=2)])
    told = with_injects(
        scenario, IssueInject(day=1, headline="x", project="a", amount=6, hits=hits)
    )
    log = run(told)
    assert ends(log) == {"a1": end}
    assert of(log, facts.IssueCame) == [facts.IssueCame(1, "a", 6, hits)]
    assert metrics.money_spent(log, scenario)["issues"] == (6 if hits == "cost" else 0)
    assert metrics.actual_cost(log, scenario)["a"] == (6 if hits == "cost" else 0)


def test_an_issue_waits_for_a_project_that_has_nothing_in_hand():
    scenario = office(developers=1, a=[4], b=[4])
    told = with_injects(scenario, IssueInject(day=1, headline="x", project="b", amount=2))
    assert ends(run(told)) == {"a1": 4, "b1": 10}


def test_a_project_that_is_over_has_no_issue():
    scenario = office(developers=1, a=[1], b=[9])
    for kind in (
        IssueInject(day=2, headline="x", project="a", amount=2),
        WithdrawalInject(day=2, headline="x", project="a"),
    ):
        log = run(with_injects(scenario, kind))
        assert [it for it in log if not isinstance(it, facts.InjectCame)] == list(run(scenario))


def promised(due=8.0, deadline=None, **fields):
    scenario = office(developers=1, a=[6], b=[6], **fields)
    first, second = scenario.projects
    worth = {"value": 100, "cost_of_delay": 5, "deadline": deadline}
    return replace(scenario, projects=(replace(first, due=20), replace(second, due=due, **worth)))


def test_a_due_day_that_moves_decides_what_the_project_is_worth():
    scenario = promised()
    told = with_injects(scenario, DueInject(day=2, headline="x", project="b", due=11))
    worth = [metrics.worth_delivered(run(it))["b"] for it in (scenario, told)]
    assert worth == [100 - 5 * 4, 100 - 5 * 1]
    log = run(told)
    assert of(log, facts.DueMoved) == [facts.DueMoved(2, "b", 11)]
    assert metrics.on_time_share(log, told) == 0.5
    rows = overview.project_rows(log, told)
    assert [(it["due"], it["late"]) for it in rows] == [(20, -14), (11, 1)]
    assert as_promised(log, told).projects[1].due == 11


def test_its_deadline_moves_along():
    scenario = promised(deadline=10.0)
    later = with_injects(scenario, DueInject(day=2, headline="x", project="b", due=12))
    assert metrics.worth_delivered(run(scenario)) == {"a": 0, "b": 0}
    assert metrics.worth_delivered(run(later)) == {"a": 0, "b": 100}
    assert as_promised(run(later), later).projects[1].deadline == 14


def test_who_is_due_first_goes_first_also_after_a_due_day_has_moved():
    scenario = promised(due=30)
    scenario = replace(
        scenario,
        projects=tuple(
            replace(it, activities=(activity(f"{it.id}0", 2), *it.activities))
            for it in scenario.projects
        ),
    )
    told = with_injects(scenario, DueInject(day=1, headline="x", project="b", due=10))
    assert list(ends(run(scenario, order="due_first"))) == ["a0", "a1", "b0", "b1"]
    assert list(ends(run(told, order="due_first"))) == ["a0", "b0", "b1", "a1"]


def test_what_was_delivered_before_keeps_the_day_it_was_promised_for():
    scenario = promised(due=8)
    told = with_injects(scenario, DueInject(day=13, headline="x", project="b", due=40))
    longer = replace(told, projects=(*told.projects, *office(c=[9]).projects))
    log = run(longer)
    assert of(log, facts.InjectCame) and not of(log, facts.DueMoved)
    assert metrics.on_time_share(log, longer) == 0.5


def test_a_sponsor_gives_up_a_project_and_no_owner_prevents_it():
    scenario = office(developers=1, a=[8], b=[3], mechanisms=Mechanisms(commitment=Commitment()))
    told = with_injects(scenario, WithdrawalInject(day=2, headline="x", project="a"))
    for seed in range(20):
        log = run(told, seed=seed)
        assert of(log, facts.ProjectCancelled) == [facts.ProjectCancelled(2, "a")]
        assert ends(log) == {"b1": 5}


def test_a_paused_project_can_be_given_up_too():
    scenario = office(developers=1, a=[8], b=[3])
    told = with_injects(scenario, WithdrawalInject(day=3, headline="x", project="b"))
    log = run(told, PauseProject("b", day=1))
    assert of(log, facts.ProjectCancelled) == [facts.ProjectCancelled(3, "b")]
    refused = pytest.raises(Exception, match="project 'b' is cancelled")
    with refused:
        run(told, PauseProject("b", day=1), StartProject("b", day=4))
    with refused:
        run(told, CancelProject("b", day=3))


def test_several_come_in_the_order_in_which_they_were_added():
    scenario = office(developers=1, a=[8])
    told = with_injects(
        scenario,
        NewsInject(day=3, headline="second"),
        NewsInject(day=1, headline="first"),
        NewsInject(day=3, headline="third"),
    )
    heard = [it.headline for it in of(run(told), facts.InjectCame)]
    assert heard == ["first", "second", "third"]


def test_once_all_work_is_over_nobody_hears_of_one():
    scenario = office(developers=1, a=[2])
    told = with_injects(scenario, NewsInject(day=3, headline="x"))
    assert run(told) == run(scenario)


def test_reports_of_its_monday_know_of_it():
    scenario = office(developers=1, a=[40], mechanisms=Mechanisms(distortion=HONEST))
    scenario = replace(scenario, projects=(replace(scenario.projects[0], due=30),))
    moved = DueInject(day=20, headline="x", project="a", due=60)
    given_up = WithdrawalInject(day=20, headline="x", project="a")
    injects = [(), (moved,), (given_up,)]
    logs = [run(with_injects(scenario, *it), until=20) for it in injects]
    late = [[it.late for it in of(log, facts.StatusReported)] for log in logs]
    assert late == [[10], [-20], []]


# Adding one while a workshop runs


def refused(scenario, *injects, today=None):
    with pytest.raises(ScenarioError) as refusal:
        with_injects(scenario, *injects, today=today)
    return str(refusal.value)


OFFICE = office(developers=1, a=[4])


def test_a_day_that_has_been_flown_is_refused():
    told = NewsInject(day=5, headline="A strike")
    assert refused(OFFICE, told, today=5) == (
        "inject 'A strike': day 5 has been flown; write a day after day 5"
    )
    assert with_injects(OFFICE, told, today=4.875).injects == (told,)
    assert with_injects(OFFICE, NewsInject(day=0, headline="Good morning")).injects


def test_what_is_no_inject_is_refused():
    assert refused(OFFICE, "strike") == "'strike' is no inject; write one such as NewsInject(…)"


@pytest.mark.parametrize(
    ("inject", "problem"),
    [
        (
            PeopleInject(**TOLD, role="tester", change=1),
            "role 'tester' is not in this scenario (known: developer)",
        ),
        (
            PeopleInject(**TOLD, role="developer", change=0),
            "change is 0; write how many people join, or how many leave with a minus, "
            "100000 at most",
        ),
        (
            IssueInject(**TOLD, project="b", amount=1),
            "project 'b' is not in this scenario (known: a)",
        ),
        (
            IssueInject(**TOLD, project="a", amount=0),
            "amount is 0.0; write a number above 0",
        ),
        (
            IssueInject(**TOLD, project="a", amount=1, hits="nerves"),
            "hits 'nerves' is unknown; write one of cost, delay, effort",
        ),
        (
            DueInject(**TOLD, project="a", due=50),
            "project 'a' has no due day that could move; name a project that has one",
        ),
    ],
)
def test_what_does_not_fit_the_office_is_refused(inject, problem):
    assert refused(OFFICE, inject) == f"inject 'It is in the papers': {problem}"


def test_a_headline_is_there_and_can_be_read_and_its_day_comes():
    assert refused(OFFICE, NewsInject(day=3, headline=" ")) == (
        "inject on day 3: has no headline; write what people read"
    )
    assert refused(OFFICE, NewsInject(day=3, headline="x" * 301)) == (
        f"inject '{'x' * 60}'…: headline has 301 characters; write 300 at most"
    )
    assert refused(OFFICE, NewsInject(day=2e5, headline="x")) == (
        "inject 'x': day is 200000.0; write a number from 0 to 100000"
    )


def test_nothing_comes_to_a_project_before_it_is_there():
    late = replace(OFFICE, projects=(replace(OFFICE.projects[0], arrival=9, due=20),))
    assert refused(late, WithdrawalInject(day=8, headline="x", project="a")) == (
        "inject 'x': comes on day 8, before project 'a' arrives on day 9; write a later day"
    )
    assert refused(late, DueInject(day=10, headline="x", project="a", due=9.5)) == (
        "inject 'x': due day 9.5 is before day 10, on which it is told; write a later due day"
    )
    on_the_day = with_injects(late, WithdrawalInject(day=9, headline="x", project="a"))
    assert kinds(run(on_the_day))[-1] == "ProjectCancelled"


def test_there_are_not_without_end():
    many = [NewsInject(day=1, headline="x")] * 1001
    assert refused(OFFICE, *many) == "scenario 'office': has 1001 injects; write 1000 at most"


def test_who_looks_ahead_sees_those_that_have_come():
    both = [NewsInject(day=day, headline="x") for day in (2, 3)]
    scenario = with_injects(OFFICE, *both)
    assert come_by(scenario, 3) is scenario
    assert come_by(scenario, 2).injects == (both[0],)
    assert come_by(scenario, 1) == OFFICE
    assert run(come_by(scenario, 2), until=2) == run(scenario, until=2)


# In a file

FILE = """
[roles.developer]
people = 1
[projects.a.activities.a1]
days = 4
people = {developer = 1}
[[injects]]
"""


def from_file(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(FILE + text, encoding="utf-8")
    return load(path)


def test_a_file_says_it_so(tmp_path):
    scenario = from_file(
        tmp_path, 'kind = "issue"\nday = 2\nheadline = "A strike"\nproject = "a"\namount = 3'
    )
    assert scenario.injects == (IssueInject(day=2, headline="A strike", project="a", amount=3),)
    assert check(scenario) is scenario


def test_what_the_mentor_s_book_says_can_be_flown(tmp_path):
    book = (ROOT / "docs" / "mentor" / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", book, re.DOTALL)
    path = tmp_path / "own.toml"
    office = (SHELF / "eight_projects.toml").read_text(encoding="utf-8")
    path.write_text(f"{office}\n{example}", encoding="utf-8")
    log = simulate(load(path), seed=4)
    assert [it.day for it in of(log, facts.IssueCame)] == [40]
    kinds = re.findall(r"^\| `(\w+)` \|", book, re.MULTILINE)
    assert kinds == [it.__struct_config__.tag for it in get_args(AnyInject)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'kind = "isue"',
            "kind: Invalid value 'isue', write one of news, people, issue, due, withdrawal",
        ),
        (
            'kind = "issue"\nday = 1\nprojekt = "a"\namount = 1',
            "Object contains unknown field `projekt` (did you mean 'project'?)",
        ),
        (
            'kind = "people"\nday = 1\nrole = "developer"\nchange = 1.5',
            "change: Expected `int`, got `float`, found 1.5",
        ),
        ("day = 1", "Object missing required field `kind`"),
    ],
)
def test_a_slip_in_a_file_is_named(tmp_path, text, sentence):
    with pytest.raises(ReadError) as refusal:
        from_file(tmp_path, f'headline = "x"\n{text}')
    comma = "," if sentence.split(":")[0] in ("kind", "change") else ":"
    assert str(refusal.value) == f"own.toml: inject 'x'{comma} {sentence}"


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (facts.InjectCame(3, "A strike"), "from outside: A strike"),
        (facts.IssueCame(3, "a", 4, "delay"), "a has an issue from outside: 4 days of delay"),
        (facts.DueMoved(3, "a", 9.5), "a is promised for day 9.5 now"),
    ],
)
def test_it_is_told_in_plain_words(event, sentence):
    assert narration.narrate(event, OFFICE) == sentence
