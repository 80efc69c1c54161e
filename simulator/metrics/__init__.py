"""Events to numbers and tables. Asks the log and the scenario, never the model."""

from simulator.metrics.earned import earned_value
from simulator.metrics.flow import (
    Events,
    busy,
    finish_days,
    flow_time,
    in_progress,
    queue,
    throughput,
    took,
    utilisation,
    waited,
)
from simulator.metrics.money import actual_cost, money_spent, on_time_share, value_delivered
from simulator.metrics.risks import exposure, register
from simulator.metrics.summary import HEADLINES, Headline, summary
from simulator.metrics.tables import activities, projects, roles

__all__ = [
    "HEADLINES",
    "Events",
    "Headline",
    "activities",
    "actual_cost",
    "busy",
    "earned_value",
    "exposure",
    "finish_days",
    "flow_time",
    "in_progress",
    "money_spent",
    "on_time_share",
    "projects",
    "queue",
    "register",
    "roles",
    "summary",
    "throughput",
    "took",
    "utilisation",
    "value_delivered",
    "waited",
]
