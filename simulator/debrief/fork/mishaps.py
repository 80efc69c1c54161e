"""What became of each risk in two futures of one world: come, noticed, kept away."""

from math import inf
from typing import NamedTuple

from simulator import events as facts
from simulator.debrief.fork.future import Future, Futures
from simulator.debrief.fork.phrases import Phrases, on_days, when
from simulator.metrics.log import of
from simulator.narration import rounded
from simulator.scenario import Risk

UNITS = {"effort": "person-days of work", "delay": "days of delay", "cost": "k€ to pay"}


class Mishap(NamedTuple):
    """What became of one risk; infinite days are never."""

    occurred: float = inf
    noticed: float = inf
    size: float = 0.0
    """As it was noticed, or if it never was, as it occurred."""
    avoided: float = inf
    by: str = ""
    """The mitigation that kept it away."""


def mishaps(future: Future) -> dict[str, Mishap]:
    """What became of each risk of which anything became, hidden facts included."""
    found = {it.risk: Mishap(it.day, size=it.size) for it in of(future.events, facts.RiskOccurred)}
    for issue in of(future.events, facts.IssueDetected):
        before = found.get(issue.risk, Mishap(issue.day))
        found[issue.risk] = before._replace(noticed=issue.day, size=issue.size)
    for kept in of(future.events, facts.RiskAvoided):
        found[kept.risk] = Mishap(avoided=kept.day, by=kept.mitigation)
    return found


class Turn(NamedTuple):
    """A risk that goes another way in the other future."""

    risk: str
    size: float
    """As the risk's `hits` says, in the future in which it is larger."""
    only_one: bool
    """Whether it comes in one future only."""
    sentence: str


def turns(futures: Futures, phrases: Phrases) -> dict[str, Turn]:
    """The risks that go another way in the other future, by id."""
    was, would = (mishaps(it) for it in futures)
    words, found = Words(futures, phrases), {}
    for risk in futures.was.scenario.risks:
        before, now = was.get(risk.id, Mishap()), would.get(risk.id, Mishap())
        if before != now:
            size, only_one = max(before.size, now.size), inf in (before.occurred, now.occurred)
            sentence = f"{words.turn(risk, before, now)}."
            found[risk.id] = Turn(risk.id, size, only_one, sentence)
    return found


def unmoved(futures: Futures, phrases: Phrases, offer: str) -> str:
    """What became of the risk of a mitigation that makes no difference to it; empty if it does."""
    scenario = futures.was.scenario
    risk = next(it.risk for it in scenario.mitigations if it.id == offer)
    was, would = (mishaps(it).get(risk, Mishap()) for it in futures)
    if was != would:
        return ""
    against = f"{phrases.cause(risk)}, against which {phrases.mitigation(offer)} is bought,"
    if was.occurred < inf:
        return f"{against} comes {when(was.occurred)} all the same, as large as without."
    if was.by:
        return f"{against} is kept away by {phrases.mitigation(was.by)} all the same."
    return f"{against} comes in neither future."


class Words:
    """What becomes of a risk in the other future, against what became of it."""

    def __init__(self, futures: Futures, phrases: Phrases) -> None:
        self.futures, self.phrases = futures, phrases

    def turn(self, risk: Risk, before: Mishap, now: Mishap) -> str:
        """One risk that goes another way, without the full stop."""
        name = self.phrases.cause(risk.id)
        if now.by and before.by:
            return f"{name} is kept away {on_days(now.avoided, before.avoided)}"
        if now.by:
            away = f"{self.phrases.mitigation(now.by)} keeps {name} away {when(now.avoided)}"
            return f"{away}; it {_came(before, risk)}" if before.occurred < inf else away
        if now.occurred == inf and before.by:
            return f"{name} does not come; it was kept away {when(before.avoided)}"
        if now.occurred == inf:
            why = self._over(self.futures.would, risk, before.occurred, "is")
            return f"{name} does not come{why}; it {_came(before, risk)}"
        if before.by:
            kept = f"{self.phrases.mitigation(before.by)} had kept it away"
            return f"{name} {_comes(now, risk)}; {kept} {when(before.avoided)}"
        if before.occurred == inf:
            why = self._over(self.futures.was, risk, now.occurred, "was")
            return f"{name} {_comes(now, risk)}; it had not come{why}"
        return _twice(name, risk, before, now)

    def _over(self, future: Future, risk: Risk, day: float, verb: str) -> str:
        """The project was over before its risk could come; empty if it was not."""
        over = future.over(risk.project)
        if over > day:
            return ""
        return f", for {self.phrases.project(risk.project)} {verb} over before, {when(over)}"


def _came(it: Mishap, risk: Risk) -> str:
    """What it did, in what was."""
    seen = f"noticed {when(it.noticed)}" if it.noticed < inf else "which nobody ever noticed"
    return f"came {when(it.occurred)} with {rounded(it.size)} {UNITS[risk.hits]}, {seen}"


def _comes(it: Mishap, risk: Risk) -> str:
    """What it does, in what would be."""
    seen = f"noticed {when(it.noticed)}" if it.noticed < inf else "which nobody ever notices"
    return f"comes {when(it.occurred)} with {rounded(it.size)} {UNITS[risk.hits]}, {seen}"


def _twice(name: str, risk: Risk, before: Mishap, now: Mishap) -> str:
    """It comes in both futures, but not alike."""
    said = []
    if now.occurred != before.occurred:
        said.append(f"comes {on_days(now.occurred, before.occurred)}")
    if now.noticed == inf != before.noticed:
        said.append(f"is never noticed, as it was {when(before.noticed)}")
    elif now.noticed != before.noticed:
        said.append(f"is noticed {on_days(now.noticed, before.noticed)}")
    if now.size != before.size:
        said.append(
            f"makes {rounded(now.size)} {UNITS[risk.hits]} instead of {rounded(before.size)}"
        )
    return f"{name} {' and '.join(said)}"
