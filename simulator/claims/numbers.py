"""One number of a run for each thing that a claim is about."""

from collections.abc import Callable
from math import fsum
from statistics import fmean, pstdev
from typing import NamedTuple

from simulator import metrics
from simulator.events import ActivityFinished, IssueDetected, RiskOccurred
from simulator.metrics import HEADLINES, Events
from simulator.metrics.log import of
from simulator.scenario import Scenario

HALF_A_YEAR = 120.0
"""Working days."""


class Number(NamedTuple):
    """A number of a run: what people call it, its unit, and how to get it."""

    words: str
    unit: str
    of: Callable[[Events, Scenario], float]


def net(events: Events, scenario: Scenario) -> float:
    """Value less all money spent, in k€."""
    spent = fsum(metrics.money_spent(events, scenario).values())
    return metrics.value_delivered(events) - spent


def unevenness(events: Events, scenario: Scenario) -> float:
    """Standard deviation of how long activities took, each divided by what was planned."""
    planned = _planned(scenario)
    ratios = [days / planned[key] for key, days in metrics.took(events).items() if planned[key]]
    return pstdev(ratios) if ratios else 0.0


def took(events: Events, scenario: Scenario) -> float:
    """How long finished activities took together, divided by what was planned for them."""
    planned, found = _planned(scenario), metrics.took(events)
    plan = fsum(planned[key] for key in found)
    return fsum(found.values()) / plan if plan else 0.0


def _planned(scenario: Scenario) -> dict[tuple[str, str], float]:
    """Days that each activity takes if all goes as planned, by (project, activity)."""
    return {
        (project.id, it.id): it.planned_days for project in scenario.projects
        for it in project.activities
    }  # fmt: skip


def happened(events: Events, scenario: Scenario) -> float:
    """Risks that happened, whether anybody noticed or not."""
    return float(len(of(events, RiskOccurred)))


def growth(events: Events, scenario: Scenario) -> float:
    """How many times as large issues were when they were noticed as when they began, on average."""
    began = {event.risk: event.size for event in of(events, RiskOccurred)}
    grown = [it.size / began[it.risk] for it in of(events, IssueDetected) if began.get(it.risk)]
    return fmean(grown or [1.0])


def done_early(events: Events, scenario: Scenario) -> float:
    """Activities finished in the first half-year."""
    return float(sum(event.day <= HALF_A_YEAR for event in of(events, ActivityFinished)))


def _level(name: str) -> Number:
    """Something that moves slowly, on average over all months."""

    def mean(events: Events, scenario: Scenario) -> float:
        return fmean([level for _, level in metrics.level(events, name)] or [0.0])

    return Number(name, "level", mean)


LEVELS = (
    "skill", "security", "capability", "maturity", "knowledge", "resistance", "engagement", "trust",
)  # fmt: skip

NUMBERS: dict[str, Number] = {
    "net": Number("net value", "k€", net),
    **{it.name: Number(it.label, it.unit, it.of) for it in HEADLINES},
    **{name: _level(name) for name in LEVELS},
    "alignment": Number("alignment of what is finished", "share", metrics.alignment_share),
    "orphan_spend": Number("spent on what nobody wants", "k€", metrics.orphan_spend),
    "green": Number("green reports of late projects", "share", metrics.reported_truth),
    "detection_delay": Number(
        "days until an issue is noticed", "days", lambda log, _: metrics.detection_delay(log)
    ),
    "first_pass": Number("work right the first time", "share", metrics.first_pass_yield),
    "decision_latency": Number(
        "days a sponsor's decision takes", "days", lambda log, _: metrics.decision_latency(log)
    ),
    "adoption": Number("benefits of the worth", "share", lambda log, _: metrics.adoption(log)),
    "kept": Number(
        "whether the PMO is kept", "share", lambda log, _: float(metrics.pmo_survived(log))
    ),
    "unevenness": Number("unevenness of durations", "of the plan", unevenness),
    "took": Number("durations", "of the plan", took),
    "happened": Number("risks that happened", "count", happened),
    "growth": Number("growth of an issue until noticed", "times", growth),
    "done_early": Number("activities done in half a year", "count", done_early),
}
"""By name."""
