"""Checks for notebook and exercise 08: people who come, long hours, better ways, and mentors."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import Policy, load, metrics, simulate
from simulator.decisions import change_policy
from simulator.explorables import fires, newcomers
from simulator.explorables.capacity import WEEKS, Dials, as_ever, finished, throughout
from simulator.explorables.repeated import repeated
from simulator.explorables.teaching import Pairs, Room, maps
from simulator.mechanisms import Fatigue, RampUp, fatigue
from simulator.scenario import Activity, Demand, Project, Role, Scenario

FILES = Path(__file__).parents[1] / "lessons" / "scenarios"
SMALL = load(FILES / "people.toml")
"""The small room, with the first map of each coast."""
ROOM = repeated(SMALL, 14)
"""More maps than six people draw in two years."""
LONG = repeated(SMALL, 36)
"""The same for five years."""
ATLAS = repeated(load(FILES / "people_atlas.toml"), 120, abreast=36)
RUSH = load(FILES / "people_rush.toml")
TOLD = load(FILES / "people_told.toml")
LAST = "check"
"""A map is finished with the activity that is called so."""
MORE, DAY = 8, 100
"""How many came to the atlas last time, and on which working day."""
BURST = 1.0
"""More orders than usual by this share, in the rough summer: twice as many."""
DESKS = Room(
    scenario=load(FILES / "people_mentors.toml"),
    knows=(
        ("agda", 0.95), ("bertil", 0.85), ("cato", 0.7),
        ("disa", 0.15), ("emre", 0.3), ("fenna", 0.45),
    ),
    old=("agda", "bertil", "cato"), new=("disa", "emre", "fenna"), every=16.0, hours=0.15,
)  # fmt: skip
ALL_FROM_AGDA: Pairs = (("disa", "agda"), ("emre", "agda"), ("fenna", "agda"))
FROM_WHO_HAS_TIME: Pairs = (("disa", "bertil"), ("emre", "cato"), ("fenna", "cato"))
WORLDS = range(1001, 1051)
"""Others than those of the pictures."""
QUARTERS = 8
TENTH, FIFTH = (throughout(QUARTERS, improve=it) for it in (0.1, 0.2))
FIVE, TEN = (throughout(QUARTERS, overtime=it) for it in (5.0, 10.0))
HOURS = 20.0
"""Overtime a week, where it is much."""
NEAR = 8
"""Weeks by which an answer may be off."""


# Late people


@cache
def sooner(more: int = MORE, day: int = DAY) -> tuple[float, float]:
    """Working days by which so many more people bring the atlas forward, and k€ that they cost."""
    return newcomers.difference(ATLAS, more, day, WORLDS)


@cache
def usual_cost() -> float:
    """What the atlas costs if nobody is added, in k€."""
    return fmean(newcomers.ended(ATLAS, 0, 0, it).cost for it in WORLDS)


class Hours(NamedTuple):
    """What long hours do to the atlas, on average or in one world."""

    sooner: float
    """Working days."""
    dearer: float
    """k€: less for usual hours, more for the others."""


def long_hours(since: float, seed: int) -> Hours:
    """What twenty hours of overtime a week do from a day to the end, in one world."""
    bare = newcomers.ended(ATLAS, 0, 0, seed)
    hours = replace(change_policy(overtime=HOURS), day=since)
    events = simulate(ATLAS, Policy(), seed, (hours,))
    spent = metrics.money_spent(events, ATLAS)
    day = max(metrics.finish_days(events).values())
    return Hours(bare.day - day, spent["people"] + spent["overtime"] - bare.cost)


@cache
def overtime(since: float) -> Hours:
    """The same on average."""
    sooner, dearer = zip(*(long_hours(since, it) for it in WORLDS), strict=True)
    return Hours(fmean(sooner), fmean(dearer))


# Two years


@cache
def ahead(plan: tuple[Dials, ...]) -> tuple[float, ...]:
    """Maps more than as ever by the end of each week, on average."""
    usual = as_ever(len(plan))
    weeks = zip(*(_lead(plan, usual, seed) for seed in WORLDS), strict=True)
    return tuple(map(fmean, weeks))


def _lead(plan: tuple[Dials, ...], usual: tuple[Dials, ...], seed: int) -> tuple[int, ...]:
    mine, bare = (finished(ROOM, it, seed, LAST) for it in (plan, usual))
    return tuple(a - b for a, b in zip(mine, bare, strict=True))


def crossing(curve: Sequence[float], other: Iterable[float] | None = None) -> int | None:
    """The week from which on a curve stays above another, or above nothing; None if it does not."""
    lead = [a - b for a, b in zip(curve, other or [0.0] * len(curve), strict=True)]
    below = [week for week, it in enumerate(lead, 1) if it <= 0]
    week = below[-1] + 1 if below else 1
    return week if week <= len(lead) else None


@cache
def usual() -> float:
    """Maps in two years as ever, on average."""
    return fmean(finished(ROOM, as_ever(QUARTERS), it, LAST)[-1] for it in WORLDS)


# Mentors


@cache
def taught(pairs: Pairs) -> float:
    """Maps more in two years than without mentors, on average."""
    return fmean(maps(DESKS, pairs, it)[1] - maps(DESKS, (), it)[1] for it in WORLDS)


# The rough summer


@cache
def come_back(load: int) -> float:
    """The share of offices so full with maps, in per cent, that come back from the summer."""
    years = (fires.year(RUSH, load / 100, BURST, it) for it in WORLDS)
    return fmean(it.prepared >= fires.WELL for it in years)


# The checks of the notebook


def even(answer: float | None) -> Feedback:
    """In which week has a tenth of the time for improvement made good what it took?"""
    if answer is None:
        return NOT_ANSWERED
    if not 1 <= answer <= WEEKS * QUARTERS:
        return Feedback(False, f"Give a week, from 1 to {WEEKS * QUARTERS}.")
    tenth, fifth = (crossing(ahead(it)) or WEEKS * QUARTERS for it in (TENTH, FIFTH))
    found = f"It has caught up in week {tenth}, on average over {len(WORLDS)} worlds"
    if abs(answer - tenth) <= NEAR:
        return Feedback(True, f"{found}; a fifth needs until week {fifth}.")
    if abs(answer - fifth) <= NEAR:
        return Feedback(False, "That is the week for a fifth. A tenth takes less at first.")
    side = "earlier" if answer > tenth else "later"
    return Feedback(
        False, f"It is {side}. Half the time costs half as much at once, and brings more than half."
    )


def safe(answer: str | None) -> Feedback:
    """How full may an office be with maps, so that nine of ten come back?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in SAFE:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    load = SAFE[answer]
    found = f"Of offices with {load} % maps, {come_back(load):.0%} come back."
    if load == safe_load():
        return Feedback(True, f"{found} With preparation they are {load + 35} % full, not 100 %.")
    if load > safe_load():
        return Feedback(False, f"{found} Too many have no air to catch up with what they left out.")
    return Feedback(False, f"{found} They are safe, but so are slightly fuller ones.")


