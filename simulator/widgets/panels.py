"""The tabs of the cockpit: portfolio, risks, people, money. Each shows and decides one matter."""

import html
from typing import TYPE_CHECKING

import ipywidgets as w

from simulator import figures, metrics, tables
from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.errors import RefusedError
from simulator.widgets.controls import WIDE, button
from simulator.widgets.ranking import Ranking
from simulator.widgets.rules import Rules

if TYPE_CHECKING:
    from simulator.widgets.cockpit import Cockpit


class PortfolioPanel(w.VBox):
    """Which project is where, and which goes first?"""

    title = "Portfolio"

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        scenario = cockpit.session.scenario
        names = {project.id: project.name or project.id for project in scenario.projects}
        self.picture, self.table, self.said = w.HTML(), w.HTML(), w.HTML()
        self.ranking = Ranking(names)
        self.shown_order: tuple[str, ...] | None = None
        self.put = button(cockpit, "Put in this order", self.order, "180px")
        self.project = w.Dropdown(
            options=[(name, key) for key, name in names.items()], description="project", layout=WIDE
        )
        self.rules = Rules(cockpit)
        single = [
            button(cockpit, "Start or resume", lambda: self.one(StartProject)),
            button(cockpit, "Pause", lambda: self.one(PauseProject), "90px"),
            button(cockpit, "Cancel", lambda: self.one(CancelProject), "90px"),
        ]
        order = w.VBox([w.HTML(value="<b>Who goes first</b>"), self.ranking, self.put])
        one = w.VBox([w.HTML(value="<b>One project</b>"), self.project, w.HBox(single)])
        controls = w.HBox([order, w.VBox([one, self.rules])], layout=w.Layout(flex_flow="row wrap"))
        super().__init__([self.picture, controls, self.said, self.table])

    def order(self) -> None:
        """Decide that projects go first in the order of the list.

        Raises RefusedError if they do already.
        """
        if self.ranking.order == self.present_order():
            raise RefusedError("the projects are in this order already; move one first")
        self.cockpit.decide(OrderProjects(self.ranking.order))

    def present_order(self) -> tuple[str, ...] | None:
        """The order decided last, if any."""
        orders = [it for it in self.cockpit.session.decisions if isinstance(it, OrderProjects)]
        return orders[-1].projects if orders else None

    def one(self, kind: type) -> None:
        """Decide something about the chosen project."""
        self.cockpit.decide(kind(self.project.value))

    def redraw(self) -> None:
        """Show the session as it is."""
        session = self.cockpit.session
        picture = figures.gantt(session.visible, session.scenario, session.plan, session.today)
        self.picture.value = picture.html()
        if self.present_order() != self.shown_order:
            self.shown_order = self.present_order()
            self.ranking.show(self.shown_order or tuple(p.id for p in session.scenario.projects))
        self.rules.redraw()
        self.table.value = tables.portfolio(session.visible, session.scenario, session.today).html()


class RisksPanel(w.VBox):
    """What could go wrong, and what do we pay to prevent?"""

    title = "Risks"

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.picture, self.table, self.said = w.HTML(), w.HTML(), w.HTML()
        self.offers = {
            offer.id: button(
                cockpit, f"Buy {offer.name or offer.id}", lambda it=offer.id: self.buy(it), "270px"
            )
            for offer in cockpit.session.scenario.mitigations
        }
        self.notes = {name: w.HTML() for name in self.offers}
        rows = [w.HBox([self.offers[name], self.notes[name]]) for name in self.offers]
        heading = w.HTML(value="<b>Mitigations on offer</b>")
        super().__init__([self.picture, heading, *rows, self.said, self.table])

    def buy(self, mitigation: str) -> None:
        """Decide to buy a mitigation."""
        self.cockpit.decide(BuyMitigation(mitigation))

    def redraw(self) -> None:
        """Show the session as it is."""
        session = self.cockpit.session
        self.picture.value = figures.risks(session.visible, session.scenario).html()
        rows = metrics.register(session.visible, session.scenario)
        bought = {d.mitigation for d in session.decisions if isinstance(d, BuyMitigation)}
        for offer in session.scenario.mitigations:
            risk = rows.loc[offer.risk]
            self.offers[offer.id].disabled = offer.id in bought or risk["status"] != "open"
            what = f"“{html.escape(risk['name'] or offer.risk)}”"
            avoids = f"keeps {what} away with a chance of {offer.effect:.0%}"
            does = avoids if offer.kind == "avoid" else f"makes {what} {offer.effect:.0%} smaller"
            works = f"works after {offer.lag:g} days" if offer.lag else "works at once"
            state = "bought" if offer.id in bought else risk["status"]
            self.notes[offer.id].value = f"{offer.cost:g} k€, {does}, {works} – <b>{state}</b>"
        self.table.value = tables.register(session.visible, session.scenario).html()


class PeoplePanel(w.VBox):
    """Who is busy, who is waited for, and do we need more people?"""

    title = "People"

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.picture, self.table, self.said = w.HTML(), w.HTML(), w.HTML()
        self.role = w.Dropdown(
            options=[(role.name or role.id, role.id) for role in cockpit.session.scenario.roles],
            description="role",
            layout=WIDE,
        )
        hire = button(cockpit, "Hire one", lambda: self.change(+1))
        release = button(cockpit, "Release one", lambda: self.change(-1))
        change = w.HBox([self.role, hire, release])
        super().__init__([self.picture, change, self.said, self.table])

    def change(self, change: int) -> None:
        """Decide to hire or release one person of the chosen role."""
        self.cockpit.decide(ChangePeople(self.role.value, change))

    def redraw(self) -> None:
        """Show the session as it is."""
        session = self.cockpit.session
        self.picture.value = figures.people(session.visible, session.scenario, session.today).html()
        self.table.value = tables.people(session.visible, session.scenario, session.today).html()


class MoneyPanel(w.VBox):
    """What has it brought, what has it cost, and how far are we really?"""

    title = "Value and cost"

    def __init__(self, cockpit: "Cockpit") -> None:
        self.cockpit = cockpit
        self.picture, self.table, self.said = w.HTML(), w.HTML(), w.HTML()
        super().__init__([self.picture, self.table])

    def redraw(self) -> None:
        """Show the session as it is."""
        session = self.cockpit.session
        arguments = (session.visible, session.scenario, session.plan, session.today)
        self.picture.value = figures.money(*arguments).html()
        self.table.value = tables.earned_value(
            session.visible, session.plan, session.scenario, session.today
        ).html()
