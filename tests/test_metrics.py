"""Numbers about small offices, known by hand."""

import pytest
from msgspec.structs import replace

from simulator import Policy, metrics, simulate
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
)
from simulator.mechanisms import Hazard, Mechanisms
from simulator.mechanisms.earned_value import earned_schedule
from simulator.scenario import (
    Activity,
    Demand,
    Mitigation,
    Project,
    Relation,
    Risk,
    Role,
    Scenario,
)


def activity(name, days, people=1.0, after=()):
    predecessors = tuple(Relation(activity=it) for it in after)
    need = (Demand(role="dev", people=people),) if people else ()
    return Activity(id=name, days=days, people=need, predecessors=predecessors)


def office(*projects, people=1.0, **more):
    roles = (Role(id="dev", people=people, rate=0.5),)
    return Scenario(name="tiny", roles=roles, projects=projects, **more)


BILLING = Project(
    id="billing", activities=(activity("build", 10), activity("test", 10, after=["build"])),
    due=20, value=100, cost_of_delay=2,
)  # fmt: skip
PORTAL = Project(
    id="portal", activities=(activity("build", 10),), due=20, value=50, cost_of_delay=1, deadline=35
)
ONE_PERSON = office(BILLING, PORTAL)
BOTH_IN_TURN = simulate(ONE_PERSON)


def test_one_person_finishes_one_project_after_the_other():
    assert metrics.finish_days(BOTH_IN_TURN) == {"billing": 20.0, "portal": 30.0}


def test_of_two_projects_that_arrive_together_the_first_in_the_file_comes_first():
    assert metrics.waited(BOTH_IN_TURN) == {
        ("billing", "build"): 0.0, ("billing", "test"): 0.0, ("portal", "build"): 20.0,
    }  # fmt: skip


def test_took_and_flow_time_differ_by_the_wait():
    assert metrics.took(BOTH_IN_TURN)["portal", "build"] == 10.0
    assert metrics.flow_time(BOTH_IN_TURN)["portal", "build"] == 30.0


def test_lateness_costs_its_days():
    assert metrics.value_delivered(BOTH_IN_TURN) == 100 + (50 - 1 * 10)


def test_half_of_the_projects_were_on_time():
    assert metrics.on_time_share(BOTH_IN_TURN, ONE_PERSON) == 0.5


def test_after_the_deadline_a_project_is_worth_nothing():
    strict = replace(PORTAL, deadline=29)
    assert metrics.value_delivered(simulate(office(BILLING, strict))) == 100


def test_an_unfinished_project_has_no_finish_day():
    half = simulate(ONE_PERSON, until=25)
    assert metrics.finish_days(half) == {"billing": 20.0}


def test_people_are_paid_whether_they_work_or_not():
    two = office(PORTAL, people=2.0)
    assert metrics.money_spent(simulate(two), two)["people"] == 2 * 10 * 0.5


def test_a_released_person_is_paid_until_the_day_of_release():
    two = office(PORTAL, people=2.0)
    events = simulate(two, decisions=[ChangePeople("dev", -1, day=4)])
    assert metrics.money_spent(events, two)["people"] == (2 * 4 + 1 * 6) * 0.5


def test_work_costs_a_project_its_days_at_the_day_rate():
    assert metrics.actual_cost(BOTH_IN_TURN, ONE_PERSON) == {"billing": 10.0, "portal": 5.0}


def test_an_activity_in_progress_has_cost_its_days_so_far():
    half = simulate(ONE_PERSON, until=4)
    assert metrics.actual_cost(half, ONE_PERSON, 4) == {"billing": 2.0, "portal": 0.0}


def test_a_person_on_two_activities_costs_each_a_half():
    together = simulate(ONE_PERSON, Policy(projects_per_person=2), until=4)
    assert metrics.actual_cost(together, ONE_PERSON, 4) == {"billing": 1.0, "portal": 1.0}


def test_projects_never_cost_more_than_the_people_there_are():
    together = simulate(ONE_PERSON, Policy(projects_per_person=3))
    spent = metrics.money_spent(together, ONE_PERSON)["people"]
    assert sum(metrics.actual_cost(together, ONE_PERSON).values()) == pytest.approx(spent)


def test_one_of_two_people_at_work_is_half_utilised():
    two = office(PORTAL, people=2.0)
    assert metrics.utilisation(simulate(two), two) == {"dev": 0.5}


def test_a_person_on_two_activities_is_busy_once():
    together = simulate(ONE_PERSON, Policy(projects_per_person=2))
    assert metrics.utilisation(together, ONE_PERSON) == {"dev": 1.0}


def test_the_queue_is_what_waits_on_average():
    assert metrics.queue(BOTH_IN_TURN, ONE_PERSON) == {"dev": 20 / 30}


def test_a_cancelled_project_waits_no_longer():
    events = simulate(ONE_PERSON, decisions=[CancelProject("portal", day=5)])
    assert metrics.queue(events, ONE_PERSON) == {"dev": 5 / 20}


def test_projects_in_progress_are_counted_from_start_to_finish():
    assert metrics.in_progress(BOTH_IN_TURN) == [(0.0, 1), (20.0, 1), (30.0, 0)]


def test_throughput_is_finished_activities_per_day():
    assert metrics.throughput(BOTH_IN_TURN) == 3 / 30


