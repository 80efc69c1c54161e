"""Lessons on people and change: what pays late, what fades, what people take up or go round.

Each is shown over enough worlds, with an interval, and fails when its mechanism is off. Where the
model says something else than the lesson's plan, the test holds what is true here.
"""

from functools import cache
from statistics import fmean, stdev

from many_worlds import more_of, usual
from msgspec.structs import replace
from office import activity, chain, finishes, of, office, project

from simulator import Policy, metrics, simulate
from simulator.decisions import ChangePolicy
from simulator.events import ActivityFinished, DecisionAwaited, ProjectBypassed, ProjectStarted
from simulator.mechanisms import (
    Adoption,
    Capability,
    Duration,
    Fatigue,
    Governance,
    Hazard,
    Knowledge,
    Learning,
    Maturity,
    Mechanisms,
    Resistance,
    Rework,
    Saturation,
    Security,
    Skill,
    Sponsor,
    Turnover,
)
from simulator.mechanisms.governance import Price
from simulator.policies.ready import READY
from simulator.scenario import Risk, Role, Scenario

NO_PMO = Policy()
YEAR = 260
"""Working days."""


def worlds(scenario: Scenario, policy: Policy, count: int, until=None, decisions=()) -> tuple:
    """What happens in so many worlds."""
    return tuple(simulate(scenario, policy, seed, decisions, until) for seed in range(count))


def done(since: float, until: float):
    """How many activities are finished in this time."""
    return lambda log: sum(since < it.day <= until for it in of(log, ActivityFinished))


def last_finish(log) -> float:
    return max(finishes(log).values())


def took(log) -> list[float]:
    """Working days from each project's start to its finish."""
    begun = {event.project: event.day for event in of(log, ProjectStarted)}
    return [day - begun[name] for name, day in finishes(log).items()]


def level(name: str):
    """Where something that moves slowly stands on average over a run."""
    return lambda log: fmean(height for _, height in metrics.level(log, name))


def at_end(name: str):
    """Where it stands in a run's last month."""
    return lambda log: metrics.level(log, name)[-1][1]


def lines(length: int, **mechanisms) -> Scenario:
    """Six people, each with so many activities of two weeks ahead, one after the other."""
    work = {f"line{n}": chain(f"line{n}_", *[9.625] * length) for n in range(6)}
    return office(developers=6, mechanisms=Mechanisms(duration=Duration(), **mechanisms), **work)


# A PMO with a long lag: the J-curve (M31, with M12 and M32)

PATIENT = Policy(improve=0.1, knowledge=1.0)
PRACTICE = {"governance": Governance(), "maturity": Maturity(), "rework": Rework()}
LEARNS = {"capability": Capability(), "knowledge": Knowledge()}


@cache
def patience(learns: bool) -> tuple[tuple, tuple]:
    """Two years without a PMO, and with one whose functions take their time to work."""
    scenario = lines(70, **PRACTICE, **(LEARNS if learns else {}))
    return worlds(scenario, NO_PMO, 12, 2 * YEAR), worlds(scenario, PATIENT, 12, 2 * YEAR)


def test_j_curve_the_first_half_year_gets_less_done():
    _, high = more_of(done(0, YEAR / 2), *patience(learns=True))
    assert high < -4


def test_j_curve_the_second_year_gets_more_done():
    low, _ = more_of(done(YEAR, 2 * YEAR), *patience(learns=True))
    assert low > 30


def test_j_curve_two_years_together_get_more_done():
    low, _ = more_of(done(0, 2 * YEAR), *patience(learns=True))
    assert low > 25


# The plan was that maturity alone bends the curve up; it makes work surer, hardly more of it.
def test_j_curve_maturity_alone_still_costs_in_its_second_year():
    _, high = more_of(done(YEAR, 2 * YEAR), *patience(learns=False))
    assert high < -10


def test_j_curve_maturity_alone_has_grown_all_the_same():
    low, _ = more_of(at_end("maturity"), *patience(learns=False))
    assert low > 0.4


# One standard for all work (M32)


