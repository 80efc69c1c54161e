"""What the lessons on risk, on seeing and on choosing promise, shown in many worlds of this office.

Every assertion is on a bound of a 95 % interval. Where the design expected something else than
what is true here, a comment says so. Sizes in comments are means over the worlds of the test.
"""

from functools import cache
from math import exp, sqrt

import numpy as np
import pytest
from msgspec.structs import replace
from office import activity, chain, finishes, of, office, on, project, run, values

from simulator import Policy, chance, load, metrics
from simulator.decisions import CancelProject
from simulator.events import (
    ActivityExtended,
    ActivityFinished,
    ActivityStarted,
    CancellationResisted,
    IssueDetected,
    MitigationBought,
    ProjectFinished,
    ProjectSelected,
    ProjectStarted,
    ReserveSet,
    ReworkFound,
    StatusReported,
    StrategyChanged,
    WorkFlawed,
)
from simulator.experiment import interval
from simulator.mechanisms import (
    Alignment,
    Commitment,
    CommonCause,
    Detection,
    Distortion,
    Duration,
    EarlyWarning,
    Escalation,
    Hazard,
    Mechanisms,
    Reserve,
    Rework,
    Security,
    Selection,
    Strategy,
    Visibility,
)
from simulator.mechanisms.alignment import alignment
from simulator.mechanisms.selection import shrunk, weight
from simulator.model import simulate
from simulator.policies.buying import offers_of
from simulator.scenario import (
    Mitigation,
    Objective,
    Risk,
    Role,
    Scenario,
    Serves,
    without_chance,
)


def resampled(statistic, *columns) -> tuple[float, float]:
    """(low, high) of the 95 % bootstrap interval of a statistic; columns go by the same worlds."""
    worlds = np.array(columns, dtype=float)
    lots = np.random.default_rng(0).integers(0, worlds.shape[1], (400, worlds.shape[1]))
    found = [statistic(*worlds[:, lot]) for lot in lots]
    return float(np.quantile(found, 0.025)), float(np.quantile(found, 0.975))


def gain(better, worse) -> tuple[float, float]:
    """(low, high) of the 95 % interval of the mean difference in the same worlds."""
    return interval([float(a - b) for a, b in zip(better, worse, strict=True)])[1:]


def net(scenario: Scenario, seed: int, **rules) -> float:
    """Value less all money spent in a world, in k€."""
    events = run(scenario, seed=seed, **rules)
    return metrics.value_delivered(events) - sum(metrics.money_spent(events, scenario).values())


def correlation(one, other) -> float:
    """How far two captains have the same luck."""
    return float(np.corrcoef(one, other)[0, 1])


# N05, M14: what comes together


CAUSES = (0.0, 0.1, 0.3, 0.5)


@cache
def hit_together(correlation: float) -> tuple[np.ndarray, np.ndarray]:
    """(losses in k€ by project, whether the first reserve sufficed) in 250 worlds: twelve projects
    with six bills each of 50 k€ on average, each with a chance of a fifth."""
    plan = [project(f"p{n}", [100]) for n in range(12)]
    bill = {"probability": 0.2, "impact": 50 / exp(0.32), "spread": 0.8, "hits": "cost"}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bill) for it in plan for n in range(6)]
    shared = CommonCause(correlation=correlation, shock_hits=0, shock_weeks=1000, turbulence=1)
    how = Mechanisms(hazard=Hazard(), common_cause=shared, reserve=Reserve(management=0))
    scenario = office(*plan, developers=12, risks=risks, mechanisms=how)
    losses, sufficed = np.zeros((12, 250)), np.zeros(250)
    for seed in range(250):
        events = run(scenario, seed=seed, reserve=0.8)
        purse = of(events, ReserveSet)[0]
        for issue in of(events, IssueDetected):
            losses[int(issue.project[1:]), seed] += issue.size
        later = sum(it.size for it in of(events, IssueDetected) if it.day > purse.day)
        sufficed[seed] = later <= purse.amount
    return losses, sufficed


def pooling(*projects) -> float:
    """What one purse saves against twelve, if each shall suffice in four worlds of five."""
    purses = np.quantile(projects, 0.8, axis=1).sum()
    return float(1 - np.quantile(np.sum(projects, axis=0), 0.8) / purses)


@pytest.mark.parametrize("shared", CAUSES[1:])
def test_common_cause_leaves_the_mean_loss_as_it_is(shared):
    low, high = gain(hit_together(shared)[0].sum(0), hit_together(0.0)[0].sum(0))
    assert low < 0 < high and high - low < 250


