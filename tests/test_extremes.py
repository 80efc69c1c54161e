"""The office at its edges: what never ends, what is nobody's, what changes in the middle."""

import pytest
from msgspec.structs import replace
from office import activity, chain, ends, finishes, of, office, on, project, relation, run

from simulator import Policy, change_policy, load, simulate
from simulator import events as facts
from simulator.decisions import (
    BuyMitigation,
    ChangePeople,
    DecisionError,
    PauseProject,
    StartProject,
)
from simulator.errors import EndlessError, RefusedError
from simulator.limits import LAST_DAY, MOST_EVENTS
from simulator.mechanisms import (
    Capability,
    CommonCause,
    Detection,
    Escalation,
    Fatigue,
    Firefighting,
    Governance,
    Hazard,
    Knowledge,
    Mechanisms,
    RampUp,
    Rework,
    Security,
    Skill,
    Survival,
    Turnover,
    Visibility,
    everything,
)
from simulator.model.replication import Replication
from simulator.scenario import Mitigation, Risk, Role, ScenarioError


def looked_into(scenario, day, *decisions, **rules):
    """The office as it is on a day."""
    replication = Replication(scenario, Policy(**rules), 0, decisions, MOST_EVENTS)
    replication.world.run(day)
    return replication


# What never ends


def test_an_office_in_which_more_goes_wrong_than_it_can_mend_is_given_up():
    shaken = CommonCause(shock_weeks=1, shock_hits=1.0)
    busy = office(a=[50], mechanisms=Mechanisms(common_cause=shaken))
    log = run(busy)
    assert isinstance(log[-1], facts.NothingMoves) and not finishes(log)
    assert log[-1].day > 40 * 260


@pytest.mark.parametrize("name", ["holmwick_bank", "eighteen_months"])
def test_the_largest_offices_are_given_up_too(name):
    how = replace(everything(), common_cause=CommonCause(shock_weeks=1))
    assert isinstance(simulate(replace(load(name), mechanisms=how))[-1], facts.NothingMoves)


def test_a_run_stops_at_the_bound_its_caller_has_set():
    many = office(a=chain("a", *[1] * 50))
    log = run(many)
    assert simulate(many, most_events=len(log)) == log
    with pytest.raises(EndlessError) as error:
        simulate(many, most_events=20)
    assert str(error.value) == (
        f"by day {log[20].day:g} 20 events have happened, as many as this run may have; write a "
        "larger most_events, or an earlier until"
    )
    assert simulate(many, until=log[20].day - 1, most_events=20) == log[: len(
        simulate(many, until=log[20].day - 1)
    )]  # fmt: skip


def test_a_bound_reached_by_a_decision_is_no_fault_of_the_decision():
    hires = [ChangePeople("developer", 1, day=1) for _ in range(30)]
    with pytest.raises(EndlessError, match="^by day 1 20 events have happened"):
        simulate(office(a=[50]), decisions=hires, most_events=20)


@pytest.mark.parametrize("bound", [2.5, True, "many", None])
def test_a_bound_is_a_whole_number(bound):
    with pytest.raises(RefusedError) as error:
        simulate(office(a=[5]), most_events=bound)
    assert str(error.value) == f"most_events {bound!r} is not a whole number; write one such as 7"


def test_a_mistake_in_the_program_is_not_taken_for_a_refusal(monkeypatch):
    def broken(self, mitigation):
        raise TypeError("a mistake")

    monkeypatch.setattr("simulator.model.risks.mitigations.Mitigations.buy", broken)
    with pytest.raises(TypeError, match="a mistake"):
        simulate(office(a=[5]), decisions=[BuyMitigation("m", day=1)])


def test_people_who_come_and_go_keep_no_office_going():
    idle = office(
        project("a", [activity("a1", 5, expert=1)]), b=[60],
        roles=[Role(id="developer", people=200.0), Role(id="expert", people=0.0)],
        mechanisms=Mechanisms(turnover=Turnover(base=2, vacancy=3)),
    )  # fmt: skip
    log = run(idle)
    assert finishes(log) == {"b": 60.0} and log[-1].day < 100


