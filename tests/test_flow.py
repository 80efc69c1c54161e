"""Work and people, in small offices with answers known by hand."""

import pytest
from office import (
    activity,
    chain,
    ends,
    finishes,
    office,
    on,
    project,
    relation,
    run,
    starts,
    values,
)

from simulator.decisions import PauseProject, StartProject, change_policy
from simulator.mechanisms import Attention, Mechanisms
from simulator.network import network
from simulator.policies import ORDERS
from simulator.scenario import Objective, Serves

# People


def test_one_person_does_one_thing_at_a_time():
    events = run(office(developers=1, a=[3], b=[1]))
    assert starts(events) == {"a1": 0, "b1": 3}
    assert finishes(events) == {"a": 3, "b": 4}


def test_two_people_do_two_things_at_a_time():
    assert starts(run(office(developers=2, a=[3, 1, 1]))) == {"a1": 0, "a2": 0, "a3": 1}


def test_an_activity_takes_all_its_people_or_waits_and_takes_nobody():
    pair = activity("pair", 2, developer=1, tester=1)
    test = activity("test", 4, tester=1)
    late = project("b", [3], arrival=1)
    events = run(office(project("a", [test, pair]), late, testers=1))
    assert starts(events) == {"test": 0, "b1": 1, "pair": 4}


def test_an_activity_holds_all_its_people_until_it_is_finished():
    pair = activity("pair", 2, developer=1, tester=1)
    test = activity("test", 1, tester=1)
    assert starts(run(office(a=[pair, 1, test], testers=1))) == {"pair": 0, "a2": 2, "test": 2}


def test_a_smaller_activity_may_go_ahead_when_the_first_in_line_does_not_fit():
    big = activity("big", 1, developer=2)
    events = run(office(developers=2, a=[3, big], b=[1]))
    assert starts(events) == {"a1": 0, "b1": 0, "big": 3}


def test_without_skipping_everybody_waits_behind_the_first_in_line():
    big = activity("big", 1, developer=2)
    events = run(office(developers=2, a=[3, big], b=[1]), skipping=False)
    assert starts(events) == {"a1": 0, "big": 3, "b1": 4}


def test_without_skipping_a_project_that_may_not_start_stands_in_nobodys_way():
    wave = StartProject("b", day=0.0)
    events = run(office(a=[3], b=[1]), wave, skipping=False, intake="by_hand")
    assert starts(events) == {"b1": 0}


def test_an_activity_without_people_needs_nobody():
    wait = activity("wait", 5, people=())
    assert starts(run(office(a=[wait, 2], b=[1]))) == {"wait": 0, "a2": 0, "b1": 2}


def test_a_milestone_takes_no_time_and_lets_the_next_activity_start_at_once():
    gate = activity("gate", 0, "a1", people=())
    events = run(office(a=[2, gate, activity("build", 1, "gate")]))
    assert ends(events) == {"a1": 2, "gate": 2, "build": 3}


def test_parts_of_people_add_up_to_whole_people():
    parts = [activity(f"a{n}", 1, developer=0.1) for n in range(3)]
    assert set(starts(run(office(developers=0.3, a=parts))).values()) == {0}


def test_work_for_a_role_without_people_never_starts():
    events = run(office(testers=0, a=[1, activity("test", 1, tester=1)]))
    assert starts(events) == {"a1": 0}
    assert finishes(events) == {}


def test_effort_is_shared_by_a_team_in_eighths_of_a_day():
    work = [activity(f"team{n}", None, effort=4, developer=n) for n in (1, 2, 3)]
    assert [it.planned_days for it in work] == [4, 2, 1.375]


# Instants


def test_the_policy_sees_all_work_that_is_ready_at_one_instant():
    events = run(office(p0=[9.0], p1=[1.0]), order="shortest_first")
    assert finishes(events) == {"p1": 1, "p0": 10}


