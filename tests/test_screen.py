"""What the cockpit shows: plain data, made from what a manager can see and nothing else."""

import json
import re

import pytest
from office import activity, office, project

from simulator import BuyMitigation, ChangePeople, OrderProjects, Policy, Session, events, load
from simulator.cockpit.acts import act
from simulator.cockpit.ahead import FEW, MANY, ahead
from simulator.cockpit.compare import compare, why
from simulator.cockpit.days import plainly, ticks
from simulator.cockpit.line import line
from simulator.cockpit.plan import critical_chains
from simulator.cockpit.priority import kept_sorted, sorted_once
from simulator.cockpit.scene import Scene
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.errors import RefusedError
from simulator.metrics import finish_days, money_spent, value_delivered
from simulator.policies import ORDERS
from simulator.policies.ready import READY
from simulator.readers import shipped

EIGHT = load("eight_projects")
DECIMAL_DAY = re.compile(r"day \d+\.\d|\d\.\d+ (?:person-)?days?\b")


def nothing():
    """Whoever waits goes on waiting."""


def texts(it):
    """Every text within plain data but for ids, which nobody reads."""
    if isinstance(it, str):
        yield it
    elif isinstance(it, dict):
        for key, value in it.items():
            if key not in ("id", "project", "name") or not isinstance(value, str):
                yield from texts(value)
    elif isinstance(it, list | tuple):
        for value in it:
            yield from texts(value)


@pytest.mark.parametrize("name", shipped())
def test_every_organisation_is_shown_on_every_kind_of_day(name):
    scenario = load(name)
    for policy in (Policy(), READY["tailored"]):
        start = Session(scenario, policy, seed=3)
        for day in (0, 5, 60, start.to_end().today):
            shown = screen(Seat(start.advance(min(day, start.to_end().today))))
            json.dumps(shown)
            said = "\n".join(texts(shown))
            assert not DECIMAL_DAY.search(said), DECIMAL_DAY.search(said)
            ids = {it.id for it in (*scenario.projects, *scenario.mitigations) if "_" in it.id}
            assert not [it for it in ids if it in said]


def test_the_numbers_are_those_of_the_log():
    session = Session(EIGHT, seed=4).advance(150)
    head = screen(Seat(session))["header"]
    spent = sum(money_spent(session.visible, EIGHT, 150.0).values())
    assert head["value"] == pytest.approx(value_delivered(session.visible))
    assert head["spent"] == pytest.approx(spent)
    assert head["net"] == pytest.approx(head["value"] - head["spent"])
    finished = finish_days(session.visible)
    due = {it.id: it.due for it in EIGHT.projects}
    assert head["on_time"] == sum(finished[it] <= due[it] for it in finished)


def test_bars_say_what_is_done_goes_on_and_waits():
    session = Session(EIGHT, seed=4).advance(60)
    rows = {row["id"]: row for row in screen(Seat(session))["rows"]}
    started = {
        (it.project, it.activity) for it in session.visible if type(it) is events.ActivityStarted
    }
    ended = {
        (it.project, it.activity) for it in session.visible if type(it) is events.ActivityFinished
    }
    ready = {
        (it.project, it.activity) for it in session.visible if type(it) is events.ActivityReady
    }
    found = {kind: set() for kind in ("done", "now", "waits", "stopped")}
    for row in rows.values():
        for bar in row["bars"]:
            found[bar["kind"]].add((row["id"], bar["id"]))
    assert found == {
        "done": ended,
        "now": started - ended,
        "waits": ready - started,
        "stopped": set(),
    }
    assert found["waits"], "somebody waits on that day, or this test says nothing"


def test_no_bar_lies_on_another_of_its_lane():
    for row in screen(Seat(Session(load("eighteen_months"), seed=2).advance(200)))["rows"]:
        lanes = {}
        for bar in row["bars"]:
            lanes.setdefault(bar["lane"], []).append((bar["since"], bar["until"]))
        for bars in lanes.values():
            bars.sort()
            assert all(a[1] <= b[0] for a, b in zip(bars, bars[1:], strict=False))


def test_who_waits_is_told_for_whom():
    shown = screen(Seat(Session(EIGHT, seed=4).advance(60)))
    waits = [bar for row in shown["rows"] for bar in row["bars"] if bar["kind"] == "waits"]
    assert waits
    for bar in waits:
        assert bar["tip"][0].startswith("waits since day")
        assert any("now on" in it for it in bar["tip"])


def test_hidden_facts_do_not_reach_the_screen():
    session = Session(EIGHT, seed=4).advance(80)
    hidden = [it for it in session.events if it.hidden]
    assert hidden
    assert Scene(session).events == session.visible


# Who goes first


