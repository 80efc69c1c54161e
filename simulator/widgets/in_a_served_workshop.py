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
            return self._put(None)
        if it.page is not None:
            if not isinstance(self.cockpit, FlightDeck) or isinstance(self.cockpit, RemoteCockpit):
                self._put(gone_on(it.page.session, it.page.name, it.book))
        elif not isinstance(self.cockpit, RemoteCockpit) or self.cockpit.team is not it.joined:
            self._put(RemoteCockpit(it.joined, told=self.page.dispatch(self.page.look)))
        return None

    def _put(self, cockpit: FlightDeck | None) -> None:
        old, self.cockpit = self.cockpit, cockpit
        if isinstance(cockpit, RemoteCockpit):
            self.attending.seat = cockpit.seat
        self.children = (self.page,) if cockpit is None else (self.page, cockpit)
        if old is not None:
            old.close()
        self.page.look()
