"""A class of simulated trainees, to see whether the measure tells learning from thinking so.

A trainee has a skill for each kind of item, from 0 (says what people say who have not thought of
it) to 1, and a confidence that is something else. They are no model of how people learn: only of
what a test would look like if they had.
"""

from collections.abc import Sequence

from msgspec import Struct

from simulator.chance import normal, uniform
from simulator.learning.code import LETTERS, first_form, whole
from simulator.learning.forms import FORMS, Form, other
from simulator.learning.items import CERTAIN, COIN, CONSTRUCTS, AnyItem, Choice, Range
from simulator.learning.scoring import Answer, Key, key
from simulator.learning.sheet import MOMENTS, Moment, Sheet

BETWEEN, WITHIN = 0.12, 0.08
"""How much skill differs between trainees, and within one from kind to kind."""
AIM = 0.05
"""How far an end of a range is off, as a share of the number line."""
UNSURE = 0.06
"""How much sureness differs from trainee to trainee, and from item to item."""
BEST = 0.95
"""How often the most skilled choose rightly."""
LURED = 0.4
"""How often the least skilled do, of two: what is asked has a tempting side."""


class Kind(Struct, frozen=True, kw_only=True):
    """Trainees of one kind: skill and sureness before, and what a course adds to each."""

    skill: float = 0.25
    learned: float = 0.0
    sure: float = 0.70
    surer: float = 0.0


KINDS: dict[str, Kind] = {
    "learn much": Kind(learned=0.70, surer=0.14),
    "learn a little": Kind(learned=0.33, surer=0.06),
    "only think so": Kind(surer=0.22),
}
"""What becomes of three classes."""
NOTHING = Kind()
"""A class in which nothing happens."""


def classroom(kind: Kind, many: int, seed: int) -> tuple[Sheet, ...]:
    """The tests of a class, before and after; half of the class begins with each form."""
    forms: tuple[Form, Form] = ("A", "B")
    return tuple(
        _sheet(kind, moment, seed, code)
        for number in range(many)
        for code in [_code(seed, number, forms[number % 2])]
        for moment in MOMENTS
    )


def answered(form: Form, skill: float, sure: float, seed: int) -> tuple[Answer, ...]:
    """What somebody of this skill at everything says to all items of a form."""
    return tuple(
        _answer(it, key(form, place), skill, sure, seed, (form, it.id))
        for place, it in enumerate(FORMS[form])
    )


def _sheet(kind: Kind, moment: Moment, seed: int, code: str) -> Sheet:
    later, first = moment == "after", first_form(code)
    form = other(first) if later else first
    base = kind.skill + BETWEEN * normal(seed, "skill", code) + later * kind.learned
    skills = {it: base + WITHIN * normal(seed, "skill", code, it) for it in CONSTRUCTS}
    sure = kind.sure + later * kind.surer + UNSURE * normal(seed, "sure", code)
    answers = tuple(
        _answer(it, key(form, place), skills[it.construct], sure, seed, (code, moment, it.id))
        for place, it in enumerate(FORMS[form])
    )
    return Sheet(code=code, moment=moment, form=form, answers=answers)


def _answer(
    item: AnyItem, known: Key, skill: float, sure: float, seed: int, name: Sequence[object]
) -> Answer:
    able = min(1.0, max(0.0, skill))
    if isinstance(item, Range):
        return _range(item, known, able, seed, name)
    count = 2 if isinstance(item, Choice) else len(item.candidates)
    least = LURED if count == 2 else 1 / count
    right = uniform(seed, "choice", *name) < least + (BEST - least) * able
    wrong = [it for it in range(1, count + 1) if it != known.choice]
    lot = wrong[int(uniform(seed, "wrong", *name) * len(wrong))]
    choice = known.choice if right else lot
    if not isinstance(item, Choice):
        return Answer(item=item.id, choice=choice)
    said = sure + UNSURE * normal(seed, "sure", *name)
    return Answer(item=item.id, choice=choice, sure=round(min(CERTAIN, max(COIN, said)), 2))


def _range(item: Range, known: Key, able: float, seed: int, name: Sequence[object]) -> Answer:
    """Between what people usually say and the best range; one fixed number gets some room."""
    length, (low, high) = item.end - item.start, known.best
    room = 2 * AIM * length if item.one else 0.0
    ends = [
        usual + able * (best - usual) + AIM * length * normal(seed, end, *name)
        for end, usual, best in zip(
            ("low", "high"), item.usual, (low - room, high + room), strict=True
        )
    ]
    return Answer(item=item.id, low=round(min(ends), 4), high=round(max(ends), 4))


def _code(seed: int, number: int, first: Form) -> str:
    """A code of this class that begins with this form, unlike all others in it."""
    places = [number // len(LETTERS) % len(LETTERS), number % len(LETTERS)]
    for extra in range(len(LETTERS) ** 2):
        more = [(seed + extra) % len(LETTERS), extra // len(LETTERS)]
        if first_form(code := whole([*places, *more])) == first:
            return code
    raise AssertionError("half of all codes begin with each form")
