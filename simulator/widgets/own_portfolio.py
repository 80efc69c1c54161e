"""The page on which somebody brings a plan of their own, and the cockpit in which it is flown."""

from pathlib import Path

import ipywidgets as w

from simulator.explorables.own_portfolio import OwnPortfolio as Picture
from simulator.importing import Shelf
from simulator.lobby import called, world
from simulator.logbook import Logbook
from simulator.session import Session
from simulator.widgets.cockpit import Cockpit
from simulator.widgets.explorable import Explorable


class OwnPortfolio(w.VBox):
    """What if the office on the screen was ours?

    `cockpit` is the flight below the page, once somebody has saved a portfolio and flies it.
    """

    def __init__(
        self, notebook: str = "", book: Logbook | None = None, beside: Path | None = None
    ) -> None:
        self.book = Logbook() if book is None else book
        self.picture = Picture(Shelf(self.book.folder), beside)
        self.page = Explorable(self.picture, "own_portfolio", notebook=notebook)
        self.cockpit: Cockpit | None = None
        self._flown: object = None
        super().__init__([self.page])
        self.page.when_done(self.page.dispatch(self._follow))

    def __repr__(self) -> str:
        return self.picture.words()

    def _follow(self) -> None:
        """Open the cockpit when somebody wants to fly another office than before."""
        office = self.picture.office
        if office is None or office is self._flown:
            return
        self._flown = office
        session = Session(office[1], seed=world(""))
        old = self.cockpit
        self.cockpit = Cockpit(session, called(session, str(session.seed)), book=self.book)
        self.children = (self.page, self.cockpit)
        if old is not None:
            old.futures.stop()
            old.close()
