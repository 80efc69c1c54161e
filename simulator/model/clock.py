"""Time: the order in which things happen that are due at one instant.

An instant is settled in phases: every fact that is due, then reviews, then the decisions of the
day; only then is the policy asked, once, about everything that waits.
"""

from collections.abc import Callable
from math import ceil

from simpy import Environment
from simpy.events import Event

MONTH = 4
"""Weeks between two steps of everything that moves slowly."""
FACT, REVIEW, DECIDE, STOP, CHOOSE = range(1, 6)
"""The phases of one instant, in their order."""


class Moment(Event):
    """One thing that will happen, unless it is called off."""

    def __init__(self, clock: "Clock", day: float, phase: int, happens: Callable, about: object):
        self.env = clock.env
        self.clock = clock
        self.callbacks = [clock.happens]
        self.happens = happens
        self.about = about
        self.counted = True
        self._ok = True
        self._value = None
        self.env.schedule(self, phase, day - self.env.now)

    def call_off(self) -> None:
        """Let nothing happen at this moment."""
        if self.happens is not None:
            self.happens = None
            self.clock.pending -= self.counted


class Clock:
    """A SimPy environment whose events are moments: what happens, about what, in which phase."""

    def __init__(self) -> None:
        self.env = Environment(initial_time=0.0)
        self.pending = 0
        """Moments to come, without Mondays, risks' clocks, decisions and the end of the run: when
        none is left, nothing goes on by itself any more."""
        self.resting = False
        self.on_monday: Callable | None = None

    @property
    def today(self) -> float:
        """The present working day."""
        return self.env.now

    def at(self, day: float, phase: int, happens: Callable, about: object = None) -> Moment:
        """Let `happens(about)` be called on a day, in a phase of that instant."""
        self.pending += 1
        if self.resting:
            self._next_monday()
        return Moment(self, day, phase, happens, about)

    def aside(self, day: float, phase: int, happens: Callable, about: object = None) -> Moment:
        """The same for a moment that does not keep Mondays coming.

        A decision to come must not: until its day, the run has to be what it is without it.
        """
        moment = Moment(self, day, phase, happens, about)
        moment.counted = False
        return moment

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
        if moment.happens is not None:
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