def test_common_cause_lets_the_median_loss_fall():
    alone, together = hit_together(0.0)[0].sum(0), hit_together(0.5)[0].sum(0)
    assert resampled(lambda a, b: np.median(a) - np.median(b), alone, together)[0] > 150


@pytest.mark.parametrize(("less", "more"), list(zip(CAUSES, CAUSES[1:], strict=False)))
def test_common_cause_makes_the_worst_of_twenty_worlds_worse(less, more):
    one, other = hit_together(less)[0].sum(0), hit_together(more)[0].sum(0)
    low, _ = resampled(lambda a, b: np.quantile(b, 0.95) - np.quantile(a, 0.95), one, other)
    assert low > 80


def test_pooling_saves_about_a_quarter_if_nothing_is_shared():
    low, high = resampled(pooling, *hit_together(0.0)[0])
    assert low > 0.18 and high < 0.32


def test_pooling_saves_little_if_much_is_shared():
    assert resampled(pooling, *hit_together(0.5)[0])[1] < 0.16

    def lost(*both):
        return pooling(*both[:12]) - pooling(*both[12:])

    assert resampled(lost, *hit_together(0.0)[0], *hit_together(0.3)[0])[0] > 0.05


# N05, M18: reserves


def test_reserve_at_eighty_percent_suffices_in_about_four_worlds_of_five():
    _, low, high = interval(list(hit_together(0.0)[1]))
    assert low > 0.7 and high < 0.9


def test_reserve_suffices_less_often_if_risks_share_a_cause():
    assert gain(hit_together(0.0)[1], hit_together(0.5)[1])[0] > 0.01


@cache
def purse_lasted(premium: float) -> list[float]:
    """Whether help could take all the work of issues after the first Monday, in 120 worlds."""
    plan = [project(f"p{n}", [60]) for n in range(12)]
    bug = {"probability": 0.2, "impact": 10.0, "spread": 0.8}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bug) for it in plan for n in range(3)]
    how = Mechanisms(hazard=Hazard(), reserve=Reserve(premium=premium, management=0))
    people = [Role(id="developer", people=12.0, rate=1.0)]
    scenario = office(*plan, roles=people, risks=risks, mechanisms=how)
    logs = [run(scenario, seed=seed, reserve=0.8) for seed in range(120)]
    return [float(all(it.day <= 5 for it in of(log, ActivityExtended))) for log in logs]


def test_reserve_is_filled_at_the_price_of_the_help_it_pays_so_dear_help_lasts_as_long():
    assert interval(purse_lasted(1.5))[1] > 0.65
    _, low, high = interval(list(np.subtract(purse_lasted(1.0), purse_lasted(1.5))))
    assert -0.1 < low <= 0 <= high < 0.1


@cache
def at_full_load(**rules) -> list[float]:
    """Value less money spent where three developers have work for two rounds, in 60 worlds."""
    plan = [
        project(f"p{n}", chain(f"p{n}_", *[10] * 6), due=60 + 60 * (n // 3), value=200,
                cost_of_delay=2)
        for n in range(6)
    ]  # fmt: skip
    bug = {"probability": 0.3, "impact": 8.0, "spread": 0.6, "growth": 0.12}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bug) for it in plan for n in range(3)]
    how = Mechanisms(
        hazard=Hazard(),
        detection=Detection(review_price=0.3),
        escalation=Escalation(branching=0),
        reserve=Reserve(),
    )
    people = [Role(id="developer", people=3.0, rate=0.5)]
    scenario = office(*plan, roles=people, risks=risks, mechanisms=how)
    return [net(scenario, seed, **rules) for seed in range(60)]


def test_reviews_are_worth_much_even_where_nobody_is_free_to_act():
    # expected: finding without free capacity to act is worth little. Not so here: whoever works on
    # a project mends what is found at once, and what is found has stopped to grow
    assert gain(at_full_load(review_weeks=2), at_full_load())[0] > 60


def test_reviews_and_a_reserve_replace_each_other_in_part():
    # expected: a review gains more with a reserve. Here it gains less: what is found late is paid
    # for, too, and does not delay anybody
    alone = np.subtract(at_full_load(review_weeks=2), at_full_load())
    beside = np.subtract(at_full_load(review_weeks=2, reserve=0.8), at_full_load(reserve=0.8))
    assert interval(list(beside))[1] > 15
    assert gain(alone, beside)[0] > 10


# N05, M15: how often to look


