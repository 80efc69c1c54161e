"""Projects, risks, people and money as tables."""

from math import fsum

from simulator import metrics
from simulator.events import StatusReported
from simulator.metrics import Events
from simulator.metrics.overview import project_rows, role_rows
from simulator.metrics.risks import rows
from simulator.narration import lateness
from simulator.scenario import Scenario
from simulator.tables.table import EMPTY, Table, ratio, share, whole


def portfolio(events: Events, scenario: Scenario, today: float | None = None) -> Table:
    """Every project: what it is worth, when it is due, how far it is, and what it last reported.

    The last column is there only where somebody has reported.
    """
    found = project_rows(events, scenario, today)
    reports = metrics.last_reports(events)
    deadlines = {project.id: project.deadline for project in scenario.projects}
    columns = (
        "project", "sponsor", "arrives (day)", "due (day)", "worthless after", "value (k€)",
        "cost of delay (k€/day)", "status", "activities done", "finished (day)", "worth (k€)",
        *(("last report",) if reports else ()),
    )  # fmt: skip
    return Table(
        "The portfolio",
        columns,
        (
            (
                row["name"], row["sponsor"] or EMPTY, whole(row["arrival"]), whole(row["due"]),
                whole(deadlines[row["project"]]),
                whole(row["value"]), f"{row['cost_of_delay']:g}", row["status"],
                share(row["done"]), whole(row["finish"]), whole(row["worth"]),
                *((_said(reports.get(row["project"])),) if reports else ()),
            )
            for row in found
        ),
    )  # fmt: skip


def _said(report: StatusReported | None) -> str:
    """A status report in a few words."""
    return f"{report.colour}, {lateness(report.late)}" if report else EMPTY


IMPACT_UNITS = {"effort": "person-days", "delay": "days", "cost": "k€"}


def register(events: Events, scenario: Scenario) -> Table:
    """Every risk as it stands after the mitigations bought, and the best offer against it."""
    found = sorted(rows(events, scenario), key=lambda row: (row.status != "open", -row.exposure))
    projects = {project.id: project.name or project.id for project in scenario.projects}
    offers = {offer.id: offer.name or offer.id for offer in scenario.mitigations}
    columns = (
        "risk", "project", "owner", "status", "probability", "impact", "exposure (k€)",
        "best offer", "its cost (k€)", "leverage",
    )  # fmt: skip
    return Table(
        "Risk register, the largest exposure first",
        columns,
        (
            (
                row.name or row.risk, projects[row.project], row.owner or EMPTY,
                row.status, share(row.probability),
                f"{row.impact:.0f} {IMPACT_UNITS[row.hits]}", whole(row.exposure),
                EMPTY if row.offer is None else offers[row.offer],
                whole(row.cost), ratio(row.leverage),
            )
            for row in found
        ),
    )  # fmt: skip


def people(events: Events, scenario: Scenario, today: float | None = None) -> Table:
    """Every role: who they are, how busy they have been and how many were waited for."""
    found = role_rows(events, scenario, today)
    columns = (
        "role", "people", "who", "busy (person-days)", "utilisation", "while work waits",
        "waited for (people)", "rate (k€/day)", "hiring takes (days)",
    )  # fmt: skip
    return Table(
        "The people; utilisation and queue belong together",
        columns,
        (
            (
                role.name or role.id, f"{row['people']:g}",
                ", ".join(role.members) or EMPTY, whole(row["busy"]),
                share(row["utilisation"]), share(row["in_demand"]), f"{row['queue']:.1f}",
                f"{role.rate:.2f}", f"{role.hire_days:g}",
            )
            for role, row in zip(scenario.roles, found, strict=True)
        ),
    )  # fmt: skip


def earned_value(
    events: Events, plan: Events, scenario: Scenario, today: float | None = None
) -> Table:
    """Every project: budget, planned and earned value, actual cost and their ratios."""
    table = metrics.earned_value(events, plan, scenario, today)
    names = {project.id: project.name or project.id for project in scenario.projects}
    money = ("budget", "planned_value", "earned_value", "actual_cost", "estimate_at_completion")
    ratios = ("cpi", "spi", "spi_t")
    columns = (
        "project", "budget (k€)", "planned value (k€)", "earned value (k€)", "actual cost (k€)",
        "estimate at completion (k€)", "CPI", "SPI", "SPI(t)",
    )  # fmt: skip
    return Table(
        "Earned value; a ratio below 1 is dear (CPI) or late (SPI)",
        columns,
        (
            (names[str(key)], *(whole(row[it]) for it in money), *(ratio(row[it]) for it in ratios))
            for key, row in table.iterrows()
        ),
    )


def futures(other: Events, mine: Events, scenario: Scenario) -> Table:
    """Finish days and worth of every project in two futures of one world."""
    before, now = project_rows(other, scenario), project_rows(mine, scenario)
    columns = (
        "project", "finished, other future (day)", "finished, this future (day)",
        "worth, other future (k€)", "worth, this future (k€)", "difference (k€)",
    )  # fmt: skip
    lines = [
        (
            here["name"], whole(there["finish"]), whole(here["finish"]),
            whole(there["worth"]), whole(here["worth"]), _gain(there["worth"], here["worth"]),
        )
        for there, here in zip(before, now, strict=True)
    ]  # fmt: skip
    worth = [fsum(it["worth"] or 0.0 for it in future) for future in (before, now)]
    lines.append(("together", EMPTY, EMPTY, whole(worth[0]), whole(worth[1]), _gain(*worth)))
    return Table("The same projects in both futures", columns, lines)


def _gain(before: float | None, now: float | None) -> str:
    """The difference in worth; what is not finished is worth nothing."""
    if before is None and now is None:
        return EMPTY
    return f"{(now or 0.0) - (before or 0.0):+,.0f}"


def urgency(scenario: Scenario) -> Table:
    """Every project by what it loses a day for each person-day of work it needs."""
    ranked = sorted(scenario.projects, key=lambda p: -p.cost_of_delay / max(p.effort, 1e-9))
    columns = (
        "project", "value (k€)", "cost of delay (k€/day)", "work (person-days)",
        "cost of delay / work",
    )  # fmt: skip
    return Table(
        "Who loses most for each person-day",
        columns,
        (
            (
                project.name or project.id, whole(project.value), f"{project.cost_of_delay:g}",
                whole(project.effort), f"{project.cost_of_delay / max(project.effort, 1e-9):.3f}",
            )
            for project in ranked
        ),
    )  # fmt: skip
