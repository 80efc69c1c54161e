"""Where an office stands: how full it is, how stormy its times are, how welcome rules are."""

from math import exp, expm1, fsum, log1p

from simulator.calendar import DAYS_A_WEEK
from simulator.mechanisms.common_cause import CommonCause, usual_hazard
from simulator.mechanisms.resistance import Resistance
from simulator.network import network
from simulator.scenario import Project, Risk, Scenario, unit_price


def load(scenario: Scenario) -> float:
    """Share of the scarcest role's time that the plan fills, from first request to last promise.

    A project without a due day is promised when its longest chain could end. 0 if nobody is
    needed.
    """
    first, last = window(scenario)
    people = {role.id: role.people for role in scenario.roles}
    work = dict.fromkeys(people, 0.0)
    for project in scenario.projects:
        for activity in project.activities:
            for need in activity.people:
                work[need.role] += activity.planned_days * need.people
    return max(
        (work[role] / (people[role] * (last - first)) for role in work
         if people[role] and last > first), default=0.0,
    )  # fmt: skip


def window(scenario: Scenario) -> tuple[float, float]:
    """The day of the first request, and the last day on which a project is promised."""
    chains = network(scenario).critical_days
    ends = [
        it.due if it.due is not None else it.arrival + days
        for it, days in zip(scenario.projects, chains, strict=True)
    ]
    return min((it.arrival for it in scenario.projects), default=0.0), max(ends, default=0.0)


def trouble(scenario: Scenario) -> float:
    """Cost that risks and shocks are expected to bring, as a share of the planned work's cost.

    For plans kept to, and with nothing bought against them; issues that grow unseen and aims that
    move come on top.
    """
    times = scenario.mechanisms.common_cause
    worse = usual_hazard(times) if times else 1.0
    projects = {it.id: it for it in scenario.projects}
    risks = (
        _chance(risk, worse) * _mean_size(risk) * unit_price(risk, projects[risk.project], scenario)
        for risk in scenario.risks
    )
    mishaps = fsum(risks) if scenario.mechanisms.hazard else 0.0
    shocks = _shocks(scenario, times) if times else 0.0
    planned = fsum(it.effort * _person_day(it, scenario) for it in scenario.projects)
    return (mishaps + shocks) / planned if planned else 0.0


def _chance(risk: Risk, worse: float) -> float:
    """Chance that it strikes while its project is in progress, in calm and turbulent weeks."""
    return -expm1(worse * log1p(-risk.probability))


def _mean_size(risk: Risk) -> float:
    return risk.impact * exp(risk.spread**2 / 2)


def _shocks(scenario: Scenario, how: CommonCause) -> float:
    """k€ of work that shocks bring, while each project takes as long as its longest chain."""
    size = how.shock_hits * how.shock_size * exp(how.shock_spread**2 / 2)
    chains = network(scenario).critical_days
    return fsum(
        days / DAYS_A_WEEK / how.shock_weeks * size * _person_day(project, scenario)
        for project, days in zip(scenario.projects, chains, strict=True)
    )


def _person_day(project: Project, scenario: Scenario) -> float:
    """k€ for a person-day of the project's people."""
    risk = Risk(id="any", project=project.id, probability=0, impact=1.0, hits="effort")
    return unit_price(risk, project, scenario)


def welcome(scenario: Scenario) -> float:
    """How welcome rules are, 0 to 1: what is taken as normal, less what people mind already.

    Where the model has nobody who minds them it is 1.
    """
    how = scenario.mechanisms.resistance
    return tolerance(how) if how else 1.0


def tolerance(how: Resistance) -> float:
    """The share of a full set of rules that is taken as normal, times those who do not mind yet."""
    return how.fit * (1 - how.start)