@cache
def looked_after(weeks: int) -> list[float]:
    """k€ a week for issues and reviews, with a review every so many weeks, in 24 worlds: half an
    issue a week of 6 k€ that grows by 12 % a week, and 4 k€ a review."""
    risks = [
        Risk(id=f"r{n}", project="a", probability=52 / 300, impact=6, spread=0, hits="cost",
             growth=0.12)
        for n in range(300)
    ]  # fmt: skip
    how = Mechanisms(
        hazard=Hazard(),
        detection=Detection(report=0, review=1, review_price=4),
        escalation=Escalation(limit=20, branching=0),
    )
    scenario = office(project("a", [520]), risks=risks, mechanisms=how)
    found = []
    for seed in range(24):
        spent = metrics.money_spent(run(scenario, seed=seed, review_weeks=weeks), scenario)
        found.append((spent["issues"] + spent["reviews"]) / 104)
    return found


@pytest.mark.parametrize(("weeks", "more"), [(1, 2), (2, 0.4), (8, 0.3), (13, 1.8)])
def test_cadence_monthly_reviews_cost_less_than_rarer_and_more_frequent_ones(weeks, more):
    assert gain(looked_after(weeks), looked_after(4))[0] > more


def test_cadence_a_review_every_four_or_six_weeks_is_much_the_same():
    assert gain(looked_after(6), looked_after(4))[1] < 0.4


# N05, M16: crises


@cache
def crises(branching: float) -> list[float]:
    """Extra working days in twelve projects where nobody looks, in 250 worlds."""
    plan = [project(f"p{n}", [100]) for n in range(12)]
    bug = {"probability": 0.15, "impact": 5.0, "spread": 0.8, "growth": 0.15}
    risks = [Risk(id=f"{it.id}_{n}", project=it.id, **bug) for it in plan for n in range(2)]
    how = Mechanisms(
        hazard=Hazard(), detection=Detection(report=0), escalation=Escalation(branching=branching)
    )
    scenario = office(*plan, developers=12, risks=risks, mechanisms=how)
    logs = [run(scenario, seed=seed) for seed in range(250)]
    return [sum(it.days for it in of(log, ActivityExtended)) for log in logs]


def tail(losses) -> float:
    """How many times the mean the worst of twenty worlds is."""
    return float(np.quantile(losses, 0.95) / np.mean(losses))


def fatter(branching: float) -> tuple[float, float]:
    """By how much a chance to spread raises that number."""
    return resampled(lambda a, b: tail(b) - tail(a), crises(0.0), crises(branching))


def test_crises_that_spread_make_more_work():
    assert gain(crises(0.2), crises(0.0))[0] > 2


def test_crises_that_nearly_always_spread_fatten_the_tail():
    assert fatter(0.9)[0] > 0.1


def test_crises_that_spread_by_default_do_not_fatten_the_tail():
    # expected: they do. A crisis is four times its first size already, what it starts elsewhere is
    # once that size, and starts nothing in turn
    low, high = fatter(0.2)
    assert low < 0 < high < 0.5


# N05, M17: what to buy


RULES = ("leverage", "heat_map", "impact", "random")


def registered(seed: int, wild: bool) -> Scenario:
    """Thirty risks with an offer each. Benign: the offers are much alike. Wild: their prices
    differ widely, and large risks are hard to treat."""
    risks, offers = [], []
    for n in range(30):
        large, dear = chance.normal(seed, "large", n), chance.normal(seed, "dear", n)
        treatable = chance.uniform(seed, "treatable", n)
        effect = min(0.9, max(0.05, 0.5 - 0.3 * large)) if wild else 0.5 + 0.4 * treatable
        cost = 3 * exp(1.5 * dear) if wild else 4 * exp(0.2 * dear)
        common = {"probability": 0.05 + 0.55 * chance.uniform(seed, "likely", n), "spread": 0.4}
        impact = 40 * exp(0.8 * large)
        risks.append(Risk(id=f"r{n}", project="a", impact=impact, hits="cost", **common))
        offers.append(Mitigation(id=f"m{n}", risk=f"r{n}", cost=cost, kind="avoid", effect=effect))
    how = Mechanisms(hazard=Hazard())
    return office(project("a", [100]), risks=risks, mitigations=offers, mechanisms=how)


@cache
def bought(wild: bool) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """k€ saved after what was paid, by rule: as expected on the day of buying, and as it turned
    out. Sixty registers, each in a world of its own."""
    expected, happened = {rule: [] for rule in RULES}, {rule: [] for rule in RULES}
    for seed in range(60):
        scenario = registered(seed, wild)
        offers = {offer.mitigation: offer for offer in offers_of(scenario)}
        bare = metrics.money_spent(run(scenario, seed=seed), scenario)["issues"]
        for rule in RULES:
            events = run(scenario, seed=seed, risk=rule)
            taken = [offers[it.mitigation] for it in of(events, MitigationBought)]
            expected[rule].append(sum(it.leverage * it.price - it.cost for it in taken))
            spent = metrics.money_spent(events, scenario)
            happened[rule].append(bare - spent["issues"] - spent["mitigations"])
    return expected, happened


