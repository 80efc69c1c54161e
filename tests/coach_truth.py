"""Whether what a coach says is so: each sentence is read, and looked up in the raw events.

Slow and plain on purpose, and nothing here comes from the coach, the cockpit or the metrics: the
office is played through from the first event, and every day is looked at.
"""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from simulator import Policy
from simulator import events as facts
from simulator.decisions import (
    CancelProject,
    ChangePeople,
    ChangePolicy,
    OrderProjects,
    PauseProject,
)
from simulator.scenario import Scenario

WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
N = r"(\w+)"
WEEKS = r"(\w+) weeks?"


class NotSoError(Exception):
    """The flight is not that long."""


class Office(NamedTuple):
    """The office after all events of a day."""

    day: float
    state: dict[str, str]
    ready: frozenset
    running: frozenset
    done: frozenset
    people: dict[str, float]


class Told:
    """A flight as it is known on a day: what was planned, decided and seen."""

    def __init__(self, scenario: Scenario, policy: Policy, decisions, seen, today) -> None:
        self.scenario, self.policy, self.today = scenario, policy, today
        self.decisions, self.events = decisions, seen
        self.offices = list(offices(scenario, seen))
        self.now = self.offices[-1]

    def since(self, day: float) -> list[Office]:
        """The office as it was on that day and after every later event."""
        before = [it for it in self.offices if it.day <= day][-1:]
        return before + [it for it in self.offices if it.day > day]

    def ago(self, weeks: str) -> float:
        """The day so many weeks ago."""
        day = self.today - 5 * number(weeks)
        if day < 0:
            raise NotSoError
        return day

    def of(self, kind: type) -> list:
        return [it for it in self.events if type(it) is kind]

    def rules(self, day: float) -> Policy:
        policy = self.policy
        for it in self.decisions:
            if isinstance(it, ChangePolicy) and it.day <= day:
                policy = replace(policy, **dict(it.changes))
        return policy

    def rules_since(self, day: float) -> list[Policy]:
        """All rules that were in force from a day on."""
        changed = [it.day for it in self.decisions if isinstance(it, ChangePolicy) and it.day > day]
        return [self.rules(it) for it in (day, *changed)]

    def projects(self, name: str) -> list:
        return [it for it in self.scenario.projects if called(it) == name]

    def works(self, name: str, project: str) -> list[tuple[str, str]]:
        return [(it.id, work.id) for it in self.projects(project) for work in it.activities
                if (work.name or work.id.replace("_", " ")) == name]  # fmt: skip

    def needs(self, key: tuple[str, str]) -> dict[str, float]:
        project = next(it for it in self.scenario.projects if it.id == key[0])
        needs: dict[str, float] = {}
        for need in next(it for it in project.activities if it.id == key[1]).people:
            needs[need.role] = needs.get(need.role, 0) + need.people
        return needs

    def role(self, name: str) -> str:
        found = [it.id for it in self.scenario.roles if alone(called(it)) == alone(name)]
        assert len(found) == 1, name
        return found[0]

    def free(self, office: Office, role: str) -> float:
        return office.people[role] - sum(self.needs(key).get(role, 0) for key in office.running)

    def issues(self, name: str) -> list:
        risks = {it.id for it in self.scenario.risks if called(it) == name}
        return [it for it in self.of(facts.IssueDetected) if it.risk in risks]


def called(it) -> str:
    return it.name or it.id.replace("_", " ")


def alone(name: str) -> str:
    """The name of a role, be it of one person or of several."""
    return name.lower().removesuffix("s")


def number(word: str) -> int:
    return WORDS.index(word.lower()) if word.lower() in WORDS else int(word)


def offices(scenario: Scenario, seen):  # noqa: C901 - one case an event
    """The office after each day on which something was seen."""
    state = {it.id: "expected" for it in scenario.projects}
    people = {it.id: it.people for it in scenario.roles}
    ready, running, done, begun = set(), set(), set(), set()
    for place, it in enumerate(seen):
        key = (getattr(it, "project", ""), getattr(it, "activity", ""))
        match it:
            case facts.ProjectArrived():
                state[it.project] = "waiting"
            case facts.ProjectStarted():
                begun.add(it.project)
                state[it.project] = "in progress"
            case facts.ProjectPaused():
                state[it.project] = "paused"
            case facts.ProjectResumed():
                state[it.project] = "in progress" if it.project in begun else "waiting"
            case facts.ProjectCancelled():
                state[it.project] = "cancelled"
            case facts.ProjectFinished():
                state[it.project] = "finished"
            case facts.ActivityReady():
                ready.add(key)
            case facts.ActivityStarted():
                ready.discard(key)
                running.add(key)
            case facts.ActivityStopped():
                running.discard(key)
            case facts.ActivityFinished():
                running.discard(key)
                done.add(key)
            case facts.PeopleChanged():
                people[it.role] = it.people
        if place + 1 == len(seen) or seen[place + 1].day > it.day:
            yield Office(it.day, dict(state), frozenset(ready), frozenset(running),
                         frozenset(done), dict(people))  # fmt: skip


