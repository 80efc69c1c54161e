"""The cockpit of a team in a served workshop: its flight is played there, and shown here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.cockpit.acts import Message
from simulator.widgets.flight_deck import FlightDeck

if TYPE_CHECKING:
    from simulator.workshop.client import Team


class RemoteCockpit(FlightDeck):
    """What is going on in our portfolio, and what do we do about it?

    Every act is carried out by the service, once; round, news and screen follow by themselves. When
    nobody answers, decisions are drafted and handed in later. Nothing of the storm is known here.
    `told` is called whenever something has come, from any thread.
    """

    def __init__(
        self, team: "Team", to_the_fore: bool = True, told: Callable[[], None] = lambda: None
    ) -> None:
        from simulator.workshop.client.following import seat_of  # only who joins needs the network

        super().__init__(to_the_fore)
        self.team, self.told = team, told
        with self.lock:  # what comes at once waits until there is a seat
            self.seat = seat_of(team, self._follow)
            self.show()

    def __repr__(self) -> str:
        return f"Cockpit of {self.team!r}"

    def act(self, message: Message) -> None:
        """Send an act on its way. Raises RefusedError if a draft cannot be kept."""
        self.seat.send(message)

    def show(self, refused: str = "") -> None:
        """Show what has come from the service, or why something was refused."""
        screen = self.seat.screen or self._waiting()
        if refused:
            screen |= {"said": refused, "refused": True}
        self.ahead, self.coach = self.seat.ahead, self.seat.coach
        self.screen = screen

    def _waiting(self) -> dict[str, object]:
        """Before anything has come."""
        seat = self.seat
        words = seat.said or "One moment: the cockpit comes from the workshop."
        return {"said": words, "refused": seat.refused, "answer": seat.answers}

    def _follow(self) -> None:
        with self.lock:
            self.show()
        self.told()  # with the lock free: whoever hears it has one of its own