@pytest.mark.parametrize("arrival", [2.0, 1.875])
def test_the_policy_sees_what_became_ready_by_different_events_of_one_instant(arrival):
    long = [activity("code", 2), activity("long", 9, "code", tester=1)]
    short = project("b", [activity("short", 1, tester=1, earliest=2 - arrival)], arrival=arrival)
    for projects in ((project("a", long), short), (short, project("a", long))):
        events = run(office(*projects, testers=1), order="shortest_first")
        assert (starts(events)["short"], starts(events)["long"]) == (2, 3)


def test_people_freed_at_one_instant_are_handed_out_together():
    big = activity("big", 1, developer=2)
    events = run(office(developers=2, a=[2, 2, big], b=[1]))
    assert starts(events) == {"a1": 0, "a2": 0, "big": 2, "b1": 3}


# Arrivals and earliest days


def test_nothing_starts_before_its_project_arrives():
    events = run(office(project("a", [3], arrival=2.5), b=[1]))
    assert starts(events) == {"b1": 0, "a1": 2.5}


def test_an_earliest_day_counts_from_the_arrival():
    late = activity("late", 1, earliest=3)
    assert starts(run(office(project("a", [1, late], arrival=2)))) == {"a1": 2, "late": 5}


def test_everything_happens_on_the_hour_whatever_the_plan_says():
    work = [activity("a1", 0.3, earliest=0.3), activity("a2", 1, relation("FS", "a1", 0.3))]
    events = run(office(project("a", work, arrival=0.3)), PauseProject("a", day=1.3))
    assert all((8 * event.day).is_integer() for event in events)


# Relations

HAND = [
    ("FS", 0, 2, 9),
    ("FS", 1.5, 2, 10.5),
    ("FS", -2, 2, 7),
    ("FS", -9, 2, 4),
    ("SS", 0, 2, 4),
    ("SS", 2, 2, 6),
    ("SS", -2, 2, 4),
    ("FF", 0, 2, 7),
    ("FF", 1, 2, 8),
    ("FF", -1, 2, 6),
    ("FF", 0, 9, 4),
    ("SF", 0, 2, 4),
    ("SF", 7, 2, 9),
    ("SF", 2, 3, 4),
    ("SF", -1, 2, 4),
]


def related(kind, lag, days):
    """An activity that takes from day 4 to day 9, and one with a relation to it."""
    then = activity("then", days, relation(kind, "first", lag))
    return office(developers=3, a=[4, activity("first", 5, "a1"), then])


@pytest.mark.parametrize(("kind", "lag", "days", "start"), HAND)
def test_a_relation_says_when_an_activity_may_start_or_finish(kind, lag, days, start):
    events = run(related(kind, lag, days))
    assert (starts(events)["first"], starts(events)["then"]) == (4, start)


@pytest.mark.parametrize(("kind", "lag", "days", "start"), HAND)
def test_the_plan_says_the_same_days_as_a_run_with_enough_people(kind, lag, days, start):
    plan = network(related(kind, lag, days))
    assert plan.activities[2].earliest_start == start
    assert plan.critical_days == (max(9, start + days),)


@pytest.mark.parametrize("kind", ["SS", "FF", "SF"])
def test_no_relation_lets_an_activity_start_before_its_predecessor_has_started(kind):
    work = [activity("first", 5, earliest=3), activity("then", 9, relation(kind, "first", -4))]
    assert starts(run(office(developers=2, a=work)))["then"] == 3


def test_an_activity_waits_for_the_last_of_its_relations():
    work = [2, 5, activity("then", 1, relation("FS", "a1", 4), relation("SS", "a2", 3))]
    assert starts(run(office(developers=3, a=work)))["then"] == 6


# Intake and the WIP limit


def test_a_wip_limit_holds_the_next_project_back_until_one_is_finished():
    three = office(developers=9, a=[3, 1], b=[2], c=[1])
    assert starts(run(three, wip_limit=1)) == {"a1": 0, "a2": 0, "b1": 3, "c1": 5}
    assert starts(run(three, wip_limit=2)) == {"a1": 0, "a2": 0, "b1": 0, "c1": 2}


