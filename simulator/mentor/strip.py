"""A storm at a glance: what happens to an organisation in a world, on a line of days."""

from collections.abc import Iterator

from msgspec import Struct

from simulator.events import (
    PersonLeft,
    RegimeChanged,
    RiskOccurred,
    ShockStruck,
    StrategyChanged,
)
from simulator.mentor.flown import Flown
from simulator.metrics.log import of
from simulator.metrics.steps import last_day
from simulator.narration import names_by_id


class Mark(Struct, frozen=True, kw_only=True):
    """Something on one day."""

    at: float
    """Where on the line, 0 to 1."""
    kind: str
    """issue, shock, leaves or turn."""
    text: str


class Strip(Struct, frozen=True, kw_only=True):
    """A world's line. It tells what nobody who flies may know before."""

    days: float
    marks: tuple[Mark, ...]
    turbulent: tuple[tuple[float, float], ...]
    """From where to where times are turbulent, 0 to 1."""


def strip(flown: Flown) -> Strip:
    """What happens if nobody decides."""
    days = max(last_day(flown.plain), 1.0)
    marks = sorted(_marks(flown, days), key=lambda it: it.at)
    return Strip(days=days, marks=tuple(marks), turbulent=tuple(_turbulent(flown, days)))


def _marks(flown: Flown, days: float) -> Iterator[Mark]:
    log, names = flown.plain, names_by_id(flown.scenario)
    for it in of(log, RiskOccurred):
        yield _mark(it.day, days, "issue", names.get(it.risk, it.risk))
    for day in sorted({it.day for it in of(log, ShockStruck)}):
        hit = sum(it.day == day for it in of(log, ShockStruck))
        yield _mark(day, days, "shock", f"a shock, {hit} hit")
    for gone in of(log, PersonLeft):
        yield _mark(gone.day, days, "leaves", f"somebody leaves: {names.get(gone.role, gone.role)}")
    for turn in of(log, StrategyChanged):
        yield _mark(turn.day, days, "turn", "other aims")


def _mark(day: float, days: float, kind: str, text: str) -> Mark:
    return Mark(at=day / days, kind=kind, text=f"day {day:.0f}: {text}")


def _turbulent(flown: Flown, days: float) -> Iterator[tuple[float, float]]:
    since: float | None = None
    for it in of(flown.plain, RegimeChanged):
        if it.turbulent:
            since = it.day
        elif since is not None:
            yield since / days, it.day / days
            since = None
    if since is not None:
        yield since / days, 1.0
