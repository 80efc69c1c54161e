"""Simple ways to decide in the environment, to hold a learner against."""

from collections.abc import Callable
from statistics import fmean, stdev
from typing import Any, NamedTuple

import numpy as np

from simulator.bridges.environment import Office
from simulator.decisions import ChangePolicy
from simulator.experiment.student import student
from simulator.policies.ready import READY

Choose = Callable[[dict[str, Any]], int]
"""Which action is taken, from what an environment has told; its observation is left alone."""


def nothing(office: Office, seed: int) -> Choose:
    """Decides nothing."""
    return lambda info: 0


def by_lot(office: Office, seed: int) -> Choose:
    """Decides every week by lot, among all that can be done."""
    random = np.random.default_rng(seed)
    return lambda info: int(random.choice(np.flatnonzero(info["action_mask"])))


def towards(name: str) -> Callable[[Office, int], Choose]:
    """Sets the rules of a ready-made policy, one a week, and then leaves the office alone."""
    wanted = READY[name]

    def begin(office: Office, seed: int) -> Choose:
        decisions = [it.decision(office.known) for it in office.levers]
        right = [
            number
            for number, decision in enumerate(decisions)
            if isinstance(decision, ChangePolicy)
            and all(getattr(wanted, field) == value for field, value in decision.changes)
        ]
        return lambda info: next((it for it in right if info["action_mask"][it]), 0)

    return begin


BASELINES: dict[str, Callable[[Office, int], Choose]] = {
    "decide nothing": nothing,
    "decide by lot": by_lot,
    "set the rules of light": towards("light"),
    "set the rules of tailored": towards("tailored"),
}
"""By name: who decides in an office, in the world of a seed."""


class Mean(NamedTuple):
    """A mean over worlds in k€, with its 95 % interval."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, numbers: list[float]) -> "Mean":
        """Student's interval."""
        mean, count = fmean(numbers), len(numbers)
        half = student(0.95, count - 1) * stdev(numbers) / count**0.5
        return cls(mean, mean - half, mean + half)


def returns(office: Office, begin: Callable[[Office, int], Choose], worlds: int) -> list[float]:
    """What a baseline earns in the worlds 0, 1, 2, …: the sum of its rewards, in k€."""
    found = []
    for seed in range(worlds):
        _, info = office.reset(seed=seed)
        choose, earned, over = begin(office, seed), 0.0, False
        while not over:
            _, reward, ended, cut_off, info = office.step(choose(info))
            earned, over = earned + reward, ended or cut_off
        found.append(earned)
    return found
