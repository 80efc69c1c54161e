"""Checks for notebook and exercise 02: what a promise is worth when several have to hold."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import load, simulate
from simulator.decisions import ChangePeople, Decision
from simulator.events import ActivityFinished
from simulator.experiment.played import quantile

OFFICE = load(Path(__file__).parents[1] / "lessons" / "scenarios" / "one_plan.toml")
LAST = {
    "Building": "brigade",
    "Devices": "licence",
    "Software": "trial",
    "People": "drill",
    "Supplies": "stores",
}
"""The last activity of each team."""
WORLDS = range(501, 901)
"""Others than those of the picture."""
PLAN = 60.0
"""The working day on which every team's plan ends."""
SURE = ("8 of 10", "9 of 10", "96 of 100")
NEAR = 0.07
"""How far a promised day may lie from the right one, as a share of it."""
EARLIER = 12
"""Earlier moves that the director knows of."""
SIGNED = (
    "day 60: all five plans say so",
    "day 82: the latest of five days that hold in 8 of 10 futures",
    "day 104: the day that all five keep in 8 of 10 futures",
)


@lru_cache(maxsize=2048)
def ready(seed: int, decisions: tuple[Decision, ...] = ()) -> tuple[float, ...]:
    """The day on which each team is ready in a world."""
    events = simulate(OFFICE, seed=seed, decisions=decisions)
    ends = {it.activity: it.day for it in events if isinstance(it, ActivityFinished)}
    return tuple(ends[it] for it in LAST.values())


@cache
def opens() -> tuple[float, ...]:
    """The day on which the last team is ready, in many worlds."""
    return tuple(max(ready(seed)) for seed in WORLDS)


@cache
def together(sure: float) -> float:
    """How often all teams keep their days, if each team keeps its own so often."""
    worlds = [ready(seed) for seed in WORLDS]
    days = [quantile(each, sure) for each in zip(*worlds, strict=True)]
    kept = [all(day <= it for day, it in zip(world, days, strict=True)) for world in worlds]
    return sum(kept) / len(kept)


def second(role: str) -> tuple[Decision, ...]:
    """A second person of a role, hired on the first day."""
    return (ChangePeople(day=0, role=role, change=1),)


@cache
def earlier_moves() -> tuple[float, ...]:
    """How long earlier moves took in terms of their plan: a dozen, equally likely."""
    days = opens()
    return tuple(round(quantile(days, (n + 0.5) / EARLIER) / PLAN, 2) for n in range(EARLIER))


def sure_enough(answer: str | None) -> Feedback:
    """How sure has each of five teams to be, so that all five keep their days in 8 of 10?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in SURE:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    share = together({"8 of 10": 0.8, "9 of 10": 0.9, "96 of 100": 0.96}[answer])
    found = f"Over {len(WORLDS)} worlds all five then keep their days in {share:.0%}."
    if answer == "96 of 100":
        return Feedback(True, f"{found} Five times 0.96, multiplied, is 0.82.")
    if answer == "9 of 10":
        return Feedback(False, f"{found} That is nearer, but still far from 8 of 10.")
    return Feedback(
        False, f"{found} Each future needs five pieces of good luck at once.", "part “Why”"
    )


def reference(answer: float | None) -> Feedback:
    """Which day would 8 of 10 earlier moves have kept, if their plan had said 60 days too?"""
    if answer is None:
        return NOT_ANSWERED
    right = quantile(opens(), 0.8)
    if abs(answer - right) <= NEAR * right:
        return Feedback(
            True,
            f"About day {right:.0f}. You did not ask a single team; you asked how such moves went. "
            "That is a *reference class*.",
        )
    if abs(answer - PLAN) <= 3:
        return Feedback(False, "That is the plan. How many of the earlier moves kept theirs?")
    if abs(answer - quantile(opens(), 0.5)) <= NEAR * PLAN:
        return Feedback(
            False, "That is what half of them kept. Count on until 8 of 10 lie to the left."
        )
    side = "earlier" if answer > right else "later"
    return Feedback(
        False,
        f"It is {side}. Take the move that 8 of 10 stay below, and multiply by {PLAN:g} days.",
    )


def signs(answer: str | None) -> Feedback:
    """Which day would you sign, if each day too late costs three times a day of waiting?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in SIGNED:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    days = {it: float(it.split()[1].rstrip(":")) for it in SIGNED}
    cost = {it: price(day, opens()) for it, day in days.items()}
    mine, best = cost[answer], min(cost.values())
    if mine == best:
        return Feedback(
            True,
            f"It costs {mine:,.0f} k€ on average, the least of the three. It sounds the worst, and "
            "it is the only one that means what it says.",
        )
    return Feedback(
        False,
        f"It costs {mine:,.0f} k€ on average over {len(WORLDS)} worlds; another costs "
        f"{mine - best:,.0f} k€ less. How often will this day be kept?",
    )


EIGHT = ("64 of 100", "33 of 100", "17 of 100", "80 of 100")


