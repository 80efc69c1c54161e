"""The workbook with five sheets: written with an example or from a plan, and read back the same.

Only the first two sheets are needed. The order of columns is free, columns of one's own are left
out, and an empty cell means our default.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import RefusedError
from simulator.plans import Plan, PlanActivity
from simulator.readers.tables import excel
from simulator.readers.tables.example import EXAMPLE
from simulator.readers.tables.harmless import as_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WORK = ("routine", "standard", "novel", "research")
UNITS = {"delay": "days", "effort": "person-days", "cost": "k€"}
ROWS_WITH_CHOICES = 2_000
NEEDED = "the template: needs the package openpyxl, which is not installed; install it with pip"


class Head(NamedTuple):
    """The header of a column, what is said of it, and what may stand below."""

    name: str
    about: str
    choices: str = ""
    """Words with commas between them, or a range of another sheet."""
    wide: int = 14


PROJECT = Head(
    "Project", "The project's name; the same on every sheet.", "Projects!$A$2:$A$2000", 28
)
KIND_OF_WORK = Head(
    "Kind of work", "How well such work is known: it sets how much luck there is.", ",".join(WORK)
)
HEADS: dict[str, tuple[Head, ...]] = {
    "Projects": (
        Head("Project", "The project's name. Needed.", wide=28),
        Head("Sponsor", "Who wants it."),
        Head("Start", "The date before which nothing of it begins."),
        Head("Due", "The date that was promised."),
        Head("Deadline", "The date after which it is worth nothing."),
        Head("Value (k€)", "What it is worth if it is on time."),
        Head("Cost of delay a day (k€)", "What each working day after the due date costs.", "", 22),
        Head("After", "Projects to be delivered before, with semicolons between them.", wide=22),
        Head("Objective", "What of the organisation's aims it serves.", wide=20),
    ),
    "Activities": (
        PROJECT,
        Head("Id", "A number of your own, for predecessors.", wide=8),
        Head("Activity", "What is to be done. Needed.", wide=36),
        Head("Level or WBS", "1, 1.1, 1.2 …: what begins with 1. stands in group 1."),
        Head("Duration", "Working days; 2w or 16h is fine too. Duration or effort."),
        Head("Effort", "Person-days, if the duration follows from the people."),
        Head("Low", "Working days if all goes well."),
        Head("High", "Working days if much goes wrong."),
        Head("Who", "Names with commas between them; 50% behind a name is half of it.", wide=24),
        Head("How many", "People, if one name stands there and it is a team."),
        Head("Predecessors", "Ids with semicolons between them: 3; 4SS+2d.", wide=16),
        Head("Earliest", "The date before which it cannot begin."),
        KIND_OF_WORK,
        Head("Done %", "0 % to 100 %."),
        Head("Remaining", "Working days that are left, if it has begun."),
    ),
    "People": (
        Head("Who", "A person or a team. Needed.", wide=24),
        Head("How many", "People in the team."),
        Head("Rate a day (k€)", "What one of them costs a day.", wide=16),
        Head("Away", "2027-07-05 – 2027-07-16, with semicolons between stretches.", wide=28),
        Head("Hire takes", "Working days until somebody new starts."),
    ),
    "Risks": (
        PROJECT,
        Head("Risk", "What may happen. Needed.", wide=36),
        Head("Probability", "0 % to 95 %, or Low, Medium, High."),
        Head("Impact", "A number, or Low, Medium, High."),
        Head("Unit", "What the impact counts.", ",".join(UNITS.values())),
        Head("Owner", "Who looks after it."),
        Head("Answer", "What can be done before.", wide=28),
        Head("Cost of answer (k€)", "What that costs.", wide=18),
        Head("Helps by", "By which share the impact shrinks."),
    ),
    "History": (
        PROJECT,
        Head("Activity", "What was done; empty for a whole project.", wide=36),
        Head("Planned", "Working days of the first plan that was approved."),
        Head("Actual", "Working days that it took."),
        KIND_OF_WORK,
        Head("Finished on", "The date."),
    ),
}  # fmt: skip

Values = tuple[object, ...]


def write_template(path: Path, plan: Plan = EXAMPLE) -> None:
    """Write a plan into the workbook; without one, the example.

    Raises RefusedError if openpyxl is not installed.
    """
    if not excel.provided():
        raise RefusedError(NEEDED)
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, heads in HEADS.items():
        sheet = book.create_sheet(name)
        _head(sheet, heads)
        for values in ROWS[name](plan):
            sheet.append(values)
            for cell in sheet[sheet.max_row]:
                as_text(cell)
    book.save(path)


def _head(sheet: "Worksheet", heads: Iterable[Head]) -> None:
    """Headers with comments, and lists to choose from below them."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "A2"
    for place, head in enumerate(heads, 1):
        cell = sheet.cell(1, place, head.name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.comment = Comment(head.about, "PMO Flight Simulator")
        sheet.column_dimensions[cell.column_letter].width = head.wide
        if head.choices:
            words = head.choices if "!" in head.choices else f'"{head.choices}"'
            choice = DataValidation(type="list", formula1=words, allow_blank=True)
            choice.error = f"Choose one of the list. {head.about}"
            choice.add(f"{cell.column_letter}2:{cell.column_letter}{ROWS_WITH_CHOICES}")
            sheet.add_data_validation(choice)


def _projects(plan: Plan) -> Iterator[Values]:
    names = {it.key: it.name or it.key for it in plan.projects}
    for it in plan.projects:
        after = "; ".join(names.get(key, key) for key in it.after)
        yield (names[it.key], it.sponsor, it.start, it.due, it.deadline, it.value,
               it.cost_of_delay, after, it.objective)  # fmt: skip


def _activities(plan: Plan) -> Iterator[Values]:
    names = {it.key: it.name or it.key for it in plan.projects}
    roles = {it.key: it.name or it.key for it in plan.roles}
    ids, codes = _ids(plan), _codes(plan)
    before: dict[str, list[str]] = {}
    for link in plan.relations:
        if link.before in ids and link.after in ids:
            lag = f"{link.lag:+g}d" if link.lag else ""
            kind = link.kind if lag or link.kind != "FS" else ""
            before.setdefault(link.after, []).append(f"{ids[link.before]}{kind}{lag}")
    for it in plan.activities:
        many = it.demands[0].people if len(it.demands) == 1 else None
        who = ", ".join(
            roles.get(need.role, need.role)
            + ("" if many is not None or need.people == 1 else f" [{need.people:.0%}]")
            for need in it.demands
        )
        yield (names.get(it.project, it.project), ids[it.key], it.name, codes.get(it.key), it.days,
               it.effort, it.low, it.high, who, None if many == 1 else many,
               "; ".join(before.get(it.key, ())), it.earliest, it.work, it.done,
               it.remaining)  # fmt: skip


def _ids(plan: Plan) -> dict[str, str]:
    """By key: its own id if all of them can stand in a list of predecessors, else its number."""
    own = [it.id for it in plan.activities]
    if len(set(own)) == len(own) and all(text[-1:].isdigit() and ";" not in text for text in own):
        return {it.key: it.id for it in plan.activities}
    return {it.key: str(number) for number, it in enumerate(plan.activities, 1)}


def _codes(plan: Plan) -> dict[str, str]:
    """By key: 1, 1.1, 1.2 …, if any activity stands in a group."""
    known = {it.key for it in plan.activities}
    if not any(it.parent in known for it in plan.activities):
        return {}
    codes: dict[str, str] = {}
    counts: dict[str, int] = {}

    def code(it: PlanActivity) -> str:
        above = codes.get(it.parent, "")
        counts[above] = counts.get(above, 0) + 1
        return f"{above}.{counts[above]}".lstrip(".")

    for it in plan.activities:
        codes[it.key] = code(it)
    return codes


def _people(plan: Plan) -> Iterator[Values]:
    for it in plan.roles:
        away = "; ".join(f"{first.isoformat()} – {last.isoformat()}" for first, last in it.away)
        yield it.name or it.key, it.people, it.rate, away, it.hire_days


def _risks(plan: Plan) -> Iterator[Values]:
    names = {it.key: it.name or it.key for it in plan.projects}
    for it in plan.risks:
        yield (names.get(it.project, it.project), it.name, it.probability, it.impact,
               UNITS[it.hits], it.owner, it.answer, it.answer_cost, it.helps)  # fmt: skip


def _history(plan: Plan) -> Iterator[Values]:
    for it in plan.history:
        yield it.project, it.activity, it.planned, it.actual, it.work, it.finished


ROWS = {
    "Projects": _projects,
    "Activities": _activities,
    "People": _people,
    "Risks": _risks,
    "History": _history,
}
