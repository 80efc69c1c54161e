"""A plan that somebody else made becomes a scenario; what was done on the way is said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from simulator.calendar import DAYS_A_WEEK
from simulator.errors import RefusedError
from simulator.limits import LAST_DAY
from simulator.plans.answers import Answers, Imported, Origin, Ours
from simulator.plans.calendars import Clock, moment
from simulator.plans.drafts import Draft, Drafts, early, in_order
from simulator.plans.groups import Outline, passed_down
from simulator.plans.names import Names, tidy
from simulator.plans.places import Findings, Place
from simulator.plans.plan import Plan, PlanActivity, PlanRelation
from simulator.plans.pools import staffed
from simulator.plans.progress import (
    as_planned,
    is_finished,
    set_under_way,
    status_dates,
    without_finished,
)
from simulator.plans.sizes import kind_of, lasting
from simulator.plans.sound import sound
from simulator.plans.split import split
from simulator.plans.usual import DAYS, MECHANISMS, PROJECT_DAYS
from simulator.plans.worth import Worth
from simulator.scenario import Activity, Demand, Relation, Role, Scenario, nearest_hour

GAP = 0.25
"""A planned start so many days after what its links ask for is a date of its own."""
WORTH_SAYING = 1.0
NOWADAYS = date(2027, 1, 4)
"""The first day of plans that name no date."""
SMALLEST = 0.01
"""A demand for less of a person is none."""


class NoPlanError(RefusedError):
    """A file that holds no plan; the message says what was looked for."""


def translated(plan: Plan, answers: Answers | None = None) -> Imported:
    """The plan as an office that can be played.

    Raises NoPlanError if nothing in it is still to be done.
    """
    work = _Work(plan, answers or Answers())
    work.begin()
    if not work.drafts:
        raise NoPlanError(
            f"{plan.file}: holds nothing that is still to be done; expected at least one activity "
            "or project that is not finished"
        )
    work.date_them()
    return work.office()


@dataclass
class _Work:
    """A plan on its way into a scenario."""

    plan: Plan
    answers: Answers
    findings: Findings = field(init=False)
    outline: Outline = field(init=False)
    leaves: dict[str, PlanActivity] = field(init=False)
    clock: Clock = field(init=False)
    since: dict[str, float] = field(init=False)
    """By project: the day on which it begins, or goes on."""
    drafts: Drafts = field(init=False)
    starts: dict[str, float] = field(default_factory=dict)
    """By activity: its first day if nobody is ever waited for."""

    def begin(self) -> None:
        """What is still to be done, in days from a first Monday."""
        self.findings = Findings(self.plan.findings)
        whole = sound(self.plan, self.findings)
        self.plan = plan = split(whole, self.answers, self.findings)
        rows = (*plan.activities, *_of_empty_projects(plan, self.findings))
        self.outline = Outline(rows)
        rows = as_planned(rows, self.outline, self.answers.status, plan.calendar, self.findings)
        self.outline = Outline(rows)
        self.leaves = {row.key: row for row in rows if not self.outline.is_group(row.key)}
        leaves = self.leaves.values()
        statuses = status_dates(plan, leaves, self.answers, self.findings)
        firsts = _firsts(plan, leaves, statuses)
        first = min(firsts.values(), default=NOWADAYS)
        self.clock = Clock(plan.calendar, first - timedelta(days=first.weekday()))
        self.since = {
            project: max(0.0, nearest_hour(self.clock.day(day))) for project, day in firsts.items()
        }
        relations = passed_down(plan.relations, self.outline, self.findings)
        relations = self._within_projects(relations)
        relations, lags = without_finished(self.leaves, relations, self.clock, self.findings)
        self.drafts = {
            row.key: self._draft(row, lags.get(row.key, 0.0))
            for row in leaves
            if not is_finished(row)
        }
        for relation in relations:
            if self._can_be_kept(relation):
                self.drafts[relation.after].before.append(relation)
        set_under_way(self.drafts, self.since, self.outline, self.findings)

    def _within_projects(self, relations: Iterable[PlanRelation]) -> list[PlanRelation]:
        kept = []
        for relation in relations:
            before, after = self.leaves[relation.before], self.leaves[relation.after]
            if before.project == after.project:
                kept.append(relation)
            elif not is_finished(before):
                self.findings.left_out(
                    "a link between projects", relation.place, f"{before.name} → {after.name}",
                    "The link is left out; the planned start is kept.",
                    "Let the whole project wait for the other, if that is meant.",
                )  # fmt: skip
        return kept

    def _can_be_kept(self, relation: PlanRelation) -> bool:
        """Whether a relation lets nothing start before its predecessor, which nothing does here."""
        before, after = self.drafts[relation.before], self.drafts[relation.after]
        if relation.kind in ("FS", "SS") or before.start is None or after.start is None:
            return True
        if after.start >= before.start - GAP:
            return True
        self.findings.left_out(
            "a link that only binds the finish", relation.place,
            f"{before.row.name} → {after.row.name}",
            "Here nothing starts before what it depends on; its planned start is kept instead.",
            "Nothing to do, unless the work moves: then its finish does not follow.",
        )  # fmt: skip
        return False

    def _draft(self, row: PlanActivity, lag: float) -> Draft:
        asked = 0.0 if row.earliest is None else self.clock.day(row.earliest)
        days = lasting(row, self.clock, self.findings)
        draft = Draft(
            row=row,
            days=days,
            earliest=min(max(0.0, self.since[row.project], asked, lag), LAST_DAY),
            start=self._start(row, days),
        )
        for need in row.demands:
            if need.people >= SMALLEST:
                draft.demands[need.role] = draft.demands.get(need.role, 0.0) + need.people
        return draft

    def _start(self, row: PlanActivity, days: float) -> float | None:
        """Where the plan starts an activity: counted back from its finish if it says only that."""
        if row.start is not None:
            return self.clock.day(row.start)
        if row.finish is None:
            return None
        self.findings.assumed(
            "a finish without a start", row.place, row.name,
            f"It starts {days:g} days before its finish.", "Give its start.",
        )  # fmt: skip
        return self.clock.day(row.finish, end=True) - days

    def date_them(self) -> None:
        """Give every activity its first day: by its links, and by its date where these say less."""
        order, closing = in_order(self.drafts)
        for relation in closing:
            names = [self.leaves[key].name or key for key in (relation.before, relation.after)]
            self.findings.suspicious(
                "a circle of links", relation.place, " → ".join(names),
                "Activities wait for each other; this link, which closes the circle, is left out.",
                "Take one of these links out of the plan.",
            )  # fmt: skip
        for key in order:
            draft = self.drafts[key]
            by_links = early(draft, self.starts, self.drafts)
            self._keep_date(draft, by_links)
            self.starts[key] = max(by_links, nearest_hour(draft.earliest))

    def _keep_date(self, draft: Draft, by_links: float) -> None:
        """Let an activity start where the plan has it, if its links alone would let it earlier."""
        planned = draft.start
        if planned is None or draft.under_way or planned - by_links <= GAP:
            return
        if self.answers.dates == "none" and draft.before:
            return
        draft.earliest = min(planned, LAST_DAY)
        said = draft.row.placed or draft.row.earliest is not None
        if draft.before and not said and planned - by_links > WORTH_SAYING:
            self.findings.assumed(
                "starts later than its links ask for", draft.row.place, draft.row.name,
                f"It could start {planned - by_links:.1f} days earlier; its date is kept.",
                "Nothing to do if the date is meant; else let dates go in favour of links.",
            )  # fmt: skip

    def office(self) -> Imported:
        """The scenario, and where everything in it comes from."""
        plan, clock = self.plan, self.clock
        roles, ours = staffed(
            plan, self.drafts, self.starts, self.outline, self.answers, clock, self.findings
        )
        worth = Worth(plan, self.answers, clock, self.findings, ours)
        finishes = self._finishes()
        ids = self._ids()
        activities = self._activities(ids, roles)
        projects = worth.projects(activities, self.since, finishes, list(roles.values()))
        risks, offers = worth.risks(projects)
        self._say_what_is_ours(ours)
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
            findings=self.findings.all(),
            clock=clock,
            finishes={worth.ids[k]: day for k, day in finishes.items() if k in worth.ids},
            starts=dict(self._days_of(lambda draft: draft.start, ids, worth)),
            ends=dict(self._days_of(self._end, ids, worth)),
            under_way=frozenset(
                (worth.ids[draft.row.project], ids[key])
                for key, draft in self.drafts.items()
                if draft.under_way
            ),
            ours=tuple(ours),
            origins=tuple(
                Origin(worth.ids[draft.row.project], ids[key], key, draft.row.place)
                for key, draft in self.drafts.items()
            ),
        )

    def _end(self, draft: Draft) -> float | None:
        finish = draft.row.finish
        return None if finish is None else self.clock.day(finish, end=True)

    def _days_of(
        self, when: Callable[[Draft], float | None], ids: Mapping[str, str], worth: Worth
    ) -> Iterator[tuple[tuple[str, str], float]]:
        for key, draft in self.drafts.items():
            day = when(draft)
            if day is not None:
                yield (worth.ids[draft.row.project], ids[key]), day

    def _finishes(self) -> dict[str, float]:
        """By project: the day on which the plan itself finishes it."""
        found: dict[str, float] = {}
        for row in self.leaves.values():
            if row.finish is not None and not is_finished(row):
                day = self.clock.day(row.finish, end=True)
                found[row.project] = max(day, found.get(row.project, day))
        for project in self.plan.projects:
            if project.finish is not None and project.key not in found:
                found[project.key] = self.clock.day(project.finish, end=True)
        return found

    def _ids(self) -> dict[str, str]:
        """By key: the activity's id, unique within its project."""
        names: dict[str, Names] = {}
        return {
            key: names.setdefault(draft.row.project, Names()).unique(draft.row.id or key)
            for key, draft in self.drafts.items()
        }

    def _activities(
        self, ids: Mapping[str, str], roles: Mapping[str, Role]
    ) -> dict[str, tuple[Activity, ...]]:
        """By project: its activities."""
        found: dict[str, list[Activity]] = {}
        for key, draft in self.drafts.items():
            row = draft.row
            activity = Activity(
                id=ids[key],
                name=tidy(row.name),
                days=draft.days,
                people=tuple(
                    Demand(role=roles[role].id, people=people)
                    for role, people in draft.demands.items()
                ),
                predecessors=tuple(
                    Relation(activity=ids[it.before], kind=it.kind, lag=it.lag)
                    for it in draft.before
                ),
                earliest=max(0.0, nearest_hour(draft.earliest) - self.since[row.project]),
                work=kind_of(row, draft.days),
            )
            found.setdefault(row.project, []).append(activity)
        return {project: tuple(listed) for project, listed in found.items()}

    def _say_what_is_ours(self, ours: list[Ours]) -> None:
        for kind, field_ in dict.fromkeys((it.kind, it.field) for it in ours):
            if field_ == "people":
                continue  # each of these has its own finding
            some = [it for it in ours if (it.kind, it.field) == (kind, field_)]
            self.findings.assumed(
                f"{field_.replace('_', ' ')} of a {kind}", Place(file=self.plan.file), len(some),
                f"The plan does not say it; the usual one stands there ({some[0].why}).",
                "Give your own where it matters.",
            )  # fmt: skip


