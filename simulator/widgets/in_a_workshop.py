"""A team's page in a workshop that lies in a folder: come in above, fly below."""

import ipywidgets as w

from simulator.cockpit.days import whole
from simulator.explorables.joining import Joining
from simulator.instruments import ALL, Instruments
from simulator.logbook import Logbook
from simulator.session import Session
from simulator.widgets.cockpit import Cockpit
from simulator.widgets.explorable import Explorable
from simulator.workshop.folder.team import Come
from simulator.workshop.under import Under


class InAWorkshop(w.VBox):
    """Where do we sit, and what is the news?

    `cockpit` is the team's flight, once it has come in; it is kept in the workshop's folder.
    """

    def __init__(self, notebook: str = "", book: Logbook | None = None) -> None:
        self.joining = Joining(book)
        self.page = Explorable(self.joining, "joining", notebook=notebook)
        self.cockpit: Cockpit | None = None
        self._come: Come | None = None
        super().__init__([self.page])
        self.page.when_done(self.page.dispatch(self._follow))

    def __repr__(self) -> str:
        return f"In a workshop: {self.joining.words()}"

    def _follow(self) -> None:
        """Take a seat in the workshop as it is now, if it is another one than before."""
        come = self.joining.come
        if come is None or come is self._come:
            return
        self._come = come
        old, self.cockpit = self.cockpit, _cockpit(come)
        self.children = (self.page, self.cockpit)
        if old is not None:
            old.futures.stop()
            old.close()


def _cockpit(come: Come) -> Cockpit:
    """The cockpit of a team, at the point where its flight is."""
    cockpit = gone_on(come.session, come.name, Logbook(come.folder), come.instruments, come.under)
    cockpit.seat.said = f"{come.said} {_round(come)}"
    cockpit.show()
    return cockpit


def gone_on(
    session: Session,
    name: str,
    book: Logbook,
    instruments: Instruments = ALL,
    under: Under | None = None,
) -> Cockpit:
    """A cockpit that goes on with the flight of this name, without a question."""
    first = Session(session.scenario, session.policy, session.seed)
    cockpit = Cockpit(
        first, name, book=book, to_the_fore=False,  # what the room says stays in sight above
        instruments=instruments, under=under,
    )  # fmt: skip
    if cockpit.kept:
        cockpit.answer({"do": "continue", "name": name})
    return cockpit


def _round(come: Come) -> str:
    it = come.handout
    if it.seal is not None:
        return "The storm is revealed: look back as long as you like."
    if it.is_open:
        return f"Round {it.round} is open, to day {whole(it.until)}."
    return "No round is open; wait for your mentor, then look for news."
