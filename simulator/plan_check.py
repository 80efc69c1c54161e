"""Whether a plan comes out as its own file says, without luck, and why not.

To reproduce its own finish is the test of an import. Three days are compared: where the plan itself
ends, where its links and dates alone end it, and where a run without any chance does, in which
people do one thing at a time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from simulator.check import early_starts, order
from simulator.events import (
    ActivityFinished,
    ActivityReady,
    ActivityStarted,
    Event,
    ProjectFinished,
)
from simulator.model import simulate
from simulator.plans import Answers, Imported, Plan, translated
from simulator.policies import Policy
from simulator.scenario import Project, without_chance
from simulator.values import shown

NEAR = 1.0
"""A finish within so many days is reproduced."""
WORTH_SAYING = 0.5
MOST_REASONS = 3
"""So many reasons of one sort are named."""


class ActivityCheck(Struct, frozen=True):
    """One activity: where the plan has it, if it says so, and where a run without luck does it."""

    id: str
    name: str
    own_start: float | None
    own_finish: float | None
    start: float
    finish: float

    @property
    def apart(self) -> float:
        """Days between the two finishes; 0 where the plan names none."""
        return 0.0 if self.own_finish is None else self.finish - self.own_finish


class ProjectCheck(Struct, frozen=True):
    """One project: three finishes as days, the first and last as dates, and why they differ."""

    project: str
    own: float | None
    """Where the plan ends it; None if it does not say."""
    by_links: float
    """Where its links and dates alone end it."""
    simulated: float
    own_date: date | None
    simulated_date: date
    reasons: tuple[str, ...]
    activities: tuple[ActivityCheck, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the plan's own finish is reproduced within a day."""
        return self.own is not None and abs(self.simulated - self.own) <= NEAR


class PlanCheck(Struct, frozen=True):
    """All projects of a plan."""

    projects: tuple[ProjectCheck, ...]

    @property
    def agrees(self) -> bool:
        """Whether every project that names a finish reproduces it within a day."""
        return all(it.agrees for it in self.projects if it.own is not None)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why finishes differ, each reason once."""
        return tuple(dict.fromkeys(reason for it in self.projects for reason in it.reasons))

    def words(self) -> str:
        """Your plan says 12 March, without luck we get 14 March, because …, project by project."""
        return "\n".join(map(_words, self.projects))


def check_plan(plan: Plan | Imported, answers: Answers | None = None) -> PlanCheck:
    """The plan's own finishes beside those of a run without luck, and why they differ.

    Raises NoPlanError if nothing in it is still to be done, RefusedError if an answer cannot be.
    """
    imported = plan if isinstance(plan, Imported) else translated(plan, answers)
    events = simulate(without_chance(imported.scenario), Policy(), 0)
    finished = {it.project: it.day for it in events if isinstance(it, ProjectFinished)}
    waits, spans, held = _waits(events), _spans(events), _held_by_hand(imported)
    return PlanCheck(
        tuple(
            replace(
                _checked(project, imported, finished[project.id], waits, held),
                activities=tuple(_activities(project, imported, spans)),
            )
            for project in imported.scenario.projects
        )
    )


Waits = Mapping[tuple[str, str], float]
Held = frozenset[tuple[str, str]]
"""Activities that stand where somebody has set them."""


def _waits(events: tuple[Event, ...]) -> Waits:
    """Days that each activity waited for people."""
    ready = {(it.project, it.activity): it.day for it in events if isinstance(it, ActivityReady)}
    return {
        (it.project, it.activity): it.day - ready.get((it.project, it.activity), it.day)
        for it in events
        if isinstance(it, ActivityStarted)
    }


Spans = Mapping[tuple[str, str], tuple[float, float]]


def _spans(events: tuple[Event, ...]) -> Spans:
    """First and last day of each activity."""
    starts = {(it.project, it.activity): it.day for it in events if isinstance(it, ActivityStarted)}
    return {
        (it.project, it.activity): (starts[it.project, it.activity], it.day)
        for it in events
        if isinstance(it, ActivityFinished)
    }


def _activities(project: Project, imported: Imported, spans: Spans) -> Iterator[ActivityCheck]:
    for it in project.activities:
        key = (project.id, it.id)
        yield ActivityCheck(
            it.id, it.name or it.id, imported.starts.get(key), imported.ends.get(key), *spans[key]
        )


def _checked(
    project: Project, imported: Imported, simulated: float, waits: Waits, held: Held
) -> ProjectCheck:
    in_order = order(project)
    starts = early_starts(project, in_order)
    ends = {it.id: starts[it.id] + it.planned_days for it in project.activities}
    by_links = project.arrival + max(ends.values())
    own = imported.finishes.get(project.id)
    reasons: list[str] = []
    if own is None:
        reasons = ["The plan names no finish."]
    elif abs(simulated - own) > NEAR:
        if abs(simulated - by_links) > WORTH_SAYING:
            reasons += _people(project, simulated - by_links, waits)
        if abs(by_links - own) > WORTH_SAYING:
            reasons += _dates(project, imported, starts, in_order, held)
        reasons = reasons or ["No single activity is to blame; small differences add up."]
    return ProjectCheck(
        project=project.id,
        own=own,
        by_links=by_links,
        simulated=simulated,
        own_date=None if own is None else imported.clock.date_of(own),
        simulated_date=imported.clock.date_of(simulated),
        reasons=tuple(reasons),
    )


def _people(project: Project, days: float, waits: Waits) -> list[str]:
    """Who is planned for more than they can do at once."""
    lost: dict[str, list[float]] = defaultdict(list)
    for activity in project.activities:
        waited = waits.get((project.id, activity.id), 0.0)
        if waited > 0:
            for need in activity.people:
                lost[need.role].append(waited)
    worst = sorted(lost, key=lambda role: -sum(lost[role]))[:MOST_REASONS]
    if project.after and not worst:
        return [f"It waits for other projects: {', '.join(map(shown, project.after))}."]
    return [
        f"People do one thing at a time: {shown(role)} is waited for {_days(sum(lost[role]))} in "
        f"all, by {len(lost[role])} of its activities; it ends {_days(days)} later."
        for role in worst
    ]


def _days(days: float) -> str:
    rounded = round(days, 1)
    return f"{rounded:g} day{'' if rounded == 1 else 's'}"


def _dates(
    project: Project,
    imported: Imported,
    starts: Mapping[str, float],
    in_order: tuple[str, ...],
    held: Held,
) -> list[str]:
    """The activities with which our days begin to differ from the plan's own."""
    found = sorted(_differences(project, imported, starts, in_order, held), key=lambda it: -it[0])
    more = len(found) - MOST_REASONS
    said = [words for _, words in found[:MOST_REASONS]]
    if more > 0:
        said.append(f"{more} more {'activity' if more == 1 else 'activities'} like these.")
    return said