@cache
def standard(work: str, governance: Governance | None = None, **rules) -> tuple:
    """Twelve projects of one kind of work, with this policy."""
    names = [f"p{number}" for number in range(12)]
    kind = {
        name: [replace(it, work=work) for it in chain(f"{name}_", 10.0, 10.0, 10.0)]
        for name in names
    }
    mechanisms = Mechanisms(duration=Duration(), knowledge=Knowledge(), governance=governance)
    return worlds(office(developers=6, mechanisms=mechanisms, **kind), Policy(**rules), 40)


AT_ONCE = Governance(method=Price(hours=0.006, lag=0.0))


def spread(log) -> float:
    return stdev(took(log))


def test_method_routine_work_is_surer_under_a_standard():
    _, high = more_of(spread, standard("routine"), standard("routine", method=1.0))
    assert high < -0.7


def test_method_the_last_of_the_routine_work_is_done_earlier():
    _, high = more_of(last_finish, standard("routine"), standard("routine", method=1.0))
    assert high < -0.2


# The plan was that routine work gains; once the standard's own hours are paid it is surer only.
def test_method_routine_work_is_no_quicker_once_the_standard_is_paid():
    paid = standard("routine", governance=AT_ONCE, method=1.0)
    low, high = more_of(last_finish, standard("routine"), paid)
    assert low > -0.4 and (low + high) / 2 > 0
    assert more_of(spread, standard("routine"), paid)[1] < -0.6


def test_method_novel_work_is_later_under_a_standard():
    low, _ = more_of(last_finish, standard("novel"), standard("novel", method=1.0))
    assert low > 9


def test_method_a_tailored_standard_hurts_nothing():
    tailored = {"method": 1.0, "tailored": True}
    assert standard("novel", **tailored) == standard("novel")
    assert standard("routine", **tailored) == standard("routine", method=1.0)


# What one project learns, and another can use (M08, M32)


@cache
def family(name: str, reused: Knowledge, governance: Governance | None, level: float) -> tuple:
    """Twelve projects of one family of work, one a month; or of none, if it has no name."""
    projects = [
        project(
            f"p{number}",
            [replace(it, family=name) for it in chain(f"p{number}_", 10.0, 10.0, 10.0)],
            arrival=20.0 * number,
        )
        for number in range(12)
    ]
    on = Mechanisms(
        duration=Duration(), learning=Learning(), knowledge=reused, governance=governance
    )
    return worlds(office(*projects, developers=3, mechanisms=on), Policy(knowledge=level), 20)


def mean_took(log) -> float:
    return fmean(took(log))


def test_knowledge_people_who_tell_each_other_are_quicker_than_a_database():
    database = family("screens", Knowledge(), None, 0.0)
    _, high = more_of(mean_took, database, family("screens", Knowledge(), None, 1.0))
    assert high < -4


def test_knowledge_the_community_is_worth_its_hours_and_its_lag():
    database = family("screens", Knowledge(), Governance(), 0.0)
    _, high = more_of(mean_took, database, family("screens", Knowledge(), Governance(), 1.0))
    assert high < -1


def test_knowledge_a_community_that_reuses_no_more_than_a_database_brings_nothing():
    alike = Knowledge(community=0.1)
    assert family("screens", alike, None, 1.0) == family("screens", alike, None, 0.0)


def test_knowledge_work_that_never_repeats_gains_less_than_a_family():
    low, _ = more_of(
        mean_took,
        family("", Knowledge(), None, 0.0),
        family("", Knowledge(), None, 1.0),
    )
    _, high = more_of(
        mean_took,
        family("screens", Knowledge(), None, 0.0),
        family("screens", Knowledge(), None, 1.0),
    )
    assert high < low


# Who leaves (M33, M38)

LEAVES = (("turnover", Turnover(vacancy=0.0)),)
SAFE = (*LEAVES, ("security", Security()))
TIRED = (*LEAVES, ("fatigue", Fatigue()))


@cache
def staff(
    pools: int, each: int, waiting: int = 0, on: tuple = LEAVES, count: int = 40, **rules
) -> tuple:
    """Five years in which everybody is busy, and as much work again waits, or none."""
    roles = [Role(id=f"role{number}", people=float(each)) for number in range(pools)]
    work = [
        activity(f"a{role.id}_{number}", 5.0 * YEAR, **{role.id: 1.0})
        for role in roles
        for number in range(each * (1 + waiting))
    ]
    scenario = office(project("p", work), roles=roles, mechanisms=Mechanisms(**dict(on)))
    return worlds(scenario, Policy(**rules), count, 5.0 * YEAR)


