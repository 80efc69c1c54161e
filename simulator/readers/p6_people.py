"""People of Primavera P6: resources by name, and roles where nobody is named yet."""

from collections.abc import Iterator

from simulator.plans import Findings, PlanDemand, PlanRole
from simulator.readers.p6_tables import Row, Tables, place

HOURS = 8
"""Rates are for an hour."""


def roles(file: str, tables: Tables, findings: Findings) -> Iterator[PlanRole]:
    """People, machines and roles that are assigned; material is left out."""
    used = {_who(row) for row in tables["TASKRSRC"]}
    rates = {row.get("rsrc_id"): row for row in tables["RSRCRATE"]}
    for row in tables["RSRC"]:
        key = row.get("rsrc_id")
        if key not in used:
            continue
        if row.get("rsrc_type") == "RT_Mat":
            findings.left_out(
                "material", place(file, row), row.get("rsrc_name"),
                "It is left out; only people and machines limit work here.", "Nothing to do.",
            )  # fmt: skip
            continue
        rate = rates.get(key)
        cost = rate.number("cost_per_qty") if rate else None
        most = rate.number("max_qty_per_hr") if rate else None
        yield PlanRole(
            key=key,
            name=row.get("rsrc_name") or row.get("rsrc_short_name"),
            people=most or row.number("def_qty_per_hr"),
            rate=cost * HOURS / 1000 if cost and cost > 0 else None,
            place=place(file, row),
        )
    for row in tables["ROLES"]:
        key = _role(row)
        if key in used:
            name = row.get("role_name") or row.get("role_short_name")
            yield PlanRole(key=key, name=name, place=place(file, row))


def demands(tables: Tables, known: set[str]) -> dict[str, list[PlanDemand]]:
    """By activity: who is assigned to it, and how many of them."""
    found: dict[str, list[PlanDemand]] = {}
    for row in tables["TASKRSRC"]:
        who = _who(row)
        units = [row.number(f"{when}_qty_per_hr") for when in ("remain", "target")]
        people = next((it for it in units if it), 1.0)
        if who in known and people > 0:
            found.setdefault(row.get("task_id"), []).append(PlanDemand(who, people))
    return found


def _who(row: Row) -> str:
    """Who is assigned: somebody by name, or else whoever has a role."""
    return row.get("rsrc_id") or _role(row)


def _role(row: Row) -> str:
    return f"role {row.get('role_id')}" if row.get("role_id") else ""
