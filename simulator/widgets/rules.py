"""Standing rules, set for the rest of a flight."""

import ipywidgets as w
from msgspec.structs import replace

from simulator.decisions import ChangePolicy
from simulator.errors import RefusedError
from simulator.session import Session
from simulator.widgets.panel import button, heading
from simulator.widgets.rule_controls import RuleControls
from simulator.widgets.seat import Seat


class Rules(w.VBox):
    """What does the office always do, when nobody interferes?"""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.controls = RuleControls(seat.scenario)
        change = button(seat, "Change the rules", self.decide, "180px")
        super().__init__([heading("Standing rules"), self.controls, change])

    def decide(self) -> None:
        """Decide that the fields that differ from today's rules are the rules from now on.

        Raises RefusedError if none differs.
        """
        today = self.seat.session.rules
        wanted = replace(today, **self.controls.chosen)
        changes = tuple(
            (name, getattr(wanted, name))
            for name in self.controls.fields
            if getattr(wanted, name) != getattr(today, name)
        )
        if not changes:
            raise RefusedError("these are the rules already; choose another one first")
        self.seat.decide(ChangePolicy(changes=changes))

    def draw(self, session: Session) -> None:
        """Show today's rules."""
        self.controls.show(session.rules)
