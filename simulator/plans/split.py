"""One file as a portfolio: its outermost groups become projects."""

from msgspec.structs import replace

from simulator.limits import MOST_IN_PROJECT
from simulator.plans.answers import Answers
from simulator.plans.groups import Outline
from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanProject


def split(plan: Plan, answers: Answers, findings: Findings) -> Plan:
    """The plan with its outermost groups as projects, if that is wanted, or must be."""
    crowded = len(plan.projects) == 1 and len(plan.activities) > MOST_IN_PROJECT
    if answers.projects != "groups" and not crowded:
        return plan
    outline = Outline(plan.activities)
    top = {row.key: (row.key, *outline.above(row.key))[-1] for row in plan.activities}
    tops = [key for key in dict.fromkeys(top.values()) if outline.is_group(key)]
    if len(tops) < 2:
        return plan
    projects = {it.key: it for it in plan.projects}
    made = [_project(projects[outline.rows[key].project], outline, key) for key in tops]
    kept = {outline.rows[key].project for key in top.values() if not outline.is_group(key)}
    rows = [
        replace(row, project=f"group {top[row.key]}") if outline.is_group(top[row.key]) else row
        for row in plan.activities
    ]
    findings.assumed(
        "groups as projects", plan.projects[0].place, len(tops),
        "Each of the outermost groups became a project.",
        "Nothing to do, unless the file is one project.",
    )  # fmt: skip
    others = tuple(it for it in plan.projects if it.key in kept)
    return replace(plan, projects=(*made, *others), activities=tuple(rows))


def _project(whole: PlanProject, outline: Outline, key: str) -> PlanProject:
    row = outline.rows[key]
    return replace(
        whole, id="", key=f"group {key}", name=row.name or key, start=row.start, finish=row.finish,
        due=None, place=row.place,
    )  # fmt: skip
