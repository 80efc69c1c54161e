"""A plan on its way into a scenario: what is still to be done, and when each of it can begin."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from simulator.limits import LAST_DAY
from simulator.plans.answers import Answers
from simulator.plans.beginnings import NOWADAYS, first_dates, of_empty_projects
from simulator.plans.calendars import Clock
from simulator.plans.drafts import Draft, Drafts, early, in_order, lag_by_dates
from simulator.plans.groups import Outline, passed_down
from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanActivity, PlanRelation
from simulator.plans.progress import (
    as_planned,
    is_finished,
    set_under_way,
    status_dates,
    without_finished,
)
from simulator.plans.said import with_said
from simulator.plans.sizes import lasting
from simulator.plans.sound import sound
from simulator.plans.split import split
from simulator.scenario import nearest_hour

GAP = 0.25
"""A planned start so many days after what its links ask for is a date of its own."""
WORTH_SAYING = 1.0
SMALLEST = 0.01
"""A demand for less of a person is none."""


@dataclass
class Work:
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
        whole = sound(with_said(self.plan, self.answers.said), self.findings)
        self.plan = plan = split(whole, self.answers, self.findings)
        rows = (*plan.activities, *of_empty_projects(plan, self.findings))
        self.outline = Outline(rows)
        rows = as_planned(rows, self.outline, self.answers.status, plan.calendar, self.findings)
        self.outline = Outline(rows)
        self.leaves = {row.key: row for row in rows if not self.outline.is_group(row.key)}
        leaves = self.leaves.values()
        statuses = status_dates(plan, leaves, self.answers, self.findings)
        firsts = first_dates(plan, leaves, statuses)
        first = min(firsts.values(), default=NOWADAYS)
        self.clock = Clock(plan.calendar, first - timedelta(days=first.weekday()))
        self.since = {
            project: max(0.0, nearest_hour(self.clock.day(day))) for project, day in firsts.items()
        }
        relations, gates = passed_down(plan.relations, self.outline, self.findings)
        self.leaves |= {gate.key: gate for gate in gates}
        relations = self._within_projects(relations)
        relations, lags = without_finished(self.leaves, relations, self.clock, self.findings)
        self.drafts = {
            row.key: self._draft(row, lags.get(row.key, 0.0))
            for row in self.leaves.values()
            if not is_finished(row)
        }
        for relation in relations:
            if self._can_be_kept(relation):
                kept = lag_by_dates(relation, self.drafts) if relation.by_the_clock else relation
                self.drafts[relation.after].before.append(kept)
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
