"""A plan in many worlds: the days on which its work ends, as dates by its own calendar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from math import inf, isfinite

from msgspec import Struct, structs

from simulator.errors import RefusedError
from simulator.events import ActivityFinished, ProjectFinished
from simulator.experiment import Progress, played, quantile
from simulator.history import Calibration, calibrated, fitted, paired, past_of
from simulator.metrics import Events
from simulator.model import simulate
from simulator.plan_forecast.lines import SHARES, Line, State, by_need
from simulator.plans import Imported, PlanActivity, PlanProject
from simulator.plans.calendars import ROUNDING, moment
from simulator.policies import Policy
from simulator.scenario import Scenario, without_chance

WORLDS = 200
Days = Sequence[float]


class Forecast(Struct, frozen=True):
    """Every project and activity of a plan with its range."""

    file: str
    source: str
    policy: Policy
    worlds: int
    since: date
    """The first day that is forecast."""
    lines: tuple[Line, ...]
    """In the plan's order, each project before its activities."""
    all_kept: float | None
    """Share of worlds in which every promise of a project is kept; None if none is given."""
    usual_risks: int
    """How many risks are not the plan's own but the usual ones of projects of this size."""
    learned: str = ""
    """What was learned from one's own history, as a part of a sentence; empty if nothing was."""
    risks_left_out: int = 0
    """How many risks are not played, for what such did is in the history already."""

    @property
    def projects(self) -> list[Line]:
        """Projects alone, those first that need a decision."""
        return by_need([it for it in self.lines if it.kind == "project"])


def forecast(
    imported: Imported,
    policy: Policy = Policy(),
    worlds: int = WORLDS,
    progress: Progress = True,
    *,
    learned: Calibration | None = None,
    keep_risks: bool = False,
    workers: int | None = None,
    fate: str = "",
) -> Forecast:
    """Play an imported plan in many worlds, and say of all that is in it when it is finished.

    What was learned from a history, or else from what is over in the plan itself, takes the place
    of our defaults; risks stay out then, unless they are to be kept, for what such did is in the
    history already.
    Progress, stopping, workers and fate are those of `experiment.run`. Raises RefusedError if not a
    single world was played to its end.
    """
    if learned is None:
        learned = fitted(paired(past_of([imported.plan]).rows))
    scenario = imported.scenario
    if learned.learned:
        scenario = calibrated(scenario, learned, keep_risks)
    table = played(
        scenario, {"": policy}, range(worlds), progress, measure=finish_days,
        workers=workers, fate=fate,
    )  # fmt: skip
    if not table.seeds:
        raise RefusedError("no world was played to its end; let at least one of them finish")
    many = len(table.numbers)
    days = {name: table.values[n::many] for n, name in enumerate(table.numbers)}
    found = told(imported._replace(scenario=scenario), policy, days)
    return structs.replace(
        found,
        learned=learned.words if learned.learned else "",
        risks_left_out=len(imported.scenario.risks) - len(scenario.risks),
    )


def told(imported: Imported, policy: Policy, days: Mapping[str, Days]) -> Forecast:
    """What worlds say that were played already: by name of a finish, its day in each of them."""
    scenario = imported.scenario
    plain = finish_days(simulate(without_chance(scenario), policy, 0), scenario)
    ranges = _Ranges(imported, days, plain)
    lines = tuple(ranges.lines())
    ours = {it.id for it in imported.ours if it.kind == "risk"}
    return Forecast(
        file=imported.plan.file,
        source=imported.plan.source,
        policy=policy,
        worlds=len(next(iter(days.values()))),
        since=imported.clock.date_of(min(it.arrival for it in imported.scenario.projects)),
        lines=lines,
        all_kept=ranges.all_kept(lines),
        usual_risks=len({it.id for it in scenario.risks} & ours),
    )


def finish_days(events: Events, scenario: Scenario) -> dict[str, float]:
    """Day on which each project and activity is finished; infinite where it never is."""
    found = {name(project.id): inf for project in scenario.projects}
    for project in scenario.projects:
        found |= {name(project.id, it.id): inf for it in project.activities}
    for event in events:
        if isinstance(event, ProjectFinished):
            found[name(event.project)] = event.day
        elif isinstance(event, ActivityFinished):
            found[name(event.project, event.activity)] = event.day
    return found


def name(project: str, activity: str = "") -> str:
    """What a finish is called in a table of worlds; no id has the sign between the two."""
    return f"{project}\n{activity}"


