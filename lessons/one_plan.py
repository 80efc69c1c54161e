"""Notebook 02: five teams, five good promises, one opening day."""

from collections.abc import Iterator, Sequence
from functools import cache

from exercises import one_plan
from exercises.one_plan import LAST, OFFICE, PLAN, price, ready, second
from simulator import Session, figures, tables
from simulator.errors import RefusedError
from simulator.experiment.played import quantile
from simulator.explorables.estimates import Estimates, Thing
from simulator.explorables.streams import FiveStreams
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "02 One plan"
FLIGHT = "The opening"
"""The name under which it is kept."""
SEED = 4
"""The world of the branch: two teams are late on the same day."""
LEADERS = {
    "Building": ("Ines", "builder"),
    "Devices": ("Tomasz", "engineer"),
    "Software": ("Ayumi", "developer"),
    "People": ("Beatriz", "trainer"),
    "Supplies": ("Olumide", "buyer"),
}
"""Who leads each team, and the team's role."""
THINGS = (
    Thing(question="Height of the Eiffel Tower, with its mast", unit="m", truth=330, start=100,
          end=800, step=5),
    Thing(question="Length of the Danube", unit="km", truth=2850, start=500, end=6000, step=50),
    Thing(question="Bones in a grown-up person", unit="bones", truth=206, start=50, end=600,
          step=2),
    Thing(question="Days in which Mercury goes round the sun", unit="days", truth=88, start=10,
          end=400, step=2),
    Thing(question="Member states of the United Nations", unit="states", truth=193, start=80,
          end=300),
    Thing(question="Temperature at which gold melts", unit="°C", truth=1064, start=200, end=3000,
          step=10),
    Thing(question="Time that light takes from the sun to us", unit="seconds", truth=499, start=5,
          end=1500, step=5),
    Thing(question="Elements in the periodic table", unit="elements", truth=118, start=50,
          end=250),
    Thing(question="Distance from the earth to the moon", unit="thousand km", truth=384, start=50,
          end=1500, step=5),
    Thing(question="Speed of sound in air", unit="m/s", truth=343, start=50, end=1200, step=5),
)  # fmt: skip
SURE = {
    "keeps in 5 of 10 futures": 0.5,
    "keeps in 8 of 10 futures": 0.8,
    "keeps in 9 of 10 futures": 0.9,
    "keeps in 96 of 100 futures": 0.96,
}
BUFFERS = {"nothing": 0, "5 days": 5, "10 days": 10, "20 days": 20, "40 days": 40, "80 days": 80}


@cache
def teams() -> tables.Table:
    """Who has to be ready, and when they plan to be."""
    names = {it.id: it.name for it in OFFICE.projects[0].activities}
    roles = {it.id: it for it in OFFICE.roles}
    rows = [
        {
            "team": team,
            "led by": roles[LEADERS[team][1]].members[0],
            "last of its work": names[last],
            "planned to be ready": f"day {PLAN:g}",
        }
        for team, last in LAST.items()
    ]
    return tables.tabulate("Five teams", rows)


@cache
def forecast_together() -> Forecast:
    """How often do five good promises hold at once?"""
    question = "In how many of 100 futures are all five teams ready on their promised days?"
    return Forecast(question, "futures", 40, 80, NOTEBOOK, ends=(0, 100))


@cache
def forecast_day() -> Forecast:
    """Which day would hold?"""
    question = "On which day are all five ready in 8 of 10 futures?"
    return Forecast(question, "days", 80, 90, NOTEBOOK, ends=(50, 160))


@cache
def forecasts() -> Reveal:
    """Both, side by side with nothing before them."""
    return Reveal(_predicted)


