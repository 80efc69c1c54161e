"""The policy drawer: the functions of a PMO as cards, made from the one table of policy fields."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from simulator.cockpit.days import whole
from simulator.cockpit.scene import Scene
from simulator.mechanisms import CARDS
from simulator.mechanisms.governance import hours
from simulator.policies.field import Field, Value
from simulator.policies.fields import FIELDS
from simulator.policies.functions import FUNCTIONS, Function, levels
from simulator.policies.policy import Policy
from simulator.policies.ready import READY

OTHERS = "and without a PMO"
"""The card of the fields that belong to no function."""
READY_SAYS = {
    "no_pmo": "Nobody decides: first come, first served.",
    "light": "Orders, looks and listens; little more.",
    "heavy": "Everything, for everybody, all the time.",
    "tailored": "Fitted to the work; spends where it counts.",
}


class Option(Struct):
    """A value that a field offers: what stands for it in a message, and what it means."""

    value: Value
    label: str
    says: str


class Dial(Struct, kw_only=True):
    """One field of the policy."""

    field: str
    label: str
    meaning: str
    costs: str
    value: Value
    """As it stands today."""
    options: tuple[Option, ...]
    mechanisms: tuple[str, ...]
    """The mechanisms through which it acts: number and meaning."""


class Card(Struct, kw_only=True):
    """One function of a PMO as a card."""

    name: str
    title: str
    level: float
    """How far it is on, 0 to 1."""
    price: str
    """What it takes at full strength and when it begins to help; empty where a PMO has no price."""
    dials: tuple[Dial, ...]


class Ready(Struct, kw_only=True):
    """A ready-made policy: the values of all dials."""

    name: str
    says: str
    values: dict[str, Value]


class Rules(Struct, kw_only=True):
    """All standing rules."""

    summary: str
    functions: tuple[Card, ...]
    ready: tuple[Ready, ...]


def rules(scene: Scene) -> Rules:
    """Today's rules, and what could be chosen instead.

    Where a PMO has no price (mechanism M30 is off), only the basic fields are shown.
    """
    shown = _shown(scene)
    cards = [_function(scene, it, shown) for it in FUNCTIONS.values()]
    rest = tuple(_dial(scene, it) for it in shown.values() if not it.function)
    if rest:
        cards.append(Card(name="", title=OTHERS, level=0.0, price="", dials=rest))
    on = [it.words for it in FUNCTIONS.values() if it.level(scene.rules) > 0]
    return Rules(
        summary=", ".join(on) or "no function of a PMO is on",
        functions=tuple(card for card in cards if card.dials),
        ready=tuple(_ready(name, policy, shown) for name, policy in READY.items()),
    )


def _shown(scene: Scene) -> dict[str, Field]:
    priced = scene.scenario.mechanisms.governance is not None
    return {
        name: field
        for name, field in FIELDS.items()
        if field.offered and (field.basic or priced) and name != "order"
    }


def _function(scene: Scene, it: Function, shown: dict[str, Field]) -> Card:
    return Card(
        name=it.name,
        title=it.words[:1].upper() + it.words[1:],
        level=it.level(scene.rules),
        price=_price(scene, it),
        dials=tuple(_dial(scene, shown[name]) for name in it.fields if name in shown),
    )


def _price(scene: Scene, it: Function) -> str:
    """What a function takes of everybody's time, and when it begins to help."""
    how = scene.scenario.mechanisms.governance
    if how is None:
        return ""
    return f"{it.takes(how)}, helps after {whole(getattr(how, it.name).lag)} weeks"


def _dial(scene: Scene, field: Field) -> Dial:
    value = getattr(scene.rules, field.name)
    return Dial(
        field=field.name,
        label=_capital(field.label or field.words),
        meaning=field.meaning,
        costs=field.costs,
        value=value,
        options=tuple(_options(scene, field, value)),
        mechanisms=tuple(f"{it}: {CARDS[it].meaning}" for it in field.mechanisms),
    )


def _options(scene: Scene, field: Field, today: Value) -> Iterator[Option]:
    """What is offered; today's value too, where it is none of these."""
    offered = list(field.offered)
    if today not in offered:
        offered.append(today)
    for it in offered:
        says = " ".join(filter(None, (field.explain(it), _takes(scene, field, it))))
        yield Option(it, field.say(it), says)


def _takes(scene: Scene, field: Field, value: Value) -> str:
    """What the whole PMO would take with this value; empty where that has no price."""
    how = scene.scenario.mechanisms.governance
    if how is None or not field.function:
        return ""
    then = hours(levels(replace(scene.rules, **{field.name: value})), how)
    return f"The PMO then takes {then:.1%} of everybody's time."


def _ready(name: str, policy: Policy, shown: dict[str, Field]) -> Ready:
    values = {field: getattr(policy, field) for field in shown}
    return Ready(name=name.replace("_", " "), says=READY_SAYS[name], values=values)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
