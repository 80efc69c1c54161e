"""Checks for notebook and exercise 11: who decides best, what green costs, what a rival takes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean, stdev

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import OrderProjects, Policy, Session, experiment, load
from simulator.debrief.captains import flown
from simulator.debrief.teams import Results, played, tiers, wins
from simulator.explorables.kinds import in_order, kind_of
from simulator.metrics import Events, benefits_realised
from simulator.policies.ready import READY
from simulator.policies.reference import REFERENCE
from simulator.scenario import Scenario

OFFICE = load(Path(__file__).parents[1] / "lessons" / "scenarios" / "in_the_chair.toml")
SEED = 44
"""The world that all teams fly."""
WORLDS = range(100)
FATE = "held out"
"""The worlds of checks and rules: nobody has flown one, and no picture shows one."""
FOCUS = Policy(projects_per_person=1)
SIGNE, MARLON, OONA, RUBEN, PETRA = "Signe", "Marlon", "Oona", "Ruben", "Petra"
WHO = {
    SIGNE: "begins what is asked for",
    MARLON: "what is safe goes first",
    OONA: "what grows or is new goes first",
    RUBEN: "looks, counts, stops",
    PETRA: "has a rule for everything",
}
"""The colleagues, and how each of them decides."""
POLICIES: Mapping[str, Policy] = {
    SIGNE: Policy(),
    MARLON: FOCUS,
    OONA: FOCUS,
    RUBEN: replace(REFERENCE, stop="forward_value"),
    PETRA: READY["heavy"],
}
FIRST = {MARLON: ("run", "grow", "transform"), OONA: ("grow", "transform", "run")}
"""Which kinds of projects go first, for who decides by kinds."""
KINDS = {it.id: it.name for it in OFFICE.objectives}


def flight(name: str, seed: int = SEED, office: Scenario = OFFICE) -> Session:
    """A colleague's flight of a world."""
    begun = Session(office, POLICIES[name], seed)
    if name not in FIRST:
        return begun
    return begun.decide(OrderProjects(in_order(office, FIRST[name])))


def colleagues(office: Scenario = OFFICE) -> tuple[tuple[str, Session], ...]:
    """All five, in one world."""
    return tuple((name, flight(name, office=office)) for name in WHO)


@cache
def results() -> Results:
    """What all five come to in worlds that nobody has flown."""
    return played(colleagues(), WORLDS, FATE)


def mean(name: str) -> float:
    """What a colleague's decisions bring on average, in k€."""
    return fmean(results().net[name])


@cache
def best() -> str:
    """Who is best on average."""
    return max(WHO, key=mean)


@cache
def best_wins() -> float:
    """In which share of the worlds the best on average has most on the day."""
    return wins(results().net)[best()] / len(WORLDS)


ALWAYS, MOSTLY, HALF, HARDLY = (
    "in nearly every one", "in three of four", "in about half of them", "in hardly any",
)  # fmt: skip
SHARES = {ALWAYS: 0.97, MOSTLY: 0.75, HALF: 0.48, HARDLY: 0.1}


def of_the_day(answer: str | None) -> Feedback:
    """In how many worlds does the best of five also win the day?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in SHARES:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = f"{best()} is best on average, and wins {best_wins():.0%} of {len(WORLDS)} worlds."
    if answer == min(SHARES, key=lambda it: abs(SHARES[it] - best_wins())):
        return Feedback(True, f"{found} A prize for the day would go to somebody else as often.")
    why = {
        ALWAYS: "Five flights of one world share its storms, not their luck with them.",
        MOSTLY: "Two steady colleagues and two bold ones: the bold ones win the good days.",
        HALF: "Count the squares of the picture again.",
        HARDLY: "Good decisions do show. They need more than a day.",
    }[answer]
    return Feedback(False, f"{found} {why}")


def prize(answer: str | None) -> Feedback:
    """Who wins a prize for projects on time?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in WHO:
        return Feedback(False, f"'{answer}' is not one of the colleagues; choose one.")
    found = results()
    green = {name: fmean(found.on_time[name]) for name in WHO}
    value = {name: fmean(found.value[name]) for name in WHO}
    most = max(WHO, key=lambda it: value[it])
    words = f"{answer} delivers {green[answer]:.0%} on time and {value[answer]:,.0f} k€ of value."
    if answer == max(green, key=lambda it: green[it]):
        less = value[most] - value[answer]
        return Feedback(
            True,
            f"{words} Nobody is greener, and {most} delivers {less:,.0f} k€ more. Whoever is paid "
            "for green keeps the promises that are easy to keep.",
        )
    why = {
        SIGNE: "Begin everything, and everything is late.",
        OONA: "Nobody delivers more, but another one is greener.",
        RUBEN: "What is stopped is never on time.",
        PETRA: "The rules take the time that the projects need.",
    }.get(answer, "Another one is greener.")
    return Feedback(False, f"{words} {why}")


