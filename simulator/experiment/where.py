"""On what an experiment runs, and whether it keeps anything."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

from simulator.errors import RefusedError
from simulator.experiment.shelf import Shelf, folder
from simulator.experiment.spread import cores


class Where(NamedTuple):
    """On what an experiment runs."""

    workers: int | None = None
    """Processes; None is one for each core, 1 is none but this."""
    executor: Executor | None = None
    """Somebody else's, such as a cluster's; goes before `workers`."""
    keep: bool = True
    """Whether finished worlds are looked up on the shelf, and put there."""

    @classmethod
    def asked(cls, workers: int | None, executor: Executor | None, keep: bool) -> "Where":
        """What somebody has written. Raises RefusedError if it is no place to run."""
        whole = isinstance(workers, int) and not isinstance(workers, bool)
        if workers is not None and not (whole and workers >= 1):
            raise RefusedError(
                f"workers is {workers!r}; write a whole number from 1, or None for all cores"
            )
        if executor is not None and not callable(getattr(executor, "submit", None)):
            raise RefusedError(
                f"executor is {executor!r}; write one that can submit, such as "
                "Client(…).get_executor()"
            )
        return cls(workers, executor, keep)

    @property
    def many(self) -> int:
        """How many processes of our own there may be."""
        return cores() if self.workers is None else self.workers

    def shelf(self, say: Callable[[str], None] = lambda text: None) -> Shelf:
        """The shelf of finished worlds; `say` is told if nothing can be kept."""
        return Shelf(folder() if self.keep else None, say)
