"""Who selects requests also declines those that have waited until nobody needs them."""

import pytest
from office import finishes, of, office, on, project, run

from simulator import events as facts
from simulator.decisions import change_policy
from simulator.mechanisms import Hazard, Mechanisms
from simulator.scenario import Mitigation, Risk, Role

ONE = [Role(id="developer", people=1, rate=1.0)]
NONE = Mechanisms()


def waiting(*, risks=(), mitigations=(), mechanisms=NONE, **terms):
    """One developer with nearly half a year of work, and a small request beside it."""
    large = project("large", [128], value=4000.0)
    small = project("small", [10], **{"value": 100.0, "due": 30, "cost_of_delay": 1.0, **terms})
    there = {"risks": risks, "mitigations": mitigations, "mechanisms": mechanisms}
    return office(large, small, roles=ONE, **there)


def declined(log) -> dict[str, float]:
    """The day on which each project ended without a result."""
    return {event.project: event.day for event in of(log, facts.ProjectCancelled)}


def test_a_request_is_declined_on_the_first_monday_on_which_it_costs_more_than_it_brings():
    # begun on day 110 it would be 90 days late and bring 10 k€, as much as its ten days of wages
    log = run(waiting(), select="by_value")
    assert declined(log) == {"small": 115}
    assert set(finishes(log)) == {"large"}


def test_after_its_deadline_nobody_needs_it():
    assert declined(run(waiting(deadline=45, cost_of_delay=0.0), select="by_value")) == {
        "small": 40
    }


def test_without_selection_everything_is_done_however_late():
    log = run(waiting(deadline=45))
    assert not declined(log) and set(finishes(log)) == {"large", "small"}


def test_a_request_that_keeps_its_value_waits_until_there_is_capacity():
    log = run(waiting(cost_of_delay=0.0, due=None), select="by_value")
    assert not declined(log) and set(finishes(log)) == {"large", "small"}


def test_what_never_brought_its_wages_is_not_declined_for_waiting():
    # a request without a value of its own may be there for others, or for the law
    log = run(waiting(value=0.0), select="by_value")
    assert not declined(log) and "small" in finishes(log)


def test_what_others_wait_for_is_never_declined():
    small = waiting().projects[1]
    later = project("later", [5], value=50.0, after=("small",))
    team = office(waiting().projects[0], small, later, roles=ONE)
    log = run(team, select="by_value")
    assert not declined(log) and {"small", "later"} <= set(finishes(log))


@pytest.mark.parametrize("rule", ["by_value", "by_ratio", "shrunk", "aligned", "best_mix"])
def test_every_rule_of_selection_declines(rule):
    assert declined(run(waiting(), select=rule)) == {"small": 115}


def test_a_policy_that_ends_selection_ends_declining():
    ends = on(100, change_policy(select="all"))
    assert not declined(run(waiting(), ends, select="by_value"))


def test_nothing_is_bought_against_the_risks_of_a_request_that_was_declined_that_morning():
    risk = Risk(id="bug", project="small", probability=0.5, impact=20.0, hits="cost")
    offer = Mitigation(id="tests", risk="bug", cost=1.0, kind="avoid", effect=1.0)
    risky = waiting(risks=[risk], mitigations=[offer], mechanisms=Mechanisms(hazard=Hazard()))
    buys = {"risk": "leverage", "risk_budget": 1.0}
    assert of(run(risky, **buys), facts.MitigationBought)
    log = run(risky, on(112, change_policy(**buys)), select="by_value")
    assert declined(log) == {"small": 115} and not of(log, facts.MitigationBought)