def part(one, other) -> float:
    """How much of the second sum the first is."""
    return float(np.sum(one) / np.sum(other))


def test_buying_by_the_heat_map_is_nearly_as_good_when_offers_are_much_alike():
    expected, happened = bought(False)
    low, high = resampled(part, expected["heat_map"], expected["leverage"])
    assert low > 0.85 and high < 1
    assert resampled(part, happened["heat_map"], happened["leverage"])[0] > 0.75


def test_buying_by_any_rule_beats_the_lot_when_offers_are_much_alike():
    for saved in bought(False):
        assert all(gain(saved[rule], saved["random"])[0] > 40 for rule in RULES[:3])


def test_buying_by_leverage_saves_twice_as_much_when_prices_and_effects_differ():
    expected, happened = bought(True)
    assert resampled(part, expected["heat_map"], expected["leverage"])[1] < 0.6
    assert resampled(part, happened["heat_map"], happened["leverage"])[1] < 0.6


def test_buying_by_leverage_pays_in_what_then_happens_and_the_largest_impact_does_not():
    _, happened = bought(True)
    assert interval(happened["leverage"])[1] > 40
    assert gain(happened["leverage"], happened["impact"])[0] > 40


# N06, M20: what reports say


def truly_red(single: bool = False, **how) -> Scenario:
    """Four projects that will be late by half their length, each with its own kind of people."""
    people = 1.0 if single else 2.0
    roles = [Role(id=f"role{n}", people=people) for n in range(4)]
    plan = [project(f"p{n}", [activity(f"a{n}", 100, **{f"role{n}": 1})], due=50) for n in range(4)]
    return office(*plan, roles=roles, mechanisms=Mechanisms(distortion=Distortion(), **how))


@cache
def hidden(scenario: Scenario, **rules) -> list[float]:
    """Share of its reports that do not call a red project red, in 150 worlds."""
    found = []
    for seed in range(150):
        reports = of(run(scenario, seed=seed, **rules), StatusReported)
        found.append(sum(it.colour != "red" for it in reports) / len(reports))
    return found


TRUST = {"early_warning": EarlyWarning(start=1, ceiling=1)}
SAFETY = {"security": Security(bench=1, load=0, promises=0)}
AUDITS = {"review_weeks": 4, "review_depth": "audit"}


def test_red_projects_are_not_called_red_in_two_reports_of_five():
    _, low, high = interval(hidden(truly_red()))
    assert low > 0.37 and high < 0.43


def test_red_projects_hide_less_when_auditors_come():
    assert gain(hidden(truly_red()), hidden(truly_red(), **AUDITS))[0] > 0.2


def test_red_projects_hide_no_less_for_reviews_that_are_no_audits():
    low, high = gain(hidden(truly_red()), hidden(truly_red(), review_weeks=4))
    assert low > -0.02 and high < 0.02


def test_red_projects_hide_less_in_an_office_that_trusts():
    assert gain(hidden(truly_red()), hidden(truly_red(**TRUST)))[0] > 0.15


def test_red_projects_hide_more_where_nobody_could_step_in():
    afraid = hidden(truly_red(single=True, **SAFETY))
    assert gain(afraid, hidden(truly_red(**SAFETY)))[0] > 0.15
    assert gain(afraid, hidden(truly_red(single=True, **SAFETY, **TRUST)))[0] > 0.2


# N06, M25: how well the office sees


@cache
def misjudged(effort: float, **how) -> list[float]:
    """Working days between what reports say of a delay and what it turns out to be, in 60 worlds
    with so much work on visibility."""
    plan = [project(f"p{n}", chain(f"p{n}_", *[10] * 8), due=80) for n in range(4)]
    luck = Duration(on_plan=0, late=0.5, standard=0.6)
    scenario = office(
        *plan, developers=4, mechanisms=Mechanisms(duration=luck, visibility=Visibility(**how))
    )
    found = []
    for seed in range(60):
        events = run(scenario, seed=seed, visibility=effort)
        end = finishes(events)
        errors = [abs(it.late - (end[it.project] - 80)) for it in of(events, StatusReported)]
        found.append(sum(errors) / len(errors))
    return found


def test_visibility_brings_reports_nearer_to_what_happens():
    assert gain(misjudged(0.0), misjudged(0.5))[0] > 3
    assert gain(misjudged(0.5), misjudged(1.0))[0] > 1