@cache
def streams() -> Explorable:
    """The five teams and the day that waits for them."""
    return Explorable(_picture(), "streams", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What became of both predictions, and of the day that was signed."""
    return Reveal(_result, _predicted(), _not_signed, [streams()])


@cache
def card() -> Reveal:
    """The mechanism behind it."""
    return Reveal(lambda: [tables.card("M01", OFFICE)], _predicted())


@cache
def estimates() -> Explorable:
    """Ten quick estimates: how sure is one's own sure?"""
    return Explorable(Estimates(THINGS, NOTEBOOK), "estimates", notebook=NOTEBOOK)


@cache
def forecast_engineer() -> Forecast:
    """What is a second person worth in one of the teams?"""
    question = "How many days earlier does the hospital open with a second engineer, on average?"
    return Forecast(question, "days", 4, 10, NOTEBOOK, ends=(0, 20))


@cache
def branch() -> Reveal:
    """One decision in one world, and in four hundred."""
    return Reveal(_branch, [*_predicted(), forecast_engineer()])


@cache
def cockpit() -> Reveal:
    """The same world in one's own hands."""
    return Reveal(lambda: [_cockpit()], [forecast_engineer()])


@cache
def rule() -> Reveal:
    """A rule for promises, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], _predicted())


@cache
def sure_enough() -> Question:
    """How sure has each to be?"""
    return Question(
        "All five shall be ready in 8 of 10 futures. How often has each team to keep its own day?",
        one_plan.sure_enough, one_plan.SURE, NOTEBOOK,
        lambda: (
            "Multiply: a future counts only if five things go well in it. 0.8 five times is 0.33, "
            "0.9 five times is 0.59, 0.96 five times is 0.82."
        ),
    )  # fmt: skip


@cache
def reference() -> Reveal:
    """What earlier moves say, once the teams have been asked."""
    return Reveal(_reference, _predicted())


@cache
def signs() -> Question:
    """Which day is worth signing?"""
    return Question(
        "A day too late costs three times as much as a day of waiting. Which day do you sign?",
        one_plan.signs, one_plan.SIGNED, NOTEBOOK,
        lambda: (
            f"Waiting costs {one_plan.WAITING:g} k€ a day, being late {one_plan.LATE:g} k€ more. "
            "It pays to move the day until it holds in three of four futures."
        ),
    )  # fmt: skip


def _predicted() -> list[Forecast]:
    return [forecast_together(), forecast_day()]


@cache
def _picture() -> FiveStreams:
    who = {team: f"led by {leader}" for team, (leader, _) in LEADERS.items()}
    return FiveStreams(OFFICE, LAST, who)


def _not_signed() -> str:
    """What is missing before the promise can be judged, in a sentence."""
    if _picture().signed is None:
        return "Play the futures in the picture above, and sign a day."
    return ""


def _result() -> Iterator[Piece]:
    fresh = FiveStreams(OFFICE, LAST, dict.fromkeys(LAST, ""))
    days = fresh.ready()
    yield f"**All five.** {forecast_together().judge(fresh.together())}"
    yield f"**The day.** {forecast_day().judge(round(quantile(days, 0.8)))}"
    signed = _picture().signed or 0.0
    kept = sum(day <= signed for day in one_plan.opens())
    yield figures.cloud(
        list(one_plan.opens()),
        "the day on which all five are ready",
        "working days",
        signed,
        "the day that you signed",
    )
    yield (
        f"You signed day {signed:g}. In {len(one_plan.opens())} other worlds it holds in "
        f"{kept / len(one_plan.opens()):.0%}, and costs {price(signed, one_plan.opens()):,.0f} k€ "
        f"on average; the plan's own day {PLAN:g} would cost {price(PLAN, one_plan.opens()):,.0f} "
        "k€. Every day until the opening costs 40 k€ for two houses, and every day after the "
        "promised one 120 k€ more: ambulances and hotels were booked."
    )


def _branch() -> Iterator[Piece]:
    before, after = ready(SEED), ready(SEED, second("engineer"))
    yield tables.tabulate(
        f"The same world, the same luck: world {SEED}",
        [
            {"ready": name, "one engineer": f"day {one:.0f}", "two engineers": f"day {two:.0f}"}
            for name, one, two in (
                *zip(LAST, before, after, strict=True),
                ("The opening", max(before), max(after)),
            )
        ],
    )
    place = list(LAST).index("Devices")
    own, opening = one_plan.engineer()
    yield (
        f"In this world the second engineer makes the scanners ready on day {after[place]:.0f} "
        f"instead of day {before[place]:.0f}. {_last(max(before), max(after))}"
    )
    yield f"**On average.** {forecast_engineer().judge(round(opening, 1))}"
    yield (
        f"Over {len(one_plan.WORLDS)} worlds the engineers are ready {own:.0f} days earlier. The "
        f"hospital opens {opening:.1f} days earlier. **Whoever helps one of five helps the opening "
        "only where that one was the last**, and then the second last is next."
    )


def _last(before: float, after: float) -> str:
    if before - after < 1:
        return f"The last team is ready on day {before:.0f} all the same: it is another one."
    return f"The last team is ready on day {after:.0f} instead of day {before:.0f}."


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run."""
    return Cockpit(Session(OFFICE, seed=SEED), FLIGHT, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="sure", words="each team promises the day that it", choices=tuple(SURE),
             start="keeps in 8 of 10 futures"),
        Knob(name="buffer", words="and to the latest of these days I add", choices=tuple(BUFFERS),
             start="nothing"),
    )  # fmt: skip
    trial = Trial(
        "My rule:", knobs, _promising, names=("the latest of five days", "my rule"),
        what="money saved (k€)",
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _promising(chosen: Chosen) -> Play:
    """What a rule for promises saves. Raises RefusedError for what everybody does anyway."""
    usual, mine = _promised(0.8, 0), _promised(SURE[chosen["sure"]], BUFFERS[chosen["buffer"]])
    if mine == usual:
        raise RefusedError("this is what the teams do already; change one of the two first")

    def play(seeds: Sequence[int]) -> list[float]:
        days = [max(ready(seed)) for seed in seeds]
        return [price(usual, [day]) - price(mine, [day]) for day in days]

    return play


@cache
def _promised(sure: float, buffer: float) -> float:
    """The day that a rule promises, from worlds in which nobody is judged."""
    worlds = [ready(seed) for seed in one_plan.WORLDS]
    return max(quantile(each, sure) for each in zip(*worlds, strict=True)) + buffer


def _reference() -> Iterator[Piece]:
    moves = ", ".join(f"{it:.2f}" for it in one_plan.earlier_moves())
    yield (
        "Hedda, the director, has rung up twelve hospitals that have moved. Actual days divided "
        f"by planned days, in order: {moves}."
    )
    yield Question(
        f"Your plan says {PLAN:g} days. Which day would 8 of 10 such moves have kept?",
        one_plan.reference, None, NOTEBOOK,
        lambda: (
            f"The tenth of twelve took {one_plan.earlier_moves()[9]:.2f} times its plan; times "
            f"{PLAN:g} days is day {PLAN * one_plan.earlier_moves()[9]:.0f}."
        ),
    )  # fmt: skip
