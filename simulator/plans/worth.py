"""What projects of a plan are worth and what may happen to them: as planned, else as usual."""

from collections.abc import Mapping, Sequence
from math import fsum

from msgspec.structs import replace

from simulator.limits import MOST
from simulator.plans.answers import Answers, Ours
from simulator.plans.calendars import Clock
from simulator.plans.names import Names, tidy
from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanProject, PlanRisk, When
from simulator.plans.usual import Size, UsualRisk, size
from simulator.scenario import Activity, Mitigation, Objective, Project, Risk, Role, Serves

MOST_LIKELY = 0.95
"""What is surer than that is no risk any more."""


class Worth:
    """Values, days and risks of a plan's projects in days and money of a scenario."""

    def __init__(
        self, plan: Plan, answers: Answers, clock: Clock, findings: Findings, ours: list[Ours]
    ) -> None:
        self.plan = plan
        self.answers = answers
        self.clock = clock
        self.findings = findings
        self.ours = ours
        self.ids: dict[str, str] = {}
        """By key or name of a project in the plan: its id."""
        self.wages: dict[str, float] = {}
        """By id of a project: what its planned work costs."""

    def projects(
        self,
        activities: Mapping[str, tuple[Activity, ...]],
        arrivals: Mapping[str, float],
        finishes: Mapping[str, float],
        roles: Sequence[Role],
    ) -> tuple[Project, ...]:
        """The projects that have something to do."""
        rates = {role.id: role.rate for role in roles}
        names = Names()
        kept = [one for one in self.plan.projects if activities.get(one.key)]
        for one in kept:
            self.ids[one.key] = names.unique(one.id or one.name or one.key)
            self.ids.setdefault(one.name, self.ids[one.key])
        found = []
        for one in kept:
            wages = _wages(activities[one.key], rates)
            arrival = arrivals[one.key]
            due, deadline = self._days(one, arrival, finishes.get(one.key))
            if one.due is None and due is not None:
                why = "where the plan itself ends it"
                self.ours.append(Ours("project", self.ids[one.key], "due", f"{due:g}", why))
            project = Project(
                id=self.ids[one.key],
                name=tidy(one.name),
                sponsor=tidy(one.sponsor),
                activities=activities[one.key],
                arrival=arrival,
                due=due,
                deadline=deadline,
                serves=(Serves(objective=tidy(one.objective)),) if tidy(one.objective) else (),
            )
            self.wages[project.id] = wages
            found.append(self._valued(project, one, wages))
        return self._after(tuple(found), kept)

    def _days(
        self, one: PlanProject, arrival: float, finish: float | None
    ) -> tuple[float | None, float | None]:
        """Due day and deadline; the plan's own finish is due if nothing else was promised."""
        due = finish if one.due is None else self.clock.day(one.due, end=True)
        if due is not None and due < arrival:
            self.findings.suspicious(
                "was due before it goes on", one.place, one.name or one.key,
                "It is due at once.", "Give the day that is promised now.",
            )  # fmt: skip
            due = arrival
        deadline = None if one.deadline is None else self.clock.day(one.deadline, end=True)
        if deadline is not None and deadline < (arrival if due is None else due):
            self.findings.suspicious(
                "a deadline before the due day", one.place, _text(one.deadline),
                "The deadline is left out.", "Correct one of the two.",
            )  # fmt: skip
            deadline = None
        return due, deadline

    def _valued(self, project: Project, one: PlanProject, wages: float) -> Project:
        usual = size(project.effort or fsum(it.planned_days for it in project.activities))
        value = one.value
        if value is None:
            cost, what = (wages, "the wages") if one.cost is None else (one.cost, "its cost")
            value = round(min(cost * usual.worth, MOST), 1)
            self._usual(project, "value", value, f"{usual.worth:g} times {what}", usual)
        delay = one.cost_of_delay
        if delay is None:
            delay = round(value * usual.delay, 3)
            self._usual(project, "cost_of_delay", delay, f"{usual.delay:.1%} of the value", usual)
        if not one.sponsor:
            self.ours.append(Ours("project", project.id, "sponsor", "", "nobody is named"))
        return replace(project, value=value, cost_of_delay=delay)

    def _usual(self, project: Project, field: str, value: float, why: str, usual: Size) -> None:
        self.ours.append(
            Ours("project", project.id, field, f"{value:g}", f"{why}, usual in {usual.name} ones")
        )

    def _after(self, projects: tuple[Project, ...], kept: list[PlanProject]) -> tuple[Project, ...]:
        """The projects with those that have to be delivered before them, without circles."""
        after: dict[str, list[str]] = {project.id: [] for project in projects}
        for project, one in zip(projects, kept, strict=True):
            for name in one.after:
                before = self.ids.get(name) or self.ids.get(tidy(name))
                if before is None or before == project.id or _leads(before, project.id, after):
                    self.findings.left_out(
                        "a project to wait for", one.place, name,
                        "It is finished, not there, or would wait for this one.",
                        "Nothing to do if it is delivered; else correct the name.",
                    )  # fmt: skip
                elif before not in after[project.id]:
                    after[project.id].append(before)
        return tuple(replace(it, after=tuple(after[it.id])) for it in projects)

    def risks(self, projects: Sequence[Project]) -> tuple[tuple[Risk, ...], tuple[Mitigation, ...]]:
        """Risks and answers of the plan, and the usual ones where it has none for a project."""
        names, risks, offers = Names(), list[Risk](), list[Mitigation]()
        there = {project.id for project in projects}
        for row in self.plan.risks:
            project = self.ids.get(row.project) or self.ids.get(tidy(row.project))
            if project is None or project not in there:
                self.findings.left_out(
                    "a risk of no project", row.place, row.project or row.name,
                    "Its project is finished or not there.", "Name the project as in the plan.",
                )  # fmt: skip
            elif (risk := self._risk(row, project, names)) is not None:
                risks.append(risk)
                offers += _answers(row, risk)
        with_risks = {risk.project for risk in risks}
        if self.answers.risks:
            for one in projects:
                if one.id not in with_risks:
                    risks += self._usual_risks(one, names)
        return tuple(risks), tuple(offers)

    def _risk(self, row: PlanRisk, project: str, names: Names) -> Risk | None:
        if not 0 < row.probability <= 1 or row.impact <= 0:
            self.findings.left_out(
                "a risk without size", row.place, row.name,
                "Without probability and impact it does nothing.", "Give both, above 0.",
            )  # fmt: skip
            return None
        if row.probability > MOST_LIKELY:
            self.findings.suspicious(
                "a risk that is sure", row.place, f"{row.probability:.0%}",
                f"It is taken for {MOST_LIKELY:.0%}.", "Plan it as work if it will happen.",
            )  # fmt: skip
        return Risk(
            id=names.unique(row.name),
            name=tidy(row.name),
            project=project,
            probability=min(row.probability, MOST_LIKELY),
            impact=row.impact,
            hits=row.hits,
            owner=tidy(row.owner),
        )

    def _usual_risks(self, project: Project, names: Names) -> list[Risk]:
        found = []
        for usual in size(project.effort).risks:
            impact = _impact(usual, project, self.wages[project.id])
            if impact <= 0:
                continue
            risk = Risk(
                id=names.unique(f"{usual.name}: {project.id}"),
                name=usual.name,
                project=project.id,
                probability=usual.probability,
                impact=impact,
                hits=usual.hits,
            )
            found.append(risk)
            why = f"{usual.probability:.0%}, {usual.share:.0%}, usual in projects of this size"
            self.ours.append(Ours("risk", risk.id, "impact", f"{impact:g}", why))
        return found

    def objectives(self, projects: Sequence[Project]) -> tuple[Objective, ...]:
        """Whatever the projects serve, all of the same weight."""
        names = dict.fromkeys(aim.objective for it in projects for aim in it.serves)
        return tuple(Objective(id=name, name=name) for name in names)


