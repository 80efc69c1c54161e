"""What real activity durations did against plan, and the curve that M01 and M02 draw from it.

    python benchmarks/calibration.py [folder]

The folder holds ProTrack files (*.p2x) of finished projects; without one it is ../shared/data/dslib
beside this project. Each project weighs the same, so that one with two hundred activities does not
speak for all. Numbers in round brackets are what the mechanisms have as defaults.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from math import exp, log, nextafter, sqrt
from pathlib import Path
from statistics import NormalDist, fmean, median, stdev, variance
from typing import NamedTuple
from xml.etree import ElementTree

from msgspec.structs import replace

from simulator import Policy, chance, load, metrics, simulate
from simulator.mechanisms import Mechanisms
from simulator.mechanisms.bias import LITERATURE, Bias, left_over
from simulator.mechanisms.bias import factor as far
from simulator.mechanisms.duration import LOGNORMAL, RECORDED, Duration, at_most, factor
from simulator.scenario import Project as Work
from simulator.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "dslib"
INSURER, OTHERS = "C2015-", "C2011-"
LEAST = 1
"""Hours: the least the tool can write; it stands for hardly any, planned or booked."""
PARTS = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
NORMAL = NormalDist()


class Activity(NamedTuple):
    """One finished activity: hours of the file's agenda, and the first role assigned."""

    planned: float
    actual: float
    role: str


class Project(NamedTuple):
    """One file: its finished activities that were planned to take time."""

    name: str
    activities: tuple[Activity, ...]
    milestones: int
    unfinished: int


class Point(NamedTuple):
    """One activity of a sample."""

    log: float
    """ln(actual / planned)"""
    weight: float
    project: str
    role: str


class Fit(NamedTuple):
    """The parameters of M01's curve."""

    on_plan: float
    late: float
    late_spread: float
    early_spread: float


# Reading


def projects(folder: Path, begin: str) -> list[Project]:
    """All projects whose file name begins so."""
    return [_project(path) for path in sorted(folder.glob(f"{begin}*.p2x"))]


def _project(path: Path) -> Project:
    root = ElementTree.parse(path).getroot()
    planned = {
        row.findtext("UniqueID"): float(row.findtext("BaseLineDuration"))
        for row in root.iterfind("Activities/Activity")
    }
    booked, roles = _booked(root), _roles(root)
    finished = tuple(
        Activity(hours, booked[key], roles.get(key, ""))
        for key, hours in planned.items()
        if hours > 0 and key in booked
    )
    milestones = sum(hours == 0 for hours in planned.values())
    unfinished = len(planned) - milestones - len(finished)
    return Project(path.stem.split()[0].removeprefix("C"), finished, milestones, unfinished)


def _booked(root: ElementTree.Element) -> dict[str, float]:
    """Actual hours of each activity that the last tracking period shows as finished."""
    last = {}
    for period in root.iterfind("TrackingList/TProTrackActivities-1"):
        keys = [it.text for it in period.findall("Activity")]
        last.update(zip(keys, period.findall("TProTrackActivityTracking-1"), strict=True))
    return {
        key: float(row.findtext("ActualDuration"))
        for key, row in last.items()
        if float(row.findtext("PercentageComplete")) >= 1
        and float(row.findtext("RemainingDuration")) == 0
    }


def _roles(root: ElementTree.Element) -> dict[str, str]:
    resources = root.iterfind("Resources/Resource")
    names = {row.findtext("FIELD0"): row.findtext("FIELD1") for row in resources}
    first: dict[str, str] = {}
    for row in root.iterfind("ResourceAssignments/ResourceAssignment"):
        first.setdefault(row.findtext("FIELD1024"), names[row.findtext("FIELD1025")])
    return first


def kept(project: Project) -> tuple[Activity, ...]:
    """The activities that say something: more than the least hours both planned and booked."""
    return tuple(it for it in project.activities if min(it.planned, it.actual) > LEAST)


def sample(found: list[Project], keep: Callable = kept, equal: bool = True) -> list[Point]:
    """The activities of projects, each project weighing the same, or else each activity."""
    rows = [(project.name, it) for project in found for it in keep(project)]
    size = Counter(name for name, _ in rows)
    total = len(size) if equal else len(rows)
    return [
        Point(log(it.actual / it.planned), 1 / total / (size[name] if equal else 1), name, it.role)
        for name, it in rows
    ]


# Measuring


def share(points: Iterable[Point], which: Callable[[float], bool]) -> float:
    """Share of the activities whose ln(actual / planned) is such."""
    return sum(it.weight for it in points if which(it.log))


