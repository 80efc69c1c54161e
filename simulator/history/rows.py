"""Rows of a history, cleaned: which of them say something, and how many were left out and why."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from math import isfinite, log
from typing import NamedTuple

from simulator.errors import RefusedError
from simulator.mechanisms.duration import Duration
from simulator.plans import PlanPast

CLICK = 1 / 8
"""A day of eight hours: an hour or less is somebody's click, not work."""
ENOUGH_PROJECTS, ENOUGH_ACTIVITIES = 5, 30
SAME = 1e-3
"""Nearer to the plan than this share counts as on plan: days in files are rounded."""
USUAL = Duration()


class Pair(NamedTuple):
    """One thing that is over: how long it was to take, how long it took, in days."""

    project: str
    planned: float
    actual: float
    scale: float = 1.0
    """How far work of this kind strays, in terms of standard work."""
    finished: date | None = None

    @property
    def log(self) -> float:
        """ln(actual / planned), 0 where it is as good as on plan."""
        found = log(self.actual / self.planned)
        return found if abs(found) > SAME else 0.0


class Past(NamedTuple):
    """What is left of a history: activities by project, whole projects, and what was left out."""

    activities: dict[str, tuple[Pair, ...]]
    wholes: dict[str, Pair]
    """Each project in total: its own row, or the sum of its activities."""
    given: frozenset[str]
    """Projects whose total stood in a row of its own."""
    clicks: int
    again: int
    unfinished: int
    cancelled: int
    given_up: tuple[Pair, ...] = ()
    """Cancelled projects of which it is known what they had taken: what they would have taken is
    more."""

    @property
    def many(self) -> int:
        """How many activities there are."""
        return sum(map(len, self.activities.values()))

    @property
    def why_too_few(self) -> str:
        """Why this history is not enough to learn from; empty if it is."""
        if len(self.wholes) >= ENOUGH_PROJECTS or self.many >= ENOUGH_ACTIVITIES:
            return ""
        return (
            f"{len(self.wholes)} projects and {self.many} activities are too few to learn from: "
            f"our defaults stay. Bring {ENOUGH_PROJECTS} projects or {ENOUGH_ACTIVITIES} "
            "activities with planned and actual days."
        )

    def only(self, names: Collection[str]) -> "Past":
        """The same with these projects alone."""
        return self._replace(
            activities={it: rows for it, rows in self.activities.items() if it in names},
            wholes={it: row for it, row in self.wholes.items() if it in names},
        )


def paired(rows: Iterable[PlanPast], cancelled: Collection[str] = ()) -> Past:
    """Clean a history: clicks and later baselines dropped, cancelled projects set apart.

    Of rows that tell of one piece of work with different plans, the first counts: a plan that was
    made anew is always right. Raises RefusedError for a row whose days are no amounts, and for a
    cancelled project that the history does not have.
    """
    rows = tuple(rows)
    names = {it.project for it in rows}
    for name in cancelled:
        if name not in names:
            raise RefusedError(f"history has no project '{name}'; write a name as it stands there")
    kept, out = _sorted(row for row in rows if row.project not in cancelled)
    activities, wholes, given = _by_project(kept, out)
    lost, _ = _sorted(row for row in rows if row.project in cancelled)
    _, given_up, _ = _by_project(lost, Counter())
    by_project = {name: tuple(found) for name, found in activities.items()}
    left = (out["click"], out["again"], out["unfinished"])
    return Past(by_project, wholes, given, *left, len(set(cancelled)), tuple(given_up.values()))


def _by_project(
    kept: Iterable[PlanPast], out: Counter[str]
) -> tuple[dict[str, list[Pair]], dict[str, Pair], frozenset[str]]:
    """Activities by project, each project in total, and which total was given."""
    activities: dict[str, list[Pair]] = {}
    wholes: dict[str, Pair] = {}
    for row in kept:
        if row.activity:
            activities.setdefault(row.project, []).append(_pair(row))
        elif row.project in wholes:
            out["again"] += 1
        else:
            wholes[row.project] = _pair(row)
    given = frozenset(wholes)
    for name, found in activities.items():
        wholes.setdefault(name, _total(found))
    return activities, wholes, given


def _sorted(rows: Iterable[PlanPast]) -> tuple[list[PlanPast], Counter[str]]:
    """The rows that say something, and how many do not, by their reason."""
    kept: list[PlanPast] = []
    out: Counter[str] = Counter()
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        _amounts(row)
        key = (row.project, row.activity, row.actual, row.finished)
        if row.actual == 0 or row.planned == 0:
            out["unfinished"] += 1
        elif min(row.actual, row.planned) <= CLICK:
            out["click"] += 1
        elif row.finished is not None and key in seen:
            out["again"] += 1
        else:
            kept.append(row)
        seen.add(key)
    return kept, out


def _amounts(row: PlanPast) -> None:
    for what, value in (("planned", row.planned), ("actual", row.actual)):
        if not isfinite(value) or value < 0:
            raise RefusedError(
                f"history, project '{row.project}': {what} is {value:g}; write days from 0 up"
            )


def _pair(row: PlanPast) -> Pair:
    scale = getattr(USUAL, row.work) / USUAL.standard if row.work and row.activity else 1.0
    when = row.finished.date() if isinstance(row.finished, datetime) else row.finished
    return Pair(row.project, row.planned, row.actual, scale, when)


def _total(found: list[Pair]) -> Pair:
    dates = [it.finished for it in found if it.finished is not None]
    return Pair(
        found[0].project,
        sum(it.planned for it in found),
        sum(it.actual for it in found),
        finished=max(dates) if len(dates) == len(found) else None,
    )
