"""Phases of projects that a list of projects has beside each other: Design start, Design end."""

import re
from collections.abc import Iterator

from simulator.plans import PlanActivity, PlanProject
from simulator.readers.tables.dates import when
from simulator.readers.tables.fields import plain
from simulator.readers.tables.languages import ENDS, NO_PHASES, STARTS
from simulator.readers.tables.mapping import SheetMap
from simulator.readers.tables.rows import Table

START = re.compile(rf"(?P<phase>.+?) (?:{STARTS})|(?:{STARTS}) (?P<other>.+)")
END = re.compile(rf"(?P<phase>.+?) (?:{ENDS})|(?:{ENDS}) (?P<other>.+)")
ENOUGH = 2
"""One pair of dates is no sequence of phases."""


def phases(table: Table, projects: list[PlanProject]) -> Iterator[PlanActivity]:
    """An activity for each phase of each project, if the list has columns for phases."""
    columns = phase_columns(table.mapped)
    rows = {row.number: row for row in table.rows}
    for project in projects:
        row = rows.get(project.place.row)
        if row is None:
            continue
        for name, places in columns.items():
            start, finish = (when(row.at(at), table.mapped.day_first) for at in places)
            if start is not None and finish is not None:
                yield PlanActivity(
                    key=f"{table.mapped.sheet}:{row.number}:{name}",
                    project=project.key,
                    name=name,
                    start=start,
                    finish=finish,
                    place=project.place,
                )


def phase_columns(mapped: SheetMap) -> dict[str, tuple[int, int]]:
    """By name of a phase: the columns of its start and of its end, if there are several phases."""
    if mapped.about != "projects":
        return {}
    starts, ends = dict[str, int](), dict[str, int]()
    for column in mapped.columns:
        for pattern, places in ((START, starts), (END, ends)):
            match = None if column.field else pattern.fullmatch(plain(column.header))
            if match and (name := match["phase"] or match["other"]) not in NO_PHASES:
                places.setdefault(name, column.place)
    found = {name: (starts[name], ends[name]) for name in starts if name in ends}
    return found if len(found) >= ENOUGH else {}
