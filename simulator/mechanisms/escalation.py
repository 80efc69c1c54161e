"""M16: an issue that nobody has noticed grows, and as a crisis it may cause another."""

from math import exp, log
from typing import Annotated

from simulator.calendar import DAYS_A_WEEK
from simulator.mechanisms.card import Card, Parameters, parameter

STAGES = {"crisis": 4.0, "issue": 2.0, "latent": 1.0}
"""From what factor on an issue is called so, the worst first."""


class Escalation(Parameters, frozen=True, kw_only=True):
    """How far an unnoticed issue can grow, and what a crisis starts."""

    limit: Annotated[
        float, parameter(1, 20, "times", "an issue's largest size in terms of its first")
    ] = 4.0
    branching: Annotated[
        float, parameter(0, 0.9, "chance", "an issue grown to its limit causes another issue")
    ] = 0.2


def grown(growth: float, age: float, limit: float) -> float:
    """By what factor an issue has grown after `age` working days at `growth` per week."""
    return min(exp(growth * age / DAYS_A_WEEK), limit)


def crisis_weeks(growth: float, limit: float) -> float:
    """Weeks until an unnoticed issue reaches its limit; infinite if it does not grow."""
    return log(limit) / growth if growth > 0 else float("inf")


def stage(factor: float) -> str:
    """What an issue is called that has grown so much: latent, issue or crisis."""
    return next((name for name, least in STAGES.items() if factor >= least), "latent")


CARD = Card(
    module=__name__,
    number="M16",
    meaning="An issue grows for as long as nobody has noticed it, and a crisis may make work in "
    "other projects.",
    formula="size = first size · min(exp(g · weeks unnoticed), limit); crisis after ln(limit) / g "
    "weeks; work of the first size in another project while U < branching",
    source="design default; g is the scenario's, for each risk. Chain reactions as the cause of "
    "large overruns: Flyvbjerg et al. (2022)",
    checked="nothing: how fast real issues grow was not measured",
    leaves_out="Issues that go away by themselves. The design names stages at 1, 2 and 4 times "
    "the first size and a crisis at the limit; they agree while the limit is 4. A crisis draws "
    "in branching / (1 − branching) other projects on average, with work everybody knows of, so "
    "none of it becomes a crisis in turn; only work spreads, not bills and waits.",
    lesson="notebooks 01 and 06",
    record=Escalation,
)
