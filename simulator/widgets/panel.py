"""What every tab of the cockpit is: one matter of the session, shown and decided."""

from collections.abc import Callable
from typing import ClassVar

import ipywidgets as w

from simulator.plain_text import for_page
from simulator.session import Session
from simulator.widgets.page import quiet_note
from simulator.widgets.seat import Seat

WIDE = w.Layout(width="330px")


class Panel(w.VBox):
    """A tab: made of a seat once, and drawn whenever it is in front and the session is another."""

    title: ClassVar[str]

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.picture, self.table, self.said = w.HTML(), w.HTML(), w.HTML()
        super().__init__()
        seat.when_said(self._repeat)

    def _repeat(self, text: str) -> None:
        """Show what was said beside the controls too; only the note above is spoken aloud."""
        self.said.value = quiet_note(text)

    def redraw(self) -> None:
        """Show the session as it is."""
        self.draw(self.seat.session)

    def draw(self, session: Session) -> None:
        """Show this session."""
        raise NotImplementedError

    def button(self, text: str, does: Callable[[], None], width: str = "150px") -> w.Button:
        """A button that carries out one intention."""
        return button(self.seat, text, does, width)


def button(seat: Seat, text: str, does: Callable[[], None], width: str = "150px") -> w.Button:
    """A button that carries out one intention of the person in the seat."""
    it = w.Button(description=text, layout=w.Layout(width=width))
    it.on_click(seat.act(does))
    return it


def heading(text: str) -> w.HTML:
    """A few words above a group of controls."""
    return w.HTML(value=f"<b>{for_page(text)}</b>")
