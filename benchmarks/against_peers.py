"""One replication against other project simulators, on a network that all of them can run.

    python benchmarks/against_peers.py

120 activities, each for one person of one of four roles, two people a role: the only form that all
of them know. SimPM can hold several people, and roles one after the other. Each peer lives in an
environment of its own under .bench/, made when it is missing.
They do not do the same: pDESy records every day of everybody, mcprojsim keeps calendars and finds
critical paths, SimPM and we handle events. The days of the last finish are printed beside it.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import NamedTuple

from measure import cpu, head, row, spread
from msgspec.structs import replace
from replication import random_project

from simulator import Policy, metrics, simulate
from simulator.network import network
from simulator.scenario import Demand, Scenario

HERE = Path(__file__).parent
PLACES = HERE.parent / ".bench"
SIZE, ROLES, EACH, ROUNDS = 120, 4, 2, 5


class Peer(NamedTuple):
    """Somebody else's simulator."""

    name: str
    package: str
    python: str


PEERS = (
    Peer("pdesy", "pDESy==0.8.0", sys.executable),
    Peer("simpm", "simpm==2.1.2", sys.executable),
    Peer("mcprojsim", "mcprojsim==0.15.2", "python3.13"),
)


def main() -> None:
    """Measure each peer in turn with ours, on what it can express."""
    random = random_project(SIZE, ROLES)
    head(
        f"Other simulators, {SIZE} activities", "peer", "people an activity", "peer (ms)",
        "ours (ms)", "peer / ours", "last finish, peer", "ours",
    )  # fmt: skip
    for peer in PEERS:
        against(peer, one_each(random), "1 of 2")
    against(PEERS[1], random, "1 to 10 of 14")
    several = random_project(SIZE, ROLES, kinds=ROLES)
    against(PEERS[1], several, "1 to 10 of 14, of 1 to 4 roles")


def against(peer: "Peer", scenario: Scenario, people: str) -> None:
    """Measure one peer and print its row."""
    python, policy = environment(peer), Policy(order="latest_finish_time")
    if python is None:
        row(peer.package, people, f"needs {peer.python}, which is not here", "", "", "", "")
        return
    ours = partial(simulate, scenario, policy)
    (finish,) = metrics.finish_days(ours()).values()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(as_json(scenario), file)
        file.flush()
        pairs = [(run(peer, python, file.name), cpu(ours, 50)) for _ in range(ROUNDS)]
    theirs = statistics.median(found["seconds"] for found, _ in pairs)
    mine = statistics.median(seconds for _, seconds in pairs)
    ratios = [found["seconds"] / seconds for found, seconds in pairs]
    row(
        peer.package, people, f"{theirs * 1e3:.1f}", f"{mine * 1e3:.2f}", spread(ratios),
        pairs[0][0]["finish"], finish,
    )  # fmt: skip


def one_each(scenario: Scenario) -> Scenario:
    """The network with one person an activity, and few of each role."""
    (project,) = scenario.projects
    one = [
        replace(activity, people=(Demand(role=activity.people[0].role),))
        for activity in project.activities
    ]
    roles = tuple(replace(role, people=float(EACH)) for role in scenario.roles)
    return replace(scenario, roles=roles, projects=(replace(project, activities=tuple(one)),))


def as_json(scenario: Scenario) -> dict:
    """The network for programs that do not know ours."""
    (project,), plan = scenario.projects, network(scenario).activities
    place = {activity.id: number for number, activity in enumerate(project.activities)}
    order = sorted(range(SIZE), key=lambda it: (plan[it].latest_finish, it))
    rank = {number: position for position, number in enumerate(order)}
    return {
        "days": [activity.days for activity in project.activities],
        "needs": [
            sorted((int(need.role[1:]), int(need.people)) for need in activity.people)
            for activity in project.activities
        ],
        "before": [
            [place[it.activity] for it in activity.predecessors] for activity in project.activities
        ],
        "people": [int(role.people) for role in scenario.roles],
        "rank": [rank[number] for number in range(SIZE)],
    }


def environment(peer: Peer) -> str | None:
    """The Python of a peer's environment; None if there is none to make it from."""
    found, place = shutil.which(peer.python), PLACES / peer.name
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        if found is None:
            return None
        subprocess.run([found, "-m", "venv", "--clear", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", peer.package], check=True)
        (place / "ready").touch()
    return str(python)


def run(peer: Peer, python: str, file: str) -> dict:
    """What a peer says of one run."""
    command = [python, str(HERE / "peers" / f"{peer.name}.py"), file]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{peer.name} failed:\n{result.stderr[-1500:]}")
    return json.loads(result.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
