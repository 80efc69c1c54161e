"""A result split into own rules, decisions and luck."""

import pytest
from office import office, project

from simulator import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
    PauseProject,
    Policy,
    Session,
    change_policy,
    debrief,
    load,
    metrics,
    simulate,
)
from simulator.chance import Fate
from simulator.debrief import moved
from simulator.debrief.expected import Control
from simulator.debrief.fates import key
from simulator.debrief.moved import Stretch
from simulator.debrief.striking import Striking, strikes
from simulator.debrief.strokes import FOR_PAR, split
from simulator.debrief.turns import SALT, drawn, nets
from simulator.errors import RefusedError
from simulator.events import IssueDetected
from simulator.mechanisms import Duration, Hazard, Mechanisms
from simulator.policies.reference import REFERENCE
from simulator.scenario import Risk, Role

OFFICE = load("three_projects")
WORLDS = 12


def net(log):
    return metrics.summary(log, OFFICE)["net"]


@pytest.fixture(scope="module")
def flown():
    """Somebody who hires ten people whom nobody needs."""
    session = Session(OFFICE, Policy(), 7, today=7.0)
    return session.decide(ChangePeople(OFFICE.roles[0].id, 10)).to_end()


@pytest.fixture(scope="module")
def table(flown):
    return debrief.strokes(flown, WORLDS)


def test_strokes_add_up_to_the_result_against_par(flown, table):
    worlds = [Fate(key(SALT, number)) for number in range(FOR_PAR * WORLDS)]
    par = sum(net(simulate(OFFICE, REFERENCE, it)) for it in worlds) / len(worlds)
    result = net(simulate(OFFICE, flown.policy, flown.seed, flown.decisions))
    assert table.value.sum() == pytest.approx(result - par, abs=0.01)


def test_strokes_go_from_the_rules_over_luck_and_decisions_to_the_rest(table):
    assert list(table.kind) == ["rules", "luck", "decision", "luck", "sampling"]
    assert list(table.columns) == ["day", "kind", "what", "value", "low", "high"]


def test_a_planted_bad_decision_is_found_whatever_came_of_it(table):
    decision = table[table.kind == "decision"].iloc[0]
    assert decision.high < 0
    assert decision.day == 7.0


def test_a_planted_good_and_a_planted_bad_decision_are_told_apart():
    office = load("eight_projects")
    session = Session(office, Policy(order="longest_first"), 3).advance(5)
    session = session.decide(change_policy(order="cost_of_delay", projects_per_person=1))
    session = session.advance(40).decide(ChangePeople(office.roles[0].id, 8)).to_end()
    found = split(session, 16, 1, luck_named=False)
    good, bad = (row for row in found.rows if row.kind == "decision")
    assert good.low > 0 > bad.high, (good, bad)


def test_who_decided_nothing_has_no_stroke_of_a_decision():
    table = debrief.strokes(Session(OFFICE, Policy(), 7), 4)
    assert list(table.kind) == ["rules", "luck", "sampling"]


def test_strokes_need_two_worlds():
    with pytest.raises(RefusedError) as error:
        debrief.strokes(Session(OFFICE), 1)
    assert str(error.value) == "worlds is 1; write a whole number from 2, such as 200"


# Another continuation


@pytest.mark.parametrize("continuation", ["own", "reference"])
def test_strokes_add_up_whoever_is_thought_to_go_on(flown, continuation):
    table = debrief.strokes(flown, WORLDS, continuation=continuation)
    told = table.attrs["start"] + table.value.sum()
    assert told == pytest.approx(table.attrs["result"], abs=0.01)
    assert table.attrs["result"] == pytest.approx(net(flown.events), abs=0.01)
    assert table.attrs["basis"].worlds == WORLDS and table.attrs["days_left"] == 0


def test_where_the_reference_goes_on_own_rules_are_judged_as_long_as_they_hold(flown):
    table = debrief.strokes(flown, WORLDS, continuation="reference")
    assert list(table.kind) == ["rules", "luck", "decision", "rules", "luck", "sampling"]
    assert "until day 7" in table.what[0] and "until the end" in table.what[3]
    assert table[table.kind == "decision"].iloc[0].high < 0


def test_who_flies_by_the_reference_has_rules_worth_nothing():
    table = debrief.strokes(Session(OFFICE, REFERENCE, 7).to_end(), 6, continuation="reference")
    assert table[table.kind == "rules"].value.sum() == pytest.approx(0, abs=0.01)


def test_no_other_continuation_is_known(flown):
    with pytest.raises(RefusedError, match="continuation is 'mine'; write own or reference"):
        debrief.strokes(flown, 4, continuation="mine")


def test_strokes_that_are_stopped_add_up_and_say_how_many_days_are_left(flown):
    asked = []

    def stop(done):
        asked.append(done)
        return False

    later = flown.back_to(30).decide(ChangePeople(OFFICE.roles[0].id, -1)).to_end()
    table = debrief.strokes(later, 3, workers=1, progress=stop)
    assert asked == [1] and table.attrs["days_left"] == 2
    assert table.attrs["start"] + table.value.sum() == pytest.approx(table.attrs["result"])


def test_words_say_who_brought_what_and_which_decision_to_think_about(table):
    words = " ".join(table.attrs["words"])
    assert "luck" in words and "if your own rules go on" in words
    assert "The decision to think about: hire 10 Analyst, day 7" in words


def test_words_say_that_it_was_stopped(flown):
    table = debrief.strokes(flown, 5, workers=1, progress=lambda done: False)
    assert "1 day is not judged" in table.attrs["words"][-1]
    assert table.what.iloc[-1].startswith("stopped")


