"""The controls that several panels are made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as w

if TYPE_CHECKING:
    from simulator.widgets.cockpit import Cockpit

WIDE = w.Layout(width="330px")


def button(
    cockpit: "Cockpit", text: str, does: Callable[[], None], width: str = "150px"
) -> w.Button:
    """A button that carries out one intention."""
    it = w.Button(description=text, layout=w.Layout(width=width))
    it.on_click(cockpit.dispatch(does))
    return it