def test_intake_by_hand_starts_nothing_by_itself():
    events = run(office(a=[3], b=[1]), intake="by_hand")
    assert starts(events) == {}


# Attention


def divided(curve, a, b, *decisions, **rules):
    both = office(a=[a], b=[b], mechanisms=Mechanisms(attention=Attention(curve=curve)))
    return finishes(run(both, *decisions, projects_per_person=2, **rules))


def test_two_things_at_once_finish_together_when_switching_costs_nothing():
    assert divided("none", 4, 4) == {"a": 8, "b": 8}
    assert divided("none", 2, 4) == {"a": 4, "b": 6}


def test_after_tregubov_two_things_at_once_cost_17_percent():
    # 0.415 of a day's work a day each: 4 / 0.415 = 9.64, the next full hour is 9.75
    assert divided("tregubov", 4, 4) == {"a": 9.75, "b": 9.75}


def test_after_weinberg_two_things_at_once_cost_a_fifth_until_one_is_finished():
    # 0.4 a day each: a is done on day 5, when 4 - 5 x 0.4 = 2 days of b are left
    assert divided("weinberg", 2, 4) == {"a": 5, "b": 7}


def test_attention_is_undivided_while_everybody_has_one_thing_to_do():
    pair = office(developers=2, a=[3], b=[4], mechanisms=Mechanisms(attention=Attention()))
    assert finishes(run(pair, projects_per_person=2)) == {"a": 3, "b": 4}


def test_nobody_takes_on_more_than_the_habit_allows():
    assert starts(run(office(a=[2], b=[2], c=[2]), projects_per_person=2))["c1"] == 4


def test_a_wip_limit_divides_attention_less():
    four = office(a=[2], b=[2], c=[2], d=[2], projects_per_person=4)
    assert finishes(run(four)) == {"a": 8, "b": 8, "c": 8, "d": 8}
    assert finishes(run(four, wip_limit=1)) == {"a": 2, "b": 4, "c": 6, "d": 8}


def test_the_policy_may_change_the_habit_of_the_organisation():
    two = office(a=[2], b=[2], projects_per_person=2)
    assert finishes(run(two, projects_per_person=1)) == {"a": 2, "b": 4}


def test_a_person_who_gives_up_a_habit_still_has_one_day_of_work_a_day():
    # 2 + 4 days of work: nobody is done before day 6, and nobody idles until then
    assert divided("none", 2, 4, on(1, change_policy(projects_per_person=1))) == {"a": 4, "b": 6}


def test_a_smaller_habit_makes_nobody_work_faster():
    three = office(a=[4], b=[4], c=[4], projects_per_person=3)
    events = run(three, on(3, change_policy(projects_per_person=2)))
    assert max(finishes(events).values()) == 12


# Value


def test_a_project_is_worth_its_value_until_the_due_day():
    promised = {"value": 100, "due": 3, "cost_of_delay": 10}
    assert values(run(office(project("a", [3], **promised)))) == {"a": 100}
    assert values(run(office(project("a", [5], **promised)))) == {"a": 80}


def test_a_late_project_never_costs_more_than_it_is_worth():
    assert values(run(office(project("a", [9], value=30, due=1, cost_of_delay=10)))) == {"a": 0}


def test_a_project_is_worth_nothing_after_its_deadline():
    cliff = {"value": 100, "due": 3, "deadline": 4}
    assert values(run(office(project("a", [4], **cliff)))) == {"a": 100}
    assert values(run(office(project("a", [4.125], **cliff)))) == {"a": 0}


# Graham (1969): more people, less work or fewer relations, and a later finish

