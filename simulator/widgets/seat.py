"""The seat of a flight: the session on the screen, and the only ways in which a person changes it.

It draws nothing and knows no control. Panels ask it, act through it and hear when it has changed.
"""

from collections.abc import Callable

from simulator.decisions import Decision, describe
from simulator.errors import RefusedError
from simulator.metrics import Events
from simulator.narration import names_by_id, rounded
from simulator.session import Session
from simulator.widgets.dispatch import Dispatcher


class Seat:
    """One session, replaced by another one with every act; what was left can be taken up again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario = session.scenario
        self.names = names_by_id(session.scenario)
        self.other: Session | None = None
        """The future that was left last, to compare with."""
        self.replacing: int | None = None
        """The number of the past decision in whose place the next one goes, if any."""
        self.history: list[tuple[Session, int]] = []
        """What Undo brings back: the sessions before, each with how much of it had been told."""
        self.told = 0
        """How many events of the log a person has been told before the last step."""
        self.act = Dispatcher(self.say)
        """Makes a callback of an intention: one at a time, and what goes wrong becomes words."""
        self._redraws: list[Callable[[], None]] = []
        self._speakers: list[Callable[[str], None]] = []

    def when_changed(self, redraw: Callable[[], None]) -> None:
        """Call this whenever another session is to be shown."""
        self._redraws.append(redraw)

    def when_said(self, show: Callable[[str], None]) -> None:
        """Call this with each sentence for the person in the seat."""
        self._speakers.append(show)

    def say(self, text: str) -> None:
        """Tell the person in the seat a sentence."""
        for show in self._speakers:
            show(text)

    @property
    def news(self) -> Events:
        """The visible events since the last step."""
        return self.session.visible[self.told :]

    # Time

    def wait(self, days: float) -> None:
        """Let so many working days pass, or what is left until the end."""
        session = self.session
        if self._still_flying():
            end = session.to_end().today
            self._go(session.advance(max(session.today, min(session.today + days, end))))

    def wait_for_event(self) -> None:
        """Let time pass to the next moment that calls for a decision."""
        if self._still_flying():
            self._go(self.session.advance())

    def fly_to_end(self) -> None:
        """Let time pass until nothing happens any more."""
        self._go(self.session.to_end())

    def _still_flying(self) -> bool:
        over = self.session.over
        if over:
            self.say(
                "Every project is finished or cancelled. Look back under “Replay” and “Debrief”."
            )
        return not over

    def _go(self, later: Session) -> None:
        if later == self.session:
            self.say("Nothing happens any more unless you decide something.")
            return
        self._remember()
        self._show(later, len(self.session.visible), f"Today is {_day(later)}.")

    # Decisions

    def decide(self, decision: Decision) -> None:
        """Take a decision today, or put it in the place of the past one that is being replaced.

        Raises RefusedError if it cannot be carried out; then nothing has changed.
        """
        words = describe(decision, self.names)
        if self.replacing is not None:
            replayed = self._replayed(self.replacing, decision)
            self._branch(replayed, f"Replayed with another decision: {words}.")
        else:
            decided = self.session.decide(decision)
            self._remember()
            self._show(decided, self.told, f"Decided on {_day(decided)}: {words}.")

    def undo(self) -> None:
        """Go back to the moment before the last step or decision.

        Raises RefusedError if there is none.
        """
        if not self.history:
            raise RefusedError("there is nothing to undo")
        session, told = self.history.pop()
        self._show(session, told, f"Taken back. Today is {_day(session)}.")

    # Futures

    def leave_out(self, number: int) -> None:
        """Play the same run again without this past decision."""
        replayed = self._replayed(number, None)
        self._branch(replayed, "Replayed without that decision. Below are both futures.")

    def replace(self, number: int) -> None:
        """Let the next decision stand in the place of this past one."""
        self.replacing = number
        self.say(
            "Now decide in any tab what you would rather have done that day: "
            "it takes the place of the old decision and the rest is replayed."
        )

    def go_back(self, number: int) -> None:
        """Take up the run on the day of this decision, without it and all later ones."""
        earlier = self.session.back_to(day_of(self.session.decisions[number]))
        words = f"Today is {_day(earlier)} again. Your other future is kept to compare with."
        self._branch(earlier, words)

    def swap(self) -> None:
        """Take up the other future; the present one is kept instead.

        Raises RefusedError if there is none.
        """
        if self.other is None:
            raise RefusedError("there is no other future yet; change a past decision first")
        self._branch(self.other, "This is your other future.")

    def take_up(self, session: Session, words: str) -> None:
        """Go on with a session that comes from elsewhere; the present one is the other future."""
        self._branch(session, words)

    def _replayed(self, number: int, decision: Decision | None) -> Session:
        """The run with a past decision changed; to its end if this one was played to its end."""
        changed = self.session.instead(number, decision)
        return changed.to_end() if self.session.over else changed

    def _branch(self, session: Session, words: str) -> None:
        self._remember()
        self.other = self.session
        self._show(session, len(session.visible), words)

    # What every act ends with

    def _remember(self) -> None:
        self.history.append((self.session, self.told))

    def _show(self, session: Session, told: int, words: str) -> None:
        self.session, self.told, self.replacing = session, told, None
        self.say(words)
        for redraw in self._redraws:
            redraw()


def _day(session: Session) -> str:
    return f"day {rounded(session.today)}"


def day_of(decision: Decision) -> float:
    """The day of a decision that a session has taken; one that nobody has taken yet is on day 0."""
    return decision.day or 0.0
