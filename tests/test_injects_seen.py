"""What people see of an inject: the cockpit cannot hide it, no forecast knows of one to come, and
a debrief calls it neither luck nor a decision."""

import re
from functools import cache

from msgspec.structs import replace
from office import office

from simulator import Policy, Session, debrief, load
from simulator import events as facts
from simulator.cockpit.ahead import ahead
from simulator.cockpit.scene import Scene
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.debrief.alternatives import _orders
from simulator.debrief.fork import amounts
from simulator.debrief.striking import strikes
from simulator.decisions import CancelProject, OrderProjects
from simulator.figures import bars, gantt
from simulator.injects import with_injects
from simulator.report.case import Case
from simulator.report.result import result
from simulator.scenario import (
    DueInject,
    IssueInject,
    NewsInject,
    PeopleInject,
    WithdrawalInject,
)

EIGHT = load("eight_projects")
FIRST, SECOND, _, THIRD = EIGHT.projects[:4]
"""All of them are long: hardly any world finishes one before what comes to it."""
STORM = (
    NewsInject(day=30, headline="The board meets in public"),
    IssueInject(day=62, headline="The supplier fails", project=FIRST.id, amount=10, hits="delay"),
    DueInject(day=63, headline="The regulator cannot wait", project=SECOND.id, due=120),
    WithdrawalInject(day=64, headline="A sponsor goes", project=THIRD.id),
    PeopleInject(day=90, headline="Two retire", role=EIGHT.roles[0].id, change=-2),
)


@cache
def storm(day=60):
    return Session(with_injects(EIGHT, *STORM), seed=4).advance(day)


@cache
def week_later():
    """The seat of somebody who has waited a week in which most of it came."""
    seat = Seat(storm())
    seat.wait()
    return seat


def shown(seat):
    return screen(seat)["outside"]


def test_what_came_with_the_last_step_is_said_with_what_follows_from_it():
    old, *new = shown(week_later())
    assert (old["headline"], old["new"], old["day"]) == ("The board meets in public", False, 30)
    assert [(it["day"], it["follows"]) for it in new] == [
        (62, "Smart metering has an issue from outside: 10 days of delay"),
        (63, "Customer portal is promised for day 120 now"),
        (64, "Paper archive is cancelled"),
    ]
    assert all(it["new"] for it in new)


def test_it_stays_until_the_next_step_and_no_longer():
    seat = Seat(storm())
    seat.wait()
    seat.decide(OrderProjects((SECOND.id,)))
    assert [it["new"] for it in shown(seat)] == [False, True, True, True]
    seat.wait()
    assert [it["new"] for it in shown(seat)] == [False] * 4


def test_who_takes_a_flight_up_again_is_told_what_came_this_week_only():
    assert [it["new"] for it in shown(Seat(storm(65)))] == [False, True, True, True]


def test_who_looks_back_at_its_day_sees_it_as_on_that_day():
    seat = Seat(storm(80))
    seat.look(62)
    assert [it["new"] for it in shown(seat)] == [False, True]


def test_news_of_it_stand_on_top():
    news = screen(week_later())["news"]
    assert [it["tone"] for it in news[:4]] == ["outside"] * 3 + ["calls"]
    assert news[0]["text"] == "From outside: A sponsor goes"
    calls = {it["text"] for it in news if it["tone"] == "calls" and it["new"]}
    assert calls >= {
        "Customer portal is promised for day 120 now",
        "Smart metering has an issue from outside: 10 days of delay",
    }


def test_the_board_has_the_new_promise_and_a_mark():
    rows = {it["id"]: it for it in screen(week_later())["rows"]}
    assert rows[SECOND.id]["due"] == 120 and "due 120" in rows[SECOND.id]["note"]
    assert any("from outside" in mark["text"] for mark in rows[FIRST.id]["marks"])
    details = {it["id"]: it for it in screen(week_later())["details"]}
    assert details[SECOND.id]["promise"].startswith("Promised for day 120, ")