GRAHAM = {"T1": 3, "T2": 2, "T3": 2, "T4": 2, "T5": 4, "T6": 4, "T7": 4, "T8": 4, "T9": 9}
AFTER = {"T9": ("T1",), "T5": ("T4",), "T6": ("T4",), "T7": ("T4",), "T8": ("T4",)}


def makespan(machines=3, names=tuple(GRAHAM), shorter=0, after=AFTER):
    work = [activity(it, GRAHAM[it] - shorter, *after.get(it, ())) for it in names]
    return finishes(run(office(developers=machines, graham=work)))["graham"]


def test_three_machines_need_12_days_for_grahams_list():
    assert makespan() == 12


def test_a_fourth_machine_makes_it_15_days():
    assert makespan(machines=4) == 15


def test_shorter_activities_make_it_13_days():
    assert makespan(shorter=1) == 13


def test_fewer_relations_make_it_16_days():
    assert makespan(after={it: AFTER[it] for it in ("T9", "T7", "T8")}) == 16


def test_another_list_makes_it_14_days():
    assert makespan(names=("T1", "T2", "T4", "T5", "T6", "T3", "T9", "T7", "T8")) == 14


# The plan as a network


def test_the_critical_path_is_the_run_with_more_people_than_work():
    many = [activity(it, GRAHAM[it], *AFTER.get(it, ())) for it in GRAHAM]
    graham = office(developers=99, graham=many)
    assert network(graham).critical_days == (12,)
    assert finishes(run(graham)) == {"graham": 12}


def textbook(**fields):
    work = [
        activity("scope", 2),
        activity("build", 6, "scope"),
        activity("train", 3, "scope"),
        activity("live", 1, "build", "train"),
    ]
    return office(project("a", work, **fields))


@pytest.mark.parametrize(("due", "late"), [(None, [0, 2, 5, 8]), (12, [3, 5, 8, 11])])
def test_latest_days_count_back_from_the_due_day_or_else_the_critical_path(due, late):
    plan = network(textbook(due=due)).activities
    assert [it.earliest_start for it in plan] == [0, 2, 2, 8]
    assert [it.latest_start for it in plan] == late
    assert [it.latest_finish - it.latest_start for it in plan] == [2, 6, 3, 1]
    assert [it.slack for it in plan] == [slack + (due or 9) - 9 for slack in (0, 0, 3, 0)]


def test_a_project_that_arrives_later_has_all_its_days_later():
    plan = network(textbook(arrival=4)).activities
    assert [it.earliest_start for it in plan] == [4, 6, 6, 12]
    assert [it.latest_finish for it in plan] == [6, 12, 12, 13]


def test_successors_are_counted_once_however_many_relations_lead_to_them():
    then = activity("then", 4, "a1", relation("SS", "a1"))
    first = network(office(a=[1, then, activity("last", 2, "then")])).activities[0]
    assert (first.immediate_successors, first.total_successors) == (1, 2)
    assert (first.positional_weight, first.total_positional_weight) == (5, 7)


# Orders


def first(order, a, b, seed=0):
    """Which of two projects starts first when somebody who was busy until day 1 is free."""
    aims = (Objective(id="growth", weight=3), Objective(id="order", weight=1))
    projects = project("busy", [1]), project("a", **a), project("b", **b)
    scenario = office(*projects, objectives=aims)
    days = starts(run(scenario, order=order, seed=seed))
    return "a" if days["a1"] < days["b1"] else "b"


def plan(work, arrival=0.5, **fields):
    return {"work": work, "arrival": arrival, **fields}


