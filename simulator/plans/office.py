"""A plan of which everything is known becomes an office: a scenario, and where it came from."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from simulator.plans.answers import Imported, Origin, Ours
from simulator.plans.drafts import Draft
from simulator.plans.names import Names, tidy
from simulator.plans.places import Place
from simulator.plans.pools import staffed
from simulator.plans.progress import is_finished
from simulator.plans.sizes import kind_of
from simulator.plans.usual import MECHANISMS
from simulator.plans.work import Work
from simulator.plans.worth import Worth
from simulator.scenario import Activity, Demand, Relation, Role, Scenario, nearest_hour


def office(work: Work) -> Imported:
    """The scenario, and where everything in it comes from."""
    plan, clock = work.plan, work.clock
    roles, ours = staffed(
        plan, work.drafts, work.starts, work.outline, work.answers, clock, work.findings
    )
    worth = Worth(plan, work.answers, clock, work.findings, ours)
    finishes = _finishes(work)
    ids = _ids(work)
    activities = _activities(work, ids, roles)
    projects = worth.projects(activities, work.since, finishes, list(roles.values()))
    risks, offers = worth.risks(projects)
    _say_what_is_ours(work, ours)
    scenario = Scenario(
        name=tidy(plan.file.rpartition(".")[0] or plan.file)[:80] or "plan",
        title=tidy(plan.file),
        start=clock.first.isoformat(),
        roles=tuple(roles.values()),
        projects=projects,
        risks=risks,
        mitigations=offers,
        objectives=worth.objectives(projects),
        mechanisms=MECHANISMS,
    )
    return Imported(
        plan=plan,
        scenario=scenario,
        findings=work.findings.all(),
        clock=clock,
        finishes={worth.ids[k]: day for k, day in finishes.items() if k in worth.ids},
        starts=dict(_days_of(work, lambda draft: draft.start, ids, worth)),
        ends=dict(_days_of(work, partial(_end, work), ids, worth)),
        under_way=frozenset(
            (worth.ids[draft.row.project], ids[key])
            for key, draft in work.drafts.items()
            if draft.under_way
        ),
        ours=tuple(ours),
        origins=tuple(
            Origin(worth.ids[draft.row.project], ids[key], key, draft.row.place)
            for key, draft in work.drafts.items()
        ),
        projects={worth.ids[it.key]: it.key for it in plan.projects if it.key in activities},
    )


def _end(work: Work, draft: Draft) -> float | None:
    finish = draft.row.finish
    return None if finish is None else work.clock.day(finish, end=True)


def _days_of(
    work: Work, when: Callable[[Draft], float | None], ids: Mapping[str, str], worth: Worth
) -> Iterator[tuple[tuple[str, str], float]]:
    for key, draft in work.drafts.items():
        day = when(draft)
        if day is not None:
            yield (worth.ids[draft.row.project], ids[key]), day


def _finishes(work: Work) -> dict[str, float]:
    """By project: the day on which the plan itself finishes it."""
    found: dict[str, float] = {}
    for row in work.leaves.values():
        if row.finish is not None and not is_finished(row):
            day = work.clock.day(row.finish, end=True)
            found[row.project] = max(day, found.get(row.project, day))
    for project in work.plan.projects:
        if project.finish is not None and project.key not in found:
            found[project.key] = work.clock.day(project.finish, end=True)
    return found


def _ids(work: Work) -> dict[str, str]:
    """By key: the activity's id, unique within its project."""
    names: dict[str, Names] = {}
    return {
        key: names.setdefault(draft.row.project, Names()).unique(draft.row.id or key)
        for key, draft in work.drafts.items()
    }


def _activities(
    work: Work, ids: Mapping[str, str], roles: Mapping[str, Role]
) -> dict[str, tuple[Activity, ...]]:
    """By project: its activities."""
    found: dict[str, list[Activity]] = {}
    for key, draft in work.drafts.items():
        row = draft.row
        activity = Activity(
            id=ids[key],
            name=tidy(row.name),
            days=draft.days,
            people=tuple(
                Demand(role=roles[role].id, people=people) for role, people in draft.demands.items()
            ),
            predecessors=tuple(
                Relation(activity=ids[it.before], kind=it.kind, lag=it.lag) for it in draft.before
            ),
            earliest=max(0.0, nearest_hour(draft.earliest) - work.since[row.project]),
            work=kind_of(row, draft.days),
        )
        found.setdefault(row.project, []).append(activity)
    return {project: tuple(listed) for project, listed in found.items()}


def _say_what_is_ours(work: Work, ours: list[Ours]) -> None:
    for kind, field_ in dict.fromkeys((it.kind, it.field) for it in ours):
        if field_ == "people":
            continue  # each of these has its own finding
        some = [it for it in ours if (it.kind, it.field) == (kind, field_)]
        work.findings.assumed(
            some[0].words, Place(file=work.plan.file), len(some),
            f"The plan does not say it; the usual one stands there ({some[0].why}).",
            "Give your own where it matters.",
        )  # fmt: skip
