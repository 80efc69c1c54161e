"""Published tables of priority rules, and what the model gives for them.

    python benchmarks/published.py [folder]

The folder holds psplib/j30 and mpsplib; without one it is ../shared/data beside this project. The
model hands people out day by day, which is the parallel scheme, so the serial columns of the same
tables are left out.

Sums of makespans and deviations from the critical path: MEHH_RCPSP (README of commit 4230b32,
2020). Deviations from proven optima: reference values, not published, of two other engines that
gave the same sums. Portfolios: Poza et al. (2025), minimum slack in a commercial planning tool.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from measure import head, row
from msgspec.structs import replace

from simulator import Policy, load, metrics, simulate
from simulator.network import Planned, network
from simulator.policies import Office
from simulator.scenario import Scenario

FOLDER = Path(__file__).parents[2] / "shared" / "data"
DRAWS = 20
"""How often a lot is drawn for each project; as many as in the published table."""
WRONG = {
    "mp_j30_a5_nr2": "published is 2.5 times what any order needs",
    "mp_j30_a5_nr4": "published is below the critical path of 76 days",
}
"""Portfolios whose published makespans cannot be right for these files; no mean counts them."""


class Rule(NamedTuple):
    """A priority rule with what is published of it for the 480 projects of J30; None: nothing."""

    name: str
    order: str
    total: int | None
    """Sum of all makespans in days."""
    above_path: float | None
    """How much longer than the critical path, in percent, on average."""
    above_optimum: float | None
    """How much longer than the proven optimum, in percent, on average."""
    optimal: int | None = None
    """Percent of projects in which the optimum is found."""


RULES = (
    Rule("LFT", "latest_finish_time", 29688, 19.05, 4.39, 43),
    Rule("LST", "latest_start_time", 29757, 19.31, 4.53),
    Rule("GRPW*", "greatest_total_positional_weight", None, None, 4.65),
    Rule("MTS", "most_total_successors", 29865, 19.69, 5.00),
    Rule("MSLK", "minimum_slack", None, None, 6.72),
    Rule("MIS", "most_immediate_successors", None, None, 6.85),
    Rule("FIFO", "first_come", 30442, 22.10, 7.00),
    Rule("GRPW", "greatest_rank_positional_weight", 30724, 23.28, 7.85),
    Rule("EST", "earliest_start_time", 30696, 23.11, 7.86),
    Rule("EFT", "earliest_finish_time", 30844, 23.66, None),
    Rule("GRD", "greatest_resource_demand", 31131, 24.96, None),
    Rule("SPT", "shortest_first", 31287, 25.59, 9.82),
    Rule("LPT", "longest_first", None, None, 10.20),
)
LOTS = Rule("random", "random", None, None, 10.03)

PORTFOLIO_ORDERS = {
    "LST, portfolio": ("latest_start_time", True),
    "LFT, portfolio": ("latest_finish_time", True),
    "LST": ("latest_start_time", False),
    "LFT": ("latest_finish_time", False),
    "MTS": ("most_total_successors", False),
    "EST": ("earliest_start_time", False),
    "MSLK": ("minimum_slack", False),
    "FIFO": ("first_come", False),
    "SPT": ("shortest_first", False),
}
"""(order, whether late days count back from the end of the whole portfolio)."""
AS_PUBLISHED = "LST, portfolio"
"""Slack at one instant is latest start minus today, so it orders as the latest start does."""
SHOWN = (AS_PUBLISHED, "LST", "MSLK", "FIFO")
"""The orders that are shown portfolio by portfolio."""


def main(arguments: Sequence[str] = ()) -> None:
    """Print all tables."""
    folder = Path(arguments[0]) if arguments else FOLDER
    if not folder.is_dir():
        raise SystemExit(f"published: {folder} is not here; it should hold psplib/j30 and mpsplib")
    projects, best = j30(folder), optimum(folder)
    ends = {rule.name: makespans(projects, rule.order) for rule in RULES}
    print_sums(projects, ends)
    print_optima(best, ends, [makespans(projects, "random", seed) for seed in range(DRAWS)])
    plans, published = portfolios(folder), published_makespans(folder)
    found = {name: portfolio_days(plans, *how) for name, how in PORTFOLIO_ORDERS.items()}
    print_orders(published, found)
    print_portfolios(published, found, ranges(plans))


# Single projects


def j30(folder: Path) -> dict[str, Scenario]:
    """The 480 projects of J30, by name."""
    return {path.stem: load(path) for path in sorted((folder / "psplib" / "j30").glob("*.sm"))}


def optimum(folder: Path) -> dict[str, int]:
    """Their proven shortest makespans."""
    with (folder / "psplib" / "j30" / "optimum.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["problem"].removesuffix(".sm"): int(row["optimum"]) for row in rows}


def makespans(projects: Mapping[str, Scenario], order: str, seed: int = 0) -> dict[str, float]:
    """The day on which each project is finished under a priority order."""
    return {
        name: last_finish(simulate(project, Policy(order=order), seed))
        for name, project in projects.items()
    }


def critical_days(projects: Mapping[str, Scenario]) -> dict[str, float]:
    """The length of each project's critical path."""
    return {name: network(project).critical_days[0] for name, project in projects.items()}