def quantiles(points: list[Point], parts: Iterable[float] = PARTS) -> list[float]:
    """ln(actual / planned) that such parts of the activities stay at or below."""
    points = sorted(points)
    total, found = sum(it.weight for it in points), []
    for part in parts:
        below = 0.0
        for it in points:
            below += it.weight
            if below >= part * total - 1e-12:
                break
        found.append(it.log)
    return found


def fit(points: list[Point]) -> Fit:
    """M01's curve: shares as recorded, spreads by maximum likelihood."""
    early, late = share(points, lambda it: it < 0), share(points, lambda it: it > 0)
    return Fit(
        on_plan=1 - early - late,
        late=late,
        late_spread=_spread([it for it in points if it.log > 0], -NORMAL.inv_cdf(late)),
        early_spread=_spread([it for it in points if it.log < 0], -NORMAL.inv_cdf(early)),
    )


def _spread(points: list[Point], edge: float) -> float:
    """Of a normal distribution's tail beyond its edge: s² − edge·m₁·s − m₂ = 0."""
    total = sum(it.weight for it in points)
    first = sum(it.weight * abs(it.log) for it in points) / total
    second = sum(it.weight * it.log**2 for it in points) / total
    return (edge * first + sqrt((edge * first) ** 2 + 4 * second)) / 2


def parameters(fitted: Fit) -> Duration:
    """The fitted curve as a record of M01."""
    return Duration(
        standard=fitted.late_spread,
        early_spread=fitted.early_spread / fitted.late_spread,
        on_plan=fitted.on_plan,
        late=fitted.late,
    )


def distance(points: list[Point], curve: Callable[[float], float]) -> float:
    """The largest distance between two distribution functions of actual / planned."""
    below, worst = 0.0, 0.0
    for at, group in groupby(sorted(points), key=lambda it: it.log):
        ratio = exp(at)
        worst = max(worst, abs(below - curve(nextafter(ratio, 0))))
        below += sum(it.weight for it in group)
        worst = max(worst, abs(below - curve(ratio)))
    return worst


def recorded(points: list[Point], ratios: Iterable[float]) -> list[float]:
    """Share of activities that took at most so many times as long as planned."""
    return [sum(it.weight for it in points if exp(it.log) <= ratio + 1e-12) for ratio in ratios]


# What activities have in common


def scores(points: list[Point]) -> list[float]:
    """The standard deviation each activity stands at; those of one ratio share their mean."""
    found, below = [0.0] * len(points), 0.0
    places = sorted(range(len(points)), key=points.__getitem__)
    for _, group in groupby(places, key=lambda place: points[place].log):
        same = list(group)
        mass = sum(points[place].weight for place in same)
        mean = (_density(below) - _density(below + mass)) / mass
        below += mass
        for place in same:
            found[place] = mean
    return found


def _density(below: float) -> float:
    return NORMAL.pdf(NORMAL.inv_cdf(below)) if 1e-9 < below < 1 - 1e-9 else 0.0


def common(points: list[Point]) -> float:
    """Share of variance that the activities of a project have in common.

    The mean product of the scores of two activities of one project, over all pairs, each project
    weighing the same; divided by the squared variance of the scores, since those on plan hide
    where in the band they stand.
    """
    rows = list(zip(points, scores(points), strict=True))
    scale = sum(it.weight * score**2 for it, score in rows)
    products = []
    for name in {it.project for it in points}:
        own = [score for it, score in rows if it.project == name]
        pairs = len(own) * (len(own) - 1)
        products.append((sum(own) ** 2 - sum(score**2 for score in own)) / pairs)
    return fmean(products) / scale**2


def common_by_role(points: list[Point]) -> float:
    """The same for activities of one role in different projects, less that of strangers."""
    rows = list(zip(points, scores(points), strict=True))
    scale = sum(it.weight * score**2 for it, score in rows)
    by_role: dict[str, list] = {}
    for it, score in rows:
        by_role.setdefault(it.role, []).append((it, score))
    same = [sum(sums) for sums in zip(*map(_pairs, by_role.values()), strict=True)]
    every = _pairs(rows)
    strangers = (every[0] - same[0]) / (every[1] - same[1])
    return (same[0] / same[1] - strangers) / scale**2


def _pairs(rows: list[tuple[Point, float]]) -> tuple[float, float]:
    """Over all pairs from different projects: weighted sum of products, and sum of weights."""
    sums = {it.project: [0.0, 0.0] for it, _ in rows}
    for it, score in rows:
        sums[it.project][0] += it.weight * score
        sums[it.project][1] += it.weight
    columns = list(zip(*sums.values(), strict=True))
    first, second = (sum(it) ** 2 - sum(own**2 for own in it) for it in columns)
    return first, second


def error(found: list[Project], measure: Callable[[list[Point]], float]) -> float:
    """Standard error of a measure, by leaving out one project after the other."""
    without = [measure(sample([it for it in found if it is not out])) for out in found]
    mean = fmean(without)
    return sqrt((len(found) - 1) / len(found) * sum((it - mean) ** 2 for it in without))


