"""One decision otherwise, in the same world: what it changes, and whether the chain says why."""

import pickle
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office import activity, office, project
from portfolios import begun, decided, decisions

from simulator import Session, debrief, figures, load
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.errors import RefusedError
from simulator.mechanisms import Attention, Detection, Hazard, Mechanisms
from simulator.policies import Policy
from simulator.scenario import Mitigation, Risk, Role

TESTER = Role(id="tester", people=1.0, rate=1.0, name="Tester")
DEVELOPER = Role(id="developer", people=1.0)
CODER = Role(id="coder", people=1.0, rate=0.5)
CERTAIN = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0))


def unexplained(fork) -> float:
    """What the parts of the money leave of the difference of net, in k€."""
    return fork.differences["net"].difference - fsum(part.net for part in fork.money)


def differences(fork) -> dict[str, float]:
    return {name: it.difference for name, it in fork.differences.items() if it.difference}


# A hire takes away a wait


def shared_tester():
    """Two projects want one tester; b has to wait for her."""
    first = project("a", [activity("a1", 2, coder=1), activity("a2", 10, "a1", tester=1)])
    work = [activity("b1", 1, coder=1, earliest=2), activity("b2", 4, "b1", tester=1)]
    second = project("b", work, value=100.0, due=8.0, cost_of_delay=5.0)
    return office(first, second, roles=(CODER, TESTER))


def hired() -> Session:
    return Session(shared_tester()).decide(ChangePeople("tester", 1))


def test_without_a_hire_the_chain_goes_over_the_wait_and_the_finish_to_the_money():
    assert debrief.fork(hired(), 0, remove=0).chain == (
        "On day 0, “hire 1 Tester” is not decided.",
        "“b2” (b) waits 9 days instead of 0 for the Tester, because on day 3 there is 1 instead of "
        "2; without a wait it started on day 3, after “b1” (b).",
        "b is finished on day 16 instead of 7 and brings 60.0 k€ instead of 100.0 k€: −40.0 k€.",
        "Wages for fewer people as Tester, 2 idle person-days instead of 10: 12.0 k€ instead of "
        "24.0 k€: +12.0 k€.",
        "People are paid to the end, which is on day 16 instead of 12: −6.0 k€.",
        "Together: value −40.0 k€, cost −6.0 k€, net −34.0 k€.",
    )


def test_the_numbers_of_both_futures_stand_side_by_side():
    fork = debrief.fork(hired(), 0, remove=0)
    assert {name: (it.was, it.would) for name, it in fork.differences.items()} == {
        "value": (100.0, 60.0), "cost": (30.0, 24.0), "net": (70.0, 36.0), "on_time": (1.0, 0.0),
        "people_lost": (0.0, 0.0),
    }  # fmt: skip
    assert fork.differences["net"] == -34.0
    assert pickle.loads(pickle.dumps(fork.differences["net"])).was == 70.0


def test_the_first_difference_is_what_follows_the_decision_not_its_record():
    assert debrief.fork(hired(), 0, remove=0).first_difference == (
        3.0, "b: “b2” has started", "this happens only on day 12",
    )  # fmt: skip


def test_a_hire_tried_afterwards_is_told_the_other_way_round():
    fork = debrief.fork(Session(shared_tester()), 0, add=ChangePeople("tester", 1))
    assert "waits 0 days instead of 9 for the Tester" in fork.chain[1]
    assert differences(fork)["net"] == 34.0


def test_who_waits_for_whom_is_followed_back_from_project_to_project():
    first = project("a", [activity("a1", 2, coder=1), activity("a2", 10, "a1", tester=1)])
    late = [activity("b1", 4, tester=1, earliest=13)]
    second = project("b", late, value=100.0, due=17.0, cost_of_delay=5.0)
    third = project("c", [activity("c1", 5, coder=1)])
    session = Session(office(first, second, third, roles=(CODER, TESTER)))
    fork = debrief.fork(session, 0, add=OrderProjects(("c",)))
    assert fork.chain[1:5] == (
        "“a1” (a) waits 5 days instead of 0 for the coder, because “c1” (c) goes first, on day 0.",
        "“a2” (a) starts on day 7 instead of 2, after “a1” (a).",
        "“b1” (b) waits 4 days instead of 0 for the Tester, because “a2” (a) lets them go on day "
        "17 instead of 12.",
        "b is finished on day 21 instead of 17 and brings 80.0 k€ instead of 100.0 k€: −20.0 k€.",
    )


# A mitigation avoids an issue


