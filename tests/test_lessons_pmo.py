"""Lessons on the PMO itself: what it costs, where it wins and loses, who thanks it, who is lucky.

Each is shown over enough worlds, with an interval, and fails when its mechanism is off. Where the
model says something else than the lesson's plan, the test holds what is true here.
"""

from functools import cache
from statistics import fmean

import pytest
from many_worlds import more_of
from msgspec.structs import replace
from office import activity, chain, finishes, of, office, project

from simulator import Policy, experiment, metrics, simulate
from simulator.decisions import ChangePolicy
from simulator.events import (
    ActivityFinished,
    FundingReviewed,
    HandOffBegan,
    IntegrationFailed,
    PmoWorked,
)
from simulator.experiment import Difference, difference, interval
from simulator.mechanisms import (
    Adoption,
    Alignment,
    Attention,
    Capability,
    CommonCause,
    Dependencies,
    Detection,
    Duration,
    Escalation,
    Governance,
    Hazard,
    Knowledge,
    Mechanisms,
    Resistance,
    Rework,
    Skill,
    Sponsor,
    Strategy,
    Survival,
)
from simulator.mechanisms.governance import Price
from simulator.policies.functions import FUNCTIONS, levels, without
from simulator.policies.ready import READY
from simulator.scenario import Mitigation, Objective, Risk, Role, Scenario, Serves

NO_PMO = Policy()


def worlds(scenario: Scenario, policy: Policy, count: int, until=None, decisions=()) -> tuple:
    """What happens in so many worlds."""
    return tuple(simulate(scenario, policy, seed, decisions, until) for seed in range(count))


def done(log) -> int:
    """How many activities are finished."""
    return len(of(log, ActivityFinished))


def last_finish(log) -> float:
    return max(finishes(log).values())


# What functions cost, and that switching them off returns it (M30)

EVERYTHING = Policy(
    wip_limit=99, order="cost_of_delay", select="by_value", visibility=1.0, review_weeks=1,
    risk="leverage", method=1.0, knowledge=1.0, people=1.0, people_by="career", change=1.0,
    stakeholder=1.0, improve=0.1,
)  # fmt: skip
"""All twelve functions, in an office where nothing is on that they could help."""


@cache
def idle_office(policy: Policy, decisions: tuple = ()) -> tuple:
    """Six projects of half a year with work for everybody, under the PMO's prices only."""
    work = {f"p{number}": chain(f"p{number}_", 60.0, 60.0) for number in range(6)}
    on = Mechanisms(duration=Duration(), governance=Governance())
    return worlds(office(developers=6, mechanisms=on, **work), policy, 12, None, decisions)


def share(log) -> float:
    return of(log, PmoWorked)[0].share if of(log, PmoWorked) else 0.0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_price_a_function_that_is_off_takes_no_hours(name):
    level = levels(EVERYTHING)[name]
    own = getattr(Governance(), name).hours * level
    log, rest = idle_office(EVERYTHING)[0], idle_office(without(EVERYTHING, name))[0]
    assert own > 0 and share(log) - share(rest) == pytest.approx(own, abs=1e-9)


def test_price_functions_that_help_nothing_make_all_work_later():
    assert more_of(last_finish, idle_office(NO_PMO), idle_office(EVERYTHING))[0] > 15


def test_price_with_all_functions_off_everything_is_as_it_was_without_a_pmo():
    assert idle_office(without(EVERYTHING, *FUNCTIONS)) == idle_office(NO_PMO)


def test_price_half_of_the_functions_off_returns_time():
    half = without(EVERYTHING, "improve", "visibility", "review", "risk", "people", "change")
    assert more_of(last_finish, idle_office(EVERYTHING), idle_office(half))[1] < -10


def test_price_a_pmo_closed_on_the_way_gives_its_hours_back_at_once():
    off = tuple((field, getattr(NO_PMO, field)) for it in FUNCTIONS.values() for field in it.fields)
    closed = idle_office(EVERYTHING, (ChangePolicy(off, day=40.0),))
    assert more_of(last_finish, idle_office(EVERYTHING), closed)[1] < -8
    assert more_of(last_finish, idle_office(NO_PMO), closed)[0] > 2


