"""A plan in which everything that is pointed to is there, and nothing stands twice."""

from collections.abc import Iterator

from msgspec.structs import replace

from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanActivity, PlanProject, PlanRole

LARGEST = 10_000.0
"""Nobody assigns more people to an activity."""


def sound(plan: Plan, findings: Findings) -> Plan:
    """The plan with gaps closed that a damaged or foreign file may have; each of them is said."""
    projects = {it.key: it for it in reversed(plan.projects)}
    roles = {it.key: it for it in reversed(plan.roles)}
    activities = _without_circles(tuple(_activities(plan, projects, roles, findings)), findings)
    _say_who_is_on_groups(activities, findings)
    wanted = dict.fromkeys(row.project for row in activities)
    unknown = tuple(
        PlanProject(key=key, name=key or plan.file) for key in wanted if key not in projects
    )
    listed = tuple(dict.fromkeys(it.key for it in plan.projects))
    return replace(
        plan,
        projects=(*(projects[key] for key in listed), *unknown),
        activities=activities,
        roles=tuple(reversed(roles.values())),
    )


def _activities(
    plan: Plan,
    projects: dict[str, PlanProject],
    roles: dict[str, PlanRole],
    findings: Findings,
) -> Iterator[PlanActivity]:
    seen: set[str] = set()
    for row in plan.activities:
        if row.key in seen:
            findings.suspicious(
                "an activity that stands twice", row.place, row.name or row.key,
                "Only the first of them counts.", "Give it a number of its own.",
            )  # fmt: skip
            continue
        seen.add(row.key)
        if row.project not in projects:
            findings.assumed(
                "a project that is not listed", row.place, row.project,
                "It is taken for one.", "List it among the projects.",
            )  # fmt: skip
        kept = tuple(it for it in row.demands if it.role in roles and 0 < it.people <= LARGEST)
        if len(kept) < len(row.demands):
            findings.left_out(
                "an assignment of nobody", row.place, row.name,
                "Who is assigned is not there, or in an impossible number.", "Correct it.",
            )  # fmt: skip
            row = replace(row, demands=kept)
        yield row


def _without_circles(
    rows: tuple[PlanActivity, ...], findings: Findings
) -> tuple[PlanActivity, ...]:
    """The activities, none of them within itself by way of its groups."""
    parents = {row.key: row.parent for row in rows}
    sound_keys: set[str] = set()
    found = []
    for row in rows:
        path, at = [], row.key
        while at in parents and at not in sound_keys and at not in path:
            path.append(at)
            at = parents[at]
        if at in path:
            parents[row.key] = ""
            findings.suspicious(
                "a group within itself", row.place, row.name or row.key,
                "It stands in no group.", "Correct what it stands in.",
            )  # fmt: skip
            row = replace(row, parent="")
        sound_keys.update(path)
        found.append(row)
    return tuple(found)


def _say_who_is_on_groups(rows: tuple[PlanActivity, ...], findings: Findings) -> None:
    groups = {row.parent for row in rows}
    for row in rows:
        if row.demands and row.key in groups:
            findings.left_out(
                "people on a group", row.place, row.name or row.key,
                "They are left out: only activities are worked on.",
                "Assign them to the activities within.",
            )  # fmt: skip
