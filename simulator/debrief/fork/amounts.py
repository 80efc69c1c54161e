"""What two futures of one world differ in: five numbers, and the parts of the money."""

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from simulator.debrief.fork.future import Future, Futures
from simulator.debrief.fork.phrases import INJECT
from simulator.events import IssueCame, IssueDetected, MitigationBought, MitigationUsed
from simulator.metrics import benefits_realised, money_spent, summary
from simulator.metrics.flow import paid
from simulator.metrics.log import of
from simulator.metrics.steps import last_day

NUMBERS = {
    "value": "k€", "cost": "k€", "net": "k€", "on_time": "share", "people_lost": "people",
}  # fmt: skip
"""What the two futures are compared in, and the units."""
CENT = 1e-5
"""In k€."""


class Difference(float):
    """By how much a number would have been larger; it knows what it was and what it would be."""

    was: float
    would: float

    def __new__(cls, was: float, would: float) -> "Difference":
        """The difference of two numbers."""
        it = super().__new__(cls, would - was)
        it.was, it.would = was, would
        return it

    def __reduce__(self) -> tuple[type, tuple[float, float]]:
        """What it is made from again in another process."""
        return Difference, (self.was, self.would)

    @property
    def difference(self) -> float:
        """How much more it would have been."""
        return float(self)


class Part(NamedTuple):
    """A part of the money, in k€ in both futures; `side` is value or cost."""

    side: str
    kind: str
    """What it is for: project, people, days, or a purpose of the money spent."""
    about: str
    """The id of the project, role, mitigation or risk; empty if it is about none."""
    was: float
    would: float

    @property
    def net(self) -> float:
        """How much better the other future is by it, in k€."""
        more = self.would - self.was
        return more if self.side == "value" else -more


def differences(futures: Futures) -> dict[str, Difference]:
    """Value, cost and net in k€, the share on time and the people lost, by name."""
    was, would = (summary(it.events, it.scenario) for it in futures)
    return {name: Difference(was[name], would[name]) for name in NUMBERS}


def parts(futures: Futures) -> tuple[Part, ...]:
    """Everything in which the money differs; added up, exactly the difference of net.

    Wages are split in two: more or fewer people of a role for as long as both futures go on, and
    all who are paid longer in one of them. What no part explains is a part of its own, "rest".
    """
    found = [*_values(futures), *_wages(futures), *_bills(futures)]
    rest = differences(futures)["net"].difference - fsum(part.net for part in found)
    if abs(rest) >= CENT:
        found.append(Part("value", "rest", "", 0.0, rest))
    return tuple(part for part in found if part.net)


def _values(futures: Futures) -> Iterator[Part]:
    """What each project brought."""
    was, would = (benefits_realised(it.events) for it in futures)
    for project in futures.was.scenario.projects:
        yield Part("value", "project", project.id, was.get(project.id, 0.0),
                   would.get(project.id, 0.0))  # fmt: skip


def _wages(futures: Futures) -> Iterator[Part]:
    """What people were paid, worked or not."""
    together = min(last_day(it.events) for it in futures)
    first = [_paid(it, together) for it in futures]
    whole = [_paid(it, None) for it in futures]
    for role in futures.was.scenario.roles:
        yield Part("cost", "people", role.id, first[0][role.id], first[1][role.id])
    after = [fsum(whole[n].values()) - fsum(first[n].values()) for n in range(2)]
    yield Part("cost", "days", "", after[0], after[1])


def _paid(future: Future, today: float | None) -> dict[str, float]:
    rate = {role.id: role.rate for role in future.scenario.roles}
    days = paid(future.events, future.scenario, today)
    return {role: number * rate[role] for role, number in days.items()}


def _bills(futures: Futures) -> Iterator[Part]:
    """What was spent on other things; mitigations and issues one by one."""
    spent = [money_spent(it.events, it.scenario) for it in futures]
    named = {"mitigations": _mitigations, "issues": _issues}
    for purpose in spent[0]:
        if purpose == "people":
            continue
        if purpose not in named:
            yield Part("cost", purpose, "", spent[0][purpose], spent[1][purpose])
            continue
        was, would = (named[purpose](it) for it in futures)
        for name in dict.fromkeys([*was, *would]):
            yield Part("cost", purpose, name, was.get(name, 0.0), would.get(name, 0.0))


def _mitigations(future: Future) -> dict[str, float]:
    """k€ for each mitigation, bought and used."""
    cost: dict[str, float] = {}
    for event in of(future.events, MitigationBought, MitigationUsed):
        cost[event.mitigation] = cost.get(event.mitigation, 0.0) + event.cost
    return cost


def _issues(future: Future) -> dict[str, float]:
    """k€ of the bills of each risk that became an issue, and of what came from outside."""
    cost: dict[str, float] = {}
    for event in of(future.events, IssueDetected, IssueCame):
        if event.hits == "cost":
            name = event.risk if isinstance(event, IssueDetected) else INJECT
            cost[name] = cost.get(name, 0.0) + event.size
    return cost