# Too little and too much (M30)


@cache
def two_years(**rules) -> tuple:
    """Six people with two years of work ahead, in an office that wears out unless it improves."""
    work = {f"line{n}": chain(f"line{n}_", *[9.625] * 85) for n in range(6)}
    on = Mechanisms(duration=Duration(), governance=Governance(), capability=Capability())
    return worlds(office(developers=6, mechanisms=on, **work), Policy(**rules), 8, 520.0)


def test_interior_no_improvement_gets_less_done_than_a_tenth():
    assert more_of(done, two_years(), two_years(improve=0.1))[0] > 20


def test_interior_half_of_the_time_for_improvement_gets_less_done_than_none():
    assert more_of(done, two_years(), two_years(improve=0.5))[1] < -40


def test_interior_a_little_and_a_lot_both_get_less_done_than_a_tenth():
    best = two_years(improve=0.1)
    assert more_of(done, two_years(improve=0.02), best)[0] > 5
    assert more_of(done, two_years(improve=0.3), best)[0] > 20


DEAR_COURSES = Governance(base=0.0, people=Price(hours=0.06, lag=13.0))


@cache
def taught(level: float) -> tuple:
    """Two years with courses at this level, which take a lot of everybody's time."""
    work = {f"line{n}": chain(f"line{n}_", *[9.625] * 90) for n in range(6)}
    on = Mechanisms(duration=Duration(), governance=DEAR_COURSES, skill=Skill(worth=0.9))
    policy = Policy(people=level, people_by="training")
    return worlds(office(developers=6, mechanisms=on, **work), policy, 30, 520.0)


def test_interior_a_few_courses_pay():
    assert more_of(done, taught(0.0), taught(0.2))[0] > 1


def test_interior_all_of_the_courses_cost_more_than_they_bring():
    assert more_of(done, taught(0.0), taught(1.0))[1] < 0
    assert more_of(done, taught(1.0), taught(0.2))[0] > 3


# A portfolio in which functions help, set well and with one bad setting (N09)

LATE_COST = (8.0, 1.0, 4.0, 2.0, 6.0, 0.5, 3.0, 1.0, 5.0, 2.0)
"""k€ a day, by project."""


def portfolio(
    count: int,
    every: float,
    days: tuple = (15.0, 15.0, 15.0),
    work: str = "standard",
    risks: int = 3,
    risk: dict | None = None,
    at_once: int = 1,
    value: float = 300.0,
    **mechanisms,
) -> Scenario:
    """Projects of two people each for six, with risks that grow until somebody looks."""
    about = {"probability": 0.5, "impact": 8.0, "growth": 0.12} | (risk or {})
    projects, mishaps, offers = [], [], []
    for n in range(count):
        steps = [
            activity(f"p{n}_{k}", it, *([f"p{n}_{k - 1}"] if k else []), developer=2, work=work)
            for k, it in enumerate(days)
        ]
        projects.append(
            project(
                f"p{n}", steps, value=value, due=every * n + 50, arrival=every * n,
                cost_of_delay=LATE_COST[n % 10], sponsor=f"s{n % 3}", group=f"g{n % 3}",
            )
        )  # fmt: skip
        mishaps += [Risk(id=f"r{n}_{k}", project=f"p{n}", **about) for k in range(risks)]
        offers += [
            Mitigation(id=f"m{n}_{k}", risk=f"r{n}_{k}", cost=1.0 + 2 * k, kind="avoid", effect=0.7)
            for k in range(risks)
        ]
    usual_ones = Mechanisms(
        duration=Duration(), attention=Attention(), hazard=Hazard(), detection=Detection(),
        escalation=Escalation(), governance=Governance(),
    )  # fmt: skip
    return office(
        *projects,
        roles=[Role(id="developer", people=6.0, rate=0.4)],
        risks=mishaps,
        mitigations=offers,
        projects_per_person=at_once,
        mechanisms=replace(usual_ones, **mechanisms),
    )