def risky(hits: str = "delay"):
    risk = Risk(id="bug", project="a", probability=0.999, impact=6.0, spread=0.0, hits=hits,
                name="A bug")  # fmt: skip
    net = Mitigation(id="net", risk="bug", cost=3.0, kind="avoid", effect=1.0, name="A net")
    work = project("a", [20], value=100.0, due=20.0, cost_of_delay=2.0)
    return office(work, mechanisms=CERTAIN, risks=[risk], mitigations=[net])


def test_without_a_mitigation_the_issue_comes_that_it_had_kept_away():
    chain = debrief.fork(Session(risky()).decide(BuyMitigation("net")), 0, remove=0).chain
    assert chain[1].startswith("“A bug” comes on day")
    assert "“A net” had kept it away on day" in chain[1]
    assert chain[2:] == (
        "“a1” (a) takes 26 days instead of 20, because “A bug” adds 6 days instead of 0.",
        "a is finished on day 26 instead of 20 and brings 88.0 k€ instead of 100.0 k€: −12.0 k€.",
        "“A net”: 0.0 k€ instead of 3.0 k€: +3.0 k€.",
        "Together: value −12.0 k€, cost −3.0 k€, net −9.0 k€.",
    )


def test_a_bill_is_told_with_the_issue_that_it_comes_from():
    fork = debrief.fork(Session(risky("cost")).decide(BuyMitigation("net")), 0, remove=0)
    assert "Bills of the issue “A bug”: 6.0 k€ instead of 0.0 k€: −6.0 k€." in fork.chain
    assert differences(fork) == {"cost": 3.0, "net": -3.0}


def test_a_mitigation_against_what_never_comes_is_told_to_have_been_for_nothing():
    calm = office(project("a", [20]), risks=risky().risks, mitigations=risky().mitigations)
    chain = debrief.fork(Session(calm).decide(BuyMitigation("net")), 0, remove=0).chain
    assert chain[1:3] == (
        "No project is finished on another day.",
        "“A bug”, against which “A net” is bought, comes in neither future.",
    )


def test_an_issue_that_nobody_ever_notices_is_told_when_all_is_over():
    fork = debrief.fork(Session(risky("cost")), 5, add=CancelProject("a"))
    assert "“A bug” is never noticed, as it was on day 20." in fork.chain


def test_an_issue_that_no_longer_comes_because_its_project_is_over_says_so():
    hard = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0))
    risk = Risk(id="bug", project="a", probability=0.5, impact=1.0, spread=0.0, hits="cost")
    work = project("a", [40])
    for seed in range(20):
        session = Session(office(work, mechanisms=hard, risks=[risk]), seed=seed)
        fork = debrief.fork(session, 0, add=CancelProject("a"))
        if fork.differences["cost"].was:
            assert "“bug” does not come, for a is over before, on day 0; it came" in fork.chain[2]
            return
    pytest.fail("an even chance failed twenty times")


# An order, a cancelled project, a pause, another policy


def rivals():
    """One developer, and the dearer project is not the first."""
    first = project("a", [6], value=50.0, due=6.0, cost_of_delay=1.0)
    return office(first, project("b", [4], value=90.0, due=4.0, cost_of_delay=10.0))


def test_an_order_is_told_by_who_goes_first():
    fork = debrief.fork(Session(rivals()).decide(OrderProjects(("b",))), 0, remove=0)
    assert "“b1” (b) waits 6 days instead of 0 for the developer, because “a1” (a) goes first, " \
        "on day 0." in fork.chain  # fmt: skip
    assert differences(fork) == {"value": -56.0, "net": -56.0}


def test_a_changed_policy_is_told_by_who_goes_first():
    fork = debrief.fork(Session(rivals()), 0, add=change_policy(order="cost_of_delay"))
    assert fork.chain[1] == (
        "“b1” (b) waits 0 days instead of 6 for the developer, because it goes first and no longer "
        "“a1” (a), which did on day 0."
    )


def test_a_cancelled_project_frees_its_people():
    fork = debrief.fork(Session(rivals()).advance(2), 2, add=CancelProject("a"))
    assert fork.chain[1:5] == (
        "a is cancelled on day 2.",
        "“b1” (b) waits 2 days instead of 6 for the developer, because a is cancelled and “a1” (a) "
        "does not need them.",
        "a is never finished, as it was on day 6, and brings 0.0 k€ instead of 50.0 k€: −50.0 k€.",
        "b is finished on day 6 instead of 10 and brings 70.0 k€ instead of 30.0 k€: +40.0 k€.",
    )


