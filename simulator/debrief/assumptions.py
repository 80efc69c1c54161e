"""Whether the PMO would still pay, or still lose, if the world worked a little otherwise."""

from collections.abc import Iterable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from simulator.debrief.basis import HIDDEN, Basis, other_worlds
from simulator.debrief.captains import flown, without_functions
from simulator.experiment import Progress, sensitivity
from simulator.policies.functions import FUNCTIONS
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd


def assumptions(
    session: Session,
    worlds: int = 30,
    parameters: Iterable[str] | None = None,
    span: float | None = 0.5,
    *,
    metric: str = "net",
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> "pd.DataFrame":
    """What the PMO added, with one assumption after the other changed, in the same worlds.

    The table is that of `experiment.sensitivity`, with its rules for `parameters` and `span`;
    `difference` is what the PMO brought. `attrs` hold what it rests on ("basis") and a sentence
    that says whether the sign survives ("words"). Raises what `sensitivity` raises.
    """
    own = flown(session)
    table = sensitivity(
        session.scenario, without_functions(own, *FUNCTIONS), own, metric, other_worlds(worlds),
        parameters, span, progress, workers=workers, executor=executor, keep=keep, fate=fate,
    )  # fmt: skip
    table.attrs = {"basis": Basis.of(session, worlds, fate), "words": (survives(table),)}
    return table


def survives(table: "pd.DataFrame") -> str:
    """Whether the sign of what the PMO added survives every assumption that was changed."""
    base = table.iloc[0]
    tried = table[(table["outcome"] != "base") & (table["outcome"] != "refused")]
    if base["low"] <= 0 <= base["high"]:
        return "Whether the PMO pays is not known in these worlds, so no assumption can turn it."
    does = "pays" if base["difference"] > 0 else "loses"
    turned = tried.loc[tried["flips"], "parameter"].unique()
    faded = tried.loc[tried["outcome"] == "fades", "parameter"].unique()
    if len(turned):
        return f"That the PMO {does} hangs on {', '.join(turned)}: otherwise it is the opposite."
    doubt = f"; it is no longer sure with another {', '.join(faded)}" if len(faded) else ""
    return f"That the PMO {does} survives all {len(tried)} changes of assumptions{doubt}."
