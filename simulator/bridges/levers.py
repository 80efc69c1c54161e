"""Everything that somebody can decide in an office, counted up: each a decision by its number."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from simulator.bridges.known import Known
from simulator.decisions import (
    AnyDecision,
    BuyMitigation,
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
    StartProject,
)
from simulator.narration.names import Names, names_by_kind
from simulator.policies.field import Field, Value
from simulator.policies.fields import FIELDS
from simulator.scenario import Mitigation, Scenario

OPEN = ("waiting", "in progress", "paused")
"""States in which a project can be decided about."""

Choice = type[StartProject] | type[PauseProject] | type[CancelProject]
"""A kind of decision about one project."""


class Lever(NamedTuple):
    """One thing to decide, or to let time pass."""

    words: str
    decision: Callable[[Known], AnyDecision | None]
    possible: Callable[[Known], bool]
    """Whether it can be done, and would change anything, as far as can be known."""


def levers(scenario: Scenario) -> tuple[Lever, ...]:
    """All levers of an office; the first lets time pass."""
    names = names_by_kind(scenario)
    return (
        Lever("decide nothing", lambda _: None, lambda _: True),
        *_projects(scenario, names),
        *_people(scenario, names),
        *_offers(scenario, names),
        *_rules(scenario),
    )


def _projects(scenario: Scenario, names: Names) -> Iterator[Lever]:
    kinds: dict[str, tuple[Choice, tuple[str, ...]]] = {
        "start": (StartProject, ("waiting", "paused")),
        "pause": (PauseProject, ("waiting", "in progress")),
        "cancel": (CancelProject, OPEN),
    }
    for project in scenario.projects:
        called = names.projects[project.id]
        yield Lever(
            f"put first: {called}",
            partial(_put_first, project.id),
            partial(_not_first, project.id),
        )
        for verb, (decision, states) in kinds.items():
            yield Lever(
                f"{verb} {called}",
                partial(_about, decision, project.id),
                partial(_is_in, project.id, states),
            )


def _put_first(project: str, known: Known) -> AnyDecision:
    """This one, and after it those that were put first before."""
    return OrderProjects((project, *(it for it in known.by_hand if it != project)))


def _not_first(project: str, known: Known) -> bool:
    return _is_in(project, ("expected", *OPEN), known) and known.by_hand[:1] != (project,)


def _about(decision: Choice, project: str, known: Known) -> AnyDecision:
    return decision(project)


def _is_in(project: str, states: tuple[str, ...], known: Known) -> bool:
    return known.seen.state[project] in states


def _people(scenario: Scenario, names: Names) -> Iterator[Lever]:
    for role in scenario.roles:
        for change, verb in ((1, "hire"), (-1, "release")):
            yield Lever(
                f"{verb} one: {names.roles[role.id]}",
                partial(_change, role.id, change),
                partial(_enough, role.id, change),
            )


def _change(role: str, change: int, known: Known) -> AnyDecision:
    return ChangePeople(role, change)


def _enough(role: str, change: int, known: Known) -> bool:
    return known.seen.people[role] + change >= 0


def _offers(scenario: Scenario, names: Names) -> Iterator[Lever]:
    project_of = {risk.id: risk.project for risk in scenario.risks}
    for offer in scenario.mitigations:
        yield Lever(
            f"buy {names.mitigations[offer.id]}",
            partial(_buy, offer.id),
            partial(can_be_bought, offer, project_of[offer.risk]),
        )


def _buy(offer: str, known: Known) -> AnyDecision:
    return BuyMitigation(offer)


def can_be_bought(offer: Mitigation, project: str, known: Known) -> bool:
    """Whether an offer is still to be had, as far as can be known."""
    seen = known.seen
    over = seen.state[project] in ("finished", "cancelled")
    return not over and offer.id not in seen.bought and offer.risk not in seen.detected


def dials(scenario: Scenario) -> tuple[Field, ...]:
    """The rules that can be set: the basic ones alone where a PMO has no price (M30 is off)."""
    priced = scenario.mechanisms.governance is not None
    return tuple(it for it in FIELDS.values() if it.offered and (it.basic or priced))


def _rules(scenario: Scenario) -> Iterator[Lever]:
    for field in dials(scenario):
        for value in field.offered:
            yield Lever(
                f"from now on {field.words}: {field.say(value)}",
                partial(_set, field.name, value),
                partial(_differs, field, value),
            )


def _set(field: str, value: Value, known: Known) -> AnyDecision:
    return ChangePolicy(changes=((field, value),))


def _differs(field: Field, value: Value, known: Known) -> bool:
    """Once a PMO has been closed, its functions are no longer anybody's to set."""
    closed = known.closed and bool(field.function)
    return not closed and getattr(known.rules, field.name) != value