# Whole projects


def totals(found: list[Project]) -> list[float]:
    """ln(actual / planned) of each project's hours."""
    return [
        log(sum(it.actual for it in kept(project)) / sum(it.planned for it in kept(project)))
        for project in found
    ]


def drawn_totals(found: list[Project], how: Duration, worlds: int = 200) -> tuple[float, float]:
    """What M01 alone makes of these plans: mean of the medians, and the spread."""
    medians, variances = [], []
    for world in range(worlds):
        logs = [_drawn(world, project, how) for project in found]
        medians.append(median(logs))
        variances.append(variance(logs))
    return fmean(medians), sqrt(fmean(variances))


def _drawn(world: int, project: Project, how: Duration) -> float:
    shared, hours, planned = chance.normal(world, project.name), 0.0, 0.0
    for place, it in enumerate(kept(project)):
        role, own = chance.normal(world, "", it.role), chance.normal(world, project.name, place)
        planned += it.planned
        hours += it.planned * factor(how.standard, shared, role, own, how)
    return log(hours / planned)


def on_time(how: Duration, bias: Bias | None = None, worlds: int = 100) -> float:
    """Share of projects on time in eight_projects, where nobody decides, with this M01 and M02."""
    office = load("eight_projects")
    fields = {it: getattr(office.mechanisms, it) for it in Mechanisms.__struct_fields__}
    office = replace(office, mechanisms=Mechanisms(**{**fields, "duration": how}))
    shares = []
    for seed in range(worlds):
        plan = _true_plan(office, seed, bias) if bias else office
        shares.append(metrics.on_time_share(simulate(plan, Policy(), seed), office))
    return fmean(shares)


def _true_plan(office: Scenario, seed: int, bias: Bias) -> Scenario:
    """The office with the work that its projects really are, due when they were due."""
    return replace(office, projects=tuple(_true_project(it, seed, bias) for it in office.projects))


def _true_project(project: Work, seed: int, bias: Bias) -> Work:
    times = far(
        chance.normal(seed, "bias", project.id),
        chance.uniform(seed, "bias tail", project.id),
        chance.uniform(seed, "bias size", project.id),
        bias,
    )
    return replace(
        project,
        activities=tuple(replace(it, effort=it.effort * times) for it in project.activities),
    )


# Printing


def main(arguments: list[str]) -> int:
    """Print all, and say by the exit code whether there was anything to read."""
    folder = Path(arguments[0]) if arguments else FOLDER
    found, others = projects(folder, INSURER), projects(folder, OTHERS)
    if not found:
        print(f"{folder} has no files {INSURER}*.p2x; give the folder that holds them")
        return 2
    points = sample(found)
    _say_what_was_read(found, others)
    _say_shares(points, found, others)
    fitted = fit(points)
    _say_fit(points, fitted)
    _say_common(found, points)
    _say_projects(found)
    _say_on_time()
    return 0


def _say_what_was_read(found: list[Project], others: list[Project]) -> None:
    every = [it for project in found for it in project.activities]
    used = [it for project in found for it in kept(project)]
    print(f"{len(found)} projects of one insurer, and {len(others)} of others to compare with")
    print(f"  {sum(it.milestones for it in found):4} milestones left out: planned to take no time")
    print(f"  {sum(it.unfinished for it in found):4} activities left out: never recorded as done")
    planned = sum(it.planned <= LEAST for it in every)
    print(f"  {planned:4} left out: planned for one hour, the least the tool can write")
    rest = len(every) - len(used) - planned
    print(f"  {rest:4} left out: closed with one hour booked, whatever was planned")
    print(f"  {len(used):4} finished activities used, each project weighing the same\n")


def _say_shares(points: list[Point], found: list[Project], others: list[Project]) -> None:
    print("share of activities                early   on plan   late    >=1.5x   >=2x    >=3x")
    _say_line("the insurer", points)
    _say_line("  each activity weighing the same", sample(found, equal=False))
    _say_line("  without the largest project", sample(_without_largest(found)))
    _say_line("  one-hour records kept", sample(found, keep=lambda it: it.activities))
    for project in others:
        _say_line(f"other, {project.name}", sample([project]))
    head = "".join(f"P{100 * it:.0f}".rjust(8) for it in PARTS)
    print("\n" + "ln(actual / planned)".ljust(33) + head)
    early = [it for it in points if it.log < 0]
    late = [it for it in points if it.log > 0]
    print("among early ones".ljust(33) + "".join(f"{it:8.2f}" for it in quantiles(early)))
    print("among late ones".ljust(33) + "".join(f"{it:8.2f}" for it in quantiles(late)))


