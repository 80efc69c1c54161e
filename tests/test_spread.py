"""The same table from one process, from many and from a cluster, whatever happens to a worker."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pandas as pd
import pytest
from office import activity, office, project
from trainees_lab import free_port

from simulator import Policy, experiment, load
from simulator.errors import RefusedError
from simulator.experiment import Captain, players, spread

OFFICE = load("three_projects")
CREW = {"first come": Policy(), "cost of delay": Policy(order="cost_of_delay")}


def table(seeds=range(40), **where):
    return experiment.run(OFFICE, CREW, seeds, **({"progress": False} | where))


@pytest.fixture(scope="module")
def alone():
    """What one process makes of it."""
    return table(workers=1)


@pytest.fixture
def small_portions(monkeypatch):
    """Work goes elsewhere after the first world, a few worlds at a time."""
    monkeypatch.setattr(players, "WORTH", 0)
    monkeypatch.setattr(players, "WORTH_A_START", 0)
    monkeypatch.setattr(players, "TASTE", 0)
    monkeypatch.setattr(players, "PORTION", 0.005)


def test_any_number_of_processes_makes_the_same_table(alone, small_portions):
    for workers in (2, 3, None):
        pd.testing.assert_frame_equal(table(workers=workers), alone)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_makes_the_same_table(alone, small_portions, kind):
    more = {} if kind is ThreadPoolExecutor else {"mp_context": get_context("spawn")}
    with kind(2, **more) as executor:
        pd.testing.assert_frame_equal(table(executor=executor), alone)


def test_the_order_of_completion_does_not_matter(alone, small_portions, monkeypatch):
    """An executor that begins with the last job and is done with it first."""

    class Backwards(ThreadPoolExecutor):
        def __init__(self):
            super().__init__(1)
            self.held = []

        def submit(self, work, *jobs):
            self.held.append((future := Future(), work, jobs))
            if len(self.held) >= 4:
                while self.held:
                    later, task, arguments = self.held.pop()
                    later.set_result(task(*arguments))
            return future

    monkeypatch.setattr(players, "PORTION", 1e-9)  # a world is a job
    seeds = range(37)  # the first is played here, the others four at a time
    with Backwards() as executor:
        found = table(seeds, executor=executor)
    pd.testing.assert_frame_equal(found, alone[alone["seed"] < len(seeds)])


def test_a_killed_worker_process_costs_no_world(alone, small_portions):
    """Ours are replaced, and what they had in hand is played again."""
    from loky import get_reusable_executor

    killed = []

    def kill(done):
        for pid in list(get_reusable_executor(2, timeout=spread.IDLE)._processes)[:1]:
            if not killed and done > 3:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    found = table(range(200), workers=2, progress=kill)
    assert killed
    pd.testing.assert_frame_equal(found, table(range(200), workers=1))


def test_an_executor_that_is_gone_costs_no_world(alone):
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    pd.testing.assert_frame_equal(table(executor=executor), alone)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::UserWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_dask_cluster_that_loses_a_worker_makes_the_same_table(small_portions):
    distributed = pytest.importorskip("distributed")
    seeds, killed = range(300), []
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):

        def kill(done):
            if not killed and done > 10:
                pid = next(iter(client.run(os.getpid).values()))
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

        found = table(seeds, executor=client.get_executor(), progress=kill)
    assert killed
    pd.testing.assert_frame_equal(found, table(seeds, workers=1))


def test_stopping_early_keeps_whole_worlds_of_the_same_table(alone, small_portions):
    found = table(workers=2, progress=lambda done: done < 7)
    assert 7 <= found["seed"].nunique() < 40
    same = alone[alone["seed"].isin(found["seed"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, same)


def test_an_order_of_ones_own_travels(small_portions):
    mine = Policy(order=lambda activity, office: -activity.value)
    one, two = (
        experiment.run(OFFICE, {"mine": mine}, range(12), progress=False, workers=workers)
        for workers in (1, 2)
    )
    pd.testing.assert_frame_equal(one, two)


def test_a_fault_in_somebodys_order_shows_itself_here(small_portions):
    def faulty(activity, office):
        raise KeyError("oops")

    with pytest.raises(RefusedError, match="your order 'faulty' failed on day 0"):
        experiment.run(OFFICE, {"x": Policy(order=faulty)}, range(12), progress=False, workers=2)


def test_scenarios_by_name_have_a_column(small_portions):
    offices = {
        "ours": OFFICE,
        "busy": office(*[project(f"p{i}", [activity("a", 5)]) for i in "ab"]),
    }
    found = experiment.run(offices, CREW, range(3), progress=False)
    assert list(found.columns[:3]) == ["scenario", "policy", "seed"]
    assert len(found) == 2 * 2 * 3
    ours = found[found["scenario"] == "ours"].drop(columns="scenario").reset_index(drop=True)
    pd.testing.assert_frame_equal(ours, table(range(3)))


def test_policies_and_logs_of_decisions_make_a_crew():
    from simulator import OrderProjects

    logs = {"nothing": (), "reports first": (OrderProjects(("reports",), day=5),)}
    crew = experiment.crew(CREW, logs)
    assert list(crew) == [
        "first come, nothing", "first come, reports first",
        "cost of delay, nothing", "cost of delay, reports first",
    ]  # fmt: skip
    assert crew["first come, reports first"] == Captain(Policy(), logs["reports first"])


def test_numbers_of_ones_own():
    found = experiment.run(
        OFFICE, CREW, range(3), progress=False,
        measure=lambda events, scenario: {"events": float(len(events))},
    )  # fmt: skip
    assert list(found.columns) == ["policy", "seed", "events"]
    assert (found["events"] > 10).all()


def test_somebody_must_play():
    with pytest.raises(RefusedError, match="nobody plays; write at least one captain"):
        experiment.run(OFFICE, {}, progress=False)


def test_no_worlds_make_an_empty_table():
    assert len(table(())) == 0


def test_jobs_are_handed_over_a_few_at_a_time():
    """A million worlds are not a million jobs in memory."""
    taken = []

    def jobs():
        for job in range(1000):
            taken.append(job)
            yield job

    with ThreadPoolExecutor(2) as executor:
        coming = spread.spread(jobs(), abs, executor, lost=print)
        next(coming)
        assert len(taken) <= spread.UNDER_WAY
        coming.close()


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"workers": 0}, "workers is 0; write a whole number from 1, or None for all cores"),
        ({"workers": 1.5}, "workers is 1.5; write a whole number from 1, or None for all cores"),
        ({"executor": "cluster"}, "executor is 'cluster'; write one that can submit"),
    ],
)
def test_no_place_to_run_is_refused(where, message):
    with pytest.raises(RefusedError) as refused:
        table(**where)
    assert str(refused.value).startswith(message)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::UserWarning")
def test_a_scheduler_known_by_its_address_makes_the_same_table(alone, small_portions, tmp_path):
    """As docs/many-worlds.md says: a scheduler and a worker started from a terminal."""
    distributed = pytest.importorskip("distributed")
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "dask"]
    commands = [
        [*dask, "scheduler", "--port", address.rpartition(":")[2], "--no-dashboard"],
        [*dask, "worker", address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard"],
    ]
    quiet = {"cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(command, **quiet) for command in commands]
    try:
        with distributed.Client(address, timeout=30) as client:
            client.wait_for_workers(1, timeout=30)
            found = table(executor=client.get_executor())
            there = client.run(lambda: "simulator.experiment.fly" in sys.modules)
    finally:
        for process in processes:
            process.terminate()
            process.wait(20)
    pd.testing.assert_frame_equal(found, alone)
    assert set(there.values()) == {True}
