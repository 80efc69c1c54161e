"""What each decision changes, in small offices with answers known by hand."""

from typing import get_args, get_type_hints

import pytest
from office import activity, chain, ends, finishes, of, office, on, project, run, starts

from simulator import Policy
from simulator.decisions import (
    AnyDecision,
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    Decision,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
    describe,
)
from simulator.events import (
    ActivityStopped,
    HiringStarted,
    MitigationBought,
    PeopleChanged,
    PolicyChanged,
    ProjectCancelled,
    ProjectPaused,
    ProjectResumed,
    ProjectStarted,
)
from simulator.limits import MOST_EVENTS
from simulator.model.replication import Replication
from simulator.scenario import Mitigation, Risk, Role

THREE = office(a=[2, 2], b=[2], c=[2])

# When


def test_a_decision_takes_effect_before_the_work_of_its_day_is_handed_out():
    assert starts(run(THREE, OrderProjects(("c",), day=0.0)))["c1"] == 0
    assert starts(run(THREE, OrderProjects(("c",), day=2.0)))["c1"] == 2


def test_a_decision_is_taken_after_the_facts_of_its_day():
    with pytest.raises(DecisionError, match="project 'a' is finished"):
        run(office(a=[2]), PauseProject("a", day=2.0))


def test_decisions_of_one_day_are_carried_out_one_after_the_other():
    events = run(THREE, OrderProjects(("b",), day=0.0), OrderProjects(("c",), day=0.0))
    assert starts(events)["c1"] == 0
    events = run(THREE, PauseProject("a", day=0.0), StartProject("a", day=0.0))
    assert starts(events)["a1"] == 0


def test_decisions_need_not_stand_in_the_order_of_their_days():
    late, early = OrderProjects(("b",), day=2.0), OrderProjects(("c",), day=0.0)
    assert run(THREE, late, early) == run(THREE, early, late)


def test_a_decision_between_two_hours_is_taken_at_the_nearest_one():
    assert of(run(THREE, PauseProject("a", day=1.3)), ProjectPaused)[0].day == 1.25


def test_a_decision_may_come_after_all_work_is_done():
    events = run(office(a=[2]), ChangePeople("developer", 1, day=30.0))
    assert events[-1] == PeopleChanged(30.0, "developer", 2)


# Order


def test_named_projects_go_first_and_the_policy_orders_the_rest():
    events = run(THREE, OrderProjects(("c", "b"), day=0.0))
    assert starts(events) == {"c1": 0, "b1": 2, "a1": 4, "a2": 6}


def test_a_new_order_replaces_the_old_one():
    events = run(THREE, OrderProjects(("c", "b"), day=0.0), OrderProjects((), day=1.0))
    assert starts(events) == {"c1": 0, "a1": 2, "a2": 4, "b1": 6}


def test_a_new_order_takes_nobody_away_from_work_in_progress():
    assert ends(run(THREE, OrderProjects(("c",), day=1.0)))["a1"] == 2


def test_within_a_project_put_first_the_policy_still_orders():
    events = run(office(b=[1], a=[3, 2]), OrderProjects(("a",), day=0.0), order="shortest_first")
    assert starts(events) == {"a2": 0, "a1": 2, "b1": 5}


# Start, pause, cancel


def test_a_project_that_intake_holds_back_starts_by_hand():
    events = run(office(a=[2], b=[2]), StartProject("b", day=1.0), intake="by_hand")
    assert starts(events) == {"b1": 1}


def test_a_project_may_be_waved_through_the_wip_limit():
    two = office(developers=2, a=[4], b=[1], c=[1])
    assert starts(run(two, wip_limit=1)) == {"a1": 0, "b1": 4, "c1": 5}
    waved = run(two, StartProject("c", day=1.0), wip_limit=1)
    assert starts(waved) == {"a1": 0, "c1": 1, "b1": 4}


def test_a_pause_lets_work_in_progress_finish_and_starts_nothing_more():
    events = run(office(a=[2, 2]), PauseProject("a", day=1.0))
    assert ends(events) == {"a1": 2}


def test_a_paused_project_goes_on_when_it_is_started_again():
    events = run(office(a=[2, 2]), PauseProject("a", day=1.0), StartProject("a", day=5.0))
    assert ends(events) == {"a1": 2, "a2": 7}
    assert of(events, ProjectPaused, ProjectResumed) == [
        ProjectPaused(1.0, "a"),
        ProjectResumed(5.0, "a"),
    ]


def test_a_project_paused_while_it_waited_starts_when_it_is_let_go():
    events = run(office(a=[2]), PauseProject("a", day=0.0), StartProject("a", day=5.0))
    assert [event.day for event in of(events, ProjectStarted)] == [5]


def test_others_work_while_a_project_is_paused():
    assert starts(run(THREE, PauseProject("a", day=0.0))) == {"b1": 0, "c1": 2}


def test_a_paused_project_leaves_its_place_under_the_wip_limit():
    events = run(THREE, PauseProject("a", day=1.0), wip_limit=1)
    assert starts(events) == {"a1": 0, "b1": 2, "c1": 4}


def test_a_cancelled_project_frees_its_people_at_once():
    events = run(office(developers=2, a=[4, 4], b=[1]), CancelProject("a", day=1.0))
    assert starts(events) == {"a1": 0, "a2": 0, "b1": 1}
    assert [event.activity for event in of(events, ActivityStopped)] == ["a1", "a2"]


def test_nothing_more_is_heard_of_a_cancelled_project():
    work = chain("a", 2, 2, 2)
    events = run(office(a=[*work, activity("later", 1, earliest=9)]), CancelProject("a", day=3.0))
    assert events[-1] == ProjectCancelled(3.0, "a")
    assert finishes(events) == {}


