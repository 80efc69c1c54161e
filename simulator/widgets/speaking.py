"""Widgets that say in words what they show, wherever they cannot be shown."""

import time
from collections.abc import Iterable

import anywidget
import ipywidgets as w
import traitlets as t

from simulator.widgets.modules import module

LESSON = "pmo-lesson"
"""The class by which a guard finds what it stands for."""


class Guard(anywidget.AnyWidget):
    """Says so when nobody hears what is pressed, as after the kernel was restarted.

    It tries whether the kernel is there before a control does, which would fail
    without a word, and answers that it is.
    """

    _esm = module("guard.js")

    born = t.Float().tag(sync=True)
    """When it was made, in milliseconds; only something new may scroll itself into view."""

    def __init__(self) -> None:
        super().__init__(born=time.time() * 1000)
        self.on_msg(lambda *_: self.send({"here": True}))


class Speaking(w.VBox):
    """A column of widgets with a sentence in their place.

    A notebook stores the sentence; whoever opens it without a kernel reads it, and nbval compares
    it.
    """

    def __init__(self, children: Iterable[w.Widget] = ()) -> None:
        self.guard = Guard()
        super().__init__()
        self.add_class(LESSON)
        self.show(*children)

    def show(self, *widgets: w.Widget) -> None:
        """Show these from top to bottom."""
        self.children = (*widgets, self.guard)

    def words(self) -> str:
        """What it shows, in words."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.words()

    def _repr_mimebundle_(self, **how: object) -> dict[str, object]:
        found: dict[str, object] = super()._repr_mimebundle_(**how)
        return found | {"text/plain": self.words()}  # not cut off after a line