def test_a_limit_is_told_with_the_projects_that_wait_for_it():
    three = office(*(project(name, [4], due=4.0, value=50.0, cost_of_delay=3.0) for name in "abc"),
                   developers=3)  # fmt: skip
    fork = debrief.fork(Session(three), 0, add=change_policy(wip_limit=1))
    assert fork.chain[1] == (
        "“c1” (c) waits 8 days instead of 0, because at most 1 project may be in progress at once "
        "instead of any number of projects."
    )


def test_divided_attention_is_told_with_how_many_things_people_do_at_once():
    split = office(project("a", [8]), project("b", [8], value=90.0, due=16.0, cost_of_delay=1.0),
                   mechanisms=Mechanisms(attention=Attention()))  # fmt: skip
    fork = debrief.fork(Session(split), 0, add=change_policy(projects_per_person=2))
    said = "because each developer is on 2.0 activities at once instead of 1.0"
    assert any(said in sentence for sentence in fork.chain)


def test_who_stands_before_it_in_a_line_that_lets_nobody_pass_is_named():
    pair = project("a", [activity("a1", 3, tester=1), activity("a2", 2, tester=1, coder=1)])
    late = project("b", [activity("b1", 4, coder=1)], value=50.0, due=4.0, cost_of_delay=1.0)
    session = Session(office(pair, late, roles=(CODER, TESTER)), Policy(skipping=False))
    fork = debrief.fork(session, 0, add=OrderProjects(("b",)))
    assert fork.chain[1] == (
        "“b1” (b) waits 0 days instead of 5, because “a2” (a) no longer stands before it in the "
        "line until day 3."
    )


def test_a_project_that_nobody_lets_in_is_told_to_wait_for_that():
    session = Session(office(a=[4]), Policy(intake="by_hand")).decide(StartProject("a"))
    fork = debrief.fork(session, 0, remove=0)
    assert fork.chain[1] == (
        "“a1” (a) waits for ever instead of 0 days, because nobody lets its project in, which "
        "happened on day 0."
    )


def test_a_later_decision_that_cannot_be_carried_out_is_left_out_and_said():
    session = Session(rivals()).decide(PauseProject("a")).advance(8).decide(StartProject("a"))
    fork = debrief.fork(session, 0, remove=0)
    assert fork.left_out == (
        "“start a” on day 8 cannot be decided any more: project 'a' is finished; this needs it "
        "waiting or paused.",
    )
    assert fork.would.decisions == ()
    assert fork.chain[1] == fork.left_out[0]


def test_a_role_and_a_project_of_one_id_are_told_apart():
    same = Role(id="tester", people=1.0, name="Tester")
    scenario = office(project("tester", [4]), roles=(DEVELOPER, same))
    fork = debrief.fork(Session(scenario), 0, add=ChangePeople("tester", 1))
    assert fork.decided == "On day 0, “hire 1 Tester” is decided as well."


# The same fate, and nothing else


def test_a_decision_instead_of_itself_changes_nothing_and_says_so():
    session = Session(load("three_projects")).decide(ChangePeople("developer", 1))
    fork = debrief.fork(session, 0, change=ChangePeople("developer", 1))
    assert fork.was == fork.would
    assert fork.first_difference is None
    assert fork.money == ()
    assert fork.chain[1:] == ("Nothing differs: both futures are the same, to the cent.",)


def test_both_futures_have_one_past_and_stand_on_their_last_days():
    start = Session(load("three_projects"), seed=4).decide(ChangePeople("tester", 1))
    session = start.advance(20).decide(OrderProjects(("reports",)))
    fork = debrief.fork(session, 20, remove=1)
    past = [[event for event in it.events if event.day < 20] for it in (fork.was, fork.would)]
    assert past[0] == past[1]
    assert fork.would == start.advance(20).to_end()
    assert fork.was == session.to_end()


def test_what_only_happens_in_another_order_is_no_difference():
    session = Session(office(a=[2], b=[2], developers=2)).decide(OrderProjects(("b",)))
    assert debrief.fork(session, 0, remove=0).first_difference == (
        0.0, "new order: b", "this does not happen",
    )  # fmt: skip


@settings(max_examples=40)
@given(data=st.data())
def test_any_decision_of_any_run_can_be_removed_and_the_money_adds_up(data):
    session = begun(data)
    for decision in data.draw(decisions(session.scenario, habits=(1, 2), reserves=(0.0, 0.8))):
        session = decided(session.advance(max(decision.day, session.today)), decision)
    for number, decision in enumerate(session.decisions):
        fork = debrief.fork(session, decision.day, remove=number)
        assert unexplained(fork) == pytest.approx(0, abs=1e-7)
        assert not any(part.kind == "rest" for part in fork.money)


