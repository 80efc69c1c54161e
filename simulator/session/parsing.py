"""JSON within measure: no file, however it was made, costs more than a session can."""

import json
import re
from pathlib import Path

from simulator.limits import DEEPEST, LONGEST_NUMBER, MOST_PIECES, MOST_SESSION_BYTES
from simulator.readers.door import text
from simulator.values import shown

SESSION = "a saved session"
TEXTS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A text in quotation marks; one that is not ended goes on to the end."""
BRACKETS = re.compile(r"[\[{\]}]")


class DamageError(ValueError):
    """What is wrong with a text that should be JSON, and in which line if that is known."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.line = line


def parsed(path: Path, kind: str = SESSION, most: int = MOST_SESSION_BYTES) -> object:
    """What a file says, as JSON has it. Raises ReadError if it is no text, DamageError if that is
    no JSON, says one thing twice, or has more in it than any file of its kind."""
    found = text(path, kind, most, kind)
    _measure(TEXTS.sub('""', found), kind.removeprefix("a "))
    try:
        return json.loads(
            found,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except json.JSONDecodeError as error:
        raise DamageError(f"is damaged or not {kind} ({error.msg})", error.lineno) from None


def _measure(bare: str, kind: str) -> None:
    """Refuse what is too deep or too much, before anything is made of it."""
    if bare.count(",") + bare.count("[") + bare.count("{") > MOST_PIECES:
        raise DamageError(f"has more than {MOST_PIECES} values; no {kind} has")
    depth = 0
    for bracket in BRACKETS.finditer(bare):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > DEEPEST:
            raise DamageError(f"is nested more than {DEEPEST} deep; no {kind} is")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DamageError(f"says {shown(twice)} twice; keep one of them")
    return whole


def _no_number(name: str) -> object:
    raise DamageError(f"has {name} where a number is expected")


def _whole(digits: str) -> int:
    return int(_short(digits))


def _fraction(digits: str) -> float:
    return float(_short(digits))


def _short(digits: str) -> str:
    if len(digits) > LONGEST_NUMBER:
        raise DamageError(f"has a number of more than {LONGEST_NUMBER} digits")
    return digits
