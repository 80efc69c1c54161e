"""The tab of the risks: what could go wrong, and what is on offer against it."""

from functools import partial

import ipywidgets as w

from simulator import figures, metrics, tables
from simulator.decisions import BuyMitigation
from simulator.narration import called
from simulator.plain_text import for_page
from simulator.scenario import Mitigation
from simulator.session import Session
from simulator.widgets.panel import Panel, heading
from simulator.widgets.seat import Seat


class RisksPanel(Panel):
    """What could go wrong, and what do we pay to prevent?"""

    title = "Risks"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.offers = {
            offer.id: self.button(f"Buy {called(offer)}", partial(self.buy, offer.id), "270px")
            for offer in seat.scenario.mitigations
        }
        self.notes = {name: w.HTML() for name in self.offers}
        rows = [w.HBox([self.offers[name], self.notes[name]]) for name in self.offers]
        above = heading("Mitigations on offer")
        self.children = (self.picture, above, *rows, self.said, self.table)

    def buy(self, mitigation: str) -> None:
        """Decide to buy a mitigation."""
        self.seat.decide(BuyMitigation(mitigation))

    def draw(self, session: Session) -> None:
        """Show the open risks, and what has become of every offer."""
        scenario, seen = session.scenario, session.visible
        self.picture.value = figures.risks(seen, scenario).html()
        rows = metrics.register(seen, scenario)
        bought = {d.mitigation for d in session.decisions if isinstance(d, BuyMitigation)}
        for offer in scenario.mitigations:
            status = str(rows.loc[offer.risk, "status"])
            name = str(rows.loc[offer.risk, "name"])
            self.offers[offer.id].disabled = offer.id in bought or status != "open"
            state = "bought" if offer.id in bought else status
            what = for_page(f"{_worth(offer, name or offer.risk)} – ")
            self.notes[offer.id].value = f"{what}<b>{for_page(state)}</b>"
        self.table.value = tables.register(seen, scenario).html()


def _worth(offer: Mitigation, risk: str) -> str:
    """What an offer costs, and what it does about its risk."""
    avoids = f"keeps “{risk}” away with a chance of {offer.effect:.0%}"
    does = avoids if offer.kind == "avoid" else f"makes “{risk}” {offer.effect:.0%} smaller"
    works = f"works after {offer.lag:g} days" if offer.lag else "works at once"
    return f"{offer.cost:g} k€, {does}, {works}"
