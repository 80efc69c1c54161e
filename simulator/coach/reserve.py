"""A reserve that is nearly gone, while much may still happen."""

from collections.abc import Iterator

from simulator import events as facts
from simulator.coach.past import pmo_closed, rule_since
from simulator.coach.remark import Remark
from simulator.coach.words import some
from simulator.cockpit.days import whole
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of
from simulator.metrics.risks import rows

LITTLE = 0.3
"""The share of it that is left."""
MANY = 3
"""Risks that are open."""


def reserve(scene: Scene) -> Iterator[Remark]:
    """Of the 120 k€ held back on day 60, 15 k€ are left; eight risks are open in the register."""
    amount = left = day = 0.0
    for it in of(scene.events, facts.ReserveSet, facts.ReservePaid):
        if isinstance(it, facts.ReserveSet):
            amount = left = it.amount
            day = it.day
        else:
            left = max(0.0, left - it.cost)
    since = rule_since(scene, lambda it: it.reserve > 0)
    if since is None or since > day or pmo_closed(scene):
        return
    still_open = sum(it.status == "open" for it in rows(scene.events, scene.scenario))
    if left > LITTLE * amount or left == amount or still_open < MANY:
        return
    yield Remark(
        kind="reserve",
        about=f"{day:g}",
        sentence=f"Of the {amount:,.0f} k€ held back on day {whole(day)}, {left:,.0f} k€ are left, "
        f"and {some(still_open, 'risk')} are open in the register.",
        importance=0.7,
    )
