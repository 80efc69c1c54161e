"""The best policy that can be found for an organisation: many are tried, the better half stays."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from simulator.experiment.intervals import Difference, difference, interval
from simulator.experiment.sampling import neighbour, sampled
from simulator.experiment.watch import Progress
from simulator.experiment.worlds import run
from simulator.policies import Policy
from simulator.policies.fields import FIELDS
from simulator.policies.functions import FUNCTIONS, PLAIN
from simulator.policies.moves import MOVES
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Named = dict[str, Policy]
NOTHING = "nothing"
FIRST_WORLDS = 4
"""Worlds in the first round; each further one has twice as many for half the policies."""
STAY = 8
"""Policies among which a search ends."""
CHILDREN = 12
"""Neighbours that each of them is given."""


class Found(NamedTuple):
    """What a search has found, told in worlds in which it had not searched. Money in k€."""

    policy: Policy
    net: float
    """Its mean net value."""
    low: float
    high: float
    """The 95 % interval of that mean."""
    searched: float
    """Its mean in the last round of the search, where the winner of many is partly lucky."""
    move: str
    """The best single move, which was looked for in the same way, or "nothing"."""
    move_net: float
    """The mean net value of that move."""
    ahead: Difference
    """What the policy brings beyond the move."""
    tried: int
    """Policies that were tried."""
    worlds: int
    """Worlds in which all this is told."""


def search(
    scenario: Scenario,
    policies: int = 200,
    generations: int = 1,
    worlds: int = 200,
    progress: Progress = True,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = "",
) -> Found:
    """The best policy found for a scenario, and the best single move to hold it against.

    So many sampled policies are halved until few stay, in rounds of ever more worlds; then, in
    each generation, their neighbours join and all are halved again. Of what is left the best loses
    every function that brings nothing, and is told in `worlds` new worlds. All worlds are those of
    `fate`; who plays is as in `run`.
    """

    def play(captains: Named, many: int, part: str) -> "pd.DataFrame":
        return run(
            scenario, captains, range(many), progress, workers=workers, executor=executor,
            keep=keep, fate=f"{fate}, {part}",
        )  # fmt: skip

    moves = halved({NOTHING: PLAIN} | {it.name: it.added(PLAIN) for it in MOVES.values()},
                   play, "moves")  # fmt: skip
    best = halved({f"{it}": sampled(it) for it in range(policies)}, play, "sampled") | moves
    tried = policies + 1 + len(MOVES)
    for generation in range(generations):
        born = _born(best, generation)
        tried += len(born)
        best = halved(best | born, play, f"generation {generation}")
    last = means(play(best | moves, worlds // 2, "last"))
    move, winner = max(moves, key=last.__getitem__), max(best, key=last.__getitem__)
    policy = bare(best[winner], play, worlds // 4)
    return _told(policy, last[winner], move, play({"best": policy, "move": moves[move]}, worlds,
                 "told"), tried)  # fmt: skip


Play = Callable[[Named, int, str], "pd.DataFrame"]
"""Policies by name, how many worlds, and for which part of the search: each has its own."""


def means(table: "pd.DataFrame") -> dict[str, float]:
    """Mean net value by the captain's name, in k€."""
    found = table.groupby("policy", sort=False)["net"].mean()
    return {str(name): float(mean) for name, mean in found.items()}


def halved(policies: Mapping[str, Policy], play: Play, part: str) -> Named:
    """Those of the policies that stay when half have to go again and again."""
    left, many = dict(policies), FIRST_WORLDS
    while len(left) > STAY:
        nets = means(play(left, many, f"{part}, {many} worlds"))
        ranked = sorted(left, key=nets.__getitem__, reverse=True)
        left = {name: left[name] for name in ranked[: max(STAY, len(ranked) // 2)]}
        many *= 2
    return left


def _born(parents: Named, generation: int) -> Named:
    return {
        f"{name}, {generation}.{child}": neighbour(policy, child, f"{name}, {generation}")
        for name, policy in parents.items()
        for child in range(CHILDREN)
    }


def bare(policy: Policy, play: Play, worlds: int) -> Policy:
    """The policy without each function, and each single field, that brings nothing in it."""
    for name, less in _plainer():
        plainer = replace(policy, **less)
        if plainer == policy:
            continue
        nets = means(play({"with": policy, "without": plainer}, worlds, f"without {name}"))
        if nets["without"] >= nets["with"]:
            policy = plainer
    return policy


def _plainer() -> Iterator[tuple[str, dict[str, Any]]]:
    """Fields to put back as they are where nobody decides: by function, then one by one."""
    groups = {name: function.fields for name, function in FUNCTIONS.items()}
    for name, fields in (groups | {field: (field,) for field in FIELDS}).items():
        yield name, {field: getattr(PLAIN, field) for field in fields}


def _told(policy: Policy, searched: float, move: str, table: "pd.DataFrame", tried: int) -> Found:
    nets = {name: table[table["policy"] == name]["net"].tolist() for name in ("best", "move")}
    many = len(nets["move"])
    ahead = difference(table, "move", "best")
    return Found(policy, *interval(nets["best"]), searched, move, sum(nets["move"]) / many, ahead,
                 tried, many)  # fmt: skip
