"""Where each decision pays: single moves in many organisations, alone and on top of a whole PMO."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from simulator.experiment.intervals import interval
from simulator.experiment.watch import Progress
from simulator.experiment.worlds import run
from simulator.policies import Policy
from simulator.policies.moves import MOVES, Move
from simulator.policies.ready import READY
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

ADDED, WITHIN = "added alone", "within a PMO"
COLUMNS = ("scenario", "move", "serves", "how", "worth", "low", "high", "lost", "worlds", "base")


def pay(
    scenarios: Mapping[str, Scenario],
    moves: Iterable[Move] = tuple(MOVES.values()),
    seeds: Iterable[int] = range(60),
    whole: Policy = READY["tailored"],
    progress: Progress = True,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = "",
) -> "pd.DataFrame":
    """What each move is worth in each organisation, in k€ of net value.

    One row a move, organisation and way: "added alone" is the move on top of nothing at all;
    "within a PMO" is the policy `whole` with the move against itself without it. Columns:
    scenario, move, serves (the function or standing rule it belongs to), how, worth (the mean
    difference in the same worlds), low and high (its 95 % interval), lost (share of worlds in which
    it cost more than it brought), worlds, base (mean net value of the office it is compared with).

    Who plays, what is kept, and what `fate` is, is as in `run`. An interrupt keeps the worlds in
    which everybody has played.
    """
    import pandas as pd

    moves = list(moves)
    captains = {name: it for move in moves for name, it in _captains(move, whole).items()}
    table = run(
        scenarios, captains, seeds, progress, workers=workers, executor=executor, keep=keep,
        fate=fate,
    )  # fmt: skip
    rows: list[tuple] = []
    for name in scenarios:
        there = table[table["scenario"] == name]
        nets = there.pivot_table(index="seed", columns="policy", values="net", sort=False)
        rows += _rows(name, nets, moves)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _captains(move: Move, whole: Policy) -> dict[str, Policy]:
    """Who shows what a move is worth, by name: the way, and with or without it."""
    nothing = Policy()
    return {
        ADDED: nothing,
        f"{ADDED}, {move.name}": move.added(nothing),
        f"{WITHIN}, without {move.name}": move.taken(whole),
        f"{WITHIN}, {move.name}": move.added(whole),
    }


def _rows(scenario: str, nets: "pd.DataFrame", moves: list[Move]) -> Iterator[tuple]:
    """The rows of one organisation; `nets` has a row a world and a column a captain."""
    for move in moves:
        for how, without in ((ADDED, ADDED), (WITHIN, f"{WITHIN}, without {move.name}")):
            differences = (nets[f"{how}, {move.name}"] - nets[without]).tolist()
            worth, low, high = interval(differences)
            lost = sum(it < 0 for it in differences) / len(differences)
            base = float(nets[without].mean())
            yield (scenario, move.name, move.serves, how, worth, low, high, lost,
                   len(differences), base)  # fmt: skip
