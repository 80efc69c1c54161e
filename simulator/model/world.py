"""One world on its way: its luck, its time, and the log of what has happened.

An instant is settled in phases: every fact that is due, then reviews, then the decisions of the
day; only then is the policy asked, once, about everything that waits.
"""

from collections.abc import Callable
from itertools import count
from math import ceil
from typing import Any

import simpy
from simpy.events import EventPriority

from simulator.calendar import DAYS_A_WEEK
from simulator.chance import Chance, Fate
from simulator.errors import EndlessError
from simulator.events import Event, canonical

FACT, REVIEW, DECIDE, STOP, CHOOSE = (EventPriority(phase) for phase in range(1, 6))
"""The phases of one instant, in their order."""

Call = Callable[[Any], None]
"""What a moment calls: with what the moment is about."""


class Moment(simpy.Event):
    """One thing that will happen, unless it is called off."""

    _ok, _value = True, None

    def __init__(
        self,
        world: "World",
        day: float,
        phase: EventPriority,
        call: Call,
        about: object,
        counts: bool,
    ) -> None:
        self.world, self.phase = world, phase
        self.call: Call | None = call
        self.about, self.counts = about, counts
        self.day = day
        """The day on which it will happen."""
        self.queue()

    def queue(self) -> None:
        """Let SimPy bring it up on its day."""
        self.callbacks = [self.world.bring_up]
        self.asks = self.day
        self.world.env.schedule(self, self.phase, self.day - self.world.today)

    def move(self, day: float) -> "Moment":
        """Let it happen on another day: this moment, or the one returned in its place.

        One that moves to a later day asks again on the old one: work in progress is put off so
        often that to queue it anew each time would double the length of SimPy's queue.
        """
        call = self.call
        if day >= self.asks or call is None:
            self.day = day
            return self
        self.call = None
        return Moment(self.world, day, self.phase, call, self.about, self.counts)

    def call_off(self) -> None:
        """Let nothing happen at this moment."""
        if self.call is not None:
            self.call = None
            self.world.pending -= self.counts


class World:
    """What every part of the office gets first: chance, today, and where facts are noted."""

    def __init__(self, seed: int | Fate, most_events: int) -> None:
        self.chance = Chance(seed)
        self.listens = self.chance.listens
        """Who wants to be told what comes of numbers; nobody in a run like any other."""
        self.most_events = most_events
        self.log: list[Event] = []
        self.env = simpy.Environment(initial_time=0.0)
        self.today = 0.0
        """The present working day."""
        self.pending = 0
        """Moments to come that count: when none is left, nothing goes on by itself any more."""
        self.resting = self.over = False
        self._monday: Callable[[int], None] | None = None

    def __getstate__(self) -> dict[str, object]:
        """All but what has happened, with SimPy's queue in the place of its environment."""
        queued = next(self.env._eid)
        self.env._eid = count(queued)  # Python 3.14 copies no counter
        state = {**vars(self), "queue": self.env._queue, "queued": queued}
        del state["env"], state["log"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        # SimPy has no door for this; its queue and its counter are all that it knows.
        self.env = simpy.Environment(initial_time=state["today"])
        self.env._queue, self.env._eid = state.pop("queue"), count(state.pop("queued"))
        self.log = []
        vars(self).update(state)

    def note(self, event: Event) -> None:
        """Write down that something has happened.

        Raises EndlessError if more has happened than the caller of the run allows.
        """
        if len(self.log) >= self.most_events:
            raise EndlessError(
                f"by day {self.today:g} {self.most_events} events have happened, as many as this "
                "run may have; write a larger most_events, or an earlier until"
            )
        self.log.append(canonical(event))

    def at(
        self,
        day: float,
        phase: EventPriority,
        call: Call,
        about: object = None,
        counts: bool = True,
    ) -> Moment:
        """Let `call(about)` happen on a day, in a phase of that instant.

        A moment that counts keeps Mondays coming. A decision to come must not, or a run would
        differ before it; nor must a risk that may strike in ten years.
        """
        if counts:
            self.pending += 1
            if self.resting:
                self._next_monday()
        return Moment(self, day, phase, call, about, counts)

    def every_monday(self, call: Callable[[int], None]) -> None:
        """Let `call(week)` happen on each Monday while anything is pending."""
        if self._monday is None:
            self._monday = call
            self._next_monday()

    def _next_monday(self) -> None:
        self.resting = False
        week = int(self.today // DAYS_A_WEEK) + 1
        self.at(DAYS_A_WEEK * week, REVIEW, self._begin_week, week, counts=False)

    def _begin_week(self, week: int) -> None:
        if self._monday is not None:
            self._monday(week)
        if self.pending:
            self._next_monday()
        else:
            self.resting = True

    def bring_up(self, moment: Moment) -> None:
        """Let a moment happen that has come, unless it was called off or put off."""
        call = moment.call
        if call is None or self.over:
            return
        self.today = self.env.now
        if moment.day > self.today:
            moment.queue()
        else:
            self.pending -= moment.counts
            moment.call = None
            call(moment.about)

    def run(self, until: float | None) -> None:
        """Let time pass until nothing is pending, or until a day's decisions are taken."""
        if until is None:
            self.env.run()
        else:
            self.env.run(until=self.at(until, STOP, nothing, counts=False))


def nothing(about: object) -> None:
    """What happens at a moment that only has to come."""


def hour_after(day: float) -> float:
    """The first eighth of a day at or after this day."""
    return ceil(day * 8 - 1e-9) / 8
