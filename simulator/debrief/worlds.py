"""One's own decisions in many parallel worlds, labelled with what that means."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from statistics import fmean, quantiles
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator import experiment
from simulator.debrief.basis import HIDDEN, Basis, other_worlds
from simulator.debrief.captains import MODES, flown
from simulator.debrief.estimate import Estimate
from simulator.debrief.node import node_table, node_words
from simulator.debrief.numbers import luck_percentile
from simulator.errors import RefusedError
from simulator.experiment import Progress
from simulator.experiment.measures import LEFT_OUT
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd


class Parallel(NamedTuple):
    """What the same decisions came to in other worlds, and what came of them here."""

    mode: str
    meaning: str
    """What it means to take decisions to another world in this mode."""
    rows: Sequence[dict[str, Any]]
    """A record a world: seed, the numbers of `metrics.summary`, and left_out, the decisions that
    the world did not allow. In node mode one a day of decisions and world: see `node_table`."""
    here: dict[str, float]
    """The same numbers in the world that was flown."""
    basis: Basis

    @property
    def table(self) -> "pd.DataFrame":
        """The rows as a table."""
        import pandas as pd

        return pd.DataFrame(list(self.rows))

    @property
    def nets(self) -> list[float]:
        """The results: in node mode, from the day of the last decision on."""
        last = max((row["day"] for row in self.rows if "day" in row), default=None)
        return [float(row["net"]) for row in self.rows if row.get("day") == last]

    @property
    def luck(self) -> Estimate:
        """In how many % of the other worlds it brought less than here."""
        return luck_percentile(self.here["net"], self.nets, self.basis)

    @property
    def words(self) -> str:
        """What the table says, in a sentence or two."""
        low, high = tails(self.nets)
        said = (
            f"In 8 of 10 of {len(self.nets)} worlds it brings {low:,.0f} to {high:,.0f} k€, here "
            f"{self.here['net']:,.0f} ({self.meaning})."
        )
        decided = node_words(self.table) if self.mode == "node" else ()
        return " ".join([said, *decided, *_left_out([row[LEFT_OUT] for row in self.rows])])


def tails(numbers: list[float]) -> tuple[float, float]:
    """The ends of the middle eight tenths."""
    tenths = quantiles(numbers, n=10, method="inclusive")
    return tenths[0], tenths[-1]


def _left_out(out: Sequence[float]) -> Iterator[str]:
    """How often decisions could not be carried out, if ever."""
    some = [count for count in out if count > 0]
    if some:
        yield (
            f"In {len(some) / len(out):.0%} of them some decisions could not be carried out, "
            f"{fmean(some):.1f} on average."
        )


def worlds(
    session: Session,
    worlds: int = 200,
    mode: str = "rule",
    *,
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> Parallel:
    """The decisions of a flight in so many other worlds.

    Modes: "rule" (the standing rules alone, as they were changed), "open_loop" (every decision on
    its day, blindly; what a world does not allow is left out there and counted), both in the
    worlds of `fate`; "node" (every day's decisions where they were taken, with and without them,
    in worlds that look the same until then: `debrief.fates`). Who plays, what is kept (nothing in
    node mode), and how to stop is as in `experiment.run`. Raises RefusedError for no such mode,
    fewer than two worlds, or a node mode without decisions.
    """
    captain, many = flown(session, mode), other_worlds(worlds)
    if mode == "node":
        if not session.decisions:
            raise RefusedError('nothing was decided by hand; write mode="rule"')
        fate = "given what was seen"
        table = node_table(session, worlds, progress, workers=workers, executor=executor)
        rows = [{str(k): v for k, v in it.items()} for it in table.to_dict("records")]
    else:
        rows = experiment.played(
            session.scenario, {mode: captain}, many, progress,
            workers=workers, executor=executor, keep=keep, fate=fate,
        ).rows()  # fmt: skip
    here = experiment.play(session.scenario, captain, session.seed)
    played = Parallel(mode, MODES[mode], rows, here, Basis.of(session, 0, fate))
    return played._replace(basis=played.basis._replace(worlds=len(played.nets)))
