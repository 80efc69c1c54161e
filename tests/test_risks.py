"""Risks that happen, issues that grow unseen, the looks that find them, and what mitigations do."""

from functools import cache
from math import exp, inf

import pytest
from office import activity, chain, ends, finishes, of, office, on, project, relation, run, starts

from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.events import (
    ActivityExtended,
    IssueDetected,
    ReviewHeld,
    RiskAvoided,
    RiskOccurred,
)
from simulator.mechanisms import Attention, Detection, Escalation, Hazard, Mechanisms
from simulator.scenario import Mitigation, Risk, on_grid

ON = Mechanisms(hazard=Hazard())
BLIND = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0, review=0.0, audit=0.0))
SHARP = Mechanisms(hazard=Hazard(), detection=Detection(report=0.0, review=1.0, audit=1.0))
SURE = 0.999_999
"""A risk this probable happens early in every world used here."""


def risky(*work, mechanisms=ON, offers=(), testers=0, developers=1, **risk):
    """A project `a` with one risk, `bug`, that always has its median size unless told otherwise."""
    fields = {"probability": SURE, "impact": 4.0, "hits": "cost", "spread": 0.0, **risk}
    bug = Risk(id="bug", project="a", **fields)
    people = {"developers": developers, "testers": testers}
    plan = project("a", list(work))
    return office(plan, risks=[bug], mitigations=offers, mechanisms=mechanisms, **people)


def occurred(events):
    """The day on which the risk happened, infinite if it did not."""
    found = of(events, RiskOccurred)
    return found[0].day if found else inf


def detected(events):
    """The day on which the issue was noticed, infinite if it never was."""
    found = of(events, IssueDetected)
    return found[0].day if found else inf


# How often and when


@pytest.mark.parametrize("probability", [0.05, 0.3, 0.8])
def test_a_risk_happens_with_its_probability_if_the_project_goes_as_planned(probability):
    scenario = risky(*chain("a", 1, 2, 1), activity("side", 3, people=()), probability=probability)
    share = sum(occurred(run(scenario, seed=seed)) < inf for seed in range(2_000)) / 2_000
    error = (probability * (1 - probability) / 2_000) ** 0.5
    assert share == pytest.approx(probability, abs=3 * error)


def test_a_project_that_takes_longer_is_exposed_for_longer():
    short = risky(*chain("a", 5, 5), probability=0.3)
    pause = [ChangePeople("developer", -1, day=1.0), ChangePeople("developer", 1, day=15.0)]
    here = [occurred(run(short, seed=seed)) for seed in range(500)]
    longer = [occurred(run(short, *pause, seed=seed)) for seed in range(500)]
    assert [day for day in longer if day <= 10] == [day for day in here if day < inf]
    # 20 days instead of 10: 1 - 0.7 ** 2 = 0.51
    assert sum(day < inf for day in longer) / 500 == pytest.approx(0.51, abs=0.07)


def test_a_more_probable_risk_never_happens_later():
    for seed in range(200):
        days = [
            occurred(run(risky(20, probability=it), seed=seed))
            for it in (0.05, 0.2, 0.5, 0.9, SURE)
        ]
        assert days == sorted(days, reverse=True)


def test_an_impossible_risk_never_happens():
    logs = [run(risky(20, probability=0.0), seed=seed) for seed in range(50)]
    assert not any(of(log, RiskOccurred) for log in logs)


def test_risks_do_not_happen_in_a_world_without_hazards():
    assert not of(run(risky(20, mechanisms=Mechanisms())), RiskOccurred)


def test_no_risk_happens_before_its_project_starts_or_after_it_ends():
    late = activity("a1", 5, earliest=8)
    for seed in range(200):
        day = occurred(run(risky(late, probability=0.5), seed=seed))
        assert 8 < day <= 13 or day == inf


def test_a_pause_stops_the_clock_of_a_risk_for_as_long_as_it_lasts():
    for seed in range(100):
        plain = run(risky(*chain("a", 4, 20), probability=0.9), seed=seed)
        pause = PauseProject("a", day=4.0), StartProject("a", day=11.0)
        paused = run(risky(*chain("a", 4, 20), probability=0.9), *pause, seed=seed)
        day = occurred(plain)
        assert occurred(paused) == (day if day <= 4 else day + 7)


def test_nothing_happens_to_a_cancelled_project():
    for seed in range(50):
        day = occurred(run(risky(20), CancelProject("a", day=1.0), seed=seed))
        assert day <= 1 or day == inf


def test_the_size_of_an_issue_varies_about_its_median():
    sizes = [
        of(run(risky(20, impact=8.0, spread=0.5), seed=seed), RiskOccurred)[0].size
        for seed in range(600)
    ]
    assert 0.44 < sum(size > 8 for size in sizes) / 600 < 0.56


