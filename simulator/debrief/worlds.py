"""One's own decisions in many parallel worlds, labelled with what that means."""

from concurrent.futures import Executor
from typing import TYPE_CHECKING, NamedTuple

from simulator import experiment
from simulator.debrief.basis import HIDDEN, Basis, other_worlds
from simulator.debrief.captains import MODES, flown
from simulator.debrief.estimate import Estimate
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
    table: "pd.DataFrame"
    """One row a world: seed, the numbers of `metrics.summary`, and left_out, the decisions that
    the world did not allow."""
    here: dict[str, float]
    """The same numbers of the flight itself."""
    basis: Basis

    @property
    def luck(self) -> Estimate:
        """In how many % of the other worlds it brought less than here."""
        return luck_percentile(self.here["net"], self.table["net"].tolist(), self.basis)

    @property
    def words(self) -> str:
        """What the table says, in a sentence or two."""
        nets, out = self.table["net"], self.table[LEFT_OUT]
        said = (
            f"In 8 of 10 of {len(nets)} worlds it brings {nets.quantile(0.1):,.0f} to "
            f"{nets.quantile(0.9):,.0f} k€, here {self.here['net']:,.0f} ({self.meaning})."
        )
        if not out.any():
            return said
        return (
            f"{said} In {(out > 0).mean():.0%} of them some decisions could not be carried out, "
            f"{out[out > 0].mean():.1f} on average."
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
    """The decisions of a flight in so many other worlds, those of `fate`.

    Modes: "rule" (the standing rules alone, as they were changed), "open_loop" (every decision on
    its day, blindly; what a world does not allow is left out there and counted). Who plays, what is
    kept, and how to stop is as in `experiment.run`. Raises RefusedError for no such mode, or fewer
    than two worlds.
    """
    if mode == "node":
        raise RefusedError(
            'mode is \'node\', which judges single decisions; write "rule" or "open_loop"'
        )
    captain = flown(session, mode)
    table = experiment.run(
        session.scenario, {mode: captain}, other_worlds(worlds), progress,
        workers=workers, executor=executor, keep=keep, fate=fate,
    )  # fmt: skip
    here = experiment.play(session.scenario, flown(session), session.seed)
    basis = Basis.of(session, len(table), fate)
    return Parallel(mode, MODES[mode], table.drop(columns="policy"), here, basis)
