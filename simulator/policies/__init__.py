"""What the office always does: a bundle of standing rules, as data."""

from simulator.policies.field import Field
from simulator.policies.fields import FIELDS, describe, named, rules_in_words, with_rules
from simulator.policies.office import Office
from simulator.policies.orders import ORDERS, Order, ranking
from simulator.policies.policy import Policy, PolicyError

__all__ = [
    "FIELDS",
    "ORDERS",
    "Field",
    "Office",
    "Order",
    "Policy",
    "PolicyError",
    "describe",
    "named",
    "ranking",
    "rules_in_words",
    "with_rules",
]
