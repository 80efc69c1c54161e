"""When risks may have struck that nobody saw strike, with the looks that missed them.

Such a risk has not struck, or it struck and each look since then has missed it. So its clock and
the lots of these looks lie in a set of which the measure is known, and can be drawn from it at
once (M13, M15; M16 says how long an issue stays unnoticed at most). Whether the past agrees is
asked of a replay: if something else shows an issue, that costs time and nothing more.
"""

from collections.abc import Callable, Iterator, Sequence
from math import fsum, inf
from random import Random
from typing import NamedTuple

from simulator.calendar import DAYS_A_WEEK
from simulator.chance import Heard, Look, Name
from simulator.debrief.past import Numbers, Past
from simulator.debrief.shared_luck import NORMAL, Sum, common
from simulator.events import IssueDetected, MitigationBought
from simulator.mechanisms.escalation import crisis_weeks
from simulator.scenario import Risk

LEAST, MOST = 1e-15, 1 - 1e-15
"""As near to 0 and 1 as numbers are let: a normal draw there is eight deviations off."""
LOOKING = ("report", "review", "audit")
"""What finds an issue by looking."""
STEPS = 40
"""Halvings by which an edge is found."""


class Stretch(NamedTuple):
    """Clocks that end between two looks, and the looks that would have had to miss the issue."""

    low: float
    high: float
    """Of the number, or of the sum it belongs to, in its deviations."""
    missed: tuple[tuple[Name, float], ...]
    """The name of each look's lot, and its chance of noticing."""

    @property
    def chance(self) -> float:
        """That all of these looks miss it."""
        chance = 1.0
        for _, sees in self.missed:
            chance *= 1 - sees
        return chance


class Clock(NamedTuple):
    """Where the clock of one risk may stand, in stretches from the latest strike to the first."""

    name: Name
    free: tuple[Name, ...]
    """What is drawn with it and may be anything: how large an issue is that nobody has seen."""
    stretches: tuple[Stretch, ...]
    sum: Sum | None = None

    @property
    def names(self) -> set[Name]:
        """All that is drawn with it."""
        looks = {name for it in self.stretches for name, _ in it.missed}
        return {self.name, *self.free, *looks}

    def holds(self, numbers: Numbers, random: Random) -> bool:
        """Whether the present numbers lie in the set. Lots that were not drawn are anything."""
        if self.name not in numbers:
            return False
        for low, high, it in self._places(numbers):
            if low <= numbers[self.name] < high:
                missed = (numbers.get(look) or random.random() for look, _ in it.missed)
                return all(lot >= sees for lot, (_, sees) in zip(missed, it.missed, strict=True))
        return False

    def draw(self, numbers: Numbers, lot: Callable[[Name], float]) -> Numbers:
        """Other numbers from the set, each as likely as any."""
        places = list(self._places(numbers))
        left = lot(self.name) * fsum((high - low) * it.chance for low, high, it in places)
        for place, (low, high, it) in enumerate(places):
            weight = (high - low) * it.chance
            if left < weight or place == len(places) - 1:
                drawn = {self.name: min(low + left / it.chance, high)}
                drawn |= {name: lot(name) for name in self.free}
                drawn |= {look: sees + (1 - sees) * lot(look) for look, sees in it.missed}
                return {name: min(max(it, LEAST), MOST) for name, it in drawn.items()}
            left -= weight
        return {}

    def _places(self, numbers: Numbers) -> Iterator[tuple[float, float, Stretch]]:
        """The stretches with their ends in the number itself, what is shared being as it is."""
        if self.sum is None:
            yield from ((it.low, it.high, it) for it in self.stretches)
            return
        shared = common(self.sum, numbers)
        for it in self.stretches:
            low, high = (NORMAL.cdf(end - shared) for end in (it.low, it.high))
            yield low, high, it


