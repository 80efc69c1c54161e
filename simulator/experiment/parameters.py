"""A scenario with one assumption changed: a parameter by its path, or a mechanism switched off."""

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.mechanisms import CARDS, Card
from simulator.mechanisms.card import Parameter
from simulator.scenario import Scenario

SWITCHES: dict[str, Card] = {card.name: card for card in CARDS.values() if card.record}
"""Cards of the mechanisms that can be switched off, by the name a scenario knows them by."""


def with_parameter(scenario: Scenario, path: str, value: object) -> Scenario:
    """The scenario with one parameter of a mechanism that is on set to this value.

    `path` is the mechanism's name and the parameter's, such as duration.standard or
    governance.review.hours. Raises RefusedError that names the place, the value and what to write.

    >>> from simulator import load
    >>> office = with_parameter(load("three_projects"), "duration.standard", 0.9)
    >>> office.mechanisms.duration.standard
    0.9
    """
    card, about = card_and_parameter(path)
    changed = _with(_record(scenario, path), about.name.split("."), _allowed(path, about, value))
    return replace(scenario, mechanisms=replace(scenario.mechanisms, **{card.name: changed}))


def without_mechanism(scenario: Scenario, name: str) -> Scenario:
    """The scenario with one mechanism switched off, such as duration; others stay as they are.

    >>> from simulator import load
    >>> without_mechanism(load("three_projects"), "hazard").mechanisms.hazard is None
    True
    """
    return replace(scenario, mechanisms=replace(scenario.mechanisms, **{switch(name).name: None}))


def switched_on(scenario: Scenario) -> tuple[str, ...]:
    """Names of the mechanisms that are on, in the order of their numbers."""
    return tuple(it for it in SWITCHES if getattr(scenario.mechanisms, it) is not None)


def switch(name: str) -> Card:
    """The card of a mechanism by its name in a scenario. Raises RefusedError if there is none."""
    if name not in SWITCHES:
        raise RefusedError(f"there is no mechanism '{name}' to switch{_hint(name, SWITCHES)}")
    return SWITCHES[name]


def card_and_parameter(path: str) -> tuple[Card, Parameter]:
    """The mechanism and the parameter that a path leads to. Raises RefusedError if to none."""
    name, _, rest = path.partition(".")
    card = switch(name)
    by_name = {it.name: it for it in card.parameters}
    if rest not in by_name:
        raise RefusedError(
            f"parameter '{path}': {name} has no parameter '{rest}'{_hint(rest, by_name)}"
        )
    return card, by_name[rest]


def current(scenario: Scenario, path: str) -> float | str:
    """What a parameter is in this scenario. Raises RefusedError if its mechanism is off here."""
    record = _record(scenario, path)
    *outer, last = card_and_parameter(path)[1].name.split(".")
    for name in outer:
        record = getattr(record, name)
    value: float | str = getattr(record, last)
    return value


def paths_of(scenario: Scenario, name: str) -> tuple[str, ...]:
    """Paths of all parameters of a mechanism that is on here. Raises RefusedError if it is off."""
    card = switch(name)
    _record(scenario, name)
    return tuple(f"{name}.{it.name}" for it in card.parameters)


def ends(about: Parameter) -> tuple[float, float]:
    """The smallest and the largest number that a parameter may be."""
    low, high = map(float, about.range.split(" to "))
    return low, high


def words(about: Parameter) -> tuple[str, ...]:
    """The words that a parameter may be; none if it is a number."""
    return tuple(about.range.split(", ")) if isinstance(about.default, str) else ()


def _allowed(path: str, about: Parameter, value: object) -> float | str:
    """The value, if the parameter may be that."""
    if words(about):
        if isinstance(value, str) and value in words(about):
            return value
        raise RefusedError(
            f"parameter '{path}' is {value!r}; write one of {', '.join(words(about))}"
        )
    whole, (low, high) = isinstance(about.default, int), ends(about)
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        number = int(value) if whole else float(value)
        if number == value:
            return number
    kind = "whole number" if whole else "number"
    raise RefusedError(f"parameter '{path}' is {value!r}; write a {kind} from {about.range}")


def _record(scenario: Scenario, path: str) -> Struct:
    """The parameters that the first name of a path stands for, if they are in use."""
    card = switch(path.partition(".")[0])
    record: Struct | None = getattr(scenario.mechanisms, card.name)
    if record is None:
        on = switched_on(scenario)
        raise RefusedError(
            f"'{path}': {card.name} ({card.number}) is off in scenario '{scenario.name}'; "
            f"switch it on first, or write one that is on: {', '.join(on) or 'none is'}"
        )
    return record


def _with(record: Struct, names: list[str], value: object) -> Struct:
    """The record with a field of it, or of a record inside it, changed."""
    first, *rest = names
    return replace(record, **{first: _with(getattr(record, first), rest, value) if rest else value})


def _hint(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, list(names), n=1)
    return f"; did you mean '{near[0]}'?" if near else f"; write one of {', '.join(names)}"
