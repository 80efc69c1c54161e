"""Two futures of one world, side by side: how far each may be shown, and where they part."""

from simulator.metrics import Events
from simulator.session import Session


def comparable(present: Session, other: Session) -> tuple[Events, Events]:
    """What can be seen of both futures, up to the same day; what is not played stays unknown."""
    if present.over:
        return present.to_end().visible, other.to_end().visible
    day = min(present.today, other.today)
    return _until(present.visible, day), _until(other.visible, day)


def _until(events: Events, day: float) -> Events:
    return tuple(event for event in events if event.day <= day)


def parted(one: Events, other: Events) -> float:
    """The day on which two futures of one world begin to differ; the last one if they never do."""
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            return min(mine.day, yours.day)
    shorter, longer = sorted((one, other), key=len)
    more = longer[len(shorter) :] or longer[-1:]
    return more[0].day if more else 0.0
