"""The debrief's first step: go back, change one past decision, compare the two futures."""

from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as w

from simulator import figures, tables
from simulator.decisions import describe
from simulator.errors import RefusedError
from simulator.figures.picture import day_number
from simulator.metrics import Events
from simulator.session import Session
from simulator.widgets.controls import button
from simulator.widgets.page import note

if TYPE_CHECKING:
    from simulator.widgets.cockpit import Cockpit

ENDING = ".flight.json"
"""So that no flight is ever saved over a file that is something else."""

WIDE = w.Layout(width="520px")


class ReplayPanel(w.VBox):
    """What if I had decided otherwise, with exactly the same luck?"""

    title = "Replay"

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.kept: Session | None = None
        self.past = w.Dropdown(options=[], description="decision", layout=WIDE)
        self.picture, self.table, self.state = w.HTML(), w.HTML(), w.HTML()
        self.said = w.HTML()
        self.file = w.Text(
            value=f"{cockpit.session.scenario.name}.flight.json", description="file", layout=WIDE
        )
        change = w.HBox(
            [
                button(cockpit, "Replay without it", self.leave_out, "170px"),
                button(cockpit, "Replace it by my next decision", self.replace, "240px"),
                button(cockpit, "Go back to that day", self.go_back, "170px"),
                button(cockpit, "Back to the other future", self.swap, "200px"),
            ],
            layout=w.Layout(flex_flow="row wrap"),
        )
        save = button(cockpit, "Save", self.save, "80px")
        load = button(cockpit, "Load", self.load, "80px")
        files = w.HBox([self.file, save, load])
        super().__init__(
            [
                w.HTML(value="<b>Change one past decision; the luck stays the same</b>"),
                self.past, change, self.said, self.state, self.picture, self.table,
                w.HTML(value="<b>Save this flight, or take up another one</b>"), files,
            ]
        )  # fmt: skip

    def chosen(self) -> int:
        """The number of the chosen decision. Raises RefusedError if there is none."""
        if self.past.value is None:
            raise RefusedError("there is no past decision yet; decide something first")
        return self.past.value

    def leave_out(self) -> None:
        """Play the same run again without the chosen decision."""
        number = self.chosen()
        self.cockpit.branch(self.cockpit.replayed(number, None))
        self.cockpit.say("Replayed without that decision. Below are both futures.")
        self.cockpit.redraw()

    def replace(self) -> None:
        """Let the next decision stand in the place of the chosen one."""
        self.cockpit.replacing = self.chosen()
        self.cockpit.say(
            "Now decide in any tab what you would rather have done that day: "
            "it takes the place of the old decision and the rest is replayed."
        )

    def go_back(self) -> None:
        """Take up the run on the day of the chosen decision, without it and all later ones."""
        day = self.cockpit.session.decisions[self.chosen()].day
        self.cockpit.branch(self.cockpit.session.back_to(day))
        self.cockpit.say(
            f"Today is day {day_number(day)} again. Your other future is kept to compare with."
        )
        self.cockpit.redraw()

    def swap(self) -> None:
        """Take up the other future; the present one is kept instead.

        Raises RefusedError if there is none.
        """
        if self.kept is None:
            raise RefusedError("there is no other future yet; change a past decision first")
        other = self.kept
        self.cockpit.branch(other)
        self.cockpit.say("This is your other future.")
        self.cockpit.redraw()

    def keep(self, session: Session) -> None:
        """Remember a future to compare with."""
        self.kept = session

    def save(self) -> None:
        """Write the flight to the file."""
        path = self.cockpit.session.save(flight_file(self.file.value))
        self.cockpit.say(f"Saved as {path.name}, beside this notebook.")

    def load(self) -> None:
        """Take up the flight in the file; the present one is kept as the other future.

        Raises RefusedError if there is no such file, or no flight of this scenario in it.
        """
        path = flight_file(self.file.value)
        if not path.is_file():
            raise RefusedError(f"there is no file '{path}' beside this notebook")
        mine = self.cockpit.session.scenario
        self.cockpit.branch(Session.load(path, mine))
        self.cockpit.say(f"Loaded {path.name}, played again and found as it was saved.")
        self.cockpit.redraw()

    def redraw(self) -> None:
        """Show the past decisions, and both futures if there are two."""
        session = self.cockpit.session
        chosen = self.past.value
        self.past.options = [
            (f"day {day_number(decision.day)}: {describe(decision, self.cockpit.names)}", number)
            for number, decision in enumerate(session.decisions)
        ]
        if session.decisions:
            last = len(session.decisions) - 1
            self.past.value = last if chosen is None else min(chosen, last)
        if self.kept is None or self.kept == session:
            self.state.value = note("One future so far. Change a past decision to see another.")
            self.picture.value = self.table.value = ""
            return
        self.compare(session, self.kept)

    def compare(self, session: Session, kept: Session) -> None:
        """Show this future and the kept one, played to the same day."""
        if session.over:
            mine, other = session.to_end().visible, kept.to_end().visible
        else:  # what is not played yet stays unknown
            day = min(session.today, kept.today)
            mine, other = (_until(it.visible, day) for it in (session, kept))
        names = ("the other future", "this future")
        picture = figures.fork(other, mine, session.scenario, parted(mine, other), names)
        self.state.value = ""
        self.picture.value = picture.html()
        self.table.value = tables.futures(other, mine, session.scenario).html()


def flight_file(name: str) -> Path:
    """The file of this name beside the notebook, with the ending that flights have.

    Raises RefusedError if that is no name of a file.
    """
    name = name.strip().removesuffix(ENDING).removesuffix(".json")
    if not name or not all(letter.isalnum() or letter in " _-" for letter in name):
        raise RefusedError(f"'{name}' is no file name; use letters, digits, - and _")
    return Path(name + ENDING)


def _until(events: Events, day: float) -> Events:
    return tuple(event for event in events if event.day <= day)


def parted(one: Events, other: Events) -> float:
    """The day on which two futures of one world begin to differ; the last one if they never do."""
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            return min(mine.day, yours.day)
    shorter, longer = sorted((one, other), key=len)
    more = longer[len(shorter) :] or longer[-1:]
    return more[0].day if more else 0.0
