"""What every cockpit has in common: the page that draws it, what it is told, and one ear."""

import time
from threading import RLock
from typing import Any

import anywidget
import traitlets as t

from simulator.cockpit.acts import Message
from simulator.report.file import STYLE
from simulator.widgets.modules import module, style
from simulator.widgets.record import record


class FlightDeck(anywidget.AnyWidget):
    """What is going on in my portfolio, and what do I do about it?

    One that is not `to_the_fore` stays where it is when it comes up beneath something that is read.
    """

    _esm = module("cockpit.js")
    _css = STYLE + style("tokens.css", "cockpit.css")

    screen = record()
    """Everything that is shown, but for what comes later."""
    ahead = record()
    """The forecast of a day, once there is one."""
    why = record()
    """Why two finished futures differ."""
    parts = record()
    """The debrief, as far as it is made."""
    kept = record()
    """The question whether to go on with an earlier flight; empty once it is answered."""
    flight = record()
    """Under which name the flight is kept, and how."""
    coach = record()
    """Whether there is a coach, and what is said."""
    born = t.Float().tag(sync=True)
    """When a cell last showed it, in milliseconds; only then may it scroll itself into view."""

    def __init__(self, to_the_fore: bool = True) -> None:
        super().__init__(born=time.time() * 1000 if to_the_fore else 0.0)
        self.lock = RLock()
        self.on_msg(self._heard)

    def appear(self) -> None:
        """It is shown by a cell that somebody has just run."""
        self.born = time.time() * 1000

    def _repr_mimebundle_(self, **how: Any) -> tuple[dict[Any, Any], dict[Any, Any]] | None:
        self.appear()
        return super()._repr_mimebundle_(**how)

    def _heard(self, _: object, message: object, __: object) -> None:
        """A message from the screen; one at a time, and what goes wrong becomes a sentence."""
        with self.lock:
            self.answer(message if isinstance(message, dict) else {})

    def answer(self, message: Message) -> None:
        """Do what a message asks for, and show what has become of it."""
        try:
            self.act(message)
        except (ValueError, OSError) as error:
            self.show(refused=f"Not possible: {error}.")
        except Exception as error:  # noqa: BLE001 - a trainee never meets a traceback
            self.show(
                refused=f"Something went wrong in the simulator ({type(error).__name__}: {error}). "
                "Your flight is kept; please tell your mentor."
            )
        else:
            self.show()

    def act(self, message: Message) -> None:
        """Do what a message asks for. Raises RefusedError for what cannot be done."""
        raise NotImplementedError

    def show(self, refused: str = "") -> None:
        """Show how things stand, or why something was refused."""
        raise NotImplementedError