def test_the_list_is_the_order_that_was_decided_by_hand():
    order = tuple(it.id for it in reversed(EIGHT.projects))
    session = Session(EIGHT, seed=4).decide(OrderProjects(order))
    shown = screen(Seat(session))
    assert tuple(row["id"] for row in shown["rows"]) == order
    assert shown["priority"]["by_hand"] and shown["priority"]["says"] == "by hand"


def test_without_a_hand_the_list_is_the_order_of_the_rule():
    session = Session(EIGHT, Policy(order="due_first"), seed=4)
    shown = screen(Seat(session))
    assert [row["id"] for row in shown["rows"]] == [
        it.id for it in sorted(EIGHT.projects, key=lambda it: it.due)
    ]
    assert shown["priority"]["says"] == "by rule: due first"


@pytest.mark.parametrize("rule", ORDERS)
def test_every_rule_can_sort_the_list(rule):
    for name in ("eight_projects", "thornmere_university"):
        scene = Scene(Session(load(name), seed=4).advance(30))
        assert sorted(line(scene, rule)) == sorted(scene.projects)


@pytest.mark.parametrize("rule", ["cost_of_delay", "due_first", "highest_value"])
def test_work_goes_the_same_way_whether_a_rule_orders_or_a_hand_by_that_rule(rule):
    """Of orders that look at the whole project, the list is exactly what the rule will do."""
    start = Session(EIGHT, seed=4)
    by_rule = start.decide(*kept_sorted(Scene(start), rule)).to_end()
    by_hand = start.decide(*sorted_once(Scene(start), rule)).to_end()
    told = (events.ProjectsOrdered, events.PolicyChanged)
    assert [it for it in by_rule.events if not isinstance(it, told)] == [
        it for it in by_hand.events if not isinstance(it, told)
    ]


def test_keeping_a_rule_takes_back_the_order_by_hand():
    seat = Seat(Session(EIGHT, seed=4))
    seat.decide(OrderProjects(("tariff",)))
    act(seat, {"do": "keep_sorted", "rule": "first_come"})
    shown = screen(seat)
    assert not shown["priority"]["by_hand"]
    assert seat.session.to_end().events[-1] == Session(EIGHT, seed=4).to_end().events[-1]
    with pytest.raises(RefusedError, match="already"):
        act(seat, {"do": "keep_sorted", "rule": "first_come"})


# Acts


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "fly away"},
        {"do": None},
        {"do": "order"},
        {"do": "order", "projects": "portal"},
        {"do": "order", "projects": ["portal", "portal"]},
        {"do": "project", "verb": "eat", "project": "portal"},
        {"do": "project", "verb": "pause", "project": "<b>nobody</b>"},
        {"do": "people", "role": "analyst", "change": 0},
        {"do": "people", "role": "analyst", "change": "two"},
        {"do": "people", "role": "nobody", "change": 1},
        {"do": "buy", "offer": "nothing"},
        {"do": "rules", "changes": []},
        {"do": "rules", "changes": [["order"]]},
        {"do": "rules", "changes": [["wip_limit", "many"]]},
        {"do": "rules", "changes": [["no such rule", 1]]},
        {"do": "look", "day": "tomorrow"},
        {"do": "look", "day": 9999},
        {"do": "look", "number": 3},
        {"do": "leave_out"},
        {"do": "leave_out", "number": 99},
        {"do": "go_back", "number": -1},
        {"do": "swap"},
        {"do": "undo"},
        {"do": "explain", "reason": "because"},
        {"do": "sort_once", "rule": "by mood"},
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing(message):
    seat = Seat(Session(EIGHT, seed=4))
    with pytest.raises(RefusedError) as refused:
        act(seat, message)
    assert len(str(refused.value)) > 15
    assert seat.session == Session(EIGHT, seed=4)


def test_a_whole_number_for_a_rule_that_is_a_share_is_taken_as_one():
    seat = Seat(Session(load("holmwick_bank"), seed=4))
    act(seat, {"do": "rules", "changes": [["method", 1], ["wip_limit", 3]]})
    assert (seat.session.rules.method, seat.session.rules.wip_limit) == (1.0, 3)


def test_the_drawer_is_made_from_the_one_table_of_fields():
    drawer = screen(Seat(Session(load("holmwick_bank"), seed=4)))["rules"]
    dials = [dial for card in drawer["functions"] for dial in card["dials"]]
    assert {"wip_limit", "review_weeks", "method", "overtime", "evidence"} <= {
        dial["field"] for dial in dials
    }
    for dial in dials:
        assert dial["value"] in [it["value"] for it in dial["options"]]
        for option in dial["options"]:
            assert option["says"] or dial["meaning"], (dial["field"], option)
    priced = [card for card in drawer["functions"] if card["name"]]
    assert all("everybody's time" in card["price"] for card in priced)


