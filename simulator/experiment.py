"""The same question in many worlds: replications, paired differences, intervals."""

from collections.abc import Callable, Iterable, Mapping
from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from simulator.decisions import Decision
from simulator.errors import RefusedError
from simulator.events import ProjectFinished
from simulator.metrics import summary
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Captain(NamedTuple):
    """Who steers: a policy and the decisions taken on top of it."""

    policy: Policy = Policy()
    decisions: tuple[Decision, ...] = ()


def _signed(number: float) -> str:
    """A difference as people write it."""
    return f"{number:+,.0f}" if abs(number) >= 100 else f"{number:+.3g}"


class Difference(NamedTuple):
    """What B has more than A in the same worlds: its mean and a 95 % interval."""

    metric: str
    mean: float
    low: float
    high: float
    wins: float
    """Share of worlds in which B has more; ties count half."""
    worlds: int

    def __repr__(self) -> str:
        return (
            f"{self.metric}: {_signed(self.mean)} (95 % interval {_signed(self.low)} to "
            f"{_signed(self.high)}), "
            f"more in {self.wins:.0%} of {self.worlds} worlds"
        )


Progress = bool | Callable[[int], bool | None]
"""True shows a progress bar, False none; a function is told how many worlds are done after each
of them, and stops the rest by returning False."""


def run(
    scenario: Scenario,
    captains: Mapping[str, Policy | Captain],
    seeds: Iterable[int] = range(100),
    progress: Progress = True,
) -> "pd.DataFrame":
    """Play every captain in every world.

    One row a run. Columns: policy (the captain's name), seed, then one per headline number of
    `metrics.summary`. An interrupt keeps the worlds that are done, in all of which every captain
    has played.
    """
    import pandas as pd

    crew = {name: _captain(captain) for name, captain in captains.items()}
    rows: list[dict] = []

    def world(seed: int) -> None:
        runs = {name: play(scenario, captain, seed) for name, captain in crew.items()}
        rows.extend({"policy": name, "seed": seed, **run} for name, run in runs.items())

    _play_each(seeds, progress, world)
    return pd.DataFrame(rows)


def paths(
    scenario: Scenario,
    captain: Policy | Captain = Policy(),
    seeds: Iterable[int] = range(100),
    progress: Progress = True,
) -> "pd.DataFrame":
    """Value delivered in k€ by the end of each working day: one row a day, one column a seed.

    The last row is the day after the last project finished in any of the worlds.
    """
    import pandas as pd

    captain = _captain(captain)
    worlds: dict[int, list[tuple[float, float]]] = {}

    def world(seed: int) -> None:
        events = simulate(scenario, captain.policy, seed, captain.decisions)
        worlds[seed] = [(e.day, e.value) for e in events if isinstance(e, ProjectFinished)]

    _play_each(seeds, progress, world)
    last = max((day for world in worlds.values() for day, _ in world), default=0.0)
    days = range(int(last) + 2)
    columns = {
        seed: [sum(value for when, value in world if when <= day) for day in days]
        for seed, world in worlds.items()
    }
    return pd.DataFrame(columns, index=pd.Index(days, name="day")).rename_axis(columns="seed")


def _captain(captain: Policy | Captain) -> Captain:
    return captain if isinstance(captain, Captain) else Captain(captain)


def _play_each(seeds: Iterable[int], progress: Progress, world: Callable[[int], None]) -> None:
    """Play world after world while somebody watches; an interrupt keeps those that are done."""
    from tqdm.auto import tqdm

    watch = progress if callable(progress) else None
    with tqdm(list(seeds), desc="worlds", disable=progress is not True, leave=False) as bar:
        try:
            for done, seed in enumerate(bar, start=1):
                world(seed)
                if watch and watch(done) is False:
                    return
        except KeyboardInterrupt:
            bar.write("stopped; the worlds that are done are kept")


def play(scenario: Scenario, captain: Captain, seed: int) -> dict[str, float]:
    """The headline numbers of one run to its end."""
    events = simulate(scenario, captain.policy, seed, captain.decisions)
    return summary(events, scenario)


def compare(table: "pd.DataFrame", a: str, b: str, metric: str = "net") -> Difference:
    """What captain `b` has more of than captain `a`, world by world.

    `table` comes from `run`. The interval is Student's for paired differences.
    """
    for name in (a, b):
        if name not in set(table.get("policy", ())):
            raise RefusedError(f"nobody called '{name}' played; write a policy of the table")
    if metric not in table:
        raise RefusedError(f"there is no number '{metric}'; write a column of the table")
    pairs = table.pivot(index="seed", columns="policy", values=metric)[[a, b]].dropna()
    differences = [float(x) for x in pairs[b] - pairs[a]]
    mean, low, high = interval(differences)
    wins = fmean((x > 0) + (x == 0) / 2 for x in differences)
    return Difference(metric, mean, low, high, wins, len(differences))


def interval(numbers: list[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """(mean, low, high) of the confidence interval for the mean; needs two numbers or more."""
    if len(numbers) < 2:
        raise RefusedError(f"an interval needs at least 2 worlds, found {len(numbers)}")
    mean = fmean(numbers)
    half = student(confidence, len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return mean, mean - half, mean + half


def student(confidence: float, freedom: int) -> float:
    """The two-sided quantile of Student's t distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + confidence / 2))
