"""How good an answer is, from 0 to 1, held against many worlds.

A range: by the interval score, on a line from the whole number line (0) to the best range there is
(1); so it pays to say what one thinks, and to say all of the line is to say nothing. A choice: half
for the choice, half for how sure (one minus Brier's score); both are best for who is as sure as
right. A diagram: 1 or 0. Gneiting & Raftery (2007), Brier (1950).
"""

from collections.abc import Sequence
from functools import cache
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from msgspec import Struct

from simulator.debrief.forecasts import brier, holds, interval_score
from simulator.experiment.fate import under
from simulator.experiment.played import quantile
from simulator.learning.forms import FORMS, Form
from simulator.learning.items import SHARE, AnyItem, Choice, Diagram, Range
from simulator.learning.worlds import moved

WORLDS = range(1, 201)
"""Every key comes from these."""
HALF = 0.5
"""A range holds that holds in so many worlds at least."""
CLEAR = 3.0
"""Standard errors by which a key has to be clear of its opposite."""


class Answer(Struct, frozen=True, kw_only=True):
    """What somebody said to one item: a range, or a choice and how sure."""

    item: str
    low: float | None = None
    high: float | None = None
    choice: int | None = None
    """Which of the options or candidates, from 1 on."""
    sure: float | None = None
    """That the choice is right, from 0.5 to 1."""


class Key(NamedTuple):
    """What many worlds say."""

    outcomes: tuple[float, ...] = ()
    """The number that a range is held against: one for each world, or one for all."""
    choice: int = 0
    """Which option or candidate is right, from 1 on."""
    clear: bool = True
    """Whether luck could not have made it another."""
    said: str = ""
    """In words."""
    best: tuple[float, float] = (0.0, 0.0)
    """The range of whoever knows all worlds and not which of them comes."""
    scale: tuple[float, float] = (0.0, 1.0)
    """The interval scores of that range, and of the whole number line."""


class Score(NamedTuple):
    """What an answer is worth."""

    points: float
    """From 0 to 1."""
    right: bool
    """Whether a range holds, or a choice is the better one."""
    sure: float | None
    """How sure somebody was, where that is asked."""


@cache
def key(form: Form, place: int, fate: str = "", worlds: int = len(WORLDS)) -> Key:
    """The key of one item. Under a `fate` it comes from other worlds."""
    item, seeds = FORMS[form][place], under(fate, WORLDS[:worlds])
    match item:
        case Range():
            return _range_key(item, tuple(item.outcomes(seeds)))
        case Choice():
            return _choice_key(item, tuple(item.gains(seeds)))
        case Diagram():
            return _diagram_key(item, moved(item, seeds))


def score(item: AnyItem, answer: Answer, known: Key) -> Score:
    """What an answer is worth; nothing was said is worth nothing."""
    if isinstance(item, Range):
        return _range_score(item, answer, known)
    right = answer.choice == known.choice
    if isinstance(item, Diagram) or answer.sure is None:
        return Score(float(right), right, None)
    return Score((right + 1 - brier(answer.sure, right)) / 2, right, answer.sure)


def _range_score(item: Range, answer: Answer, known: Key) -> Score:
    if answer.low is None or answer.high is None:
        return Score(0.0, False, None)
    best, nothing = known.scale
    mine = _loss(answer.low, answer.high, known.outcomes)
    held = fmean(holds(answer.low, answer.high, it) for it in known.outcomes)
    return Score(min(1.0, max(0.0, (nothing - mine) / (nothing - best))), held >= HALF, None)


def _loss(low: float, high: float, outcomes: Sequence[float]) -> float:
    return fmean(interval_score(low, high, SHARE, it) for it in outcomes)


def _range_key(item: Range, found: tuple[float, ...]) -> Key:
    outcomes = (fmean(found),) if item.one else found
    low, high = (quantile(outcomes, it) for it in ((1 - SHARE) / 2, (1 + SHARE) / 2))
    digits = _digits(item)
    numbers = f"{low:,.{digits}f}" if item.one else f"{low:,.{digits}f} to {high:,.{digits}f}"
    return Key(
        outcomes=outcomes,
        said=f"{numbers} {item.unit}".replace("-", "−"),
        best=(low, high),
        scale=(_loss(low, high, outcomes), _loss(item.start, item.end, outcomes)),
    )


def _digits(item: Range) -> int:
    return 0 if item.step >= 1 else 1


def _choice_key(item: Choice, gains: tuple[float, ...]) -> Key:
    choice = 1 if fmean(gains) > 0 else 2
    said = f"{item.options[choice - 1]}: so in {_ahead(gains)} of {len(gains)} worlds"
    return Key(choice=choice, clear=_clear(gains), said=said)


def _diagram_key(item: Diagram, found: list[tuple[float, ...]]) -> Key:
    """The one candidate that the cause moves; the others must stay where they are."""
    sizes = [abs(fmean(it)) / _error(it) if any(it) else 0.0 for it in found]
    choice = sizes.index(max(sizes)) + 1
    still = all(not any(it) for place, it in enumerate(found, 1) if place != choice)
    return Key(
        choice=choice,
        clear=still and _clear(found[choice - 1]),
        said=item.candidates[choice - 1].text,
    )


def _ahead(gains: tuple[float, ...]) -> int:
    up = fmean(gains) > 0
    return sum((it > 0) == up and it != 0 for it in gains)


def _clear(numbers: tuple[float, ...]) -> bool:
    return abs(fmean(numbers)) > CLEAR * _error(numbers)


def _error(numbers: tuple[float, ...]) -> float:
    return max(stdev(numbers) / sqrt(len(numbers)), 1e-9)
