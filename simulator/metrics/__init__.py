"""Events to numbers and tables. Asks the log and the scenario, never the model."""

from simulator.metrics.aims import alignment_share, meeting_goal_share, orphan_spend
from simulator.metrics.earned import earned_value
from simulator.metrics.flow import (
    busy,
    finish_days,
    flow_time,
    in_progress,
    queue,
    throughput,
    took,
    utilisation,
    utilisation_in_demand,
    waited,
)
from simulator.metrics.log import Events
from simulator.metrics.money import (
    actual_cost,
    adoption,
    benefits_realised,
    deliveries,
    money_spent,
    on_time_share,
    value_delivered,
    worth_delivered,
)
from simulator.metrics.office import (
    decision_latency,
    last_reports,
    level,
    levels,
    people_lost,
    pmo_cost,
    pmo_share,
    pmo_survived,
)
from simulator.metrics.overview import activities, projects, roles
from simulator.metrics.risks import exposure, register
from simulator.metrics.summary import HEADLINES, Headline, summary
from simulator.metrics.truth import (
    detection_delay,
    first_pass_yield,
    reported_truth,
    rework_share,
)

__all__ = [
    "HEADLINES",
    "Events",
    "Headline",
    "activities",
    "actual_cost",
    "adoption",
    "alignment_share",
    "benefits_realised",
    "busy",
    "decision_latency",
    "deliveries",
    "detection_delay",
    "earned_value",
    "exposure",
    "finish_days",
    "first_pass_yield",
    "flow_time",
    "in_progress",
    "last_reports",
    "level",
    "levels",
    "meeting_goal_share",
    "money_spent",
    "on_time_share",
    "orphan_spend",
    "people_lost",
    "pmo_cost",
    "pmo_share",
    "pmo_survived",
    "projects",
    "queue",
    "register",
    "reported_truth",
    "rework_share",
    "roles",
    "summary",
    "throughput",
    "took",
    "utilisation",
    "utilisation_in_demand",
    "value_delivered",
    "waited",
    "worth_delivered",
]
