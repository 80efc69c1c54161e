"""Checks for notebook and exercise 05: what is chosen was mostly judged too well."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import Policy, load, simulate
from simulator.chance import Chance
from simulator.decisions import StartProject
from simulator.events import ProjectFinished
from simulator.mechanisms.selection import Selection, best, realised, shrunk, weight
from simulator.scenario import Project

OFFICE = load(Path(__file__).parents[1] / "lessons" / "scenarios" / "choosing.toml")
CASES = {it.id: it for it in OFFICE.projects}
DAYS = 130
"""Working days of half a year: so much of each person can be given away."""
CAPACITY = {it.id: it.people * DAYS for it in OFFICE.roles}
MEAN = fmean(it.value for it in OFFICE.projects)
HOW = OFFICE.mechanisms.selection or Selection()
TRUST = weight(HOW.spread, HOW.noise)
"""How far an honest number here is to be believed."""
WORLDS = range(601, 701)
FULL = 0.8
"""So much of everybody's time is given away where nothing else is said."""
MISSES = HOW.noise * MEAN / 3
"""Standard deviation of what a study misses by, in k€."""
BY_PROMISE, BY_RATIO = "by the largest promise", "by promise for each day"
FULLEST, DRAWN_BACK = "as full as it can be", "by promises drawn back"
RULES = (BY_PROMISE, BY_RATIO, DRAWN_BACK, FULLEST)
"""How a list can be made."""


class Came(NamedTuple):
    """What a choice came to in one world, in k€."""

    promised: float
    worth: float
    """What it is truly worth."""
    delivered: float
    """The same, less what comes too late."""


def work(case: Project, role: str) -> float:
    """Person-days of a role in a case."""
    return sum(it.effort for it in case.activities if any(who.role == role for who in it.people))


def load_of(cases: Sequence[str]) -> dict[str, float]:
    """How much of each role's half year these cases take, as a share."""
    return {
        role: sum(work(CASES[it], role) for it in cases) / days for role, days in CAPACITY.items()
    }


def believed(case: str) -> float:
    """What an honest number is worth, once it is drawn back to the mean of all: k€."""
    return shrunk(CASES[case].value, MEAN, TRUST)


@cache
def choose(rule: str, share: float = 1.0) -> tuple[str, ...]:
    """The cases that a rule takes on, up to this share of everybody's time."""
    if rule in (FULLEST, DRAWN_BACK):
        return together({it: believed(it) if rule == DRAWN_BACK else CASES[it].value
                         for it in CASES}, share)  # fmt: skip

    def first(it: Project) -> float:
        return it.value if rule == BY_PROMISE else it.value / sum(work(it, who) for who in CAPACITY)

    taken: list[str] = []
    room = {role: days * share for role, days in CAPACITY.items()}
    for case in sorted(OFFICE.projects, key=first, reverse=True):
        if all(room[role] >= work(case, role) for role in room):
            taken.append(case.id)
            room = {role: left - work(case, role) for role, left in room.items()}
    return tuple(taken)


def together(values: Mapping[str, float], share: float) -> tuple[str, ...]:
    """The cases that are worth most together within this share of everybody's time."""
    loads = [[work(it, role) for role in CAPACITY] for it in OFFICE.projects]
    room = [days * share for days in CAPACITY.values()]
    places = best([values[it.id] for it in OFFICE.projects], loads, room)
    return tuple(OFFICE.projects[place].id for place in places)


def study(case: str, seed: int) -> float:
    """What a case seems to be worth in a world to whoever has looked closely: k€.

    A study misses by a third of what an honest number misses by.
    """
    return max(0.0, worth(case, seed) + MISSES * Chance(seed).normal("study", case))


def after_study(case: str, seed: int) -> float:
    """What to believe of a case that was studied: k€."""
    doubt = sqrt(TRUST) * HOW.noise * MEAN
    return shrunk(study(case, seed), believed(case), weight(doubt, MISSES))


def changes(cases: Sequence[str], seed: int, share: float = FULL) -> bool:
    """Whether studying these cases changes the list chosen in a world."""
    values = {it: believed(it) for it in CASES}
    studied_too = values | {it: after_study(it, seed) for it in cases}
    return together(values, share) != together(studied_too, share)


AS_HERE = "as wrong as here"
NOISES = {AS_HERE: HOW.noise, "half as wrong": HOW.noise / 2, "never wrong (M22 off)": 0.0}
"""How far honest numbers miss, as a share of the mean."""


@cache
def worth(case: str, seed: int, noise: float = HOW.noise) -> float:
    """What a case is truly worth in a world, if it comes in time."""
    draw = Chance(seed).normal("worth", case)
    return realised(CASES[case].value, MEAN, draw, replace(HOW, noise=noise))


@lru_cache(maxsize=4096)
def come(cases: tuple[str, ...], seed: int) -> dict[str, float]:
    """What each of these cases delivers in a world, in k€, if all begin on the first day."""
    start = tuple(StartProject(day=0, project=it) for it in cases)
    events = simulate(OFFICE, Policy(intake="by_hand"), seed, start)
    return {it.project: it.value for it in events if isinstance(it, ProjectFinished)}


def came(cases: tuple[str, ...], seed: int) -> Came:
    """What a choice came to in a world."""
    return Came(
        sum(CASES[it].value for it in cases),
        sum(worth(it, seed) for it in cases),
        sum(come(cases, seed).values()),
    )


@cache
def delivers(rule: str, share: float) -> float:
    """What a rule delivers on average, in k€."""
    cases = choose(rule, share)
    return fmean(came(cases, seed).delivered for seed in WORLDS)


