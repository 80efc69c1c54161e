"""Exercise 05: what to believe, what better numbers bring, par, and where a full list is right."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from exercises import choosing
from exercises.choosing import (
    BY_PROMISE,
    CASES,
    DEAREST,
    DRAWN_BACK,
    FULLEST,
    OFFICE,
    came,
    choose,
)
from lessons.choosing import table
from simulator import Policy, experiment, simulate, tables
from simulator.decisions import StartProject
from simulator.events import ProjectFinished
from simulator.explorables.selection import Selection
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.scenario import Scenario
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "Exercise 05"
SEED = 11
WORLDS = range(1, 101)
STRAYS = {"as here": True, "not at all": False}
LATE = {"3 hundredths a day": 1.0, "1 hundredth a day": 1 / 3, "nothing": 0.0}


@cache
def promises() -> tables.Table:
    """The largest promise, and what all come to."""
    return tables.tabulate(
        "What is known",
        [
            {"": f"{CASES[DEAREST].name} promises", "k€": f"{CASES[DEAREST].value:,.0f}"},
            {"": "the mean of all twenty promises", "k€": f"{choosing.MEAN:,.0f}"},
        ],
    )


@cache
def believe() -> Question:
    """Question 1."""
    return Question(
        "What do you expect it to be worth, in k€?", choosing.believe, None, NOTEBOOK,
        lambda: (
            f"{choosing.MEAN:,.0f} + {choosing.TRUST:.2f} × ({CASES[DEAREST].value:,.0f} − "
            f"{choosing.MEAN:,.0f}) = {choosing.believed(DEAREST):,.0f}"
        ),
    )  # fmt: skip


@cache
def better_numbers() -> Question:
    """Question 2."""
    return Question(
        "If all numbers had been half as wrong, the list of the largest promises is worth …",
        choosing.better_numbers, choosing.BETTER, NOTEBOOK,
        lambda: "Turn the first drop-down of the switch in notebook 05 to “half as wrong”.",
    )  # fmt: skip


@cache
def forecast_par() -> Forecast:
    """How far from par?"""
    question = "How much more than the list of the largest promises does yours deliver, on average?"
    return Forecast(question, "k€", 0, 200, NOTEBOOK, ends=(-600, 600))


@cache
def board() -> Explorable:
    """The same table, in another world."""
    return Explorable(_board(), "selection", [forecast_par()], NOTEBOOK)


@cache
def par() -> Reveal:
    """Question 3: is one's list better, not today but in general?"""
    return Reveal(_par, [forecast_par()], _not_signed, [board()])


@cache
def forecast_flip() -> Forecast:
    """In an office of one's own: how sure is it?"""
    question = "As here: in how many of 100 worlds does the fullest list deliver more?"
    return Forecast(question, "worlds", 30, 60, NOTEBOOK, ends=(0, 100))


@cache
def own_office() -> Reveal:
    """Question 4: change the office until the fullest list is right."""
    return Reveal(lambda: [_here(), _own_office()], [forecast_flip()])


@cache
def _board() -> Selection:
    return table(SEED)


def _not_signed() -> str:
    return "" if _board().signed else "Sign a list in the picture above."


def _par() -> Iterator[Piece]:
    usual, mine = choose(BY_PROMISE), _board().list
    more = [came(mine, it).delivered - came(usual, it).delivered for it in choosing.WORLDS]
    mean, low, high = experiment.interval(more)
    yield forecast_par().judge(round(mean))
    sure = "better than par" if low > 0 else "worse than par" if high < 0 else "not told from par"
    yield (
        f"Over {len(more)} worlds your list is **{sure}**: {mean:+,.0f} k€, known to within "
        f"{low:+,.0f} and {high:+,.0f}."
    )


def _here() -> str:
    """What became of the prediction, before anything is changed."""
    here = {"strays": next(iter(STRAYS)), "late": next(iter(LATE))}
    return forecast_flip().judge(sum(it > 0 for it in fuller(here)(WORLDS)))


@cache
def _own_office() -> Explorable:
    knobs = (
        Knob(name="strays", words="work strays from its plan", choices=tuple(STRAYS),
             start="as here"),
        Knob(name="late", words="and what is late loses", choices=tuple(LATE),
             start="3 hundredths a day"),
    )  # fmt: skip
    trial = Trial(
        "In an office in which", knobs, fuller, what="more delivered (k€)", worlds=100,
        names=("a fifth left free", "the fullest list"), first=2001,
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="own office")


def fuller(chosen: Chosen) -> Play:
    """What the fullest list delivers more in such an office, in k€."""
    office = _office(chosen["strays"], chosen["late"])
    full, free = choose(FULLEST), choose(DRAWN_BACK, choosing.FULL)

    def play(seeds: Sequence[int]) -> list[float]:
        return [_delivers(office, full, it) - _delivers(office, free, it) for it in seeds]

    return play


@cache
def _office(strays: str, late: str) -> Scenario:
    duration = OFFICE.mechanisms.duration if STRAYS[strays] else None
    return replace(
        OFFICE,
        projects=tuple(
            replace(it, cost_of_delay=it.cost_of_delay * LATE[late]) for it in OFFICE.projects
        ),
        mechanisms=replace(OFFICE.mechanisms, duration=duration),
    )


@cache
def _delivers(office: Scenario, cases: tuple[str, ...], seed: int) -> float:
    start = tuple(StartProject(day=0, project=it) for it in cases)
    events = simulate(office, Policy(intake="by_hand"), seed, start)
    return sum(it.value for it in events if isinstance(it, ProjectFinished))