def test_a_cancelled_project_leaves_its_place_under_the_wip_limit():
    assert starts(run(THREE, CancelProject("a", day=1.0), wip_limit=1))["b1"] == 1


# People


def test_new_people_come_after_the_hiring_time():
    roles = [Role(id="developer", people=1.0, hire_days=2.0)]
    events = run(office(a=[5], b=[1], roles=roles), ChangePeople("developer", 1, day=1.0))
    assert starts(events) == {"a1": 0, "b1": 3}
    assert of(events, HiringStarted) == [HiringStarted(1.0, "developer", 1, 3.0)]
    assert of(events, PeopleChanged) == [PeopleChanged(3.0, "developer", 2)]


def test_new_people_without_a_hiring_time_start_at_once():
    events = run(office(a=[5], b=[1]), ChangePeople("developer", 1, day=1.0))
    assert starts(events) == {"a1": 0, "b1": 1}


def test_who_is_told_to_leave_finishes_the_work_in_hand_first():
    two = office(developers=2, a=[4], b=[2], c=[1], d=[1])
    events = run(two, ChangePeople("developer", -1, day=1.0))
    assert ends(events) == {"b1": 2, "a1": 4, "c1": 5, "d1": 6}


def test_who_leaves_with_two_things_in_hand_finishes_both_first():
    four = office(developers=2, a=[4], b=[4], c=[4], d=[4], projects_per_person=2)
    assert set(ends(run(four, ChangePeople("developer", -1, day=1.0))).values()) == {8}


def test_who_is_told_to_leave_goes_as_soon_as_the_others_can_hold_the_work_in_hand():
    later = [project(name, [4], arrival=2) for name in "cd"]
    four = office(*later, developers=2, a=[2], b=[2], projects_per_person=2)
    # from day 1 on there is one developer, who does half a day's work a day on each of two things
    events = run(four, ChangePeople("developer", -1, day=1.0))
    assert finishes(events) == {"a": 3, "b": 3, "c": 11, "d": 11}


def test_an_office_without_people_waits_for_somebody_new():
    events = run(
        office(a=[2], b=[1]),
        ChangePeople("developer", -1, day=1.0),
        ChangePeople("developer", 1, day=6.0),
    )
    assert starts(events) == {"a1": 0, "b1": 6}


# Mitigations


def test_a_mitigation_is_paid_at_once_and_works_after_its_lag():
    risk = Risk(id="bug", project="a", probability=0.5, impact=1.0)
    offer = Mitigation(id="tests", risk="bug", cost=7.0, kind="avoid", effect=0.5, lag=3.0)
    small = office(a=[2], risks=[risk], mitigations=[offer])
    events = run(small, BuyMitigation("tests", day=1.0))
    assert of(events, MitigationBought) == [MitigationBought(1.0, "tests", "bug", 7.0, 4.0)]


# Policy


def test_a_new_order_of_the_policy_holds_from_its_day_on():
    mixed = office(a=[2], b=[3], c=[1])
    assert starts(run(mixed, on(1, change_policy(order="shortest_first")))) == {
        "a1": 0,
        "c1": 2,
        "b1": 3,
    }


def test_a_new_wip_limit_stops_nothing_that_is_in_progress():
    wide = office(developers=2, a=[2, 2, 2], b=[2, 2], c=[1])
    events = run(wide, on(1, change_policy(wip_limit=1)))
    assert starts(events)["c1"] == max(finishes(events)[project] for project in "ab")


def test_intake_may_be_closed_and_opened_again():
    closed, opened = on(1, change_policy(intake="by_hand")), on(5, change_policy(intake="open"))
    assert starts(run(office(a=[2], b=[2]), closed, opened)) == {"a1": 0, "b1": 5}


def test_skipping_may_be_forbidden_from_a_day_on():
    big = activity("big", 1, developer=2)
    line = office(developers=2, a=[4, big], b=[1], c=[1])
    events = run(line, on(1, change_policy(skipping=False)))
    assert starts(events) == {"a1": 0, "b1": 0, "big": 4, "c1": 5}


def test_the_log_shows_what_was_changed_in_the_policy():
    events = run(office(a=[2]), on(1, change_policy(order="due_first", wip_limit=None)))
    changes = (("order", "due_first"), ("wip_limit", "None"))
    assert of(events, PolicyChanged) == [PolicyChanged(1.0, changes)]


def test_projects_put_first_stay_first_when_the_policy_changes():
    events = run(THREE, OrderProjects(("c",), day=0.0), on(0, change_policy(order="longest_first")))
    assert starts(events)["c1"] == 0
    late = project("late", [9], arrival=1)
    events = run(
        office(late, a=[2], b=[3]),
        OrderProjects(("b",), day=0.0),
        on(1, change_policy(order="longest_first")),
    )
    assert starts(events) == {"b1": 0, "late1": 3, "a1": 12}


# Every kind of decision


KINDS = get_args(AnyDecision)
EXAMPLES = {str: "a", int: 1, float: 1.0, tuple[str, ...]: ("a",)}
"""A value for a field, by its type."""


def example(kind):
    """A decision of this kind, whatever it may be about."""
    if kind is ChangePolicy:
        return change_policy(wip_limit=3)
    fields = {name: EXAMPLES[about] for name, about in get_type_hints(kind).items()
              if name not in get_type_hints(Decision)}  # fmt: skip
    return kind(**fields)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_decision_has_words_of_its_own(kind):
    assert describe(example(kind)) != kind.__name__, "give it its words in decisions.describe"


def test_every_kind_of_decision_has_somebody_who_carries_it_out():
    replication = Replication(THREE, Policy(), 0, (), MOST_EVENTS)
    nobody = set(KINDS) - set(replication.decisions.ways)
    assert not nobody, f"give {nobody} a line in Replication._decisions"
