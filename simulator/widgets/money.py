"""The tab of value and cost."""

from simulator import figures, tables
from simulator.session import Session
from simulator.widgets.panel import Panel
from simulator.widgets.seat import Seat


class MoneyPanel(Panel):
    """What has it brought, what has it cost, and how far are we really?"""

    title = "Value and cost"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.children = (self.picture, self.table)

    def draw(self, session: Session) -> None:
        """Show value and cost over time, and the earned value of every project."""
        seen, scenario, plan, today = (
            session.visible, session.scenario, session.plan, session.today
        )  # fmt: skip
        self.picture.value = figures.money(seen, scenario, plan, today).html()
        self.table.value = tables.earned_value(seen, plan, scenario, today).html()