def test_wrong_work_in_a_project_that_stays_paused_keeps_no_run_going():
    two = office(a=chain("a", 8.0, 8.0), mechanisms=Mechanisms(rework=Rework(quality=0.5)))
    assert not finishes(run(two, PauseProject("a", day=1.0)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"projects": {"arrival": 1e9}}, "project 'a': arrival is 1000000000.0; write a number"),
        ({"projects": {"value": float("inf")}}, "project 'a': value is inf; write a number from 0"),
        ({"roles": {"people": 1e7}}, "role 'developer': people is 10000000.0; write a number from"),
        ({"roles": {"hire_days": float("inf")}}, "role 'developer': hire_days is inf; write a"),
    ],
)
def test_what_is_beyond_all_measure_is_refused(change, message):
    scenario = office(a=[5])
    for field, new in change.items():
        first, *rest = getattr(scenario, field)
        scenario = replace(scenario, **{field: (replace(first, **new), *rest)})
    with pytest.raises(ScenarioError) as refused:
        simulate(scenario)
    assert str(refused.value).startswith(message)


def test_a_lag_beyond_all_measure_is_refused():
    far = relation("FS", "1", float("-inf"))
    scenario = office(project("a", [activity("1", 5), activity("2", 5, far)]))
    with pytest.raises(ScenarioError, match=f"lag after '1' is -inf; .* -{LAST_DAY} to {LAST_DAY}"):
        simulate(scenario)


@pytest.mark.parametrize("change", [float("inf"), 10**9])
def test_nobody_hires_more_people_than_there_are(change):
    with pytest.raises(DecisionError):
        run(office(a=[5]), ChangePeople("developer", change, day=1))


def test_an_office_without_people_runs_with_everything_on():
    alone = office(project("p", [activity("p1", 30, people=())]), roles=[])
    log = simulate(replace(alone, mechanisms=everything()))
    assert finishes(log)


# Work that an issue adds to an activity that is held open


def held(seed, *more):
    """B, done on day 2, stays open for A; a risk may add 15 days to it: its extension and end."""
    first = project("p", [activity("A", 10), activity("B", 2, relation("FF", "A"), tester=1)])
    others = project("q", [activity(f"q{i}", 20) for i in (1, 2, 3)], arrival=9)
    risk = Risk(id="r", project="p", probability=0.5, impact=15, spread=0, hits="delay")
    scenario = office(
        first, others, *more, developers=1, testers=1, projects_per_person=5, risks=[risk],
        mechanisms=Mechanisms(hazard=Hazard()),
    )  # fmt: skip
    log = run(scenario, seed=seed)
    extended = next(iter(of(log, facts.ActivityExtended)), None)
    return extended, ends(log)["B"]


def test_it_begins_at_once_and_none_is_lost():
    logs = ((seed, *held(seed)) for seed in range(500))
    # by day 10 A shares its developer with others, and lasts
    seed, extended, end = next(it for it in logs if it[1] and it[1].activity == "B"
                               and it[1].day > 10)  # fmt: skip
    assert extended.days == 15 and end == extended.day + 15
    # the end of A moves: the work on B stays what it was
    later = project("z", [activity("z1", 1)], arrival=extended.day + 0.375)
    assert held(seed, later) == (extended, end)


# What a month brings is what it was like, not what it looks like on its last morning


def test_people_are_as_busy_as_they_were_whatever_ends_on_a_monday():
    found = []
    for days in (5, 4.875):
        how = Mechanisms(firefighting=Firefighting(reach=0), skill=Skill(worth=0))
        stocks = looked_into(
            office(project("p", chain("p", *[days] * 60)), mechanisms=how), 250
        ).stocks
        found.append((stocks.firefighting.level(), stocks.skills.level()))
    assert found[0] == pytest.approx(found[1], rel=0.01)


def toggled(field, value, times):
    """A field of the policy set for all of each month but its last morning."""
    decisions = []
    for month in range(times):
        decisions.append(on(20 * month, change_policy(**{field: value})))
        decisions.append(on(20 * month + 19.875, change_policy(**{field: 0.0})))
    return decisions


