"""Notebook 07: nine cards of a harbour, what is behind them, who warns first, when to stop."""

from collections.abc import Iterator, Sequence
from functools import cache

from exercises import dashboard
from exercises.dashboard import DAY, FALSE, OFFICE, RACED, STOP, WORLDS, changed
from simulator import Policy, Session, tables
from simulator.errors import RefusedError
from simulator.explorables.alarms import Alarms
from simulator.explorables.cards import Cards
from simulator.explorables.forward import Forward
from simulator.explorables.indicators import NAMES
from simulator.explorables.looking import COLOURS, NOBODY, alone, course
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.mechanisms.distortion import red_not_red
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "07 The dashboard"
FLIGHT = "Nine cards"
"""The name under which it is kept."""
SEED = 6
"""The world of the screen and of the branch."""
LOOKED = "siding"
"""The project of the branch."""
WEEKS, TENTH = 8, 0.1
"""Between two audits, in the branch; and by how much the crews are faster."""
PUNISHED, WELCOME = "is punished", "is welcome"
OLD, SHARP = "weeks old and blurred", "fresh and sharp"
LOOKS = {
    "nobody": NOBODY,
    "the crew shows its work every 4 weeks": Policy(review_weeks=4),
    "an auditor every 4 weeks": dashboard.audits(4),
    "an auditor every 8 weeks": dashboard.audits(8),
    "an auditor every 13 weeks": dashboard.audits(13),
}
NEVER, WORTH = "never", "if its report says that it is worth less than it costs"
AS_IS, CLEAR = "as they are", "made clear by an office"
FEW, MANY = 60, 100
"""Worlds of the two trials; each world of the first has nine projects."""


@cache
def forecast_red() -> Forecast:
    """How often is red told?"""
    question = (
        "Take a hundred reports of projects that will end red, which is late by more than a fifth "
        "of their plan. How many of them say green or yellow?"
    )
    return Forecast(question, "reports", 20, 50, NOTEBOOK, ends=(0, 100))


@cache
def forecast_ninety() -> Forecast:
    """When is ninety per cent done?"""
    question = (
        "A card says that 90 % is done. By the plan, what is left takes three weeks. How many "
        "weeks does it take, on average?"
    )
    return Forecast(question, "weeks", 3, 8, NOTEBOOK, ends=(0, 40))


@cache
def forecast_warned() -> Forecast:
    """How many are warned of by their own reports?"""
    question = (
        f"Reports may cry wolf about {FALSE} good projects in a hundred. Of a hundred projects "
        "that end red, how many do they warn of before the due day?"
    )
    return Forecast(question, "projects", 60, 90, NOTEBOOK, ends=(0, 100))


@cache
def forecasts() -> Reveal:
    """All three, with nothing before them."""
    return Reveal(_predicted)


@cache
def screen() -> Explorable:
    """Nine cards, three audits, and what lies behind."""
    return Explorable(_cards(), "cards", _predicted(), NOTEBOOK)


@cache
def behind() -> Reveal:
    """What became of the first two predictions, and why; with a switch for each reason."""
    return Reveal(_behind, _predicted(), _not_ordered, [screen()])


@cache
def alarms() -> Explorable:
    """Six indicators watch the same projects."""
    return Explorable(_race(), "alarms", _predicted(), NOTEBOOK)


@cache
def raced() -> Reveal:
    """What became of the third prediction, and who warns first."""
    return Reveal(_raced, _predicted(), _no_bet, [alarms()])


@cache
def forecast_sooner() -> Forecast:
    """Find sooner, or work faster?"""
    question = (
        "With crews that are a tenth faster, projects end about 26 days sooner. Instead an auditor "
        f"comes every {WEEKS} weeks, and nobody works faster: how many days sooner do they end?"
    )
    return Forecast(question, "days", 5, 20, NOTEBOOK, ends=(0, 80))


@cache
def branch() -> Reveal:
    """Find sooner, or work faster? First in one's own words, then in one world and in many."""
    return Reveal(lambda: [forecast_sooner(), _sooner()])


@cache
def cockpit() -> Reveal:
    """The same world in one's own hands."""
    return Reveal(lambda: [_cockpit()], [*_predicted(), forecast_sooner()])


@cache
def decisions() -> Explorable:
    """Go on or stop, four times."""
    return Explorable(_fork(), "forward", _predicted(), NOTEBOOK)


@cache
def decided() -> Reveal:
    """What the decisions brought, and what holds people back from them."""
    return Reveal(_decided, _predicted(), _not_signed, [decisions()])