LOADS = 45, 50, 55, 60
SAFE = {f"{it} %": it for it in LOADS}
NINE_OF_TEN = 0.9


@cache
def safe_load() -> int:
    """The fullest office of which nine of ten come back, in per cent of time for maps."""
    full = reversed(LOADS[1:])
    return next((it for it in full if come_back(it) >= NINE_OF_TEN), LOADS[0])


def worn(answer: float | None) -> Feedback:
    """From which week on do twenty hours of overtime get no more done than none?"""
    if answer is None:
        return NOT_ANSWERED
    if not 1 <= answer <= 104:
        return Feedback(False, "Give a week, from 1 to 104.")
    right = worthless(HOURS)
    found = f"Sixty hours get done what forty do in week {right}"
    if abs(answer - right) <= 2:
        return Feedback(True, f"{found}, and less from then on. The overtime is paid all the same.")
    if answer > right:
        return Feedback(False, f"{found}. After that every week of it is a loss.")
    return Feedback(False, "So soon people are not worn out: the first weeks do bring more.")


def worthless(hours: float) -> int:
    """The first week in which so much overtime gets no more done than none, by M10."""
    how = SMALL.mechanisms.fatigue or Fatigue()
    tired, week, all_hours = 0.0, 1, how.normal_hours + hours
    while fatigue.output(all_hours, tired, how) > 1 and week < 104:
        tired = fatigue.fatigued(tired, all_hours, 1.0, how)
        week += 1
    return week


# The exercise: what pays depends on how long one looks

FIVE_MORE, TENTH_FREE, WITH_MENTORS, TEN_MORE = (
    "five hours of overtime a week",
    "a tenth of the time for better ways of working",
    "a mentor for everybody",
    "ten hours of overtime a week",
)
WAYS = {
    FIVE_MORE: FIVE,
    TENTH_FREE: TENTH,
    WITH_MENTORS: throughout(QUARTERS, mentors=1.0),
    TEN_MORE: TEN,
}
HALF_A_YEAR = 26


