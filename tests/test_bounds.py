"""Bounds: held against every order of three projects, and against luck that is known by hand."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import permutations

import pandas as pd
import pytest
from office import chain, office, on, project

from simulator import Policy, Session, debrief, metrics, simulate
from simulator.debrief.clairvoyant import clairvoyant
from simulator.decisions import BuyMitigation, OrderProjects
from simulator.errors import RefusedError
from simulator.experiment import Captain
from simulator.mechanisms import Attention, Detection, Duration, Hazard, Mechanisms
from simulator.policies.reference import REFERENCE
from simulator.scenario import Mitigation, Risk, Role, Scenario

ROLES = [Role(id="developer", people=1.0, rate=0.1)]
THREE = office(
    project("a", chain("a", 6.0), value=10.0, due=12.0, cost_of_delay=1.0),
    project("b", chain("b", 3.0), value=10.0, due=9.0, cost_of_delay=3.0),
    project("c", chain("c", 2.0), value=10.0, due=2.0, cost_of_delay=9.0),
    roles=ROLES,
)
"""In the order c, b, a nothing is late; in every other order something is."""
LUCKY = office(
    project("a", chain("a", 4.0, 2.0), value=30.0, due=7.0, cost_of_delay=3.0),
    project("b", chain("b", 3.0, 3.0), value=30.0, due=9.0, cost_of_delay=2.0),
    project("c", chain("c", 5.0), value=30.0, due=8.0, cost_of_delay=4.0),
    roles=[Role(id="developer", people=2.0, rate=0.5)], projects_per_person=2,
    mechanisms=Mechanisms(duration=Duration(standard=0.5, on_plan=0.0), attention=Attention()),
)  # fmt: skip
RISKY = office(
    project("a", chain("a", 10.0), value=100.0, due=30.0),
    roles=ROLES,
    risks=[Risk(id="fire", project="a", probability=0.5, impact=40.0, hits="cost", spread=0.0)],
    mitigations=[Mitigation(id="alarm", risk="fire", cost=30.0, kind="avoid", effect=1.0)],
    mechanisms=Mechanisms(hazard=Hazard(), detection=Detection()),
)
"""A fire burns 40 k€ in half of the worlds, and an alarm of 30 k€ prevents it."""


def net(scenario: Scenario, policy: Policy, seed: int, *decisions) -> float:
    events = simulate(scenario, policy, seed, decisions)
    return metrics.summary(events, scenario)["net"]


def found(scenario=LUCKY, decisions=(), **how):
    how = {"worlds": 12, "searched": 4, "tries": 40, "workers": 1, "keep": False, **how}
    return debrief.bounds(Session(scenario, Policy(), 3, decisions), **how)


@cache
def lucky():
    return found(decisions=(on(0, OrderProjects(("c", "b"))),))


def row(table, what: str):
    return table[table["what"] == what].iloc[0]


# In one world


def test_who_knows_a_world_without_luck_finds_the_best_of_all_orders():
    by_order = [
        net(THREE, Policy(), 0, on(0, OrderProjects(order))) for order in permutations("abc")
    ]
    best = clairvoyant(0, THREE, [Captain()], tries=250)
    assert max(by_order) == pytest.approx(30 - 11 * 0.1)
    assert best.net == pytest.approx(max(by_order)) and best.net > best.given[0]


def test_an_alarm_is_bought_just_where_there_will_be_a_fire():
    burnt = {}
    for seed in range(20):
        plain = net(RISKY, Policy(), seed)
        best = clairvoyant(seed, RISKY, [Captain()], tries=1)
        burnt[seed] = plain < 90
        assert best.net == pytest.approx(100 - 1.0 - (30 if burnt[seed] else 0))
    assert {*burnt.values()} == {True, False}


def test_the_bound_can_be_flown_by_anybody_who_is_told():
    best = clairvoyant(5, LUCKY, [Captain(REFERENCE)], tries=40)
    again = Session(LUCKY, best.captain.policy, 5, best.captain.decisions).to_end()
    assert metrics.summary(again.events, LUCKY)["net"] == pytest.approx(best.net)


def test_more_tries_never_find_less_and_the_same_find_the_same():
    found = [clairvoyant(0, THREE, [Captain()], tries) for tries in (1, 5, 20, 60, 60)]
    nets = [it.net for it in found]
    assert nets == sorted(nets) and nets[-1] > found[0].given[0]
    assert found[-1] == found[-2]


def test_decisions_already_taken_stay_where_they_help():
    bought = Captain(decisions=(on(0, BuyMitigation("alarm")),))
    for seed in range(4):
        best = clairvoyant(seed, RISKY, [bought], tries=60)
        assert best.net >= (99.0 if net(RISKY, Policy(), seed) > 90 else 69.0) - 1e-9


# The table


def test_nobody_brings_more_than_the_bound_in_the_own_world():
    table = lucky()
    kinds = dict(zip(table["kind"], table["here"], strict=True))
    assert (table[table["kind"] != "bound"]["here"] <= kinds["bound"]).all()
    assert kinds["own"] == pytest.approx(net(LUCKY, Policy(), 3, on(0, OrderProjects(("c", "b")))))
    assert row(table, "nobody decides")["here"] == pytest.approx(net(LUCKY, Policy(), 3))
    assert row(table, "the reference policy")["here"] == pytest.approx(net(LUCKY, REFERENCE, 3))


def test_knowing_is_worth_something_and_never_less_than_nothing():
    worth = row(lucky(), "knowing what will happen")
    assert 0 <= worth["low"] <= worth["mean"] <= worth["high"]
    assert worth["worlds"] == 4


def test_what_knowing_of_a_fire_is_worth_is_known_by_hand():
    """Without knowing, the alarm costs more than it saves; with it, half of the worlds save 10."""
    table = found(RISKY, searched=60, tries=1, worlds=60, best=Policy())
    worth = row(table, "knowing what will happen")
    assert worth["mean"] == pytest.approx(0.5 * 10, abs=4 * 5 / 60**0.5)
    bound = row(table, "who knows what will happen")
    assert bound["mean"] == pytest.approx(99 - 0.5 * 30, abs=4 * 15 / 60**0.5)


def test_a_certain_world_leaves_nothing_to_be_known():
    best = Policy(order="due_first")
    worth = row(found(THREE, best=best, tries=10, searched=2), "knowing what will happen")
    assert (worth["here"], worth["mean"], worth["high"]) == pytest.approx((0, 0, 0))


def test_the_bound_is_called_a_bound_and_no_grade():
    table = lucky()
    assert [*table["kind"]] == ["policy", "policy", "own", "bound", "information"]
    words = table.attrs["words"]
    bound = row(table, "who knows what will happen")["here"]
    assert words[1] == (
        "A bound, no grade: who knew all that would happen here could reach "
        f"{bound:,.0f} k€. That is the best of 40 tries beside these, and a longer search may find "
        "more; but nobody could know."
    )
    assert "a lower estimate of an upper bound" in words[3]
    assert table.attrs["basis"].worlds == 12 and table.attrs["clairvoyant"].net == bound


def test_where_the_best_policy_is_known_it_stands_among_them():
    table = found(best=REFERENCE, tries=1, searched=2, worlds=4)
    best, par = (
        row(table, f"the {it}") for it in ("best policy that is known", "reference policy")
    )
    assert best["mean"] == par["mean"]


def test_whoever_searches_the_table_is_the_same():
    with ThreadPoolExecutor(2) as elsewhere:
        there = found(tries=4, executor=elsewhere)
    pd.testing.assert_frame_equal(there, found(tries=4))


def test_who_watches_can_stop_and_has_what_is_done():
    told: list[int] = []

    def five(done: int) -> bool:
        told.append(done)
        return done < 5

    table = found(progress=five, tries=2)
    assert told[-1] == 5 and row(table, "you")["worlds"] == 5
    worth = row(table, "knowing what will happen")
    assert worth["worlds"] == 0 and worth["mean"] != worth["mean"]
    assert table.attrs["words"][-1] == (
        "What knowing would be worth on average was not searched to an end."
    )


def test_all_parts_are_told_in_one_count_and_the_search_can_be_stopped_too():
    told: list[int] = []

    def watch(done: int) -> bool:
        told.append(done)
        return done < 14

    table = found(progress=watch, tries=2)
    assert told == sorted(told) and told[-1] == 14
    assert row(table, "who knows what will happen")["worlds"] == 2


@pytest.mark.parametrize(
    "how, message",
    [
        ({"worlds": 1}, "worlds is 1; write a whole number from 2, such as 200"),
        ({"searched": 1}, "searched is 1; write a whole number from 2"),
        ({"tries": 0}, "tries is 0; write a whole number from 1"),
        ({"tries": True}, "tries is True; write a whole number from 1"),
    ],
)
def test_too_little_is_refused(how, message):
    with pytest.raises(RefusedError) as error:
        found(**how)
    assert str(error.value) == message
