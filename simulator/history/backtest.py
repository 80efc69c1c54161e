"""Would it have helped? Each project is forecast from others, and held against what it took."""

from collections.abc import Iterator
from math import sqrt
from statistics import fmean
from typing import Literal, NamedTuple

from simulator import chance
from simulator.experiment.intervals import interval
from simulator.history.fit import OURS, fitted
from simulator.history.forecasts import Below, World, of_activity, of_project, quantile
from simulator.history.rows import ENOUGH_PROJECTS, Past

PROMISES = (0.5, 0.8, 0.9)
SURE = 1.96
What = Literal["activities", "projects"]
Verdict = Literal["better", "worse", "the same", "cannot be told with so few"]


class Promise(NamedTuple):
    """How often a promise was kept."""

    promised: float
    expected: float
    """What the forecast itself says: more than promised where many end exactly on plan."""
    kept: float
    low: float
    high: float


class Comparison(NamedTuple):
    """By how much the loss is smaller than another forecast's, with a 95 % interval."""

    against: str
    gain: float
    low: float
    high: float
    verdict: Verdict


class Tried(NamedTuple):
    """What a trial of forecasts found."""

    what: What
    projects: int
    in_time: bool
    """Whether each was forecast from earlier ones only."""
    promises: tuple[Promise, ...]
    comparisons: tuple[Comparison, ...]
    ranks: tuple[tuple[float, float], ...]
    """(rank from 0 to 1, weight); even where the forecast is right."""


class _Seen(NamedTuple):
    """What one project says: means over its rows."""

    kept: tuple[float, ...]
    expected: tuple[float, ...]
    losses: dict[str, tuple[float, ...]]
    ranks: list[float]


def tried(past: Past, what: What) -> Tried | None:
    """Forecast each project from the others, or from earlier ones where all have dates.

    None if there are too few projects to hold one against others.
    """
    names = set(past.activities if what == "activities" else past.wholes)
    past = past.only(names)
    in_time, folds = _folds(past)
    seen = [it for fold, name in folds if (it := _seen(past, fold, name, what))]
    if len(seen) < 2:
        return None
    each = 1 / len(seen)
    return Tried(
        what=what,
        projects=len(seen),
        in_time=in_time,
        promises=tuple(_promise(seen, place, what) for place in range(len(PROMISES))),
        comparisons=tuple(_comparisons(seen)),
        ranks=tuple((rank, each / len(it.ranks)) for it in seen for rank in it.ranks),
    )


def _folds(past: Past) -> tuple[bool, list[tuple[set[str], str]]]:
    """Which projects each one is forecast from."""
    dates = {name: row.finished for name, row in past.wholes.items()}
    earlier = [
        ({it for it, day in dates.items() if day and own and day < own}, name)
        for name, own in dates.items()
    ]
    enough = [it for it in earlier if len(it[0]) >= ENOUGH_PROJECTS]
    if all(dates.values()) and len(enough) >= ENOUGH_PROJECTS:
        return True, enough
    return False, [(set(dates) - {name}, name) for name in dates]


def _seen(past: Past, others: set[str], name: str, what: What) -> _Seen | None:
    learned = past.only(others)
    if learned.why_too_few:
        return None
    worlds = {"own": fitted(learned).world, "defaults": OURS}
    rows = list(_rows(past, name, what, worlds))
    kept, expected, ranks = [], [], []
    losses: dict[str, list[tuple[float, ...]]] = {"own": [], "defaults": [], "plan": []}
    for place, (at, forecasts) in enumerate(rows):
        for who, below in forecasts.items():
            promised = [quantile(below, it) for it in PROMISES]
            losses[who].append(_pinball(at, promised))
            if who == "own":
                kept.append(tuple(float(at <= it + 1e-9) for it in promised))
                expected.append(tuple(below(it) for it in promised))
                # Where many end on plan, a rank lies anywhere in the step that they make.
                low, lot = below(at - 1e-9), chance.uniform(0, "rank", name, place)
                ranks.append(low + lot * (below(at) - low))
        losses["plan"].append(_pinball(at, [0.0] * len(PROMISES)))
    means = {who: _means(it) for who, it in losses.items()}
    return _Seen(_means(kept), _means(expected), means, ranks)


def _rows(
    past: Past, name: str, what: What, worlds: dict[str, World]
) -> Iterator[tuple[float, dict[str, Below]]]:
    parts = past.activities.get(name, ())
    if what == "projects":
        yield past.wholes[name].log, {who: of_project(it, parts) for who, it in worlds.items()}
        return
    for row in parts:
        yield row.log, {who: of_activity(it, row.scale) for who, it in worlds.items()}


def _means(rows: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(fmean(it) for it in zip(*rows, strict=True))


def _pinball(at: float, promised: list[float]) -> tuple[float, ...]:
    """The loss of each promise, in logs: half and twice as long weigh the same."""
    return tuple(
        max(share * (at - it), (share - 1) * (at - it))
        for share, it in zip(PROMISES, promised, strict=True)
    )


def _promise(seen: list[_Seen], place: int, what: What) -> Promise:
    kept = [it.kept[place] for it in seen]
    mean, low, high = wilson(fmean(kept), len(kept))
    if what == "activities" and len(set(kept)) > 1:
        mean, low, high = interval(kept)  # activities of a project are not independent
    return Promise(
        PROMISES[place], fmean(it.expected[place] for it in seen), mean, max(0, low), min(1, high)
    )


def wilson(share: float, count: int) -> tuple[float, float, float]:
    """(share, low, high): Wilson's 95 % interval for a share among so many."""
    scale = 1 + SURE**2 / count
    middle = (share + SURE**2 / (2 * count)) / scale
    half = SURE * sqrt(share * (1 - share) / count + SURE**2 / (4 * count**2)) / scale
    return share, middle - half, middle + half


def _comparisons(seen: list[_Seen]) -> Iterator[Comparison]:
    for against, words in (("plan", "the plan as it is"), ("defaults", "our defaults")):
        gains = [fmean(it.losses[against]) - fmean(it.losses["own"]) for it in seen]
        yield _compared(words, gains)
    middles = [it.losses["plan"][0] - it.losses["own"][0] for it in seen]
    yield _compared("the plan, as a guess of the middle", middles)


def _compared(against: str, gains: list[float]) -> Comparison:
    mean, low, high = interval(gains)
    verdict: Verdict = "cannot be told with so few"
    if len(gains) >= ENOUGH_PROJECTS:
        if low > 0:
            verdict = "better"
        elif high < 0:
            verdict = "worse"
        elif not any(gains):
            verdict = "the same"
    return Comparison(against, mean, low, high, verdict)