@cache
def rule() -> Reveal:
    """A rule for looking, telling and stopping, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], _predicted())


@cache
def green() -> Reveal:
    """What does a green card say?"""
    return Reveal(lambda: [_green()], _predicted())


@cache
def _green() -> Question:
    return Question(
        "A card is green in week 24. In how many of 100 such cases does the project end yellow or "
        "red?",
        dashboard.green, None, NOTEBOOK,
        lambda: (
            "Take the table above: of a hundred projects that said green, "
            f"{100 - dashboard.ends_late('green'):.0f} ended green. The rest is the answer."
        ),
    )  # fmt: skip


@cache
def alarm() -> Reveal:
    """Three other projects."""
    return Reveal(lambda: [_alarm()], _predicted())


@cache
def _alarm() -> Question:
    return Question(
        "Now the quay wall, the two cranes and the fish market. As many false alarms are allowed. "
        "Which indicator warns of most?",
        dashboard.alarm, dashboard.ALARMS, NOTEBOOK,
        lambda: (
            "Five of the six take what counts as done for done. One of them asks what must still "
            "be wrong, though nobody has seen it."
        ),
    )  # fmt: skip


@cache
def stop() -> Reveal:
    """What turns the decision?"""
    return Reveal(lambda: [_stop()], _predicted())


@cache
def _stop() -> Question:
    return Question(
        "The two cranes were better stopped. Which one change makes it right to go on?",
        dashboard.stop, dashboard.CHANGES, NOTEBOOK,
        lambda: (
            "Ask of each: does it change what still comes, what is still paid, or what the crew "
            "could do instead? Only one of them changes it for the better."
        ),
    )  # fmt: skip


def _predicted() -> list[Forecast]:
    return [forecast_red(), forecast_ninety(), forecast_warned()]


@cache
def _cards() -> Cards:
    return Cards(OFFICE, DAY, SEED)


@cache
def _race() -> Alarms:
    return Alarms(alone(OFFICE, RACED[0]))


@cache
def _fork() -> Forward:
    return Forward(STOP, DAY)


# What has to come first


def _not_ordered() -> str:
    return "" if _cards().signed else "Place three audits above and order them."


def _no_bet() -> str:
    return "" if _race().bet else "Bet on an indicator above."


def _not_signed() -> str:
    return "" if _fork().signed else "Decide about all four above and sign."


# What is shown then


def _behind() -> Iterator[Piece]:
    yield f"**Red that is not told.** {forecast_red().judge(round(dashboard.not_red()))}"
    yield f"**Ninety per cent.** {forecast_ninety().judge(round(dashboard.after_ninety(), 1))}"
    yield tables.tabulate(
        f"What cards said in week 24, and how the projects ended, in {len(WORLDS)} worlds",
        [_ended(colour) for colour in COLOURS],
    )
    how = OFFICE.mechanisms.distortion
    assert how is not None
    otherwise = 100 * red_not_red(how.better, how.worse, how.one_level)
    yield (
        "Three things stand between you and the truth. **How it is told:** of what a crew itself "
        f"knows to be red, {otherwise:.0f} in a hundred reports say green or yellow. **How old it "
        "is:** what you see is weeks old and blurred. And the largest, **what nobody knows**: a "
        "fifth of the work is wrong and counts as done until somebody stumbles on it. No honesty "
        "tells what its writer does not know. Nine crews saw nine cards, each its own; only who "
        "lays them side by side sees where hardly anything has come back yet."
    )
    yield tables.card("M09", OFFICE)
    yield tables.card("M20", OFFICE)
    yield tables.card("M25", OFFICE)
    yield _switch()


def _ended(colour: str) -> dict[str, str]:
    said = [
        it for it in dashboard.courses() if it.finish > DAY and it.standing.told[-1] == colour
    ]  # fmt: skip
    ends = [it.colour for it in said]
    return {"the card said": colour, "cards": f"{len(said)}"} | {
        f"ended {it}": f"{ends.count(it) / max(1, len(ends)):.0%}" for it in COLOURS
    }


@cache
def _switch() -> Explorable:
    knobs = (
        Knob(name="news", words="bad news", choices=(PUNISHED, WELCOME), start=PUNISHED),
        Knob(name="sight", words="what is seen is", choices=(OLD, SHARP), start=OLD),
        Knob(name="looks", words="and at the work looks", choices=tuple(LOOKS), start="nobody"),
    )
    trial = Trial(
        "In a harbour in which", knobs, _telling, names=("the harbour as it is", "this one"),
        what="reports in a hundred that call a red project red", worlds=FEW,
        verbs=("tell", "tells"),
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="switch")


def _telling(chosen: Chosen) -> Play:
    """How much more red is told. Raises RefusedError where nothing differs."""
    office = changed(OFFICE, chosen["news"] == WELCOME, chosen["sight"] == SHARP)
    policy = LOOKS[chosen["looks"]]
    if office == OFFICE and policy == NOBODY:
        raise RefusedError("this is the harbour as it is; change one of the three")

    def play(seeds: Sequence[int]) -> list[float]:
        told = dashboard.red_told
        return [told(office, policy, it) - told(OFFICE, NOBODY, it) for it in seeds]

    return play


def _raced() -> Iterator[Piece]:
    found = {it: dashboard.warned(it, *RACED) for it in NAMES}
    yield f"**Their own reports.** {forecast_warned().judge(round(found['report']))}"
    yield tables.tabulate(
        f"Three projects that end red, warned of before the due day, with {FALSE} false alarms in "
        "a hundred, in other worlds",
        [{"indicator": NAMES[it], "warned of": f"{share:.0f} in a hundred"}
         for it, share in sorted(found.items(), key=lambda it: it[1])],
    )  # fmt: skip
    yield (
        "*Earned value* and *earned schedule* see weeks before anybody says it that work is slow. "
        "They take what counts as done for done, though. The forecast from the log adds what "
        "usually comes back and has not come back here. And the most surprising line is that of "
        "rework: **much that came back is no bad sign**. Those projects have their bad news behind "
        "them. Quiet ones still have it before them."
    )
    yield tables.card("M19", OFFICE)


@cache
def _sooner() -> Reveal:
    return Reveal(_branch, [*_predicted(), forecast_sooner()])


def _branch() -> Iterator[Piece]:
    ways = {
        "as it was": (OFFICE, NOBODY),
        "a crew that is a tenth faster": (dashboard.faster(TENTH), NOBODY),
        f"an auditor every {WEEKS} weeks": (OFFICE, dashboard.audits(WEEKS)),
    }
    name = dashboard.NAMES_OF[LOOKED]
    yield tables.tabulate(
        f"{name}, the same luck: world {SEED}",
        [
            {
                "with": way,
                "finished on day": f"{it.finish:.0f}",
                "days late": f"{it.finish - (office.projects[0].due or 0):.0f}",
                "it was": it.colour,
            }
            for way, (whole, policy) in ways.items()
            for office in [alone(whole, LOOKED)]
            for it in [course(office, SEED, DAY, None, policy)]
        ],
    )
    brought = dashboard.sooner(dashboard.audits(WEEKS))
    yield f"**On average.** {forecast_sooner().judge(round(brought))}"
    yield (
        "What is found after a month is mended in days; after half a year it has grown "
        "fourfold. A faster crew makes wrong work faster, too. **Finding sooner beats working "
        "faster** wherever wrong work gets dearer with age. Where it does not, looking often is "
        "only a price: you can try that in the exercise."
    )


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run; it never draws the eye from the result above."""
    return Cockpit(Session(OFFICE, seed=SEED), FLIGHT, to_the_fore=False)