def test_ready_made_rules_are_values_of_dials():
    drawer = screen(Seat(Session(load("holmwick_bank"), seed=4)))["rules"]
    for ready in drawer["ready"]:
        seat = Seat(Session(load("holmwick_bank"), seed=4))
        changes = list(ready["values"].items())
        act(seat, {"do": "rules", "changes": changes})
        wanted = READY[ready["name"].replace(" ", "_")]
        for name, value in ready["values"].items():
            assert getattr(seat.session.rules, name) == value == getattr(wanted, name)


# The forecast


def test_the_forecast_agrees_with_what_is_past_and_says_how_many_futures_it_has():
    session = Session(EIGHT, seed=4).advance(100)
    told = list(ahead(session, nothing))
    assert [it.futures for it in told] == [FEW, MANY]
    closed = set(finish_days(session.visible))
    assert closed, "something is finished by then"
    for it in told[-1].projects:
        assert it.id not in closed
        known = [day for day in it.finish if day is not None]
        assert min(known) > 100 and known == sorted(known) and len(it.finish) == MANY


def test_about_half_of_all_projects_end_after_the_middle_of_their_forecast():
    """It is drawn from what is seen: the true future is one of many, not the middle of them."""
    late = told = 0
    for seed in range(60):
        session = Session(load("three_projects"), seed=seed).advance(12)
        (found,) = ahead(session, nothing, steps=(11,))
        truth = finish_days(session.to_end().events)
        for it in found.projects:
            middle = it.finish[len(it.finish) // 2]
            told += 1
            late += middle is not None and truth[it.id] > middle
    assert told > 150
    assert 0.3 < late / told < 0.7


def test_a_forecast_that_is_not_wanted_any_more_ends():
    class EnoughError(Exception):
        """No more."""

    asked = []

    def enough():
        asked.append(1)
        if len(asked) == 10:
            raise EnoughError

    with pytest.raises(EnoughError):
        list(ahead(Session(EIGHT, seed=4).advance(40), enough))
    assert len(asked) == 10


# Two futures


def test_two_futures_are_compared_as_far_as_both_are_played():
    start = Session(EIGHT, seed=4)
    one, other = start.advance(50), start.decide(ChangePeople("integrator", 1)).advance(90)
    found = compare(one, other)
    assert (found.day, found.over) == (50, False)
    assert {it.name for it in found.numbers} == {"value", "cost", "net", "on time", "people lost"}
    assert why(one, other) == (), "what is still to come is not given away"


def test_why_finished_futures_differ_is_told_in_sentences():
    start = Session(EIGHT, seed=4)
    offer = EIGHT.mitigations[0]
    one, other = start.to_end(), start.decide(BuyMitigation(offer.id)).to_end()
    sentences = why(other, one)
    assert offer.name in sentences[0]
    assert sentences[-1].startswith("Together: ")


def test_a_better_number_is_marked_whichever_way_is_better():
    start = Session(EIGHT, seed=4)
    one = start.to_end()
    other = start.decide(ChangePeople("trainer", 3)).to_end()
    found = {it.name: it for it in compare(one, other).numbers}
    assert found["cost"].better == 1, "three more trainers cost more"


# Days


def test_days_in_a_sentence_have_no_decimals():
    assert plainly("takes 12.6 days longer") == "takes 13 days longer"
    assert plainly("0.4 person-days of work") == "less than 1 person-days of work"
    assert plainly("it works from day 23.5") == "it works from day 24"
    assert plainly("waits 0 days instead of 13.4 for") == "waits 0 days instead of 13 for"
    assert plainly("on day 50 instead of 105.4") == "on day 50 instead of 105"
    assert plainly("113.4 k€ to pay") == "113.4 k€ to pay"


@pytest.mark.parametrize("horizon", [5, 72, 219, 1060, 60_000])
def test_an_axis_has_a_handful_of_days(horizon):
    found = ticks("2027-01-04", horizon)
    assert 1 <= len(found) <= 12 and found[0] == {"day": 0, "date": "4 Jan"}


def test_the_critical_chain_of_a_lone_project_is_its_critical_path():
    work = [activity("a", 5), activity("b", 2), activity("c", 3, "a", "b")]
    alone = office(project("p", work), developers=2)
    chain = critical_chains(alone, Session(alone).plan)["p"]
    assert {key for _, key in chain} == {"a", "c"}


def test_the_critical_chain_goes_through_whoever_has_the_people():
    alone = office(a=[3], b=[1])
    chain = critical_chains(alone, Session(alone).plan)["b"]
    assert chain == {("a", "a1"), ("b", "b1")}
