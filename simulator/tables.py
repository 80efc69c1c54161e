"""Metrics as tables to read: names instead of ids, units in the headings, rounded numbers."""

import html
from collections.abc import Iterable, Sequence

import pandas as pd

from simulator import metrics
from simulator.errors import RefusedError
from simulator.mechanisms import CARDS, Card
from simulator.metrics import Events
from simulator.scenario import Scenario

LINE = "#c8c8c8"
EMPTY = "–"


class Table:
    """Rows of text under a caption, for a screen, a notebook and a terminal."""

    def __init__(self, caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self.caption = caption
        self.columns = tuple(columns)
        self.rows = tuple(tuple(row) for row in rows)

    def __repr__(self) -> str:
        lines = [self.columns, *self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        text = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
        return "\n".join([self.caption, *text])

    def html(self) -> str:
        """The table as HTML."""
        head = "".join(_cell("th", name) for name in self.columns)
        body = "".join(
            "<tr>" + "".join(_cell("td", value) for value in row) + "</tr>" for row in self.rows
        )
        return (
            '<table style="border-collapse:collapse;line-height:1.4;font-size:13px;margin:4px 0">'
            '<caption style="text-align:left;font-weight:600;padding:4px 0">'
            f"{html.escape(self.caption)}</caption>"
            f'<thead style="border-bottom:1px solid {LINE}"><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )

    def _repr_html_(self) -> str:
        return self.html()


def _cell(tag: str, text: str) -> str:
    numeric = text[:1].isdigit() or text[:1] in "+-−–"
    side = "right" if tag == "td" and numeric and len(text) < 12 else "left"
    return (
        f'<{tag} style="text-align:{side};padding:2px 10px;white-space:normal">'
        f"{html.escape(text)}</{tag}>"
    )


def tabulate(caption: str, rows: Sequence[dict[str, str]]) -> Table:
    """A table of rows that all have the same columns."""
    return Table(caption, tuple(rows[0]), (tuple(row.values()) for row in rows))


def whole(value: float | None) -> str:
    """A number without decimals, or a dash."""
    return EMPTY if value is None or pd.isna(value) else f"{value:,.0f}"


def share(value: float | None) -> str:
    """A share as a percentage, or a dash."""
    return EMPTY if value is None or pd.isna(value) else f"{value:.0%}"


def ratio(value: float | None) -> str:
    """A ratio with two decimals, or a dash."""
    return EMPTY if value is None or pd.isna(value) else f"{value:.2f}"


def portfolio(events: Events, scenario: Scenario, today: float | None = None) -> Table:
    """Every project: what it is worth, when it is due, how far it is."""
    rows = metrics.projects(events, scenario, today)
    deadlines = {project.id: project.deadline for project in scenario.projects}
    columns = (
        "project", "sponsor", "arrives (day)", "due (day)", "worthless after", "value (k€)",
        "cost of delay (k€/day)", "status", "activities done", "finished (day)", "worth (k€)",
    )  # fmt: skip
    return Table(
        "The portfolio",
        columns,
        (
            (
                row["name"], row["sponsor"] or EMPTY, whole(row["arrival"]), whole(row["due"]),
                whole(deadlines[key]),
                whole(row["value"]), f"{row['cost_of_delay']:g}", row["status"],
                share(row["done"]), whole(row["finish"]), whole(row["worth"]),
            )
            for key, row in rows.iterrows()
        ),
    )  # fmt: skip


UNITS = {"effort": "person-days", "delay": "days", "cost": "k€"}


def register(events: Events, scenario: Scenario) -> Table:
    """Every risk as it stands after the mitigations bought, and the best offer against it."""
    rows = metrics.register(events, scenario)
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
                row["name"] or str(risk), projects[row["project"]], row["owner"] or EMPTY,
                row["status"], share(row["probability"]),
                f"{row['impact']:.0f} {UNITS[row['hits']]}", whole(row["exposure"]),
                EMPTY if pd.isna(row["offer"]) else offers[row["offer"]],
                whole(row["cost"]), ratio(row["leverage"]),
            )
            for risk, row in rows.iterrows()
        ),
    )  # fmt: skip