def soon(answer: str | None) -> Feedback:
    """What gets most maps done within half a year?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in WAYS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = f"After half a year it is {_signed(ahead(WAYS[answer])[HALF_A_YEAR - 1])} maps"
    if answer == max(WAYS, key=lambda it: ahead(WAYS[it])[HALF_A_YEAR - 1]):
        return Feedback(True, f"{found}, the most of the four. Look again after two years.")
    why = {
        TENTH_FREE: "It has hardly begun to work, and has taken a tenth of the time.",
        WITH_MENTORS: "Mentors give their time now, and get it back later if at all.",
        TEN_MORE: "The first weeks bring more; then people are tired.",
    }[answer]
    return Feedback(False, f"{found}. {why}")


def overtakes(answer: float | None) -> Feedback:
    """In which week does a tenth for improvement overtake five hours of overtime?"""
    if answer is None:
        return NOT_ANSWERED
    if not 1 <= answer <= WEEKS * QUARTERS:
        return Feedback(False, f"Give a week, from 1 to {WEEKS * QUARTERS}.")
    right = crossing(ahead(TENTH), ahead(FIVE)) or WEEKS * QUARTERS
    even_week = crossing(ahead(TENTH)) or WEEKS * QUARTERS
    if abs(answer - right) <= NEAR:
        return Feedback(
            True,
            f"It is week {right}, on average over {len(WORLDS)} worlds. Whoever is judged by the "
            "year never gets to see it.",
        )
    if abs(answer - even_week) <= NEAR:
        return Feedback(
            False, "There it has caught up with doing nothing. Overtime is still ahead."
        )
    side = "earlier" if answer > right else "later"
    return Feedback(False, f"It is {side}. Look for the week in which the two lines cross.")


# The exercise: who stays

A_WAY_UP, COURSES, PAID_WELL, ONE_THING = (
    "a way up for those who run the work",
    "courses for everybody",
    "ten hours of well-paid overtime",
    "everybody does one thing only",
)
STAYING = (A_WAY_UP, COURSES, PAID_WELL, ONE_THING)
FORTY, FIVE_YEARS = 40, 1300.0


@cache
def left(how: str = "") -> float:
    """How many of forty people leave within five years, on average."""
    rules: Mapping[str, Policy] = {
        A_WAY_UP: Policy(people=1.0, people_by="career"),
        COURSES: Policy(people=1.0, people_by="training"),
        PAID_WELL: Policy(overtime=10.0),
    }
    office = _forty(FORTY if how == ONE_THING else 5)
    policy = rules.get(how, Policy())
    return fmean(metrics.people_lost(simulate(office, policy, it, (), FIVE_YEARS)) for it in WORLDS)


@cache
def _forty(roles: int) -> Scenario:
    """Forty people in so many roles, all of them busy for years."""
    each = FORTY // roles
    kinds = tuple(Role(id=f"role{n}", people=float(each)) for n in range(roles))
    work = tuple(
        Activity(id=f"{kind.id}_{n}", days=FIVE_YEARS, people=(Demand(role=kind.id),))
        for kind in kinds
        for n in range(each)
    )
    on = SMALL.mechanisms
    how = type(on)(turnover=on.turnover, security=on.security, fatigue=on.fatigue)
    projects = (Project(id="work", activities=work),)
    return Scenario(name="forty", roles=kinds, projects=projects, mechanisms=how)


def stays(answer: str | None) -> Feedback:
    """What keeps most people?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in STAYING:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = f"{left(answer):.0f} of {FORTY} leave within five years, {left():.0f} without it."
    if answer == min(STAYING, key=left):
        return Feedback(True, f"{found} Whoever sees a next step here needs none elsewhere.")
    why = {
        COURSES: "A course makes people better, and nobody stays for it.",
        PAID_WELL: "The money is spent by Monday, and people are tired.",
        ONE_THING: "Where nobody can stand in, nobody feels safe.",
    }[answer]
    return Feedback(False, f"{found} {why}")


# The exercise: when late people do help

NOT_NEW, TWELVE, A_WEEK, SPLIT = (
    "they have worked here before",
    "they are twelve, not eight",
    "they come a week earlier",
    "everybody helps to teach them",
)
HELPS = (NOT_NEW, TWELVE, A_WEEK, SPLIT)
CLEARLY = 10.0
"""Working days that are worth the money."""


@cache
def changed(how: str) -> float:
    """Working days by which people who are added on the same day help with one thing changed."""
    old = ATLAS.mechanisms.ramp_up or RampUp()
    new = {
        NOT_NEW: replace(old, new=old.experienced, training=0.0),
        SPLIT: replace(old, training=2 * old.training),
    }.get(how, old)
    office = replace(ATLAS, mechanisms=replace(ATLAS.mechanisms, ramp_up=new))
    more, day = (12 if how == TWELVE else MORE), DAY - (5 if how == A_WEEK else 0)
    return newcomers.difference(office, more, day, WORLDS)[0]


def helps(answer: str | None) -> Feedback:
    """With which one change do people who come on day 100 bring the atlas clearly forward?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in HELPS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    days = changed(answer)
    found = f"The atlas is then {abs(days):.0f} working days {'sooner' if days > 0 else 'later'}."
    if days >= CLEARLY:
        return Feedback(True, f"{found} It is being new that costs, not being more.")
    why = {
        TWELVE: "More newcomers ask more, and there is more to talk about.",
        A_WEEK: "A week is little against the months until somebody new is of full use.",
        SPLIT: "What is spent on teaching is not spent on sheets.",
    }.get(answer, "")
    return Feedback(False, f"{found} {why}".strip())


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")
