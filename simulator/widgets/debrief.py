"""The debrief of a flight by itself: each part appears as soon as it is ready."""

from collections.abc import Callable, Sequence
from threading import RLock

import anywidget

from simulator.debrief.forecasts import Forecast, Likely
from simulator.errors import RefusedError
from simulator.logbook import Logbook
from simulator.plain_text import visible
from simulator.report import Case
from simulator.report.case import FATES, WORLDS
from simulator.report.file import STYLE
from simulator.session import Session
from simulator.widgets.modules import module, style
from simulator.widgets.parts import Parts, Shown
from simulator.widgets.record import record


class Debrief(anywidget.AnyWidget):
    """What happened, why, and what next?

    `start` is called with the session where a suggested branch begins; without it the suggestions
    are told and have no buttons.
    """

    _esm = module("debrief_page.js")
    _css = STYLE + style("tokens.css", "cockpit.css")

    parts = record()
    """The debrief, as far as it is made."""

    def __init__(
        self,
        session: Session,
        worlds: int = WORLDS,
        fates: int = FATES,
        forecasts: Sequence[Forecast | Likely] = (),
        start: Callable[[Session], None] | None = None,
    ) -> None:
        super().__init__()
        self.session, self.start, self.lock = session, start, RLock()
        self.made = Parts(Case(session, worlds, fates, forecasts), self._show)
        self.on_msg(self._heard)
        self.made.begin()

    def __repr__(self) -> str:
        scenario = self.session.scenario
        return f"Debrief: {visible(scenario.title or scenario.name)}"

    def answer(self, message: object) -> None:
        """Do what a message of the page asks for; what goes wrong becomes a sentence."""
        asked = message if isinstance(message, dict) else {}
        try:
            match asked.get("do"):
                case "stop_debrief":
                    self.made.stop()
                case "save_debrief":
                    path = self.made.save(Logbook().folder)
                    self.made.say(f"Saved as “{path.name}” beside your flights.")
                case "branch":
                    self._branch(asked.get("place"))
        except (ValueError, OSError) as error:
            self.made.say(f"Not possible: {error}.")

    def _branch(self, place: object) -> None:
        found = self.made.branches
        if self.start is None or not isinstance(place, int) or not 0 <= place < len(found):
            raise RefusedError("choose one of the suggestions")
        self.start(found[place].start)

    def _heard(self, _: object, message: object, __: object) -> None:
        with self.lock:
            self.answer(message)

    def _show(self, shown: Shown) -> None:
        self.parts = shown if self.start else {**shown, "branches": []}