WELL_SET = Policy(order="cost_of_delay", projects_per_person=1, review_weeks=4, risk="leverage")
ONE_BAD_SETTING = {
    "well set": WELL_SET,
    "a limit of one": replace(WELL_SET, wip_limit=1),
    "a limit of two": replace(WELL_SET, wip_limit=2),
    "three things at once": replace(WELL_SET, projects_per_person=3),
    "weekly audits": replace(WELL_SET, review_weeks=1, review_depth="audit"),
}


@cache
def settings():
    """The same functions with good and bad settings, in an office that does two things at once."""
    captains = {"no PMO": NO_PMO, **ONE_BAD_SETTING}
    scenario = portfolio(14, 14.0, at_once=2)
    return experiment.run(scenario, captains, range(30), progress=False)


def gain(table, captain: str, than: str = "no PMO") -> Difference:
    """What a captain has more in net value."""
    return difference(table, than, captain, "net")


def test_setting_the_same_functions_set_well_win_in_nearly_every_world():
    well = gain(settings(), "well set")
    assert well.low > 1100 and well.wins > 0.95


def test_setting_one_bad_limit_loses_more_than_half_of_the_gain_and_some_worlds():
    bad = gain(settings(), "a limit of two")
    assert bad.high < 0.6 * gain(settings(), "well set").low
    assert 0.5 < bad.wins < 1


def test_setting_a_limit_of_one_is_worse_than_no_pmo():
    assert gain(settings(), "a limit of one").high < -1000


def test_setting_everybody_on_three_things_loses_nearly_all_of_it_and_half_of_the_worlds():
    bad = gain(settings(), "three things at once")
    assert bad.high < 0.2 * gain(settings(), "well set").low
    assert 0.15 < bad.wins < 0.85


# The plan was that weekly audits lose most of the gain; where much goes wrong they lose a third.
def test_setting_weekly_audits_lose_a_part_of_the_gain():
    lost = gain(settings(), "weekly audits", "well set")
    assert lost.high < -300 and gain(settings(), "weekly audits").low > 500


# Where no PMO wins, where a heavy one loses, and where it wins (N09)


@cache
def young():
    """Six small novel projects in ten weeks, little risk, people who want no rules."""
    scenario = portfolio(
        6, 0.0, (8.0, 8.0), "novel", 1, {"probability": 0.2, "impact": 3.0, "growth": 0.05},
        knowledge=Knowledge(), resistance=Resistance(fit=0.1), sponsor=Sponsor(),
    )  # fmt: skip
    return experiment.run(scenario, READY, range(50), progress=False)


@pytest.mark.parametrize("name", ["light", "heavy", "tailored"])
def test_boundary_in_a_young_office_with_novel_work_no_pmo_wins(name):
    lost = gain(young(), name, "no_pmo")
    assert lost.high < 0 and lost.wins < 0.3


def test_boundary_there_the_heavy_pmo_loses_most():
    assert gain(young(), "heavy", "tailored").high < -20


@cache
def bureau(fit: float = 0.8, **off):
    """Two years of routine work, many risks, an office that wears out and is used to rules."""
    on = {
        "knowledge": Knowledge(), "resistance": Resistance(fit=fit), "sponsor": Sponsor(),
        "capability": Capability(), "adoption": Adoption(), "rework": Rework(),
    }  # fmt: skip
    scenario = portfolio(
        16, 20.0, (15.0, 15.0, 15.0), "routine", 4,
        {"probability": 0.6, "impact": 10.0, "growth": 0.2}, 3, **(on | off),
    )  # fmt: skip
    return experiment.run(scenario, READY, range(40), progress=False)


def test_boundary_in_a_bureau_every_pmo_wins_and_the_heavy_one_most():
    assert gain(bureau(), "light", "no_pmo").low > 0
    assert gain(bureau(), "tailored", "no_pmo").low > 1000
    assert gain(bureau(), "heavy", "tailored").low > 0


