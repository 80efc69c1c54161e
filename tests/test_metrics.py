"""Numbers about small offices, known by hand."""

import pytest
from msgspec.structs import replace

from simulator import Policy, load, metrics, simulate
from simulator import events as facts
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
)
from simulator.mechanisms import Adoption, Alignment, Governance, Hazard, Mechanisms
from simulator.mechanisms.earned_value import earned_schedule
from simulator.metrics.money import PURPOSES
from simulator.metrics.steps import areas
from simulator.readers import shipped
from simulator.scenario import (
    Activity,
    Demand,
    Mitigation,
    Objective,
    Project,
    Relation,
    Risk,
    Role,
    Scenario,
    Serves,
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


LONE_END = office(BILLING, replace(PORTAL, activities=(activity("build", 10, people=0.5),)))
"""One person: nothing waits while only the portal is left, which takes half of her."""


def test_a_person_is_busier_while_work_waits_than_over_the_whole_run():
    events = simulate(LONE_END)
    assert metrics.utilisation(events, LONE_END) == {"dev": (20 + 0.5 * 10) / 30}
    assert metrics.utilisation_in_demand(events, LONE_END) == {"dev": 1.0}
    numbers = metrics.summary(events, LONE_END)
    assert (numbers["utilisation"], numbers["in_demand"]) == (25 / 30, 1.0)


def test_a_limit_leaves_people_without_work_although_some_waits():
    two = office(BILLING, PORTAL, people=2.0)
    events = simulate(two, Policy(wip_limit=1))
    assert metrics.utilisation_in_demand(events, two) == {"dev": 0.5}


def test_a_role_that_nothing_waits_for_has_no_utilisation_while_work_waits():
    two = office(PORTAL, people=2.0)
    events = simulate(two)
    assert metrics.utilisation_in_demand(events, two) == {}
    assert metrics.summary(events, two)["in_demand"] == 0
    assert metrics.roles(events, two)["in_demand"].isna().all()


def test_utilisation_while_work_waits_ends_today():
    events = simulate(ONE_PERSON, Policy(wip_limit=1), until=4)
    assert metrics.utilisation_in_demand(events, ONE_PERSON, 4) == {"dev": 1.0}


@pytest.mark.parametrize("seed", range(5))
def test_nobody_is_idle_while_work_for_one_person_waits(seed):
    three = load("three_projects")
    events = simulate(three, seed=seed)
    activities = [it for project in three.projects for it in project.activities]
    assert {need.people for it in activities for need in it.people} == {1.0}
    whole = metrics.utilisation(events, three)
    in_demand = metrics.utilisation_in_demand(events, three)
    assert in_demand and all(whole[role] < share == 1 for role, share in in_demand.items())


@pytest.mark.parametrize("name", shipped())
def test_of_the_days_worked_only_a_part_falls_into_the_time_in_which_work_waits(name):
    there = load(name)
    found = areas(simulate(there, seed=1), there)
    for role, worked in found.worked_in_demand.items():
        assert 0 <= worked <= found.paid_in_demand[role] + 1e-9 <= found.paid[role] + 2e-9
        assert worked <= found.worked[role] + 1e-9


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


def test_all_kinds_of_money_spent_are_counted_where_they_belong():
    log = (
        facts.MitigationBought(0, mitigation="second", risk="vendor", cost=2, works_from=0),
        facts.MitigationUsed(1, mitigation="second", risk="vendor", cost=3),
        facts.ReviewHeld(5, depth="review", projects=1, cost=1.5),
        facts.IssueDetected(5, project="billing", risk="vendor", size=10, hits="cost", by="review"),
        facts.IssueDetected(5, project="billing", risk="strike", size=7, hits="delay", by="review"),
        facts.ReservePaid(5, project="billing", risk="strike", cost=4, effort=6),
        facts.OvertimePaid(20, cost=8),
    )
    spent = metrics.money_spent(log, RISKY)
    assert spent.pop("people") == 20 * 0.5
    assert spent == {"mitigations": 5, "reviews": 1.5, "issues": 10, "reserve": 4, "overtime": 8}
    assert metrics.actual_cost(log, RISKY) == {"billing": 2 + 3 + 10 + 4}


def test_every_event_that_costs_something_is_money_spent():
    costs = {kind for kind in facts.Event.__subclasses__() if "cost" in kind.__struct_fields__}
    assert costs | {facts.IssueDetected, facts.IssueCame} == set(PURPOSES)


def finished(project, day, value, *benefits):
    """A project's delivery, and the benefits counted since, every twenty days."""
    came = (
        facts.BenefitRealised(day + 20 * n, project=project, value=it)
        for n, it in enumerate(benefits)
    )
    return facts.ProjectFinished(day, project=project, value=value), *came


TRACKED = finished("billing", 20, 100, 0, 30, 25)
UNTRACKED = finished("portal", 30, 40)


TENTHS = tuple(f"p{number}" for number in range(10))


def test_ten_tenths_are_one_on_every_python():
    scenario = office(*(Project(id=name, activities=(activity("a", 1.0),)) for name in TENTHS))
    log = (
        *(facts.ReviewHeld(1.0, "light", 10, 0.1) for _ in TENTHS),
        *(facts.OvertimePaid(1.0, 0.1) for _ in TENTHS),
        *(facts.ProjectFinished(1.0, name, 0.1) for name in TENTHS),
    )
    spent = metrics.money_spent(log, scenario)
    assert metrics.value_delivered(log) == spent["reviews"] == spent["overtime"] == 1.0


def test_a_project_whose_benefits_are_tracked_counts_as_they_come():
    assert metrics.benefits_realised(TRACKED + UNTRACKED) == {"billing": 55, "portal": 40}
    assert metrics.value_delivered(TRACKED + UNTRACKED) == 95
    assert metrics.value_delivered(TRACKED[:2]) == 0  # it has just gone live


def test_deliveries_are_what_counts_on_its_day():
    assert metrics.deliveries(TRACKED + UNTRACKED) == [
        (20, "billing", 0), (40, "billing", 30), (60, "billing", 25), (30, "portal", 40),
    ]  # fmt: skip


def test_adoption_is_what_came_of_what_was_worth_having():
    assert metrics.adoption(TRACKED + UNTRACKED) == 95 / 140
    assert metrics.adoption(UNTRACKED) == 1
    assert metrics.adoption(()) == 0


def test_the_table_has_worth_and_benefits_beside_each_other():
    table = metrics.projects(TRACKED + UNTRACKED, ONE_PERSON)
    assert list(table["worth"]) == [100, 40] and list(table["benefits"]) == [55, 40]


def test_benefits_of_a_run_are_those_of_its_events():
    slow = replace(ONE_PERSON, mechanisms=Mechanisms(adoption=Adoption()))
    log = simulate(slow)
    assert 0 < metrics.value_delivered(log) < metrics.value_delivered(BOTH_IN_TURN) == 140
    assert metrics.worth_delivered(log) == metrics.worth_delivered(BOTH_IN_TURN)


def over(*events, end=60):
    """A log in which one project ends on a day."""
    start = facts.ProjectArrived(0, project="billing")
    return start, *events, facts.ProjectFinished(end, project="billing", value=100)


def test_the_pmo_takes_its_mean_share_of_the_months_until_the_end():
    months = [facts.PmoWorked(20, share=0.1), facts.PmoWorked(40, share=0.06)]
    assert metrics.pmo_share(over(*months)) == pytest.approx(0.08)
    assert metrics.pmo_share(over(*months, end=50)) == pytest.approx((20 * 0.1 + 10 * 0.06) / 30)
    assert metrics.pmo_share(over(months[0])) == pytest.approx(0.05)  # closed after a month


def test_an_office_without_a_pmo_gives_it_nothing():
    assert metrics.pmo_share(BOTH_IN_TURN) == metrics.pmo_cost(BOTH_IN_TURN, ONE_PERSON) == 0
    assert metrics.pmo_share(()) == 0


def test_the_pmo_costs_its_share_of_the_payroll():
    log = over(facts.PmoWorked(20, share=0.1), facts.PmoWorked(40, share=0.1))
    assert metrics.pmo_cost(log, ONE_PERSON) == pytest.approx(0.1 * 60 * 0.5)


def test_a_pmo_in_a_run_takes_what_governance_says():
    priced = replace(ONE_PERSON, mechanisms=Mechanisms(governance=Governance(base=0.1)))
    log = simulate(priced, Policy(order="due_first"))
    assert metrics.pmo_share(log) == pytest.approx(0.1 + Governance().prioritise.hours)


def test_a_pmo_survives_until_the_last_word_of_leadership():
    kept = facts.FundingReviewed(130, kept=True, perceived=0.5)
    closed = facts.FundingReviewed(260, kept=False, perceived=0.1)
    assert metrics.pmo_survived(()) and metrics.pmo_survived((kept,))
    assert not metrics.pmo_survived((kept, closed))


def test_people_lost_are_those_who_gave_notice():
    left = facts.PersonLeft(20, role="dev")
    assert metrics.people_lost((left, facts.PeopleChanged(20, role="dev", people=0), left)) == 2
    assert metrics.people_lost(BOTH_IN_TURN) == 0


def test_decision_latency_is_the_mean_wait_for_sponsors():
    waits = [facts.DecisionAwaited(5, project="billing", risk="x", days=it) for it in (3, 9)]
    assert metrics.decision_latency(tuple(waits)) == 6
    assert metrics.decision_latency(()) == 0


def test_a_level_is_read_month_by_month():
    log = (
        facts.MonthBegan(20, levels=(("trust", 0.6), ("skill", 0.5))),
        facts.MonthBegan(40, levels=(("trust", 0.4), ("skill", 0.5))),
    )
    assert metrics.level(log, "trust") == [(20, 0.6), (40, 0.4)]
    assert metrics.level(log, "fatigue") == []
    assert list(metrics.levels(log)) == ["trust", "skill"]


def test_rework_is_wrong_work_found_for_the_work_that_was_planned():
    log = (
        facts.ActivityFinished(10, project="billing", activity="build"),
        facts.WorkFlawed(10, project="billing", activity="build", effort=2),
        facts.ReworkFound(12, project="billing", activity="build", effort=3, by="review"),
        facts.WorkFlawed(12, project="billing", activity="build", effort=0.5),
        facts.ReworkFound(15, project="billing", activity="build", effort=1, by="work"),
        facts.ActivityFinished(22, project="billing", activity="test"),
    )
    assert metrics.rework_share(log, ONE_PERSON) == 4 / 20
    assert metrics.first_pass_yield(log, ONE_PERSON) == 1 - 2 / 20
    assert metrics.rework_share((), ONE_PERSON) == 0 and metrics.first_pass_yield((), ONE_PERSON)


def test_detection_takes_from_the_happening_to_the_notice():
    log = (
        facts.RiskOccurred(4, project="billing", risk="vendor", size=10),
        facts.RiskOccurred(6, project="billing", risk="strike", size=5),
        facts.RiskOccurred(7, project="billing", risk="unknown", size=5),
        facts.IssueDetected(10, project="billing", risk="vendor", size=1, hits="cost", by="review"),
        facts.IssueDetected(20, project="billing", risk="strike", size=1, hits="delay", by="audit"),
    )
    assert metrics.detection_delay(log) == (6 + 14) / 2
    assert metrics.detection_delay(()) == 0


def report(project, colour):
    return facts.StatusReported(5, project=project, colour=colour, late=0)


def test_green_reports_of_projects_that_then_came_late_are_counted():
    log = (
        report("portal", "green"), report("portal", "red"), report("portal", "yellow"),
        report("portal", "green"), report("billing", "green"),
        *finished("billing", 20, 100), *finished("portal", 30, 40),
    )  # fmt: skip
    assert metrics.reported_truth(log, ONE_PERSON) == 2 / 4  # billing is in time, and may be green
    assert metrics.reported_truth(log[:5], ONE_PERSON) == 0  # nobody knows yet


def test_the_last_report_of_a_project_counts():
    log = report("portal", "green"), report("portal", "red")
    assert metrics.last_reports(log)["portal"].colour == "red"
    assert metrics.last_reports(()) == {}


@pytest.mark.parametrize(
    ("day", "value", "met"), [(20, 80, 1), (20, 79, 0), (20.125, 100, 0), (5, 100, 1)]
)
def test_a_project_meets_its_goal_by_date_and_by_four_fifths_of_its_value(day, value, met):
    alone = office(BILLING)
    assert metrics.meeting_goal_share(finished("billing", day, value), alone) == met


def test_a_project_that_never_finishes_meets_no_goal():
    assert metrics.meeting_goal_share(finished("billing", 20, 100), ONE_PERSON) == 0.5
    assert metrics.meeting_goal_share((), ONE_PERSON) == 0


AIMS = office(
    replace(BILLING, serves=(Serves(objective="grow"),)),
    replace(PORTAL, serves=(Serves(objective="save", share=0.5),)),
    objectives=(Objective(id="grow", weight=3), Objective(id="save", weight=1)),
    mechanisms=Mechanisms(alignment=Alignment()),
)


def test_alignment_is_that_of_the_strategy_in_force_when_a_project_finishes():
    first, second = finished("billing", 20, 100), finished("portal", 30, 40)
    shift = facts.StrategyChanged(25, weights=(("grow", 0.2), ("save", 0.8)))
    as_planned = (100 * 0.75 + 50 * 0.125) / 150  # weighted by the value promised
    assert metrics.alignment_share(first + second, AIMS) == pytest.approx(as_planned)
    moved = (100 * 0.75 + 50 * 0.4) / 150
    assert metrics.alignment_share((*first, shift, *second), AIMS) == pytest.approx(moved)


def test_without_objectives_everything_is_aligned():
    assert metrics.alignment_share(BOTH_IN_TURN, ONE_PERSON) == 1
    assert metrics.orphan_spend(BOTH_IN_TURN, ONE_PERSON) == 0
    assert metrics.alignment_share((), AIMS) == 0


def test_money_for_what_nobody_wants_is_counted_by_how_little_it_serves():
    # billing costs 10 k€ and serves three quarters of what is wanted, portal 5 k€ and an eighth
    assert metrics.orphan_spend(simulate(AIMS), AIMS) == pytest.approx(10 * 0.25 + 5 * 0.875)
