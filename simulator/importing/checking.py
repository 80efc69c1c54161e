"""The step that holds the plan's own finish against a run without luck, in words and drawn."""

from collections.abc import Sequence

from msgspec import Struct

from simulator.importing.bringing import Bringing
from simulator.importing.words import count, short
from simulator.plan_check import NEAR, ActivityCheck, PlanCheck, ProjectCheck
from simulator.plan_forecast.words import shown as dated

MOST = 60
"""So many projects are listed; those that differ most come first."""
BARS = 40
"""So many activities are drawn."""
TICKS = 4


class Tick(Struct, frozen=True, kw_only=True):
    """A place on the axis, from 0 to 1."""

    at: float
    words: str


class Compared(Struct, frozen=True, kw_only=True):
    """A project with its two finishes; places lie on the picture's axis, from 0 to 1."""

    key: str
    project: str
    own: str
    """The plan's own finish; empty if it names none."""
    ours: str
    differs: str
    agrees: bool
    own_at: float | None
    ours_at: float
    reasons: tuple[str, ...]
    chosen: bool


class Bar(Struct, frozen=True, kw_only=True):
    """An activity: where the plan has it and where a run without luck does it."""

    name: str
    own: tuple[float, float] | None
    ours: tuple[float, float]
    words: str
    apart: bool


class Checking(Struct, frozen=True, kw_only=True):
    """The step as it stands."""

    words: str
    """The result in a sentence."""
    good: bool
    """Whether there is a finish to hold ours against, and each of them is met."""
    projects: tuple[Compared, ...]
    more: int
    short: tuple[str, ...]
    """People of whom the plan has more at work at once than there are, with both numbers."""
    ticks: tuple[Tick, ...]
    title: str
    """Whose activities are drawn."""
    bars: tuple[Bar, ...]
    more_bars: int
    bar_ticks: tuple[Tick, ...]


def checking(it: Bringing, project: str) -> Checking | None:
    """The step as it stands; None before it was worked out."""
    imported, found = it.found.imported, it.checked
    if imported is None or found is None:
        return None
    names = {one.id: one.name or one.id for one in imported.scenario.projects}
    listed = sorted(found.projects, key=lambda one: -abs(_apart(one)))
    axis = _Axis([day for one in listed[:MOST] for day in (one.own, one.simulated)
                  if day is not None])  # fmt: skip
    chosen = next((one for one in listed if one.project == project), listed[0])
    drawn = _drawn(chosen.activities)
    bars = _Axis([day for one in drawn for day in (one.start, one.finish, one.own_start,
                                                   one.own_finish) if day is not None])  # fmt: skip
    return Checking(
        words=_verdict(found),
        good=found.agrees and any(one.own is not None for one in found.projects),
        projects=tuple(_compared(one, names, axis, one is chosen) for one in listed[:MOST]),
        more=max(0, len(listed) - MOST),
        short=_short(it),
        ticks=axis.ticks(it),
        title=short(names.get(chosen.project, chosen.project)),
        bars=tuple(_bar(one, bars, it) for one in drawn),
        more_bars=max(0, len(chosen.activities) - BARS),
        bar_ticks=bars.ticks(it),
    )


def _short(it: Bringing) -> tuple[str, ...]:
    imported = it.found.imported
    there = {one.name or one.id: one.people for one in imported.scenario.roles} if imported else {}
    return tuple(
        f"{short(name)}: {there[name]:g}, planned with {many:g}"
        for name, many in it.short_of().items()
    )


def _apart(one: ProjectCheck) -> float:
    return 0.0 if one.own is None else one.simulated - one.own


def _verdict(found: PlanCheck) -> str:
    dating = [it for it in found.projects if it.own is not None]
    same = sum(it.agrees for it in dating)
    if not dating:
        return "Your plan names no finish, so there is nothing to hold ours against."
    if len(dating) == 1:
        if same:
            return "Without luck we finish on the plan's own day."
        one = dating[0]
        way = "later" if _apart(one) > 0 else "earlier"
        return f"Without luck we finish {_days(abs(_apart(one)))} {way} than your plan says."
    if same == len(dating) == 2:
        return "Without luck both projects finish on the plan's own days."
    if same == len(dating):
        return f"Without luck all {same} projects finish on the plan's own days."
    return f"Without luck {same} of {len(dating)} projects finish on the plan's own days."


def _compared(one: ProjectCheck, names: dict[str, str], axis: "_Axis", chosen: bool) -> Compared:
    apart = _apart(one)
    differs = "no finish named" if one.own is None else "same day" if one.agrees else (
        f"{_days(abs(apart))} {'later' if apart > 0 else 'earlier'}"
    )  # fmt: skip
    return Compared(
        key=one.project,
        project=short(names.get(one.project, one.project)),
        own="" if one.own_date is None else dated(one.own_date),
        ours=dated(one.simulated_date),
        differs=differs,
        agrees=one.agrees,
        own_at=None if one.own is None else axis.at(one.own),
        ours_at=axis.at(one.simulated),
        reasons=one.reasons,
        chosen=chosen,
    )


def _days(days: float) -> str:
    return count(round(days), "working day")


def _drawn(activities: Sequence[ActivityCheck]) -> list[ActivityCheck]:
    """The activities to draw, in the order of their start; of many those that differ most."""
    worst = sorted(activities, key=lambda it: -abs(it.apart))[:BARS]
    return sorted(worst, key=lambda it: (it.start, it.finish))


def _bar(one: ActivityCheck, axis: "_Axis", it: Bringing) -> Bar:
    own = one.own_start, one.own_finish
    both = own[0] is not None and own[1] is not None
    clock = it.found.imported.clock if it.found.imported else None
    words = f"{short(one.name)}: "
    if clock is not None:
        words += (
            f"without luck {dated(clock.date_of(one.start))} to {dated(clock.date_of(one.finish))}"
        )
        if one.own_finish is not None:
            words += f", by your plan to {dated(clock.date_of(one.own_finish))}"
    return Bar(
        name=short(one.name),
        own=(axis.at(own[0] or 0.0), axis.at(own[1] or 0.0)) if both else None,
        ours=(axis.at(one.start), axis.at(one.finish)),
        words=words,
        apart=abs(one.apart) > NEAR,
    )


class _Axis:
    """From the first day of some to the last."""

    def __init__(self, days: Sequence[float]) -> None:
        self.first, self.last = min(days, default=0.0), max(days, default=1.0)
        if self.last - self.first < 1:
            self.first, self.last = self.first - 5, self.last + 5

    def at(self, day: float) -> float:
        """Where a day lies, from 0 to 1."""
        return round(min(1.0, max(0.0, (day - self.first) / (self.last - self.first))), 4)

    def ticks(self, it: Bringing) -> tuple[Tick, ...]:
        """Dates along it."""
        if it.found.imported is None:
            return ()
        clock, step = it.found.imported.clock, (self.last - self.first) / TICKS
        days = [self.first + step * n for n in range(TICKS + 1)]
        return tuple(
            Tick(at=self.at(day), words=dated(clock.date_of(max(0.0, day)))) for day in days
        )
