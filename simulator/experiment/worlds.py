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
    import numpy as np
    import pandas as pd

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
    many = len(done)
    columns: dict[str, object] = {}
    if isinstance(scenarios, Mapping):
        columns["scenario"] = [office for office, _ in names] * many
    columns["policy"] = [name for _, name in names] * many
    columns["seed"] = np.repeat(np.array([seed for seed, _ in done], dtype=np.int64), len(names))
    packed = array("d")
    for _, some in done:
        packed += some
    found = np.array(packed).reshape(many * len(names), len(numbers))
    for place, number in enumerate(numbers):
        columns[number] = found[:, place]
    return pd.DataFrame(columns)


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
    import numpy as np
    import pandas as pd

    def as_array(results: list[list[tuple[float, float]]]) -> "np.ndarray":
        return np.array(results[0], dtype=np.float64).reshape(-1, 2)

    flights, where = (
        [Flight(scenario, as_captain(captain), most_events=most_events)],
        Where.asked(workers, executor, keep),
    )
    worlds = dict(fly(flights, under(fate, seeds), DELIVERIES, progress, where, as_array))
    last = max((float(world[-1, 0]) for world in worlds.values() if len(world)), default=0.0)
    days = range(int(last) + 2)
    _check_size(len(days), len(worlds))
    columns = {}
    for seed, world in worlds.items():
        so_far = np.concatenate([[0.0], np.cumsum(world[:, 1])])
        columns[seed] = so_far[np.searchsorted(world[:, 0], days, side="right")]
    return pd.DataFrame(columns, index=pd.Index(days, name="day")).rename_axis(columns="seed")


def _check_size(days: int, worlds: int) -> None:
    if days * worlds > MOST_CELLS:
        raise RefusedError(
            f"a table of {days:,} days and {worlds:,} worlds has more than {MOST_CELLS:,} cells; "
            "ask for fewer worlds, or plan a shorter portfolio"
        )