def asleep(office: Scenario = OFFICE) -> Scenario:
    """The same post without a rival: what comes late loses its days, and no share of its worth."""
    return hurried(office, 0.0)


@cache
def hurried(office: Scenario, times: float) -> Scenario:
    """The same post with a rival who is so many times as quick."""
    projects = tuple(replace(it, decay=min(1.0, it.decay * times)) for it in office.projects)
    return replace(office, projects=projects)


@cache
def with_hand_offs(office: Scenario, weeks: float) -> Scenario:
    """The same post in which a hand-off between projects takes so many weeks."""
    how = office.mechanisms.dependencies
    assert how is not None
    changed = replace(office.mechanisms, dependencies=replace(how, hand_off=weeks))
    return replace(office, mechanisms=changed)


@cache
def taken(office: Scenario = OFFICE) -> tuple[float, ...]:
    """What the rival of such a post takes of what Oona delivers, world by world, as a share."""
    worth = [_delivered(it) for it in (office, asleep(office))]
    return tuple(1 - mine / all_of_it for mine, all_of_it in zip(*worth, strict=True))


def _delivered(office: Scenario) -> list[float]:
    who = {OONA: flown(flight(OONA, office=office))}
    return experiment.played(office, who, SOME, progress=False, fate=FATE).of(OONA, "value")


SOME = range(60)
"""Enough worlds for shares, which differ less than sums."""
LITTLE, SIXTH, MOST = "next to nothing", "about a sixth", "more than half"
RIVAL = {LITTLE: 0.02, SIXTH: 0.16, MOST: 0.6}


def rival(answer: str | None) -> Feedback:
    """How much of the value does the rival take, even from the quick?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in RIVAL:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    share = fmean(taken())
    found = f"Kestrel takes {share:.0%} of what {OONA} could deliver, over {len(SOME)} worlds."
    if answer == min(RIVAL, key=lambda it: abs(RIVAL[it] - share)):
        return Feedback(True, f"{found} Nothing failed; it came a few weeks after somebody else.")
    why = {
        LITTLE: "Each week after its day a project loses a share of its worth. Many are late.",
        SIXTH: "Try the switch above once more.",
        MOST: "Kestrel is after what grows or is new only, and part of that comes in time.",
    }[answer]
    return Feedback(False, f"{found} {why}")


# What kinds of projects bring


@cache
def by_kind() -> dict[str, list[float]]:
    """What the projects of each kind bring with growth first, world by world, in k€."""
    who = {OONA: flown(flight(OONA))}
    found = experiment.played(OFFICE, who, SOME, progress=False, measure=_by_kind, fate=FATE)
    return {kind: found.of(OONA, kind) for kind in KINDS}


def _by_kind(events: Events, office: Scenario) -> dict[str, float]:
    brought, found = benefits_realised(events), dict.fromkeys(KINDS, 0.0)
    for project in office.projects:
        found[kind_of(project)] += brought.get(project.id, 0.0)
    return found | {"net": sum(found.values())}


def promised(kind: str) -> float:
    """What the projects of a kind promise together, in k€."""
    return sum(it.value for it in OFFICE.projects if kind_of(it) == kind)


# The exercise


THREE = (RUBEN, OONA, SIGNE)
"""Whom the first question is about."""
FEW = 12
"""Worlds after which little can be told."""
ALONE, BOTH, ALL = "the first one alone", "the first two", "all three"
TIERS = (ALONE, BOTH, ALL)


@cache
def of_three(worlds: int) -> dict[str, list[float]]:
    """The results of three colleagues in the first worlds, the best on average first."""
    nets = {name: results().net[name][:worlds] for name in THREE}
    return dict(sorted(nets.items(), key=lambda it: -fmean(it[1])))


def first_tier(worlds: int) -> str:
    """How many of them share the first tier after so many worlds, as an answer says it."""
    found = tiers(of_three(worlds))
    return TIERS[sum(tier == 1 for tier in found.values()) - 1]


def shared(worlds: int) -> str:
    """Who shares the first tier after so many worlds."""
    found = tiers(of_three(worlds))
    return " and ".join(name for name, tier in found.items() if tier == 1)


def sharing(answer: str | None) -> Feedback:
    """After few worlds: who shares the first tier?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in TIERS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    right = first_tier(FEW)
    if answer == right:
        return Feedback(
            True,
            f"After {FEW} worlds the first tier is {shared(FEW)}. After {len(WORLDS)} it is "
            f"{shared(len(WORLDS))}.",
        )
    if TIERS.index(answer) < TIERS.index(right):
        return Feedback(
            False, "Somebody else's difference from the first reaches to both sides of nothing."
        )
    return Feedback(False, "Somebody's difference from the first is above nothing as a whole.")


