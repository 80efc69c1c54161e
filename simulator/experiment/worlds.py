"""Many worlds, played one after the other, with every captain in each."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from simulator.decisions import Decision
from simulator.metrics import deliveries, summary
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Captain(NamedTuple):
    """Who steers: a policy and the decisions taken on top of it."""

    policy: Policy = Policy()
    decisions: tuple[Decision, ...] = ()


Progress = bool | Callable[[int], bool | None]
"""True shows a progress bar, False none; a function is told how many worlds are done after each
of them, and stops the rest by returning False."""

Thing = TypeVar("Thing")


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

    crew = {name: as_captain(captain) for name, captain in captains.items()}
    rows: list[dict] = []

    def world(seed: int) -> None:
        runs = {name: play(scenario, captain, seed) for name, captain in crew.items()}
        rows.extend({"policy": name, "seed": seed, **run} for name, run in runs.items())

    play_each(seeds, progress, world)
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

    captain = as_captain(captain)
    worlds: dict[int, list[tuple[float, float]]] = {}

    def world(seed: int) -> None:
        events = simulate(scenario, captain.policy, seed, captain.decisions)
        worlds[seed] = [(day, worth) for day, _, worth in deliveries(events)]

    play_each(seeds, progress, world)
    last = max((day for world in worlds.values() for day, _ in world), default=0.0)
    days = range(int(last) + 2)
    columns = {
        seed: [sum(value for when, value in world if when <= day) for day in days]
        for seed, world in worlds.items()
    }
    return pd.DataFrame(columns, index=pd.Index(days, name="day")).rename_axis(columns="seed")


def as_captain(captain: Policy | Captain) -> Captain:
    """A captain; a policy alone is one who decides nothing on top of it."""
    return captain if isinstance(captain, Captain) else Captain(captain)


def play_each(
    things: Iterable[Thing],
    progress: Progress,
    step: Callable[[Thing], None],
    what: str = "worlds",
) -> None:
    """Play one after the other while somebody watches; an interrupt keeps those that are done."""
    from tqdm.auto import tqdm

    watch = progress if callable(progress) else None
    with tqdm(list(things), desc=what, disable=progress is not True, leave=False) as bar:
        try:
            for done, thing in enumerate(bar, start=1):
                step(thing)
                if watch and watch(done) is False:
                    return
        except KeyboardInterrupt:
            bar.write(f"stopped; the {what} that are done are kept")


def play(scenario: Scenario, captain: Captain, seed: int) -> dict[str, float]:
    """The headline numbers of one run to its end."""
    events = simulate(scenario, captain.policy, seed, captain.decisions)
    return summary(events, scenario)