def test_an_issue_is_of_the_same_size_whenever_it_comes():
    scenario = risky(20, impact=8.0, spread=0.5)
    pause = PauseProject("a", day=0.0), StartProject("a", day=30.0)
    for seed in range(40):
        plain, late = (of(run(scenario, *it, seed=seed), RiskOccurred) for it in ((), pause))
        assert (plain[0].size, plain[0].day + 30) == (late[0].size, late[0].day)


# What an issue does


def extended(hits, people):
    events = run(risky(activity("a1", 10, developer=people), hits=hits, developers=2))
    return ends(events)["a1"] - 10


def test_effort_is_shared_by_the_team_but_a_delay_is_not():
    assert (extended("effort", 1), extended("effort", 2)) == (4, 2)
    assert (extended("delay", 1), extended("delay", 2)) == (4, 4)


def test_a_cost_is_a_bill_and_delays_nobody():
    events = run(risky(10, hits="cost"))
    assert not of(events, ActivityExtended)
    assert ends(events) == {"a1": 10}
    assert (of(events, IssueDetected)[0].size, of(events, IssueDetected)[0].hits) == (4, "cost")


def test_without_detection_every_issue_is_noticed_at_once():
    events = run(risky(10, hits="delay"))
    assert detected(events) == occurred(events)
    assert of(events, IssueDetected)[0].by == "at once"


def test_the_log_says_which_activity_an_issue_prolongs_and_by_how_much():
    events = run(risky(10, hits="delay"))
    day = detected(events)
    assert of(events, ActivityExtended) == [ActivityExtended(day, "a", "a1", 4.0, "bug")]


def burdened(seed, *decisions):
    """Which of two activities side by side an issue prolongs."""
    events = run(risky(9, 9, hits="delay", developers=2), *decisions, seed=seed)
    return of(events, ActivityExtended)[0].activity


def test_an_issue_prolongs_any_activity_in_progress_by_a_lot_of_its_own():
    lots = [burdened(seed) for seed in range(400)]
    assert 160 < lots.count("a1") < 240
    assert lots == [burdened(seed, ChangePeople("developer", 1, day=0.0)) for seed in range(400)]


def test_an_issue_found_while_nothing_is_in_progress_waits_for_the_next_activity():
    work = [activity("a1", 1), activity("a2", 5, relation("FS", "a1", 40))]
    events = run(risky(*work, hits="delay", probability=0.9))
    assert 1 < detected(events) < 41
    assert of(events, ActivityExtended)[0].activity == "a2"
    assert ends(events) == {"a1": 1, "a2": 50}


def test_an_issue_burdens_people_with_divided_attention_for_longer():
    mechanisms = Mechanisms(hazard=Hazard(), attention=Attention(curve="none"))
    two = risky(10, 10, hits="delay", mechanisms=mechanisms)
    assert finishes(run(two, projects_per_person=2)) == {"a": 24}


def kept_open(*more):
    """`then` may be finished a day after `a1`, which a risk of a half may delay by four days."""
    then = activity("then", 5, relation("FF", "a1", 1), tester=1)
    return risky(activity("a1", 10), then, *more, testers=1, hits="delay", probability=0.5)


@cache
def late() -> int:
    """A world in which the risk happens after day 6, when both are in progress, and hits `a1`."""
    logs = ((seed, run(kept_open(), seed=seed)) for seed in range(500))
    return next(seed for seed, log in logs if occurred(log) > 6 and ends(log)["a1"] == 14)


def test_an_activity_stays_open_until_a_late_predecessor_allows_its_finish():
    events = run(kept_open(), seed=late())
    assert starts(events)["then"] == 6 < detected(events)
    assert ends(events) == {"a1": 14, "then": 15}


def test_people_stay_with_an_activity_that_is_kept_open():
    after = activity("after", 1, tester=1, earliest=11)
    assert starts(run(kept_open(after), seed=late()))["after"] == 15


# Growing unseen


def grown(limit=20.0, growth=0.5):
    """An issue of 4 k€ that is found at the review of week 4: its size, and its age."""
    mechanisms = Mechanisms(
        hazard=Hazard(), detection=SHARP.detection, escalation=Escalation(limit=limit)
    )
    events = run(risky(40, mechanisms=mechanisms, growth=growth, probability=0.9), review_weeks=4)
    return of(events, IssueDetected)[0].size, detected(events) - occurred(events)


def test_an_issue_grows_for_as_long_as_nobody_notices_it():
    size, age = grown()
    assert age > 10
    assert size == on_grid(4 * exp(0.5 * age / 5))


def test_an_issue_never_grows_beyond_the_limit():
    assert grown(limit=2.0)[0] == 8


