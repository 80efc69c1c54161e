"""Notebook 00: the same office in many worlds, and one decision taken otherwise."""

from collections.abc import Iterator
from functools import cache
from statistics import fmean

from exercises import lobby
from simulator import OrderProjects, Policy, Session, experiment, figures, load, metrics, tables
from simulator.course import Lesson
from simulator.scenario import Scenario
from simulator.widgets import Forecast, Lobby, Question, Reveal, Worlds
from simulator.widgets.reveal import Piece

NOTEBOOK = "00 The lobby"
LESSONS = (
    Lesson(
        title="The ten minutes below",
        file="00_lobby.ipynb",
        minutes=10,
        learn="Promise a day with its odds, and change one decision while the luck stays the same.",
        notebook=NOTEBOOK,
        predictions=3,
        checks=2,
    ),
    Lesson(
        title="First flight",
        file="01_first_flight.ipynb",
        minutes=45,
        learn="Say what goes first, what is worth preventing, and how much was luck.",
        notebook="01 First flight",
        predictions=4,
        checks=2,
        exercise=Lesson(
            title="Exercise: what goes first",
            file="../exercises/01_first_flight.ipynb",
            minutes=20,
            learn="Do the same without help, and write an office of your own.",
            notebook="Exercise 01",
            predictions=1,
            checks=4,
        ),
    ),
    Lesson(
        title="One plan, a thousand futures",
        file="02_one_plan.ipynb",
        minutes=45,
        learn="Give a date with its odds, and put the buffer where paths meet.",
        notebook="02 One plan",
        predictions=13,
        checks=3,
        exercise=Lesson(
            title="Exercise: promises that meet",
            file="../exercises/02_one_plan.ipynb",
            minutes=20,
            learn="Say how large a buffer has to be, and where it is a waste.",
            notebook="Exercise 02",
            predictions=1,
            checks=3,
        ),
    ),
    Lesson(
        title="Everything is priority one",
        file="03_everything_first.ipynb",
        minutes=50,
        learn="Say how many projects an office can carry at once, and what a full week costs.",
        notebook="03 Everything first",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: how many at once",
            file="../exercises/03_everything_first.ipynb",
            minutes=25,
            learn="Find the number for other teams, and an office in which the rule fails.",
            notebook="Exercise 03",
            checks=4,
        ),
    ),
    Lesson(
        title="What goes first?",
        file="04_what_goes_first.ipynb",
        minutes=45,
        learn="Rank requests so that you can defend it, and say what a favour costs.",
        notebook="04 What goes first",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: what a jump costs",
            file="../exercises/04_what_goes_first.ipynb",
            minutes=25,
            learn="Try how wrong guesses may be, and whom to ask when work moves on.",
            notebook="Exercise 04",
            checks=4,
        ),
    ),
    Lesson(
        title="Choosing the portfolio",
        file="05_choosing.ipynb",
        minutes=50,
        learn="Say what a chosen promise is worth, and how much time to leave free.",
        notebook="05 Choosing",
        predictions=3,
        checks=3,
        exercise=Lesson(
            title="Exercise: what to believe",
            file="../exercises/05_choosing.ipynb",
            minutes=25,
            learn="Draw promises back, beat par, and find where a full list is right.",
            notebook="Exercise 05",
            predictions=2,
            checks=2,
        ),
    ),
    Lesson(
        title="Pay now or pay later",
        file="06_pay_now.ipynb",
        minutes=60,
        learn="Say what is worth preventing, how often to look, and how much to hold back.",
        notebook="06 Pay now",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: before or after",
            file="../exercises/06_pay_now.ipynb",
            minutes=25,
            learn="Choose by what each euro takes away, and find where a look a week is right.",
            notebook="Exercise 06",
            predictions=1,
            checks=3,
        ),
    ),
    Lesson(
        title="What the dashboard hides",
        file="07_dashboard.ipynb",
        minutes=60,
        learn="Say what a green card is worth, where to look, and when to stop.",
        notebook="07 The dashboard",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: behind the cards",
            file="../exercises/07_dashboard.ipynb",
            minutes=25,
            learn="Place the last audit, reckon what lies ahead, and find where rosy helps.",
            notebook="Exercise 07",
            predictions=1,
            checks=3,
        ),
    ),
    Lesson(
        title="People are not slots",
        file="08_people.ipynb",
        minutes=60,
        learn="Say what late people bring, how long a burst may be, and who should mentor whom.",
        notebook="08 People",
        predictions=6,
        checks=3,
        exercise=Lesson(
            title="Exercise: what pays when",
            file="../exercises/08_people.ipynb",
            minutes=25,
            learn="Say what pays soon and what late, who stays, and when late people do help.",
            notebook="Exercise 08",
            predictions=1,
            checks=4,
        ),
    ),
    Lesson(
        title="Delivered is not adopted",
        file="09_adopted.ipynb",
        minutes=55,
        learn="Say what is worth something before it is used, and how much change people bear.",
        notebook="09 Adopted",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: who has crossed",
            file="../exercises/09_adopted.ipynb",
            minutes=25,
            learn="Win a sponsor back, and find where change work is a waste.",
            notebook="Exercise 09",
            predictions=1,
            checks=3,
        ),
    ),
    Lesson(
        title="Does the PMO earn its keep?",
        file="10_its_keep.ipynb",
        minutes=60,
        learn="Say what an office brings, defend it, and name a place where none pays.",
        notebook="10 Its keep",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: what may be written",
            file="../exercises/10_its_keep.ipynb",
            minutes=25,
            learn="Write what auditors find, add up what no bill says, break the rule.",
            notebook="Exercise 10",
            predictions=1,
            checks=3,
        ),
    ),
    Lesson(
        title="Two years in the chair",
        file="11_in_the_chair.ipynb",
        minutes=100,
        learn="Decide by a strategy of your own, and tell a good decision from a lucky day.",
        notebook="11 In the chair",
        predictions=4,
        checks=3,
        exercise=Lesson(
            title="Exercise: who decides best",
            file="../exercises/11_in_the_chair.ipynb",
            minutes=25,
            learn="Say how many worlds tell two apart, and where nobody is needed in between.",
            notebook="Exercise 11",
            predictions=1,
            checks=3,
        ),
    ),
    Lesson(
        title="Before and after",
        file="12_before_and_after.ipynb",
        minutes=20,
        learn="Find out what you have learned: one test before you fly, and one at the end.",
        notebook="12 Before and after",
        tests=2,
    ),
)
WORLDS = range(1, 201)
DAY = 5
"""On which one decision is taken otherwise, in world 1."""


