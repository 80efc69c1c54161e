"""An offer whose price is small beside what the register expects of its risk."""

from collections.abc import Iterator

from simulator.coach.remark import Remark
from simulator.cockpit.risks import Offer, Peril, risks
from simulator.cockpit.scene import Scene

SMALL = 1 / 3
"""The price, as a share of the exposure that is taken away."""
WORTH_A_WORD = 5.0
"""k€."""


def small_price(scene: Scene) -> Iterator[Remark]:
    """By the register “Second supplier” would take 42 k€ off, for 5 k€."""
    one_price = {it.id for it in scene.scenario.mitigations if not it.if_used}
    found = [(offer.saves or 0.0, peril, offer) for peril in risks(scene) for offer in peril.offers
             if offer.id in one_price and _is_small(scene, peril, offer)]  # fmt: skip
    for saves, peril, offer in sorted(found, key=lambda it: -it[0]):
        yield Remark(
            kind="small_price",
            about=offer.id,
            sentence=f"By the register, “{offer.name}” would take {saves:,.0f} k€ off the "
            f"exposure of {peril.project_name}, for {offer.cost:g} k€. What do you know that the "
            "register does not?",
            importance=0.4,
            hint=True,
        )


def _is_small(scene: Scene, peril: Peril, offer: Offer) -> bool:
    going_on = peril.state == "open" and scene.state[peril.project] in ("waiting", "in progress")
    saves = offer.saves or 0.0
    worth_it = saves >= WORTH_A_WORD and offer.cost <= SMALL * saves
    return going_on and worth_it and not offer.bought