def enough_worlds(one: str = OONA, other: str = MARLON) -> float:
    """In how many worlds two colleagues can be told apart, about."""
    nets = results().net
    ahead = [a - b for a, b in zip(nets[one], nets[other], strict=True)]
    return (2 * stdev(ahead) / fmean(ahead)) ** 2


def difference() -> tuple[float, float]:
    """(mean, spread) of what Oona has more than Marlon, in k€, rounded to tens."""
    nets = results().net
    ahead = [a - b for a, b in zip(nets[OONA], nets[MARLON], strict=True)]
    return round(fmean(ahead), -1), round(stdev(ahead), -1)


def how_many(answer: float | None) -> Feedback:
    """How many worlds tell two teams apart?"""
    if answer is None:
        return NOT_ANSWERED
    if not 1 <= answer <= 1e6:
        return Feedback(False, "Give a number of worlds, from 1 on.")
    gap, spread = difference()
    right = (2 * spread / gap) ** 2
    sure = 2 * spread / answer**0.5
    found = f"With {answer:,.0f} worlds the mean is known to about ±{sure:,.0f} k€"
    if right / 1.5 <= answer <= 1.5 * right:
        return Feedback(True, f"{found}: as wide as the {gap:,.0f} k€ that are to be told.")
    if answer <= 2:
        return Feedback(False, f"{found}. One day says next to nothing.")
    if answer < right:
        return Feedback(False, f"{found}, and the difference is {gap:,.0f} k€: it could be luck.")
    return Feedback(False, f"{found}: finer than needed. How few do?")


NEXT_DOOR, TWICE, RIGHT, QUICK = (
    "all sit in one room: a hand-off takes a day, and fits", "hand-offs take twice as long",
    "all work is right the first time", "Kestrel is twice as quick",
)  # fmt: skip
LIAISON = (NEXT_DOOR, TWICE, RIGHT, QUICK)


def changed(how: str) -> Scenario:
    """The post with one thing changed."""
    assert OFFICE.mechanisms.dependencies is not None
    if how == NEXT_DOOR:
        return _in_one_room()
    if how == TWICE:
        return with_hand_offs(OFFICE, 2 * OFFICE.mechanisms.dependencies.hand_off)
    if how == QUICK:
        return hurried(OFFICE, 2.0)
    return replace(OFFICE, mechanisms=replace(OFFICE.mechanisms, rework=None))


@cache
def _in_one_room() -> Scenario:
    near = with_hand_offs(OFFICE, 0.2)
    how = near.mechanisms.dependencies
    assert how is not None
    fits = replace(near.mechanisms, dependencies=replace(how, failure=0.0, more=0.0))
    return replace(near, mechanisms=fits)


LINKED = replace(REFERENCE, liaison=True)
MANY = range(100)


@cache
def liaison_brings(office: Scenario) -> tuple[float, ...]:
    """What liaison people bring within Ruben's rules in such a post, world by world, in k€."""
    found = experiment.played(
        office, {"without": REFERENCE, "with": LINKED}, MANY, progress=False, fate=FATE
    )
    pairs = zip(found.of("with", "net"), found.of("without", "net"), strict=True)
    return tuple(a - b for a, b in pairs)


def liaison(answer: str | None) -> Feedback:
    """With which one change do liaison people bring less than they cost?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in LIAISON:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    brings = fmean(liaison_brings(changed(answer)))
    found = f"Then they bring {brings:+,.0f} k€ over {len(MANY)} worlds.".replace("-", "−")
    if brings < 0:
        return Feedback(True, f"{found} Where people meet anyway, nobody needs to be paid for it.")
    return Feedback(False, f"{found} {WHY[answer]}")


WHY = {
    TWICE: "The longer the wait in between, the more there is to halve.",
    RIGHT: "Liaison people do not mend; they let the next one begin.",
    QUICK: "Whoever is in a hurry needs them more.",
}
