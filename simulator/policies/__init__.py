"""What the office always does: a bundle of standing rules, as data."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from simulator.decisions import rules_in_words
from simulator.errors import RefusedError
from simulator.policies.office import Office
from simulator.policies.orders import ORDERS, Order, ranking

__all__ = ["ORDERS", "Office", "Order", "Policy", "PolicyError", "describe", "ranking"]


class PolicyError(RefusedError):
    """A policy that breaks a rule; the message names the field, the value and the rule."""


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """Standing rules. `Policy()` is an office without a PMO: every default is "nobody decides"."""

    order: Any = "first_come"
    """Which waiting activity gets people first: a name from ORDERS, or a function of your own."""
    skipping: bool = True
    """Whether a smaller activity may go ahead when the first in line does not fit."""
    intake: Literal["open", "by_hand"] = "open"
    """open: projects start as people allow. by_hand: only after a StartProject decision."""
    wip_limit: Annotated[int, Meta(ge=1)] | None = None
    """At most this many projects in progress at once; None is no limit."""
    projects_per_person: Annotated[int, Meta(ge=1)] | None = None
    """At most this many activities a person; None leaves it to the organisation's habit."""
    review_weeks: Annotated[int, Meta(ge=1)] | None = None
    """The PMO reviews all projects in progress every so many weeks; None is never."""
    review_depth: Literal["review", "audit"] = "review"
    """audit finds more and costs more (mechanism M15)."""

    def __post_init__(self) -> None:
        named = isinstance(self.order, str) and self.order in ORDERS
        if not (named or callable(self.order)):
            raise PolicyError(f"policy: order {self.order!r} is unknown; write one of {names()}")
        for field, choices in {"intake": INTAKES, "review_depth": DEPTHS}.items():
            if getattr(self, field) not in choices:
                raise PolicyError(
                    f"policy: {field} {getattr(self, field)!r} is unknown; "
                    f"write one of {', '.join(choices)}"
                )
        if not isinstance(self.skipping, bool):
            raise PolicyError(f"policy: skipping is {self.skipping!r}; write True or False")
        for field in ("wip_limit", "projects_per_person", "review_weeks"):
            number = getattr(self, field)
            whole = isinstance(number, int) and not isinstance(number, bool)
            if number is not None and not (whole and number >= 1):
                raise PolicyError(
                    f"policy: {field} is {number!r}; write a whole number of at least 1, or None"
                )


INTAKES = ("open", "by_hand")
DEPTHS = ("review", "audit")


def names() -> str:
    """All names of orders, in one line."""
    return ", ".join(ORDERS)


def describe(policy: Policy) -> str:
    """The rules that differ from an office without a PMO, in one line."""
    plain = Policy()
    different = [
        (field, getattr(policy, field))
        for field in Policy.__struct_fields__
        if getattr(policy, field) != getattr(plain, field)
    ]
    return rules_in_words(different) or "no PMO: first come, first served"