def _differences(
    project: Project,
    imported: Imported,
    starts: Mapping[str, float],
    in_order: tuple[str, ...],
    held: Held,
) -> Iterator[tuple[float, str]]:
    """(days, sentence) for each activity that differs while nothing before it does."""
    activities = {it.id: it for it in project.activities}
    apart: set[str] = set()
    for name in in_order:
        activity, key = activities[name], (project.id, name)
        ours = project.arrival + starts[name]
        own, end = imported.starts.get(key), imported.ends.get(key)
        late = 0.0 if own is None or key in imported.under_way else ours - own
        longer = 0.0 if end is None else ours + activity.planned_days - end
        if max(abs(late), abs(longer)) <= WORTH_SAYING:
            continue
        apart.add(name)
        if not any(relation.activity in apart for relation in activity.predecessors):
            if key in imported.under_way:
                yield abs(longer), _under_way(activity.name or name, longer)
                continue
            words = _difference(activity.name or name, late, longer, project.arrival, own)
            begins_later = late > WORTH_SAYING and ours - late >= project.arrival - WORTH_SAYING
            yield (
                (late, _held(activity.name or name, late))
                if begins_later and key in held
                else words
            )


def _held_by_hand(imported: Imported) -> Held:
    """Activities that a person has set to the date on which they stand, whatever links say."""
    rows = {row.key: row for row in imported.plan.activities}
    return frozenset(
        (it.project, it.activity) for it in imported.origins
        if (row := rows.get(it.key)) is not None
        and row.start is not None and (row.placed or row.earliest == row.start)
    )  # fmt: skip


def _held(name: str, late: float) -> str:
    return (
        f"{shown(name)} is set to a date before its links allow it; "
        f"it starts {late:.1f} days later."
    )


def _under_way(name: str, longer: float) -> str:
    way = "after" if longer > 0 else "before"
    return f"{shown(name)} is under way, and ends {abs(longer):.1f} days {way} its date."


def _difference(
    name: str, late: float, longer: float, arrival: float, own: float | None
) -> tuple[float, str]:
    who = shown(name)
    if own is not None and own < arrival - WORTH_SAYING and late > 0:
        words = f"{who} should have started {late:.1f} days before the status date; it starts now."
        return late, words
    if abs(late) > WORTH_SAYING:
        way = "later" if late > 0 else "earlier"
        return abs(late), f"{who} starts {abs(late):.1f} days {way} than its date, by its links."
    way = "later" if longer > 0 else "earlier"
    return abs(longer), f"{who} ends {abs(longer):.1f} days {way} than its date, by its duration."


def _words(one: ProjectCheck) -> str:
    place = f"{shown(one.project)}: "
    ours = one.simulated_date.isoformat()
    if one.own_date is None:
        return f"{place}your plan names no finish; without luck we get {ours}."
    same = f"{place}your plan says {one.own_date.isoformat()}, without luck we get {ours}"
    return f"{same}, because: {' '.join(one.reasons)}" if one.reasons else f"{same}."
