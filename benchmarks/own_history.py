"""Do forecasts that were calibrated on a short history keep what they promise?

    python benchmarks/own_history.py            made-up organisations and real records
    python benchmarks/own_history.py 200 TEXT   so many organisations of a kind, under this fate

Each organisation has a history of a few projects and ten more that the calibration never sees; how
many of these end within their P50, P80 and P90? Of the made-up ones the first are as our defaults
say, the second much later, the third each of its own kind. Of the real records in
../shared/data/dslib so many projects are drawn and the others forecast, again and again.

What is printed of each: promised, kept, and how many points kept is above promised, or below, with
the 95 % interval over organisations.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.calibration import FOLDER, INSURER, LEAST, projects
from simulator import chance
from simulator.experiment import interval
from simulator.history import Past, fitted, paired
from simulator.history.backtest import PROMISES
from simulator.history.fit import OURS
from simulator.history.forecasts import World, of_activity, of_project, quantile
from simulator.mechanisms.bias import Bias
from simulator.mechanisms.bias import factor as far
from simulator.mechanisms.duration import Duration, factor
from simulator.plans import PlanPast

ORGANISATIONS, NEW, ACTIVITIES = 100, 10, 8
HISTORIES = (5, 8, 12, 20, 40)
REAL = (5, 8, 12)
TOTALS = (5, 12)
"""Histories of which only the totals of projects are known."""
LATE = World(
    Duration(standard=0.4, early_spread=1.0, on_plan=0.2, late=0.6),
    Bias(median=1.3, spread=0.25, tail=0.0),
)
Kept = dict[tuple[str, float], list[float]]
"""By what is forecast and what is promised: points above the promise, one an organisation."""


class Size(NamedTuple):
    """How large an organisation's history is."""

    learned: int
    new: int = NEW
    activities: int = ACTIVITIES


def main(arguments: list[str]) -> int:
    """Print how often promises were kept, by kind of organisation and length of its history."""
    many = int(arguments[0]) if arguments else ORGANISATIONS
    fate = arguments[1] if len(arguments) > 1 else ""
    for kind in KINDS:
        for learned in HISTORIES:
            told(f"{kind}, {learned} projects", made_up(kind, Size(learned), range(many), fate))
        for learned in TOTALS:
            found = made_up(kind, Size(learned), range(many), fate, totals=True)
            told(f"{kind}, {learned} totals", found, ("projects",))
    if not FOLDER.exists():
        print(f"real records are left out: {FOLDER} is not here")
        return 0
    past = insurer()
    for learned in REAL:
        told(f"real records, {learned} of 16", drawn(past, learned, range(many), fate))
    return 0


def told(what: str, kept: Kept, about_what: Sequence[str] = ("projects", "activities")) -> None:
    """Print a line for activities and one for projects."""
    for about in about_what:
        words = []
        for promised in PROMISES:
            mean, low, high = interval(kept[about, promised])
            numbers = f"{mean:+.1f} ({low:+.1f} to {high:+.1f})".replace("-", "−")
            words.append(f"P{promised * 100:.0f} {numbers}")
        print(f"{what:34} {about:11} {'; '.join(words)}", flush=True)


# Organisations


def ours(_: object) -> World:
    """As our defaults say."""
    return OURS


def late(_: object) -> World:
    """Far from our defaults."""
    return LATE


def mixed(name: object) -> World:
    """Each of its own kind."""

    def between(what: str, low: float, high: float) -> float:
        return low + (high - low) * chance.uniform("organisation", name, what)

    on_plan = between("on plan", 0.0, 0.5)
    how = Duration(
        standard=between("standard", 0.2, 0.9),
        early_spread=between("early", 0.6, 1.8),
        on_plan=on_plan,
        late=between("late", 0.2, min(0.8, 1 - on_plan)),
        project_share=between("shared", 0.0, 0.15),
    )
    middle, spread = exp(between("middle", -0.2, 0.5)), between("spread", 0.05, 0.5)
    return World(how, Bias(median=middle, spread=spread, tail=between("tail", 0.0, 0.12)))


KINDS = {"as our defaults": ours, "much later": late, "each of its own kind": mixed}


def made_up(
    kind: str, size: Size, names: Iterable[int], fate: str = "", totals: bool = False
) -> Kept:
    """Organisations of a kind, each with a history and projects that it does not see.

    Of `totals` alone nobody knows what their activities took.
    """
    found: Kept = {}
    for number in names:
        name = f"{fate} {kind} {number}"
        past = paired(rows(KINDS[kind](name), size, name))
        past = past._replace(activities={}) if totals else past
        seen = [f"P{it}" for it in range(size.learned)]
        hold(past.only(seen), past.only(set(past.wholes) - set(seen)), found)
    return found


def rows(how: World, size: Size, name: str) -> Iterator[PlanPast]:
    """What such an organisation plans and takes."""
    for project in range(size.learned + size.new):
        shared = chance.normal(name, "shared", project)
        lots = (chance.uniform(name, what, project) for what in ("lot", "size"))
        times = far(chance.normal(name, "bias", project), *lots, how.bias)
        for place in range(size.activities):
            own = [chance.normal(name, it, project, place) for it in ("role", "own")]
            days = 5.0 + 10 * chance.uniform(name, "days", project, place)
            actual = days * times * factor(how.duration.standard, shared, *own, how.duration)
            yield PlanPast(f"P{project}", f"A{place}", days, actual)


def drawn(past: Past, learned: int, names: Iterable[int], fate: str = "") -> Kept:
    """Some projects of one organisation after the other, each time drawn anew."""
    found: Kept = {}
    for name in names:
        order = sorted(past.wholes, key=lambda it: chance.uniform(fate, "drawn", name, it))
        hold(past.only(order[:learned]), past.only(order[learned:]), found)
    return found


def insurer() -> Past:
    """The sixteen projects of one insurer."""
    return paired(
        PlanPast(it.name, f"{place}", one.planned / 8, one.actual / 8)
        for it in projects(FOLDER, INSURER)
        for place, one in enumerate(it.activities)
        if min(one.planned, one.actual) > LEAST
    )


def hold(learned: Past, new: Past, found: Kept) -> None:
    """Calibrate on some projects, and hold others against what was promised for them."""
    how = fitted(learned).world
    points: dict[tuple[str, float], list[float]] = {}
    for name, whole in new.wholes.items():
        parts = new.activities.get(name, ())
        below = of_project(how, parts)
        for promised in PROMISES:
            end = quantile(below, promised)
            points.setdefault(("projects", promised), []).append((whole.log <= end) - below(end))
            each = [_activity(how, it.log, it.scale, promised) for it in parts]
            points.setdefault(("activities", promised), []).append(fmean(each or [0.0]))
    for key, them in points.items():
        found.setdefault(key, []).append(100 * fmean(them))


def _activity(how: World, at: float, scale: float, promised: float) -> float:
    below = of_activity(how, scale)
    end = quantile(below, promised)
    return (at <= end + 1e-9) - below(end)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
