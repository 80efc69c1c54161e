"""Draws that add up to one number which can be seen, and how to move them against each other.

Where several draws add up, what agrees with the sum that was seen is a thin slanted sheet, on which
no single number can move far. So they are moved together: what is shared goes, what is an event's
own goes against it, and no sum changes. Nothing else of a mechanism needs to be known here.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import fsum, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from simulator.calendar import DAYS_A_WEEK
from simulator.chance import Name
from simulator.mechanisms import bias as m02
from simulator.mechanisms import duration as m01
from simulator.mechanisms.hazard import rate
from simulator.network import network
from simulator.scenario import Scenario

NORMAL = NormalDist()
Numbers = dict[Name, float]


class Sum(NamedTuple):
    """`weight` × the normal draw of each shared name, plus that of its own, adds up."""

    own: Name
    weight: float
    shared: tuple[tuple[Name, float], ...]


class Carried(NamedTuple):
    """What a few draws give together, carried by one normal draw of each event that it enters.

    `amount` of the numbers + weight × normal draw stays the same, for each of `own`.
    """

    names: tuple[Name, ...]
    amount: Callable[[Numbers], float]
    own: tuple[tuple[Name, float], ...]


def sums(scenario: Scenario, drawn: Iterable[Name]) -> Iterator[Sum]:
    """All sums of normal draws among these, each with one draw of its own (M01, M14)."""
    how, common = scenario.mechanisms.duration, scenario.mechanisms.common_cause
    lead = {
        (project.id, activity.id): activity.people[0].role if activity.people else ""
        for project in scenario.projects
        for activity in project.activities
    }
    driver = {(risk.project, risk.id): risk.driver for risk in scenario.risks}
    for name in drawn:
        place = (str(name[1]), str(name[2])) if len(name) == 3 else ("", "")
        if how and name[0] == "duration" and place in lead:
            rest = sqrt(max(0.0, 1 - how.project_share - how.role_share))
            project, role = ("duration", place[0]), ("duration", "", lead[place])
            shares = (project, sqrt(how.project_share)), (role, sqrt(how.role_share))
            yield Sum(name, rest, shares)
        elif common and name[0] == "risk" and place in driver:
            rest = sqrt(1 - common.correlation)
            yield Sum(name, rest, ((("driver", driver[place]), sqrt(common.correlation)),))


def carried(scenario: Scenario, numbers: Numbers) -> Iterator[Carried]:
    """What else adds up to a number that is seen, as these numbers stand (M02, M16)."""
    yield from overruns(scenario, numbers)
    yield from growths(scenario, numbers)


def overruns(scenario: Scenario, numbers: Numbers) -> Iterator[Carried]:
    """A project's overrun lengthens each of its activities, as their own luck does (M01, M02)."""
    how, luck = scenario.mechanisms.bias, scenario.mechanisms.duration
    if how is None or luck is None:
        return
    for project in scenario.projects:
        names = tuple((what, project.id) for what in ("bias", "bias tail", "bias size"))
        if names[0] in numbers:
            own = tuple(_strays(scenario, project.id, luck, numbers))
            yield Carried(names, partial(_overrun, names, how), own)


def _overrun(names: tuple[Name, ...], how: m02.Bias, numbers: Numbers) -> float:
    normal, lot, size = (numbers[name] for name in names)
    return log(m02.factor(NORMAL.inv_cdf(normal), lot, size, how))


def _strays(
    scenario: Scenario, project: str, how: m01.Duration, numbers: Numbers
) -> Iterator[tuple[Name, float]]:
    """(own draw, what a standard deviation of it adds to ln(days)) of activities not on plan."""
    lower, upper = m01.band(how)
    work = {it.id: it.work for one in scenario.projects if one.id == project
            for it in one.activities}  # fmt: skip
    mine = [it for it in numbers if it[:2] == ("duration", project) and len(it) == 3]
    for it in sums(scenario, mine):
        luck = level(it, numbers) * it.weight
        if not lower <= luck <= upper and it.weight:
            spread = float(getattr(how, work[str(it.own[2])])) * it.weight
            yield it.own, spread * (how.early_spread if luck < lower else 1.0)


def growths(scenario: Scenario, numbers: Numbers) -> Iterator[Carried]:
    """An issue that came earlier has grown more, one that was larger needed to grow less (M16)."""
    how = scenario.mechanisms
    if how.escalation is None or how.hazard is None or how.detection is None:
        return
    plan = network(scenario)
    for place, project in enumerate(scenario.projects):
        for risk in scenario.risks:
            size, clock = ("size", risk.project, risk.id), ("risk", risk.project, risk.id)
            if risk.project == project.id and size in numbers and risk.growth and risk.spread:
                each = rate(risk.probability, plan.critical_days[place])
                if each > 0 and how.common_cause is None:
                    amount = _growth(clock, risk.growth / each)
                    yield Carried((clock,), amount, ((size, risk.spread),))


def _growth(clock: Name, speed: float) -> Callable[[Numbers], float]:
    """ln(size) that an issue gains with its age, but for what does not depend on its clock."""
    return lambda numbers: speed / DAYS_A_WEEK * log(numbers[clock])


def level(it: Sum, numbers: Numbers) -> float:
    """A sum, in standard deviations of its own draw."""
    return NORMAL.inv_cdf(numbers[it.own]) + common(it, numbers)


def common(it: Sum, numbers: Numbers) -> float:
    """What is shared of a sum, in standard deviations of its own draw."""
    parts = [NORMAL.inv_cdf(numbers[name]) * by for name, by in it.shared if name in numbers]
    return fsum(parts) / it.weight
