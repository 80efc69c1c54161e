"""Both ways into a workshop: one that is served, and one that lies in a folder."""

import ipywidgets as w

from simulator.logbook import Logbook
from simulator.widgets.in_a_served_workshop import InAServedWorkshop
from simulator.widgets.in_a_workshop import InAWorkshop


class AnyWorkshop(w.VBox):
    """Which workshop do we take part in? Once a team is in one, the other way is out of sight."""

    def __init__(self, notebook: str = "", book: Logbook | None = None) -> None:
        self.served, self.folder = InAServedWorkshop(notebook, book), InAWorkshop(notebook, book)
        super().__init__()
        self._there: tuple[w.Widget, ...] = ()
        for it in (self.served, self.folder):
            it.page.when_done(it.page.dispatch(self._choose))
        self._choose()

    def __repr__(self) -> str:
        return "In a workshop: join by its address and code, or come into its folder."

    def _choose(self) -> None:
        both = self.served, self.folder
        ways = tuple(it for it in both if it.cockpit is not None) or both
        if ways != self._there:  # or what is there would be drawn anew with every act
            self._there = self.children = ways