def test_boundary_the_heavy_pmo_wins_less_where_people_want_no_rules():
    used, free = bureau(), bureau(fit=0.1)
    change = {
        name: list(of_policy(free, name)["net"].values - of_policy(used, name)["net"].values)
        for name in ("heavy", "no_pmo")
    }
    gap = [heavy - none for heavy, none in zip(change["heavy"], change["no_pmo"], strict=True)]
    assert interval(gap)[2] < -300


def of_policy(table, name: str):
    """The rows of one policy, by world."""
    return table[table["policy"] == name].set_index("seed").sort_index()


# What a PMO is worth when times are turbulent (S17)


@cache
def in_times(turbulence: float, policy: Policy) -> tuple[float, ...]:
    """Net value in each world, if turbulent half-years make risks so many times as likely."""
    times = CommonCause(
        turbulence=turbulence, calm_weeks=26.0, turbulent_weeks=26.0, shock_weeks=1000.0
    )
    risk = {"probability": 0.07, "impact": 10.0, "growth": 0.3}
    scenario = portfolio(12, 25.0, risks=5, risk=risk, value=600.0, common_cause=times)
    table = experiment.run(scenario, {"it": policy}, range(500), progress=False)
    return tuple(table["net"])


def worth(turbulence: float, policy: Policy) -> list[float]:
    """What a PMO brings there, world by world."""
    pairs = zip(in_times(turbulence, NO_PMO), in_times(turbulence, policy), strict=True)
    return [it - none for none, it in pairs]


def rise(policy: Policy) -> list[float]:
    """What a PMO brings more in very turbulent times than in calm ones, world by world."""
    pairs = zip(worth(1.0, policy), worth(10.0, policy), strict=True)
    return [turbulent - calm for calm, turbulent in pairs]


LOOKS = Policy(review_weeks=4, risk="leverage", risk_budget=1.0)


def test_turbulence_a_pmo_that_looks_costs_more_than_it_brings_in_calm_times():
    assert interval(worth(1.0, LOOKS))[2] < 0


def test_turbulence_the_same_pmo_pays_in_turbulent_times():
    assert interval(worth(10.0, LOOKS))[1] > 10


def test_turbulence_makes_looking_worth_more():
    assert interval(rise(LOOKS))[1] > 40


# The plan was that every PMO's curve rises. Functions that do not look at risks gain hardly.
def test_turbulence_makes_looking_worth_more_than_order_and_limits():
    order = rise(Policy(order="cost_of_delay", wip_limit=4))
    gap = [looks - orders for orders, looks in zip(order, rise(LOOKS), strict=True)]
    assert interval(order)[1] < 0 < interval(gap)[1]


AIMS = ("growth", "safety", "cost", "people")


@cache
def chasing(weeks: float, order: str, base: float = 0.4) -> tuple:
    """Thirty-two wishes before a deadline that leaves time for half, each for one of four aims."""
    wishes = [
        project(
            f"p{n}", [activity(f"p{n}_1", 40.0, developer=2)], value=300.0, cost_of_delay=1.0,
            due=200.0, deadline=200.0, serves=(Serves(objective=AIMS[n % 4]),),
        )
        for n in range(32)
    ]  # fmt: skip
    on = Mechanisms(
        duration=Duration(), governance=Governance(), alignment=Alignment(base=base),
        strategy=Strategy(weeks=weeks),
    )  # fmt: skip
    aims = tuple(Objective(id=aim) for aim in AIMS)
    scenario = office(*wishes, developers=6, objectives=aims, mechanisms=on)
    return worlds(scenario, Policy(order=order), 300)


def follows(weeks: float, base: float = 0.4) -> list[float]:
    """What it brings to follow the strategy of the day, world by world."""
    first, aligned = (
        [metrics.value_delivered(log) for log in chasing(weeks, order, base)]
        for order in ("first_come", "aligned_cost_of_delay")
    )
    return [more - less for less, more in zip(first, aligned, strict=True)]


def test_turbulence_following_a_strategy_that_stands_still_only_costs():
    assert interval(follows(1000.0))[2] < 0


def test_turbulence_following_a_strategy_that_keeps_changing_pays():
    assert interval(follows(15.0))[1] > 50


