"""What somebody has done in the course: answers, pictures as they were left, minutes; in the same
file of their own as their predictions.

One line a fact, each a JSON object with its `kind`; lines are only ever added. The last line about
a thing counts. Nothing of it ever goes anywhere else.
"""

import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

import msgspec
from msgspec import Struct

from simulator.debrief.told import add_line, lines, place
from simulator.errors import RefusedError

PAUSE = 600
"""Seconds after which somebody who does nothing is thought to have gone away."""
ONCE_IN = 30
"""Seconds within which being there is noted once."""
LONGEST = 20_000
"""Characters of a line: a picture that was left keeps a few dozen numbers."""


class Fact(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Something that was done in a notebook."""

    notebook: str
    when: float
    """Seconds since 1970."""


class Seen(Fact, frozen=True, kw_only=True, tag="seen"):
    """Somebody was at work here."""


class Answered(Fact, frozen=True, kw_only=True, tag="answered"):
    """A question got an answer."""

    question: str
    answer: str | float
    solved: bool


class Left(Fact, frozen=True, kw_only=True, tag="left"):
    """A picture as somebody left it."""

    picture: str
    state: dict[str, object]


class Switched(Fact, frozen=True, kw_only=True, tag="switched"):
    """Something was switched on or off."""

    what: str
    under: str
    """What the mentor had set: a choice counts only where that is the same."""
    on: bool


Known = Seen | Answered | Left | Switched
Kind = TypeVar("Kind", bound=Fact)


def note(fact: Known) -> str:
    """Add a line to the file; "" or, in a sentence, why that could not be done."""
    line = msgspec.json.encode(fact)
    if len(line) > LONGEST:
        return f"What you did here has {len(line):,} characters, too many to be kept."
    try:
        add_line(line, place())
    except (RefusedError, OSError) as error:
        return f"What you did here could not be kept: {error}."
    return ""


def facts() -> tuple[Known, ...]:
    """All facts in their order; lines that are none are left out.

    Raises RefusedError if the file cannot be read.
    """
    return tuple(_facts())


def of(kind: type[Kind], notebook: str) -> Iterator[Kind]:
    """The facts of a kind in a notebook, in their order; none if the file cannot be read."""
    try:
        return iter([it for it in facts() if isinstance(it, kind) and it.notebook == notebook])
    except (RefusedError, OSError):
        return iter(())


def left(notebook: str, picture: str) -> dict[str, object] | None:
    """How somebody left a picture; None if it was never touched."""
    found = [it.state for it in of(Left, notebook) if it.picture == picture]
    return found[-1] if found else None


def answers(notebook: str, question: str) -> list[Answered]:
    """What was answered so far."""
    return [it for it in of(Answered, notebook) if it.question == question]


def switched(notebook: str, what: str, under: str) -> bool | None:
    """How somebody switched a thing last; None if nobody did."""
    found = [it.on for it in of(Switched, notebook) if (it.what, it.under) == (what, under)]
    return found[-1] if found else None


def seen(notebook: str) -> None:
    """Note that somebody is at work; once in a while is enough."""
    latest = max((it.when for it in of(Fact, notebook)), default=0.0)
    if now() - latest > ONCE_IN:
        note(Seen(notebook=notebook, when=now()))


def now() -> float:
    """Seconds since 1970."""
    return round(time.time(), 1)


def minutes(times: Iterable[float]) -> float:
    """How long somebody was at work, from the moments at which they did something, in seconds."""
    gaps = (later - earlier for earlier, later in pairwise(sorted(times)))
    return sum(gap for gap in gaps if gap <= PAUSE) / 60


def forget() -> None:
    """Delete the file, predictions and all. Raises RefusedError if it cannot be."""
    try:
        place().unlink(missing_ok=True)
    except OSError as error:
        raise RefusedError(f"cannot delete '{place()}': {error.strerror}") from None


def _facts() -> Iterator[Known]:
    decoder = msgspec.json.Decoder(Known)
    for line in lines(place()):
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            continue  # a prediction, or a line that `debrief.told` names to the person
