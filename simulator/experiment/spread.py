"""Jobs spread over processes: whose they are, how many are under way, what if one is lost."""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

UNDER_WAY = 64
"""Jobs handed to somebody else's executor at a time: a cluster may have many workers."""
IDLE = 300
"""Seconds after which our own worker processes end, if nobody needs them."""


def cores() -> int:
    """Processors that this process may use; LOKY_MAX_CPU_COUNT sets an upper bound."""
    try:
        import loky
    except ImportError:  # where there are no other processes, as in a browser
        return 1
    count: int = loky.cpu_count()
    return count


class OwnWorkers:
    """Processes on this machine, kept for the next experiment."""

    started = False
    """Whether they are there already: the first start takes most of a second."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def submit(self, work: Callable[[Job], Result], job: Job) -> Future[Result]:
        """Hand over a job; workers that have died are replaced."""
        from loky import get_reusable_executor

        OwnWorkers.started = True
        executor = get_reusable_executor(max_workers=self.workers, timeout=IDLE)
        future: Future[Result] = executor.submit(work, job)
        return future


def spread(
    jobs: Iterable[Job],
    work: Callable[[Job], Result],
    workers: Executor | OwnWorkers,
    lost: Callable[[BaseException], None],
) -> Generator[tuple[Job, Result], None, None]:
    """(job, result) in the order in which they are done.

    What fails elsewhere is done again here: a fault in the work shows itself where it can be seen,
    and a worker that was lost costs no more than time. `lost` is told why. Closing the iterator
    calls off what has not begun.
    """
    at_a_time = 2 * workers.workers if isinstance(workers, OwnWorkers) else UNDER_WAY
    waiting = iter(jobs)
    under_way: dict[Future[Result], Job] = {}
    try:
        while True:
            for job in islice(waiting, at_a_time - len(under_way)):
                under_way[_hand_over(workers, work, job)] = job
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                job, error = under_way.pop(future), _failure(future)
                if error is not None:
                    lost(error)
                yield job, work(job) if error is not None else future.result()
    finally:
        for future in under_way:
            future.cancel()


def _hand_over(
    workers: Executor | OwnWorkers, work: Callable[[Job], Result], job: Job
) -> Future[Result]:
    """The job's future; a failed one if nobody takes it."""
    try:
        return workers.submit(work, job)
    except Exception as error:
        refused: Future[Result] = Future()
        refused.set_exception(error)
        return refused


def _failure(future: Future[Result]) -> BaseException | None:
    if future.cancelled():
        return RuntimeError("the job was called off")
    return future.exception()