def full(weeks: str, days: float) -> bool:
    """Whether so many days are so many full weeks."""
    return number(weeks) == math.floor(days / 5)


# One check a sentence: what its words say, looked up


def idle(t: Told, how_many, who, weeks, work, project, needed) -> bool:
    role, since = t.role(who), t.ago(weeks)
    return number(weeks) >= 2 and role == t.role(needed) and any(
        role in t.needs(key)
        and all(
            key in it.ready and it.state[key[0]] == "in progress"
            and t.free(it, role) >= number(how_many) - 1e-6
            for it in t.since(since)
        )
        for key in t.works(work, project)
    )  # fmt: skip


def waits(t: Told, role: str) -> list:
    return [key for key in t.now.ready
            if t.now.state[key[0]] == "in progress" and role in t.needs(key)]  # fmt: skip


def queue(t: Told, how_many, who, weeks, others) -> bool:
    role, since = t.role(who), t.ago(weeks)
    waiting = waits(t, role)
    waited = [
        key
        for key in waiting
        if all(key in it.ready and it.state[key[0]] == "in progress" for it in t.since(since))
    ]
    limit = 0 if others == "any" else number(others.removeprefix("more than "))
    elsewhere = [len(waits(t, it.id)) for it in t.scenario.roles if it.id != role]
    return len(waiting) == number(how_many) >= 3 and bool(waited) and max(elsewhere) == limit


def unfinished(t: Told, how_many, weeks) -> bool:
    going = sum(it == "in progress" for it in t.now.state.values())
    since = max([0.0, *(it.day for it in t.of(facts.ProjectFinished))])
    return going == number(how_many) and full(weeks, t.today - since)


def untouched(t: Told, issue, project, weeks) -> bool:
    ids = {it.id for it in t.projects(project)}
    return any(
        it.project in ids
        and full(weeks, t.today - it.day)
        and t.now.state[it.project] in ("in progress", "paused")
        and not any(key[0] == it.project for office in t.since(it.day) for key in office.running)
        for it in t.issues(issue)
    )


def unused_offer(t: Told, issue, day, offer, price) -> bool:
    bought = {it.mitigation for it in t.of(facts.MitigationBought)}
    return any(
        round(it.day) == int(day)
        and not bought & {one.id for one in t.scenario.mitigations if one.risk == it.risk}
        and any(called(one) == offer and one.risk == it.risk and f"{one.cost:g}" == price
                for one in t.scenario.mitigations)
        for it in t.issues(issue)
    )  # fmt: skip


def small_price(t: Told, offer, saves, project, price) -> bool:
    return any(
        called(one) == offer
        and f"{one.cost:g}" == price
        and f"{saved(t, one):,.0f}" == saves
        and one.cost <= saved(t, one) / 2
        and one.if_used == 0
        and one.id not in {it.mitigation for it in t.of(facts.MitigationBought)}
        and risk.id not in {it.risk for it in t.of(facts.IssueDetected)}
        and t.now.state[risk.project] in ("waiting", "in progress")
        and risk.project in {it.id for it in t.projects(project)}
        for one in t.scenario.mitigations
        for risk in t.scenario.risks
        if risk.id == one.risk
    )


def saved(t: Told, offer) -> float:
    """What an offer takes off the exposure, after what was bought, worked out anew."""
    risk = next(it for it in t.scenario.risks if it.id == offer.risk)
    project = next(it for it in t.scenario.projects if it.id == risk.project)
    bought = {it.mitigation for it in t.of(facts.MitigationBought)}
    chance, size = risk.probability, risk.impact * math.exp(risk.spread**2 / 2)
    for one in t.scenario.mitigations:
        if one.risk == risk.id and one.id in bought:
            chance, size = (
                (chance * (1 - one.effect), size)
                if one.kind == "avoid"
                else (chance, size * (1 - one.effect))
            )
    return chance * size * offer.effect * price_of_one(t, risk, project)