def test_nothing_is_said_of_what_came_after_a_day_that_is_not_judged(flown):
    table = debrief.strokes(flown, 4, workers=1, progress=lambda done: False)
    assert list(table.kind) == ["rules", "sampling"]


# What luck was


def test_luck_is_named_by_what_stood_out_in_its_direction(flown):
    all_ = list(strikes(flown.visible, OFFICE))
    assert min(it.money for it in all_) < 0 < max(it.money for it in all_)
    assert any("shorter than planned" in it.words for it in all_)


def test_a_supplier_who_costs_a_fortune_is_named():
    late = Risk(id="late", project="p", probability=0.3, impact=500, name="Supplier fails")
    work = project("p", [10.0], value=900, due=20, cost_of_delay=2.0)
    people = [Role(id="developer", people=1.0, rate=1.0)]
    plain = office(work, roles=people, risks=[late],
                   mechanisms=Mechanisms(hazard=Hazard()))  # fmt: skip
    runs = (Session(plain, seed=seed).to_end() for seed in range(100))
    struck = next(it for it in runs if any(isinstance(e, IssueDetected) for e in it.visible))
    table = debrief.strokes(struck, 6)
    assert "above all p: Supplier fails, day " in table[table.kind == "luck"].iloc[-1].what


def test_nothing_stands_out_where_all_goes_to_plan():
    plan = office(project("p", [10.0], value=10))
    assert not any(it.money for it in strikes(Session(plan).to_end().visible, plan))


def test_the_search_goes_where_what_is_to_be_expected_moved_most(monkeypatch):
    """On day 20 all is lost; the dearer event of day 40 moved nothing."""
    expected = {10.0: 100.0, 20.0: 0.0, 30.0: 0.0, 40.0: 0.0}
    monkeypatch.setattr(moved, "_nets_on", lambda task, day: (expected[day],) * 4)
    strikes = tuple(Striking(day, -1.0 - day, f"what happened on {day:g}") for day in expected)
    stretch = Stretch(0.0, 50.0, (100.0,) * 4, (0.0,), False)
    task = moved.Task(Session(OFFICE), stretch, strikes, -1.0, Control((1.0, 2.0) * 8))
    found = moved.search(task)
    assert (found.event.day, found.by, found.sure) == (20.0, -100.0, True)


def test_luck_says_by_how_much_the_day_moved_what_was_to_be_expected():
    late = Risk(id="late", project="p", probability=0.5, impact=500, name="Supplier fails")
    work = project("p", [4.0, 4.0, 4.0], value=900, due=20, cost_of_delay=2.0)
    people = [Role(id="developer", people=1.0, rate=1.0)]
    plain = office(work, roles=people, risks=[late],
                   mechanisms=Mechanisms(hazard=Hazard(), duration=Duration()))  # fmt: skip
    runs = (Session(plain, seed=seed).to_end() for seed in range(100))
    struck = next(it for it in runs if any(isinstance(e, IssueDetected) and 1 < e.day < 8
                                           for e in it.visible))  # fmt: skip
    what = debrief.strokes(struck, 12, workers=1).what[1]
    assert "above all p: Supplier fails" in what and "k€ around that day" in what


# What else could have been decided


def test_the_best_alternative_to_a_bad_decision_is_found(flown):
    table = debrief.alternatives(flown, 7, 8)
    assert table.iloc[0].low > 0
    assert list(table.value) == sorted(table.value, reverse=True)
    assert "On day 7 the best of" in table.attrs["words"] and table.attrs["basis"].worlds == 8
    nothing = table[table.what == "decide nothing"].iloc[0]
    assert nothing.low > 0  # ten people whom nobody needs


def test_holding_a_project_back_is_tried_with_other_projects():
    first, second, *_ = (it.id for it in OFFICE.projects)
    for kind in (PauseProject, CancelProject):
        session = Session(OFFICE, seed=2).advance(3).decide(kind(first)).to_end()
        tried = list(debrief.alternatives(session, 3, 2).what)
        assert "decide nothing" in tried and any(second in it for it in tried)


def test_alternatives_are_tried_in_the_draws_of_the_stroke(flown, table):
    worth = debrief.alternatives(flown, 7, WORLDS).set_index("what").value["decide nothing"]
    both = drawn(flown.back_to(7), WORLDS)
    futures = [nets(flown.back_to(7), it, [(), flown.decisions]) for it in both]
    assert worth == pytest.approx(sum(a - b for a, b in futures) / WORLDS)


def test_an_alternative_that_cannot_be_carried_out_is_left_out(flown):
    bought = flown.back_to(7).decide(BuyMitigation(OFFICE.mitigations[0].id))
    table = debrief.alternatives(bought.to_end(), 7, 3)
    assert "decide nothing" in list(table.what)
    assert not any(OFFICE.mitigations[0].id in it for it in table.what)


def test_each_kind_of_decision_has_others_of_its_kind():
    projects = tuple(it.id for it in reversed(OFFICE.projects))
    for decision, least in (
        (OrderProjects(projects), 2), (change_policy(review_weeks=4), 4),
        (BuyMitigation(OFFICE.mitigations[0].id), 2),
    ):  # fmt: skip
        session = Session(OFFICE, seed=2).advance(3).decide(decision).to_end()
        assert len(debrief.alternatives(session, 3, 2)) >= least, decision


def test_a_day_without_a_decision_is_refused(flown):
    with pytest.raises(RefusedError, match="nothing was decided on day 8; write one of 7"):
        debrief.alternatives(flown, 8, 4)
