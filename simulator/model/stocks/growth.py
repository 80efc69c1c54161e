"""What the work on people is spent on."""

from typing import NamedTuple

from simulator.model.pmo import Pmo


class Growth(NamedTuple):
    """How much of the work on people goes into each of three ways."""

    training: float
    mentoring: float
    career: float


GROW_BY = {
    "balanced": Growth(1 / 3, 1 / 3, 1 / 3),
    "training": Growth(1.0, 0.0, 0.0),
    "mentoring": Growth(0.0, 1.0, 0.0),
    "career": Growth(0.0, 0.0, 1.0),
}
"""Shares of it, by what a policy says in `people_by`."""


def growth(pmo: Pmo) -> Growth:
    """What the work on people achieves by now."""
    work, share = pmo.level("people"), GROW_BY[pmo.policy.people_by]
    return Growth(work * share.training, work * share.mentoring, work * share.career)
