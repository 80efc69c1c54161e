"""What could still go wrong and what it would cost, as far as a manager can know."""

from math import exp, fsum
from typing import TYPE_CHECKING, NamedTuple

from simulator.events import IssueDetected, MitigationBought, ProjectCancelled, ProjectFinished
from simulator.mechanisms.mitigation import after, leverage
from simulator.mechanisms.mitigation import exposure as expected
from simulator.metrics.log import Events, of
from simulator.scenario import Mitigation, Scenario, unit_price

if TYPE_CHECKING:
    import pandas as pd


def exposure(events: Events, scenario: Scenario) -> float:
    """Expected loss in k€ from all open risks, after the mitigations bought."""
    return fsum(row.exposure for row in rows(events, scenario) if row.status == "open")


def register(events: Events, scenario: Scenario) -> "pd.DataFrame":
    """One row a risk, by id, the largest exposure first.

    Columns: project, name, owner, probability and impact as they are after mitigations, hits,
    exposure in k€, status (open, issue, over), and of the best mitigation not yet bought: offer,
    its cost in k€ and its leverage (exposure taken away per k€).
    """
    import pandas as pd

    ranked = sorted(rows(events, scenario), key=lambda row: (row.status != "open", -row.exposure))
    return pd.DataFrame(ranked, columns=list(Row._fields)).set_index("risk")


class Row(NamedTuple):
    """One risk in the register, as it is after the mitigations bought."""

    risk: str
    project: str
    name: str
    owner: str
    probability: float
    impact: float
    hits: str
    exposure: float
    status: str
    offer: str | None
    cost: float | None
    leverage: float | None


def rows(events: Events, scenario: Scenario) -> list[Row]:
    """The register without a table: a row for each risk, in the scenario's order."""
    issues = {event.risk for event in of(events, IssueDetected)}
    over = {event.project for event in of(events, ProjectFinished, ProjectCancelled)}
    bought = {event.mitigation for event in of(events, MitigationBought)}
    projects = {project.id: project for project in scenario.projects}
    found = []
    for risk in scenario.risks:
        offers = [m for m in scenario.mitigations if m.risk == risk.id]
        probability, impact = risk.probability, risk.impact * exp(risk.spread**2 / 2)
        for offer in offers:
            if offer.id in bought:
                probability, impact = after(probability, impact, offer.kind, offer.effect)
        unit = unit_price(risk, projects[risk.project], scenario)
        now = expected(probability, impact * unit)
        status = "issue" if risk.id in issues else "over" if risk.project in over else "open"
        best = _best([m for m in offers if m.id not in bought], probability, impact * unit)
        about = risk.id, risk.project, risk.name, risk.owner
        found.append(Row(*about, probability, impact, risk.hits, now, status, *best))
    return found


Best = tuple[str, float, float] | tuple[None, None, None]


def _best(offers: list[Mitigation], probability: float, impact: float) -> Best:
    """(offer, its cost, its leverage) of the one that takes away most exposure for its price."""
    before = expected(probability, impact)

    def gain(offer: Mitigation) -> float:
        later = expected(*after(probability, impact, offer.kind, offer.effect))
        return leverage(before, later, offer.cost)

    best = max(offers, key=gain, default=None)
    if best is None:
        return None, None, None
    return best.id, best.cost, gain(best)