def test_visibility_makes_reports_fresh():
    assert gain(misjudged(0.0, noise=0), misjudged(1.0, noise=0))[0] > 2


def test_visibility_makes_reports_sharp():
    assert gain(misjudged(0.0, delay=0), misjudged(1.0, delay=0))[0] > 3


# N06, M19 and M09: earned value


@cache
def ninety_percent(quality: float, discovery: float) -> tuple[list[float], list[float]]:
    """(how far through its time a project is when earned value says 90 %, share of its work that
    is wrong on that day without anybody knowing) in 15 worlds, for twenty activities in a row."""
    how = Mechanisms(rework=Rework(quality=quality, discovery=discovery))
    scenario = office(project("a", chain("a", *[10] * 20)), mechanisms=how)
    plan, times, wrong = simulate(without_chance(scenario)), [], []
    for seed in range(15):
        events = run(scenario, seed=seed)
        day = next(it for it in steps(events) if earned(events, plan, scenario, it) >= 0.9)
        times.append(day / finishes(events)["a"])
        wrong.append(unknown(events, day) / 200)
    return times, wrong


def unknown(events, day: float) -> float:
    """Person-days of work that is wrong on this day without anybody knowing."""
    left = {}
    for event in of(events, WorkFlawed, ReworkFound):
        if event.day <= day:
            left[event.activity] = event.effort if isinstance(event, WorkFlawed) else 0.0
    return sum(left.values())


def steps(events) -> list[float]:
    """The days on which activities of the last quarter start or end."""
    days = {it.day for it in of(events, ActivityStarted, ActivityFinished)}
    return [day for day in sorted(days) if day > 150]


def earned(events, plan, scenario: Scenario, day: float) -> float:
    """The share of its budget that the project has earned."""
    until = tuple(it for it in events if it.day <= day)
    row = metrics.earned_value(until, plan, scenario, day).loc["a"]
    return row.earned_value / row.budget


def test_earned_value_says_ninety_percent_too_early_when_wrong_work_is_found_late():
    # expected: 90 % in week 45, finished in week 122. Here it is week 58 of 83: wrong work comes
    # back as it is found, and does not wait for the rest of it
    assert interval(ninety_percent(0.7, 16.0)[0])[2] < 0.82
    assert interval(ninety_percent(1.0, 16.0)[0])[1] > 0.89


def test_earned_value_counts_work_that_is_wrong():
    assert interval(ninety_percent(0.7, 16.0)[1])[1] > 0.08
    assert gain(ninety_percent(0.7, 16.0)[1], ninety_percent(0.7, 4.0)[1])[0] > 0.04


def test_schedule_index_in_money_forgets_that_a_project_was_late_and_the_one_in_time_does_not():
    scenario = load("eight_projects")
    plan, late = simulate(without_chance(scenario)), []
    planned = finishes(plan)
    for seed in range(20):
        events = simulate(scenario, Policy(), seed)
        table, end = metrics.earned_value(events, plan, scenario), finishes(events)
        behind = [name for name in end if end[name] > planned[name]]
        assert list(table.loc[behind, "spi"]) == pytest.approx([1] * len(behind))
        late.append(table.loc[behind, "spi_t"].mean())
    assert interval(late)[2] < 0.85


# N06, M21: stopping


@cache
def prevented(day: float, alternative: str = "") -> list[float]:
    """Whether owners prevent that a project of ten equal parts is cancelled, in 200 worlds."""
    plan = [project("a", chain("a", *[10] * 10)), project("b", [50])]
    scenario = office(*plan, mechanisms=Mechanisms(commitment=Commitment()))
    stop = on(day, CancelProject("a", alternative=alternative))
    logs = [run(scenario, stop, seed=seed) for seed in range(200)]
    return [float(bool(of(log, CancellationResisted))) for log in logs]


def test_stopping_a_project_is_resisted_the_more_the_more_is_sunk():
    assert gain(prevented(55), prevented(15))[0] > 0.2
    assert gain(prevented(95), prevented(55))[0] > 0.1


@pytest.mark.parametrize("day", [15, 55, 95])
def test_stopping_a_project_is_easier_with_an_alternative_in_hand(day):
    assert gain(prevented(day), prevented(day, "b"))[0] > 0.08


@cache
def sick(owned: bool, **rules) -> list[float]:
    """Value less money spent, in 50 worlds, where a poor project stands before a good one."""
    plan = [
        project("poor", chain("p", *[10] * 12), value=60, due=60, cost_of_delay=2),
        project("good", chain("g", *[10] * 6), value=300, due=60, cost_of_delay=2),
    ]
    how = Mechanisms(
        duration=Duration(on_plan=0, late=0.5, standard=0.4),
        visibility=Visibility(noise=0, delay=0),
        commitment=Commitment() if owned else None,
    )
    people = [Role(id="developer", people=1.0, rate=0.8)]
    scenario = office(*plan, roles=people, mechanisms=how)
    return [net(scenario, seed, **rules) for seed in range(50)]


