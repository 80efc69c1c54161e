"""Several plans as one: every project comes in, people of one name are one pool."""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.plans import Finding, Place, Plan, PlanRole


def together(plans: Sequence[Plan], called: str) -> Plan:
    """One plan with everything of all; keys of each are told apart by its number."""
    if len(plans) == 1:
        return plans[0]
    named = [_named(plan, f"{number} ") for number, plan in enumerate(plans, 1)]
    first = named[0]
    findings = [finding for plan in named for finding in plan.findings]
    findings += [
        Finding(
            "assumed", "another calendar", Place(file=plan.file), plan.calendar.name,
            f"Dates of all files are counted by that of {first.file}: {first.calendar.name}.",
            "Nothing to do, unless days of that file come out wrong.",
        )
        for plan in named
        if plan.calendar != first.calendar
    ]  # fmt: skip
    return Plan(
        file=called,
        source=first.source,
        projects=tuple(it for plan in named for it in plan.projects),
        activities=tuple(it for plan in named for it in plan.activities),
        relations=tuple(it for plan in named for it in plan.relations),
        roles=_roles(named),
        risks=tuple(it for plan in named for it in plan.risks),
        history=tuple(it for plan in named for it in plan.history),
        calendar=first.calendar,
        findings=tuple(findings),
    )


def _roles(plans: Sequence[Plan]) -> tuple[PlanRole, ...]:
    """People of one name once, as many as the file says that has most of them."""
    found: dict[str, PlanRole] = {}
    for one in (role for plan in plans for role in plan.roles):
        known = found.get(one.key)
        if known is None or (one.people or 0.0) > (known.people or 0.0):
            found[one.key] = one
    return tuple(found.values())


def _named(plan: Plan, sign: str) -> Plan:
    people = {it.key: it.name or it.key for it in plan.roles}
    return replace(
        plan,
        projects=tuple(
            replace(it, key=sign + it.key, after=tuple(sign + key for key in it.after))
            for it in plan.projects
        ),
        activities=tuple(
            replace(
                it,
                key=sign + it.key,
                project=sign + it.project,
                parent=it.parent and sign + it.parent,
                demands=tuple(
                    replace(need, role=people.get(need.role, need.role)) for need in it.demands
                ),
            )
            for it in plan.activities
        ),
        relations=tuple(
            replace(it, before=sign + it.before, after=sign + it.after) for it in plan.relations
        ),
        roles=tuple(replace(it, key=people[it.key]) for it in plan.roles),
        risks=tuple(replace(it, project=it.project and sign + it.project) for it in plan.risks),
    )
