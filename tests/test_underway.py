"""A run that goes on from decision to decision is a run from the first day, byte for byte."""

import pytest
from msgspec import json
from office import chain, office, project

from simulator import Policy, load, simulate
from simulator.decisions import CancelProject, DecisionError, OrderProjects, PauseProject
from simulator.errors import RefusedError
from simulator.model.underway import Underway
from simulator.policies.ready import READY
from tools import digest


def played(scenario, policy, seed, log):
    """A run in which each decision is taken on its day, and those who are refused are left out."""
    run = Underway(scenario, policy, seed)
    for decision in sorted(log, key=lambda it: it.day):
        run.advance(decision.day)
        try:
            run.decide(decision)
        except DecisionError:
            continue
    return run


@pytest.mark.parametrize(
    "name", ["three_projects", "eight_projects", "sprigwheel_startup", "holmwick_bank"]
)
def test_whatever_was_decided_the_log_is_that_of_one_run(name):
    scenario = load(name)
    for number, log in enumerate(digest.logs_of(scenario)):
        run = played(scenario, READY["tailored"], number, log)
        until = simulate(scenario, READY["tailored"], number, run.decisions, run.today)
        assert json.encode(run.events) == json.encode(until)
        run.advance()
        whole = simulate(scenario, READY["tailored"], number, run.decisions)
        assert json.encode(run.events) == json.encode(whole)


def test_what_is_refused_has_not_happened():
    two = office(project("b", chain("b", 3, 2), arrival=4), a=[5, 5])
    run = Underway(two, Policy(), 3)
    run.advance(2)
    run.decide(OrderProjects(("b", "a")))
    before = run.events, run.decisions
    for impossible in (PauseProject("b"), CancelProject("c"), OrderProjects(("a", "a"))):
        with pytest.raises(DecisionError):
            run.decide(impossible)
        assert (run.events, run.decisions) == before
    run.advance()
    assert run.events == simulate(two, Policy(), 3, run.decisions)


def test_after_the_end_no_day_is_left():
    run = Underway(load("three_projects"), Policy(), 1)
    run.advance()
    assert run.today >= run.events[-1].day
    before = run.events
    with pytest.raises(DecisionError):
        run.decide(PauseProject("billing"))
    run.advance(run.today + 100)
    assert run.events[: len(before)] == before


def test_time_does_not_go_back():
    run = Underway(load("three_projects"), Policy(), 1)
    run.advance(10)
    with pytest.raises(RefusedError) as refused:
        run.advance(9)
    assert str(refused.value) == "day is 9; write a working day from 10 to 100000"
