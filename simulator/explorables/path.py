"""How a flight went, month by month: what had come in by then, less what had been spent."""

from functools import lru_cache
from math import fsum

from msgspec import Struct

from simulator.calendar import DAYS_A_WEEK
from simulator.events import IssueDetected, RiskAvoided, ShockStruck
from simulator.metrics import finish_days, money_spent, value_delivered
from simulator.metrics.log import Events, of
from simulator.metrics.steps import last_day
from simulator.session import Session

STEP = 4 * DAYS_A_WEEK


class Point(Struct, frozen=True, kw_only=True):
    """One evening."""

    day: float
    net: float
    """k€: value delivered less money spent."""


class Landed(Struct, frozen=True, kw_only=True):
    """A project that was delivered."""

    name: str
    day: float
    late: float
    """Days after its promise; below zero before it."""


class Hit(Struct, frozen=True, kw_only=True):
    """What became of one risk."""

    name: str
    how: str
    """hit: it came about and was noticed. kept off: somebody had paid for that. Empty: it never
    came."""
    day: float


@lru_cache(maxsize=256)
def path(session: Session) -> tuple[Point, ...]:
    """Every fourth Friday until the session's day, and that day."""
    last = now(session)
    days = [*range(0, int(last), STEP), last]
    return tuple(Point(day=float(it), net=net(session.visible, session, it)) for it in days)


def now(session: Session) -> float:
    """The session's day; of a flight that is over the day on which its last project ended."""
    return last_day(session.events) if session.over else session.today


def net(events: Events, session: Session, day: float) -> float:
    """Value delivered less money spent by the end of a day, in k€."""
    until = tuple(it for it in events if it.day <= day)
    return value_delivered(until) - fsum(money_spent(until, session.scenario, day).values())


@lru_cache(maxsize=256)
def landed(session: Session) -> tuple[Landed, ...]:
    """Every project that was delivered, in order."""
    projects = {it.id: it for it in session.scenario.projects}
    found = sorted(finish_days(session.visible).items(), key=lambda it: it[1])
    return tuple(
        Landed(name=projects[it].name, day=day, late=day - (projects[it].due or day))
        for it, day in found
    )


@lru_cache(maxsize=256)
def storms(session: Session) -> tuple[Hit, ...]:
    """What became of each risk, in the scenario's order; what nobody can see is told as well, so
    this is for a flight that is over."""
    struck = {it.risk: it.day for it in of(session.events, IssueDetected)}
    avoided = {it.risk: it.day for it in of(session.events, RiskAvoided)}
    return tuple(
        Hit(
            name=it.name,
            how="hit" if it.id in struck else "kept off" if it.id in avoided else "",
            day=struck.get(it.id, avoided.get(it.id, 0.0)),
        )
        for it in session.scenario.risks
    )


@lru_cache(maxsize=256)
def shocks(session: Session) -> tuple[float, ...]:
    """The days on which something outside made work, each once."""
    return tuple(sorted({it.day for it in of(session.events, ShockStruck)}))
