"""The same logs on every machine: what `tools/digest.py` stores, held against every run."""

import builtins
import json
import sys

import pytest

from simulator import events, load, simulate
from simulator.policies.ready import READY
from simulator.readers import shipped
from tools import digest

ADDS_UP_ALIKE = ("chance", "check", "mechanisms", "model", "network", "policies", "scenario")


@pytest.mark.stored_luck("the logs were stored under the usual fate")
@pytest.mark.parametrize("name", shipped())
def test_all_logs_are_what_they_were_when_the_digest_was_stored(name):
    stored = json.loads(digest.STORED.read_text(encoding="utf-8"))
    assert digest.differences(digest.digests((name,)), {name: stored[name]}) == []


def test_the_digest_is_stored_for_every_scenario():
    stored = json.loads(digest.STORED.read_text(encoding="utf-8"))
    assert sorted(stored) == sorted(shipped())


@pytest.mark.parametrize("name", shipped())
def test_every_day_of_a_log_is_on_the_grid_of_hours(name):
    log = simulate(load(name), READY["tailored"], seed=3)
    assert all((event.day * 8).is_integer() for event in log)


@pytest.mark.parametrize("name", shipped())
def test_no_fractions_are_added_by_the_built_in_sum(name, monkeypatch):
    """From Python 3.12 on it adds them in another way than before."""
    add = builtins.sum

    def whole_numbers_only(values, *start):
        values = list(values)
        caller = sys._getframe(1).f_globals["__name__"].split(".")
        if caller[0] == "simulator" and caller[1] in ADDS_UP_ALIKE:
            assert not any(isinstance(value, float) for value in values), ".".join(caller)
        return add(values, *start)

    monkeypatch.setattr(builtins, "sum", whole_numbers_only)
    for policy in READY.values():
        simulate(load(name), policy, seed=4)


def test_amounts_in_a_log_have_nine_digits():
    paid = events.canonical(events.OvertimePaid(5.0, 1 / 3))
    assert paid == events.OvertimePaid(5.0, 0.333333333)


def test_amounts_within_a_list_of_levels_have_nine_digits_too():
    month = events.canonical(events.MonthBegan(20.0, (("skill", 2 / 3),)))
    assert month == events.MonthBegan(20.0, (("skill", 0.666666667),))


def test_two_machines_that_differ_in_the_last_bits_tell_the_same_story():
    here, there = 170.4, 170.39999999999998
    assert here != there
    told = {events.canonical(events.OvertimePaid(5.0, cost)) for cost in (here, there)}
    assert len(told) == 1
