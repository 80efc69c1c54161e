"""A tornado of assumptions: which of them, if they were otherwise, would turn a conclusion."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from simulator.check import check
from simulator.errors import RefusedError
from simulator.experiment.captain import Captain, Flight, as_captain
from simulator.experiment.fate import under
from simulator.experiment.fly import finished
from simulator.experiment.intervals import interval
from simulator.experiment.measures import SUMMARY, check_metric
from simulator.experiment.parameters import (
    SWITCHES,
    card_and_parameter,
    current,
    ends,
    paths_of,
    switched_on,
    with_parameter,
    without_mechanism,
    words,
)
from simulator.experiment.shelf import Shelf
from simulator.experiment.watch import Progress, Watch
from simulator.experiment.where import Where
from simulator.limits import MOST_EVENTS
from simulator.mechanisms.card import Parameter
from simulator.policies import Policy
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

DIGITS = 6
"""A halved or doubled value is rounded to so many digits, so that it can be read."""


class Row(NamedTuple):
    """One row of the table; `sensitivity` says what its columns mean."""

    mechanism: str
    parameter: str
    unit: str
    value: float | str
    difference: float = nan
    low: float = nan
    high: float = nan
    flips: bool = False
    outcome: str = "refused"
    metric: str = ""
    worlds: int = 0
    note: str = ""


class Variation(NamedTuple):
    """One assumption as it might be instead, and how to make the scenario that has it."""

    mechanism: str
    """Its number, such as M13; empty for the scenario as it is."""
    parameter: str
    unit: str
    value: float | str
    made: Callable[[], Scenario]


def sensitivity(
    scenario: Scenario,
    a: Policy | Captain,
    b: Policy | Captain,
    metric: str = "net",
    seeds: Iterable[int] = range(50),
    parameters: Iterable[str] | None = None,
    span: float | None = 0.5,
    progress: Progress = True,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    most_events: int = MOST_EVENTS,
    fate: str = "",
) -> "pd.DataFrame":
    """What B has more than A, with one assumption after the other changed; the same worlds always.

    The first row is the scenario as it is. Then come all parameters of all mechanisms that are
    on: numbers at a low and a high value, words at every other word, and each mechanism switched
    off. `span=0.5` halves and doubles a number, within the range on its card; 0.8 takes 80 % and
    125 %; None takes the whole range, which is often extreme. A value of 0 has no half and no
    double: it goes that share of the way to the ends of its range. `parameters` picks some by
    their paths (duration.standard) or all of a mechanism (duration).

    Columns: mechanism (its number), parameter, unit, value, difference (mean of B − A), low and
    high (its 95 % interval), flips (the sign is surely the opposite), outcome, metric, worlds,
    note. Outcome is one word: base; holds; flips; fades (the interval now includes 0); appears
    (only now it does not); refused (the scenario cannot be so, or not be calculated; note says
    why). One in twenty intervals misses the truth: read a row that fades or appears as a question.

    An interrupt keeps the rows that are done. A function as `progress` is told their number. Who
    plays the worlds, and what is kept, is as in `run`. Raises RefusedError for a number that is
    not measured, a parameter that is not there, or a span that is none; EndlessError, as `run`
    does, for the scenario as it is.
    """
    import pandas as pd

    check_metric(metric)
    where = Where.asked(workers, executor, keep)
    everything = list(variations(scenario, _picked(scenario, parameters), _share(span)))
    rows: list[Row] = []
    with (
        Watch(len(everything), progress, "assumptions") as watching,
        closing(where.shelf(watching.say)) as shelf,
    ):
        asked = Asked(
            (as_captain(a), as_captain(b)), metric, under(fate, seeds), where, shelf, most_events
        )
        for variation in everything:
            rows.append(_row(variation, asked, rows[0] if rows else None))
            if not watching.goes_on():
                break
    return pd.DataFrame(rows, columns=list(Row._fields))


def variations(
    scenario: Scenario, paths: Iterable[str], span: float | None = 0.5
) -> Iterator[Variation]:
    """The scenario as it is, then with each of these parameters changed, or mechanisms off."""
    yield Variation("", "as it is", "", "", lambda: scenario)
    for path in paths:
        if path in SWITCHES:
            off = partial(without_mechanism, scenario, path)
            yield Variation(SWITCHES[path].number, path, "switch", "off", off)
        else:
            card, about = card_and_parameter(path)
            for value in alternatives(about, current(scenario, path), span):
                made = partial(with_parameter, scenario, path, value)
                yield Variation(card.number, path, about.unit, value, made)


def alternatives(
    about: Parameter, now: float | str, span: float | None = 0.5
) -> tuple[float | str, ...]:
    """What a parameter might be instead of what it is now, the lowest number first."""
    if isinstance(now, str):
        return tuple(word for word in words(about) if word != now)
    low, high = ends(about)
    if span is not None:
        low, high = _nearer(now, low, high, span)
    tidy = round if isinstance(about.default, int) else _readable
    return tuple(value for value in (tidy(low), tidy(high)) if value != now)


def _nearer(now: float, low: float, high: float, span: float) -> tuple[float, float]:
    """Half and double, within the range; for 0 a part of the way to the ends of it."""
    if now == 0:
        return low * span, high * span
    small, large = sorted((now * span, now / span))
    return max(low, small), min(high, large)


def _readable(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _share(span: float | None) -> float | None:
    if span is None or (isinstance(span, int | float) and 0 < span < 1):
        return span
    raise RefusedError(
        f"span is {span!r}; write a number between 0 and 1 such as 0.5, or None for whole ranges"
    )


def _picked(scenario: Scenario, parameters: Iterable[str] | None) -> list[str]:
    """Paths of all that is to be varied; a mechanism's name stands for switching it off."""
    wanted = switched_on(scenario) if parameters is None else parameters
    if isinstance(wanted, str):
        raise RefusedError(f"parameters is {wanted!r}; write a list such as [{wanted!r}]")
    picked: list[str] = []
    for path in wanted:
        if "." in path:
            current(scenario, path)  # refuses what is unknown or off
            picked.append(path)
        else:
            picked += [*paths_of(scenario, path), path]
    return list(dict.fromkeys(picked))