def clocks(past: Past, sums: dict[Name, Sum]) -> dict[Name, Clock]:
    """The clocks of risks that nobody has seen strike, and of issues that a look has found.

    Where an offer was bought a risk may also have been kept away, and an issue that grows tells
    when it came about: these are left out.
    """
    if past.scenario.mechanisms.detection is None:
        return {}
    issues = [it for it in past.seen if isinstance(it, IssueDetected)]
    seen: dict[Name, IssueDetected] = {("risk", it.project, it.risk): it for it in issues}
    offers = {it.id: it.risk for it in past.scenario.mitigations}
    bought = {offers[it.mitigation] for it in past.seen if isinstance(it, MitigationBought)}
    found: dict[Name, Clock] = {}
    for risk in past.scenario.risks:
        name: Name = ("risk", risk.project, risk.id)
        if name in past.heard and risk.id not in bought:
            clock = _clock(past, risk, seen.get(name), sums.get(name))
            if clock.stretches:
                found[name] = clock
    return found


def _clock(past: Past, risk: Risk, seen: IssueDetected | None, part: Sum | None) -> Clock:
    name: Name = ("risk", risk.project, risk.id)
    heard = past.heard[name]
    stretches = _unseen(past, risk) if seen is None else _seen(past, risk, seen)
    free = (("size", risk.project, risk.id),) if seen is None else ()
    some = [Stretch(edge(heard, late), edge(heard, early), missed)
            for late, early, missed in stretches]  # fmt: skip
    if part is not None:
        shared = common(part, past.numbers)
        some = [it._replace(low=_deviation(it.low) + shared, high=_deviation(it.high) + shared)
                for it in some]  # fmt: skip
    return Clock(name, free, tuple(it for it in some if it.chance > 0 and it.high > it.low), part)


Lived = tuple[float, float, tuple[tuple[Name, float], ...]]
"""Of a strike: what had been lived through at the latest and at the earliest, and what missed it
since."""


def _unseen(past: Past, risk: Risk) -> Iterator[Lived]:
    """Of a risk that nobody has seen strike: not at all, or between two looks."""
    heard = past.heard["risk", risk.project, risk.id]
    now = heard.low + heard.leads_to(past.numbers["risk", risk.project, risk.id])
    yield inf, now, ()
    yield from _between(risk, now, _looks(past, risk), _crisis(past, risk))


def _seen(past: Past, risk: Risk, seen: IssueDetected) -> Iterator[Lived]:
    """Of an issue that a look has found: between two looks before."""
    looks = _looks(past, risk)
    grows = risk.growth and past.scenario.mechanisms.escalation
    last = [it for it in looks if it.day == seen.day and it.sees < 1]
    if last and not grows and seen.by in LOOKING:
        yield from _between(risk, last[0].lived, [it for it in looks if it.day < seen.day], 0.0)


def _between(risk: Risk, now: float, looks: Sequence[Look], first: float) -> Iterator[Lived]:
    """Strikes until now, the latest first, after so much had been lived through."""
    missed: tuple[tuple[Name, float], ...] = ()
    for look in reversed(looks):
        yield now, max(look.lived, first), missed
        if look.lived <= first:
            return
        now = look.lived
        week = int(look.day // DAYS_A_WEEK)
        missed = (*missed, (("look", risk.project, risk.id, week), look.sees))
    yield now, first, missed


def _deviation(number: float) -> float:
    return -inf if number <= 0 else inf if number >= 1 else NORMAL.inv_cdf(number)


def _looks(past: Past, risk: Risk) -> list[Look]:
    """Looks at a risk's project, one a day: two on one day have one lot, so the sharper counts."""
    sharpest: dict[float, Look] = {}
    for it in past.looks:
        before = sharpest.get(it.day)
        if it.project == risk.project and (before is None or it.sees > before.sees):
            sharpest[it.day] = it
    return list(sharpest.values())


def _crisis(past: Past, risk: Risk) -> float:
    """What had been lived through by the last look after which an issue were a crisis by now."""
    how = past.scenario.mechanisms.escalation
    if how is None or not risk.growth:
        return 0.0
    day = past.day - DAYS_A_WEEK * crisis_weeks(risk.growth, how.limit)
    return max((it.lived for it in _looks(past, risk) if it.day <= day), default=0.0)


def edge(heard: Heard, lived: float) -> float:
    """The number whose clock runs out when so much has been lived through."""
    if lived <= 0 or lived == inf:
        return 1.0 if lived <= 0 else 0.0
    late, early = LEAST, MOST
    for _ in range(STEPS):
        middle = (late + early) / 2
        if heard.leads_to(middle) > lived:
            late = middle
        else:
            early = middle
    return (late + early) / 2