def test_overtime_is_paid_for_and_tires_whenever_it_is_worked():
    team = office(
        project("p", [200]), roles=[Role(id="developer", people=1.0, rate=1.0)],
        mechanisms=Mechanisms(fatigue=Fatigue()),
    )  # fmt: skip

    def course(*decisions, **rules):
        log = run(team, *decisions, **rules)
        return finishes(log)["p"], sum(it.cost for it in of(log, facts.OvertimePaid))

    day, cost = course(overtime=40.0)
    almost = course(*toggled("overtime", 40.0, 15))
    assert almost[0] == pytest.approx(day, rel=0.05) and almost[1] > 0.8 * cost > 0


def test_improving_for_a_morning_a_month_builds_next_to_nothing():
    team = office(a=[800], mechanisms=Mechanisms(capability=Capability()))
    mornings = [
        on(20 * month + day, change_policy(improve=share))
        for month in range(1, 40)
        for day, share in ((-0.125, 0.5), (0.0, 0.0))
    ]
    never, morning, always = (
        run(team, *decisions, improve=share)[-1].day
        for decisions, share in (((), 0.0), (mornings, 0.0), ((), 0.2))
    )
    assert always < 0.9 * never
    assert morning > never - 0.5 * (never - always)


# A PMO that grows or shrinks


def test_half_a_function_achieves_half_from_the_day_it_is_halved():
    how = Mechanisms(governance=Governance(), knowledge=Knowledge())
    team = office(project("p", [400]), developers=1, mechanisms=how)
    full = looked_into(team, 500, knowledge=1.0).pmo
    less = [on(140 + 100 * k, change_policy(knowledge=(0.001, 0.002)[k % 2])) for k in range(5)]
    cut = looked_into(team, 500, *less, knowledge=1.0).pmo
    assert full.level("knowledge") > 0.9
    assert cut.level("knowledge") < 0.01 and cut.share < full.share


def test_a_closed_pmo_may_still_work_overtime():
    how = Mechanisms(fatigue=Fatigue(), governance=Governance(), survival=Survival())
    team = office(project("p", [2000]), developers=1, mechanisms=how)
    for seed in range(40):
        log = simulate(team, Policy(knowledge=1.0), seed)
        closed = [it.day for it in of(log, facts.FundingReviewed) if not it.kept]
        if closed:
            later = on(closed[0] + 1, change_policy(overtime=10.0))
            assert simulate(team, Policy(knowledge=1.0), seed, [later])
            with pytest.raises(DecisionError, match="the PMO has been closed"):
                again = on(closed[0] + 1, change_policy(knowledge=1.0))
                simulate(team, Policy(knowledge=1.0), seed, [again])
            return
    pytest.fail("no PMO was closed in 40 worlds")


# Chance belongs to who it is about


def test_a_seat_keeps_its_holders_luck_whatever_others_do():
    team = office(
        project("a", [2000]), project("b", [40] * 12), developers=3,
        mechanisms=Mechanisms(turnover=Turnover(base=0.6, vacancy=4)),
    )  # fmt: skip

    def lots(*decisions):
        replication = Replication(team, Policy(), 3, decisions, MOST_EVENTS)
        seats = replication.stocks.seats
        drawn, sit_down = {}, seats._sit_down

        def noted(role, number):
            sit_down(role, number)
            seat = seats.seats[role][number]
            drawn[number, seat.holder] = seat.limit - seats.lived[role]

        seats._sit_down = noted
        replication.world.run(None)
        return drawn

    alone, larger = lots(), lots(ChangePeople("developer", 1, day=1))
    both = alone.keys() & larger.keys()
    assert len(both) > 3
    assert {key: larger[key] for key in both} == pytest.approx({key: alone[key] for key in both})


def test_successors_come_on_the_hour():
    how = Mechanisms(turnover=Turnover(vacancy=3.33, base=2))
    team = office(a=[600], developers=3, mechanisms=how)
    days = [event.day for event in of(run(team), facts.PeopleChanged)]
    assert days and all(day * 8 == int(day * 8) for day in days)