def test_turbulence_the_curve_rises_from_still_to_changing():
    steps = [follows(weeks) for weeks in (1000.0, 40.0, 15.0)]
    for calmer, wilder in zip(steps, steps[1:], strict=False):
        assert interval([b - a for a, b in zip(calmer, wilder, strict=True)])[1] > 0


def test_turbulence_following_pays_only_as_far_as_worth_depends_on_the_aims():
    assert interval(follows(15.0, base=1.0))[2] < interval(follows(15.0))[1]


# Whether leadership keeps it (M37, with M28 and M29)

STRICT = Survival(base=-1.0)
"""Leadership that would rather do without a PMO than the default one."""
PREVENTS = Policy(risk="leverage", risk_budget=1.0)


@cache
def judged(policy: Policy, survival: Survival = STRICT, **mechanisms) -> tuple:
    """A year and a half in which a risk in three projects out of ten would cost dear."""
    projects = [
        project(f"p{n}", [60.0], value=300.0, arrival=15.0 * n, sponsor=f"s{n % 2}")
        for n in range(20)
    ]
    risks = [
        Risk(id=f"r{n}", project=f"p{n}", probability=0.3, impact=5.0, growth=0.1)
        for n in range(20)
    ]
    offers = [
        Mitigation(id=f"m{it.id}", risk=it.id, cost=0.5, kind="avoid", effect=1.0) for it in risks
    ]
    on = Mechanisms(
        hazard=Hazard(), detection=Detection(), escalation=Escalation(), survival=survival,
        **mechanisms,
    )  # fmt: skip
    scenario = office(
        *projects, roles=[Role(id="developer", people=4.0, rate=0.5)], risks=risks,
        mitigations=offers, mechanisms=on,
    )  # fmt: skip
    return worlds(scenario, policy, 400)


def kept(log) -> float:
    return float(all(event.kept for event in of(log, FundingReviewed)))


def seen(log) -> float:
    """What leadership has seen of its worth, on average."""
    return fmean(event.perceived for event in of(log, FundingReviewed))


LEDGER, CLAIMS = replace(PREVENTS, evidence="ledger"), replace(PREVENTS, evidence="claims")


def test_survival_the_same_pmo_is_kept_more_often_with_a_ledger():
    assert more_of(seen, judged(PREVENTS), judged(LEDGER))[0] > 0.2
    assert more_of(kept, judged(PREVENTS), judged(LEDGER))[0] > 0.01


def test_survival_the_ledger_is_worth_nothing_where_leadership_sees_prevention_anyway():
    clear = replace(STRICT, prevented=0.8)
    assert more_of(kept, judged(PREVENTS, clear), judged(LEDGER, clear)) == (0.0, 0.0)


def test_survival_prevention_is_invisible_and_rescue_is_not():
    rescues = Policy(review_weeks=4)
    assert more_of(seen, judged(PREVENTS), judged(rescues))[0] > 0.1
    assert more_of(kept, judged(PREVENTS), judged(rescues))[0] > 0


def test_survival_rescue_is_kept_though_prevention_ends_the_work_earlier():
    assert more_of(last_finish, judged(PREVENTS), judged(Policy(review_weeks=4)))[0] > 0


def test_survival_claims_are_riskier_than_a_ledger_and_than_saying_nothing():
    assert more_of(kept, judged(CLAIMS), judged(LEDGER))[0] > 0.2
    assert more_of(kept, judged(CLAIMS), judged(PREVENTS))[0] > 0.1


def test_survival_claims_that_are_never_exposed_are_no_worse_than_a_ledger():
    unexposed = replace(STRICT, exposed=0.0)
    assert more_of(kept, judged(LEDGER, unexposed), judged(CLAIMS, unexposed))[0] > -0.02


REVIEWS = Policy(review_weeks=8)
VISITS = replace(REVIEWS, stakeholder=1.0)
RESENTS = Resistance(start=0.6, fit=0.0)


def test_survival_visits_that_talk_resistance_away_keep_it():
    low, _ = more_of(kept, judged(REVIEWS, resistance=RESENTS), judged(VISITS, resistance=RESENTS))
    assert low > 0.02


