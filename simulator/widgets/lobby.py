"""The start page: what to do, what was done, and any organisation to fly right there."""

from collections.abc import Callable, Sequence
from threading import RLock
from typing import ClassVar

import anywidget
import ipywidgets as w
from msgspec import to_builtins

from simulator import progress
from simulator.course import Lesson
from simulator.errors import RefusedError
from simulator.lobby import Begun, begun, instruments, lobby
from simulator.logbook import Logbook
from simulator.session import Session
from simulator.widgets.cockpit import Cockpit
from simulator.widgets.modules import module, style
from simulator.widgets.record import record

Message = dict[str, object]


class StartPage(anywidget.AnyWidget):
    """What the lobby shows above the cockpit."""

    _esm = module("lobby.js")
    _css = style("tokens.css", "lobby.css")

    page = record()
    """Everything that is listed."""
    said = record()
    """The sentence that answers the last act: words, refused, and the code of the world flown."""


class Lobby(w.VBox):
    """Where do I begin, and where was I?

    `cockpit` is the flight below the page, once one was begun or continued.
    """

    def __init__(self, lessons: Sequence[Lesson] = (), book: Logbook | None = None) -> None:
        self.lessons, self.book = tuple(lessons), Logbook() if book is None else book
        self.start, self.lock, self.answers = StartPage(), RLock(), 0
        self.cockpit: Cockpit | None = None
        super().__init__([self.start])
        self.start.on_msg(self._heard)
        self.look({})

    def __repr__(self) -> str:
        return "The lobby: what to do, what was done, and where to fly."

    def _heard(self, _: object, message: object, __: object) -> None:
        """A message from the page; one at a time."""
        with self.lock:
            self.answer(message if isinstance(message, dict) else {})

    def answer(self, message: Message) -> None:
        """Do what a message asks for; what goes wrong becomes a sentence."""
        act = self.ACTS.get(str(message.get("do")))
        try:
            if act is None:
                raise RefusedError("that is nothing the lobby can do")
            act(self, message)
        except (ValueError, OSError) as error:
            self._say(f"Not possible: {error}.", refused=True)
        except Exception as error:  # noqa: BLE001 - a trainee never meets a traceback
            self._say(
                f"Something went wrong in the simulator ({type(error).__name__}: {error}). "
                "Your flights are kept; please tell your mentor.",
                refused=True,
            )

    def look(self, _: Message) -> None:
        """Show what is there now."""
        self.start.page = to_builtins(lobby(self.lessons, self.book))

    def fly(self, message: Message) -> None:
        """Begin a flight in an organisation and a world.

        Raises RefusedError for an organisation or a code that there is not.
        """
        code = str(message.get("code") or "")
        new = begun(str(message.get("organisation")), code, self.book)
        self._take_off(Cockpit(new.session, new.name, book=self.book, instruments=new.instruments))
        self._say(_welcome(new), code=new.code)

    def resume(self, message: Message) -> None:
        """Take up a flight that was kept. Raises RefusedError if it cannot be."""
        name = str(message.get("name"))
        flown = self.book.open(name).session
        first = Session(flown.scenario, flown.policy, flown.seed)
        cockpit = Cockpit(first, name, book=self.book, instruments=instruments(name))
        if cockpit.kept:  # the question is answered already
            cockpit.answer({"do": "continue", "name": name})
        self._take_off(cockpit)
        self._say(f"“{name}” goes on in the cockpit below.", code=str(flown.seed))

    def forget(self, _: Message) -> None:
        """Delete predictions, answers and pictures. Raises RefusedError if that cannot be done."""
        progress.forget()
        self.look({})
        self._say(
            "All of it is deleted. Notebooks that are open still show it until their cells are run "
            "again in a new kernel. Your flights are kept."
        )

    def _take_off(self, cockpit: Cockpit) -> None:
        old, self.cockpit = self.cockpit, cockpit
        self.children = (self.start, cockpit)
        cockpit.observe(lambda _: self.look({}), names="flight")  # kept for the first time
        if old is not None:
            old.futures.stop()
            old.close()
        self.look({})

    def _say(self, words: str, refused: bool = False, code: str = "") -> None:
        self.answers += 1
        self.start.said = {
            "words": words, "refused": refused, "code": code, "answer": self.answers,
        }  # fmt: skip

    ACTS: ClassVar[dict[str, Callable[["Lobby", Message], None]]] = {
        "look": look,
        "fly": fly,
        "continue": resume,
        "forget": forget,
    }
    """What the page can ask for."""


def _welcome(new: Begun) -> str:
    if not new.mentors:
        return (
            f"World {new.code}. Whoever gives this code in the same organisation flies the same "
            "storm. Your cockpit is below."
        )
    where = new.session.scenario.title or new.session.scenario.name
    return f"{where}. Whoever types {new.code} flies the same storm. Your cockpit is below."
