"""The tab of the portfolio: which project is where, who goes first, and by which rules."""

import ipywidgets as w

from simulator import figures, tables
from simulator.decisions import CancelProject, OrderProjects, PauseProject, StartProject
from simulator.errors import RefusedError
from simulator.narration import called
from simulator.session import Session
from simulator.widgets.panel import WIDE, Panel, heading
from simulator.widgets.ranking import Ranking
from simulator.widgets.rules import Rules
from simulator.widgets.seat import Seat


class PortfolioPanel(Panel):
    """Which project is where, and which goes first?"""

    title = "Portfolio"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        names = {project.id: called(project) for project in seat.scenario.projects}
        self.ranking = Ranking(names)
        self.shown_order: tuple[str, ...] = ()
        self.project = w.Dropdown(
            options=[(name, key) for key, name in names.items()], description="project", layout=WIDE
        )
        self.rules = Rules(seat)
        put = self.button("Put in this order", self.order, "180px")
        single = [
            self.button("Start or resume", lambda: self.one(StartProject)),
            self.button("Pause", lambda: self.one(PauseProject), "90px"),
            self.button("Cancel", lambda: self.one(CancelProject), "90px"),
        ]
        order = w.VBox([heading("Who goes first"), self.ranking, put])
        one = w.VBox([heading("One project"), self.project, w.HBox(single)])
        controls = w.HBox([order, w.VBox([one, self.rules])], layout=w.Layout(flex_flow="row wrap"))
        self.children = (self.picture, controls, self.said, self.table)

    def order(self) -> None:
        """Decide that projects go first in the order of the list.

        Raises RefusedError if they do already.
        """
        if self.ranking.order == decided_order(self.seat.session):
            raise RefusedError("the projects are in this order already; move one first")
        self.seat.decide(OrderProjects(self.ranking.order))

    def one(self, kind: type[StartProject | PauseProject | CancelProject]) -> None:
        """Decide something about the chosen project."""
        self.seat.decide(kind(self.project.value))

    def draw(self, session: Session) -> None:
        """Show every project, the order that was decided, and today's rules."""
        scenario, seen, today = session.scenario, session.visible, session.today
        self.picture.value = figures.gantt(seen, scenario, session.plan, today).html()
        order = decided_order(session)
        if order != self.shown_order:
            self.shown_order = order
            self.ranking.show(order or tuple(project.id for project in scenario.projects))
        self.rules.draw(session)
        self.table.value = tables.portfolio(seen, scenario, today).html()


def decided_order(session: Session) -> tuple[str, ...]:
    """The order of projects that was decided last; empty if none was."""
    orders = [it.projects for it in session.decisions if isinstance(it, OrderProjects)]
    return orders[-1] if orders else ()
