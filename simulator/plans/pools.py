"""Who does the work: the people a plan names, and pools for work that names nobody."""

import re
from collections import defaultdict
from collections.abc import Mapping

from simulator.plans.answers import Answers, Ours, Pools
from simulator.plans.calendars import Clock
from simulator.plans.drafts import Drafts, peak
from simulator.plans.groups import Outline
from simulator.plans.names import Names
from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanActivity, PlanRole
from simulator.plans.usual import HIRE_DAYS, RATE
from simulator.scenario import Role, on_grid

PREFIX = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
"""The first word or number of an id."""


def offers(
    plan: Plan,
    drafts: Drafts,
    starts: Mapping[str, float],
    outline: Outline,
    how: Pools,
    who: Mapping[str, str],
) -> dict[str, tuple[list[str], float]]:
    """By name of a pool: the activities that name nobody, and how many are at work at once."""
    if how == "nobody":
        return {}
    projects = {it.key: it.name or it.key for it in plan.projects}
    work: dict[str, list[str]] = defaultdict(list)
    for key, draft in drafts.items():
        if not draft.demands and draft.days > 0:
            project = projects.get(draft.row.project, plan.file)
            name = _pool_of(draft.row, project, outline, how, plan.file)
            work[who.get(name, name)].append(key)
    return {
        name: (keys, peak([(starts[k], starts[k] + on_grid(drafts[k].days), 1.0) for k in keys]))
        for name, keys in work.items()
    }


def _pool_of(row: PlanActivity, project: str, outline: Outline, how: Pools, file: str) -> str:
    """The name of the pool that does an activity of which the plan does not say who does it."""
    if how == "phase":
        phase = _phase(row.key, outline)
        return outline.rows[phase].name if phase else project
    if how == "prefix":
        found = PREFIX.match(row.id or row.name)
        return found[0] if found else project
    return project if how == "project" else file


def _phase(key: str, outline: Outline) -> str:
    """The outermost named group around an activity that has others beside it."""
    above = [group for group in outline.above(key) if outline.rows[group].name]
    for group in reversed(above):
        if outline.has_others_beside(group):
            return group
    return above[0] if above else ""


def staffed(
    plan: Plan,
    drafts: Drafts,
    starts: Mapping[str, float],
    outline: Outline,
    answers: Answers,
    clock: Clock,
    findings: Findings,
) -> tuple[dict[str, Role], list[Ours]]:
    """The roles by the plan's keys; demands for pools are written into the drafts.

    An assignment beyond the maximum raises the pool; work that names nobody gets a pool.
    """
    names, ours = Names(), list[Ours]()
    told = dict(answers.people)
    span = _span(drafts, starts)
    pools = offers(plan, drafts, starts, outline, answers.pools, dict(answers.who))
    _done_by_those_named(plan, drafts, pools, set(dict(answers.who).values()))
    needs: dict[str, float] = {}
    for draft in drafts.values():
        for role, people in draft.demands.items():
            needs[role] = max(people, needs.get(role, 0.0))
    roles = {}
    for one in plan.roles:
        if one.key in needs or one.people is not None:
            name = names.unique(one.name or one.key)
            people = _people(one, needs.get(one.key, 0.0), told, findings)
            people = _there(one, people, needs.get(one.key, 0.0), span, clock, findings)
            roles[one.key] = _role(one, name, people, ours)
    for name, (keys, most) in pools.items():
        pool = PlanRole(key=f"pool {name}", name=name, people=told.get(name, most))
        role_id = names.unique(name)
        for key in keys:
            drafts[key].demands[pool.key] = 1.0
        roles[pool.key] = _role(pool, role_id, max(1.0, pool.people or 1.0), ours)
        if name in told:
            continue
        ours.append(Ours("role", role_id, "people", f"{most:g}", "as many as the plan needs"))
        findings.assumed(
            "work without people", drafts[keys[0]].row.place, name,
            f"Activities that name nobody: {len(keys)}; a pool of {roles[pool.key].people:g} does "
            "them, as many as the plan has at work at once.",
            "Say who does this work, and how many they are.",
        )  # fmt: skip
    return roles, ours


def _done_by_those_named(
    plan: Plan, drafts: Drafts, pools: dict[str, tuple[list[str], float]], said: set[str]
) -> None:
    """Let people of the plan do the work of a pool that somebody gave their name."""
    known = {one.name or one.key: one.key for one in plan.roles}
    for name in said & known.keys() & pools.keys():
        for key in pools.pop(name)[0]:
            drafts[key].demands[known[name]] = 1.0


def _span(drafts: Drafts, starts: Mapping[str, float]) -> tuple[float, float]:
    ends = [starts[key] + draft.days for key, draft in drafts.items()]
    return min(starts.values(), default=0.0), max(ends, default=0.0)


def _people(one: PlanRole, need: float, told: Mapping[str, float], findings: Findings) -> float:
    """How many there are: what was answered or planned, raised to what one activity asks for."""
    people = told.get(one.name, one.people)
    if people is None:
        people = max(1.0, need)
        findings.assumed(
            "how many they are", one.place, one.name,
            f"The plan does not say how many they are; it is taken for {people:g}.",
            "Give the number, if they are more.",
        )  # fmt: skip
    if need > people:
        findings.assumed(
            "an assignment over the maximum", one.place, one.name,
            f"An activity asks for {need:g}, there are {people:g}; the pool is raised to {need:g}.",
            "Correct the assignment, or the number of people.",
        )  # fmt: skip
    return max(people, need)


def _there(
    one: PlanRole,
    people: float,
    need: float,
    span: tuple[float, float],
    clock: Clock,
    findings: Findings,
) -> float:
    """How many are there on average, with vacations."""
    first, last = span
    lost = 0.0
    for since, until in one.away:
        lost += max(0.0, min(clock.day(until, end=True), last) - max(clock.day(since), first))
    if not lost or last <= first:
        return people
    there = max(need, round(people * (1 - min(1.0, lost / (last - first))), 2))
    kept = there > people * (1 - lost / (last - first)) + 0.01
    findings.assumed(
        "a vacation", one.place, one.name,
        f"{lost:.0f} of {last - first:.0f} days away make {there:g} of {people:g} people"
        + ("; no fewer, because one activity asks for so many." if kept else "."),
        "Nothing to do, unless the days matter more than the share.",
    )  # fmt: skip
    return there


def _role(one: PlanRole, name: str, people: float, ours: list[Ours]) -> Role:
    if one.rate is None:
        ours.append(Ours("role", name, "rate", f"{RATE:g}", "k€ a day, usual"))
    if one.hire_days is None:
        ours.append(Ours("role", name, "hire_days", f"{HIRE_DAYS:g}", "working days, usual"))
    return Role(
        id=name,
        name=name,
        people=people,
        rate=RATE if one.rate is None else one.rate,
        hire_days=HIRE_DAYS if one.hire_days is None else one.hire_days,
    )