@cache
def start() -> Lobby:
    """What to do, what was done, and where to fly."""
    return Lobby(LESSONS)


@cache
def office() -> Scenario:
    """Three projects in a small office."""
    return load("three_projects")


@cache
def projects() -> tables.Table:
    """What has come in."""
    return tables.portfolio((), office())


@cache
def plan() -> figures.Sketch:
    """The plan: nothing takes longer, nothing goes wrong."""
    planned = Session(office()).plan
    return figures.gantt(planned, office(), planned)


@cache
def forecast_finish() -> Forecast:
    """When will all be done?"""
    question = "On which day is the last project finished?"
    return Forecast(question, "days", 40, 60, NOTEBOOK)


@cache
def forecast_plan() -> Forecast:
    """How far can the plan be trusted?"""
    question = (
        f"In how many of 100 worlds is everything finished by day {_planned():g}, as planned?"
    )
    return Forecast(question, "worlds", 40, 70, NOTEBOOK)


@cache
def worlds() -> Reveal:
    """One world after another."""
    return Reveal(lambda: [Worlds(office())], [forecast_finish(), forecast_plan()])


@cache
def world_1() -> Reveal:
    """What became of the first prediction."""
    return Reveal(_world_1, [forecast_finish(), forecast_plan()])


@cache
def many_worlds() -> Reveal:
    """Two hundred worlds, and what became of the second prediction."""
    return Reveal(_many_worlds, [forecast_finish(), forecast_plan()])


@cache
def forecast_branch() -> Forecast:
    """What does one decision change?"""
    question = "How much more value will be delivered if Reports for the grid goes first?"
    return Forecast(question, "k€", -50, 50, NOTEBOOK)


@cache
def branch() -> Reveal:
    """Both futures of one world."""
    return Reveal(_branch, [forecast_finish(), forecast_plan(), forecast_branch()])


@cache
def promise() -> Question:
    """What a P80 is."""
    question = "You promise the P80 day. How often do you break the promise?"
    return Question(
        question, lobby.broken_promises, lobby.SHARES, NOTEBOOK,
        lambda: "P80 is the day that 8 of 10 worlds keep. The other 2 are later.",
    )  # fmt: skip


@cache
def difference() -> Question:
    """What a branch compares."""
    question = "Two futures of one world differ. What made the difference?"
    return Question(
        question, lobby.what_differs, lobby.REASONS, NOTEBOOK,
        lambda: "Luck has a name in this simulator: each activity keeps its own in both futures.",
    )  # fmt: skip


@cache
def _flown() -> Session:
    return Session(office(), seed=1).to_end()


@cache
def _planned() -> float:
    """The day on which the plan ends."""
    return round(Session(office()).plan[-1].day)


@cache
def _finishes() -> list[float]:
    captains = {"nobody decides": Policy()}
    runs = experiment.played(office(), captains, WORLDS, progress=False)
    return runs.of("nobody decides", "last_finish")


def _world_1() -> Iterator[Piece]:
    yield figures.gantt(_flown().visible, office(), Session(office()).plan)
    yield f"**World 1.** {forecast_finish().judge(round(_flown().today))}"


def _many_worlds() -> Iterator[Piece]:
    paths = experiment.delivered(office(), seeds=WORLDS, progress=False)
    yield figures.fan(paths, office(), mine=1)
    yield figures.cloud(_finishes(), "last finish", "working days", _flown().today)
    early = round(100 * fmean(it <= _planned() for it in _finishes()))
    yield f"**As early as planned?** {forecast_plan().judge(early)}"
    yield (
        "The plan is not the middle of what happens, though each activity is as often quicker as "
        "slower than planned. Whoever waits for two others waits for the slower one. What goes "
        "wrong only ever adds work, days or a bill. And slow is slower than quick is quick: an "
        "activity can take twice as long, but hardly ever no time at all."
    )


def _branch() -> Iterator[Piece]:
    start = Session(office(), seed=1).advance(DAY)
    as_it_comes = start.to_end()
    reports_first = start.decide(OrderProjects(("reports",))).to_end()
    both = as_it_comes.visible, reports_first.visible
    names = "as it comes", "reports first"
    yield figures.fork(*both, office(), DAY, names)
    yield tables.futures(*both, office())
    values = [metrics.value_delivered(it.events) for it in (as_it_comes, reports_first)]
    yield forecast_branch().judge(round(values[1] - values[0]))
    yield (
        "Nothing was left to chance between the two lines: each activity has the same luck in both "
        "futures. All of the difference is the decision. That is what this simulator is for: "
        "**the same storm, a different captain**."
    )
