"""What the office always does: a bundle of standing rules, as data."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from simulator.decisions import rules_in_words
from simulator.errors import RefusedError
from simulator.policies.buying import BUYING
from simulator.policies.office import Office
from simulator.policies.orders import ORDERS, Order, ranking
from simulator.policies.selecting import SELECTING

__all__ = ["ORDERS", "Office", "Order", "Policy", "PolicyError", "describe", "ranking"]


class PolicyError(RefusedError):
    """A policy that breaks a rule; the message names the field, the value and the rule."""


Level = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=1)]


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """Standing rules. `Policy()` is an office without a PMO: every default is "nobody decides".

    What each function of a PMO costs, and how long it takes to work, is in mechanism M30.
    """

    order: Any = "first_come"
    """Which waiting activity gets people first: a name from ORDERS, or a function of your own."""
    skipping: bool = True
    """Whether a smaller activity may go ahead when the first in line does not fit."""
    intake: Literal["open", "by_hand"] = "open"
    """open: projects start as people allow. by_hand: only after a StartProject decision."""
    wip_limit: Count | None = None
    """At most this many projects in progress at once; None is no limit."""
    projects_per_person: Count | None = None
    """At most this many activities a person; None leaves it to the organisation's habit."""
    select: str = "all"
    """Which requests are taken on: all, or on Mondays as many as there is capacity for, chosen by
    a rule from SELECTING (mechanisms M22, M23)."""
    slack: Annotated[float, Meta(ge=0, le=0.9)] = 0.0
    """Share of capacity kept free when projects are selected."""
    stop: Literal["never", "forward_value"] = "never"
    """forward_value: cancel what is worth less than it will still cost (mechanism M21)."""
    visibility: Level = 0.0
    """Work on reports that are fresh, exact and complete (mechanisms M20, M25)."""
    liaison: bool = False
    """People who look after what projects hand to each other (mechanism M35)."""
    review_weeks: Count | None = None
    """The PMO reviews all projects in progress every so many weeks; None is never."""
    review_depth: Literal["review", "audit"] = "review"
    """audit finds more and costs more (mechanism M15)."""
    risk: str = "none"
    """Which offers against risks are bought first: none, or a rule from BUYING (M17)."""
    risk_budget: Level = 0.3
    """What is spent on them at most, as a share of the price of all offers."""
    reserve: Annotated[float, Meta(ge=0, le=0.99)] = 0.0
    """Confidence with which money held back covers what may go wrong; 0 is none (M18)."""
    method: Level = 0.0
    """How far work follows one standard (mechanism M32)."""
    tailored: bool = False
    """Whether the standard spares work that is new."""
    knowledge: Level = 0.0
    """Community and rotation, so that projects learn from each other (mechanisms M08, M32)."""
    people: Level = 0.0
    """Work on growing people (mechanisms M33, M34)."""
    people_by: Literal["balanced", "training", "mentoring", "career"] = "balanced"
    """What that work is spent on."""
    overtime: Annotated[float, Meta(ge=0, le=40)] = 0.0
    """Hours a week on top of forty, paid half as much again (mechanism M10)."""
    change: Level = 0.0
    """Work that helps those who have to live with the result (mechanism M26)."""
    change_by: Literal["balanced", "training", "process", "tools"] = "balanced"
    """Which of people, process and tools that work is spent on."""
    stakeholder: Level = 0.0
    """Visits, and decisions put before sponsors so that they can be taken (M28, M29)."""
    evidence: Literal["none", "ledger", "claims"] = "none"
    """What is shown when leadership asks what the PMO is worth: nothing, a ledger of losses that
    were avoided, or large claims (mechanism M37)."""
    improve: Annotated[float, Meta(ge=0, le=0.5)] = 0.0
    """Share of everybody's capacity spent on working better (mechanisms M12, M31)."""

    def __post_init__(self) -> None:
        named = isinstance(self.order, str) and self.order in ORDERS
        if not (named or callable(self.order)):
            raise PolicyError(f"policy: order {self.order!r} is unknown; write one of {names()}")
        for field in self.__struct_fields__:
            wrong = _wrong(field, getattr(self, field))
            if wrong:
                raise PolicyError(f"policy: {field} {wrong}")


def _wrong(field: str, value: object) -> str | None:
    """What is wrong with the value of a field, and what to write instead; None if nothing is."""
    if field in CHOICES:
        known = value in CHOICES[field]
        return None if known else f"{value!r} is unknown; write one of {', '.join(CHOICES[field])}"
    if field in SWITCHES:
        return None if isinstance(value, bool) else f"is {value!r}; write True or False"
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if field in COUNTS:
        whole = value is None or (plain and isinstance(value, int) and value >= 1)
        return None if whole else f"is {value!r}; write a whole number of at least 1, or None"
    if field in LEVELS:
        most = LEVELS[field]
        within = plain and 0 <= value <= most
        return None if within else f"is {value!r}; write a number from 0 to {most:g}"
    return None


INTAKES = ("open", "by_hand")
DEPTHS = ("review", "audit")
CHOICES = {
    "intake": INTAKES,
    "review_depth": DEPTHS,
    "select": ("all", *SELECTING),
    "stop": ("never", "forward_value"),
    "risk": ("none", *BUYING),
    "people_by": ("balanced", "training", "mentoring", "career"),
    "change_by": ("balanced", "training", "process", "tools"),
    "evidence": ("none", "ledger", "claims"),
}
"""By field: the words that may stand there."""
SWITCHES = ("skipping", "liaison", "tailored")
COUNTS = ("wip_limit", "projects_per_person", "review_weeks")
LEVELS = {
    "slack": 0.9, "visibility": 1, "risk_budget": 1, "reserve": 0.99, "method": 1,
    "knowledge": 1, "people": 1, "overtime": 40, "change": 1, "stakeholder": 1, "improve": 0.5,
}  # fmt: skip
"""By field: the largest number that may stand there; the smallest is 0."""


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