def test_turnover_people_with_a_mentor_leave_a_little_less_often():
    mentored = staff(5, 8, people=1, people_by="mentoring")
    low, high = more_of(metrics.people_lost, staff(5, 8), mentored)
    assert high < -1 and low > -0.2 * usual(metrics.people_lost, staff(5, 8))[0]


def test_turnover_a_way_up_holds_more_people_than_a_mentor():
    mentored = staff(5, 8, people=1, people_by="mentoring")
    _, high = more_of(metrics.people_lost, mentored, staff(5, 8, people=1, people_by="career"))
    assert high < -0.2


def test_turnover_overload_doubles_the_losses():
    low, _ = more_of(metrics.people_lost, staff(5, 8), staff(5, 8, waiting=1))
    assert low > 0.7 * usual(metrics.people_lost, staff(5, 8))[1]


def test_turnover_overtime_costs_people():
    rested, tired = staff(5, 8, on=TIRED), staff(5, 8, on=TIRED, overtime=20)
    assert more_of(metrics.people_lost, rested, tired)[0] > 3
    # five years of it are no flood either
    assert usual(metrics.people_lost, tired)[1] < 1.75 * usual(metrics.people_lost, rested)[0]


def test_turnover_people_who_can_stand_in_for_each_other_stay_longer():
    alone, pooled = staff(40, 1, on=SAFE, count=150), staff(5, 8, on=SAFE, count=150)
    assert more_of(level("security"), alone, pooled)[0] > 0.3
    assert more_of(metrics.people_lost, alone, pooled)[1] < 0


# Growing people: courses fade, mentoring lasts, and the horizon decides (M34)

FIVE_YEARS = 5 * YEAR
UNTIL_26, UNTIL_104, UNTIL_260 = done(0, 130), done(0, 520), done(0, FIVE_YEARS)
ONE_YEAR = (ChangePolicy((("people", 0.0),), day=float(YEAR)),)


A_QUARTER = 0.15 / 4
"""One in four is a mentor and gives .15 of the time: what that is of everybody's."""


@cache
def grown(people_by: str, seniors: float = 0.15, decisions: tuple = ONE_YEAR) -> tuple:
    """Five years, after one of courses or mentors, or after none."""
    policy = Policy(people=1.0, people_by=people_by) if people_by != "nobody" else NO_PMO
    decisions = decisions if people_by != "nobody" else ()
    return worlds(lines(200, skill=Skill(seniors=seniors)), policy, 16, FIVE_YEARS, decisions)


def test_growing_a_year_of_courses_pays_within_that_year_and_then_fades():
    none, courses = grown("nobody"), grown("training")
    assert more_of(done(130, YEAR), none, courses)[0] > 1.5
    assert more_of(done(YEAR, 390), none, courses)[0] > 0
    assert more_of(done(4 * YEAR, FIVE_YEARS), none, courses)[1] < 4


def test_growing_a_year_of_mentoring_costs_first_and_lasts_for_years():
    none, mentors = grown("nobody"), grown("mentoring", A_QUARTER)
    assert more_of(UNTIL_26, none, mentors)[1] < 0
    assert more_of(done(3 * YEAR, 4 * YEAR), none, mentors)[0] > 0
    assert more_of(done(3 * YEAR, 4 * YEAR), none, grown("training"))[1] < 6


def test_growing_courses_win_over_half_a_year_and_over_two_but_mentoring_over_five():
    courses, mentors = grown("training"), grown("mentoring", A_QUARTER)
    assert more_of(UNTIL_26, courses, mentors)[1] < 0
    assert more_of(UNTIL_104, courses, mentors)[1] < -0.4
    assert more_of(UNTIL_260, courses, mentors)[0] > 0


def test_growing_mentors_who_give_a_tenth_have_earned_it_back_after_five_years_only():
    none, mentors = grown("nobody"), grown("mentoring", 0.10)
    assert more_of(UNTIL_104, none, mentors)[1] < -4
    assert more_of(done(0, 3 * YEAR), none, mentors)[1] < -1
    assert more_of(UNTIL_260, none, mentors)[0] > 0