def test_stopping_what_is_worth_less_than_it_will_cost_pays():
    assert gain(sick(False, stop="forward_value"), sick(False))[0] > 200


def test_stopping_pays_less_where_owners_hold_on():
    free, held = sick(False, stop="forward_value"), sick(True, stop="forward_value")
    assert gain(free, held)[0] > 5


# N04, M22: choosing


def candidates(seed: int, noise: float, sizes: float = 0.0) -> Scenario:
    """Twenty requests of 26 person-days, or about that; one developer has time for five."""
    scatter, plan = sqrt(0.3**2 + noise**2), []
    for n in range(20):
        promise = max(1.0, 100 * (1 + scatter * chance.normal(seed, "promise", n)))
        days = round(26 * exp(sizes * chance.normal(seed, "size", n)))
        plan.append(project(f"p{n}", [days], value=promise))
    how = Mechanisms(selection=Selection(spread=0.3, noise=noise))
    return office(*plan, mechanisms=how)


def first_chosen(events) -> list[str]:
    """The projects selected on the first Monday."""
    return [it.project for it in of(events, ProjectSelected) if it.day == 5]


@cache
def winners(noise: float) -> tuple[list[float], list[float], list[float]]:
    """What the five largest promises add up to, what they should be believed to, and what they
    bring; seventy lists of requests, each in a world of its own."""
    promised, believed, brought = [], [], []
    for seed in range(70):
        scenario = candidates(seed, noise)
        events = run(scenario, seed=seed, select="by_value")
        promise = {it.id: it.value for it in scenario.projects}
        mean, trust = sum(promise.values()) / 20, weight(0.3, noise)
        chosen, worth = first_chosen(events), values(events)
        promised.append(sum(promise[it] for it in chosen))
        believed.append(sum(shrunk(promise[it], mean, trust) for it in chosen))
        brought.append(sum(worth[it] for it in chosen))
    return promised, believed, brought


# an estimate's error is one number for all requests here, so that the design's table with unequal
# errors, where drawing back changes who is chosen, has no counterpart


@pytest.mark.parametrize(("noise", "least", "most"),
                         [(0.15, 0.04, 0.08), (0.3, 0.14, 0.21), (0.45, 0.24, 0.32)])  # fmt: skip
def test_winners_bring_less_than_they_promised_though_nobody_exaggerates(noise, least, most):
    promised, _, brought = winners(noise)
    low, high = resampled(lambda p, b: 1 - part(b, p), promised, brought)
    assert low > least and high < most


@pytest.mark.parametrize("noise", [0.15, 0.3, 0.45])
def test_winners_bring_what_a_promise_drawn_back_to_the_mean_says(noise):
    _, believed, brought = winners(noise)
    low, high = gain(believed, brought)
    assert low < 0 < high and high - low < 0.05 * sum(believed) / len(believed)


@cache
def chosen_worth(rule: str, noise: float) -> list[float]:
    """What the first choice brings where requests differ in size, in 60 worlds."""
    found = []
    for seed in range(60):
        events = run(candidates(seed, noise, sizes=0.5), seed=seed, select=rule)
        worth = values(events)
        found.append(sum(worth[it] for it in first_chosen(events)))
    return found


def test_choosing_by_promise_for_effort_beats_choosing_by_promise():
    assert gain(chosen_worth("by_ratio", 0.8), chosen_worth("by_value", 0.8))[0] > 80


def test_choosing_by_promises_drawn_back_pays_where_promises_are_wild_guesses():
    assert gain(chosen_worth("shrunk", 0.8), chosen_worth("by_ratio", 0.8))[0] > 10


def test_choosing_the_best_mix_of_wild_guesses_is_no_better_than_one_after_the_other():
    assert gain(chosen_worth("shrunk", 0.8), chosen_worth("best_mix", 0.8))[0] > 10


@cache
def two_capacities(rule: str) -> tuple[list[float], list[float]]:
    """(what the first choice promises, what is delivered by day 140) in 60 worlds; every request
    needs a developer and then a tester."""
    promised, delivered = [], []
    for seed in range(60):
        plan = []
        for n in range(16):
            needs, tests, worth = (
                exp(0.5 * chance.normal(seed, what, n)) for what in ("needs", "tests", "worth")
            )
            days, test_days = round(20 * needs) + 1, round(20 * tests) + 1
            work = [activity(f"a{n}", days), activity(f"b{n}", test_days, f"a{n}", tester=1)]
            plan.append(project(f"p{n}", work, value=3 * (days + test_days) * worth))
        events = run(office(*plan, testers=1), seed=seed, select=rule, until=140.5)
        value = {it.id: it.value for it in plan}
        promised.append(sum(value[it] for it in first_chosen(events)))
        delivered.append(sum(it.value for it in of(events, ProjectFinished)))
    return promised, delivered


