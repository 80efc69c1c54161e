"""Between which bounds a result lies: nobody decides, par, the best known, and who knew it all."""

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from simulator import experiment
from simulator.chance import seed_under
from simulator.debrief.basis import HIDDEN, SURE, Basis, other_worlds
from simulator.debrief.captains import flown, yardsticks
from simulator.debrief.clairvoyant import Foreseen, clairvoyant
from simulator.errors import RefusedError
from simulator.experiment import Captain, Progress, interval
from simulator.experiment.spread import OwnWorkers, spread
from simulator.experiment.watch import Watch
from simulator.experiment.where import Where
from simulator.policies import Policy
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "nothing": "nobody decides",
    "reference": "the reference policy",
    "best": "the best policy that is known",
    "own": "you",
}
BOUND, INFORMATION = "who knows what will happen", "knowing what will happen"


class Row(NamedTuple):
    """One row of the table; `bounds` says what its columns mean."""

    kind: str
    what: str
    here: float
    mean: float
    low: float
    high: float
    worlds: int


def bounds(
    session: Session,
    worlds: int = 100,
    *,
    searched: int = 12,
    tries: int = 100,
    best: Policy | None = None,
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> "pd.DataFrame":
    """Between which bounds a flight's net value lies, in its own world and on average, in k€.

    One row each. Kind and what: "policy" (nobody decides; the reference policy; the best policy
    that is known, `best` or else what was found for the scenario, if anything was), "own" (you),
    "bound" (who knows what will happen: the best of all these and of `tries` more in each single
    world), "information" (what that is beyond the best of the others on average). Columns: kind,
    what, here (in the world that was flown), mean, low, high (over other worlds, with the 95 %
    interval), worlds.

    A bound is no grade: sound decisions fall short of it, because nobody could know. It is what a
    search has found, so the true one may lie higher. `attrs` hold sentences ("words"), what they
    rest on ("basis"), and who reached the bound here ("clairvoyant").

    The policies play `worlds` other worlds; the bound is searched in `searched` more, since each
    costs `tries` runs. Who plays, what is kept, and how to stop is as in `experiment.run`: once
    stopped, nothing more is searched, and the last two rows say nothing of other worlds. Raises
    RefusedError for fewer than two worlds or less than one try.
    """
    import pandas as pd

    found = bounded(
        session, worlds, searched=searched, tries=tries, best=best, progress=progress,
        workers=workers, executor=executor, keep=keep, fate=fate,
    )  # fmt: skip
    table = pd.DataFrame(found.rows, columns=list(Row._fields))
    table.attrs = {"basis": found.basis, "words": found.words, "clairvoyant": found.clairvoyant}
    return table


class Bounds(NamedTuple):
    """The same without a table."""

    rows: tuple[Row, ...]
    basis: Basis
    words: tuple[str, ...]
    """In your world; the bound; on average; what knowing would be worth."""
    clairvoyant: Foreseen

    def of(self, kind: str) -> Row:
        """The row of a kind of which there is one."""
        return next(row for row in self.rows if row.kind == kind)

    @property
    def most(self) -> Row:
        """The policy that brings most on average."""
        return max((row for row in self.rows if row.kind == "policy"), key=lambda row: row.mean)


def bounded(
    session: Session,
    worlds: int = 100,
    *,
    searched: int = 12,
    tries: int = 100,
    best: Policy | None = None,
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> Bounds:
    """What `bounds` tells, as plain rows. Raises RefusedError as it does."""
    _check(searched, tries)
    captains = {name: Captain(it) for name, it in yardsticks(session.scenario, best).items()}
    captains["own"] = flown(session)
    watched = _Watched(progress)
    played = experiment.played(
        session.scenario, captains, other_worlds(worlds), watched.part(),
        workers=workers, executor=executor, keep=keep, fate=fate,
    )  # fmt: skip
    nets = {name: played.of(name, "net") for name in captains}
    seeds = [session.seed, *(seed_under(f"{fate}, searched", it) for it in range(searched))]
    job = partial(clairvoyant, scenario=session.scenario, captains=[*captains.values()],
                  tries=tries)  # fmt: skip
    where = Where.asked(workers, executor, keep)
    here, *there = _foreseen(seeds, job, watched, where)
    rows = (*_policies(nets, here), *_informed(nets, here, there))
    basis = Basis.of(session, len(nets["own"]), fate)
    return Bounds(rows, basis, tuple(_words(rows, tries)), here)


def _check(searched: object, tries: object) -> None:
    for name, value, least in (("searched", searched, 2), ("tries", tries, 1)):
        if isinstance(value, bool) or not (isinstance(value, int) and value >= least):
            raise RefusedError(f"{name} is {value!r}; write a whole number from {least}")


class _Watched:
    """One count over all parts, and whether somebody has stopped one of them."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.done, self.stopped = progress, 0, False

    def part(self) -> Progress:
        """Who watches the next part."""
        told, before = self.progress, self.done
        if not callable(told):
            return told

        def go_on(count: int) -> bool:
            self.done = before + count
            self.stopped |= told(self.done) is False
            return not self.stopped

        return go_on


def _foreseen(
    seeds: Sequence[int], job: Callable[[int], Foreseen], watched: _Watched, where: Where
) -> list[Foreseen]:
    """What is found in each world, the own one first; others are left out once stopped."""
    found = {seeds[0]: job(seeds[0])}
    if not watched.stopped:
        with (
            Watch(len(seeds) - 1, watched.part(), "worlds") as watching,
            closing(_searched(seeds[1:], job, where, watching.say)) as coming,
        ):
            for seed, foreseen in coming:
                found[seed] = foreseen
                if not watching.goes_on():
                    break
    return [found[seed] for seed in seeds if seed in found]


def _searched(
    seeds: Sequence[int], job: Callable[[int], Foreseen], where: Where, say: Callable[[str], None]
) -> Generator[tuple[int, Foreseen], None, None]:
    if where.executor is None and where.many == 1:
        yield from ((seed, job(seed)) for seed in seeds)
        return
    yield from spread(
        seeds, job, where.executor or OwnWorkers(where.many),
        lambda why: say(f"a worker was lost, and its world is searched here ({why})"),
    )  # fmt: skip


def _policies(nets: dict[str, list[float]], here: Foreseen) -> Iterator[Row]:
    for (name, found), mine in zip(nets.items(), here.given, strict=True):
        kind = "own" if name == "own" else "policy"
        yield Row(kind, NAMES[name], mine, *interval(found, SURE), len(found))


def _informed(
    nets: dict[str, list[float]], here: Foreseen, there: Sequence[Foreseen]
) -> Iterator[Row]:
    """The bound, and what it is beyond the best on average, told in the worlds of the search."""
    place = max(range(len(nets)), key=lambda it: sum([*nets.values()][it]))
    more = [it.net - it.given[place] for it in there]
    yield Row("bound", BOUND, here.net, *_mean([it.net for it in there]), len(there))
    mean, low, high = _mean(more)
    yield Row("information", INFORMATION, here.net - here.given[place], mean,
              max(low, 0.0) if low == low else nan, high, len(there))  # fmt: skip


def _mean(numbers: list[float]) -> tuple[float, float, float]:
    """The mean with its interval; not a number where too little was searched."""
    return interval(numbers, SURE) if len(numbers) > 1 else (nan, nan, nan)


def _words(rows: Sequence[Row], tries: int) -> Iterator[str]:
    """What the table says."""
    by_kind = {row.kind: row for row in rows}
    bound, own, worth = (by_kind[kind] for kind in ("bound", "own", "information"))
    policies = [row for row in rows if row.kind == "policy"]
    yield _levels("In your world you bring", own.here, [(it.what, it.here) for it in policies])
    yield (
        f"A bound, no grade: who knew all that would happen here could reach {bound.here:,.0f} k€. "
        f"That is the best of {tries} tries beside these, and a longer search may find more; but "
        "nobody could know."
    )
    yield _levels(
        f"On average over {own.worlds} other worlds your decisions bring", own.mean,
        [(it.what, it.mean) for it in policies],
    )  # fmt: skip
    if worth.worlds < 2:
        yield "What knowing would be worth on average was not searched to an end."
        return
    most = max([*policies, own], key=lambda row: row.mean)
    yield (
        f"Knowing what will happen would be worth {worth.mean:,.0f} k€ ({worth.low:,.0f} to "
        f"{worth.high:,.0f}, {worth.worlds} worlds) beyond {_called(most)}, on average the best "
        "here: a lower estimate of an upper bound. The search misses some of what could be done "
        "with foresight, and no forecast is as good as foresight."
    )


def _levels(lead: str, own: float, others: Sequence[tuple[str, float]]) -> str:
    said = ", ".join(f"{what} {net:,.0f}" for what, net in others)
    return f"{lead} {own:,.0f} k€ net ({said})."


def _called(row: Row) -> str:
    return "your own decisions" if row.kind == "own" else f"what “{row.what}” brings"
