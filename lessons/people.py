"""Notebook 08: people who come late, long hours, better ways of working, and who mentors whom."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from exercises import people
from exercises.people import (
    ALL_FROM_AGDA,
    ATLAS,
    BURST,
    DAY,
    DESKS,
    FIFTH,
    FROM_WHO_HAS_TIME,
    HOURS,
    LAST,
    MORE,
    QUARTERS,
    ROOM,
    RUSH,
    SMALL,
    TEN,
    TOLD,
    WORLDS,
)
from simulator import Policy, Session, tables
from simulator.errors import RefusedError
from simulator.explorables import newcomers, told
from simulator.explorables.capacity import drawn
from simulator.explorables.fires import OFFICES, Fires
from simulator.explorables.mentors import Mentors
from simulator.explorables.newcomers import Newcomers
from simulator.explorables.river import River
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "08 People"
FLIGHT = "The atlas"
"""The name under which it is kept."""
SEED = 5
"""The world of the river, and of the branch."""
FULL = 60
"""Per cent of its time that an office spends on maps, in the prediction."""
LAST_WEEKS = 160.0
"""The working day from which on long hours are a burst: forty days before the end."""
TRIED = 3
"""So much is tried before what stands behind it is told."""
OVERTIME = {"no overtime": 0.0, "5 hours of overtime": 5.0, "10 hours of overtime": 10.0}
IMPROVE = {"no time": 0.0, "a tenth of the time": 0.1, "a fifth of the time": 0.2}
GROW: Mapping[str, tuple[float, Literal["balanced", "training", "mentoring", "career"]]] = {
    "nobody": (0.0, "balanced"),
    "courses": (1.0, "training"),
    "mentors": (1.0, "mentoring"),
    "a way up": (1.0, "career"),
}
LOOK = {"half a year": 26, "two years": 104, "five years": 260}
"""Weeks."""


@cache
def forecast_eight() -> Forecast:
    """What do eight more people bring a late team?"""
    question = (
        f"{MORE} more people come to the atlas on day {DAY}. By how many working days is it "
        "finished sooner, on average? (Below 0 it is later.)"
    )
    return Forecast(question, "days", 10, 40, NOTEBOOK, ends=(-20, 80))


@cache
def forecast_even() -> Forecast:
    """When has improvement paid?"""
    question = (
        "A fifth of everybody’s time goes into better ways of working, from the first day. In "
        "which week has the small room drawn as many maps, all in all, as without it?"
    )
    return Forecast(question, "weeks", 10, 30, NOTEBOOK, ends=(1, 104))


@cache
def forecast_habit() -> Forecast:
    """What does overtime bring as a habit?"""
    question = (
        "Ten hours of overtime a week, for two years. How many maps more does the small room draw "
        "than without, where it usually draws about 96? (Below 0 it is fewer.)"
    )
    return Forecast(question, "maps", 5, 25, NOTEBOOK, ends=(-40, 40))


@cache
def forecast_best() -> Forecast:
    """What does the best mentor bring?"""
    question = (
        "Agda knows most, so all three who are new learn from her. How many maps more do the six "
        "desks deliver in two years, where they usually deliver about 80? (Below 0 it is fewer.)"
    )
    return Forecast(question, "maps", 0, 12, NOTEBOOK, ends=(-40, 40))


@cache
def forecast_back() -> Forecast:
    """Which offices come back?"""
    question = (
        f"Maps take {FULL} % of everybody’s time, and preparing the next ones well 35 % more. Then "
        f"twice as many orders come for sixteen weeks. How many of {OFFICES} such offices work as "
        "well as before two years later?"
    )
    return Forecast(question, "offices", 25, 45, NOTEBOOK, ends=(0, OFFICES))


@cache
def forecasts() -> Reveal:
    """All five, with nothing before them."""
    return Reveal(_predicted)


@cache
def atlas() -> Explorable:
    """A late team, and people who are added to it."""
    return Explorable(_newcomers(), "newcomers", _predicted(), NOTEBOOK)


@cache
def late() -> Reveal:
    """What became of the first prediction."""
    return Reveal(_late, _predicted(), _not_added, [atlas()])


@cache
def river() -> Explorable:
    """Eight quarters, three dials."""
    return Explorable(_river(), "river", _predicted(), NOTEBOOK)


@cache
def years() -> Reveal:
    """What became of the second and the third."""
    return Reveal(_years, _predicted(), _not_played, [river()])


@cache
def desks() -> Reveal:
    """Who mentors whom, and what became of the fourth."""
    return Reveal(lambda: [_desks(), Reveal(_taught, _predicted(), _not_taught, [_desks()])])


@cache
def _desks() -> Explorable:
    return Explorable(_mentors(), "mentors", _predicted(), NOTEBOOK)


@cache
def summer() -> Reveal:
    """One rough summer over offices that are more or less full, and what became of the fifth."""
    return Reveal(lambda: [_summer(), Reveal(_burnt, _predicted(), _not_burnt, [_summer()])])


@cache
def _summer() -> Explorable:
    return Explorable(_fires(), "fires", _predicted(), NOTEBOOK)


@cache
def binder() -> Reveal:
    """What is written down, and what is used again; the mechanism with its switch."""
    return Reveal(_binder, _predicted())


@cache
def forecast_always() -> Forecast:
    """What would long hours have brought the atlas?"""
    question = (
        f"Nobody comes. Instead all twelve work {HOURS:g} hours more a week, from the first day to "
        "the last. By how many working days is the atlas finished sooner, on average?"
    )
    return Forecast(question, "days", 10, 40, NOTEBOOK, ends=(-20, 80))


@cache
def branch() -> Reveal:
    """The same luck, one decision taken otherwise; first in one's own words."""
    return Reveal(lambda: [forecast_always(), _otherwise()])


