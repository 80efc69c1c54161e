"""Work under way: what is finished leaves, what is in progress goes on from the status date."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from simulator.limits import LAST_DAY
from simulator.plans.answers import Answers
from simulator.plans.calendars import Calendar, Clock, moment
from simulator.plans.drafts import Draft, Drafts
from simulator.plans.groups import Outline
from simulator.plans.places import Findings
from simulator.plans.plan import Plan, PlanActivity, PlanProject, PlanRelation, When
from simulator.scenario import nearest_hour


def as_planned(
    rows: tuple[PlanActivity, ...],
    outline: Outline,
    status: date | None,
    calendar: Calendar,
    findings: Findings,
) -> tuple[PlanActivity, ...]:
    """The rows with what was planned until the status date as done, if the plan tells nothing.

    A plan that is not tracked says of no activity that it has begun.
    """
    if status is None or any(row.done or row.began or row.ended for row in rows):
        return rows
    clock = Clock(calendar, status)
    found = tuple(
        row if outline.is_group(row.key) else _as_planned(row, moment(status), clock)
        for row in rows
    )
    if found != rows:
        findings.assumed(
            "progress as planned", rows[0].place, status.isoformat(),
            "The plan does not say what is done; until the status date all went as planned.",
            "Enter what is done, if it did not.",
        )  # fmt: skip
    return found


def _as_planned(row: PlanActivity, now: datetime, clock: Clock) -> PlanActivity:
    if row.start is None or moment(row.start) >= now:
        return row
    finish = None if row.finish is None else moment(row.finish, end=True)
    if finish is None or finish <= moment(row.start):
        return row
    if finish <= now:
        return replace(row, done=1.0)
    share = (now - moment(row.start)) / (finish - moment(row.start))
    left = clock.day(finish)
    return replace(row, done=max(share, 0.001), began=row.start, remaining=left)


LATE = 1.0
"""So many days a start may lie before the status date without a word."""


def is_finished(row: PlanActivity) -> bool:
    """Whether nothing of it is left to do; a finish date alone is believed if nothing denies it."""
    return row.ended is not None if row.done is None else row.done >= 1


def is_under_way(row: PlanActivity) -> bool:
    """Whether some of it is done, and some is not."""
    return not is_finished(row) and (bool(row.done) or row.began is not None)


def status_dates(
    plan: Plan, leaves: Iterable[PlanActivity], answers: Answers, findings: Findings
) -> dict[str, date | None]:
    """By project: the day on which it goes on; None if nothing of it has begun."""
    seen: dict[str, datetime] = {}
    for row in leaves:
        at = _last_known(row)
        if at is not None:
            seen[row.project] = max(at, seen.get(row.project, at))
    found: dict[str, date | None] = {}
    for project in plan.projects:
        told = answers.status or project.status
        if project.key not in seen and answers.status is None and not _late(project):
            found[project.key] = None
        elif told is not None:
            found[project.key] = moment(told).date()
        else:
            found[project.key] = _shown(project, seen[project.key], findings)
    return found


def _late(project: PlanProject) -> bool:
    """Whether the plan has a status date after its start, though nothing has begun."""
    if project.status is None or project.start is None:
        return False
    return moment(project.status) > moment(project.start)


def _shown(project: PlanProject, last: datetime, findings: Findings) -> date:
    day = last.date() if last.hour == 0 and last.minute == 0 else last.date() + timedelta(days=1)
    findings.assumed(
        "no status date", project.place, project.name or project.key,
        f"Work is under way; it goes on from {day.isoformat()}, after the last thing that is done.",
        "Give the status date, if it is another.",
    )  # fmt: skip
    return day


def _last_known(row: PlanActivity) -> datetime | None:
    """The last moment of which an activity says what had happened; None if nothing had."""
    if is_finished(row):
        end = row.ended or row.finish
        return None if end is None else moment(end, end=True)
    if not is_under_way(row):
        return None
    start, finish = row.began or row.start, row.finish
    if start is None:
        return None
    if finish is None or row.start is None or not row.done:
        return moment(start)
    lasting = max(timedelta(), moment(finish, end=True) - moment(row.start))
    return moment(start) + lasting * row.done


def without_finished(
    leaves: Mapping[str, PlanActivity],
    relations: Iterable[PlanRelation],
    clock: Clock,
    findings: Findings,
) -> tuple[list[PlanRelation], dict[str, float]]:
    """Relations between activities that are still to be done, and days before which a finished
    predecessor's lag lets none of them start."""
    left: list[PlanRelation] = []
    earliest: dict[str, float] = {}
    finished = [row for row in leaves.values() if is_finished(row)]
    for relation in relations:
        before, after = leaves[relation.before], leaves[relation.after]
        if is_finished(after) or is_under_way(after):
            continue
        if not is_finished(before):
            left.append(relation)
        elif relation.lag > 0 and (end := _ended(before, relation)) is not None:
            day = clock.day(end, end=True) + relation.lag
            earliest[after.key] = max(day, earliest.get(after.key, day))
    if finished:
        findings.left_out(
            "finished work", finished[0].place, len(finished),
            "Activities that are finished do not come in.", "Nothing to do.",
        )  # fmt: skip
    return left, earliest


def _ended(row: PlanActivity, relation: PlanRelation) -> When | None:
    return (row.ended or row.finish) if relation.kind in ("FS", "FF") else (row.began or row.start)


def set_under_way(
    drafts: Drafts, since: Mapping[str, float], outline: Outline, findings: Findings
) -> None:
    """Let what is in progress go on from its project's status day, with what remains of it."""
    for draft in drafts.values():
        row, today = draft.row, since[draft.row.project]
        if not is_under_way(row):
            _say_if_late(draft, today, findings)
            continue
        done = row.done or 0.0
        whole = draft.days
        draft.under_way = True
        left = row.remaining if row.remaining is not None else whole * (1 - done)
        draft.days = min(max(0.0, left), LAST_DAY / 10)
        draft.earliest = max(draft.earliest, today)
        findings.assumed(
            "work in progress", row.place, row.name,
            f"{draft.days:g} of {whole:g} days are left; it goes on from the status date.",
            "Correct what remains, if it is otherwise.",
        )  # fmt: skip


def _say_if_late(draft: Draft, today: float, findings: Findings) -> None:
    if draft.start is not None and draft.start < nearest_hour(today) - LATE:
        findings.suspicious(
            "should have started before the status date", draft.row.place, draft.row.name,
            f"By plan it started {today - draft.start:.0f} days earlier; it starts now.",
            "Enter that it has begun, or give it another date.",
        )  # fmt: skip
    draft.earliest = max(draft.earliest, today)
