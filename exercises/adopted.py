"""Checks for notebook and exercise 09: what people cross for, how many changes they can take at
once, and what a sponsor is asked."""

from functools import cache
from pathlib import Path
from statistics import fmean

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import load, metrics
from simulator.calendar import DAYS_A_WEEK, WEEKS_A_MONTH
from simulator.decisions import ChangePolicy
from simulator.events import MonthBegan
from simulator.explorables.crossing import STEPS, Way
from simulator.explorables.golives import Dates, brought
from simulator.explorables.goodwill import LIVE, Hours, life
from simulator.explorables.uptake import Course, Taken, course, taken_up
from simulator.mechanisms import adoption, sponsor
from simulator.mechanisms.card import Parameters
from simulator.mechanisms.saturation import Saturation
from simulator.model import simulate
from simulator.policies import Policy
from simulator.scenario import Scenario

OFFICE = load(Path(__file__).parents[1] / "lessons" / "scenarios" / "adopted.toml")
WORLDS = range(501, 701)
"""Others than those of the pictures."""
FEW = range(501, 601)
ON_TIME = Way(0, 4, 4, 4)
"""Nobody gets any time for the change, as last year."""
LATER = Way(STEPS, 4, 4, 4)
"""As much time as there is, split evenly."""
HALF = Way(STEPS // 2, 4, 4, 4)
FOR_TOOLS = Way(STEPS, 1, 1, 10)
VISITED = 0.5
"""Level of work with the sponsor and the wards, where there is some."""


@cache
def taken(way: Way, seed: int, office: Scenario = OFFICE, visits: float = 0.0) -> tuple[Taken, ...]:
    """What becomes of all go-lives in a world."""
    return taken_up(office, _course(way, seed, office, visits), way.bricks)


def _course(way: Way, seed: int, office: Scenario, visits: float) -> Course:
    return course(office, Policy(change=way.step / STEPS, stakeholder=visits), seed)


def value(way: Way, seed: int, office: Scenario = OFFICE, visits: float = 0.0) -> float:
    """What all go-lives bring in a world, in k€."""
    return sum(it.brought for it in taken(way, seed, office, visits))


def net(way: Way, seed: int, office: Scenario = OFFICE, visits: float = 0.0) -> float:
    """The same less people's time until the last go-live."""
    return value(way, seed, office, visits) - _course(way, seed, office, visits).cost


@cache
def brings(way: Way, office: Scenario = OFFICE, visits: float = 0.0) -> float:
    """k€ on average."""
    return fmean(value(way, it, office, visits) for it in WORLDS)


@cache
def nets(way: Way, office: Scenario = OFFICE) -> float:
    """k€ on average, after people's time."""
    return fmean(net(way, it, office) for it in FEW)


@cache
def went_live(way: Way) -> float:
    """The working day on which something goes live, on average."""
    return fmean(it.day for seed in WORLDS for it in taken(way, seed))


@cache
def kept(way: Way) -> float:
    """Which share of the go-lives comes on the promised day or before."""
    due = {it.id: it.due or 0.0 for it in OFFICE.projects}
    all_of = [it.day <= due[it.project] for seed in WORLDS for it in taken(way, seed)]
    return sum(all_of) / len(all_of)


@cache
def crossed(way: Way) -> float:
    """Of 100 people, how many work in the new way a year after go-live."""
    return 100 * fmean(it.shares[-1] for seed in WORLDS for it in taken(way, seed))


VISITS_FROM = 120.0
"""The day on which somebody thinks of visits at last, in the branch."""


@cache
def visited_from(day: float | None, seed: int) -> tuple[float, float]:
    """(k€ brought, engagement at the end of the sixth month) if visits begin on this day."""
    begins = [ChangePolicy(day=day, changes=(("stakeholder", VISITED),))] if day else []
    policy = Policy(change=HALF.step / STEPS, stakeholder=0.0 if day or day is None else VISITED)
    events = simulate(OFFICE, policy, seed, begins)
    moods = [dict(it.levels) for it in events if isinstance(it, MonthBegan)]
    return metrics.value_delivered(events), moods[PROMISED]["engagement"]


@cache
def visits_late(day: float | None) -> float:
    """k€ on average if visits begin on this day; None is never."""
    return fmean(visited_from(day, it)[0] for it in WORLDS)


# How many at once

PROMISED = 7
"""The month in which all were promised."""
MOST_APART = 6


def spaced(months: int) -> Dates:
    """Each group's go-lives so many months apart, what waits at the highest price first."""
    ids = [it.id for it in OFFICE.projects]
    dates = dict.fromkeys(ids, PROMISED)
    for group in dict.fromkeys(it.group for it in OFFICE.projects):
        mine = [it for it in OFFICE.projects if it.group == group]
        mine.sort(key=lambda it: -it.cost_of_delay)
        for place, it in enumerate(mine):
            dates[it.id] = PROMISED + place * months
    return tuple(dates[it] for it in ids)


@cache
def apart(months: int, office: Scenario = OFFICE) -> float:
    """What go-lives so many months apart bring on average, in k€, without any change work."""
    return fmean(brought(office, spaced(months), it) for it in FEW)


@cache
def best_apart(office: Scenario = OFFICE) -> int:
    """The best number of months between two go-lives of one group."""
    return max(range(MOST_APART + 1), key=lambda it: apart(it, office))


NEARLY = 0.04
"""Calendars that bring less by no more than this share are about equally good."""


def months_apart(answer: float | None) -> Feedback:
    """How many months between two go-lives for the same people bring the most?"""
    if answer is None:
        return NOT_ANSWERED
    if not 0 <= answer <= MOST_APART or answer != int(answer):
        return Feedback(False, f"Give whole months, from 0 to {MOST_APART}.")
    mine, most = apart(int(answer)), apart(best_apart())
    found = f"That brings {mine:,.0f} k€ on average over {len(FEW)} worlds"
    if mine >= (1 - NEARLY) * most:
        return Feedback(
            True, f"{found}. Each change is nearly learnt when the next one asks for attention."
        )
    if answer == 0:
        return Feedback(
            False, f"{found}, {most:,.0f} at best. Three things at once are learnt by nobody."
        )
    if answer < best_apart():
        return Feedback(
            False,
            f"{found}, {most:,.0f} at best. You pay for waiting, and they still overlap.",
        )
    return Feedback(
        False, f"{found}, {most:,.0f} at best. They do not overlap any more; now waiting costs."
    )


# Where the next hour goes

PEOPLE, PROCESS, TOOLS, SPREAD = (
    "all of it to people: they have to use it",
    "all of it to the process",
    "all of it to tools: they are what goes live",
    "a third to each",
)
WHERE = (PEOPLE, PROCESS, TOOLS, SPREAD)
BEFORE = 0.6, 0.1, 0.7
"""How far people, process and tools are prepared."""
MORE = 0.3
ADDED = {
    PEOPLE: (MORE, 0.0, 0.0),
    PROCESS: (0.0, MORE, 0.0),
    TOOLS: (0.0, 0.0, MORE),
    SPREAD: (MORE / 3, MORE / 3, MORE / 3),
}


def ready(levels: tuple[float, float, float]) -> float:
    """How ready an organisation is with such a preparation."""
    return adoption.readiness(*levels, OFFICE.mechanisms.adoption or adoption.Adoption())


def next_hour(answer: str | None) -> Feedback:
    """Where does the next hour do most, if one of three links is weak?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in WHERE:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    people, process, tools = (one + other for one, other in zip(BEFORE, ADDED[answer], strict=True))
    found = f"Readiness rises from {ready(BEFORE):.0%} to {ready((people, process, tools)):.0%}."
    if answer == PROCESS:
        return Feedback(True, f"{found} The chain is mended where it is thinnest.")
    why = {
        PEOPLE: "Trained people go back to a ward on which all forms are the old ones.",
        TOOLS: "The tool is the best prepared of the three. It waits for the others.",
        SPREAD: "Even hands are right where all three are equal. Here one lags behind.",
    }[answer]
    return Feedback(False, f"{found} {why}")


# What the sponsor is asked

ALL, SOME, NONE, VISITS = (
    "put all eight before her; she is the sponsor",
    "prepare three, and settle the other five yourselves",
    "put nothing before her; she has enough to do",
    "put all eight before her, and spend no hour on preparing them",
)
ASKS = (ALL, SOME, NONE, VISITS)
ASKED = {
    ALL: Hours(8, 6, 0),
    SOME: Hours(3, 6, 0),
    NONE: Hours(0, 0, 0),
    VISITS: Hours(8, 0, 0),
}


@cache
def across(hours: Hours) -> float:
    """Of 100 people, how many work in the new way, on average of the year after go-live."""
    return 100 * fmean(fmean(life(OFFICE, hours, it).across[LIVE:]) for it in WORLDS)


@cache
def ended(hours: Hours) -> float:
    """In which share of the worlds leadership ends the work on change."""
    return fmean(life(OFFICE, hours, it).closed is not None for it in WORLDS)


@cache
def waits_after(hours: Hours) -> float:
    """Days for a decision in the month in which a new sponsor has come, on average."""
    how = OFFICE.mechanisms.sponsor or sponsor.Sponsor()
    lives = [life(OFFICE, hours, it) for it in WORLDS]
    moods = [it.engagement[it.left] for it in lives if it.left is not None]
    return DAYS_A_WEEK * fmean(sponsor.latency(it, how) for it in moods)


def with_layer(policy: Policy, layer: bool) -> Policy:
    """The same policy, with reviews, reports and signatures for everything or without them."""
    return replace(policy, method=1.0, visibility=1.0, review_weeks=1) if layer else policy


def asking(answer: str | None) -> Feedback:
    """Eight decisions a month, hours to prepare three: what is put before the sponsor?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in ASKS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    found = (
        f"Of 100 people {across(ASKED[answer]):.0f} work in the new way, on average of the first "
        f"year and {len(WORLDS)} worlds."
    )
    if answer == SOME:
        return Feedback(True, f"{found} She decides, it shows, and she likes to be asked again.")
    why = {
        ALL: "The five she cannot answer cost more good will than the three bring.",
        NONE: "Whoever is never asked soon has other things in mind.",
        VISITS: "Eight open questions a month: she stops opening the letters.",
    }[answer]
    return Feedback(False, f"{found} {why}")


# The exercise

STRONG, GONE = 0.7, 0.1
"""Engagement of a sponsor who helps, and of one who is lost."""
GOOD, NOISE = 3, 8
"""Decisions a month: answerable ones, and ones that are not."""
ODD = 200


def months_to(start: float, end: float, good: float, noise: float) -> int:
    """Months until engagement has gone from one level to another."""
    found = levels(start, good, noise, ODD)
    there = (it >= end if end > start else it <= end for it in found)
    return next((month for month, it in enumerate(there) if it), ODD)


def levels(start: float, good: float, noise: float, months: int) -> list[float]:
    """Engagement at the beginning and after each month with so many decisions a month."""
    how = OFFICE.mechanisms.sponsor or sponsor.Sponsor()
    found, weeks = [start], WEEKS_A_MONTH
    for _ in range(months):
        found.append(sponsor.step(found[-1], good / weeks, noise / weeks, 0.0, 0.0, weeks, how))
    return found


def rebuild(answer: float | None) -> Feedback:
    """How many months until a lost sponsor is as engaged as before?"""
    if answer is None:
        return NOT_ANSWERED
    right, lost = months_to(GONE, STRONG, GOOD, 0), months_to(STRONG, GONE, 0, NOISE)
    if not 0 <= answer <= ODD:
        return Feedback(False, f"Give months, from 0 to {ODD}.")
    if abs(answer - right) <= max(1, 0.15 * right):
        return Feedback(
            True, f"{right} months. It was lost in {lost}: slow to build, fast to lose."
        )
    if abs(answer - lost) < 1:
        return Feedback(False, f"In {lost} months it was lost. It does not come back as fast.")
    if abs(answer - _as_if_nothing_faded()) < 1:
        return Feedback(
            False, "Nearly. What is gained also fades, and the more there is, the more of it."
        )
    side = "longer" if answer < right else "sooner"
    return Feedback(False, f"It is {side}. Add month by month what three good questions bring.")


def _as_if_nothing_faded() -> float:
    how = OFFICE.mechanisms.sponsor or sponsor.Sponsor()
    return round((STRONG - GONE) / (how.ask * GOOD))


PERCENT = {"0": 0, "8": 2, "16": 4, "32": STEPS}
"""Steps of the dial, by the per cent of everybody's time."""


def share_of_time(answer: str | None) -> Feedback:
    """Which share of everybody's time leaves the most after it is paid?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in PERCENT:
        return Feedback(False, f"'{answer}' is not one of the shares; choose one.")
    way = Way(PERCENT[answer], 4, 4, 4)
    gross = fmean(value(way, it) for it in FEW)
    found = f"It brings {gross:,.0f} k€ and leaves {nets(way):,.0f} after everybody’s time."
    best = max(PERCENT, key=lambda it: nets(Way(PERCENT[it], 4, 4, 4)))
    if answer == best:
        return Feedback(True, f"{found} The first hours of change work help the most.")
    why = {
        "0": "Nothing is spent, and hardly anybody crosses.",
        "8": "A little more still brings more than it costs.",
        "16": "Try the other ones.",
        "32": "It brings about as much as half of it, and comes later and dearer.",
    }[answer]
    return Feedback(False, f"{found} {why}")


URGENT, CONTENT, APART, FOLLOW = (
    "each day of waiting costs four times as much",
    "everybody is ready already, without any help",
    "nobody minds several changes at once",
    "people follow each other half as fast",
)
FLIPS = (URGENT, CONTENT, APART, FOLLOW)


@cache
def changed(how: str) -> Scenario:
    """The hospital with one thing changed."""
    adopts = OFFICE.mechanisms.adoption or adoption.Adoption()
    if how == URGENT:
        return dearer(OFFICE, 4.0)
    if how == CONTENT:
        return _with(OFFICE, adoption=replace(adopts, ready=1.0))
    if how == FOLLOW:
        return _with(OFFICE, adoption=replace(adopts, imitation=adopts.imitation / 2))
    shared = OFFICE.mechanisms.saturation or Saturation()
    return _with(OFFICE, saturation=replace(shared, slope=0.0))


def dearer(office: Scenario, times: float) -> Scenario:
    """An office in which each day of waiting costs so many times as much."""
    projects = tuple(replace(it, cost_of_delay=it.cost_of_delay * times) for it in office.projects)
    return replace(office, projects=projects)


def _with(office: Scenario, **mechanisms: Parameters) -> Scenario:
    return replace(office, mechanisms=replace(office.mechanisms, **mechanisms))


@cache
def later_leaves_more() -> float:
    """In which share of the worlds change work leaves more, though it is late."""
    return fmean(net(HALF, it) > net(ON_TIME, it) for it in WORLDS)


def hospital(ready: float, price: float, hours: float) -> Scenario:
    """The hospital with people so ready, waiting so dear, and change work that takes such hours."""
    how = OFFICE.mechanisms
    adopts, prices = how.adoption, how.governance
    assert adopts is not None and prices is not None
    change = replace(prices.change, hours=prices.change.hours * hours)
    return dearer(
        _with(
            OFFICE, adoption=replace(adopts, ready=ready), governance=replace(prices, change=change)
        ),
        price,
    )


def on_time_wins(answer: str | None) -> Feedback:
    """With which one change is it better to go live on the day, with no change work at all?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in FLIPS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    office = changed(answer)
    early, late = nets(ON_TIME, office), nets(HALF, office)
    found = (
        f"After everybody’s time, {early:,.0f} k€ are left on the promised day, {late:,.0f} later "
        "and with change work."
    )
    if early > late:
        return Feedback(True, f"{found} Where all are ready, help only costs time.")
    why = {
        URGENT: "Each late day is dear, and still cheaper than what nobody uses.",
        APART: "People learn all faster then, both with help and without.",
        FOLLOW: "If fewer follow by themselves, help is worth more, not less.",
        CONTENT: "",
    }[answer]
    return Feedback(False, f"{found} {why}".strip())