def last_finish(events: tuple) -> float:
    """The day on which all projects of a run are finished."""
    return max(metrics.finish_days(events).values())


def above(ends: Mapping[str, float], least: Mapping[str, float]) -> float:
    """Percent by which days are longer than others of the same name, on average."""
    return 100 * fmean(ends[name] / least[name] - 1 for name in ends)


def reached(ends: Mapping[str, float], least: Mapping[str, float]) -> float:
    """Percent of names in which both days are the same."""
    return 100 * fmean(ends[name] == least[name] for name in ends)


# Portfolios


class Days(NamedTuple):
    """What a portfolio took under an order, in working days."""

    makespan: float
    """Until the last project was finished."""
    delay: float
    """By how much a project was finished after its critical path's end, on average."""


def portfolios(folder: Path) -> dict[str, Scenario]:
    """The portfolios of several projects, by name."""
    return {path.stem: load(path) for path in sorted((folder / "mpsplib").glob("*.rcmp"))}


def published_makespans(folder: Path) -> dict[str, int]:
    """What is published of them."""
    with (folder / "mpsplib" / "published.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["instance"]: int(row["published_total_makespan"]) for row in rows}


def portfolio_days(plans: Mapping[str, Scenario], order: str, as_one: bool) -> dict[str, Days]:
    """What each portfolio takes, with late days counted `as_one` project or for each project."""
    return {name: _days(with_one_end(it) if as_one else it, order) for name, it in plans.items()}


def with_one_end(plan: Scenario) -> Scenario:
    """The portfolio with its last critical path's end as due day of every project."""
    end = max(critical_ends(plan).values())
    return replace(plan, projects=tuple(replace(it, due=end) for it in plan.projects))


def critical_ends(plan: Scenario) -> dict[str, float]:
    """The day on which each project would be finished with any number of people."""
    lengths = zip(plan.projects, network(plan).critical_days, strict=True)
    return {project.id: project.arrival + days for project, days in lengths}


def _days(plan: Scenario, order: str) -> Days:
    ends = metrics.finish_days(simulate(plan, Policy(order=order)))
    early = critical_ends(plan)
    return Days(max(ends.values()), fmean(ends[name] - early[name] for name in ends))


def differences(found: Mapping[str, Days], published: Mapping[str, int]) -> list[float]:
    """Percent by which each portfolio takes longer than published, but for the wrong ones."""
    return [100 * (found[it].makespan / published[it] - 1) for it in found if it not in WRONG]


def ranges(plans: Mapping[str, Scenario]) -> dict[str, tuple[float, float]]:
    """Shortest and longest makespan of the published order, if lots decide between equals."""
    found = {}
    for name, plan in plans.items():
        whole, policy = with_one_end(plan), Policy(order=latest_start_by_lot)
        days = [last_finish(simulate(whole, policy, seed)) for seed in range(DRAWS)]
        found[name] = (min(days), max(days))
    return found


def latest_start_by_lot(activity: Planned, office: Office) -> tuple[float, float]:
    """The activity that must be started first; of equal ones by lot."""
    return activity.latest_start, office.draw(activity.project, activity.activity)


# Tables


def print_sums(projects: Mapping[str, Scenario], ends: Mapping[str, Mapping[str, float]]) -> None:
    """Sums of makespans, and deviations from the critical path."""
    head(
        "J30: sum of 480 makespans, and percent above the critical path", "rule", "sum, ours",
        "published", "difference", "above path, ours", "published", "difference",
    )  # fmt: skip
    paths = critical_days(projects)
    for rule in (rule for rule in RULES if rule.total):
        total, percent = sum(ends[rule.name].values()), above(ends[rule.name], paths)
        row(
            rule.name, f"{total:.0f}", rule.total, f"{total - rule.total:+.0f}",
            *beside(percent, rule.above_path),
        )  # fmt: skip


def print_optima(
    best: Mapping[str, int],
    ends: Mapping[str, Mapping[str, float]],
    lots: list[dict[str, float]],
) -> None:
    """Deviations from the optimum."""
    head(
        f"J30: percent above the proven optimum (sum {sum(best.values())})", "rule", "ours",
        "reference", "difference", "optimal, ours (%)", "reference", "why they differ",
    )  # fmt: skip
    for rule in RULES:
        own = ends[rule.name]
        optimal = "–" if rule.optimal is None else rule.optimal
        row(
            rule.name, *beside(above(own, best), rule.above_optimum),
            f"{reached(own, best):.0f}", optimal, "" if rule.above_optimum else "no reference",
        )  # fmt: skip
    percent = fmean(above(own, best) for own in lots)
    optimal = fmean(reached(own, best) for own in lots)
    row(
        f"{LOTS.name}, {len(lots)} draws", *beside(percent, LOTS.above_optimum),
        f"{optimal:.0f}", "–", "other lots",
    )  # fmt: skip


def print_orders(published: Mapping[str, int], found: Mapping[str, Mapping[str, Days]]) -> None:
    """Portfolios: mean makespan and delay of each order, beside what is published."""
    known = [published[name] for name in published if name not in WRONG]
    head(
        f"MPSPLIB: {len(known)} portfolios", "order", "makespan, ours", "published",
        "mean difference (%)", "mean absolute (%)", "equal", "project delay, ours",
        "why they differ",
    )  # fmt: skip
    for name, days in found.items():
        own, off = [days[it] for it in days if it not in WRONG], differences(days, published)
        row(
            name, f"{fmean(it.makespan for it in own):.1f}", f"{fmean(known):.1f}",
            signed(fmean(off)), f"{fmean(map(abs, off)):.2f}", off.count(0.0),
            f"{fmean(it.delay for it in own):.1f}",
            "ties and sorting" if name == AS_PUBLISHED else "another order",
        )  # fmt: skip
    print(
        "\nDays on average. Published is minimum slack over the whole portfolio: at one instant\n"
        "the order of latest starts, counted back from one common end. The planning tool sorts by\n"
        "moving larger ones to the end, which leaves equal ones, and some others, in an order of\n"
        "its own; we take the first in the file. Delays are not published.\n"
        f"Left out: {', '.join(WRONG)}; see below."
    )


def print_portfolios(
    published: Mapping[str, int],
    found: Mapping[str, Mapping[str, Days]],
    lots: Mapping[str, tuple[float, float]],
) -> None:
    """Portfolios one by one."""
    head(
        "MPSPLIB: makespan / average project delay, in days", "portfolio", *SHOWN, "published",
        f"{AS_PUBLISHED} – published", "why they differ",
    )  # fmt: skip
    for name, makespan in published.items():
        days = [found[order][name] for order in SHOWN]
        off = days[0].makespan - makespan
        row(
            name, *(f"{it.makespan:.0f} / {it.delay:.1f}" for it in days), makespan, f"{off:+.0f}",
            WRONG.get(name) or (why(makespan, *lots[name]) if off else ""),
        )  # fmt: skip


def why(published: int, least: float, most: float) -> str:
    """Whether other ties could be the reason, for a makespan that is not the published one."""
    if least <= published <= most:
        return f"ties: by lot {least:.0f} to {most:.0f}"
    return f"more than ties: by lot {least:.0f} to {most:.0f}"


def beside(ours: float, published: float | None) -> tuple[str, str, str]:
    """Cells: our percentage, the published one, and the difference."""
    if published is None:
        return f"{ours:.2f}", "–", "–"
    return f"{ours:.2f}", f"{published:.2f}", signed(ours - published)


def signed(percent: float) -> str:
    """A difference with its sign; nothing is +0.00."""
    return f"{round(percent, 2) + 0.0:+.2f}"


if __name__ == "__main__":
    main(sys.argv[1:])
