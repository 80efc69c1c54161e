"""People of Microsoft Project XML, and what they are assigned to."""

from collections.abc import Iterator

from simulator.plans import Findings, Place, PlanDemand, PlanRole
from simulator.readers.markup import Node
from simulator.readers.mspdi_calendars import Calendars
from simulator.readers.worktimes import number

NOBODY = ("-65535", "-1", "")
HOURS = 8
"""Rates are for an hour."""


def roles(root: Node, file: str, calendars: Calendars, findings: Findings) -> Iterator[PlanRole]:
    """The people; what is used up, or only costs, is left out."""
    for node in root.all("Resources", "Resource"):
        uid, name = node.get("UID"), node.get("Name")
        if node.get("IsNull") == "1" or uid in NOBODY or not name:
            continue
        number_shown = f"no. {node.get('ID')}" if node.get("ID") else ""
        place = Place(file=file, row=node.line, column=number_shown)
        if node.get("Type") == "0" or node.get("IsCostResource") == "1":
            findings.left_out(
                "material or cost", place, name,
                "It is left out; only people and machines limit work here.", "Nothing to do.",
            )  # fmt: skip
            continue
        rate = number(node.get("StandardRate"))
        yield PlanRole(
            key=uid,
            name=name,
            people=number(node.get("MaxUnits")) or 1.0,
            rate=None if not rate else max(0.0, rate) * HOURS / 1000,
            away=calendars.away(node.get("CalendarUID")),
            place=place,
        )


def demands(root: Node, known: set[str]) -> dict[str, list[PlanDemand]]:
    """By task: who is assigned to it."""
    found: dict[str, list[PlanDemand]] = {}
    for node in root.all("Assignments", "Assignment"):
        who, units = node.get("ResourceUID"), number(node.get("Units") or "1")
        if who in known and units is not None and units > 0:
            found.setdefault(node.get("TaskUID"), []).append(PlanDemand(who, units))
    return found
