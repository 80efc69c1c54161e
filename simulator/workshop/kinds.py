"""What a mentor can have come from outside, as forms to fill in for this office."""

from collections.abc import Mapping
from math import floor
from typing import Any

import msgspec

from simulator.errors import RefusedError
from simulator.injects import with_injects
from simulator.limits import LONGEST_NAME, MOST
from simulator.narration import called
from simulator.scenario import AnyInject, Scenario
from simulator.values import cut, shown

Form = dict[str, Any]
UNITS = {"effort": "person-days", "delay": "working days", "cost": "k€"}


def kinds(scenario: Scenario) -> list[Form]:
    """Each kind with its fields and the sentence that says what it does."""
    project = _choice("project", "Project", [(it.id, called(it)) for it in scenario.projects])
    role = _choice("role", "Who", [(it.id, called(it)) for it in scenario.roles])
    return [
        _form("news", "News only", "Everybody reads it; nothing else changes.", []),
        _form(
            "people",
            "People join or leave",
            "{role}: {change} at once. Above zero they join, below zero they leave.",
            [role, _number("change", "How many", -20, 20, -1, "people", step=1)],
        ),
        _form(
            "issue",
            "An issue in a project",
            "{project} has an issue at once: {amount} {hits}.",
            [
                project,
                _number("amount", "How much", 0.5, 10_000, 10, ""),
                _choice("hits", "Of what", list(UNITS.items())),
            ],
        ),
        _form(
            "due",
            "Another promised day",
            "{project} is promised for day {due} from now on.",
            [project, _number("due", "Day", 1, 10_000, 100, "", step=1)],
        ),
        _form(
            "withdrawal",
            "The sponsor gives a project up",
            "{project} ends without a result, and nobody can prevent it.",
            [project],
        ),
    ]


def thrown_in(scenario: Scenario, asked: Mapping[str, object], flown: float) -> AnyInject:
    """The inject that a form asks for, on the first whole day that no team has flown.

    Raises RefusedError for a kind, a project or a number that cannot be.
    """
    wanted = {("kind" if name == "type" else name): it for name, it in asked.items()}
    wanted["day"] = float(floor(flown) + 1)
    headline = str(wanted.get("headline", "")).strip()
    if not headline:
        raise RefusedError("an inject needs a headline: what everybody reads on that day")
    wanted["headline"] = headline[:LONGEST_NAME]
    for name in ("amount", "due"):
        number = wanted.get(name)
        if isinstance(number, int) and abs(number) <= MOST:
            wanted[name] = float(number)
    try:
        inject: AnyInject = msgspec.convert(wanted, type=AnyInject)
    except msgspec.ValidationError as error:
        raise RefusedError(f"this inject cannot be: {cut(str(error))}") from None
    except OverflowError:
        raise RefusedError(f"this inject cannot be: {shown(wanted)}") from None
    with_injects(scenario, inject, today=flown)
    return inject


def _form(kind: str, title: str, says: str, fields: list[Form]) -> Form:
    headline = {"name": "headline", "label": "Headline", "kind": "text"}
    return {"type": kind, "title": title, "says": says, "fields": [headline, *fields]}


def _choice(name: str, label: str, choices: list[tuple[str, str]]) -> Form:
    found = [{"value": value, "text": text} for value, text in choices]
    return {"name": name, "label": label, "kind": "choice", "choices": found}


def _number(
    name: str, label: str, low: float, high: float, value: float, unit: str, step: float = 0.5
) -> Form:
    return {
        "name": name, "label": label, "kind": "number", "low": low, "high": high,
        "value": value, "unit": unit, "step": step,
    }  # fmt: skip
