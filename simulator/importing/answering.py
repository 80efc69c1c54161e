"""What somebody answers about a plan: each answer gives other answers, and a name for the step."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.importing.mends import number
from simulator.plans import Answers
from simulator.values import shown

PEOPLE = 100_000.0


def answered(answers: Answers, field: object, value: object) -> tuple[str, Answers]:
    """The step and the answers after one question. Raises RefusedError for what is no answer."""
    match field, value:
        case "status", None | "":
            return "clear the status date", replace(answers, status=None)
        case "status", str(text):
            return "set the status date", replace(answers, status=_date(text))
        case "pools", "phase" | "prefix" | "project" | "file" | "nobody":
            return "choose the pools", replace(answers, pools=value, people=(), who=())
        case "dates", "gaps" | "all" | "none":
            return "choose which dates hold", replace(answers, dates=value)
        case "projects", "file" | "groups":
            return "say what a project is", replace(answers, projects=value)
        case "risks", bool(on):
            return "switch the usual risks", replace(answers, risks=on)
    raise RefusedError(f"{shown(field)} cannot be {shown(value)}; choose one of the list")


def staffed(answers: Answers, said: Sequence[Mapping[str, object]]) -> Answers:
    """The answers with who pools are, and how many. Raises RefusedError for no number of people."""
    people, who = dict(answers.people), dict(answers.who)
    for it in said:
        name, called = str(it.get("name", "")), " ".join(str(it.get("who", "")).split())
        if called and called != name:
            before = [pool for pool, other in who.items() if other == name]
            who |= dict.fromkeys(before or [name], called)
            people.pop(name, None)
        many = str(it.get("people", "")).strip()
        if many:
            people[called or name] = _people(called or name, many)
    return replace(answers, people=tuple(people.items()), who=tuple(who.items()))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"{shown(text)} is no date; write one such as 2027-03-12") from None


def _people(name: str, text: str) -> float:
    try:
        found = number(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= PEOPLE:
        raise RefusedError(f"{name}: {shown(text)} is no number of people; write one such as 3")
    return found
