"""A team's page in a workshop that is served: the workshop above, the cockpit below."""

import ipywidgets as w

from simulator.explorables.taking_part import Attending
from simulator.logbook import Logbook
from simulator.widgets.explorable import Explorable
from simulator.widgets.flight_deck import FlightDeck
from simulator.widgets.in_a_workshop import gone_on
from simulator.widgets.remote_cockpit import RemoteCockpit


class InAServedWorkshop(w.VBox):
    """Where do we stand, and what is there to do?

    `cockpit` is the remote one, once the team has joined; after the reveal, when the flight was
    taken home, it is an ordinary one. Who had not left comes back by itself.
    """

    def __init__(self, notebook: str = "", book: Logbook | None = None) -> None:
        self.attending = Attending(book)
        self.page = Explorable(self.attending, "taking_part", notebook=notebook)
        self.cockpit: FlightDeck | None = None
        super().__init__([self.page])
        self.page.when_done(self.page.dispatch(self._follow))
        if self.attending.comes_back:
            it = self.attending
            self.page.answer({"do": "join", "url": it.url, "code": it.code, "team": it.team})

    def __repr__(self) -> str:
        return f"In a workshop: {self.attending.words()}"

    def _follow(self) -> None:
        """Put the cockpit there that belongs to what the team has done."""
        it = self.attending
        if it.joined is None:
            self._put(None)
            return
        if it.seat is None:
            told = self.page.dispatch(self.page.look)
            cockpit = RemoteCockpit(it.joined, to_the_fore=False, told=told)
            it.seat = cockpit.seat  # it goes on telling how the room stands when the flight is home
            self._put(cockpit)
        if it.page is not None and isinstance(self.cockpit, RemoteCockpit):
            self._put(gone_on(it.page.session, it.page.name, it.book))

    def _put(self, cockpit: FlightDeck | None) -> None:
        old, self.cockpit = self.cockpit, cockpit
        self.children = (self.page,) if cockpit is None else (self.page, cockpit)
        if old is not None:
            old.close()
        self.page.look()
