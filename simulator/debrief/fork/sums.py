"""The end of a chain: which project brings how much more or less, what costs how much more."""

from collections.abc import Iterator, Sequence
from math import fsum, inf

from simulator.debrief.fork.amounts import Part
from simulator.debrief.fork.future import Futures
from simulator.debrief.fork.phrases import INJECT, Phrases, k_euros, on_days, signed
from simulator.events import PersonLeft
from simulator.metrics import busy, pmo_share
from simulator.metrics.flow import paid
from simulator.metrics.log import of
from simulator.metrics.steps import last_day
from simulator.narration import rounded

MOST_TOLD = 3
"""So many parts of value and of cost have a sentence each; the others are added up."""
SMALL = 0.05
"""A part smaller than this share of the largest has no sentence of its own."""
NOTICEABLE = 0.0005
"""A share of everybody's time, of which it is worth telling that the PMO takes it or does not."""


def sums(futures: Futures, phrases: Phrases, parts: Sequence[Part]) -> Iterator[str]:
    """Sentences whose k€ add up to the difference of net, and who leaves."""
    for side, words in (("value", Values(futures, phrases)), ("cost", Costs(futures, phrases))):
        mine = sorted((part for part in parts if part.side == side), key=lambda it: -abs(it.net))
        told = [part for part in mine[:MOST_TOLD] if abs(part.net) >= SMALL * abs(mine[0].net)]
        others = mine[len(told) :]
        yield from (f"{words.sentence(part)}: {signed(part.net)}." for part in told)
        if others:
            yield f"{words.others} together: {signed(fsum(part.net for part in others))}."
    yield from _people(futures, phrases)
    yield from _pmo(futures)
    yield _together(parts)


class Values:
    """What projects bring, in words."""

    others = "The value of all other projects"

    def __init__(self, futures: Futures, phrases: Phrases) -> None:
        self.futures, self.phrases = futures, phrases

    def sentence(self, part: Part) -> str:
        """A project with its finish and its value in both futures, without the difference."""
        if part.kind == "rest":
            return "The rest, which no part explains"
        name, brings = self.phrases.project(part.about), _amounts(part)
        was, would = (it.finish(part.about) for it in self.futures)
        if was == would:
            return f"{name} brings {brings}"
        if inf in (was, would):
            return f"{name} {_ends(would, was)} and brings {brings}"
        return f"{name} is finished {on_days(would, was)} and brings {brings}"


def _ends(would: float, was: float) -> str:
    """A project that is finished in one future only."""
    if would == inf:
        return f"is never finished, as it was on day {rounded(was)},"
    return f"is finished on day {rounded(would)}, as it never was,"


class Costs:
    """What money is spent on, in words."""

    others = "All other costs"

    def __init__(self, futures: Futures, phrases: Phrases) -> None:
        self.futures, self.phrases = futures, phrases

    def sentence(self, part: Part) -> str:
        """What costs more or less, with both amounts, without the difference."""
        if part.kind == "people":
            more = "more" if part.would > part.was else "fewer"
            role, idle = self.phrases.role(part.about), self._idle(part.about)
            return f"Wages for {more} people as {role}, {idle}: {_amounts(part)}"
        if part.kind == "days":
            last = on_days(*(last_day(it.events) for it in reversed(self.futures)))
            return f"People are paid to the end, which is {last}"
        return f"{self._what(part)}: {_amounts(part)}"

    def _what(self, part: Part) -> str:
        """What a bill is for."""
        if part.kind == "mitigations":
            return self.phrases.mitigation(part.about)
        if part.kind == "issues":
            if part.about == INJECT:
                return f"Bills of {self.phrases.cause(INJECT)}"
            return f"Bills of the issue {self.phrases.cause(part.about)}"
        return part.kind.capitalize()

    def _idle(self, role: str) -> str:
        """Person-days without work in both futures."""
        would, was = (
            paid(it.events, it.scenario)[role] - busy(it.events, it.scenario)[role]
            for it in reversed(self.futures)
        )
        return f"{rounded(would)} idle person-days instead of {rounded(was)}"


def _amounts(part: Part) -> str:
    return f"{k_euros(part.would)} instead of {k_euros(part.was)}"


def _people(futures: Futures, phrases: Phrases) -> Iterator[str]:
    """How many people leave, by role, where that differs."""
    gone = [[event.role for event in of(it.events, PersonLeft)] for it in futures]
    differ = [
        f"{would} instead of {was} as {phrases.role(role.id)}"
        for role in futures.was.scenario.roles
        if (was := gone[0].count(role.id)) != (would := gone[1].count(role.id))
    ]
    if differ:
        yield f"People leave: {', '.join(differ)}."


def _pmo(futures: Futures) -> Iterator[str]:
    """What the PMO takes: a part of the wages, not on top of them."""
    was, would = (pmo_share(it.events) for it in futures)
    if abs(would - was) >= NOTICEABLE:
        yield f"The PMO takes {would:.1%} instead of {was:.1%} of everybody's paid time."


def _together(parts: Sequence[Part]) -> str:
    value, cost = (fsum(p.net for p in parts if p.side == side) for side in ("value", "cost"))
    return (
        f"Together: value {signed(value)}, cost {signed(-cost)}, net {signed(fsum([value, cost]))}."
    )
