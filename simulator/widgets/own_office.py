"""An office of one's own; below it what its past kept, a trial, the map or a flight."""

from pathlib import Path

import ipywidgets as w

from simulator import figures
from simulator.explorables.own_office import OwnOffice as Picture
from simulator.figures import promises
from simulator.history import for_picture
from simulator.logbook import Logbook
from simulator.own_office import Shelf
from simulator.session import Session
from simulator.widgets.cockpit import Cockpit
from simulator.widgets.explorable import Explorable
from simulator.widgets.page import note


class OwnOffice(Explorable):
    """What did my plan not say, and what would a PMO do here?

    `path` is a file of an office, or a plan of another program; without one an office is chosen of
    those that were saved. With a `notebook` to name, the office is open again the next time.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        notebook: str = "",
        shelf: Shelf | None = None,
        book: Logbook | None = None,
    ) -> None:
        self.desk, self.book = Picture(shelf=shelf), book
        self.below: w.Widget | None = None
        """Promises of the past, a trial, the map or a flight."""
        self.turn = 0
        super().__init__(self.desk, "own_office", (), notebook)
        if path is not None:
            self.desk.bring(path)
            self.look()
        self.when_done(self._follow)

    def _follow(self) -> None:
        """Have below the page what it asks for."""
        if self.turn == self.desk.turn:
            return
        self.turn = self.desk.turn
        old, self.below = self.below, self._made()
        self.show(self.stage, *([self.below] if self.below is not None else []))
        if isinstance(old, Cockpit):
            old.futures.stop()
        elif isinstance(old, Explorable):
            old.beside.stop()
        if old is not None:
            old.close()

    def _made(self) -> w.Widget | None:
        match self.desk.wants:
            case "trial":
                return Explorable(self.desk.trial(), "trial")
            case "past":
                found = self.desk.past.tried if self.desk.past is not None else []
                return w.HTML("".join(promises(*for_picture(it)).html() for it in found))
            case "map" if (placed := self.desk.map) is not None:
                picture = figures.boundary(placed.rows, own=placed.own)
                return w.HTML(picture.html() + note(placed.small))
            case "flight":
                session = Session(self.desk.there.scenario, self.desk.policy, self.desk.seed)
                return Cockpit(session, self.desk.flight, book=self.book)
        return None
