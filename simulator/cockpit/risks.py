"""The risk field: what could go wrong, how likely and how costly, and what can be bought."""

from msgspec import Struct

from simulator.cockpit.days import whole
from simulator.cockpit.scene import Scene
from simulator.mechanisms.mitigation import after
from simulator.metrics.risks import Row, rows
from simulator.narration import called
from simulator.scenario import Mitigation, unit_price

IMPACTS = {"effort": "work for the team", "delay": "waiting for the team", "cost": "a bill"}


class Offer(Struct, kw_only=True):
    """Something that can be bought against a risk."""

    id: str
    name: str
    cost: float
    """k€."""
    does: str
    """What it does and when, as a sentence."""
    saves: float
    """Exposure that it takes away, in k€."""
    bought: bool
    told: bool = True
    """Whether anybody says what it takes away; if not, `saves` is 0."""


class Peril(Struct, kw_only=True):
    """One risk as the register has it, after what was bought."""

    id: str
    number: int
    """In the field and in the list."""
    name: str
    project: str
    """Its id."""
    project_name: str
    owner: str
    chance: float
    loss: float
    """k€, if it happens."""
    exposure: float
    kind: str
    state: str
    """open, issue or over."""
    offers: tuple[Offer, ...]


def risks(scene: Scene) -> tuple[Peril, ...]:
    """All risks of projects that are still open, the largest exposure first; then what has
    happened."""
    found = [it for it in rows(scene.events, scene.scenario) if it.status != "over"]
    found.sort(key=lambda it: (it.status != "open", -it.exposure))
    return tuple(_peril(scene, number, it) for number, it in enumerate(found, 1))


def _peril(scene: Scene, number: int, it: Row) -> Peril:
    risk = next(risk for risk in scene.scenario.risks if risk.id == it.risk)
    loss = it.impact * unit_price(risk, scene.projects[it.project], scene.scenario)
    offers = [offer for offer in scene.scenario.mitigations if offer.risk == it.risk]
    return Peril(
        id=it.risk,
        number=number,
        name=called(risk),
        project=it.project,
        project_name=scene.project(it.project),
        owner=it.owner,
        chance=it.probability,
        loss=loss,
        exposure=it.exposure,
        kind=IMPACTS[it.hits],
        state=it.status,
        offers=tuple(_offer(scene, offer, it.probability, loss) for offer in offers),
    )


def _offer(scene: Scene, it: Mitigation, chance: float, loss: float) -> Offer:
    later = after(chance, loss, it.kind, it.effect)
    bought = it.id in scene.bought
    return Offer(
        id=it.id,
        name=called(it),
        cost=it.cost,
        does=_does(it),
        saves=0.0 if bought else chance * loss - later[0] * later[1],
        bought=bought,
    )


def _does(it: Mitigation) -> str:
    """What an offer does, and from when."""
    what = (
        f"keeps it away {_of_ten(it.effect)} times of 10"
        if it.kind == "avoid"
        else f"makes it {it.effect:.0%} smaller"
    )
    when = f", from {whole(it.lag)} days after the purchase" if it.lag else ", at once"
    more = f"; {it.if_used:g} k€ more if it happens" if it.if_used else ""
    return what + when + more


def _of_ten(chance: float) -> str:
    return f"{10 * chance:.0f}" if chance < 0.95 else "nearly 10"