def test_survival_resistance_closes_it():
    assert more_of(kept, judged(REVIEWS), judged(REVIEWS, resistance=RESENTS))[1] < -0.05


def test_survival_a_sponsor_who_has_lost_interest_closes_it():
    cold, warm = Sponsor(start=0.0), Sponsor(start=1.0, fade=0.0)
    assert more_of(kept, judged(REVIEWS, sponsor=cold), judged(REVIEWS, sponsor=warm))[0] > 0.05


# What projects hand to each other (M35)


@cache
def handed_over(apart: bool = True, governance: Governance | None = None, **rules) -> tuple:
    """Six projects, each handed to another one, built by developers and testers."""
    projects = []
    for n in range(6):
        for name, after, group in (("a", (), "x"), ("b", (f"a{n}",), "y" if apart else "x")):
            own = f"{name}{n}"
            work = [activity(f"{own}_1", 10), activity(f"{own}_2", 10, f"{own}_1", tester=1)]
            projects.append(project(own, work, after=after, group=group))
    on = Mechanisms(dependencies=Dependencies(), governance=governance)
    scenario = office(*projects, developers=6, testers=6, mechanisms=on)
    return worlds(scenario, Policy(**rules), 100)


def hand_off(log) -> float:
    return fmean(event.ready_on - event.day for event in of(log, HandOffBegan))


def misfits(log) -> int:
    return len(of(log, IntegrationFailed))


def test_dependencies_a_liaison_halves_the_hand_offs():
    half = 0.5 * fmean(hand_off(log) for log in handed_over())
    low, high = more_of(hand_off, handed_over(), handed_over(liaison=True))
    assert low > -1.1 * half and high < -0.9 * half


def test_dependencies_a_liaison_halves_what_does_not_fit():
    failed = fmean(misfits(log) for log in handed_over())
    low, high = more_of(misfits, handed_over(), handed_over(liaison=True))
    assert low > -0.85 * failed and high < -0.25 * failed


def test_dependencies_hand_offs_take_twice_as_long_between_functions():
    low, high = more_of(hand_off, handed_over(apart=False), handed_over())
    usual_one = fmean(hand_off(log) for log in handed_over(apart=False))
    assert 0.8 * usual_one < low and high < 1.2 * usual_one


def test_dependencies_a_liaison_ends_the_work_earlier_where_much_is_handed_over():
    at_once = Governance(visibility=Price(hours=0.015, lag=0.0))
    low_cost = handed_over(governance=at_once, liaison=True)
    assert more_of(last_finish, handed_over(), low_cost)[1] < -3


def test_dependencies_a_liaison_costs_where_nothing_is_handed_over():
    assert more_of(last_finish, idle_office(NO_PMO), idle_office(Policy(liaison=True)))[0] > 2


# The winner of the day (N10)

SIMILAR = {
    f"{percent} % improvement": Policy(improve=percent / 100)
    for percent in (0, 1, 2, 3, 4, 6, 8, 10)
}


@cache
def boards() -> tuple[list[float], list[float]]:
    """In each draw, whether the best of eight similar policies has the most: with every policy in
    a world of its own, and with all of them in the same."""
    scenario = portfolio(10, 12.0, risks=0, capability=Capability())
    table = experiment.run(scenario, SIMILAR, range(60), progress=False)
    nets = table.pivot(index="seed", columns="policy", values="net")[list(SIMILAR)]
    best, draws = list(SIMILAR).index(nets.mean().idxmax()), range(len(nets))
    apart = [[nets.iat[(day + 7 * k) % 60, k] for k in range(8)] for day in draws]
    together = [list(nets.iloc[day]) for day in draws]
    return tuple([float(row.index(max(row)) == best) for row in rows] for rows in (apart, together))


def test_winner_in_worlds_of_their_own_the_best_policy_tops_less_than_half_of_the_boards():
    apart, _ = boards()
    assert interval(apart)[2] < 0.5


def test_winner_in_the_same_world_the_best_policy_tops_more_boards():
    apart, together = boards()
    fair = [same - own for own, same in zip(apart, together, strict=True)]
    assert interval(fair)[1] > 0.3