def price_of_one(t: Told, risk, project) -> float:
    """k€ for one person-day, or for one day of delay in which its team is paid too."""
    if risk.hits == "cost":
        return 1.0
    rates = {it.id: it.rate for it in t.scenario.roles}
    days = [(need.role, need.people * work.planned_days)
            for work in project.activities for need in work.people]  # fmt: skip
    total = math.fsum(it for _, it in days)
    one_day = math.fsum(rates[role] * it for role, it in days) / total if total else 0.0
    if risk.hits == "effort":
        return one_day
    team = math.fsum(need.people for work in project.activities for need in work.people)
    return project.cost_of_delay + one_day * team / len(project.activities)


def promise(t: Told, project, day, weeks, who) -> bool:
    return any(
        it.due is not None
        and round(it.due) == int(day)
        and full(weeks, t.today - it.due)
        and t.now.state[it.id] in ("waiting", "in progress", "paused")
        and (it.sponsor.startswith(who) if it.sponsor else who == "whoever wants it")
        for it in t.projects(project)
    )


def reserve(t: Told, amount, day, left, risks) -> bool:
    last = t.of(facts.ReserveSet)[-1]
    later = t.events[t.events.index(last) :]
    rest = last.amount - math.fsum(it.cost for it in later if type(it) is facts.ReservePaid)
    over = {it for it, state in t.now.state.items() if state in ("finished", "cancelled")}
    struck = {it.risk for it in t.of(facts.IssueDetected)}
    still_open = [it for it in t.scenario.risks if it.id not in struck and it.project not in over]
    return (
        (f"{last.amount:,.0f}", str(round(last.day))) == (amount, day)
        and f"{max(0.0, rest):,.0f}" == left
        and len(still_open) == number(risks)
        and all(it.reserve > 0 for it in t.rules_since(last.day))
    )


def overtime(t: Told, weeks) -> bool:
    since = t.ago(weeks)
    return number(weeks) >= 6 and all(it.overtime > 0 for it in t.rules_since(since))


def paused(t: Told, project, weeks, work, how_many) -> bool:
    since = t.ago(weeks)
    return any(
        key in t.now.running
        and sum(t.needs(key).values()) == number(how_many)
        and all(it.state[key[0]] == "paused" for it in t.since(since))
        for key in t.works(work, project)
    )


def turned(t: Told, day, then, now) -> bool:
    last = t.decisions[-1]
    earlier = [it for it in t.decisions if round(it.day) == int(day) and it.day < t.today]
    if last.day != t.today:
        return False
    if put := re.fullmatch(r"put (.+) first", then):
        ids = {it.id for it in t.projects(put[1])}
        first = {it.projects[0] for it in earlier if isinstance(it, OrderProjects) and it.projects}
        if now in ("paused it", "decided to cancel it"):
            kind = PauseProject if now == "paused it" else CancelProject
            return isinstance(last, kind) and last.project in first & ids
        many = number(re.fullmatch(rf"put {N} projects? before it", now)[1])
        going = [it for it in last.projects if t.now.state[it] not in ("finished", "cancelled")]
        return any(it in first & ids and place == many for place, it in enumerate(going))
    told = [changed(t, it) for it in earlier if isinstance(it, ChangePeople)]
    moved = changed(t, last)
    return any(
        (before[0], before[2]) == read(t, then) and (moved[0], moved[2]) == read(t, now)
        and before[1] == moved[1] for before in told if before[2] * moved[2] < 0
    )  # fmt: skip


def changed(t: Told, it) -> tuple[str, str, int]:
    return it.role, it.role, it.change


def read(t: Told, words: str) -> tuple[str, int]:
    verb, many, who = re.fullmatch(rf"(hired|released) {N} (.+)", words).groups()
    return t.role(who), number(many) * (1 if verb == "hired" else -1)


def same_report(t: Told, how_many, project, weeks) -> bool:
    for it in t.projects(project):
        row = [one for one in t.of(facts.StatusReported) if one.project == it.id]
        row = row[len(row) - number(how_many) :]
        finished = [one.day for one in t.of(facts.ActivityFinished) if one.project == it.id]
        if (
            len(row) == number(how_many) >= 3
            and all(one.colour == "green" for one in row)
            and full(weeks, row[-1].day - row[0].day)
            and not [day for day in finished if day > row[0].day]
            and t.now.state[it.id] == "in progress"
        ):
            return True
    return False


def nearly_done(t: Told, done, every, project, weeks, same) -> bool:
    since = t.ago(weeks)
    return done.lower() == same and any(
        len(it.activities) == number(every)
        and t.now.state[it.id] == "in progress"
        and all(sum(key[0] == it.id for key in office.done) == number(done)
                for office in t.since(since))
        for it in t.projects(project)
    )  # fmt: skip


