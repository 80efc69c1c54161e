"""What happened: one record per kind of fact, in the order of their happening.

A manager can see every event whose class is not hidden; policies and screens get only those.
"""

from functools import cache
from typing import ClassVar, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

DIGITS = 9
"""Significant digits of an amount in the log."""


class Event(Struct, frozen=True, tag=True, gc=False):
    """A fact; `day` is the working day on which it happened."""

    hidden: ClassVar[bool] = False
    day: float


class ProjectArrived(Event, frozen=True):
    """The request for a project is on the table."""

    project: str


class ProjectStarted(Event, frozen=True):
    """The first activity of a project has started."""

    project: str


class ProjectPaused(Event, frozen=True):
    """Nothing of the project starts any more; what is in progress is finished."""

    project: str


class ProjectResumed(Event, frozen=True):
    """A paused project goes on, or a waiting one is waved through the WIP limit."""

    project: str


class ProjectCancelled(Event, frozen=True):
    """The project is over without a result; its people are free at once."""

    project: str


class ProjectFinished(Event, frozen=True):
    """The last activity of a project has finished; `value` is what it is worth in k€."""

    project: str
    value: float


class ActivityReady(Event, frozen=True):
    """Its predecessors allow the activity to start; from now on it waits for people."""

    project: str
    activity: str


class ActivityStarted(Event, frozen=True):
    """People have started on the activity."""

    project: str
    activity: str


class ActivityExtended(Event, frozen=True):
    """An issue adds working days to an activity in progress."""

    project: str
    activity: str
    days: float
    risk: str


class ActivityStopped(Event, frozen=True):
    """The activity ends unfinished because its project was cancelled."""

    project: str
    activity: str


class ActivityFinished(Event, frozen=True):
    """The activity is done and its people are free."""

    project: str
    activity: str


class RiskOccurred(Event, frozen=True):
    """A risk has become an issue; nobody has noticed yet. Size: as the risk's `hits` says."""

    hidden = True
    project: str
    risk: str
    size: float


class RiskAvoided(Event, frozen=True):
    """A risk would have happened, had nobody bought this mitigation."""

    hidden = True
    project: str
    risk: str
    mitigation: str


class IssueDetected(Event, frozen=True):
    """Somebody has noticed an issue; `by` is report, review, audit, crisis, delivery or at once.

    Size: person-days, working days or k€, as the risk's `hits` says, after any growth.
    """

    project: str
    risk: str
    size: float
    hits: str
    by: str


class ReviewHeld(Event, frozen=True):
    """The PMO has looked into every project in progress; cost in k€."""

    depth: str
    projects: int
    cost: float


class MitigationUsed(Event, frozen=True):
    """A risk has happened whose mitigation costs more when it is used; cost in k€."""

    mitigation: str
    risk: str
    cost: float


class IssueSpread(Event, frozen=True):
    """A crisis in one project has made work in another; size in person-days."""

    project: str
    risk: str
    size: float


class ShockStruck(Event, frozen=True):
    """Something outside has made work for a project, and for others too; size in person-days."""

    project: str
    size: float


class WorkFlawed(Event, frozen=True):
    """A share of an activity's work is wrong; nobody knows. Effort in person-days to mend it."""

    hidden = True
    project: str
    activity: str
    effort: float


class ReworkFound(Event, frozen=True):
    """Somebody has noticed wrong work; `by` is work, report, review, audit or delivery."""

    project: str
    activity: str
    effort: float
    by: str


class IntegrationFailed(Event, frozen=True):
    """The parts of a project do not fit together; effort in person-days to make them fit."""

    project: str
    effort: float


class HandOffBegan(Event, frozen=True):
    """A delivered project is handed over to one that waited for it; it takes until `ready_on`."""

    project: str
    to: str
    ready_on: float


class DecisionAwaited(Event, frozen=True):
    """An issue needs a decision of its sponsor, which takes so many working days."""

    project: str
    risk: str
    days: float


class StatusReported(Event, frozen=True):
    """What a project's report says: green, yellow or red, and how late it will be in days."""

    project: str
    colour: str
    late: float


class ReserveSet(Event, frozen=True):
    """So many k€ are held back for what may still go wrong."""

    amount: float


class ReservePaid(Event, frozen=True):
    """Outside help, paid from the reserve, takes an issue's work off the team; cost in k€."""

    project: str
    risk: str
    cost: float
    effort: float