def test_an_issue_without_growth_keeps_its_size():
    assert grown(growth=0.0)[0] == 4


def test_an_issue_noticed_at_once_has_no_time_to_grow():
    mechanisms = Mechanisms(hazard=Hazard(), escalation=Escalation())
    events = run(risky(40, mechanisms=mechanisms, growth=1.0))
    assert of(events, IssueDetected)[0].size == 4


# Looking


def test_reviews_are_held_on_mondays_at_the_policys_cadence():
    events = run(risky(33, mechanisms=BLIND), review_weeks=2)
    assert [event.day for event in of(events, ReviewHeld)] == [10, 20, 30]


def test_a_project_finished_on_a_monday_is_not_reviewed_any_more():
    assert not of(run(risky(5, mechanisms=BLIND), review_weeks=1), ReviewHeld)


def test_a_project_paused_on_a_monday_has_been_reviewed_before():
    paused = run(risky(8, mechanisms=BLIND), PauseProject("a", day=5.0), review_weeks=1)
    assert [event.day for event in of(paused, ReviewHeld)] == [5]


def test_without_a_policy_of_reviews_there_are_none():
    assert not of(run(risky(33, mechanisms=BLIND)), ReviewHeld)


def test_a_review_costs_a_price_for_each_project_in_progress():
    three = office(developers=2, a=[8], b=[8], c=[8], mechanisms=BLIND)
    reviews = of(run(three, review_weeks=1), ReviewHeld)
    assert [event.projects for event in reviews] == [2, 1, 1]
    assert [event.cost for event in reviews] == [3, 1.5, 1.5]
    audits = of(run(three, review_weeks=1, review_depth="audit"), ReviewHeld)
    assert [event.cost for event in audits] == [8, 4, 4]


def test_a_paused_project_is_neither_reviewed_nor_paid_for():
    two = office(developers=2, a=[8], b=[8], mechanisms=BLIND)
    reviews = of(run(two, PauseProject("a", day=1.0), review_weeks=1), ReviewHeld)
    assert [event.projects for event in reviews] == [1]


def test_a_review_of_a_paused_project_finds_nothing():
    scenario = risky(20, mechanisms=SHARP)
    pause = [PauseProject("a", day=4.0), StartProject("a", day=12.0)]
    other = office(
        *scenario.projects, project("b", [20]), risks=scenario.risks, developers=2, mechanisms=SHARP
    )
    assert detected(run(other, *pause, review_weeks=1)) == 15


def test_reviews_may_be_made_more_frequent_during_a_run():
    events = run(risky(22, mechanisms=BLIND), on(7, change_policy(review_weeks=1)))
    assert [event.day for event in of(events, ReviewHeld)] == [10, 15, 20]


def test_teams_report_by_themselves_at_the_organisations_cadence():
    mechanisms = Mechanisms(hazard=Hazard(), detection=Detection(report=1.0, report_weeks=2))
    events = run(risky(40, mechanisms=mechanisms))
    assert (detected(events), of(events, IssueDetected)[0].by) == (10, "report")


def test_a_sharp_review_finds_an_issue_on_the_first_monday():
    events = run(risky(40, mechanisms=SHARP), review_weeks=1)
    assert (detected(events), of(events, IssueDetected)[0].by) == (5, "review")


def test_an_issue_that_nobody_finds_surfaces_at_delivery_and_holds_it_up():
    events = run(risky(*chain("a", 5, 5), mechanisms=BLIND, hits="delay"), review_weeks=1)
    assert (detected(events), of(events, IssueDetected)[0].by) == (10, "delivery")
    assert finishes(events) == {"a": 14}


def test_a_bill_that_surfaces_at_delivery_holds_nothing_up():
    events = run(risky(10, mechanisms=BLIND))
    assert (detected(events), finishes(events)) == (10, {"a": 10})


def test_a_deeper_review_never_finds_an_issue_later():
    default = Mechanisms(hazard=Hazard(), detection=Detection())
    scenario = risky(60, mechanisms=default, probability=0.5)
    for seed in range(300):
        audit = detected(run(scenario, seed=seed, review_weeks=2, review_depth="audit"))
        review = detected(run(scenario, seed=seed, review_weeks=2))
        assert audit <= review <= detected(run(scenario, seed=seed))


def test_more_frequent_reviews_find_issues_earlier_on_average():
    default = Mechanisms(hazard=Hazard(), detection=Detection())
    scenario = risky(60, mechanisms=default)
    ages = [
        sum(detected(run(scenario, seed=it, review_weeks=weeks)) for it in range(200))
        for weeks in (1, 2, 4, 8)
    ]
    assert ages == sorted(ages)


