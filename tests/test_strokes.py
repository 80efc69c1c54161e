"""A result split into own rules, decisions and luck."""

import pytest

from simulator import ChangePeople, Policy, Session, debrief, load, metrics, simulate
from simulator.chance import Fate
from simulator.debrief.fates import key
from simulator.debrief.strokes import FOR_PAR, SALT
from simulator.errors import RefusedError
from simulator.policies.reference import REFERENCE

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


def test_who_decided_nothing_has_no_stroke_of_a_decision():
    table = debrief.strokes(Session(OFFICE, Policy(), 7), 4)
    assert list(table.kind) == ["rules", "luck", "sampling"]


def test_strokes_need_two_worlds():
    with pytest.raises(RefusedError) as error:
        debrief.strokes(Session(OFFICE), 1)
    assert str(error.value) == "worlds is 1; write a whole number from 2, such as 200"
