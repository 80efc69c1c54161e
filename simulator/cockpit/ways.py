"""How each activity has gone so far, as a manager can see it."""

from collections import defaultdict
from math import inf
from typing import NamedTuple

from simulator import events as facts
from simulator.metrics import Events
from simulator.metrics.log import of

Moment = (
    facts.ActivityReady | facts.ActivityStarted | facts.ActivityStopped | facts.ActivityFinished
)
Key = tuple[str, str]
"""An activity, by (project, activity)."""
MOMENTS: dict[type[Moment], str] = {
    facts.ActivityReady: "ready",
    facts.ActivityStarted: "started",
    facts.ActivityStopped: "stopped",
    facts.ActivityFinished: "finished",
}


class Way(NamedTuple):
    """An activity's days; infinite is not yet."""

    ready: float = inf
    started: float = inf
    stopped: float = inf
    finished: float = inf

    @property
    def ended(self) -> float:
        """When its people were free again."""
        return min(self.stopped, self.finished)

    @property
    def waits(self) -> bool:
        """Whether it could start, had it the people."""
        return self.ready < inf and self.started == inf

    @property
    def goes_on(self) -> bool:
        """Whether people are on it."""
        return self.started < inf and self.ended == inf


NOT_YET = Way()


def ways(events: Events) -> dict[Key, Way]:
    """The way of each activity that was ever ready."""
    days: dict[Key, dict[str, float]] = defaultdict(dict)
    for kind, word in MOMENTS.items():
        for event in of(events, kind):
            days[event.project, event.activity][word] = event.day
    return {key: Way(**known) for key, known in days.items()}
