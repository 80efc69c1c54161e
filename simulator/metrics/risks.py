"""What could still go wrong and what it would cost, as far as a manager can know."""

from math import exp
from typing import TYPE_CHECKING

from simulator.events import IssueDetected, MitigationBought, ProjectCancelled, ProjectFinished
from simulator.mechanisms.mitigation import after, leverage
from simulator.mechanisms.mitigation import exposure as expected
from simulator.metrics.log import Events, of
from simulator.scenario import Mitigation, Scenario, unit_price

if TYPE_CHECKING:
    import pandas as pd


def exposure(events: Events, scenario: Scenario) -> float:
    """Expected loss in k€ from all open risks, after the mitigations bought."""
    return sum(row["exposure"] for row in _rows(events, scenario) if row["status"] == "open")


def register(events: Events, scenario: Scenario) -> "pd.DataFrame":
    """One row a risk, by id, the largest exposure first.

    Columns: project, name, owner, probability and impact as they are after mitigations, hits,
    exposure in k€, status (open, issue, over), and of the best mitigation not yet bought: offer,
    its cost in k€ and its leverage (exposure taken away per k€).
    """
    import pandas as pd

    rows = sorted(
        _rows(events, scenario), key=lambda row: (row["status"] != "open", -row["exposure"])
    )
    return pd.DataFrame(rows, columns=COLUMNS).set_index("risk")


COLUMNS = (
    "risk", "project", "name", "owner", "probability", "impact", "hits", "exposure", "status",
    "offer", "cost", "leverage",
)  # fmt: skip


def _rows(events: Events, scenario: Scenario) -> list[dict]:
    issues = {event.risk for event in of(events, IssueDetected)}
    ends = (ProjectFinished, ProjectCancelled)
    over = {event.project for event in of(events, *ends)}
    bought = {event.mitigation for event in of(events, MitigationBought)}
    projects = {project.id: project for project in scenario.projects}
    rows = []
    for risk in scenario.risks:
        offers = [m for m in scenario.mitigations if m.risk == risk.id]
        probability, impact = risk.probability, risk.impact * exp(risk.spread**2 / 2)
        for offer in offers:
            if offer.id in bought:
                probability, impact = after(probability, impact, offer.kind, offer.effect)
        unit = unit_price(risk, projects[risk.project], scenario)
        now = expected(probability, impact * unit)
        status = "issue" if risk.id in issues else "over" if risk.project in over else "open"
        row = {
            "risk": risk.id, "project": risk.project, "name": risk.name, "owner": risk.owner,
            "probability": probability, "impact": impact, "hits": risk.hits, "exposure": now,
            "status": status,
        }  # fmt: skip
        row |= _best([m for m in offers if m.id not in bought], probability, impact * unit)
        rows.append(row)
    return rows


def _best(offers: list[Mitigation], probability: float, impact: float) -> dict:
    """The offer that takes away most exposure for its price."""
    before = expected(probability, impact)

    def gain(offer: Mitigation) -> float:
        later = expected(*after(probability, impact, offer.kind, offer.effect))
        return leverage(before, later, offer.cost)

    best = max(offers, key=gain, default=None)
    if best is None:
        return {"offer": None, "cost": None, "leverage": None}
    return {"offer": best.id, "cost": best.cost, "leverage": gain(best)}
