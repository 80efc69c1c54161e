"""What a plan does not say and an office needs: our own defaults, by the size of a project.

None of it is measured. Each stands in a scenario only where the plan is silent, and is marked as
ours until somebody says otherwise.
"""

from typing import Literal, NamedTuple

from simulator.mechanisms import (
    Attention,
    Detection,
    Duration,
    Escalation,
    Governance,
    Hazard,
    Mechanisms,
)

RATE = 0.6
"""k€ for a person and a day."""
HIRE_DAYS = 40.0
"""Working days until somebody new starts."""
DAYS = 5.0
"""Working days for an activity of which nothing is said."""
PROJECT_DAYS = 60.0
"""Working days for a project of which nothing is said."""
MECHANISMS = Mechanisms(
    duration=Duration(),
    attention=Attention(),
    hazard=Hazard(),
    detection=Detection(),
    escalation=Escalation(),
    governance=Governance(),
)


class UsualRisk(NamedTuple):
    """A risk that nearly every project of a size has, though no plan lists it."""

    name: str
    hits: Literal["effort", "delay", "cost"]
    probability: float
    share: float
    """Of the project's effort, of its duration, or of its wages."""


class Size(NamedTuple):
    """What is usual for projects of a size."""

    name: str
    up_to: float
    """Person-days."""
    worth: float
    """Value in terms of wages (times)."""
    delay: float
    """Share of the value that a day of delay costs."""
    risks: tuple[UsualRisk, ...]


MORE_WORK = UsualRisk("More work than thought", "effort", 0.3, 0.15)
WAITING = UsualRisk("Waiting for others", "delay", 0.3, 0.1)
DEARER = UsualRisk("Dearer than thought", "cost", 0.2, 0.1)

SIZES = (
    Size("small", 100, 1.5, 0.005, (MORE_WORK,)),
    Size("medium", 1_000, 1.6, 0.004, (MORE_WORK, WAITING)),
    Size("large", float("inf"), 1.8, 0.003, (MORE_WORK, WAITING, DEARER)),
)


def size(effort: float) -> Size:
    """How large a project of so many person-days is."""
    return next(it for it in SIZES if effort <= it.up_to)


WORK_BY_RATIO: tuple[tuple[float, Literal["routine", "standard", "novel", "research"]], ...] = (
    (1.35, "routine"), (2.0, "standard"), (3.5, "novel"), (float("inf"), "research"),
)  # fmt: skip
"""The highest estimate in terms of the planned one, up to which it is work of a kind."""


def work_of(days: float, high: float) -> Literal["routine", "standard", "novel", "research"]:
    """The kind of work whose luck comes nearest to somebody's highest estimate."""
    ratio = high / days if days > 0 else 1.0
    return next(kind for most, kind in WORK_BY_RATIO if ratio <= most)
