"""Three things to try next: branches of this flight, each of which can be flown at once."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator import experiment
from simulator.debrief.basis import HIDDEN
from simulator.experiment import Captain, Difference, difference
from simulator.policies import describe as rules_in_words
from simulator.policies.best_known import best_known
from simulator.policies.moves import MOVES
from simulator.report.case import Case
from simulator.report.markup import more, sentences, table
from simulator.report.room import room
from simulator.report.section import Section
from simulator.session import Session

FEW = 8
"""Worlds in which every single move is tried; enough to find one that is worth a flight."""
AS_IT_WAS = "as it was"


class Suggestion(NamedTuple):
    """A branch, why it is worth a flight, and where it begins."""

    title: str
    why: str
    start: Session
    """In the same world, on the day of the change."""


STARTS = (
    "Each of these starts where you stood, with the same luck. What it is worth is judged by other "
    "worlds, so that none of them is wise after the event."
)


def try_next(case: Case) -> Section:
    """How much more there was to be had, and what might have brought it."""
    lead, body, small = room(case)
    ways = table(("try", "because"), [(it.title, it.why) for it in suggestions(case)])
    return Section(lead, body + sentences([STARTS]) + ways, small)


def suggestions(case: Case) -> list[Suggestion]:
    """At most three: a decision taken otherwise, one more rule, other rules altogether."""
    return case.once("next", lambda: [*_decision(case), *_move(case), *_rules(case)])


def _decision(case: Case) -> Iterator[Suggestion]:
    """The decision that cost most, taken again."""
    taken = case.taken("decision")
    if not taken or taken[0].value >= 0:
        return
    worst, day = taken[0], taken[0].day
    yield Suggestion(
        f"Go back to day {day:g} and leave this: {worst.what}",
        f"On average over all that could still happen it was worth {more(worst.value)} k€.",
        case.session.back_to(day),
    )


def _move(case: Case) -> Iterator[Suggestion]:
    """The single move that would have brought most on top of what was decided."""
    session = case.session
    captains = {AS_IT_WAS: Captain(session.policy, session.decisions, blindly=True)} | {
        name: Captain(move.added(session.policy), session.decisions, blindly=True)
        for name, move in MOVES.items()
        if move.added(session.policy) != session.policy
    }
    played = experiment.played(session.scenario, captains, range(FEW), case.progress, fate=HIDDEN)
    found = {it: difference(played, AS_IT_WAS, it) for it in captains if it != AS_IT_WAS}
    name = max(found, key=lambda it: found[it].mean)
    if found[name].mean > 0:
        policy = MOVES[name].added(session.policy)
        yield Suggestion(
            f"From the first day: {name}",
            f"On top of what you did {_worth(found[name])}.",
            Session(session.scenario, policy, session.seed),
        )


def _worth(it: Difference) -> str:
    return (
        f"it would be worth about {more(it.mean)} k€ ({more(it.low)} to {more(it.high)} in "
        f"{it.worlds} worlds)"
    )


def _rules(case: Case) -> Iterator[Suggestion]:
    """The best rules that anybody has found for this organisation."""
    session, known = case.session, best_known(case.session.scenario)
    if known is None or known.policy == session.policy:
        return
    yield Suggestion(
        f"Fly by other rules: {rules_in_words(known.policy)}",
        f"Of {known.tried} policies they did best here: {known.net:,.0f} k€ on average.",
        Session(session.scenario, known.policy, session.seed),
    )