def _impact(usual: UsualRisk, project: Project, wages: float) -> float:
    if usual.hits == "effort":
        return round(project.effort * usual.share, 1)
    if usual.hits == "delay":
        days = [it.earliest + it.planned_days for it in project.activities]
        return round(max(days) * usual.share, 1)
    return round(wages * usual.share, 1)


def _answers(row: PlanRisk, risk: Risk) -> list[Mitigation]:
    """The planned answer, if the plan says what it costs; by half, if not how far it helps."""
    if row.answer_cost is None:
        return []
    helps = 0.5 if row.helps is None else min(1.0, max(0.0, row.helps))
    name = tidy(row.answer) or "Answer"
    return [
        Mitigation(id=f"{risk.id}: answer", risk=risk.id, cost=max(0.0, row.answer_cost),
                   kind="reduce", effect=helps, name=name)
    ]  # fmt: skip


def _wages(activities: Sequence[Activity], rates: Mapping[str, float]) -> float:
    return fsum(
        it.planned_days * need.people * rates[need.role] for it in activities for need in it.people
    )


def _leads(first: str, last: str, after: Mapping[str, Sequence[str]]) -> bool:
    """Whether a project waits, however indirectly, for another."""
    left, seen = [first], set[str]()
    while left:
        one = left.pop()
        if one == last:
            return True
        if one not in seen:
            seen.add(one)
            left.extend(after[one])
    return False


def _text(when: When | None) -> str:
    return "" if when is None else when.isoformat()