def people(events: Events, scenario: Scenario, today: float | None = None) -> Table:
    """Every role: who they are, how busy they have been and how many were waited for."""
    rows = metrics.roles(events, scenario, today)
    columns = (
        "role", "people", "who", "busy (person-days)", "utilisation", "waited for (people)",
        "rate (k€/day)", "hiring takes (days)",
    )  # fmt: skip
    return Table(
        "The people; utilisation and queue belong together",
        columns,
        (
            (
                role.name or role.id, f"{rows.loc[role.id, 'people']:g}",
                ", ".join(role.members) or EMPTY, whole(rows.loc[role.id, "busy"]),
                share(rows.loc[role.id, "utilisation"]), f"{rows.loc[role.id, 'queue']:.1f}",
                f"{role.rate:.2f}", f"{role.hire_days:g}",
            )
            for role in scenario.roles
        ),
    )  # fmt: skip


def earned_value(
    events: Events, plan: Events, scenario: Scenario, today: float | None = None
) -> Table:
    """Every project: budget, planned and earned value, actual cost and their ratios."""
    rows = metrics.earned_value(events, plan, scenario, today)
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
            (names[key], *(whole(row[it]) for it in money), *(ratio(row[it]) for it in ratios))
            for key, row in rows.iterrows()
        ),
    )


def futures(other: Events, mine: Events, scenario: Scenario) -> Table:
    """Finish days and worth of every project in two futures of one world."""
    before, now = metrics.projects(other, scenario), metrics.projects(mine, scenario)
    columns = (
        "project", "finished, other future (day)", "finished, this future (day)",
        "worth, other future (k€)", "worth, this future (k€)", "difference (k€)",
    )  # fmt: skip
    rows = [
        (
            now.loc[key, "name"], whole(before.loc[key, "finish"]), whole(now.loc[key, "finish"]),
            whole(before.loc[key, "worth"]), whole(now.loc[key, "worth"]),
            _gain(before.loc[key, "worth"], now.loc[key, "worth"]),
        )
        for key in now.index
    ]  # fmt: skip
    worth = before["worth"].sum(), now["worth"].sum()
    rows.append(("together", EMPTY, EMPTY, whole(worth[0]), whole(worth[1]), _gain(*worth)))
    return Table("The same projects in both futures", columns, rows)


def _gain(before: float | None, now: float | None) -> str:
    """The difference in worth; what is not finished is worth nothing."""
    if pd.isna(before) and pd.isna(now):
        return EMPTY
    return f"{(0 if pd.isna(now) else now) - (0 if pd.isna(before) else before):+,.0f}"


def mechanisms(scenario: Scenario | None = None) -> Table:
    """Every mechanism in one line; with a scenario, which are on there."""
    columns = ("number", "what it says", "formula", *(("here",) if scenario else ()))

    def here(card: Card) -> tuple[str, ...]:
        if scenario is None:
            return ()
        on = not card.name or getattr(scenario.mechanisms, card.name) is not None
        return ("on" if on else "off",)

    return Table(
        "The mechanisms",
        columns,
        ((card.number, card.meaning, card.formula, *here(card)) for card in CARDS.values()),
    )


def mechanism(number: str) -> Table:
    """The card of one mechanism: what it says, its parameters, its sources and its limits."""
    if number not in CARDS:
        raise RefusedError(f"there is no mechanism '{number}'; write one of {', '.join(CARDS)}")
    card = CARDS[number]
    rows = [
        ("meaning", card.meaning),
        ("formula", card.formula),
        *(
            (it.name, f"{it.default} ({it.range}) {it.unit}: {it.meaning} [{it.source}]")
            for it in card.parameters
        ),
        ("source", card.source),
        ("leaves out", card.leaves_out),
        ("lesson", card.lesson),
    ]
    title = f"{card.number} {card.name.replace('_', ' ')}".strip()
    return Table(title, ("", "in this model"), rows)


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