def sponsored(t: Told, who: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for it in t.scenario.projects:
        if it.sponsor.split(",")[0].strip() == who:
            found.setdefault(it.sponsor, set()).add(it.id)
    return found


def asked_often(t: Told, how_many, who, weeks) -> bool:
    since = t.ago(weeks)
    return any(
        sum(it.project in ids and it.day >= since for it in t.of(facts.DecisionAwaited))
        == number(how_many)
        for ids in sponsored(t, who).values()
    )


def unasked(t: Told, weeks, who, how_many) -> bool:
    since = t.ago(weeks)
    return any(
        not [it for it in t.of(facts.DecisionAwaited) if it.project in ids and it.day > since]
        and sum(t.now.state[it] == "in progress" for it in ids) == number(how_many)
        and all(it.stakeholder == 0 for it in t.rules_since(since))
        for ids in sponsored(t, who).values()
    )


def unexplained(t: Told, how_many) -> bool:
    return len(t.decisions) == number(how_many) and not [it for it in t.decisions if it.reason]


CHECKS: dict[str, tuple[str, Callable[..., bool]]] = {
    "idle": (
        rf"{N} (.+) ha(?:s|ve) had no project work for {WEEKS}, while “(.+)” of (.+), which needs "
        r"(.+), waits for people\.",
        idle,
    ),
    "queue": (
        rf"{N} activities that need (.+) wait for people, one of them for {WEEKS}; no other role "
        r"has (any|more than \w+) waiting\.",
        queue,
    ),
    "unfinished": (
        rf"{N} projects are in progress, and none has been finished for {WEEKS}\. "
        r"Which of them is nearest to its end\?",
        unfinished,
    ),
    "untouched": (
        rf"The issue “(.+)” of (.+) has been known for {WEEKS}, and nobody has been at work on "
        r"that project since\.",
        untouched,
    ),
    "unused_offer": (
        r"The issue “(.+)” was noticed on day (\d+)\. “(.+)” had been on offer against it for "
        r"(\S+) k€: how was that weighed\?",
        unused_offer,
    ),
    "small_price": (
        r"By the register, “(.+)” would take (\S+) k€ off the exposure of (.+), for (\S+) k€\. "
        r"What do you know that the register does not\?",
        small_price,
    ),
    "promise": (
        rf"(.+) was promised for day (\d+), {WEEKS} ago\. What day does (.+) count on now\?",
        promise,
    ),
    "reserve": (
        rf"Of the (\S+) k€ held back on day (\d+), (\S+) k€ are left, and {N} risks are open in "
        r"the register\.",
        reserve,
    ),
    "overtime": (
        rf"Overtime has been the rule for {WEEKS} without a break\. What was it meant to bridge\?",
        overtime,
    ),
    "paused": (
        rf"(.+) has been paused for {WEEKS}, and its “(.+)” still holds {N} (?:person|people)\.",
        paused,
    ),
    "turned": (
        r"On day (\d+) you (.+); today you have (.+)\. What has changed since\?",
        turned,
    ),
    "same_report": (
        rf"{N} reports in a row have called (.+) green, over {WEEKS} in which none of its "
        r"activities was finished\.",
        same_report,
    ),
    "nearly_done": (
        rf"{N} of the {N} activities of (.+) were done {WEEKS} ago, and the same {N} are done "
        r"today\.",
        nearly_done,
    ),
    "asked_often": (
        rf"{N} questions have gone to (.+) in the last {WEEKS}\.",
        asked_often,
    ),
    "unasked": (
        rf"For {WEEKS} no question has gone to (.+), the sponsor of {N} projects? in progress\.",
        unasked,
    ),
    "unexplained": (
        rf"You have taken {N} decisions and written down a reason for none of them\. What do you "
        r"expect of the last one\?",
        unexplained,
    ),
}
"""By kind: how the sentence reads, whole, and what must be so if it is said."""


def otherwise(kind: str, sentence: str):
    """The same sentence with one of its numbers changed, for each of them."""
    found = re.fullmatch(CHECKS[kind][0], sentence)
    assert found is not None, sentence
    for place, word in enumerate(found.groups(), 1):
        if word.lower() in WORDS or re.fullmatch(r"[\d,.]+", word):
            yield f"{sentence[: found.start(place)]}77{sentence[found.end(place) :]}"


def is_true(kind: str, sentence: str, told: Told) -> bool:
    """Whether every word that can be looked up is so."""
    reads, holds = CHECKS[kind]
    found = re.fullmatch(reads, sentence)
    try:
        return found is not None and holds(told, *found.groups())
    except NotSoError:
        return False