@pytest.mark.parametrize(("depth", "chance"), [("review", 0.7), ("audit", 0.9)])
def test_a_single_look_notices_an_issue_with_its_chance(depth, chance):
    scenario = risky(20, mechanisms=Mechanisms(hazard=Hazard(), detection=Detection(report=0.0)))
    logs = [run(scenario, seed=it, review_weeks=1, review_depth=depth) for it in range(1_000)]
    days = [detected(log) for log in logs if occurred(log) <= 5]
    assert days.count(5) / len(days) == pytest.approx(chance, abs=0.045)


def test_every_look_is_a_new_chance():
    scenario = risky(20, mechanisms=Mechanisms(hazard=Hazard(), detection=Detection(report=0.0)))
    days = [detected(run(scenario, seed=it, review_weeks=1)) for it in range(2_000)]
    missed = [day for day in days if day > 5]
    assert missed.count(10) / len(missed) == pytest.approx(0.7, abs=0.06)


def test_a_policy_of_ones_own_is_never_shown_what_nobody_has_noticed():
    def seen(mechanisms):
        offices = []

        def watch(activity, office):
            offices.append((activity, office.today, office.free, office.in_progress))
            return activity.place

        run(risky(*chain("a", 5, 5, 5), mechanisms=mechanisms, hits="delay"), order=watch)
        return offices

    assert seen(BLIND) == seen(Mechanisms())


# Mitigations


def offer(kind, effect, name="m", **fields):
    return Mitigation(id=name, risk="bug", cost=1.0, kind=kind, effect=effect, **fields)


def avoided(seed, effect, *decisions, **fields):
    scenario = risky(20, offers=[offer("avoid", effect)], **fields)
    return bool(of(run(scenario, BuyMitigation("m", day=0.0), *decisions, seed=seed), RiskAvoided))


def test_a_mitigation_avoids_a_risk_in_its_share_of_worlds():
    share = sum(avoided(seed, 0.6) for seed in range(1_000)) / 1_000
    assert share == pytest.approx(0.6, abs=0.05)


def test_a_stronger_mitigation_avoids_whatever_a_weaker_one_avoids():
    for seed in range(200):
        assert avoided(seed, 0.3) <= avoided(seed, 0.6) <= avoided(seed, 1.0)


def test_whether_a_risk_is_avoided_is_the_same_in_every_branch():
    other = PauseProject("a", day=0.125), StartProject("a", day=8.0)
    for seed in range(100):
        plain, paused = avoided(seed, 0.5), avoided(seed, 0.5, *other)
        assert plain == paused == avoided(seed, 0.5, probability=0.99999)


def test_a_risk_that_was_avoided_does_nothing_more():
    events = run(risky(10, offers=[offer("avoid", 1.0)], hits="delay"), BuyMitigation("m", day=0.0))
    assert (occurred(events), detected(events), ends(events)) == (inf, inf, {"a1": 10})
    assert of(events, RiskAvoided)[0].mitigation == "m"


def test_a_mitigation_that_reduces_makes_the_issue_smaller_by_its_effect():
    scenario = risky(10, offers=[offer("reduce", 0.75)], hits="delay")
    events = run(scenario, BuyMitigation("m", day=0.0))
    assert ends(events) == {"a1": 11}


def test_two_mitigations_that_reduce_work_one_after_the_other():
    offers = [offer("reduce", 0.5, "m"), offer("reduce", 0.5, "n")]
    buy = BuyMitigation("m", day=0.0), BuyMitigation("n", day=0.0)
    assert of(run(risky(10, offers=offers), *buy), RiskOccurred)[0].size == 1


def test_an_issue_reduced_to_nothing_is_no_issue():
    events = run(risky(10, offers=[offer("reduce", 1.0)]), BuyMitigation("m", day=0.0))
    assert not of(events, RiskOccurred, IssueDetected)


def test_a_mitigation_nobody_buys_does_nothing():
    assert run(risky(10, offers=[offer("avoid", 1.0)])) == run(risky(10))


def test_a_mitigation_does_not_work_before_its_lag_has_passed():
    for lag, prevented in ((0.0, True), (19.0, False)):
        scenario = risky(20, offers=[offer("avoid", 1.0, lag=lag)])
        assert (occurred(run(scenario, BuyMitigation("m", day=0.0))) == inf) is prevented


def test_a_mitigation_bought_after_the_risk_has_happened_unseen_is_wasted():
    scenario = risky(20, mechanisms=BLIND, offers=[offer("reduce", 0.5)])
    events = run(scenario, BuyMitigation("m", day=15.0))
    assert of(events, IssueDetected)[0].size == 4


def test_less_hazard_never_brings_a_risk_earlier():
    for seed in range(100):
        likely, unlikely = risky(20, probability=0.6), risky(20, probability=0.3)
        assert occurred(run(likely, seed=seed)) <= occurred(run(unlikely, seed=seed))