def test_what_came_over_an_idle_office_does_not_strike_when_it_wakes():
    how = Mechanisms(common_cause=CommonCause(shock_hits=1.0))
    sleeper = office(project("a", chain("a", 20, 60)), mechanisms=how)
    log = run(sleeper, on(1, PauseProject("a")), on(1500, StartProject("a")))
    woken = [event.day for event in of(log, facts.ShockStruck) if event.day <= 1510]
    assert len([day for day in woken if day >= 1500]) <= 2


# What nobody has noticed


def test_no_report_says_what_nobody_has_noticed():
    """Two worlds that differ only in a risk that has struck, and that nobody knows of."""
    risk = Risk(id="r", project="p", probability=0.99, impact=50, spread=0)
    how = Mechanisms(
        hazard=Hazard(), detection=Detection(report=0, report_weeks=1),
        visibility=Visibility(noise=0, delay=0),
    )  # fmt: skip
    plan = project("p", [activity("x", 100, developer=5)], due=100.0, value=100.0)
    struck, spared = (
        office(plan, developers=5, risks=[replace(risk, probability=chance)], mechanisms=how)
        for chance in (0.99, 0.0)
    )
    log = run(struck, seed=1)
    (happened,) = of(log, facts.RiskOccurred)
    (known,) = of(log, facts.IssueDetected)
    told = [it for it in of(log, facts.StatusReported) if it.day < known.day]
    assert known.by == "delivery" and told[-1].day > happened.day
    assert told == of(run(spared, seed=1), facts.StatusReported)[: len(told)]


def test_an_offer_that_covers_everything_still_costs_its_deductible():
    risk = Risk(id="r", project="p", probability=0.99, impact=10)
    log = {}
    for effect in (0.999, 1.0):
        offer = Mitigation(id="m", risk="r", cost=1, kind="reduce", effect=effect, if_used=50)
        insured = office(
            project("p", [50]), risks=[risk], mitigations=[offer],
            mechanisms=Mechanisms(hazard=Hazard()),
        )  # fmt: skip
        log[effect] = run(insured, BuyMitigation("m", day=0), seed=1)
    for found in log.values():
        assert [it.cost for it in of(found, facts.MitigationUsed)] == [50]
    assert of(log[1.0], facts.RiskAvoided) and not of(log[0.999], facts.RiskAvoided)


def test_without_ramp_up_nobody_stays_new():
    for ramp_up in (None, RampUp()):
        how = Mechanisms(hazard=Hazard(), security=Security(), ramp_up=ramp_up)
        team = office(project("p", [3000]), developers=2, mechanisms=how)
        found = looked_into(team, 2500, ChangePeople("developer", 2, day=1))
        assert found.exposures.hazard == 1.0


def test_a_crisis_without_branching_comes_out_all_the_same():
    risk = Risk(id="r", project="p", probability=0.99, impact=10, growth=0.3)
    found = []
    for branching in (0.0, 1e-9):
        grows = Escalation(branching=branching)
        how = Mechanisms(hazard=Hazard(), detection=Detection(report=0), escalation=grows)
        log = run(office(project("p", [200]), risks=[risk], mechanisms=how), seed=1)
        found.append([(it.day, it.by) for it in of(log, facts.IssueDetected)])
    assert found[0] == found[1] and found[0][0][1] == "crisis"


def test_wrong_work_is_stumbled_on_after_a_pause_as_well():
    how = Mechanisms(rework=Rework(quality=0.5, discovery=2))
    team = office(project("p", chain("p", 10, 200)), mechanisms=how)
    for seed in range(5):
        (first, *_) = of(run(team, seed=seed), facts.ReworkFound)
        around = [on(first.day - 1, PauseProject("p")), on(first.day + 1, StartProject("p"))]
        (later, *_) = of(run(team, *around, seed=seed), facts.ReworkFound)
        assert (later.by, later.day) == ("work", first.day + 1)
