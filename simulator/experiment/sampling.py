"""Policies drawn by lot from the one table of fields, and neighbours of a policy."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from simulator.chance import uniform
from simulator.policies.field import Field, Value
from simulator.policies.fields import FIELDS
from simulator.policies.functions import FUNCTIONS
from simulator.policies.policy import Policy

Lot = Callable[..., float]
"""A number between 0 and 1 for a name."""
USED = 0.5
"""How likely a function is used at all: a policy that uses all of them pays for all of them."""
LEAST, SPREAD = 0.05, 0.45
"""Shares that no control offers are drawn between these two (slack, say)."""


def sampled(number: int, lots: str = "policies") -> Policy:
    """The policy with this number under these lots, the same one on every computer.

    Every function is used by the toss of a coin; what is used has each of its fields at one of the
    values that a control offers.
    """
    draw = _lots(number, lots)
    rules: dict[str, Any] = {}
    for field in FIELDS.values():
        if field.name in LEFT_OUT or draw("used", field.function or field.name) >= USED:
            continue
        rules[field.name] = _chosen(field, draw)
    return Policy(**rules)


def neighbour(policy: Policy, number: int, lots: str = "neighbours") -> Policy:
    """The policy with one or two fields at other values, or a whole function given up."""
    draw = _lots(number, lots)
    names = [name for name in FIELDS if name not in LEFT_OUT]
    for time in range(1 + (draw("how many") < 0.5)):
        name = names[int(draw("which", time) * len(names))]
        function = FUNCTIONS.get(FIELDS[name].function)
        if function and draw("give up", time) < 0.25:
            policy = function.moved(policy, Policy())
        else:
            policy = replace(policy, **{name: _chosen(FIELDS[name], draw)})
    return policy


LEFT_OUT = ("intake", "skipping")
"""Started by hand, nothing starts while nobody is there; skipping is for published rules."""


def _lots(number: int, lots: str) -> Lot:
    return lambda *name: uniform(number, lots, *name)


def _chosen(field: Field, draw: Lot) -> Value:
    """One of the values that a field is offered with."""
    offered = [it for it in field.offered if it != "random"]  # a lot is no rule
    if field.name == "slack":
        return round(LEAST + SPREAD * draw(field.name), 2)
    return offered[int(draw(field.name) * len(offered))]
