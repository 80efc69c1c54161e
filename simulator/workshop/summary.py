"""What a mentor sees of a team: day, money, promises, sponsors, and what calls for a visit."""

from msgspec import Struct

from simulator.cockpit.header import header
from simulator.cockpit.scene import Scene
from simulator.cockpit.timeline import in_words
from simulator.decisions import (
    AnyDecision,
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    PauseProject,
)
from simulator.metrics import level
from simulator.narration import names_by_id
from simulator.scenario import Scenario
from simulator.session.session import taken_on
from simulator.workshop.flight import Flight, session_of
from simulator.workshop.record import Workshop

QUARTER, HALF = 0.25, 0.5
"""Shares of all people, and of all projects or offers, that are a lot at one stroke."""
MANY_RULES = 6
"""So many standing rules changed on one day are a reorganisation."""
PATIENCE = 180.0
"""Seconds of an open round without a step, after which a team may be stuck."""


class Last(Struct, frozen=True, kw_only=True):
    """A team's latest decision."""

    words: str
    day: float


class Summary(Struct, frozen=True, kw_only=True):
    """Where a team stands. Money in k€; shares from 0 to 1."""

    day: float
    decisions: int
    in_round: int
    """How many of them were taken in this round."""
    unexplained: int
    """How many of those without a word of why."""
    net: float
    cost: float
    on_time: float | None
    """Of the projects with a due day that are over or overdue; None before there is one."""
    sponsor: float | None
    """How much sponsors stand behind the projects; None where the office has none who may tire."""
    last: Last | None
    all_in: str
    """What of this round's decisions puts much on one card; empty if nothing does."""


class Flag(Struct, frozen=True, kw_only=True):
    """What calls for a visit."""

    kind: str
    """no hypothesis, frozen, or all in."""
    words: str


def summed_up(workshop: Workshop, since: float, flight: Flight) -> Summary:
    """Where a team stands in a round that began on day `since`. It knows what is hidden."""
    session = session_of(workshop, flight)
    top = header(Scene(session))
    mine = [it for it in flight.decisions if taken_on(it) >= since]
    names = names_by_id(workshop.scenario)
    last = flight.decisions[-1] if flight.decisions else None
    engagement = level(session.events, "engagement")
    return Summary(
        day=flight.today,
        decisions=len(flight.decisions),
        in_round=len(mine),
        unexplained=sum(not it.reason for it in mine),
        net=top.net,
        cost=top.spent,
        on_time=top.on_time / (top.on_time + top.late) if top.on_time + top.late else None,
        sponsor=engagement[-1][1] if engagement else None,
        last=None if last is None else Last(words=in_words(last, names), day=taken_on(last)),
        all_in=all_in(workshop.scenario, mine),
    )


def all_in(scenario: Scenario, decisions: list[AnyDecision]) -> str:
    """Which of these decisions put much on one card, in words; empty if none does."""
    people = sum(it.people for it in scenario.roles)
    moved = sum(abs(it.change) for it in decisions if isinstance(it, ChangePeople))
    if people and moved >= max(2, QUARTER * people):
        return f"{moved} of {people:g} people hired or released in one round"
    stopped = sum(isinstance(it, PauseProject | CancelProject) for it in decisions)
    if stopped >= max(2, HALF * len(scenario.projects)):
        return f"{stopped} of {len(scenario.projects)} projects stopped in one round"
    bought = sum(isinstance(it, BuyMitigation) for it in decisions)
    offers = len(scenario.mitigations)
    if bought >= max(3, HALF * offers):
        return f"{bought} of {offers} offers against risks bought in one round"
    rules = max((len(it.changes) for it in decisions if isinstance(it, ChangePolicy)), default=0)
    if rules >= MANY_RULES:
        return f"{rules} standing rules changed at one stroke"
    return ""


def flags(summary: Summary, is_open: bool, done: bool, silent: float) -> tuple[Flag, ...]:
    """What calls for a visit, given for how many seconds of the round nothing came of the team."""
    found = []
    if summary.unexplained and summary.unexplained == summary.in_round:
        many = f"{summary.in_round} decisions" if summary.in_round > 1 else "a decision"
        found.append(Flag(kind="no hypothesis", words=f"{many} this round, and no reason given"))
    if is_open and not done and silent >= PATIENCE:
        minutes = f"{silent / 60:.0f} minutes"
        found.append(Flag(kind="frozen", words=f"nothing for {minutes}, and the round is open"))
    if summary.all_in:
        found.append(Flag(kind="all in", words=summary.all_in))
    return tuple(found)
