"""What the PMO added: the same decisions with and without its functions, in the same worlds."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from itertools import combinations
from math import ceil, nan
from statistics import quantiles
from typing import TYPE_CHECKING, NamedTuple

from simulator import experiment
from simulator.debrief.basis import HIDDEN, SURE, Basis, other_worlds
from simulator.debrief.captains import flown, without_functions
from simulator.debrief.groups import GROUPS
from simulator.debrief.idle import idle_functions
from simulator.debrief.shapley import Coalition, coalitions, interaction, shapley
from simulator.errors import RefusedError
from simulator.experiment import Captain, Progress, interval
from simulator.experiment.measures import check_metric
from simulator.policies.functions import FUNCTIONS
from simulator.session import Session

if TYPE_CHECKING:
    import pandas as pd

MOST_GROUPS = 6
"""With more there would be too many coalitions to play them all."""


class Row(NamedTuple):
    """One row of the table; `pmo` says what its columns mean."""

    kind: str
    what: str
    mean: float
    low: float
    high: float
    median: float
    worst_decile: float
    lost: float
    worlds: int


def pmo(
    session: Session,
    worlds: int = 100,
    *,
    metric: str = "net",
    groups: Mapping[str, Sequence[str]] = GROUPS,
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> "pd.DataFrame":
    """What the PMO's functions brought under these rules and decisions, and which of them, in k€.

    One row each. Kind and what: "with" and "without" (all functions off, and their cost returned
    as people's time), "pmo" (with less without), "group" (what each group of functions brought,
    which adds up to that; exact Shapley values), "interaction" (the two groups that help or hinder
    each other most). Columns: kind, what, mean, low and high (the 95 % interval of the mean),
    median, worst_decile (one world in ten is as bad), lost (share of worlds in which it brought
    less than nothing), worlds.

    `attrs` hold what it rests on ("basis") and sentences ("words"). What was decided by hand stays;
    where that cannot be done without a function, it is left out. Another `metric` of
    `metrics.summary` is told in its own unit. Coalitions that cannot differ are played once. Who
    plays, what is kept, how to stop is as in `experiment.run`. Raises RefusedError for fewer than
    two worlds, no such metric, or groups that are none.
    """
    import pandas as pd

    found = added(
        session, worlds, metric=metric, groups=groups, progress=progress, workers=workers,
        executor=executor, keep=keep, fate=fate,
    )  # fmt: skip
    table = pd.DataFrame(found.rows, columns=list(Row._fields))
    table.attrs = {"basis": found.basis, "words": found.words}
    return table


class Added(NamedTuple):
    """The same without a table."""

    rows: tuple[Row, ...]
    basis: Basis
    words: tuple[str, ...]


def added(
    session: Session,
    worlds: int = 100,
    *,
    metric: str = "net",
    groups: Mapping[str, Sequence[str]] = GROUPS,
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> Added:
    """What `pmo` tells, as plain rows. Raises RefusedError as it does."""
    check_metric(metric)
    _check_groups(groups)
    idle = idle_functions(session.scenario)
    captains = coalition_captains(flown(session), groups, idle)
    names = {captain: f"{place}" for place, captain in enumerate(dict.fromkeys(captains.values()))}
    flown_by = experiment.played(
        session.scenario, {name: captain for captain, name in names.items()},
        other_worlds(worlds), progress, workers=workers, executor=executor, keep=keep, fate=fate,
    )  # fmt: skip
    played = {name: flown_by.of(name, metric) for name in names.values()}
    found = {who: played[names[captain]] for who, captain in captains.items()}
    basis = Basis.of(session, len(played["0"]), fate)
    return _table(found, tuple(groups), basis, _unit(metric))


def coalition_captains(
    captain: Captain, groups: Mapping[str, Sequence[str]], idle: Sequence[str] = ()
) -> dict[Coalition, Captain]:
    """Who decides if only these groups of functions are there, by coalition.

    Functions that are idle are off in all of them, so that coalitions that differ in nothing else
    have the same captain.
    """

    def off(there: Coalition) -> set[str]:
        return {it for group, names in groups.items() if group not in there for it in names}

    return {there: without_functions(captain, *off(there), *idle) for there in coalitions(groups)}


def _check_groups(groups: Mapping[str, Sequence[str]]) -> None:
    named = [name for names in groups.values() for name in names]
    if len(groups) > MOST_GROUPS:
        raise RefusedError(f"there are {len(groups)} groups; write {MOST_GROUPS} at most")
    if sorted(named) != sorted(FUNCTIONS):
        raise RefusedError(
            f"the groups must hold each function of a PMO once: {', '.join(FUNCTIONS)}"
        )


def _table(
    found: dict[Coalition, list[float]], groups: tuple[str, ...], basis: Basis, unit: str
) -> Added:
    per_world = [
        dict(zip(found, world, strict=True)) for world in zip(*found.values(), strict=True)
    ]
    everybody, nobody = found[frozenset(groups)], found[frozenset()]
    rows = [_level("with", everybody), _level("without", nobody)]
    rows.append(_row("pmo", "the PMO", [a - b for a, b in zip(everybody, nobody, strict=True)]))
    shares = [shapley(values, groups) for values in per_world]
    rows += [_row("group", group, [it[group] for it in shares]) for group in groups]
    rows += _top_interaction(per_world, groups)
    return Added(tuple(rows), basis, tuple(_words(rows, unit)))


def _unit(metric: str) -> str:
    """Of money its unit, after a number; other numbers are told by their name alone."""
    return " k€" if metric in ("net", "value", "cost") else ""


def _top_interaction(per_world: list[dict[Coalition, float]], groups: tuple[str, ...]) -> list[Row]:
    pairs = [
        _row("interaction", f"{a} and {b}", [interaction(it, groups, a, b) for it in per_world])
        for a, b in combinations(groups, 2)
    ]
    return [max(pairs, key=lambda row: abs(row.mean))] if pairs else []


def _row(kind: str, what: str, numbers: list[float]) -> Row:
    tenths = quantiles(numbers, n=10, method="inclusive")
    lost = sum(it < 0 for it in numbers) / len(numbers)
    return Row(kind, what, *interval(numbers, SURE), tenths[4], tenths[0], lost, len(numbers))


def _level(kind: str, numbers: list[float]) -> Row:
    """A result, of which nobody can say that it was lost."""
    return _row(kind, f"{kind} the PMO", numbers)._replace(lost=nan)


def _words(rows: list[Row], unit: str) -> Iterator[str]:
    """What the table says."""
    added = next(row for row in rows if row.kind == "pmo")
    yield (
        f"In this model, with these parameters, the PMO {_brought(added)}{unit} on average "
        f"({added.low:,.0f} to {added.high:,.0f}), and lost in {added.lost:.0%} of "
        f"{added.worlds} worlds."
    )
    if added.low <= 0 <= added.high and added.mean:
        yield (
            f"Whether it pays is not known yet; about {worlds_needed(added):,} worlds would tell, "
            "if it is as large as it seems."
        )
    groups = [row for row in rows if row.kind == "group" and row.mean]
    if groups:
        most, least = (pick(groups, key=lambda row: row.mean) for pick in (max, min))
        yield f"Of its functions, {most.what} brought most ({most.mean:+,.0f})" + (
            f", {least.what} least ({least.mean:+,.0f})." if least != most else "."
        )


def _brought(row: Row) -> str:
    return f"{'brought' if row.mean >= 0 else 'cost'} {abs(row.mean):,.0f}"


def worlds_needed(row: Row) -> int:
    """Worlds after which the interval would reach half as far as the mean is from nothing."""
    half = (row.high - row.low) / 2
    return ceil(row.worlds * (2 * half / abs(row.mean)) ** 2)
