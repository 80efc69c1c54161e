"""A lesson's picture on a page: acts come in, what is shown goes out, long work goes on beside."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import anywidget
from msgspec import to_builtins

from simulator import progress
from simulator.explorables.picture import Picture, Work
from simulator.widgets.beside import Beside, GoesOn
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.modules import FRONT, module, style
from simulator.widgets.record import record
from simulator.widgets.reveal import Lock
from simulator.widgets.speaking import Speaking

SHEETS = "tokens.css", "lesson.css"
OFTEN = 0.15
"""Seconds between two looks at work that goes on."""
DONE = object()


class Stage(anywidget.AnyWidget):
    """What the page draws."""

    page = record()
    """What the picture shows."""
    state = record()
    """Whether it is open, what has to come first, whether work goes on, what was said last."""


@cache
def stage(name: str) -> type[Stage]:
    """The stage whose module and own style, if it has one, go by this name."""
    own = [f"{name}.css"] if (FRONT / f"{name}.css").exists() else []
    looks = {"_esm": module(f"{name}.js"), "_css": style(*SHEETS, *own)}
    return type(f"{name.title()}Stage", (Stage,), looks)


class Explorable(Speaking):
    """A picture behind its locks: it is seen before they open, but tells nothing.

    `name` says which module draws it. With a `notebook` to name, it is found again as it was left,
    under `key` if the notebook has more of its kind.
    """

    def __init__(
        self,
        picture: Picture,
        name: str,
        locks: Sequence[Lock] = (),
        notebook: str = "",
        key: str = "",
    ) -> None:
        self.picture, self.locks, self.notebook, self.key = picture, locks, notebook, key or name
        self.said, self.refused, self.busy, self.answers = "", False, False, 0
        self.beside, self.dispatch = Beside(), Dispatcher(self._refuse)
        self._waiting: list[Callable[[], None]] = []
        self.stage = stage(name)()
        picture.take_up((progress.left(notebook, self.key) if notebook else None) or {})
        self._kept = picture.kept()
        super().__init__([self.stage])
        self.stage.on_msg(self._heard)
        for lock in self.locks:
            lock.when_open(self.dispatch(self.look))
        self.look()

    def words(self) -> str:
        """What it shows, in words."""
        return self.picture.words()

    def look(self) -> None:
        """Show what is there now."""
        self.picture.open = all(it.opens for it in self.locks)
        self.stage.page = to_builtins(self.picture.shown())
        self.stage.state = {
            "open": self.picture.open,
            "first": next((it.first for it in self.locks if not it.opens), ""),
            "busy": self.busy,
            "said": self.said,
            "refused": self.refused,
            "answers": self.answers,
        }

    def answer(self, message: Mapping[str, object]) -> None:
        """Do what a message asks for; what goes wrong becomes a sentence."""
        self.said, self.refused = "", False
        self.answers += 1
        self.dispatch(lambda: self._do(message))()
        self.dispatch(self.look)()

    def when_done(self, call: Callable[[], None]) -> None:
        """Have something called after each act, and when long work is over."""
        self._waiting.append(call)

    def _heard(self, _: object, message: object, __: object) -> None:
        self.answer(message if isinstance(message, dict) else {})

    def _do(self, message: Mapping[str, object]) -> None:
        if message.get("do") == "stop":
            self.beside.stop()
            self.busy = False
            return
        work = self.picture.act(message)
        if work is not None:
            self.busy = True
            self.beside.start(lambda goes_on: self._go_on(work, goes_on))
        self._done()

    def _go_on(self, work: Work, goes_on: GoesOn) -> None:
        """Work on, slice by slice, until it is done or somebody has pressed Stop."""
        shown = 0.0
        try:
            while (rest := self._one_more(work)) is not DONE:
                goes_on()
                if isinstance(rest, float) and rest > 0:
                    time.sleep(rest)  # outside of the lock, so that whoever presses is heard
                if time.monotonic() - shown > OFTEN:
                    self.dispatch(self.look)()
                    shown = time.monotonic()
            self.busy = False
        finally:
            self.dispatch(lambda: self._end(work))()

    def _one_more(self, work: Work) -> object:
        """A slice of work, and how long it rests; DONE when it is done, or went wrong."""
        found: list[object] = []
        self.dispatch(lambda: found.append(next(work, DONE)))()
        return found[0] if found else DONE

    def _end(self, work: Work) -> None:
        if (close := getattr(work, "close", None)) is not None:
            close()
        self._done()
        self.look()

    def _done(self) -> None:
        """Keep how the picture is now, and that somebody was here."""
        if self.notebook:
            progress.seen(self.notebook)
            self._keep(self.picture.kept())
        for call in self._waiting:
            call()

    def _keep(self, state: dict[str, object] | None) -> None:
        if state is not None and state != self._kept:
            self._kept = state
            left = progress.Left(
                notebook=self.notebook, picture=self.key, state=state, when=progress.now()
            )
            self.said = progress.note(left) or self.said

    def _refuse(self, text: str) -> None:
        self.said, self.refused, self.busy = text, True, False