def _decided() -> Iterator[Piece]:
    gains = {it: dashboard.gains(it) for it in dashboard.RUNNING}
    mine = _fork().decided
    yield tables.tabulate(
        f"Going on against stopping on day {DAY:g}, in {len(WORLDS)} worlds that you have not seen",
        [
            {
                "project": dashboard.NAMES_OF[it],
                "you": "go on" if mine[it] else "stop",
                "going on brings": f"{sum(each) / len(each):+,.0f} k€".replace("-", "−"),
                "and more than stopping in": f"{sum(one > 0 for one in each) / len(each):.0%}",
            }
            for it, each in gains.items()
        ],
    )
    yield (
        "A *forward value* has three parts: what still comes, less what is still paid, less what "
        "the same people could bring elsewhere. What was spent is in none of them; it is a *sunk "
        "cost*. Nor is the colour: a green project may keep its crew from something better, and a "
        "red one may be worth every day that is left. **No decision is right in every world.** "
        "Where going on is right in seven worlds of ten, three will look like proof of the "
        "opposite."
    )
    yield tables.card("M21")


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="stop", words="a project is stopped", choices=(NEVER, WORTH), start=NEVER),
        Knob(name="looks", words="at the work looks", choices=tuple(LOOKS), start="nobody"),
        Knob(name="reports", words="reports are", choices=(AS_IS, CLEAR), start=AS_IS),
        Knob(name="news", words="and bad news", choices=(PUNISHED, WELCOME), start=PUNISHED),
    )
    trial = Trial("My rule:", knobs, _ruled, what="value − cost (k€)", worlds=MANY)
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _ruled(chosen: Chosen) -> Play:
    """What a rule brings to the four crews. Raises RefusedError for one that changes nothing."""
    looks = LOOKS[chosen["looks"]]
    policy = Policy(
        review_weeks=looks.review_weeks, review_depth=looks.review_depth,
        stop="never" if chosen["stop"] == NEVER else "forward_value",
        visibility=0.0 if chosen["reports"] == AS_IS else 0.5,
    )  # fmt: skip
    office = changed(STOP, chosen["news"] == WELCOME)
    if office == STOP and policy == NOBODY:
        raise RefusedError("this is what happens without a rule; change one of the four")

    def play(seeds: Sequence[int]) -> list[float]:
        four = dashboard.four
        return [four(office, policy, it) - four(STOP, NOBODY, it) for it in seeds]

    return play
