"""The timeline: every decision of the flight on its day, in words."""

from typing import Literal

from msgspec import Struct

from simulator.cockpit.days import whole
from simulator.decisions import (
    BuyMitigation,
    ChangePeople,
    ChangePolicy,
    Decision,
    OrderProjects,
    describe,
)
from simulator.narration import names_by_id
from simulator.session import Session

Kind = Literal["order", "people", "risk", "rules", "project"]
KINDS: dict[type[Decision], Kind] = {
    OrderProjects: "order",
    ChangePeople: "people",
    BuyMitigation: "risk",
    ChangePolicy: "rules",
}


class Taken(Struct, kw_only=True):
    """A decision of the flight."""

    number: int
    """Counted from 0."""
    at: float
    day: int
    kind: Kind
    text: str
    reason: str


def timeline(session: Session) -> tuple[Taken, ...]:
    """All decisions, in the order in which they were taken."""
    names = names_by_id(session.scenario)
    return tuple(
        Taken(
            number=number,
            at=it.day or 0.0,
            day=whole(it.day or 0.0),
            kind=KINDS.get(type(it), "project"),
            text=in_words(it, names),
            reason=it.reason,
        )
        for number, it in enumerate(session.decisions)
    )


def in_words(decision: Decision, names: dict[str, str]) -> str:
    """A decision as people say it; an order names its first three only."""
    if isinstance(decision, OrderProjects):
        first = [names.get(it, it) for it in decision.projects[:3]]
        more = ", …" if len(decision.projects) > len(first) else ""
        return f"put first: {', '.join(first)}{more}" if first else "let the rule order the work"
    return describe(decision, names)