# Questions

SHRINKS = ("the largest promises", "all by the same share", "the smallest promises")
FILLED = {"100 %: people are paid anyway": 1.0, "about 80 %": 0.8, "about 50 %": 0.5}
STUDIED = {
    "the three best cases of the list": "best",
    "three cases that are nearly in, or nearly out": "edge",
    "the three smallest cases": "small",
}


def shrinks(answer: str | None) -> Feedback:
    """Which promises have to be drawn back most?"""
    if answer is None:
        return NOT_ANSWERED
    same = f"An honest number here is to be believed to {TRUST:.0%}, the mean of all to the rest."
    return {
        SHRINKS[0]: Feedback(
            True,
            f"{same} What stands highest stands there partly because it was judged too well.",
        ),
        SHRINKS[1]: Feedback(
            False,
            "Then the order would stay as it is, and so would the surprise. Which numbers have "
            "most probably been lucky?",
        ),
        SHRINKS[2]: Feedback(
            False, f"{same} So the smallest are drawn up, not down.", "part “Why”"
        ),
    }.get(answer, Feedback(False, f"'{answer}' is not one of the answers; choose one."))


def filled(answer: str | None) -> Feedback:
    """How full should the list be, if most shall be delivered in time?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in FILLED:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    each = {it: delivers(DRAWN_BACK, share) for it, share in FILLED.items()}
    mine, most = each[answer], max(each.values())
    found = f"It delivers {mine:,.0f} k€ on average over {len(WORLDS)} worlds"
    if mine == most:
        return Feedback(True, f"{found}, the most of the three. What is left free is not idle: it "
                        "is where late work goes.")  # fmt: skip
    if FILLED[answer] == 1.0:
        return Feedback(
            False, f"{found}. Everybody is busy, and everything waits for somebody: it comes late."
        )
    return Feedback(False, f"{found}. Nearly all of it comes in time, and there is too little.")


@cache
def studied(which: str) -> tuple[str, ...]:
    """Three cases: the best of the list, those about its edge, or the smallest."""

    def days(case: str) -> float:
        return believed(case) / sum(work(CASES[case], role) for role in CAPACITY)

    line = sorted(CASES, key=days, reverse=True)
    inside = choose(DRAWN_BACK, FULL)
    if which == "best":
        return tuple(it for it in line if it in inside)[:3]
    if which == "small":
        return tuple(sorted(CASES, key=believed)[:3])
    last_in = [it for it in line if it in inside and CASES[it].value > MEAN / 2][-2:]
    return (*last_in, *[it for it in line if it not in inside][:1])


def studies(answer: str | None) -> Feedback:
    """Which three cases are worth a study?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in STUDIED:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    cases = studied(STUDIED[answer])
    names = ", ".join(CASES[it].name for it in cases)
    often = fmean(changes(cases, seed) for seed in WORLDS)
    found = f"Studying {names} changes the list in {often:.0%} of {len(WORLDS)} worlds"
    if STUDIED[answer] == "edge":
        return Feedback(
            True, f"{found}. Only a study that can change the list can be worth its price."
        )
    return Feedback(
        False, f"{found}: whatever it says, you would mostly decide the same. Where could a number "
        "change your mind?",
    )  # fmt: skip


DEAREST = max(CASES, key=lambda it: CASES[it].value)
"""The case with the largest promise."""
BETTER = ("about 80 %", "about 89 %", "100 %")


def believe(answer: float | None) -> Feedback:
    """What do you expect of the largest promise, if it is believed as far as numbers here are?"""
    if answer is None:
        return NOT_ANSWERED
    promise, right = CASES[DEAREST].value, believed(DEAREST)
    if abs(answer - right) <= 0.05 * right:
        return Feedback(
            True, f"{right:,.0f} k€: the mean of all, and {TRUST:.0%} of what it promises beyond."
        )
    if abs(answer - promise) <= 1:
        return Feedback(False, "That is the promise. It stands at the top of twenty: was it lucky?")
    if abs(answer - MEAN) <= 2:
        return Feedback(False, "That is the mean of all, as if its own number said nothing.")
    if abs(answer - TRUST * promise) <= 2:
        return Feedback(
            False, "You took a part of the promise. Draw it back towards the mean, not to nothing."
        )
    side = "less" if answer > right else "more"
    return Feedback(False, f"It is {side}. Start at the mean, and go a part of the way.")


@cache
def kept(noise: str) -> float:
    """Which part of its promise the list of the largest promises is worth."""
    cases = choose(BY_PROMISE)
    promised = sum(CASES[it].value for it in cases)
    return fmean(sum(worth(it, seed, NOISES[noise]) for it in cases) / promised for seed in WORLDS)


def better_numbers(answer: str | None) -> Feedback:
    """What is the same list worth, if all numbers had been half as wrong?"""
    if answer is None:
        return NOT_ANSWERED
    found = f"It is worth {kept('half as wrong'):.0%} of its promise, not {kept(AS_HERE):.0%}"
    return {
        BETTER[1]: Feedback(True, f"{found}. Half the error leaves half the disappointment here."),
        BETTER[0]: Feedback(
            False, "So much it is worth with numbers as they are. Better numbers disappoint less."
        ),
        BETTER[2]: Feedback(
            False, "Only numbers that are never wrong do not disappoint. These still are, a little."
        ),
    }.get(answer, Feedback(False, f"'{answer}' is not one of the answers; choose one."))