# What may be asked for


DAY_3 = Session(rivals()).decide(OrderProjects(("b",))).advance(3)
TWICE = DAY_3.decide(OrderProjects(("a",)), ChangePeople("developer", 1))


def test_decisions_are_named_by_number_by_themselves_or_all_of_a_day():
    one = debrief.fork(TWICE, 3, remove=1)
    assert one.would.decisions == (TWICE.decisions[0], TWICE.decisions[2])
    assert debrief.fork(TWICE, 3, remove=OrderProjects(("a",))) == one
    assert debrief.fork(TWICE, 3, remove="all").would.decisions == TWICE.decisions[:1]
    assert debrief.fork(TWICE, 3, remove=[1, 2]) == debrief.fork(TWICE, 3, remove="all")


def test_what_changes_keeps_its_place_and_what_is_added_comes_last():
    fork = debrief.fork(
        TWICE, 3, change=ChangePeople("developer", 2), remove=1, add=PauseProject("b")
    )
    assert [type(it).__name__ for it in fork.would.decisions] == [
        "OrderProjects", "ChangePeople", "PauseProject",
    ]  # fmt: skip
    assert debrief.fork(TWICE, 3, change={1: PauseProject("b")}).would.decisions[1] == (
        PauseProject("b", day=3.0)
    )


REFUSED = {
    "day 99 is not a day of this run; it ends on day 9, so write 0 to 9": (99, {"remove": 0}),
    "day 'x' is no working day; write 0 to 9": ("x", {"remove": 0}),
    "on day 2 nothing was decided; there are decisions on day 0, 3": (2, {"remove": "all"}),
    "there is no decision number 7; that day's decisions have the numbers 1, 2": (
        3, {"remove": 7},
    ),
    "decision 0 was taken on day 0, not on day 3; write day 0, or: that day's decisions have the "
    "numbers 1, 2": (3, {"remove": 0}),
    "nothing is decided otherwise; write remove=…, add=… or change=…, such as remove=\"all\"": (
        3, {},
    ),
    "3 is no decision; write one such as StartProject(…)": (3, {"add": 3}),
    "remove is 'some'; write a number, or \"all\"": (3, {"remove": "some"}),
    "decision 1 is both removed and changed; write one": (
        3, {"remove": 1, "change": {1: PauseProject("a")}},
    ),
    "2 things were decided on day 3; say which one changes, such as change={1: …}": (
        3, {"change": PauseProject("a")},
    ),
    "on day 2 nothing was decided that could be changed; write add=…, or take day 0, 3":
        (2, {"change": PauseProject("a")}),
}  # fmt: skip


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_was_not_decided_that_day_is_refused_with_a_sentence(sentence):
    day, asked = REFUSED[sentence]
    with pytest.raises(RefusedError) as refusal:
        debrief.fork(TWICE, day, **asked)
    assert str(refusal.value) == f"fork: {sentence}"


def test_a_new_decision_that_cannot_be_carried_out_is_refused_by_the_model():
    with pytest.raises(DecisionError, match="decision on day 3: project 'b' is"):
        debrief.fork(TWICE, 3, add=StartProject("b"))


# Tables and pictures


def test_a_fork_is_shown_as_its_sentences():
    fork = debrief.fork(hired(), 0, remove=0)
    assert repr(fork).split("\n") == list(fork.chain)


def test_the_numbers_and_the_parts_of_the_money_are_tables():
    fork = debrief.fork(hired(), 0, remove=0)
    table = fork.table().set_index("number")
    assert table.loc["net", ["was", "would", "difference"]].tolist() == [70.0, 36.0, -34.0]
    assert fork.parts()["net"].sum() == -34.0
    assert fork.parts()["kind"].tolist() == ["project", "people", "days"]


def test_the_picture_of_two_futures_says_what_moves_and_when_it_shows():
    fork = debrief.fork(hired(), 0, remove=0)
    logs = fork.was.visible, fork.would.visible
    picture = figures.bars(*logs, fork.was.scenario, fork.day, fork.first_difference.day)
    assert picture.sentence == (
        "Decided otherwise on day 0, 0 of 2 projects finish earlier and 1 later, with the same "
        "luck; b moves most, to day 16 from day 7. The first difference shows on day 3; 40 k€ less "
        "is delivered."
    )
