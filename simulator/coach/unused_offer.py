"""A risk that has struck, against which there was an offer that nobody bought."""

from collections.abc import Iterator

from simulator import events as facts
from simulator.coach.remark import Remark
from simulator.cockpit.days import whole
from simulator.cockpit.scene import Scene
from simulator.metrics.log import of
from simulator.narration import called

LATELY = 10.0
"""Working days in which it is worth looking back."""


def unused_offer(scene: Scene) -> Iterator[Remark]:
    """“Late steel” was noticed on day 41; “Second supplier” had been on offer against it."""
    names = {risk.id: called(risk) for risk in scene.scenario.risks}
    for it in reversed(of(scene.events, facts.IssueDetected)):
        if scene.today - it.day > LATELY:
            return
        against = [offer for offer in scene.scenario.mitigations if offer.risk == it.risk]
        if not against or any(offer.id in scene.bought for offer in against):
            continue
        offer = min(against, key=lambda one: one.cost)
        issue, thing = names[it.risk], called(offer)
        yield Remark(
            kind="unused_offer",
            about=it.risk,
            sentence=(
                f"The issue “{issue}” was noticed on day {whole(it.day)}. “{thing}” "
                f"had been on offer against it for {offer.cost:g} k€: how was that weighed?"
            ),
            importance=0.5,
        )