PAIRS = [
    ("first_come", "due_first", plan([2], 0.5, due=8), plan([2], 0.25, due=9)),
    ("due_first", "first_come", plan([2], due=40), plan([2], due=20)),
    ("shortest_first", "longest_first", plan([4]), plan([3])),
    ("longest_first", "shortest_first", plan([3]), plan([4])),
    ("highest_value", "cost_of_delay", plan([2], value=5, cost_of_delay=2), plan([2], value=9)),
    (
        "cost_of_delay",
        "highest_value",
        plan([4], value=5, cost_of_delay=3),
        plan([1], value=1, cost_of_delay=2),
    ),
    (
        "aligned_cost_of_delay",
        "cost_of_delay",
        plan([2], cost_of_delay=3, serves=(Serves(objective="order"),)),
        plan([2], cost_of_delay=2, serves=(Serves(objective="growth"),)),
    ),
    ("latest_finish_time", "due_first", plan([4], due=10), plan(chain("b", 1, 8), due=12)),
    ("latest_start_time", "latest_finish_time", plan([2], due=10), plan([5], due=12)),
    (
        "minimum_slack",
        "latest_start_time",
        plan([2], 0.125, due=10),
        plan([2], 1.0, due=10.5),
    ),
    (
        "earliest_start_time",
        "first_come",
        plan([activity("a1", 2, earliest=0.5)], 0.25),
        plan([2], 0.5),
    ),
    ("earliest_finish_time", "earliest_start_time", plan([5], 0.25), plan([2], 0.5)),
    (
        "greatest_resource_demand",
        "longest_first",
        plan([activity("a1", 3, developer=0.25)]),
        plan([2]),
    ),
    (
        "most_immediate_successors",
        "most_total_successors",
        plan(chain("a", 1, 1, 1, 1)),
        plan([1, activity("b2", 1, "b1"), activity("b3", 1, "b1")]),
    ),
    ("most_total_successors", "first_come", plan([9]), plan(chain("b", 1, 1))),
    (
        "greatest_rank_positional_weight",
        "most_total_successors",
        plan(chain("a", 1, 1, 1, 1)),
        plan(chain("b", 1, 5)),
    ),
    (
        "greatest_total_positional_weight",
        "greatest_rank_positional_weight",
        plan(chain("a", 1, 5)),
        plan(chain("b", 1, 1, 9)),
    ),
]


@pytest.mark.parametrize(("order", "rival", "a", "b"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_an_order_starts_first_what_another_order_would_start_later(order, rival, a, b):
    assert first(order, a, b) == "b"
    assert first(rival, a, b) == "a"


def test_every_order_is_in_the_table_above():
    assert {pair[0] for pair in PAIRS} == set(ORDERS) - {"random"}


def test_by_lot_each_of_two_projects_is_first_in_half_of_the_worlds():
    lots = [first("random", plan([2]), plan([2]), seed) for seed in range(400)]
    assert 160 < lots.count("a") < 240


def test_a_lot_is_the_same_whatever_is_decided_and_whenever_it_is_drawn():
    for seed in range(40):
        plain = first("random", plan([2]), plan([2]), seed)
        assert first("random", plan([2], 0.125), plan([2], 1.0), seed) == plain


def test_ties_go_by_the_place_in_the_file():
    for order in set(ORDERS) - {"random"}:
        assert starts(run(office(z=[2], a=[2]), order=order)) == {"z1": 0, "a1": 2}, order


def test_a_policy_may_be_a_function_of_ones_own():
    def backwards(activity, office):
        return -activity.place

    assert starts(run(office(a=[1], b=[1, 1]), order=backwards)) == {"b2": 0, "b1": 1, "a1": 2}


def test_a_policy_may_look_at_the_day():
    def short_then_long(activity, office):
        return activity.days if office.today < 1 else -activity.days

    events = run(office(a=[3], b=[1], c=[2]), order=short_then_long)
    assert starts(events) == {"b1": 0, "a1": 1, "c1": 4}


def test_a_policy_sees_who_is_free_and_which_projects_are_in_progress():
    seen = []

    def watch(activity, office):
        seen.append((office.today, office.free["developer"], office.in_progress))
        return 0

    run(office(developers=2, a=[2, activity("a2", 1, "a1")]), order=watch)
    assert seen == [(0, 2, ()), (2, 2, ("a",))]
