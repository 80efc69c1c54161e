"""What a mentor does with the room: print cards before, put everything away for the next group."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture
from simulator.logbook import Logbook
from simulator.mentor import group, printing
from simulator.mentor.cards import Card

CARDS = "For printing"
"""The folder beside the flights where cards are written."""


class Room(Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    flights: int
    """How many are kept here now."""
    folder: str
    printed: tuple[str, ...]
    """Files that were written."""
    put_away: str
    """Where the last group's work is, once it was put away here."""
    said: str


class TheRoom(Picture):
    """Cards to print, and the next group. `take_aways` gives what each notebook ends with."""

    def __init__(
        self, take_aways: Callable[[], Sequence[Card]], book: Logbook | None = None
    ) -> None:
        self.take_aways, self.book = take_aways, book or Logbook()
        self.printed: tuple[Path, ...] = ()
        self.shelf: Path | None = None
        self.said = ""

    def shown(self) -> Room:
        """What is kept, what was printed."""
        return Room(
            flights=self._flights(),
            folder=str(self.book.folder),
            printed=tuple(map(str, self.printed)),
            put_away=str(self.shelf or ""),
            said=self.said,
        )

    def words(self) -> str:
        """What can be done here."""
        return "The room: print cards, and put everything away for the next group."

    def act(self, message: Message) -> None:
        """Print, or put away. Raises RefusedError if that cannot be done."""
        match message.get("do"):
            case "print":
                folder = self.book.folder / CARDS
                self.printed = printing.both(folder, self.take_aways())
                self.said = "Two files for the printer are written; A4, to be cut along the lines."
            case "put away":
                self.shelf = group.put_away(self.book)
                self.said = (
                    "Everything of this group is put away, and nothing is deleted. Restart the "
                    "kernels of notebooks that are open still."
                )
            case "look":
                pass
            case _:
                super().act(message)

    def _flights(self) -> int:
        try:
            return group.flights_kept(self.book)
        except RefusedError:
            return 0  # putting away says why nothing can be read
