"""What a course changed, with its interval, from tests before and after that belong together.

Everything is a mean over trainees of after less before. Intervals are Student's, 95 %. The
standardised effect is Hedges' g for pairs, with the interval of Borenstein et al. (2009), chapter
4, from memory.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import StatisticsError, correlation, fmean, stdev
from typing import Literal

from msgspec import Struct

from simulator.experiment.student import student
from simulator.learning.forms import Form
from simulator.learning.items import CONSTRUCTS, Construct
from simulator.learning.marks import Marks, marks
from simulator.learning.sheet import Moment, Sheet

CONFIDENCE = 0.95
POWER = 0.8
"""How often an effect should be seen that is called large enough to be seen."""
MUCH = 1 / 3
"""Points from which on a gain is called much: four of twelve questions."""
SURER = 0.1
"""By how much sureness has to grow without a gain, to be called thinking so only."""
FEWEST, SAME = 3, 1e-9
"""Pairs that a standardised effect needs, and a spread that is none."""
FEW = 8
"""Fewer pairs than this, and the interval itself hangs on how differences are spread."""

Verdict = Literal["much", "a little", "only think so", "not clear", "too few"]


class Interval(Struct, frozen=True, kw_only=True):
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who has handed in both tests."""

    code: str
    first: Form
    """Which form came before."""
    before: Marks
    after: Marks

    @property
    def gain(self) -> float:
        """Points after less points before."""
        return self.after.points - self.before.points


class Effect(Struct, frozen=True, kw_only=True):
    """What a course changed."""

    people: tuple[Person, ...]
    gain: Interval | None = None
    """Points, from 0 to 1; None if fewer than two have handed in both."""
    standard: Interval | None = None
    """The same in standard deviations between trainees; None if they do not differ."""
    constructs: dict[Construct, Interval] = {}
    forms: Interval | None = None
    """How much easier form A is than form B; None unless two at least began with each."""
    sure: Interval | None = None
    """How much surer trainees are of their choices."""
    right: Interval | None = None
    """How much more often these are right."""
    gap: Interval | None = None
    """How much more sureness grew than being right."""
    seen: float = 0.0
    """The smallest gain that so many trainees who differ so much would show 8 times of 10."""
    only_think: tuple[str, ...] = ()
    """Codes of those who are surer and have no more points than before."""
    unmatched: tuple[str, ...] = ()
    """Tests without their other half, in words."""
    verdict: Verdict = "too few"


def effect(sheets: Iterable[Sheet]) -> Effect:
    """What changed between the tests before and those after."""
    people, unmatched = _pairs(sheets)
    if len(people) < 2:
        return Effect(people=people, unmatched=unmatched)
    gains = [it.gain for it in people]
    gain = student_interval(gains)
    sure, right = _moved(people, "sure"), _moved(people, "right")
    gap = student_interval([s - r for s, r in zip(sure, right, strict=True)])
    return Effect(
        people=people,
        gain=gain,
        standard=hedges([it.before.points for it in people], [it.after.points for it in people]),
        constructs={
            kind: student_interval(
                [it.after.constructs[kind] - it.before.constructs[kind] for it in people]
            )
            for kind in CONSTRUCTS
        },
        forms=_forms(people),
        sure=student_interval(sure),
        right=student_interval(right),
        gap=gap,
        seen=_seen(gains),
        only_think=tuple(it.code for it in people if _only_thinks(it)),
        unmatched=unmatched,
        verdict=_verdict(gain, student_interval(sure)),
    )


def student_interval(numbers: Sequence[float]) -> Interval:
    """The mean of two numbers or more, with Student's interval."""
    mean = fmean(numbers)
    half = student(CONFIDENCE, len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return Interval(mean=mean, low=mean - half, high=mean + half)


def hedges(before: Sequence[float], after: Sequence[float]) -> Interval | None:
    """Hedges' g for pairs, in standard deviations between trainees; None where there are none."""
    many, gains = len(before), [b - a for a, b in zip(before, after, strict=True)]
    if many < FEWEST:
        return None
    spread = sqrt((stdev(before) ** 2 + stdev(after) ** 2) / 2)
    if spread < SAME:
        return None
    try:
        together = correlation(before, after)
    except StatisticsError:  # one of them does not vary
        together = 0.0
    size = fmean(gains) / spread
    small = 1 - 3 / (4 * (many - 1) - 1)
    error = small * sqrt((1 / many + size**2 / (2 * many)) * 2 * (1 - together))
    half = student(CONFIDENCE, many - 1) * error
    return Interval(mean=small * size, low=small * size - half, high=small * size + half)


def _pairs(sheets: Iterable[Sheet]) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """Those who have handed in both, by code; and in words what has no other half."""
    halves: dict[str, dict[Moment, Sheet]] = {}
    alone: list[str] = []
    for it in sheets:
        mine = halves.setdefault(it.code, {})
        if it.moment in mine and mine[it.moment] != it:
            alone.append(f"{it.code}: two tests {it.moment}; the first one counts")
        mine.setdefault(it.moment, it)
    people = []
    for code, mine in sorted(halves.items()):
        before, after = mine.get("before"), mine.get("after")
        if before is None or after is None:
            alone.append(f"{code}: only the test {'after' if before is None else 'before'}")
        elif before.form == after.form:
            alone.append(f"{code}: form {before.form} both times")
        else:
            people.append(
                Person(code=code, first=before.form, before=marks(before), after=marks(after))
            )
    return tuple(people), tuple(alone)


def _moved(people: Sequence[Person], name: Literal["sure", "right"]) -> list[float]:
    return [getattr(it.after, name) - getattr(it.before, name) for it in people]


def _forms(people: Sequence[Person]) -> Interval | None:
    """Half of what those gain more who begin with B: the gain itself is in both and cancels."""
    groups = [[it.gain for it in people if it.first == form] for form in ("B", "A")]
    if min(map(len, groups)) < 2:
        return None
    mean = (fmean(groups[0]) - fmean(groups[1])) / 2
    parts = [stdev(it) ** 2 / len(it) for it in groups]
    error = sqrt(sum(parts)) / 2
    freedom = sum(parts) ** 2 / max(
        sum(part**2 / (len(it) - 1) for part, it in zip(parts, groups, strict=True)), 1e-30
    )
    half = student(CONFIDENCE, max(1, int(freedom))) * error
    return Interval(mean=mean, low=mean - half, high=mean + half)


def _seen(gains: Sequence[float]) -> float:
    freedom = len(gains) - 1
    quantiles = student(CONFIDENCE, freedom) + student(2 * POWER - 1, freedom)
    return quantiles * stdev(gains) / sqrt(len(gains))


def _only_thinks(person: Person) -> bool:
    surer = person.after.sure - person.before.sure
    return surer >= SURER and person.gain <= 0 and person.after.right <= person.before.right


def _verdict(gain: Interval, sure: Interval) -> Verdict:
    if gain.low > 0:
        return "much" if gain.mean >= MUCH else "a little"
    return "only think so" if sure.mean >= SURER and sure.low > 0 else "not clear"
