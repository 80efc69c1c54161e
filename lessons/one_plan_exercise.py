"""Exercise 02: more teams, a buffer, whom to help, and an office in which it is all wrong."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from exercises import one_plan
from exercises.one_plan import LAST, OFFICE, price, ready
from simulator import simulate, tables
from simulator.events import ActivityFinished
from simulator.experiment.played import quantile
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.widgets import Explorable, Forecast, Question, Reveal

NOTEBOOK = "Exercise 02"
PAST = range(5001, 5401)
"""Worlds from which promises are made."""
TEAMS = {f"{number} teams": number for number in (5, 3, 2)} | {"1 team": 1}
STRAYS = {"as here": 1.0, "half as much": 0.5, "a tenth": 0.1}
SHARED = {"little": 0.03, "half": 0.5, "nearly all": 0.95}
BUFFER = 20.0


@cache
def eight() -> Question:
    """Question 1."""
    return Question(
        "Eight teams instead of five, each keeps its day in 8 of 10 futures. All eight do so in …",
        one_plan.eight, one_plan.EIGHT, NOTEBOOK,
        lambda: "Multiply 0.8 eight times: 0.64, 0.51, 0.41, 0.33, 0.26, 0.21, 0.17.",
    )  # fmt: skip


@cache
def promises() -> tables.Table:
    """What the teams have promised."""
    days = [quantile(each, 0.8) for each in zip(*map(ready, one_plan.WORLDS), strict=True)]
    rows = [
        {"team": team, "kept in 8 of 10 futures": f"day {day:.0f}"}
        for team, day in zip(LAST, days, strict=True)
    ]
    return tables.tabulate("What each team has promised", rows)


@cache
def buffer() -> Question:
    """Question 2."""
    return Question(
        "How many days after the latest of these does the opening hold in 8 of 10 futures?",
        one_plan.buffer, None, NOTEBOOK,
        lambda: (
            "Play the picture of notebook 02, and move the flag of the last row to the right until "
            "80 of its hundred futures lie before it."
        ),
    )  # fmt: skip


@cache
def worlds() -> tables.Table:
    """When each team was ready, in twelve worlds."""
    rows = [
        {"world": f"{seed}"}
        | {team: f"{day:.0f}" for team, day in zip(LAST, ready(seed), strict=True)}
        for seed in one_plan.SHOWN
    ]
    return tables.tabulate("The day on which each team was ready, without any help", rows)


@cache
def helps() -> Question:
    """Question 3."""
    return Question(
        "In which of these worlds does a second engineer gain most for the opening?",
        one_plan.helps, one_plan.NUMBERS, NOTEBOOK,
        lambda: (
            "Subtract the second latest team from Tomasz's day where his is the latest: more than "
            "that cannot be gained."
        ),
    )  # fmt: skip


@cache
def forecast_flip() -> Forecast:
    """In an office of one's own: how sure is it?"""
    question = "Five teams, as here. In how many of 100 worlds do 20 days of buffer save money?"
    return Forecast(question, "worlds", 30, 70, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 4: change the office until the advice is wrong."""
    return Reveal(lambda: [_here(), _own_office()], [forecast_flip()])


def _here() -> str:
    """What became of the prediction, before anything is changed."""
    here = {"teams": next(iter(TEAMS)), "strays": next(iter(STRAYS)), "shared": next(iter(SHARED))}
    return forecast_flip().judge(sum(it > 0 for it in buffered(here)(range(3101, 3201))))


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="teams", words="the opening needs", choices=tuple(TEAMS), start="5 teams"),
        Knob(name="strays", words="their work strays", choices=tuple(STRAYS), start="as here"),
        Knob(name="shared", words="and they share", choices=tuple(SHARED), start="little"),
    )
    trial = Trial(
        "In an office in which", knobs, buffered, what="money saved (k€)",
        names=("the latest promise", "20 days more"), first=3201,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def buffered(chosen: Chosen) -> Play:
    """What 20 days after the latest of all promises save in such an office, in k€."""
    teams = TEAMS[chosen["teams"]]
    strays, shared = STRAYS[chosen["strays"]], SHARED[chosen["shared"]]
    promised = max(
        quantile(each, 0.8)
        for each in zip(*(_ready(seed, teams, strays, shared) for seed in PAST), strict=True)
    )

    def play(seeds: Sequence[int]) -> list[float]:
        days = [max(_ready(seed, teams, strays, shared)) for seed in seeds]
        return [price(promised, [it]) - price(promised + BUFFER, [it]) for it in days]

    return play


@cache
def _ready(seed: int, teams: int, strays: float, shared: float) -> tuple[float, ...]:
    """The day on which each of the first teams is ready in such an office."""
    duration = OFFICE.mechanisms.duration
    assert duration is not None
    how = replace(
        duration, project_share=shared, routine=duration.routine * strays,
        standard=duration.standard * strays, novel=duration.novel * strays,
    )  # fmt: skip
    office = replace(OFFICE, mechanisms=replace(OFFICE.mechanisms, duration=how))
    events = simulate(office, seed=seed)
    ends = {it.activity: it.day for it in events if isinstance(it, ActivityFinished)}
    return tuple(ends[it] for it in list(LAST.values())[:teams])
