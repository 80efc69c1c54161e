"""An act in the cockpit in words, for the list of drafts; names are those on the screen."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Message = Mapping[str, Any]
Screen = Mapping[str, Any]

TIME = {
    "week": "let a week pass",
    "event": "let time pass to the next event",
    "end": "let time pass to the round's end",
}
NOW = {"undo", "look", "present", "leave_out", "go_back", "swap", "coach", "not_now", *TIME}
"""What makes no sense later."""


def in_words(message: Message, screen: Screen) -> str:
    """What somebody has done with this message."""
    does = str(message.get("do"))
    made = MADE.get(does)
    return made(message, screen) if made else TIME.get(does, "a step")


def many(count: int, noun: str) -> str:
    """So many, with the noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _name(them: Iterable[Mapping[str, Any]], key: object, other: str) -> str:
    return next((str(it["name"]) for it in them if it["id"] == key), other)


def _order(message: Message, screen: Screen) -> str:
    name = _name(screen["rows"], message.get("moved"), "a project")
    return f"a new place in the line for {name}"


def _project(message: Message, screen: Screen) -> str:
    name = _name(screen["rows"], message.get("project"), "a project")
    return f"{message.get('verb')} {name}"


def _people(message: Message, screen: Screen) -> str:
    change = message.get("change")
    count = change if isinstance(change, int) else 0
    name = _name(screen["people"], message.get("role"), "people")
    return f"{'hire' if count > 0 else 'release'} {abs(count)} for {name}"


def _buy(message: Message, screen: Screen) -> str:
    offers = [offer for it in screen["risks"] for offer in it["offers"]]
    name = _name(offers, message.get("offer"), "")
    return f"buy “{name}”" if name else "buy an offer"


def _rules(message: Message, _: Screen) -> str:
    changes = message.get("changes")
    return f"{many(len(changes) if isinstance(changes, list) else 1, 'change')} of the rules"


MADE: dict[str, Callable[[Message, Screen], str]] = {
    "order": _order,
    "sort_once": lambda *_: "sort the line once",
    "keep_sorted": lambda *_: "keep the line sorted",
    "project": _project,
    "people": _people,
    "buy": _buy,
    "rules": _rules,
    "explain": lambda message, _: f"the reason “{message.get('reason')}”",
}