# The plan was that mentoring pays in the long run. At the default price, .15 of everybody's time
# for as long as it goes on, it never does: not for a year, and even less for ever.
def test_growing_mentoring_at_its_default_price_does_not_pay_in_five_years():
    none = grown("nobody")
    assert more_of(UNTIL_260, none, grown("mentoring"))[1] < -3
    assert more_of(UNTIL_260, none, grown("mentoring", decisions=()))[1] < -90


# Delivered is not adopted (M26, M27)

CHANGE_IS_WORK = Governance(change=Price(hours=0.2, lag=0.0))
"""Change work as it is where everybody takes part in it: a fifth of the time, at once."""
USUAL, SATURATED, ASKED = Adoption(), Saturation(), Sponsor()


@cache
def portfolio(
    adopts: Adoption | None = USUAL,
    cost_of_delay: float = 0.5,
    deadline: float | None = None,
    governance: Governance = CHANGE_IS_WORK,
    **rules,
) -> tuple:
    """Sixteen projects of a year in all, each due three weeks after its time, with this policy."""
    projects = []
    for number in range(16):
        due = 60.0 * (number // 4 + 1) + 15
        work = chain(f"p{number}_", 30.0, 30.0)
        projects.append(
            project(
                f"p{number}",
                work,
                value=300.0,
                due=due,
                cost_of_delay=cost_of_delay,
                deadline=due + deadline if deadline else None,
                group=f"group {number}",
            )
        )
    quiet = Duration(standard=0.2)
    on = Mechanisms(duration=quiet, adoption=adopts, governance=governance)
    return worlds(office(*projects, developers=4, mechanisms=on), Policy(**rules), 48)


def on_time(log) -> float:
    """Share of the portfolio delivered by its due days."""
    due = {f"p{number}": 60.0 * (number // 4 + 1) + 15 for number in range(16)}
    return fmean(day <= due[name] for name, day in finishes(log).items())


def test_adoption_change_work_makes_a_portfolio_a_quarter_late():
    assert usual(on_time, portfolio())[0] > 0.9 and usual(on_time, portfolio(change=1.0))[1] < 0.5
    low, high = more_of(last_finish, portfolio(), portfolio(change=1.0))
    assert low > 50 and high < 90


def test_adoption_the_portfolio_on_time_is_worth_less_than_the_late_one_that_people_take_up():
    low, _ = more_of(metrics.value_delivered, portfolio(), portfolio(change=1.0))
    assert low > 0.5 * usual(metrics.value_delivered, portfolio())[1]


def test_adoption_on_time_wins_where_nobody_has_to_change_their_ways():
    without = {"adopts": None}
    late = portfolio(change=1.0, **without)
    assert more_of(metrics.value_delivered, portfolio(**without), late)[1] < -50


def test_adoption_on_time_wins_where_those_who_use_it_are_ready_and_delay_is_dear():
    ready = {"adopts": Adoption(ready=0.9), "cost_of_delay": 2.0}
    late = portfolio(change=1.0, **ready)
    assert more_of(metrics.value_delivered, portfolio(**ready), late)[1] < -100


def test_adoption_on_time_wins_where_late_is_worth_nothing():
    strict = {"deadline": 15.0}
    late = portfolio(change=1.0, **strict)
    assert more_of(metrics.value_delivered, portfolio(**strict), late)[1] < -60


def test_adoption_the_balanced_half_brings_more_than_the_same_half_in_tools():
    half = {"governance": Governance(), "change": 0.5}
    tools = portfolio(change_by="tools", **half)
    assert more_of(metrics.value_delivered, tools, portfolio(**half))[0] > 300


@cache
def clerks(apart: float, takes: Saturation | None = SATURATED, **rules) -> tuple:
    """Five projects for the same clerks, so many days apart."""
    projects = [
        project(f"p{number}", [40.0], value=300.0, arrival=apart * number, group="clerks")
        for number in range(5)
    ]
    on = Mechanisms(duration=Duration(), adoption=Adoption(), saturation=takes)
    return worlds(office(*projects, developers=5, mechanisms=on), Policy(**rules), 60)


def test_saturation_five_go_lives_at_once_bring_less_than_half_of_the_same_spread_out():
    at_once, spread_out = clerks(0.0), clerks(130.0)
    low, _ = more_of(metrics.value_delivered, at_once, spread_out)
    assert low > usual(metrics.value_delivered, at_once)[1]


def test_saturation_a_limit_on_projects_spares_those_who_must_change():
    assert more_of(metrics.value_delivered, clerks(0.0), clerks(0.0, wip_limit=1))[0] > 100


def test_saturation_without_it_the_same_limit_brings_nothing():
    at_once, limited = clerks(0.0, takes=None), clerks(0.0, takes=None, wip_limit=1)
    assert more_of(metrics.value_delivered, at_once, limited)[1] < 1


# Sponsors, and those who are governed (M28, M29)


@cache
def asking(sponsor: Sponsor = ASKED, **rules) -> tuple:
    """Six projects in trouble, two sponsors who must decide about it."""
    projects = [
        project(f"p{n}", chain(f"p{n}_", 20.0, 20.0, 20.0), sponsor=f"s{n % 2}", due=0.0)
        for n in range(6)
    ]
    risks = [
        Risk(id=f"r{n}_{k}", project=f"p{n}", probability=0.8, impact=2.0)
        for n in range(6)
        for k in range(6)
    ]
    on = Mechanisms(hazard=Hazard(), sponsor=sponsor, resistance=Resistance())
    return worlds(office(*projects, developers=3, risks=risks, mechanisms=on), Policy(**rules), 20)


def test_sponsor_visits_quicken_decisions_by_a_week():
    assert more_of(metrics.decision_latency, asking(), asking(stakeholder=1.0))[1] < -5


def test_sponsor_quicker_decisions_end_the_work_earlier():
    assert more_of(last_finish, asking(), asking(stakeholder=1.0))[1] < -15


def test_sponsor_asks_that_can_be_answered_raise_engagement():
    deaf = asking(Sponsor(ask=0.0), stakeholder=1.0)
    assert more_of(level("engagement"), deaf, asking(stakeholder=1.0))[0] > 0.2


def test_sponsor_a_flood_of_asks_lowers_engagement():
    flood = Sponsor(asked=1.0)
    patient = asking(Sponsor(asked=1.0, noise=0.0))
    assert more_of(lambda log: len(of(log, DecisionAwaited)), asking(), asking(flood))[0] > 10
    assert more_of(level("engagement"), patient, asking(flood))[1] < -0.1


def test_resistance_visits_talk_it_away():
    assert more_of(at_end("resistance"), asking(), asking(stakeholder=1.0))[1] < -0.1


@cache
def governed(fit: float, policy: str, visits: float | None = None) -> tuple:
    """Thirty small projects that come in too late to be a success, in a culture."""
    projects = [
        project(f"p{n}", chain(f"p{n}_", 10.0, 10.0), arrival=15.0 * n, due=15.0 * n)
        for n in range(30)
    ]
    on = Mechanisms(duration=Duration(), resistance=Resistance(fit=fit), governance=Governance())
    rules = READY[policy]
    rules = rules if visits is None else replace(rules, stakeholder=visits)
    return worlds(office(*projects, developers=4, mechanisms=on), rules, 16)


def bypassed(log) -> int:
    return len(of(log, ProjectBypassed))


def test_resistance_a_heavy_pmo_is_more_than_a_free_culture_takes():
    no_pmo, heavy = governed(0.1, "no_pmo"), governed(0.1, "heavy")
    assert more_of(at_end("resistance"), no_pmo, heavy)[0] > 0.5
    assert more_of(bypassed, no_pmo, heavy)[0] > 3


def test_resistance_where_governance_is_normal_the_same_pmo_meets_none():
    assert usual(at_end("resistance"), governed(0.8, "heavy"))[1] < 0.1
    assert more_of(bypassed, governed(0.8, "heavy"), governed(0.1, "heavy"))[0] > 4


def test_resistance_a_light_pmo_is_less_than_a_bureau_takes():
    assert more_of(at_end("resistance"), governed(0.4, "light"), governed(0.4, "heavy"))[0] > 0.5
