"""The debrief's first step: go back, change one past decision, compare the two futures."""

import ipywidgets as w

from simulator import figures, tables
from simulator.decisions import describe
from simulator.errors import RefusedError
from simulator.narration import rounded
from simulator.session import Session
from simulator.widgets.flights import ENDING, flight_file
from simulator.widgets.futures import comparable, parted
from simulator.widgets.page import note
from simulator.widgets.panel import Panel, heading
from simulator.widgets.seat import Seat, day_of

WIDER = w.Layout(width="520px")
NAMES = ("the other future", "this future")


class ReplayPanel(Panel):
    """What if I had decided otherwise, with exactly the same luck?"""

    title = "Replay"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.past = w.Dropdown(options=[], description="decision", layout=WIDER)
        self.state = w.HTML()
        self.file = w.Text(
            value=f"{seat.scenario.name}{ENDING}", description="file", layout=WIDER
        )  # fmt: skip
        changes = [
            self.button("Replay without it", lambda: seat.leave_out(self.chosen()), "170px"),
            self.button(
                "Replace it by my next decision", lambda: seat.replace(self.chosen()), "240px"
            ),
            self.button("Go back to that day", lambda: seat.go_back(self.chosen()), "170px"),
            self.button("Back to the other future", seat.swap, "200px"),
        ]
        save = self.button("Save", self.save, "80px")
        load = self.button("Load", self.load, "80px")
        self.children = (
            heading("Change one past decision; the luck stays the same"),
            self.past, w.HBox(changes, layout=w.Layout(flex_flow="row wrap")),
            self.said, self.state, self.picture, self.table,
            heading("Save this flight, or take up another one"), w.HBox([self.file, save, load]),
        )  # fmt: skip

    def chosen(self) -> int:
        """The number of the chosen decision. Raises RefusedError if there is none."""
        number: int | None = self.past.value
        if number is None:
            raise RefusedError("there is no past decision yet; decide something first")
        return number

    def save(self) -> None:
        """Write the flight to the file."""
        session = self.seat.session
        path = session.save(flight_file(self.file.value))
        self.seat.say(f"Saved as {path.name}, beside this notebook.")

    def load(self) -> None:
        """Take up the flight in the file; the present one is kept as the other future.

        Raises RefusedError if there is no such file, or no flight of this scenario in it.
        """
        path = flight_file(self.file.value)
        if not path.is_file():
            raise RefusedError(f"there is no file '{path}' beside this notebook")
        flight = Session.load(path, self.seat.scenario)
        self.seat.take_up(flight, f"Loaded {path.name}, played again and found as it was saved.")

    def draw(self, session: Session) -> None:
        """Show the past decisions, and both futures if there are two."""
        chosen, other = self.past.value, self.seat.other
        self.past.options = [
            (f"day {rounded(day_of(it))}: {describe(it, self.seat.names)}", number)
            for number, it in enumerate(session.decisions)
        ]
        if session.decisions:
            last = len(session.decisions) - 1
            self.past.value = last if chosen is None else min(chosen, last)
        if other is None or other == session:
            self.state.value = note("One future so far. Change a past decision to see another.")
            self.picture.value = self.table.value = ""
        else:
            self.compare(session, other)

    def compare(self, session: Session, other: Session) -> None:
        """Show this future and the other one, played to the same day."""
        scenario = session.scenario
        mine, theirs = comparable(session, other)
        picture = figures.fork(theirs, mine, scenario, parted(mine, theirs), NAMES)
        self.state.value = ""
        self.picture.value = picture.html()
        self.table.value = tables.futures(theirs, mine, scenario).html()
