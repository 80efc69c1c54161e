"""What is seen only once a number was said."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

import ipywidgets as w

from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note, prose
from simulator.widgets.speaking import Speaking


class Lock(Protocol):
    """What stands before a result: a prediction, or a question."""

    @property
    def opens(self) -> bool:
        """Whether what stands behind may be seen."""

    @property
    def first(self) -> str:
        """What has to be done before, in a sentence without its full stop."""

    def when_open(self, call: Callable[[], None]) -> None:
        """Have something called as soon as it opens."""


class Watched(Protocol):
    """What somebody acts on, so that what follows from it may come about."""

    def when_done(self, call: Callable[[], None]) -> None:
        """Have something called after each act."""


@runtime_checkable
class Appearing(Protocol):
    """What does something of its own when a cell shows it."""

    def appear(self) -> None:
        """A cell has just shown it."""


class Shown(Protocol):
    """A table or a picture."""

    def html(self) -> str:
        """As a page has it."""


Piece: TypeAlias = str | Shown | w.Widget
"""A text, a table or picture, or a control."""


class Reveal(Speaking):
    """A result behind the locks that stand before it; it appears by itself when all are open.

    `make` gives its pieces, from top to bottom. `wanting` says what else has to come first, in a
    sentence; it is asked again after each act on what is watched, and by a button.
    """

    def __init__(
        self,
        make: Callable[[], Iterable[Piece]],
        locks: Sequence[Lock] = (),
        wanting: Callable[[], str] = lambda: "",
        watched: Sequence[Watched] = (),
    ) -> None:
        self.make, self.locks, self.wanting = make, tuple(locks), wanting
        self.pieces: tuple[Piece, ...] = ()
        self.said = ""
        self.note = w.HTML()
        self.again = w.Button(description="Look again", layout=w.Layout(width="130px"))
        self.dispatch = Dispatcher(self.say)
        self.again.on_click(self.dispatch(self.look))
        super().__init__([self.note])
        for lock in self.locks:
            lock.when_open(self.dispatch(self.look))
        for each in watched:
            each.when_done(self.dispatch(self.look))
        self.dispatch(self.look)()

    def say(self, text: str) -> None:
        """Show a sentence in the place of the result."""
        self.said = text
        self.note.value = note(text)

    def words(self) -> str:
        """What can be seen, in words."""
        return "\n\n".join(map(_in_words, self.pieces)) or self.said

    def look(self) -> None:
        """Show the result, or what has to come first."""
        if self.pieces:
            return
        closed = next((lock for lock in self.locks if not lock.opens), None)
        if closed is not None:
            self._wait(f"{closed.first}; then it appears here by itself.")
        elif wanting := self.wanting():
            self._wait(wanting, self.again)
        else:
            self._wait("One moment …")
            self.pieces = tuple(self.make())
            self.show(*map(_drawn, self.pieces))

    def _repr_mimebundle_(self, **how: object) -> dict[str, object]:
        for piece in self.pieces:
            if isinstance(piece, Appearing):
                piece.appear()
        return super()._repr_mimebundle_(**how)

    def _wait(self, text: str, *more: w.Widget) -> None:
        self.say(text)
        self.show(self.note, *more)


def _drawn(piece: Piece) -> w.Widget:
    if isinstance(piece, w.Widget):
        return piece
    return w.HTML(value=prose(piece) if isinstance(piece, str) else piece.html())


def _in_words(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece.replace("*", "")
    dumb = isinstance(piece, w.Widget) and type(piece).__repr__ is w.Widget.__repr__
    return f"{type(piece).__name__}." if dumb else repr(piece)