@cache
def of_eight() -> float:
    """How often eight teams keep days that each of them keeps in 8 of 10 worlds."""
    half = len(WORLDS) // 2
    worlds = [ready(seed) + ready(seed + half)[:3] for seed in WORLDS[:half]]
    days = [quantile(each, 0.8) for each in zip(*worlds, strict=True)]
    kept = [all(day <= it for day, it in zip(world, days, strict=True)) for world in worlds]
    return sum(kept) / half


def eight(answer: str | None) -> Feedback:
    """In how many of 100 futures do eight teams keep days that each keeps in 8 of 10?"""
    if answer is None:
        return NOT_ANSWERED
    found = f"Over {len(WORLDS) // 2} worlds it is {of_eight():.0%}."
    return {
        "17 of 100": Feedback(True, f"{found} 0.8 eight times is 0.17."),
        "33 of 100": Feedback(False, "That is what five of them come to. There are three more."),
        "64 of 100": Feedback(False, "That is what two of them come to: 0.8 × 0.8."),
        "80 of 100": Feedback(
            False, "That is each of them alone. A good future needs all eight at once."
        ),
    }.get(answer, Feedback(False, f"'{answer}' is not one of the answers; choose one."))


def latest_promise() -> float:
    """The latest of the five days that each team keeps in 8 of 10 worlds."""
    return max(quantile(each, 0.8) for each in zip(*map(ready, WORLDS), strict=True))


def buffer(answer: float | None) -> Feedback:
    """How many days after the latest of five promises does the opening hold in 8 of 10 worlds?"""
    if answer is None:
        return NOT_ANSWERED
    right = quantile(opens(), 0.8) - latest_promise()
    if abs(answer - right) <= 5:
        return Feedback(
            True, f"{right:.0f} days over {len(WORLDS)} worlds. It belongs to no team: it stands "
            "where the paths meet.",
        )  # fmt: skip
    if answer <= 2:
        return Feedback(
            False, f"Without a buffer the opening holds in {_holds(0):.0%} of the worlds."
        )
    if abs(answer - (quantile(opens(), 0.8) - PLAN)) <= 5:
        return Feedback(
            False, "So far is it from the plan. Count from the latest of the five promises."
        )
    held = _holds(answer)
    return Feedback(
        False,
        f"With {answer:g} days the opening holds in {held:.0%} of the worlds; "
        f"{'8 of 10 need less' if answer > right else '8 of 10 need more'}.",
    )


def _holds(days: float) -> float:
    promised = latest_promise() + days
    return sum(day <= promised for day in opens()) / len(opens())


SHOWN = range(1, 13)
"""Worlds of which everybody sees on which day each team was ready."""
NUMBERS = {f"world {seed}": f"{seed}" for seed in SHOWN}


def helps(answer: str | None) -> Feedback:
    """In which of twelve worlds does a second engineer gain most for the opening?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in NUMBERS.values():
        return Feedback(False, f"'{answer}' is not one of the worlds; choose one.")
    gains = {str(seed): max(ready(seed)) - max(ready(seed, second("engineer"))) for seed in SHOWN}
    mine, most = gains[answer], max(gains.values())
    if mine == most:
        return Feedback(
            True,
            f"There the opening gains {mine:.0f} days: Tomasz's team was the last by far. Before "
            "the end nobody knows whether this is such a world.",
        )
    place = list(LAST).index("Devices")
    days = ready(int(answer))
    if days[place] < max(days):
        return Feedback(
            False, "Another team is later than Tomasz there: the opening waits for that one."
        )
    return Feedback(
        False,
        f"The opening gains {mine:.0f} days; then the second last team is the last. Look for a "
        "world in which Tomasz is later than all others by more.",
    )


def gained(answer: float | None) -> Feedback:
    """How many days earlier does the hospital open with a second engineer, on average?"""
    if answer is None:
        return NOT_ANSWERED
    own, opening = engineer()
    if abs(answer - opening) <= 1:
        return Feedback(
            True,
            f"{opening:.1f} days over {len(WORLDS)} worlds, though her team is ready {own:.0f} "
            "days earlier. Mostly the hospital waits for somebody else.",
        )
    if abs(answer - own) <= 1.5:
        return Feedback(
            False, "So much earlier is that team ready. Whom does the opening wait for then?"
        )
    if answer <= 0:
        return Feedback(False, "It helps a little: sometimes that team was the last.")
    return Feedback(False, f"It is {'less' if answer > opening else 'more'}.")


@cache
def engineer() -> tuple[float, float]:
    """How many days earlier the engineers are ready with a second one, and the hospital opens."""
    place = list(LAST).index("Devices")
    pairs = [(ready(seed), ready(seed, second("engineer"))) for seed in WORLDS]
    own = sum(one[place] - two[place] for one, two in pairs) / len(pairs)
    opening = sum(max(one) - max(two) for one, two in pairs) / len(pairs)
    return own, opening


WAITING, LATE = 40.0, 120.0
"""k€ for each day until the house opens, and on top for each day after the promised one."""


def price(promised: float, days: Sequence[float]) -> float:
    """What a promised day costs on average, if the teams are ready on these days: k€."""
    each = [WAITING * (max(promised, day) - PLAN) + LATE * max(0.0, day - promised) for day in days]
    return sum(each) / len(each)
