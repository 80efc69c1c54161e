"""A future from a situation is a run from the first day, byte for byte."""

from functools import cache

import pytest
from msgspec import json
from msgspec.structs import replace
from office import chain, office, on

from simulator import Policy, load, simulate
from simulator.decisions import BuyMitigation, ChangePeople, DecisionError
from simulator.errors import EndlessError, RefusedError
from simulator.mechanisms import everything
from simulator.model.situation import Situation
from simulator.policies.ready import READY
from simulator.readers import shipped
from simulator.scenario import nearest_hour
from tools import digest


def said(act, *arguments, **fields):
    """The log as bytes, or the sentence of a refusal."""
    try:
        return json.encode(act(*arguments, **fields))
    except RefusedError as refusal:
        return str(refusal)


def future(scenario, policy, seed, log, day, until=None):
    """A run that rests on a day before what is decided on it."""
    before = [it for it in log if it.day < day]
    situation = Situation(scenario, policy, seed, before, day)
    return situation.future([it for it in log if it.day >= day], until)


def days_of(log):
    return sorted({nearest_hour(it.day) for it in log})


@pytest.mark.parametrize("policy", ["no_pmo", "tailored"])
@pytest.mark.parametrize("name", shipped())
def test_from_any_day_of_a_decision_a_run_goes_on_as_from_the_first_day(name, policy):
    """Each policy is asked about every third day of all logs, and not about the same ones."""
    scenario = load(name)
    logs = digest.logs_of(scenario)
    whole = cache(lambda it: said(simulate, scenario, READY[policy], it, logs[it]))
    days = [(number, day) for number, log in enumerate(logs) for day in days_of(log)]
    asked = days[["no_pmo", "tailored"].index(policy) :: 3]
    assert len({number for number, _ in asked}) >= 4
    for it, day in asked:
        assert said(future, scenario, READY[policy], it, logs[it], day) == whole(it)


@pytest.mark.parametrize("name", shipped())
def test_so_it_does_with_every_mechanism_on(name):
    scenario = replace(load(name), mechanisms=everything())
    whole = said(simulate, scenario, READY["tailored"], 7)
    for day in (0, 5, 20, 63.125, 140, 1000):
        assert said(future, scenario, READY["tailored"], 7, (), day) == whole
    until = said(simulate, scenario, READY["tailored"], 7, until=90)
    assert said(future, scenario, READY["tailored"], 7, (), 63.125, 90) == until


def test_no_future_knows_of_another():
    scenario = replace(load("eight_projects"), mechanisms=everything())
    role = scenario.roles[0].id
    situation = Situation(scenario, READY["tailored"], 3, day=40)
    hire = ChangePeople(role, 3, day=40)
    before, others = situation.future(), situation.future([hire])
    assert before == situation.future() == simulate(scenario, READY["tailored"], 3)
    assert others == simulate(scenario, READY["tailored"], 3, [hire])


def test_what_has_happened_is_what_a_run_until_that_day_says():
    scenario = load("eight_projects")
    situation = Situation(scenario, Policy(), 3, day=40)
    assert situation.events == simulate(scenario, Policy(), 3, until=40)


def test_an_order_of_somebodys_own_goes_on_too():
    own = Policy(order=lambda activity, office: -activity.days)
    scenario = load("eight_projects")
    assert Situation(scenario, own, 3, day=40).future() == simulate(scenario, own, 3)


def test_a_situation_is_asked_for_as_a_run_is():
    scenario = office(a=[50])
    for asked, message in (
        ({"day": -1}, "day is -1; write a working day from 0 to 100000"),
        ({"day": None}, "day is None; write a working day from 0 to 100000"),
        ({"seed": 1.5}, "seed 1.5 is not a whole number; write one such as 7"),
        ({"scenario": "x"}, "'x' is not a scenario; write load('x')"),
        ({"policy": "x"}, "'x' is not a policy; write one such as Policy(order=…)"),
    ):
        with pytest.raises(RefusedError) as error:
            Situation(**{"scenario": scenario, "policy": Policy(), "seed": 0} | asked)
        assert str(error.value) == message


def test_no_future_ends_on_a_day_that_is_over():
    situation = Situation(office(a=[50]), Policy(), 0, day=10)
    with pytest.raises(RefusedError) as error:
        situation.future(until=9)
    assert str(error.value) == "until is 9; write a working day from 10 to 100000, or None"


def test_nothing_is_decided_on_a_day_that_is_over():
    situation = Situation(office(a=[50]), Policy(), 0, day=10)
    with pytest.raises(DecisionError) as error:
        situation.future([on(9.5, BuyMitigation("m"))])
    assert str(error.value) == (
        "decision on day 9.5: day 10 has come already; write a day from 10 on"
    )


def test_the_bound_of_a_run_holds_in_its_futures_too():
    scenario = office(a=chain("a", *[1] * 30))
    situation = Situation(scenario, Policy(), 0, day=1, most_events=20)
    with pytest.raises(EndlessError):
        situation.future()
