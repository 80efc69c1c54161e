"""A thousand worlds: on one core, on all of them, on a Dask cluster; against SimPy's loop alone.

    python benchmarks/scaling.py

The largest scenario with every mechanism on. The floor is SimPy's own loop in as many processes,
for as many events that do nothing: nobody who uses SimPy can be faster.
"""

import time
from functools import partial

import floor
from measure import head, rounds, row, spread, wall
from msgspec.structs import replace

from simulator import Policy, experiment, load, simulate
from simulator.experiment.spread import IDLE, cores
from simulator.mechanisms import everything

WORLDS, PAIRS, ROUNDS = 200, 50, 3
CAPSTONE = replace(load("eighteen_months"), mechanisms=everything())
CREW = {"first come": Policy()}
PAIR = {"first come": Policy(), "cost of delay": Policy(order="cost_of_delay")}


def main() -> None:
    """Measure them in turn."""
    events = floor.count(lambda: [simulate(CAPSTONE, Policy(), seed) for seed in range(20)]) / 20
    many = cores()
    head(
        f"{WORLDS} worlds of {len(CAPSTONE.projects)} projects, all mechanisms on",
        "on", "seconds", "against", "ratio",
    )  # fmt: skip
    played(many, seeds=range(20))  # processes are started once and kept
    one, all_, ratios = rounds(partial(timed, 1), partial(timed, many), ROUNDS)
    row("1 core", f"{one:.1f}", f"{many} cores: {all_:.1f} s", spread(ratios))
    took, bare, ratios = rounds(
        partial(timed, many), partial(floors, int(events * WORLDS), many), ROUNDS
    )
    row(f"{many} cores", f"{took:.1f}", f"SimPy's loop alone: {bare:.2f} s", spread(ratios))
    took, bare, ratios = rounds(
        partial(timed, many, PAIR, range(PAIRS)),
        partial(floors, int(2 * events * PAIRS), many), ROUNDS,
    )  # fmt: skip
    row(f"{PAIRS} pairs, {many} cores", f"{took:.1f}", f"the same: {bare:.2f} s", spread(ratios))
    dask(many)
    print(f"\n{events:,.0f} SimPy events a replication.")


def played(workers: int, crew=CREW, seeds=range(WORLDS), **where) -> object:
    """The table of an experiment that nothing was kept of."""
    return experiment.run(CAPSTONE, crew, seeds, False, workers=workers, keep=False, **where)


def timed(workers: int, crew=CREW, seeds=range(WORLDS), **where) -> float:
    """Seconds on the clock for an experiment."""
    return wall(partial(played, workers, crew, seeds, **where))


def floors(events: int, workers: int) -> float:
    """Seconds on the clock until so many processes are done with a part of the events each."""
    from loky import get_reusable_executor

    executor = get_reusable_executor(workers, timeout=IDLE)
    part = events // workers
    list(executor.map(_warm, range(workers)))
    return wall(lambda: list(executor.map(floor.processor_time, [part] * workers)))


def _warm(number: int) -> int:
    time.sleep(0.05)
    return number


def dask(workers: int) -> None:
    """The same on a cluster of as many processes on this machine."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        row("Dask", "", "not installed", "")
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        Client(cluster) as client,
    ):
        there = partial(timed, None, executor=client.get_executor())
        there()
        took, other, ratios = rounds(there, partial(timed, workers), ROUNDS)
        ours = f"{workers} cores: {other:.1f} s"
        row(f"Dask, {workers} workers", f"{took:.1f}", ours, spread(ratios))


if __name__ == "__main__":
    main()
