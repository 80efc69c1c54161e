"""Time: the order in which things happen that are due at one instant.

An instant is settled in phases: every fact that is due, then reviews, then the decisions of the
day; only then is the policy asked, once, about everything that waits.
"""

from collections.abc import Callable
from math import ceil

from simpy import Environment
from simpy.events import Event

WEEK = 5.0
"""Working days."""
MONTH = 4
"""Weeks between two steps of everything that moves slowly."""
FACT, REVIEW, DECIDE, STOP, CHOOSE = range(1, 6)
"""The phases of one instant, in their order."""


class Moment(Event):
    """One thing that will happen, unless it is called off."""

    _ok, _value = True, None

    def __init__(
        self,
        clock: "Clock",
        day: float,
        phase: int,
        happens: Callable,
        about: object,
        counted: bool,
    ) -> None:
        self.clock, self.phase = clock, phase
        self.happens, self.about, self.counted = happens, about, counted
        self.day = day
        """The day on which it will happen."""
        self.queue()

    def queue(self) -> None:
        """Let SimPy bring it up on its day."""
        self.callbacks = [self.clock.happens]
        self.asks = self.day
        self.clock.env.schedule(self, self.phase, self.day - self.clock.today)

    def move(self, day: float) -> "Moment":
        """Let it happen on another day: this moment, or the one returned in its place.

        One that moves to a later day asks again on the old one: work in progress is put off so
        often that to queue it anew each time would double the length of SimPy's queue.
        """
        if day >= self.asks:
            self.day = day
            return self
        happens, self.happens = self.happens, None
        return Moment(self.clock, day, self.phase, happens, self.about, self.counted)

    def call_off(self) -> None:
        """Let nothing happen at this moment."""
        if self.happens is not None:
            self.happens = None
            self.clock.pending -= self.counted


class Clock:
    """A SimPy environment whose events are moments: what happens, about what, in which phase."""

    def __init__(self) -> None:
        self.env = Environment(initial_time=0.0)
        self.today = 0.0
        """The present working day."""
        self.pending = 0
        """Moments to come, without Mondays, risks' clocks, decisions and the end of the run: when
        none is left, nothing goes on by itself any more."""
        self.resting = self.over = False
        self.on_monday: Callable | None = None

    def at(self, day: float, phase: int, happens: Callable, about: object = None) -> Moment:
        """Let `happens(about)` be called on a day, in a phase of that instant."""
        self.pending += 1
        if self.resting:
            self._next_monday()
        return Moment(self, day, phase, happens, about, True)

    def aside(self, day: float, phase: int, happens: Callable, about: object = None) -> Moment:
        """The same for a moment that does not keep Mondays coming.

        A decision to come must not: until its day, the run has to be what it is without it.
        """
        return Moment(self, day, phase, happens, about, False)

    def every_monday(self, happens: Callable) -> None:
        """Let `happens(week)` be called on each Monday while anything is pending."""
        if self.on_monday is None:
            self.on_monday = happens
            self._next_monday()

    def _next_monday(self) -> None:
        self.resting = False
        week = int(self.today // 5) + 1
        self.aside(5.0 * week, REVIEW, self._monday, week)

    def _monday(self, week: int) -> None:
        self.on_monday(week)
        if self.pending:
            self._next_monday()
        else:
            self.resting = True

    def happens(self, moment: Moment) -> None:
        """Carry out a moment that has come."""
        if moment.happens is None or self.over:
            return
        self.today = self.env.now
        if moment.day > self.today:
            moment.queue()
        else:
            self.pending -= moment.counted
            carry_out, moment.happens = moment.happens, None
            carry_out(moment.about)

    def run(self, until: float | None) -> None:
        """Let time pass until nothing is pending, or until a day's decisions are taken."""
        if until is None:
            self.env.run()
        else:
            self.env.run(until=self.aside(until, STOP, lambda about: None))


def hour_after(day: float) -> float:
    """The first eighth of a day at or after this day."""
    return ceil(day * 8 - 1e-9) / 8
