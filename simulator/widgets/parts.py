"""The debrief of a flight as the cockpit shows it: part by part, as soon as each is ready."""

from collections.abc import Callable
from pathlib import Path

from simulator.errors import RefusedError
from simulator.report import PARTS, Case, page
from simulator.report.file import head, section
from simulator.report.section import Part, Section
from simulator.report.try_next import Suggestion, suggestions
from simulator.widgets.beside import Beside, GoesOn, StoppedError

Shown = dict[str, object]
FEWER = 60, 12
"""Worlds and fates where Python has one core and is a third as fast, as in a browser."""
FIRST = "A first look, from few worlds; a sharper one follows."


class Parts:
    """The parts of one flight's debrief, made beside the screen."""

    def __init__(self, case: Case, show: Callable[[Shown], None]) -> None:
        self.case, self.show = case, show
        case.progress = self._wanted
        self.made: dict[str, Section | None] = {}
        self.glances: dict[str, Section | None] = {}
        """First looks at parts that take long, until the parts are there."""
        self.branches: list[Suggestion] = []
        self.busy, self.said = True, "The debrief has begun …"
        self.beside = Beside()
        self._goes_on: GoesOn = lambda: None

    def begin(self) -> None:
        """Make one part after the other, until all are there or somebody has pressed Stop."""
        self.beside.start(self._make)
        self.tell()

    def stop(self) -> None:
        """Make no further part; what is there stays."""
        self.beside.stop()
        missing = len(PARTS) - len(self.made)
        self.busy, self.said = False, f"Stopped; {missing} parts were not made."
        self.tell()

    def save(self, folder: Path) -> Path:
        """Write what is there as one HTML file; returns its path.

        Raises RefusedError if that cannot be done.
        """
        path = folder / f"{self.case.session.scenario.name} debrief.html"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(page(self.case, self.made), encoding="utf-8")
        except OSError as error:
            raise RefusedError(f"cannot write '{path.name}': {error.strerror}") from None
        return path

    def say(self, text: str) -> None:
        """Show a sentence."""
        self.said = text
        self.tell()

    def tell(self) -> None:
        """Show what is there."""
        self.show(
            {
                "sections": [{"title": part.title, "html": self._html(part)} for part in PARTS],
                "head": head(self.case),
                "busy": self.busy,
                "said": self.said,
                "branches": [{"title": it.title, "why": it.why} for it in self.branches],
            }
        )

    def _html(self, part: Part) -> str | None:
        """None while it is not there; nothing at all where there is nothing to say."""
        if part.name in self.made:
            made = self.made[part.name]
            return section(part, made) if made else ""
        glance = self.glances.get(part.name)
        return section(part, glance._replace(lead=f"{FIRST} {glance.lead}")) if glance else None

    def _make(self, goes_on: GoesOn) -> None:
        self._goes_on = goes_on
        looks = max(number for number, part in enumerate(PARTS) if part.glance) + 1
        for part in PARTS[:looks]:
            self._tell_of(part)
            if part.glance is None:
                self.made[part.name] = self._made(part.make)
            else:
                self.glances[part.name] = self._made(part.glance)
        for part in PARTS:
            if part.name not in self.made:
                self._tell_of(part)
                self.made[part.name] = self._made(part.make)
        self.branches = suggestions(self.case)
        self.busy, self.said = False, "The debrief is complete."
        self.tell()

    def _tell_of(self, part: Part) -> None:
        self._goes_on()  # first, or what is said to who has pressed Stop would be written over
        self.said = f"{part.title} …"
        self.tell()

    def _made(self, make: Callable[[Case], Section | None]) -> Section | None:
        """A part; what breaks off because too little was played is what somebody has stopped."""
        try:
            return make(self.case)
        except Exception:
            self._goes_on()
            raise

    def _wanted(self, done: int) -> bool:
        """Called with every world that has been played; False when no more are wanted."""
        try:
            self._goes_on()
        except StoppedError:
            return False
        return True
