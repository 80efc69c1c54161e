"""The debrief at the end of a flight: each part appears as soon as it is ready."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

import ipywidgets as w

from simulator.debrief import Forecast, Likely
from simulator.plain_text import for_page
from simulator.report import PARTS, Case, page
from simulator.report.case import FATES, WORLDS
from simulator.report.file import STYLE, head, section
from simulator.report.section import Part, Section
from simulator.report.try_next import Suggestion, suggestions
from simulator.session import Session
from simulator.widgets.dispatch import Dispatcher
from simulator.widgets.page import note

Start = Callable[[Session], None]
REPORT = "debrief.html"


class Debrief(w.VBox):
    """What happened, why, and what next?

    `start` is called with the session where a suggested branch begins; without it the suggestions
    have no buttons.
    """

    def __init__(
        self,
        session: Session,
        worlds: int = WORLDS,
        fates: int = FATES,
        forecasts: Sequence[Forecast | Likely] = (),
        start: Start | None = None,
    ) -> None:
        self.session = session
        self.case = Case(session, worlds, fates, forecasts, progress=self.goes_on)
        self.start, self.stopped = start, False
        self.made: dict[str, Section | None] = {}
        self.said = w.HTML()
        self.bar = w.IntProgress(max=len(PARTS), layout=w.Layout(width="180px"))
        self.stop = w.Button(description="Stop", layout=w.Layout(width="90px"))
        self.stop.on_click(self.halt)
        self.keep = w.Button(
            description="Save as one file", disabled=True, layout=w.Layout(width="160px")
        )
        self.dispatch = Dispatcher(self.say)
        self.keep.on_click(self.dispatch(self.save))
        self.places = {part.name: w.HTML(value=_shell(_waiting(part))) for part in PARTS}
        self.branches = w.VBox()
        top = w.HTML(value=f"<style>{STYLE}</style>{_shell(head(self.case))}")
        controls = w.HBox([self.bar, self.stop, self.keep])
        super().__init__([top, controls, self.said, *self.places.values(), self.branches])
        self.thread = Thread(target=self.dispatch(self.make), daemon=True)
        self.thread.start()

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said.value = note(text)

    def make(self) -> None:
        """Make one part after the other, until somebody has pressed Stop."""
        for number, part in enumerate(PARTS):
            if self.stopped:
                break
            self.say(f"{part.title} …")
            try:
                made = part.make(self.case)
            except Exception:
                if not self.stopped:
                    raise
                break  # too little was played to say anything
            self.show(part, made)
            self.bar.value = number + 1
        self.stop.disabled, self.keep.disabled = True, False
        self._offer_branches()
        missing = len(PARTS) - len(self.made)
        self.say(
            f"Stopped; {missing} parts were not made." if missing else "The debrief is complete."
        )

    def show(self, part: Part, made: Section | None) -> None:
        """Put a part in its place; one that has nothing to say leaves it empty."""
        self.made[part.name] = made
        self.places[part.name].value = _shell(section(part, made)) if made else ""

    def goes_on(self, done: int) -> bool:
        """Whether more worlds are wanted."""
        return not self.stopped

    def halt(self, *_: object) -> None:
        """Make no further part; what is there stays."""
        self.stopped = True

    def save(self) -> None:
        """Write what is there as one HTML file beside the notebook."""
        Path(REPORT).write_text(page(self.case, self.made), encoding="utf-8")
        self.say(f"Saved as {REPORT}: open it in a browser, print it, or send it.")

    def _offer_branches(self) -> None:
        """A button for each thing to try next."""
        if self.start is None or self.made.get("next") is None:
            return
        self.branches.children = tuple(
            self._branch(it, self.start) for it in suggestions(self.case)
        )

    def _branch(self, it: Suggestion, start: Start) -> w.Button:
        button = w.Button(description=it.title, tooltip=it.why, layout=w.Layout(width="auto"))
        button.on_click(self.dispatch(lambda: start(it.start)))
        return button


def _shell(inside: str) -> str:
    return f'<div class="debrief part">{inside}</div>'


def _waiting(part: Part) -> str:
    return f'<section><h2>{for_page(part.title)}</h2><p class="waiting">not yet</p></section>'
