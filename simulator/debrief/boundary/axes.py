"""The three axes of the boundary map: their steps, the words for them, and what they change."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from simulator.debrief.boundary.office import map_office
from simulator.debrief.boundary.placing import load, tolerance, trouble
from simulator.mechanisms import (
    CommonCause,
    Distortion,
    EarlyWarning,
    Mechanisms,
    Resistance,
    Sponsor,
)
from simulator.scenario import Project, Scenario

LOADS = {0.4: "room left", 0.6: "well used", 0.8: "busy", 1.0: "full", 1.2: "too full"}
"""Share of the scarcest role's time that the plan fills; varied by how fast requests come."""
TROUBLES = {0.05: "quiet", 0.1: "fair", 0.2: "changeable", 0.3: "rough", 0.4: "stormy"}
"""Expected cost of risks and shocks as a share of planned cost; varied by how often they strike."""


class Culture(NamedTuple):
    """How people take rules, bad news and being asked."""

    resistance: Resistance
    distortion: Distortion
    trust: EarlyWarning
    sponsor: Sponsor

    @property
    def welcome(self) -> float:
        """How welcome rules are, 0 to 1, as `placing.welcome` measures it."""
        return tolerance(self.resistance)

    def within(self, mechanisms: Mechanisms) -> Mechanisms:
        """The mechanisms with such people."""
        return replace(
            mechanisms, resistance=self.resistance, distortion=self.distortion,
            early_warning=self.trust, sponsor=self.sponsor,
        )  # fmt: skip


CULTURES = {
    "rules are welcome": Culture(
        Resistance(fit=0.7, start=0.05), Distortion(better=0.2, worse=0.1),
        EarlyWarning(start=0.8), Sponsor(start=0.6),
    ),
    "rules are borne": Culture(Resistance(), Distortion(), EarlyWarning(), Sponsor()),
    "rules are resented": Culture(
        Resistance(fit=0.05, start=0.5, load=0.15), Distortion(better=0.6, worse=0.05),
        EarlyWarning(start=0.4), Sponsor(start=0.4),
    ),
}  # fmt: skip
"""By what is said of rules there. The middle one is the model's defaults, the others lie near the
ends of what the shipped scenarios hold."""


@cache
def office(at_load: float, at_trouble: float, culture: str) -> Scenario:
    """The office in one place of the map."""
    scenario = map_office()
    pace, often = _pace(at_load), _often(at_trouble)
    there = replace(_struck(_spread(scenario, pace), often), name=f"{scenario.name}_{culture}")
    return replace(there, mechanisms=CULTURES[culture].within(there.mechanisms))


@cache
def _pace(share: float) -> float:
    """How far requests are spread so that the plan fills that share of time: less, fuller."""
    return _where(lambda factor: -load(_spread(map_office(), factor)), -share)


@cache
def _often(share: float) -> float:
    """How often things go wrong, against the office as it is, so that they cost that share."""
    return _where(lambda factor: trouble(_struck(map_office(), factor)), share)


def _spread(scenario: Scenario, factor: float) -> Scenario:
    """The scenario with so many times as long from one request to the next, promises as long."""
    projects = tuple(_moved(it, round(factor * it.arrival)) for it in scenario.projects)
    return replace(scenario, projects=projects)


def _moved(project: Project, day: float) -> Project:
    due = None if project.due is None else project.due + day - project.arrival
    return replace(project, arrival=day, due=due)


def _struck(scenario: Scenario, factor: float) -> Scenario:
    """The scenario with risks and shocks so many times as often."""
    risks = tuple(
        replace(it, probability=1 - (1 - it.probability) ** factor) for it in scenario.risks
    )
    times = scenario.mechanisms.common_cause or CommonCause()
    common = replace(times, shock_weeks=min(1000.0, times.shock_weeks / factor))
    how = replace(scenario.mechanisms, common_cause=common)
    return replace(scenario, risks=risks, mechanisms=how)


def _where(rising: Callable[[float], float], wanted: float) -> float:
    """Where a rising function of a factor reaches what is wanted, by halving."""
    low, high = 0.01, 8.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2