def _of_empty_projects(plan: Plan, findings: Findings) -> list[PlanActivity]:
    """One activity for each project of which the plan lists none."""
    listed = {row.project for row in plan.activities}
    found = []
    for project in plan.projects:
        if project.key in listed:
            continue
        start, finish = project.start or project.status, project.finish or project.due
        dated = start is not None and finish is not None
        found.append(
            PlanActivity(
                key=f"all of {project.key}",
                project=project.key,
                name=project.name or project.key,
                start=start,
                finish=finish,
                days=None if dated else PROJECT_DAYS,
                place=project.place,
            )
        )
        findings.assumed(
            "a project without activities", project.place, project.name or project.key,
            "It becomes one activity" + (
                ", from its first date to its last." if dated else f" of {PROJECT_DAYS:g} days."
            ),
            "List its activities, if you know them.",
        )  # fmt: skip
    return found


def _firsts(
    plan: Plan, leaves: Iterable[PlanActivity], statuses: Mapping[str, date | None]
) -> dict[str, date]:
    """By project: the date on which it begins, or goes on."""
    found = {project: day for project, day in statuses.items() if day is not None}
    begun = set(found)
    for row in leaves:
        day = _begins(row)
        if day is not None and row.project not in begun and not is_finished(row):
            found[row.project] = min(day, found.get(row.project, day))
    dated = [moment(it.start).date() for it in plan.projects if it.start is not None]
    usual = sorted([*found.values(), *dated]) or [NOWADAYS]
    first = usual[len(usual) // 2]
    for project in plan.projects:
        if project.key not in found:
            found[project.key] = first if project.start is None else moment(project.start).date()
    return found


def _begins(row: PlanActivity) -> date | None:
    """The date on which an activity begins, or surely not before."""
    if row.start is not None:
        return moment(row.start).date()
    if row.finish is None:
        return None
    days = min(row.days or DAYS, LAST_DAY / 10)
    return moment(row.finish).date() - timedelta(weeks=days / DAYS_A_WEEK, days=3)