def test_two_capacities_the_best_mix_promises_more_than_one_after_the_other():
    assert gain(two_capacities("best_mix")[0], two_capacities("by_ratio")[0])[0] > 15
    assert gain(two_capacities("by_ratio")[0], two_capacities("by_value")[0])[0] > 15


def test_two_capacities_the_best_mix_loses_its_lead_on_the_way_to_delivery():
    # expected: the best mix wins. It does on the day of the choice; but who goes first among the
    # chosen, and what is chosen on the Mondays after, counts as much by day 140
    low, high = gain(two_capacities("best_mix")[1], two_capacities("by_ratio")[1])
    assert low < 0 < high < 60


@cache
def with_slack(load: float, slack: float) -> list[float]:
    """Value delivered in 24 worlds where two developers are asked for so much of their time."""
    found = []
    for seed in range(24):
        plan = []
        for n in range(24):
            arrival, value = round(20 * n / load), 80 * exp(0.6 * chance.normal(seed, "value", n))
            terms = {"due": arrival + 80, "value": value, "cost_of_delay": value / 100}
            plan.append(project(f"p{n}", chain(f"p{n}_", *[10] * 4), arrival=arrival, **terms))
        luck = Duration(on_plan=0, late=0.5, standard=0.6)
        scenario = office(*plan, developers=2, mechanisms=Mechanisms(duration=luck))
        events = run(scenario, seed=seed, select="by_ratio", slack=slack)
        found.append(metrics.value_delivered(events))
    return found


def test_slack_pays_in_a_loaded_office():
    assert gain(with_slack(1.2, 0.5), with_slack(1.2, 0.0))[0] > 100


def test_slack_gains_nothing_in_an_office_with_time():
    assert gain(with_slack(0.8, 0.5), with_slack(0.8, 0.0))[1] < 20


def test_slack_can_be_too_large():
    assert gain(with_slack(1.0, 0.5), with_slack(1.0, 0.8))[0] > 100


# N04, M23 and M24: what the organisation wants


AIMS = tuple(Objective(id=f"aim{n}") for n in range(4))
ALIGNED = "aligned_cost_of_delay"


def serving(n: int, days: float, **fields):
    """A project that serves one of four objectives."""
    return project(f"p{n:02}", [days], serves=(Serves(objective=f"aim{n % 4}"),), **fields)


@cache
def orphaned(days: float, weeks: float) -> list[float]:
    """Share of projects that serve less than half as much at their end as at their start."""
    plan = [serving(n, days) for n in range(8)]
    how = Mechanisms(strategy=Strategy(weeks=weeks))
    scenario = office(*plan, developers=8, objectives=AIMS, mechanisms=how)
    return [lost_half(run(scenario, seed=seed), scenario) for seed in range(120)]


def lost_half(events, scenario: Scenario) -> float:
    """Share of projects whose fit has fallen below half of what it was at their start."""
    scores = {
        it.id: [float(it.serves[0].objective == aim.id) for aim in AIMS] for it in scenario.projects
    }
    now, start, lost = [1.0] * 4, {}, 0
    for event in of(events, StrategyChanged, ProjectStarted, ProjectFinished):
        if isinstance(event, StrategyChanged):
            now = [amount for _, amount in event.weights]
            continue
        fit = alignment(now, scores[event.project])
        if isinstance(event, ProjectStarted):
            start[event.project] = fit
        else:
            lost += fit < start[event.project] / 2
    return lost / len(start)


def test_strategy_shifts_orphan_a_quarter_of_projects_that_take_a_year():
    _, low, high = interval(orphaned(260, 40.0))
    assert low > 0.18 and high < 0.32


def test_strategy_shifts_orphan_fewer_of_short_projects_and_more_when_times_are_fickle():
    # expected: one in four. That is a year's projects; of half a year's, one in eight
    assert gain(orphaned(260, 40.0), orphaned(130, 40.0))[0] > 0.05
    assert gain(orphaned(130, 20.0), orphaned(130, 40.0))[0] > 0.06


