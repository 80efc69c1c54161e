"""The seat of a flight: the session on the screen, and the only ways in which a person changes it.

It draws nothing and knows no control.
"""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from msgspec.structs import replace

from simulator.cockpit.days import WEEK, whole
from simulator.cockpit.timeline import in_words
from simulator.debrief.fork.otherwise import Otherwise, otherwise
from simulator.decisions import AnyDecision, Decision, OrderProjects
from simulator.errors import RefusedError
from simulator.limits import LONGEST_STORY
from simulator.narration import names_by_id
from simulator.session import Session


class Past(NamedTuple):
    """A day of the past at which somebody looks, to decide something otherwise."""

    day: float
    number: int | None
    """The decision in whose place the next one goes; None if it comes on top of the others."""


class Moment(NamedTuple):
    """What Undo brings back."""

    session: Session
    other: Session | None
    told: int


class Seat:
    """One session, replaced by another one with every act; what was left can be taken up again."""

    def __init__(self, session: Session, until: float = inf) -> None:
        self.session = session
        self.until = until
        """Time passes no further than to this day, until somebody says so."""
        self.other: Session | None = None
        """The future that was left last, to compare with."""
        self.past: Past | None = None
        """The day in the past at which somebody looks, if any."""
        self.history: list[Moment] = []
        self.told = 0
        """How many visible events a person had been shown before the last step."""
        self.said = ""
        """The last sentence for the person in the seat."""
        self.names = names_by_id(session.scenario)
        self.kept: Callable[[Session], None] = lambda session: None
        """Called with every session that must not be lost."""
        self.left: Callable[[Session], None] = lambda session: None
        """Called with every future that is left for another one."""

    @property
    def view(self) -> Session:
        """What is on the screen: the flight today, or a day of its past as it was then."""
        if self.past is None:
            return self.session
        day, number = self.past
        before = self.session.decisions[: self._count_until(day) if number is None else number]
        return replace(self.session, today=day, decisions=before)

    @property
    def can_explain(self) -> bool:
        """Whether the last decision is of today and has no reason yet."""
        if not self.session.decisions or self.session.over:
            return False
        last = self.session.decisions[-1]
        return last.day == self.session.today and not last.reason

    # Time

    def wait(self, days: float = WEEK) -> None:
        """Let so many working days pass, or what is left until the end.

        Raises RefusedError if the flight is over.
        """
        session = self._flying()
        end = min(session.to_end().today, self.until)
        self._go(session.advance(max(session.today, min(session.today + days, end))))

    def wait_for_event(self) -> None:
        """Let time pass to the next moment that calls for a decision.

        Raises RefusedError if the flight is over.
        """
        session = self._flying()
        self._go(session.advance(max(session.today, min(session.next_moment(), self.until))))

    def fly_to_end(self) -> None:
        """Let time pass until nothing happens any more.

        Raises RefusedError if the flight is over.
        """
        session = self._flying()
        end = min(session.to_end().today, self.until)
        self._go(session.advance(max(session.today, end)))

    def _flying(self) -> Session:
        """The session, if time can pass in it. Raises RefusedError if not."""
        self.past = None
        if self.session.over:
            raise RefusedError(
                "every project is finished or cancelled; look back in the debrief, or change a "
                "past decision below"
            )
        return self.session

    def _go(self, later: Session) -> None:
        if later == self.session:
            if later.today >= self.until:
                raise RefusedError(
                    f"this round ends on day {whole(self.until)}; time goes on in the next one"
                )
            raise RefusedError("nothing happens any more unless you decide something")
        self._take(later, len(self.session.visible), f"It is day {whole(later.today)}.")

    # Decisions

    def decide(self, *decisions: Decision) -> None:
        """Take decisions today; on a day of the past, in the place of what was decided then.

        Raises RefusedError if one cannot be carried out; then nothing has changed.
        """
        words = " and ".join(in_words(it, self.names) for it in decisions)
        if self.past is not None:
            self._decide_in_the_past(decisions, words)
            return
        if self.session.over:
            raise RefusedError(
                "the flight is over, so nothing can be decided today; choose a decision in the "
                "timeline, or a day of it, to decide there"
            )
        self._take(self._with(decisions), self.told, f"Decided: {words}.")

    def _with(self, decisions: tuple[Decision, ...]) -> Session:
        """The session with these decisions; an order of today takes the place of an earlier one."""
        session = self.session
        if isinstance(decisions[0], OrderProjects):
            last = session.decisions[-1:] and session.decisions[-1]
            if isinstance(last, OrderProjects) and last.day == session.today:
                session = replace(session, decisions=session.decisions[:-1])
        return session.decide(*decisions)

    def explain(self, reason: str) -> None:
        """Note why the last decision was taken. Raises RefusedError if there is none to explain."""
        decided = self.session.decisions
        if not decided or decided[-1].day != self.session.today:
            raise RefusedError("there is no decision of today to explain")
        told = replace(decided[-1], reason=reason.strip()[:LONGEST_STORY])
        self.session = replace(self.session, decisions=(*decided[:-1], told))
        self.said = "Your reason is noted; the debrief will show it beside what came of it."
        self.kept(self.session)

    def undo(self) -> None:
        """Go back to the moment before the last step or decision.

        Raises RefusedError if there is none.
        """
        if self.past is not None:
            self.present()
            return
        if not self.history:
            raise RefusedError("there is nothing to take back")
        self.session, self.other, self.told = self.history.pop()
        self.said = f"Taken back. It is day {whole(self.session.today)} again."
        self.kept(self.session)

    # The past, and other futures

    def look(self, day: float, number: int | None = None) -> None:
        """Look at a day of the past, to decide there what one would rather have done.

        Raises RefusedError for a day that has not come, or a decision that there is not.
        """
        if number is not None:
            day = day_of(self._decision(number))
        if not 0 <= day <= self.session.today:
            raise RefusedError(
                f"day {day:g} has not come yet; choose one from 0 to {whole(self.session.today)}"
            )
        self.past = Past(day, number)
        self.said = f"This is day {whole(day)} as it was. Decide what you would rather have done."

    def present(self) -> None:
        """Look at today again."""
        self.past = None
        self.said = f"It is day {whole(self.session.today)} again; nothing has changed."

    def leave_out(self, number: int) -> None:
        """Play the same run again without this past decision.

        Raises RefusedError if there is no such decision.
        """
        words = in_words(self._decision(number), self.names)
        other = otherwise(self.session, day_of(self._decision(number)), remove=number)
        self._branch(other, f"Replayed without this: {words}.")

    def go_back(self, number: int) -> None:
        """Take up the run on the day of this decision, without it and all later ones.

        Raises RefusedError if there is no such decision.
        """
        day = day_of(self._decision(number))
        earlier = replace(self.session, today=day, decisions=self.session.decisions[:number])
        self.take_up(earlier, f"It is day {whole(day)} again. Your other future is kept.")

    def swap(self) -> None:
        """Take up the other future; the present one is kept instead.

        Raises RefusedError if there is none.
        """
        if self.other is None:
            raise RefusedError("there is no other future yet; change a past decision first")
        self.take_up(self.other, "This is your other future.")

    def take_up(self, session: Session, words: str) -> None:
        """Go on with a session that comes from elsewhere; the present one is the other future."""
        self._take(session, len(session.visible), words, other=self.session)

    def _decide_in_the_past(self, decisions: tuple[Decision, ...], words: str) -> None:
        past, when = self.past, self.session
        assert past is not None
        dated = tuple(replace(it, day=past.day) for it in decisions)
        if past.number is None:
            other = otherwise(when, past.day, add=dated)
        else:
            other = otherwise(when, past.day, remove=past.number, add=dated)
        self._branch(other, f"Replayed with this on day {whole(past.day)}: {words}.")

    def _branch(self, other: Otherwise, words: str) -> None:
        """Go on with a replayed run, to its end if this one was played to its end."""
        lost = [in_words(it, self.names) for it, _ in other.left_out]
        also = f" No longer possible, so left out: {'; '.join(lost)}." if lost else ""
        over = self.session.over
        session = _ended(other.session, self.until) if over else other.session
        self.take_up(session, words + also)

    def _decision(self, number: int) -> AnyDecision:
        decided = self.session.decisions
        if not 0 <= number < len(decided):
            raise RefusedError(f"there is no decision {number + 1}; there are {len(decided)}")
        return decided[number]

    def _count_until(self, day: float) -> int:
        return sum(day_of(it) <= day for it in self.session.decisions)

    # What every act ends with

    def _take(self, session: Session, told: int, words: str, other: Session | None = None) -> None:
        self.history.append(Moment(self.session, self.other, self.told))
        self.session, self.told, self.past, self.said = session, told, None, words
        self.other = other or self.other
        self.kept(session)
        if other is not None:
            self.left(other)


def _ended(session: Session, until: float) -> Session:
    """A replayed run on its own last day, which may come before the old one's, or on this day."""
    last = max((day_of(it) for it in session.decisions), default=0.0)
    end = replace(session, today=last).to_end().today
    return replace(session, today=max(last, min(end, until)))


def day_of(decision: Decision) -> float:
    """The day of a decision that a session has taken; one that nobody has taken yet is on day 0."""
    return decision.day or 0.0