def test_little_s_law_holds_for_waiting_people():
    waits = metrics.waited(BOTH_IN_TURN)
    arrivals_per_day = len(waits) / 30
    mean_wait = sum(waits.values()) / len(waits)
    assert metrics.queue(BOTH_IN_TURN, ONE_PERSON)["dev"] == pytest.approx(
        arrivals_per_day * mean_wait
    )


def test_earned_value_on_plan_is_planned_value():
    table = metrics.earned_value(BOTH_IN_TURN, BOTH_IN_TURN, ONE_PERSON, 30)
    row = table.loc["billing"]
    assert (row["budget"], row["planned_value"], row["earned_value"]) == (10.0, 10.0, 10.0)
    assert (row["cpi"], row["spi"], row["spi_t"]) == (1.0, 1.0, 1.0)


def test_a_project_put_last_is_behind_in_earned_schedule():
    late = simulate(ONE_PERSON, decisions=[OrderProjects(("portal",), day=0)], until=20)
    row = metrics.earned_value(late, BOTH_IN_TURN, ONE_PERSON, 20).loc["billing"]
    assert (row["planned_value"], row["earned_value"], row["spi"]) == (10.0, 5.0, 0.5)
    assert (row["earned_schedule"], row["actual_time"], row["spi_t"]) == (10.0, 20.0, 0.5)


def test_at_the_end_spi_is_one_though_late_but_spi_t_is_not():
    late = simulate(ONE_PERSON, decisions=[OrderProjects(("portal",), day=0)])
    row = metrics.earned_value(late, BOTH_IN_TURN, ONE_PERSON).loc["billing"]
    assert (row["spi"], row["spi_t"]) == (1.0, 20 / 30)


def test_work_in_progress_has_earned_a_half():
    half = simulate(ONE_PERSON, until=4)
    row = metrics.earned_value(half, BOTH_IN_TURN, ONE_PERSON, 4).loc["billing"]
    assert (row["planned_value"], row["earned_value"], row["actual_cost"]) == (2.0, 2.5, 2.0)
    assert (row["cpi"], row["estimate_at_completion"]) == (1.25, 8.0)


def test_earned_schedule_lies_between_two_periods_by_a_straight_line():
    planned = (0.0, 10.0, 30.0, 60.0)
    assert [earned_schedule(ev, planned) for ev in (0, 10, 20, 45, 60)] == [0, 1, 1.5, 2.5, 3]


RISKY = office(
    BILLING,
    risks=(
        Risk(id="vendor", project="billing", probability=0.5, impact=10, spread=0, hits="cost"),
        Risk(id="strike", project="billing", probability=0.2, impact=5, spread=0, hits="delay"),
    ),
    mitigations=(
        Mitigation(id="second", risk="vendor", cost=2, kind="avoid", effect=0.8),
        Mitigation(id="insure", risk="vendor", cost=1, kind="reduce", effect=0.1),
    ),
    mechanisms=Mechanisms(hazard=Hazard()),
)


def test_exposure_is_probability_times_impact_in_money():
    # a day of delay costs the cost of delay, 2 k€, and one waiting person, 0.5 k€
    assert metrics.exposure((), RISKY) == pytest.approx(0.5 * 10 + 0.2 * 5 * 2.5)


def test_a_mitigation_bought_takes_its_exposure_away():
    events = simulate(RISKY, decisions=[BuyMitigation("second", day=0)], until=0)
    assert metrics.exposure(events, RISKY) == pytest.approx(0.1 * 10 + 0.2 * 5 * 2.5)


def test_the_best_offer_takes_away_most_for_its_price():
    row = metrics.register((), RISKY).loc["vendor"]
    assert (row["offer"], row["cost"], row["leverage"]) == ("second", 2, pytest.approx(2.0))


def test_a_finished_project_has_no_open_risk():
    events = simulate(RISKY, seed=1)
    assert set(metrics.register(events, RISKY)["status"]) <= {"over", "issue"}
    assert metrics.exposure(events, RISKY) == 0


def test_an_issue_s_bill_is_money_spent():
    seed = next(s for s in range(50) if metrics.summary(simulate(RISKY, seed=s), RISKY)["issues"])
    events = simulate(RISKY, seed=seed)
    assert metrics.money_spent(events, RISKY)["issues"] in (0.0, 10.0)
    assert metrics.actual_cost(events, RISKY)["billing"] >= 10.0


def test_the_summary_has_every_headline_and_the_net():
    numbers = metrics.summary(BOTH_IN_TURN, ONE_PERSON)
    assert set(numbers) == {headline.name for headline in metrics.HEADLINES} | {"net"}
    assert numbers["net"] == numbers["value"] - numbers["cost"] == 140 - 15


def test_tables_have_a_row_for_everything():
    assert list(metrics.projects(BOTH_IN_TURN, ONE_PERSON).index) == ["billing", "portal"]
    assert len(metrics.activities(BOTH_IN_TURN)) == 3
    assert list(metrics.roles(BOTH_IN_TURN, ONE_PERSON).index) == ["dev"]


def test_tables_can_be_asked_before_anything_has_happened():
    assert list(metrics.projects((), ONE_PERSON)["status"]) == ["expected", "expected"]
    assert metrics.activities(()).empty
    assert metrics.utilisation((), ONE_PERSON) == {"dev": 0.0}
