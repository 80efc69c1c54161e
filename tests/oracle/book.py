"""The plan, to look things up in: who comes after whom, luck, and the days without any shortage."""

from functools import cache
from math import ceil, fsum

from oracle.due import Key
from simulator import chance
from simulator.mechanisms import duration
from simulator.scenario import Activity, Project, Scenario, on_grid


class Book:
    """The plan, to look things up in: who comes after whom, and the days without any shortage."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.how, self.seed = scenario.mechanisms, seed
        self.habit = scenario.projects_per_person
        self.projects: dict[str, Project] = {project.id: project for project in scenario.projects}
        self.activities: dict[Key, Activity] = {
            (project.id, activity.id): activity
            for project in scenario.projects
            for activity in project.activities
        }
        self.place = {key: place for place, key in enumerate(self.activities)}
        self.roles = {role.id: role for role in scenario.roles}
        self.risks = {risk.id: risk for risk in scenario.risks}
        self.offers = {offer.id: offer for offer in scenario.mitigations}
        self.aims = {aim.id: aim.weight for aim in scenario.objectives}
        self.followers: dict[Key, list[tuple[Key, str, float]]] = {k: [] for k in self.activities}
        for key, activity in self.activities.items():
            for relation in activity.predecessors:
                before = (key[0], relation.activity)
                self.followers[before].append((key, relation.kind, relation.lag))
        self.early = cache(self.early)
        self.late = cache(self.late)
        self.behind = cache(self.behind)

    def of(self, project: str) -> list[Key]:
        """The activities of a project, in the order of the file."""
        return [key for key in self.activities if key[0] == project]

    def days(self, key: Key) -> float:
        """How long an activity is planned to take."""
        return self.activities[key].planned_days

    def takes(self, key: Key) -> float:
        """How long an activity takes in this world, by its luck and what it shares (M01)."""
        days, chances = self.days(key), self.how.duration
        if not days or chances is None:
            return days
        activity = self.activities[key]
        lead = activity.people[0].role if activity.people else ""
        names = [(key[0],), ("", lead), key]
        luck = [chance.normal(self.seed, "duration", *name) for name in names]
        ratio = duration.factor(getattr(chances, activity.work), *luck, chances)
        lot = chance.uniform(self.seed, "parkinson", *key)
        return on_grid(days * duration.parkinson(ratio, lot, chances.parkinson))

    def allows(self, kind: str, lag: float, before: Key, start: float, after: Key) -> float:
        """The day from which an activity started on a day lets another one start, as planned."""
        day = start + lag
        if kind in ("FS", "FF"):
            day += self.days(before)
        if kind in ("FF", "SF"):
            day -= self.days(after)
        return max(start, day)

    def early(self, key: Key) -> float:
        """The first day on which the activity could start with any number of people."""
        project, activity = self.projects[key[0]], self.activities[key]
        bounds = [
            self.allows(it.kind, it.lag, before, self.early(before), key)
            for it in activity.predecessors
            for before in [(key[0], it.activity)]
        ]
        return max([project.arrival + activity.earliest, *bounds])

    def critical_end(self, project: str) -> float:
        """The day on which all is finished with any number of people."""
        return max(self.early(key) + self.days(key) for key in self.of(project))

    def end(self, project: str) -> float:
        """The due day, or else the end of the critical path."""
        due = self.projects[project].due
        return self.critical_end(project) if due is None else due

    def team(self, key: Key) -> float:
        """How many people an activity holds."""
        return fsum(need.people for need in self.activities[key].people)

    def effort(self, project: str) -> float:
        """Person-days of the project, or else the days that it takes."""
        effort = fsum(self.days(key) * self.team(key) for key in self.of(project))
        return effort or self.critical_end(project) - self.projects[project].arrival

    def late(self, key: Key) -> float:
        """The last day on which the activity could start and its project still end in time."""
        days = self.days(key)
        latest = [self.end(key[0]) - days]
        for after, kind, lag in self.followers[key]:
            start = self.late(after)
            finish = start + self.days(after)
            of_start = (start if kind in ("FS", "SS") else finish) - lag
            latest += [start, of_start - days if kind in ("FS", "FF") else of_start]
        return min(latest)

    def behind(self, key: Key) -> frozenset[Key]:
        """All that waits for this activity, directly or not."""
        after = {other for other, _, _ in self.followers[key]}
        return frozenset(after).union(*(self.behind(other) for other in after))

    def aligned(self, project: str) -> float:
        """How far a project serves what the organisation wants."""
        total = sum(self.aims.values())
        if not total:
            return 1.0
        shares = {it.objective: it.share for it in self.projects[project].serves}
        return sum(weight / total * shares.get(aim, 0.0) for aim, weight in self.aims.items())


def plain(kind: str, lag: float) -> bool:
    """Whether a relation is the ordinary one, which waits for nothing but a finish."""
    return kind == "FS" and lag == 0


def hour_after(day: float) -> float:
    """The first eighth of a day from this day on; a last digit does not count."""
    return ceil(day * 8 - 1e-9) / 8