class Asked(NamedTuple):
    """What is asked of every variation."""

    captains: tuple[Captain, Captain]
    metric: str
    seeds: Sequence[int]
    where: Where
    shelf: Shelf
    most_events: int


def _row(variation: Variation, asked: Asked, base: Row | None) -> Row:
    """One row of the table; what no record allows is a row as well."""
    mechanism, parameter, unit, value, made = variation
    row = Row(mechanism, parameter, unit, value, metric=asked.metric, worlds=len(asked.seeds))
    try:
        mean, low, high = interval(_differences(check(made()), asked))
    except RefusedError as refused:
        if base is None:
            raise
        return row._replace(note=str(refused))
    except ArithmeticError as error:
        return row._replace(note=f"at this extreme nothing can be calculated: {error}")
    word = outcome(base.low, base.high, low, high) if base else "base"
    return row._replace(difference=mean, low=low, high=high, flips=word == "flips", outcome=word)


def _differences(scenario: Scenario, asked: Asked) -> list[float]:
    """What the second captain has more than the first, world by world."""
    flights = [
        Flight(scenario, captain, name, asked.most_events)
        for name, captain in zip("ab", asked.captains, strict=True)
    ]
    differences: dict[int, float] = {}
    for some in finished(flights, asked.seeds, SUMMARY, asked.where, asked.shelf):
        for world, (a, b) in some.items():
            differences[world] = b[asked.metric] - a[asked.metric]
    return [differences[world] for world in sorted(differences)]


def outcome(base_low: float, base_high: float, low: float, high: float) -> str:
    """What becomes of a conclusion: whether both intervals are surely on one side of 0."""
    before, now = _side(base_low, base_high), _side(low, high)
    if before == 0:
        return "appears" if now else "holds"
    return {before: "holds", 0: "fades"}.get(now, "flips")


def _side(low: float, high: float) -> int:
    """1 if an interval is above 0, -1 if below, 0 if it includes it."""
    return (low > 0) - (high < 0)
