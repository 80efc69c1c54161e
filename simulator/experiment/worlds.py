"""Many worlds, with every captain in each of them."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from simulator.errors import RefusedError
from simulator.experiment.captain import Captain, Flight, as_captain
from simulator.experiment.fate import under
from simulator.experiment.fly import fly
from simulator.experiment.measures import (
    BLIND_SUMMARY,
    DELIVERIES,
    SUMMARY,
    Numbers,
    own_measure,
)
from simulator.experiment.played import Played
from simulator.experiment.watch import Progress
from simulator.experiment.where import Where
from simulator.limits import MOST_CELLS, MOST_EVENTS
from simulator.metrics import Events
from simulator.policies import Policy
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def run(
    scenarios: Scenario | Mapping[str, Scenario],
    captains: Mapping[str, Policy | Captain],
    seeds: Iterable[int] = range(100),
    progress: Progress = True,
    *,
    measure: Callable[[Events, Scenario], Mapping[str, float]] | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    most_events: int = MOST_EVENTS,
    fate: str = "",
) -> "pd.DataFrame":
    """Play every captain in every scenario in every world.

    One row a run. Columns: scenario (its name, where several were given by name), policy (the
    captain's name), seed, then one per headline number of `metrics.summary`, or per number that
    `measure(events, scenario)` gives. The table is the same whoever plays: `workers` is the number
    of processes (None: one a core), `executor` anything that can `submit`, such as a cluster's
    `Client.get_executor()`. With `keep` finished worlds are kept on disk and not played again, but
    for those with numbers or an order of somebody's own. Any text as `fate` is other luck: other
    worlds, which the column seed names as they can be flown. Where somebody flies blindly, a column
    left_out counts the decisions that a world did not allow.

    An interrupt, or a function as `progress` that returns False, keeps the worlds that are done,
    in all of which every captain has played. Raises RefusedError if nobody plays, DecisionError for
    a decision that a world does not allow, and EndlessError, with seed and captain, if more than
    `most_events` events happen in a run.
    """
    return played(
        scenarios, captains, seeds, progress, measure=measure, workers=workers, executor=executor,
        keep=keep, most_events=most_events, fate=fate,
    ).frame()  # fmt: skip


def played(
    scenarios: Scenario | Mapping[str, Scenario],
    captains: Mapping[str, Policy | Captain],
    seeds: Iterable[int] = range(100),
    progress: Progress = True,
    *,
    measure: Callable[[Events, Scenario], Mapping[str, float]] | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    most_events: int = MOST_EVENTS,
    fate: str = "",
) -> Played:
    """The same as `run` without any table, and so without the libraries that tables need.

    Raises RefusedError, DecisionError and EndlessError as `run` does.
    """
    offices = scenarios if isinstance(scenarios, Mapping) else {"": scenarios}
    if not (offices and captains):
        raise RefusedError("nobody plays; write at least one captain and one scenario, by name")
    names = [(office, captain) for office in offices for captain in captains]
    flights = [
        Flight(offices[office], as_captain(captains[name]), name, most_events)
        for office, name in names
    ]
    usual = BLIND_SUMMARY if any(it.captain.blindly for it in flights) else SUMMARY
    wanted = usual if measure is None else own_measure(measure)
    where = Where.asked(workers, executor, keep)
    numbers: list[str] = []

    def pack(results: list[Numbers]) -> "array[float]":
        numbers[:] = numbers or list(results[0])
        return array("d", [found[number] for found in results for number in numbers])

    done = fly(flights, under(fate, seeds), wanted, progress, where, pack)
    packed = array("d")
    for _, some in done:
        packed += some
    return Played(
        isinstance(scenarios, Mapping),
        tuple(names),
        tuple(seed for seed, _ in done),
        tuple(numbers),
        packed,
    )


def paths(
    scenario: Scenario,
    captain: Policy | Captain = Policy(),
    seeds: Iterable[int] = range(100),
    progress: Progress = True,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    most_events: int = MOST_EVENTS,
    fate: str = "",
) -> "pd.DataFrame":
    """Value delivered in k€ by the end of each working day: one row a day, one column a seed.

    The last row is the day after the last project finished in any of the worlds. Who plays them,
    what is kept, and what `fate` is, is as in `run`. Raises RefusedError if the table would be too
    large, EndlessError as `run` does.
    """
    import pandas as pd

    worlds = delivered(
        scenario, captain, seeds, progress, workers=workers, executor=executor, keep=keep,
        most_events=most_events, fate=fate,
    )  # fmt: skip
    days = range(len(next(iter(worlds.values()), [0.0, 0.0])))
    index = pd.Index(days, name="day")
    return pd.DataFrame(worlds, index=index, dtype=float).rename_axis(columns="seed")


def delivered(
    scenario: Scenario,
    captain: Policy | Captain = Policy(),
    seeds: Iterable[int] = range(100),
    progress: Progress = True,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    most_events: int = MOST_EVENTS,
    fate: str = "",
) -> dict[int, list[float]]:
    """The same as `paths` without any table: by seed, value delivered by the end of each day.

    Raises RefusedError as `paths` does.
    """
    flights = [Flight(scenario, as_captain(captain), most_events=most_events)]
    where = Where.asked(workers, executor, keep)
    found = dict(fly(flights, under(fate, seeds), DELIVERIES, progress, where, lambda it: it[0]))
    last = max((float(world[-1][0]) for world in found.values() if world), default=0.0)
    days = int(last) + 2
    _check_size(days, len(found))
    return {seed: _by_day(world, days) for seed, world in found.items()}


def _by_day(deliveries: list[tuple[float, float]], days: int) -> list[float]:
    """What has been delivered by the end of each day."""
    path, so_far, place = [], 0.0, 0
    for day in range(days):
        while place < len(deliveries) and deliveries[place][0] <= day:
            so_far += deliveries[place][1]
            place += 1
        path.append(so_far)
    return path


def _check_size(days: int, worlds: int) -> None:
    if days * worlds > MOST_CELLS:
        raise RefusedError(
            f"a table of {days:,} days and {worlds:,} worlds has more than {MOST_CELLS:,} cells; "
            "ask for fewer worlds, or plan a shorter portfolio"
        )