@cache
def wanted(order: str, drift: bool) -> list[float]:
    """Value delivered in 60 worlds where 24 projects stand in line and serve an aim each."""
    line = {"value": 100.0, "due": 0.0, "cost_of_delay": 0.2}
    plan = [serving(n, 30.0, **line) for n in range(24)]
    how = Mechanisms(alignment=Alignment(), strategy=Strategy() if drift else None)
    scenario = office(*plan, developers=2, objectives=AIMS, mechanisms=how)
    return [metrics.value_delivered(run(scenario, seed=seed, order=order)) for seed in range(60)]


def test_aligned_order_gains_where_the_strategy_drifts_and_nothing_where_it_does_not():
    assert gain(wanted(ALIGNED, True), wanted("cost_of_delay", True))[0] > 15
    assert gain(wanted(ALIGNED, False), wanted("cost_of_delay", False)) == (0, 0)


# M36: warnings


@cache
def trust_lost(due: float, brighter: float) -> list[float]:
    """Trust lost in the month in which what was hidden in four projects comes out, in 100 worlds:
    due early, their reports have warned, unless these are brighter than the truth."""
    plan = [project(f"p{n}", [38], due=due) for n in range(4)]
    bill = {"probability": 0.5, "impact": 10.0, "hits": "cost"}
    how = Mechanisms(
        hazard=Hazard(),
        detection=Detection(report=0),
        distortion=Distortion(better=brighter, worse=0),
        early_warning=EarlyWarning(start=0.9),
    )
    risks = [Risk(id=f"r{n}", project=f"p{n}", **bill) for n in range(4)]
    scenario = office(
        *plan, project("long", [100]), developers=5, risks=risks, mechanisms=how
    )  # fmt: skip
    found = []
    for seed in range(100):
        trust = dict(metrics.level(run(scenario, seed=seed), "trust"))
        found.append(trust[20.0] - trust[40.0])
    return found


def test_surprise_costs_half_the_trust_when_a_report_had_warned():
    low, high = resampled(part, trust_lost(10, 0.0), trust_lost(90, 0.0))
    assert interval(trust_lost(90, 0.0))[1] > 0.2
    assert low > 0.49 and high < 0.51


def test_surprise_costs_more_where_reports_are_brighter_than_the_truth():
    assert gain(trust_lost(10, 1.0), trust_lost(10, 0.0))[0] > 0.005


# Common random numbers: two captains in one world have the same luck


UNSHARED = {
    "escalation": Escalation(),
    "distortion": Distortion(),
    "visibility": Visibility(),
    "reserve": Reserve(),
    "early_warning": EarlyWarning(),
}
SHARED = {**UNSHARED, "common_cause": CommonCause()}
PLAIN = {"order": "cost_of_delay", "wip_limit": 3, "review_weeks": 4, "risk": "leverage"}
BUNDLE = {
    "wip_limit": 6, "review_weeks": 1, "review_depth": "audit", "visibility": 1.0, "reserve": 0.9,
    "projects_per_person": 1,
}  # fmt: skip


@cache
def captain(shared: bool, **changes) -> list[float]:
    """Value less money spent in 80 worlds of the eight projects."""
    scenario = load("eight_projects")
    how = replace(scenario.mechanisms, **(SHARED if shared else UNSHARED))
    scenario = replace(scenario, mechanisms=how)
    return [net(scenario, seed, **{**PLAIN, **changes}) for seed in range(80)]


def test_luck_is_shared_by_captains_who_differ_in_how_often_they_review():
    assert resampled(correlation, captain(True), captain(True, review_weeks=8))[0] > 0.8


def test_luck_is_shared_by_captains_who_differ_in_what_they_buy():
    assert resampled(correlation, captain(True), captain(True, risk="none"))[0] > 0.8


def test_luck_is_shared_by_captains_who_differ_in_how_much_they_start():
    assert resampled(correlation, captain(False), captain(False, wip_limit=4))[0] > 0.8


def test_luck_is_shared_less_when_shocks_hit_whatever_has_been_started():
    # expected: above .8 for a limit of four instead of three. A shock hits projects in progress,
    # and which these are is what the captains differ in
    low, high = resampled(correlation, captain(True), captain(True, wip_limit=4))
    assert low > 0.5 and high < 0.88


def test_luck_is_shared_less_by_captains_who_differ_in_everything():
    def less(plain, review, other):
        return correlation(plain, review) - correlation(plain, other)

    runs = captain(True), captain(True, review_weeks=8), captain(True, **BUNDLE)
    assert resampled(less, *runs)[0] > 0.05


def test_luck_is_not_shared_by_captains_in_different_worlds():
    plain, other = captain(True), captain(True, review_weeks=8)
    assert resampled(correlation, plain[1:] + plain[:1], other)[1] < 0.4