@cache
def cockpit() -> Reveal:
    """The same world in one's own hands."""
    return Reveal(lambda: [_cockpit()], [*_predicted(), forecast_always()])


@cache
def rule() -> Reveal:
    """A rule for people, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], _predicted())


@cache
def even() -> Reveal:
    """When has a tenth paid?"""
    return Reveal(lambda: [_even()], _predicted())


@cache
def _even() -> Question:
    return Question(
        "A tenth of the time for better ways of working, not a fifth. In which week has it caught "
        "up?",
        people.even, None, NOTEBOOK,
        lambda: (
            "What improvement builds grows with the square root of the time given. Half the time "
            "costs half and brings seven tenths, so it has caught up sooner: in week "
            f"{people.crossing(people.ahead(people.TENTH))}."
        ),
    )  # fmt: skip


@cache
def safe() -> Reveal:
    """How full may an office be?"""
    return Reveal(lambda: [_safe()], _predicted())


@cache
def _safe() -> Question:
    return Question(
        "How much of everybody’s time may maps take at most, so that nine of ten offices come back "
        "from such a summer?",
        people.safe, people.SAFE, NOTEBOOK,
        lambda: (
            "Turn the dial above from left to right. Up to "
            f"{people.safe_load()} % nearly all come back; after that it tips within a few points."
        ),
    )  # fmt: skip


@cache
def worn() -> Reveal:
    """How long may a burst be?"""
    return Reveal(lambda: [_worn()], _predicted())


@cache
def _worn() -> Question:
    return Question(
        f"{HOURS:g} hours of overtime a week: from which week on does a week get no more done than "
        "one of forty hours by rested people?",
        people.worn, None, NOTEBOOK,
        lambda: (
            "Sixty hours are half as many again, so they are worth nothing once people have lost a "
            f"third of their pace. That is so in week {people.worthless(HOURS)}."
        ),
    )  # fmt: skip


def _predicted() -> list[Forecast]:
    return [
        forecast_eight(),
        forecast_even(),
        forecast_habit(),
        forecast_best(),
        forecast_back(),
    ]


@cache
def _newcomers() -> Newcomers:
    return Newcomers(ATLAS, MORE, DAY)


@cache
def _river() -> River:
    return River(ROOM, LAST, SEED)


@cache
def _mentors() -> Mentors:
    return Mentors(DESKS)


@cache
def _fires() -> Fires:
    return Fires(RUSH, BURST, FULL)


# What has to come first


def _not_added() -> str:
    if len(_newcomers().shown().tried) < TRIED:
        return f"Play at least {TRIED} different ways of adding people above."
    return ""


def _not_played() -> str:
    if not _river().compared:
        return "Play eight quarters above, and then fifty other futures."
    return ""


def _not_taught() -> str:
    if len(_mentors().tried()) < TRIED:
        return f"Play at least {TRIED} different matrices above."
    return ""


def _not_burnt() -> str:
    if len(_fires().shown().rows) < TRIED:
        return f"Let the summer come over offices at {TRIED} places of the dial."
    return ""


# What is shown then


def _late() -> Iterator[Piece]:
    days, money = people.sooner()
    yield f"**Eight more.** {forecast_eight().judge(round(days, 1))}"
    yield tables.tabulate(
        f"{MORE} more people, in {len(WORLDS)} worlds that you have not seen",
        [
            {
                "they come on day": f"{day}",
                "finished sooner by": f"{people.sooner(MORE, day)[0]:+.0f} days".replace("-", "−"),
                "dearer by": f"{people.sooner(MORE, day)[1]:,.0f} k€",
            }
            for day in (20, 60, DAY)
        ],
    )
    how = ATLAS.mechanisms.ramp_up
    assert how is not None
    yield (
        f"The bill is certain and the date hardly moves. Somebody new does {how.new:.0%} of what "
        f"an experienced person does, keeps {how.training:.0%} of one busy with questions, and "
        f"needs {how.assimilation:g} weeks on average; and twenty people have more to talk about "
        f"than twelve. On day {DAY}, half of the time is over. **Early help is help. Late help is "
        "a bill.**"
    )
    yield tables.card("M07", ATLAS)


def _years() -> Iterator[Piece]:
    yield f"**A fifth for improvement.** {forecast_even().judge(people.crossing(_fifth()) or 104)}"
    yield f"**A habit of overtime.** {forecast_habit().judge(round(people.ahead(TEN)[-1]))}"
    ways = {"a fifth for improvement": FIFTH, "ten hours of overtime": TEN}
    yield tables.tabulate(
        f"Maps more or fewer than as ever, all in all; {len(WORLDS)} worlds",
        [
            {
                "always": name,
                **{
                    f"after {weeks} weeks": f"{people.ahead(plan)[weeks - 1]:+.1f}".replace(
                        "-", "−"
                    )
                    for weeks in (4, 13, 26, 52, 104)
                },
            }
            for name, plan in ways.items()
        ],
    )
    yield (
        "Overtime shows at once and improvement late, so whoever looks at this quarter only will "
        "choose the one that loses. This is the *capability trap*: it gets **worse before it gets "
        "better**, and better before it gets worse. A fifth of the time at the beginning is a "
        "fifth fewer maps; two months later the ways of working begin to improve, and the room "
        "that never does slowly loses what it had."
    )
    yield tables.card("M12", SMALL)
    yield tables.card("M10", SMALL)


def _fifth() -> tuple[float, ...]:
    return people.ahead(FIFTH)


def _taught() -> Iterator[Piece]:
    best, time = people.taught(ALL_FROM_AGDA), people.taught(FROM_WHO_HAS_TIME)
    yield f"**The best mentor.** {forecast_best().judge(round(best))}"
    yield (
        f"With Bertil and Cato as mentors it is {time:+.1f} maps.".replace("-", "−")
        + " Agda teaches best, and every map of the office passes over her desk. Three times 15 % "
        "of her time is nearly half of it, and everything waits for her, in the first year and "
        "long after. Bertil and Cato know less, but have the time. **The best mentors are the "
        "busiest people: pay with the time of those who have some, or make her some first.**"
    )
    yield (
        "And look at the size of it. A good match brings little and late; a bad one costs much and "
        "at once. What it brings are people who can do more: a *bench*, for the day on which "
        "somebody leaves."
    )
    yield tables.card("M34", DESKS.scenario)


def _burnt() -> Iterator[Piece]:
    back = people.come_back(FULL)
    yield f"**Who comes back.** {forecast_back().judge(round(OFFICES * back))}"
    yield (
        f"The summer is the same for all, and lasts sixteen weeks. At {people.safe_load()} % "
        f"nearly every office comes back, at {FULL} % nearly none. Who is too busy prepares less; "
        "what was not prepared takes longer; and who takes longer is too busy. That is "
        "*firefighting*: past a certain point it keeps itself alive when the fire is long out. "
        "**The air in a plan is no waste. It is what an office comes back with.**"
    )
    yield tables.card("M11", RUSH)


def _binder() -> Iterator[Piece]:
    rows = told.binder(TOLD, WORLDS)
    yield tables.tabulate(
        f"Twelve surveys in a year: what is written, and what it saves; {len(WORLDS)} worlds",
        [
            {
                "after": f"{it.month} months",
                "reports in the binder": f"{it.written:.0f}",
                "work saved by the binder": f"{it.binder:.0%}",
                "work saved if people tell each other": f"{it.told:.0%}",
            }
            for it in rows
        ],
    )
    yield (
        "The binder fills month after month, and hardly anybody reads it. What helps is what "
        "somebody heard from somebody who was there: *knowledge* travels with people. It takes "
        "half a year until they tell each other, and it takes their time. When does that pay, and "
        "when is it one more meeting? Turn the knobs, say what you expect, and try it."
    )
    yield tables.card("M32", TOLD)
    yield _telling()


@cache
def _telling() -> Explorable:
    knobs = (
        Knob(name="surveys", words="surveys are", choices=tuple(told.SURVEYS), start="much alike"),
        Knob(name="telling", words="and telling each other takes", choices=tuple(told.PRICES),
             start="its time"),
    )  # fmt: skip
    trial = Trial(
        "In an office in which", knobs, _told_more, names=("a binder", "telling each other"),
        what="working days saved for each survey", worlds=100, verbs=("save", "saves"),
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="telling")


def _told_more(chosen: Chosen) -> Play:
    office = told.office(TOLD, chosen["surveys"], chosen["telling"])

    def play(seeds: Sequence[int]) -> list[float]:
        return [told.took(office, it, 0.0) - told.took(office, it, 1.0) for it in seeds]

    return play


@cache
def _otherwise() -> Reveal:
    return Reveal(_branch, [*_predicted(), forecast_always()])


def _branch() -> Iterator[Piece]:
    usual = newcomers.ended(ATLAS, 0, 0, SEED)
    came = newcomers.ended(ATLAS, MORE, DAY, SEED)
    always, burst = (people.long_hours(it, SEED) for it in (0.0, LAST_WEEKS))
    ways = {
        f"{MORE} more people from day {DAY}": (usual.day - came.day, came.cost - usual.cost),
        f"{HOURS:g} hours more a week, always": always,
        f"{HOURS:g} hours more a week, from day {LAST_WEEKS:g}": burst,
    }
    yield tables.tabulate(
        f"The same atlas, the same luck: world {SEED}, finished on day {usual.day:.0f} as it was",
        [
            {
                "what is done": name,
                "finished sooner by": f"{days:+.0f} days".replace("-", "−"),
                "dearer by": f"{money:,.0f} k€".replace("-", "−"),
            }
            for name, (days, money) in ways.items()
        ],
    )
    mean, short = people.overtime(0.0), people.overtime(LAST_WEEKS)
    yield f"**Always.** {forecast_always().judge(round(mean.sooner, 1))}"
    yield (
        f"On average over {len(WORLDS)} worlds the habit moves the end by "
        f"{mean.sooner:+.0f} days and costs {mean.dearer:,.0f} k€; the last weeks alone move it by "
        f"{short.sooner:+.0f} and cost {short.dearer:,.0f}. **A burst pays, a habit does not.**"
    ).replace("-", "−")


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run; it never draws the eye from the result above."""
    return Cockpit(Session(ATLAS, seed=SEED), FLIGHT, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="overtime", words="I ask for", choices=tuple(OVERTIME), start="no overtime"),
        Knob(name="improve", words="leave for better ways", choices=tuple(IMPROVE),
             start="no time"),
        Knob(name="grow", words="let people grow by", choices=tuple(GROW), start="nobody"),
        Knob(name="look", words="and look after", choices=tuple(LOOK), start="half a year"),
    )  # fmt: skip
    trial = Trial("My rule:", knobs, ruled, what="maps", worlds=40)
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def ruled(chosen: Chosen) -> Play:
    """Maps more with that rule. Raises RefusedError for one that does nothing."""
    level, by = GROW[chosen["grow"]]
    policy = Policy(
        overtime=OVERTIME[chosen["overtime"]], improve=IMPROVE[chosen["improve"]], people=level,
        people_by=by,
    )  # fmt: skip
    if policy == Policy():
        raise RefusedError("this is what happens without a rule; change something")
    weeks = LOOK[chosen["look"]]
    office = ROOM if weeks <= 13 * QUARTERS else people.LONG

    def play(seeds: Sequence[int]) -> list[float]:
        return [
            float(drawn(office, policy, it, weeks, LAST) - drawn(office, Policy(), it, weeks, LAST))
            for it in seeds
        ]

    return play