class _Ranges:
    """Lines of a plan, from the days on which its work ends in each world."""

    def __init__(
        self, imported: Imported, days: Mapping[str, Days], plain: Mapping[str, float]
    ) -> None:
        self.imported = imported
        self.days, self.plain = days, plain
        self.clock = imported.clock
        self.ours = {it.key: (it.project, it.activity) for it in imported.origins}
        self.below: dict[str, list[PlanActivity]] = {}
        for row in imported.plan.activities:
            self.below.setdefault(row.parent, []).append(row)

    def lines(self) -> Iterator[Line]:
        rows: dict[str, list[PlanActivity]] = {}
        for row in self.imported.plan.activities:
            rows.setdefault(row.project, []).append(row)
        ids = {key: ours for ours, key in self.imported.projects.items()}
        for project in self.imported.plan.projects:
            mine = rows.get(project.key, [])
            yield self._project(project, ids.get(project.key), mine)
            for row in mine:
                yield self._activity(row, project.name or project.key)

    def _project(
        self, project: PlanProject, ours: str | None, rows: Iterable[PlanActivity]
    ) -> Line:
        own = _dates(it.finish for it in rows) or _dates([project.finish])
        starts = _dates([project.start]) or _dates(it.start for it in rows)
        called = project.name or project.key
        line = Line(
            kind="project", project=called, id=project.id, key=project.key, name=called,
            place=project.place, planned_start=min(starts, default=None),
            planned_finish=max(own, default=None), state="finished",
        )  # fmt: skip
        if ours is None:
            return line
        due = self._due(project, ours, line.planned_finish)
        leaves = [it for it in rows if it.key not in self.below]
        return self._ranged(line, [name(ours)], due, self._state(leaves))

    def _due(self, project: PlanProject, ours: str, planned: date | None) -> date | None:
        """What was promised, in the plan's own words; its own finish if nothing else was."""
        own = self.imported.finishes.get(ours)
        if project.due is not None:
            return _date(project.due)
        return planned if own is None or own <= 0 else self.clock.date_of(own)

    def _activity(self, row: PlanActivity, project: str) -> Line:
        leaves = self._leaves(row)
        keys = [self.ours[it.key] for it in leaves if it.key in self.ours]
        start, finish = _date(row.start), _date(row.finish)
        if start is not None and finish is not None:
            finish = max(start, finish)  # a milestone may end before its first day
        line = Line(
            kind="group" if row.key in self.below else "activity",
            project=project,
            id=row.id,
            key=row.key,
            name=row.name or row.key,
            place=row.place,
            planned_start=start,
            planned_finish=finish,
            state="finished",
        )
        if not keys:
            return line
        return self._ranged(line, [name(*it) for it in keys], finish, self._state(leaves))

    def _state(self, leaves: Iterable[PlanActivity]) -> State:
        """Of something that is not finished: under way once a part of it is, or is over."""
        begun = any(
            it.key not in self.ours or self.ours[it.key] in self.imported.under_way for it in leaves
        )
        return "under way" if begun else "to do"

    def _leaves(self, row: PlanActivity) -> list[PlanActivity]:
        """What is to be done of a row: itself, or all below a group, each once."""
        found, left, seen = [], [row], {row.key}
        while left:
            one = left.pop()
            below = self.below.get(one.key, ())
            found += [] if below else [one]
            left += [it for it in below if it.key not in seen]
            seen |= {it.key for it in below}
        return found

    def _ranged(
        self, line: Line, names: Sequence[str], promised: date | None, state: State
    ) -> Line:
        """The line with its range: what has many parts ends with the last of them."""
        ends = [max(world) for world in zip(*(self.days[it] for it in names), strict=True)]
        late = self._at(ends, 0.8)
        end = None if promised is None else self._end_of(promised)
        return Line(
            kind=line.kind, project=line.project, id=line.id, key=line.key, name=line.name,
            place=line.place, planned_start=line.planned_start,
            planned_finish=line.planned_finish, state=state, promised=promised,
            without_luck=self._date(max(self.plain[it] for it in names)),
            range=tuple(self._date(self._at(ends, share)) for share in SHARES),
            chance=None if end is None else sum(it < end for it in ends) / len(ends),
            days_late=0.0 if end is None else max(0.0, late - end),
        )  # fmt: skip

    def _end_of(self, promised: date) -> float:
        """Until when a day of the model still counts as a date."""
        return self.clock.day(promised, end=True) + ROUNDING

    def _at(self, ends: Days, share: float) -> float:
        """Such a quantile; infinite if one of the two numbers that it lies between is."""
        finite = [it for it in ends if isfinite(it)]
        if share * (len(ends) - 1) > len(finite) - 1:
            return inf
        return quantile([*finite, *[1e9] * (len(ends) - len(finite))], share)

    def _date(self, day: float) -> date | None:
        return self.clock.date_of(day) if isfinite(day) else None

    def all_kept(self, lines: Iterable[Line]) -> float | None:
        """In which share of worlds no project breaks its promise."""
        ours = {key: ours for ours, key in self.imported.projects.items()}
        kept = [
            [day < self._end_of(it.promised) for day in self.days[name(ours[it.key])]]
            for it in lines
            if it.kind == "project" and it.range and it.promised is not None
        ]
        worlds = [all(world) for world in zip(*kept, strict=True)]
        return sum(worlds) / len(worlds) if worlds else None


def _date(when: date | datetime | None) -> date | None:
    """The date of a moment; midnight, at which something ends, belongs to it as written."""
    return None if when is None else moment(when).date()


def _dates(moments: Iterable[date | datetime | None]) -> list[date]:
    return [it for it in map(_date, moments) if it is not None]
