"""Two captains in the same worlds, until it is known how far they differ."""

from concurrent.futures import Executor
from contextlib import closing

from simulator.errors import RefusedError
from simulator.experiment.captain import Captain, Flight, as_captain
from simulator.experiment.fate import under
from simulator.experiment.fly import finished
from simulator.experiment.intervals import Difference, summed
from simulator.experiment.measures import SUMMARY, check_metric
from simulator.experiment.watch import Progress, Watch
from simulator.experiment.where import Where
from simulator.limits import MOST_EVENTS
from simulator.policies import Policy
from simulator.scenario import Scenario

FIRST_LOOK = 30
"""Worlds before anybody looks whether they are enough."""
GROWTH = 1.25
"""By how much there are more worlds at each further look."""
FIXED, MOST = 100, 5000
"""Worlds, if nobody says how many: without a width to reach, and at most with one."""


def compare(
    scenario: Scenario,
    a: Policy | Captain,
    b: Policy | Captain,
    metric: str = "net",
    width: float | None = None,
    count: int | None = None,
    progress: Progress = True,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    most_events: int = MOST_EVENTS,
    fate: str = "",
) -> Difference:
    """What captain B has more of than captain A: both play the same worlds, 0, 1, 2, …

    Without `width` they play `count` worlds (100), and the interval is Student's for paired
    differences. With it they play until the interval is at most so wide, in the metric's unit, or
    until `count` worlds (5,000) are played; its width tells which. That interval is wider, since it
    has to hold although somebody looked again and again: see `anytime`.

    An interrupt keeps the worlds that are done. Who plays, what is kept, and what `fate` is, is as
    in `run`.
    Raises RefusedError for a number that is not measured, no width, or fewer than two worlds;
    EndlessError as `run` does.

    >>> from simulator import Policy, load
    >>> rules = Policy(), Policy(order="due_first")
    >>> compare(load("three_projects"), *rules, count=20, progress=False)
    net: +79.3 (95 % interval +48.6 to +110), more in 82% of 20 worlds
    """
    _check(metric, width, count)
    captains = {"a": as_captain(a), "b": as_captain(b)}
    flights = [Flight(scenario, it, name, most_events) for name, it in captains.items()]
    most = count or (FIXED if width is None else MOST)
    looks, in_order = _looks(width, most), InOrder()
    worlds, where = under(fate, range(most)), Where.asked(workers, executor, keep)
    with (
        Watch(most if width is None else None, progress, "worlds") as watching,
        closing(where.shelf(watching.say)) as shelf,
        closing(finished(flights, worlds, SUMMARY, where, shelf, watching.say)) as coming,
    ):
        for some in coming:
            in_order.add({world: b[metric] - a[metric] for world, (a, b) in some.items()})
            while width is not None and looks and looks[0] <= len(in_order.done):
                so_far = summed(metric, in_order.done[: looks.pop(0)], looked=True)
                if so_far.width <= width:
                    return so_far
            if not watching.goes_on(len(some)):
                break
    return summed(metric, in_order.done, looked=width is not None)


def _looks(width: float | None, most: int) -> list[int]:
    """Numbers of worlds at which somebody looks whether they are enough."""
    looks = [] if width is None else [FIRST_LOOK]
    while looks and looks[-1] < most:
        looks.append(min(most, int(looks[-1] * GROWTH)))
    return [look for look in looks if look <= most]


class InOrder:
    """Differences up to the first world that is missing.

    What is in there does not depend on which worlds happened to be done first, so the same question
    always stops after the same world.
    """

    def __init__(self) -> None:
        self.done: list[float] = []
        self.early: dict[int, float] = {}

    def add(self, some: dict[int, float]) -> None:
        """Take in the differences of some worlds."""
        self.early |= some
        while len(self.done) in self.early:
            self.done.append(self.early.pop(len(self.done)))


def _check(metric: str, width: float | None, count: int | None) -> None:
    check_metric(metric)
    if width is not None and not width > 0:
        raise RefusedError(f"width is {width!r}; write more than 0, in the unit of '{metric}'")
    if count is not None and (isinstance(count, bool) or not count >= 2):
        raise RefusedError(f"count is {count!r}; an interval needs at least 2 worlds")
