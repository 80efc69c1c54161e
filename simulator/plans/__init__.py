"""Plans that other people made: what was read, what there is to say about it, and the office
that comes of it."""

from simulator.plans.answers import Answers, Imported, Origin, Ours, Pools
from simulator.plans.calendars import Calendar, Clock
from simulator.plans.places import Finding, Findings, Place, gathered
from simulator.plans.plan import (
    Plan,
    PlanActivity,
    PlanDemand,
    PlanPast,
    PlanProject,
    PlanRelation,
    PlanRisk,
    PlanRole,
)
from simulator.plans.said import Said
from simulator.plans.translate import NoPlanError, translated

__all__ = [
    "Answers",
    "Calendar",
    "Clock",
    "Finding",
    "Findings",
    "Imported",
    "NoPlanError",
    "Origin",
    "Ours",
    "Place",
    "Plan",
    "PlanActivity",
    "PlanDemand",
    "PlanPast",
    "PlanProject",
    "PlanRelation",
    "PlanRisk",
    "PlanRole",
    "Pools",
    "Said",
    "gathered",
    "translated",
]