class MitigationBought(Event, frozen=True):
    """A mitigation was paid for; cost in k€. It works from day `works_from` on."""

    mitigation: str
    risk: str
    cost: float
    works_from: float


class HiringStarted(Event, frozen=True):
    """People of a role have been promised for a later day."""

    role: str
    people: float
    from_day: float


class PeopleChanged(Event, frozen=True):
    """From today a role has this many people; leavers stay until the rest can hold their work."""

    role: str
    people: float


class ProjectsOrdered(Event, frozen=True):
    """These projects go first, in this order; the policy orders the rest."""

    projects: tuple[str, ...]


class PolicyChanged(Event, frozen=True):
    """Fields of the policy have other values from today on, shown as text."""

    changes: tuple[tuple[str, str], ...]


class PersonLeft(Event, frozen=True):
    """Somebody has given notice and is gone; a successor is looked for."""

    role: str


class OvertimePaid(Event, frozen=True):
    """What four weeks of overtime cost, in k€."""

    cost: float


class ProjectSelected(Event, frozen=True):
    """The office has chosen a project: it may start when people allow."""

    project: str


class ProjectBypassed(Event, frozen=True):
    """A sponsor has gone round the office: the project starts without being let in."""

    hidden = True
    project: str


class CancellationResisted(Event, frozen=True):
    """The project was to be cancelled, and its owners have prevented it."""

    project: str


class StrategyChanged(Event, frozen=True):
    """The organisation wants other things than before: (objective, weight), summing to 1."""

    weights: tuple[tuple[str, float], ...]


class RegimeChanged(Event, frozen=True):
    """Times have become turbulent or calm; turbulent times bring more risks."""

    hidden = True
    turbulent: bool


class FunctionInForce(Event, frozen=True):
    """A function of the PMO works from today on, after the time it took to set up."""

    function: str


class PmoWorked(Event, frozen=True):
    """The PMO takes this share of everybody's capacity in the four weeks that begin."""

    share: float


class FundingReviewed(Event, frozen=True):
    """Leadership has asked what the PMO is worth; if it is not kept, all its functions end."""

    kept: bool
    perceived: float


class BenefitRealised(Event, frozen=True):
    """What a delivered project has brought since the last such event, in k€."""

    project: str
    value: float


class InjectCame(Event, frozen=True):
    """Something has come from outside that a mentor has chosen; what follows is told after it."""

    headline: str


class IssueCame(Event, frozen=True):
    """An inject has made an issue of which everybody knows.

    Size: person-days, working days or k€, as `hits` says.
    """

    project: str
    size: float
    hits: str


class DueMoved(Event, frozen=True):
    """The project is promised for another day from now on."""

    project: str
    due: float


class NothingMoves(Event, frozen=True):
    """For forty years nothing has been finished, so that the run ends here."""


class MonthBegan(Event, frozen=True):
    """Where everything that moves slowly stands, every fourth Monday: (name, level)."""

    hidden = True
    levels: tuple[tuple[str, float], ...]


def canonical(event: Event) -> Event:
    """The event with its amounts as the log holds them, the same on every machine.

    Libraries of mathematics differ in the last bits of a logarithm or a power. A log that kept
    those bits would be another one elsewhere, and a saved session would seem to be changed by hand.
    Days need no rounding: they stand on the grid of hours, where sums are exact.
    """
    changes: dict[str, object] = {}
    for field in _amounts(type(event)):
        amount = getattr(event, field)
        if isinstance(amount, tuple):
            changes[field] = tuple((name, _rounded(part)) for name, part in amount)
        elif (shown := _rounded(amount)) != amount or type(amount) is not float:
            changes[field] = shown
    return replace(event, **changes) if changes else event


def _rounded(amount: float) -> float:
    # most amounts are eighths, which have few digits as it is
    if -1e5 < amount < 1e5 and amount * 8 % 1 == 0:
        return float(amount)
    return float(f"{amount:.{DIGITS}g}")


@cache
def _amounts(kind: type[Event]) -> tuple[str, ...]:
    """The fields of a kind of event that hold an amount, or pairs of a name and an amount."""
    hints = get_type_hints(kind)
    amounts = (float, tuple[tuple[str, float], ...])
    return tuple(it for it in kind.__struct_fields__ if it != "day" and hints[it] in amounts)


def visible(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events a manager can know of."""
    return tuple(event for event in events if not event.hidden)
