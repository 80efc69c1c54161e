"""The tab of the people: who is busy, and who is hired or released."""

import ipywidgets as w

from simulator import figures, tables
from simulator.decisions import ChangePeople
from simulator.narration import called
from simulator.session import Session
from simulator.widgets.panel import WIDE, Panel
from simulator.widgets.seat import Seat


class PeoplePanel(Panel):
    """Who is busy, who is waited for, and do we need more people?"""

    title = "People"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        options = [(called(role), role.id) for role in seat.scenario.roles]
        self.role = w.Dropdown(options=options, description="role", layout=WIDE)
        hire = self.button("Hire one", lambda: self.change(+1))
        release = self.button("Release one", lambda: self.change(-1))
        controls = w.HBox([self.role, hire, release])
        self.children = (self.picture, controls, self.said, self.table)

    def change(self, change: int) -> None:
        """Decide to hire or release one person of the chosen role."""
        self.seat.decide(ChangePeople(self.role.value, change))

    def draw(self, session: Session) -> None:
        """Show how busy each role is, and who belongs to it."""
        what = session.visible, session.scenario, session.today
        self.picture.value = figures.people(*what).html()
        self.table.value = tables.people(*what).html()
