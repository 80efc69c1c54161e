"""Offers against what can go wrong, and money for some of them: the same storms over four
baskets."""

from collections.abc import Iterable, Mapping
from math import fsum

from msgspec import Struct, ValidationError, convert

from simulator.errors import RefusedError
from simulator.explorables.picture import Message, Picture, Work
from simulator.explorables.season import season
from simulator.mechanisms.mitigation import heat
from simulator.policies.buying import Offer, bought, offers_of
from simulator.scenario import Scenario
from simulator.values import shown

STORMS = 100
NOTHING, RED, MINE, LEVERAGE = "Nothing", "The heat map’s", "Yours", "Most per euro"
"""The baskets, in the order of their rows."""
SPARE = 1e-9


class Line(Struct, frozen=True, kw_only=True):
    """One thing that can go wrong, and the offer against it."""

    id: str
    risk: str
    place: str
    chance: float
    """From 0 to 1."""
    loss: float
    """k€ on average if it is noticed at once."""
    heat: int
    """The score of its field on the heat map."""
    offer: str
    effect: float
    """Which share it takes away, of the chance or of the loss."""
    avoids: bool
    """Whether it takes away the chance, not the loss."""
    price: float
    inside: bool
    """Whether it lies in the basket."""
    leverage: float | None
    """k€ of expected loss taken away for each k€; once the storms may be seen."""


class Row(Struct, frozen=True, kw_only=True):
    """One basket under all storms."""

    name: str
    spent: float
    losses: tuple[float, ...]
    """k€, storm by storm: mishaps and the price of the basket; none before they may be seen."""
    saved: float | None
    """k€ on average, against buying nothing, after the price."""
    ahead: int | None
    """In how many storms it has cost less than buying nothing."""


class Shop(Struct, frozen=True, kw_only=True):
    """Everything on the page; money in k€."""

    lines: tuple[Line, ...]
    budget: float
    spent: float
    signed: bool
    rows: tuple[Row, ...]
    end: float
    """Where the line of costs ends."""


class Basket(Picture):
    """Fill a basket, sign it; then the same hundred storms over yours, two rules', and nothing."""

    def __init__(self, scenario: Scenario, budget: float, first: int = 1) -> None:
        self.scenario, self.budget = scenario, budget
        self.seeds = range(first, first + STORMS)
        self.offers = {it.mitigation: it for it in offers_of(scenario)}
        self.mine: set[str] = set()
        self.signed: tuple[str, ...] = ()
        self.rules = {RED: self._by("heat_map"), LEVERAGE: self._by("leverage")}

    @property
    def told(self) -> bool:
        """Whether the storms may be seen."""
        return self.open and bool(self.signed)

    @property
    def list(self) -> tuple[str, ...]:
        """What lies in the basket, in the order of the register."""
        return tuple(it for it in self.offers if it in self.mine)

    def shown(self) -> Shop:
        """The register, the basket, and once it is signed what the storms did to it."""
        rows = tuple(self._row(name, ids) for name, ids in self._baskets().items())
        dearest = max((max(it.losses) for it in rows if it.losses), default=0.0)
        return Shop(
            lines=tuple(self._line(it) for it in self.offers.values()),
            budget=self.budget, spent=self._price(self.list), signed=bool(self.signed), rows=rows,
            end=float(500 * -(-dearest // 500)),
        )  # fmt: skip

    def words(self) -> str:
        """What is in the basket, and what it saved."""
        spent = f"Your basket holds {len(self.mine)} offers for {self._price(self.list):g} k€"
        if not self.told:
            return f"{spent}; what it saves is not yet said."
        saved = ", ".join(
            f"{it.name} {it.saved:,.0f}" for it in self.shown().rows if it.name != NOTHING
        )
        return f"{spent}. Saved on average over {STORMS} storms, in k€: {saved}."

    def act(self, message: Message) -> Work | None:
        """Take an offer or put it back, or sign. Raises RefusedError for what cannot be."""
        match message.get("do"):
            case "toggle":
                self.toggle(message.get("offer"))
            case "sign":
                self.sign()
            case _:
                return super().act(message)
        return None

    def toggle(self, offer: object) -> None:
        """Take an offer, or put it back. Raises RefusedError if there is not the money."""
        if offer not in self.offers:
            raise RefusedError(f"there is no offer {shown(offer)}; choose one of the list")
        self.mine ^= {str(offer)}
        over = self._price(self.list) - self.budget
        if over > SPARE:
            self.mine ^= {str(offer)}
            raise RefusedError(
                f"that is {over:g} k€ more than the {self.budget:g} k€ you have; put something back"
            )

    def sign(self) -> None:
        """Make the basket binding. Raises RefusedError if it is empty, or one is signed."""
        if self.signed:
            raise RefusedError("a basket is signed; a signature stays")
        if not self.mine:
            raise RefusedError("the basket is empty; put something in it first")
        self.signed = self.list

    def kept(self) -> dict[str, object] | None:
        """The basket."""
        if not self.mine and not self.signed:
            return None
        return {"mine": list(self.list), "signed": list(self.signed)}

    def take_up(self, state: Mapping[str, object]) -> None:
        """The basket as it was left."""
        try:
            left = convert(state, _State)
        except ValidationError:
            return  # of another edition of the lesson
        known = {*left.mine, *left.signed} <= self.offers.keys()
        if known and max(map(self._price, (left.mine, left.signed))) <= self.budget + SPARE:
            self.mine, self.signed = set(left.mine), tuple(left.signed)

    def costs(self, ids: tuple[str, ...]) -> tuple[float, ...]:
        """What each storm costs with such a basket, in k€."""
        return tuple(season(self.scenario, seed, ids).all for seed in self.seeds)

    def _baskets(self) -> dict[str, tuple[str, ...]]:
        return {NOTHING: (), RED: self.rules[RED], MINE: self.list, LEVERAGE: self.rules[LEVERAGE]}

    def _by(self, rule: str) -> tuple[str, ...]:
        return tuple(bought(rule, self.offers.values(), self.budget, lambda *_: 0.0))

    def _price(self, ids: Iterable[str]) -> float:
        return fsum(self.offers[it].cost for it in ids)

    def _row(self, name: str, ids: tuple[str, ...]) -> Row:
        if not self.told:
            hidden = name in self.rules
            return Row(
                name=name, spent=0.0 if hidden else self._price(ids), losses=(), saved=None,
                ahead=None,
            )  # fmt: skip
        bare, mine = self.costs(()), self.costs(ids)
        saved = [one - other for one, other in zip(bare, mine, strict=True)]
        return Row(
            name=name, spent=self._price(ids), losses=mine, saved=fsum(saved) / STORMS,
            ahead=sum(it > 0 for it in saved),
        )  # fmt: skip

    def _line(self, it: Offer) -> Line:
        risk = next(one for one in self.scenario.risks if one.id == it.risk)
        offer = next(one for one in self.scenario.mitigations if one.id == it.mitigation)
        place = next(one for one in self.scenario.projects if one.id == it.project)
        return Line(
            id=it.mitigation, risk=risk.name, place=place.name, chance=it.probability,
            loss=it.impact, heat=heat(it.probability, it.impact), offer=offer.name,
            effect=offer.effect, avoids=offer.kind == "avoid", price=it.cost,
            inside=it.mitigation in self.mine, leverage=it.leverage if self.told else None,
        )  # fmt: skip


class _State(Struct):
    """What is kept of the basket."""

    mine: list[str] = []  # noqa: RUF012 - msgspec copies it
    signed: list[str] = []  # noqa: RUF012 - msgspec copies it
