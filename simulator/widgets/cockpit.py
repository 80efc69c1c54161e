"""The screen of the portfolio office: see, decide, advance, look back.

What is shown and what an act does is decided in `simulator.cockpit`; modules in `front/` draw it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from msgspec import to_builtins

from simulator.cockpit.acts import Message, act
from simulator.cockpit.ahead import ahead
from simulator.cockpit.compare import why
from simulator.cockpit.days import whole
from simulator.cockpit.screen import screen
from simulator.cockpit.seat import Seat
from simulator.debrief.forecasts import Forecast, Likely
from simulator.errors import RefusedError
from simulator.instruments import ALL, Instruments
from simulator.logbook import Entry, Logbook, Page
from simulator.plain_text import visible
from simulator.report import Case
from simulator.report.case import FATES, WORLDS
from simulator.scenario import Scenario
from simulator.session import Session
from simulator.widgets.beside import IN_BROWSER, Beside, GoesOn
from simulator.widgets.coached import Coached
from simulator.widgets.flight_deck import FlightDeck
from simulator.widgets.parts import FEWER, Parts
from simulator.workshop.under import Under


class Cockpit(FlightDeck):
    """What is going on in my portfolio, and what do I do about it?

    `session` is the flight so far; every act replaces it by another one and keeps it under `name`
    in the trainee's own folder. Where a flight of that name is kept already, the screen asks first
    whether to go on with it. `instruments` are what else is on the screen; `forecast` switched off
    leaves reports and promises only.
    `under` is a mentor's hand: no further than the round, and nothing taken back unless allowed.
    One that is not `to_the_fore` stays where it is when it comes up beneath something that is read.
    """

    def __init__(
        self,
        session: Session,
        name: str = "",
        forecast: bool = True,
        forecasts: Sequence[Forecast | Likely] = (),
        book: Logbook | None = None,
        to_the_fore: bool = True,
        instruments: Instruments = ALL,
        under: Under | None = None,
    ) -> None:
        super().__init__(to_the_fore)
        self.under = under
        self.instruments, self.coached = instruments, Coached(instruments)
        self.forecast, self.forecasts = forecast and instruments.forecasts, forecasts
        self.book = Logbook() if book is None else book
        self.name = name or _file_name(session.scenario)
        self.answers = 0
        self.futures, self.reasons = Beside(), Beside()
        self.debrief: Parts | None = None
        self.debrief_size = FEWER if IN_BROWSER else (WORLDS, FATES)
        """Worlds, and fates a day, that the debrief is made from."""
        self.page: Page | None = None
        self.others: set[Session] = set()
        """The futures that were left, each kept as a flight of its own."""
        self.first = session
        self.foreseen: Session | None = None
        """The session of the latest forecast."""
        self.forecasts_begun = 0
        """How many forecasts were begun: an old one stays pale until the new one is there."""
        self.compared: tuple[Session, Session] | None = None
        """The two futures whose difference was explained last."""
        self._sit(Seat(session))
        self.seat.said = "Look around, decide who goes first, then let a week pass."
        self._ask()
        self.show()

    def __repr__(self) -> str:
        return f"Cockpit: {visible(self.first.scenario.title or self.first.scenario.name)}"

    @property
    def session(self) -> Session:
        """The flight so far."""
        return self.seat.session

    # Acts

    def act(self, message: Message) -> None:
        """Do what a message asks for. Raises RefusedError for what cannot be done."""
        seat = self.seat
        before = seat.session
        own = self.OWN.get(str(message.get("do")))
        if own is not None:
            own(self, message)
        else:
            self._await_nothing()
            if self.under is not None:
                self.under.must_allow(str(message.get("do")), self.session.today)
            act(self.seat, message)
        if self.seat is seat:
            self.coached.look(before, seat)

    def _await_nothing(self) -> None:
        """Raises RefusedError while the screen still asks which flight to fly."""
        if self.kept:
            raise RefusedError("choose first whether to continue or to start anew")

    def show(self, refused: str = "") -> None:
        """Show the session as it is, at once; the forecast and the reasons follow."""
        if self.session.over:
            self.ahead = {}
        self.answers += 1
        shown = screen(self.seat, float(self.ahead.get("horizon", 0.0)), self.instruments)
        shown["answer"] = self.answers
        shown["forecast"] = self.forecasts_begun + (self.session != self.foreseen)
        shown["foreseen"] = self.forecast
        if self.under is not None:
            shown = self.under.over(shown)
        if refused:
            shown["said"] = refused
        shown["refused"] = bool(refused)
        shown["can_explain"] = self.seat.can_explain
        self.screen = shown
        self.coach = self.coached.shown()
        self._foresee()
        self._give_reasons()

    # What comes later

    def _foresee(self) -> None:
        """Draw the forecast of the day on the screen beside it, if it is not there already."""
        session = self.session
        if not self.forecast or session.over or self.seat.past is not None or self.kept:
            self.futures.stop()
            self.foreseen = None
            return
        if self.foreseen == session:
            return
        self.foreseen = session
        self.forecasts_begun += 1
        number = self.forecasts_begun
        least = float(self.screen["horizon"])

        def work(goes_on: GoesOn) -> None:
            def politely() -> None:
                with self.lock:  # a click is answered first
                    goes_on()

            for it in ahead(session, politely, least):
                goes_on()
                self.ahead = {**to_builtins(it), "day": session.today, "forecast": number}

        self.futures.start(work)

    def _give_reasons(self) -> None:
        """Work out beside the screen why this finished future differs from the other one."""
        session, other = self.session, self.seat.other
        if other is None or other == session or self.compared == (session, other):
            return
        self.compared = (session, other)
        self.why = {}

        def work(goes_on: GoesOn) -> None:
            found = why(session, other)
            goes_on()
            self.why = {"sentences": list(found)}

        self.reasons.start(work)

    # The coach

    def _switch_coach(self, message: Message) -> None:
        self.seat.said = self.coached.switch(bool(message.get("on")))

    def _not_now(self, _: Message) -> None:
        self.seat.said = self.coached.not_now(self.session.today)

    # The flight's file

    def _sit(self, seat: Seat) -> None:
        """Take a seat: everything that was worked out for another one is forgotten."""
        self.seat = seat
        self.coached.begin()
        self.foreseen = self.compared = None
        self._end_debrief()
        self.ahead, self.why = {}, {}
        seat.kept, seat.left = self._keep, self._keep_other
        if self.under is not None:
            seat.until = self.under.limit(seat.session.today)

    def _ask(self) -> None:
        """Ask whether to go on with a flight of this name that is kept already."""
        entries = self._entries()
        mine = next((it for it in entries if it.name == self.name and self._fits(it)), None)
        if mine is None:
            self.page = self.book.begin(self.name, self.first)
            self._tell_of_file("kept in your folder from the first step on")
            return
        others = [it for it in entries if it is not mine and self._fits(it)]
        self.kept = {
            "title": self.first.scenario.title or self.first.scenario.name,
            "text": f"You have been here before: “{mine.name}” is kept, {_where(mine)}.",
            "others": [
                {"name": it.name, "text": _where(it), "problem": it.problem} for it in others
            ],
        }

    def _entries(self) -> tuple[Entry, ...]:
        """The flights that are kept; none where nothing can be read: then nothing can be kept
        either, which is said when it is tried."""
        try:
            return self.book.entries()
        except RefusedError:
            return ()

    def _fits(self, entry: Entry) -> bool:
        """Whether a kept flight is one of this scenario and world."""
        same = (entry.scenario, entry.seed) == (self.first.scenario.name, self.first.seed)
        return same and not entry.problem

    def _continue(self, message: Message) -> None:
        self._open(str(message.get("name") or self.name))

    def _open(self, name: str) -> None:
        self.page = self.book.open(name)
        seat = Seat(self.page.session)
        seat.told = len(self.page.session.visible)
        seat.said = f"Welcome back. It is day {whole(self.page.session.today)}."
        self.name, self.kept = name, {}
        self._sit(seat)
        self._tell_of_file("kept")

    def _anew(self, _: Message) -> None:
        self.page = self.book.begin(self.name, self.first)
        self.name, self.kept = self.page.name, {}
        seat = Seat(self.first)
        seat.said = f"A new flight, kept as “{self.name}”."
        self._sit(seat)
        self._tell_of_file("kept from the first step on")

    def _keep(self, session: Session) -> None:
        """Write the flight to its file; if that fails, it goes on and says so."""
        if self.page is None:
            return
        try:
            moved = self.page.keep(session)
        except RefusedError as error:
            self._tell_of_file(f"not kept: {error}")
            return
        self._tell_of_file("kept")
        if moved:
            self.seat.said = f"{self.seat.said} {moved}"

    def _keep_other(self, left: Session) -> None:
        """Keep a future that was left for another one as a flight of its own, once."""
        if self.page is None or left in self.others or self.under is not None:
            return
        self.others.add(left)
        name = f"{self.page.name[:LONGEST]} other future"
        with suppress(RefusedError):  # that nothing can be kept has been said already
            self.book.begin(name, left).keep(left)

    def _tell_of_file(self, words: str) -> None:
        if self.page is not None:
            self.flight = {"words": f"“{self.page.name}”: {words}", "place": str(self.page.path)}

    # The debrief

    def _debrief(self, _: Message) -> None:
        """Begin the debrief of this flight. Raises RefusedError before its end."""
        if not self.session.over:
            raise RefusedError("this flight is not over yet; fly to its end first")
        if self.under is not None:
            raise RefusedError("the debrief begins once your mentor has revealed the storm")
        self._end_debrief()
        case = Case(self.session, *self.debrief_size, forecasts=self.forecasts)
        self.debrief = Parts(case, self._show_parts)
        self.debrief.begin()

    def _show_parts(self, shown: dict[str, object]) -> None:
        self.parts = shown

    def _stop_debrief(self, _: Message) -> None:
        if self.debrief is not None:
            self.debrief.stop()

    def _save_debrief(self, _: Message) -> None:
        if self.debrief is None or self.page is None:
            raise RefusedError("there is no debrief yet; begin it first")
        path = self.debrief.save(self.page.path.parent)
        self.seat.said = f"Saved as “{path.name}” beside your flights; open it in a browser."

    def _branch(self, message: Message) -> None:
        place = message.get("place")
        found = self.debrief.branches if self.debrief else []
        if not isinstance(place, int) or not 0 <= place < len(found):
            raise RefusedError("choose one of the suggestions of the debrief")
        branch = found[place]
        self.seat.take_up(branch.start, f"{branch.title}. It is day {whole(branch.start.today)}.")

    def _end_debrief(self) -> None:
        if self.debrief is not None and self.debrief.busy:
            self.debrief.stop()
        self.debrief, self.parts = None, {}

    OWN: ClassVar[dict[str, Callable[["Cockpit", Message], None]]] = {
        "continue": _continue,
        "anew": _anew,
        "open": _continue,
        "debrief": _debrief,
        "stop_debrief": _stop_debrief,
        "save_debrief": _save_debrief,
        "branch": _branch,
        "coach": _switch_coach,
        "not_now": _not_now,
    }
    """What is no act of the seat: the flight's file and its debrief."""


def _file_name(scenario: Scenario) -> str:
    """What a flight is called if nobody says it: like its scenario, as far as a file can be."""
    plain = "".join(it for it in scenario.title or scenario.name if it.isalnum() or it in " -_")
    return " ".join(plain.split())[:LONGEST].strip() or "Flight"


LONGEST = 44
"""Letters of such a name, so that there is room for a number behind it."""


def _where(entry: Entry) -> str:
    """Where a kept flight stands, and since when."""
    stands = "at its end" if entry.over else f"on day {whole(entry.day)}"
    return f"{stands}, last flown on {entry.when:%d %B at %H:%M}"