def _without_largest(found: list[Project]) -> list[Project]:
    largest = max(found, key=lambda it: len(it.activities))
    return [it for it in found if it is not largest]


def _say_line(name: str, points: list[Point]) -> None:
    early, late = share(points, lambda it: it < 0), share(points, lambda it: it > 0)
    tails = [share(points, lambda it, t=t: it >= log(t) - 1e-12) for t in (1.5, 2, 3)]
    numbers = (early, 1 - early - late, late, *tails)
    print(f"{name:33}" + "".join(f"{it:8.1%}" for it in numbers))


def _say_fit(points: list[Point], fitted: Fit) -> None:
    defaults, ours = Duration(), parameters(fitted)
    print("\nM01 fitted (default)")
    for name in ("on_plan", "late", "standard", "early_spread"):
        print(f"  {name:13} {getattr(ours, name):.3f} ({getattr(defaults, name):g})")
    print("\nactual / planned   recorded   fitted   default")
    ratios = [ratio for ratio, _ in RECORDED]
    for ratio, seen in zip(ratios, recorded(points, ratios), strict=True):
        numbers = (seen, curve(ours)(ratio), curve(defaults)(ratio))
        print(f"  at most {ratio:6g} " + "".join(f"{it:10.3f}" for it in numbers))
    mean = sum(it.weight * it.log for it in points)
    wide = sqrt(sum(it.weight * (it.log - mean) ** 2 for it in points))
    curves = {
        "M01 fitted": curve(ours),
        "M01 default": curve(defaults),
        "the same without a share on plan": _no_band(points, fitted),
        f"a lognormal fitted: mean {mean:.2f}, spread {wide:.2f}": lambda ratio: NORMAL.cdf(
            (log(ratio) - mean) / wide
        ),
        "a lognormal around the plan: spread 0.5": curve(LOGNORMAL),
    }
    print("\nlargest distance from the recorded distribution")
    for name, line in curves.items():
        print(f"  {distance(points, line):.3f}  {name}")


def curve(how: Duration) -> Callable[[float], float]:
    """M01's distribution function of actual / planned, for standard work."""
    return lambda ratio: at_most(ratio, how.standard, how)


def _no_band(points: list[Point], fitted: Fit) -> Callable[[float], float]:
    """Two halves that meet at the plan, each with the spread that fits best."""
    late = fitted.late / (1 - fitted.on_plan)
    edge = NORMAL.inv_cdf(1 - late)
    above = _spread([it for it in points if it.log > 0], edge)
    below = _spread([it for it in points if it.log < 0], -edge)
    return lambda it: NORMAL.cdf(edge + log(it) / (above if it >= 1 else below))


def _say_common(found: list[Project], points: list[Point]) -> None:
    how, every = Duration(), sample(found, keep=lambda it: it.activities)
    print("\nshare of variance that activities have in common, ± two standard errors (default)")
    for name, measure, default in (
        ("project", common, how.project_share),
        ("role", common_by_role, how.role_share),
    ):
        wide = 2 * error(found, measure)
        print(f"  by {name:8} {measure(points):.3f} ± {wide:.3f} ({default:g})")
    print(f"  by project with the one-hour records: {common(every):.3f}")


def _say_projects(found: list[Project]) -> None:
    seen, defaults = totals(found), Bias()
    middle, wide = drawn_totals(found, Duration())
    rest, spread = exp(median(seen) - middle), left_over(stdev(seen), wide)
    beyond = sum(it >= log(defaults.least) for it in seen)
    rule = (beyond + 1) / (len(seen) + 2)
    usual = (defaults.median, defaults.spread)
    print("\nhours of a whole project, actual / planned   median   spread of ln")
    print(f"  recorded                                    {exp(median(seen)):5.2f}", end="")
    print(f"   {stdev(seen):5.2f}")
    print(f"  M01 alone, the same plans, 200 worlds       {exp(middle):5.2f}   {wide:5.2f}")
    print(f"  what is left for M02                        {rest:5.2f}   {spread:5.2f}")
    print("  (default)                                  ({:.2f})  ({:.2f})".format(*usual))
    print(f"  {beyond} of {len(seen)} took {defaults.least:g} times as long or longer; ", end="")
    print(f"rule of succession: tail {rule:.3f} ({defaults.tail:g})")


def _say_on_time() -> None:
    alone = Duration(project_share=0)
    print("\nprojects on time where nobody decides, in eight_projects, 100 worlds")
    print(f"  {on_time(load('eight_projects').mechanisms.duration):.0%}  as the scenario states it")
    print(f"  {on_time(Duration()):.0%}  default M01")
    print(f"  {on_time(Duration(), Bias()):.0%}  default M01 and M02")
    print(
        f"  {on_time(alone, LITERATURE):.0%}  default M01 without project_share, M02 of LITERATURE"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
