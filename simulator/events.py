"""What happened: one record per kind of fact, in the order of their happening.

A manager can see every event whose class is not hidden; policies and screens get only those.
"""

from typing import ClassVar

from msgspec import Struct


class Event(Struct, frozen=True, tag=True):
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
    """Somebody has noticed an issue; `by` is report, review, audit, delivery or at once.

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


def visible(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events a manager can know of."""
    return tuple(event for event in events if not event.hidden)
