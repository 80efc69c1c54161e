"""Small plans as other programs write them, and what is found in them."""

from collections.abc import Iterable
from pathlib import Path

from simulator.plans import Imported

WEEKEND = (1, 7)


def tagged(**fields: object) -> str:
    """Elements by name, one for each field."""
    return "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())


def task(uid: int, name: str = "", level: int = 1, hours: float = 8, inner: str = "",
         **fields: object) -> str:  # fmt: skip
    """A task of Microsoft Project XML."""
    plain = tagged(UID=uid, ID=uid, Name=name or f"T{uid}", OutlineLevel=level)
    return f"<Task>{plain}{tagged(Duration=f'PT{hours:g}H0M0S', **fields)}{inner}</Task>"


def link(before: int, kind: int = 1, lag: int = 0, form: int = 7) -> str:
    """A link to a predecessor, its lag in tenths of a minute."""
    fields = tagged(PredecessorUID=before, Type=kind, LinkLag=lag, LagFormat=form)
    return f"<PredecessorLink>{fields}</PredecessorLink>"


def mspdi(*tasks: str, people: str = "", jobs: str = "", **fields: object) -> str:
    """A file of Microsoft Project XML that starts on Monday, 4 January 2027."""
    head = tagged(**{"StartDate": "2027-01-04T08:00:00"} | fields)
    resources = f"<Resources>{people}</Resources><Assignments>{jobs}</Assignments>"
    space = "http://schemas.microsoft.com/project"
    return f'<Project xmlns="{space}">{head}<Tasks>{"".join(tasks)}</Tasks>{resources}</Project>'


def xer(**tables: Iterable[dict[str, object]]) -> str:
    """A file of Primavera P6 with these tables."""
    lines = ["ERMHDR\t20.12"]
    for name, rows in tables.items():
        listed = list(rows)
        columns = list(dict.fromkeys(column for row in listed for column in row))
        lines += [f"%T\t{name}", "\t".join(["%F", *columns])]
        lines += ["\t".join(["%R", *(str(row.get(it, "")) for it in columns)]) for row in listed]
    return "\n".join([*lines, "%E", ""])


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """The text as a file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def starts(imported: Imported) -> dict[str, float]:
    """The first day of each activity of the first project, by name."""
    from simulator.check import early_starts, order

    project = imported.scenario.projects[0]
    found = early_starts(project, order(project))
    return {it.name: project.arrival + found[it.id] for it in project.activities}


def about(imported: Imported) -> set[str]:
    """What the findings of a plan are about."""
    return {finding.about for finding in imported.findings}
