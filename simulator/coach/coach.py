"""A coach: after a decision or a step of time at most one remark, and the same one not soon."""

from msgspec import Struct
from msgspec.structs import replace

from simulator.coach.asked import asked_often, unasked
from simulator.coach.idle import idle
from simulator.coach.nearly_done import nearly_done
from simulator.coach.overtime import overtime
from simulator.coach.paused import paused
from simulator.coach.promise import promise
from simulator.coach.queue import queue
from simulator.coach.remark import Observation, Remark
from simulator.coach.reserve import reserve
from simulator.coach.same_report import same_report
from simulator.coach.small_price import small_price
from simulator.coach.turned import turned
from simulator.coach.unexplained import unexplained
from simulator.coach.unfinished import unfinished
from simulator.coach.untouched import untouched
from simulator.coach.unused_offer import unused_offer
from simulator.cockpit.scene import Scene
from simulator.cockpit.seat import Seat
from simulator.session import Session

OBSERVATIONS: tuple[Observation, ...] = (
    turned, idle, untouched, paused, reserve, nearly_done, promise, same_report, unused_offer,
    overtime, unfinished, queue, asked_often, small_price, unasked, unexplained,
)  # fmt: skip
"""All that a coach can see."""

PAUSE = 5.0
"""Working days between two remarks; one about the decision that was just taken may come before."""
SAME_KIND = 20.0
"""Working days in which nothing of the same kind is said,"""
SAME_THING = 120.0
"""and in which nothing of the same kind is said of the same."""
NOT_NOW = 20.0
"""Working days without a word after “Not now”."""


class Said(Struct, frozen=True):
    """A remark, and the day on which it was made."""

    day: float
    remark: Remark


class Memory(Struct, frozen=True, kw_only=True):
    """What was said in this flight."""

    said: tuple[Said, ...] = ()
    hushed: float | None = None
    """The day of the last “Not now”."""


def remarks(scene: Scene) -> tuple[Remark, ...]:
    """All that could be said of this day, the most important first."""
    found = [it for observe in OBSERVATIONS for it in observe(scene)]
    return tuple(sorted(found, key=lambda it: -it.importance))


def chosen(found: tuple[Remark, ...], today: float, memory: Memory) -> Remark | None:
    """The one remark that is made after a decision or a step of time, if one is."""
    return next((it for it in found if _may_be_made(it, today, memory)), None)


def _may_be_made(remark: Remark, today: float, memory: Memory) -> bool:
    """Whether it is not too soon. Days are told apart both ways: time is taken back, too."""
    if memory.hushed is not None and abs(today - memory.hushed) < NOT_NOW:
        return False
    for it in memory.said:
        apart, same_kind = abs(today - it.day), it.remark.kind == remark.kind
        if apart < PAUSE and (same_kind or not remark.at_once):
            return False
        if same_kind and apart < (SAME_THING if it.remark.about == remark.about else SAME_KIND):
            return False
    return True


class Coach:
    """Who sits beside one flight, and what was said last."""

    def __init__(self, hints: bool = True) -> None:
        self.hints = hints
        """Whether whoever flies has on the screen what a choice would bring."""
        self.memory = Memory()
        self.remark: Remark | None = None
        """What was said last, as long as it is so."""
        self.silent = False
        """Whether it is no time to say anything: a day of the past is on the screen, or the end."""

    @property
    def words(self) -> str:
        """What stands on the screen; empty if nothing does."""
        return self.remark.sentence if self.remark and not self.silent else ""

    def look(self, before: Session, seat: Seat) -> None:
        """Look at the flight after an act, and at what it was before; say something or nothing.

        What was said goes as soon as it is not so any more. Nothing is said of the past, nor at
        the end, where the debrief begins.
        """
        session = seat.session
        self.silent = seat.past is not None or session.over
        if self.silent:
            return
        found = tuple(it for it in remarks(Scene(session)) if self.hints or not it.hint)
        fresh = chosen(found, session.today, self.memory) if _goes_on(before, session) else None
        if fresh is not None:
            self.remark = fresh
            self.memory = replace(self.memory, said=(*self.memory.said, Said(session.today, fresh)))
        elif self.remark not in found:
            self.remark = None

    def not_now(self, today: float) -> None:
        """Take the remark away, and make none for a while."""
        self.remark, self.memory = None, replace(self.memory, hushed=today)


def _goes_on(before: Session, after: Session) -> bool:
    """Whether the flight went on, by a decision or a step of time: no undo, no other future."""
    further = len(after.decisions) > len(before.decisions) or after.today > before.today
    known = after.decisions[: len(before.decisions)] == before.decisions
    return further and known and after.today >= before.today