def test_next_event_stops_where_something_comes():
    days = set()
    session = Session(with_injects(EIGHT, *STORM), seed=4)
    while session.today < 62:
        session = session.advance()
        days.add(session.today)
    assert {30, 62} <= days


def test_what_is_planned_knows_of_nothing():
    assert storm().plan == Session(EIGHT, seed=4).plan


def test_no_forecast_knows_what_is_still_to_come():
    plain = Session(EIGHT, seed=4).advance(29)
    forecasts = [next(ahead(it, lambda: None, steps=(2,))) for it in (plain, storm(29))]
    assert forecasts[0] == forecasts[1]
    come = next(ahead(storm(65), lambda: None, steps=(2,)))
    outlook = next(it for it in come.projects if it.id == SECOND.id)
    in_time = [day is not None and day <= 120 for day in outlook.finish]
    assert outlook.chance == sum(in_time) / 2
    assert THIRD.id not in {it.id for it in come.projects}


def test_pictures_have_the_new_promise():
    session = storm(65)
    moved = replace(EIGHT, projects=tuple(
        replace(it, due=120) if it.id == SECOND.id else it for it in EIGHT.projects
    ))  # fmt: skip
    for picture in (
        lambda office: gantt(session.visible, office, today=65).html(),
        lambda office: bars(session.visible, session.visible, office, 65).html(),
    ):
        assert picture(session.scenario) == picture(moved) != ""


# Looking back


def small(*injects):
    scenario = office(developers=1, a=[6], b=[6])
    first, second = scenario.projects
    scenario = replace(scenario, projects=(replace(first, due=9), replace(second, due=9)))
    return Session(with_injects(scenario, *injects), Policy(), seed=1)


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_result_tells_of_it_as_of_something_nobody_decided():
    many = [NewsInject(day=n, headline=f"Headline <{n}>") for n in range(1, 8)]
    told = words(result(Case(small(*many).to_end(), worlds=2, fates=2)).body)
    assert "From outside came “Headline &lt;1&gt;” (day 1), “Headline &lt;2&gt;” (day 2), " in told
    assert "(day 5) and 2 more. Nothing you decided brought it or kept it away." in told
    assert "so it counts neither as your doing nor as the luck of this world." in told
    without = words(result(Case(small().to_end(), worlds=2, fates=2)).body)
    assert "From outside" not in without


def test_it_is_no_stroke_of_luck():
    issue = IssueInject(day=2, headline="x", project="a", amount=4)
    session = small(issue).to_end()
    assert any(isinstance(it, facts.IssueCame) for it in session.events)
    assert {it.money for it in strikes(session.visible, session.scenario)} == {0}


def test_a_fork_has_it_in_both_futures_and_its_bill_is_no_rest():
    bill = IssueInject(day=3, headline="x", project="b", amount=40, hits="cost")
    session = small(bill).decide(CancelProject("b")).to_end()
    fork = debrief.fork(session, 0, remove=0)
    found = {part.kind: (part.was, part.would) for part in fork.money}
    assert "rest" not in found
    assert found["issues"] == (0, 40)
    assert "Bills of what came from outside for everybody" in str(fork)


def test_work_it_makes_is_called_by_its_name_where_futures_differ():
    issue = IssueInject(day=3, headline="x", project="b", amount=5)
    session = small(issue).decide(OrderProjects(("b", "a"))).to_end()
    fork = debrief.fork(session, 0, remove=0)
    assert amounts.INJECT == "inject"
    assert "“inject”" not in str(fork)


def test_alternatives_go_by_the_due_day_that_holds():
    session = small(DueInject(day=1, headline="x", project="b", due=5)).advance(2)
    by_due = next(_orders(session, OrderProjects(("a", "b"))))
    assert by_due.projects == ("b", "a")
    assert Scene(session).projects["b"].due == 5
