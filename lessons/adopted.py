"""Notebook 09: five go-lives on their day, and people who cross from the old way to the new one."""

from collections.abc import Iterator, Sequence
from functools import cache
from statistics import fmean

from exercises import adopted
from exercises.adopted import FOR_TOOLS, HALF, LATER, OFFICE, ON_TIME, VISITED, WORLDS
from simulator import Policy, Session, tables
from simulator.errors import RefusedError
from simulator.explorables.crossing import STEPS, Crossing, Way
from simulator.explorables.golives import Golives, brought
from simulator.explorables.goodwill import STAYS, Goodwill, Hours
from simulator.explorables.trial import Chosen, Knob, Play, Trial
from simulator.explorables.uptake import EVEN, Bricks
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "09 Adopted"
FLIGHT = "Five go-lives"
"""The name under which it is kept."""
SEED = 4
"""The world of the crossing and of the branch."""
ENOUGH = 3
"""So many calendars, and so many splits of hours, are tried before they are spoken of."""
FLOOD, CALM = Hours(8, 6, 0), Hours(4, 8, 2)
SIGNED = Hours(4, 8, 2, True)
"""What a sponsor is asked, in the story that is told afterwards."""
TIMES = {"none": 0, "8 %": 2, "16 %": 4, "32 %": STEPS}
SPLITS: dict[str, Bricks] = {
    "all three alike": EVEN,
    "mostly people": (8, 2, 2),
    "mostly the process": (2, 8, 2),
    "mostly tools": (2, 2, 8),
}
GAPS = {"as soon as they are built": None, "2 months apart": 2, "4 months apart": 4}
VISITS = {"nobody": 0.0, "the sponsor and the wards": VISITED}
LAYERS = {"no": False, "yes": True}


@cache
def forecast_new() -> Forecast:
    """Who uses what was delivered on its day?"""
    question = (
        "All five go live without any time for those who have to change. Of 100 people for whom "
        "they are meant, how many work in the new way a year later?"
    )
    return Forecast(question, "people", 60, 90, NOTEBOOK, ends=(0, 100))


@cache
def forecast_later() -> Forecast:
    """What is a quarter of delay worth, if it is spent on people?"""
    question = (
        "A third of everybody’s time goes to those who have to change, so that everything goes "
        "live about a quarter later. How many k€ more does it bring than on time? "
        "Below zero is less."
    )
    return Forecast(question, "k€", -300, 300, NOTEBOOK, ends=(-1000, 1500))


@cache
def forecast_tools() -> Forecast:
    """What if the time goes to what is easiest to buy?"""
    question = (
        "The same third, but nearly all of it for better tools instead of a third each for people, "
        "process and tools: how many per cent less does it bring?"
    )
    return Forecast(question, "per cent", 0, 15, NOTEBOOK, ends=(0, 100))


@cache
def forecasts() -> Reveal:
    """All three, with nothing before them."""
    return Reveal(_predicted)


@cache
def crossing() -> Explorable:
    """Time for the change, what it is for, and people who cross."""
    return Explorable(_crossing(), "crossing", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What became of the predictions, and why."""
    return Reveal(_result, _predicted(), _not_crossed, [crossing()])


@cache
def weakest() -> Reveal:
    """The mechanism with a switch: where readiness does not matter."""
    return Reveal(_unneeded, _predicted(), _not_crossed, [crossing()])


@cache
def calendar() -> Explorable:
    """Who has to change when, and how often at once."""
    return Explorable(_calendar(), "golives", _predicted(), NOTEBOOK)


@cache
def spaced() -> Reveal:
    """What calendars bring."""
    return Reveal(_spaced, _predicted(), _not_spaced, [calendar()])


@cache
def goodwill() -> Explorable:
    """Sixteen hours a month for a sponsor and for those who have to change."""
    return Explorable(_goodwill(), "goodwill", _predicted(), NOTEBOOK)


@cache
def asked() -> Reveal:
    """What good will is made of."""
    return Reveal(_asked, _predicted(), _not_asked, [goodwill()])


@cache
def forecast_visits() -> Forecast:
    """What do visits cost that begin late?"""
    question = (
        "Visits to the sponsor and to the wards begin on the day on which things go live, not on "
        "the first day: how many k€ less is brought, on average?"
    )
    return Forecast(question, "k€", 0, 100, NOTEBOOK, ends=(-200, 1000))


@cache
def branch() -> Reveal:
    """One decision earlier or later: first in one's own words, then in one world and in many."""
    return Reveal(lambda: [forecast_visits(), _late()])


@cache
def cockpit() -> Reveal:
    """The same world in one's own hands."""
    return Reveal(lambda: [_cockpit()], [*_predicted(), forecast_visits()])


@cache
def rule() -> Reveal:
    """A rule for go-lives, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], _predicted())


@cache
def next_hour() -> Reveal:
    """Which link is the weakest?"""
    return Reveal(lambda: [_next_hour()], _predicted())


@cache
def _next_hour() -> Question:
    return Question(
        "People are prepared to 60 %, the process to 10 %, the tools to 70 %. You get a few more "
        "days. Where do they do most?",
        adopted.next_hour, adopted.WHERE, NOTEBOOK,
        lambda: (
            "Readiness multiplies the three. What is added to the smallest one grows it by the "
            "largest part: here the process."
        ),
    )  # fmt: skip


@cache
def months_apart() -> Reveal:
    """How far apart?"""
    return Reveal(lambda: [_months_apart()], _predicted())


@cache
def _months_apart() -> Question:
    return Question(
        "Nothing else is done. How many months should lie between two go-lives for the same "
        "people?",
        adopted.months_apart, None, NOTEBOOK,
        lambda: (
            "A go-live asks something of people for sixteen weeks. Four months of four weeks let "
            "them learn one before the next one comes; much longer only costs waiting."
        ),
    )  # fmt: skip


@cache
def asking() -> Reveal:
    """What is put before the sponsor?"""
    return Reveal(lambda: [_asking()], _predicted())


@cache
def _asking() -> Question:
    return Question(
        "Eight decisions a month could go to Ottoline. You have the hours to prepare three so that "
        "she can take them. What do you do?",
        adopted.asking, adopted.ASKS, NOTEBOOK,
        lambda: (
            "Each question that she can answer wins a little engagement, each one that she cannot "
            "loses twice as much. Ask what you can prepare, and no more."
        ),
    )  # fmt: skip


def _predicted() -> list[Forecast]:
    return [forecast_new(), forecast_later(), forecast_tools()]


@cache
def _crossing() -> Crossing:
    return Crossing(OFFICE, SEED, Way(0, *FOR_TOOLS.bricks))


@cache
def _calendar() -> Golives:
    return Golives(OFFICE)


@cache
def _goodwill() -> Goodwill:
    return Goodwill(OFFICE, Hours(8, 4, 2))


# What has to come first


def _not_crossed() -> str:
    steps = [it.way.step for it in _crossing().shown().plans if len(it.values) == _worlds()]
    if 0 in steps and any(steps):
        return ""
    return (
        "Play a hundred worlds above, once with no time for the change and once with as much as "
        "you like."
    )


def _worlds() -> int:
    return _crossing().shown().worlds


def _not_spaced() -> str:
    page = _calendar().shown()
    if sum(len(it.values) == page.worlds for it in page.tried) < ENOUGH:
        return f"Play at least {ENOUGH} different calendars above."
    return ""


def _not_asked() -> str:
    if len(_goodwill().shown().tried) < ENOUGH:
        return f"Play at least {ENOUGH} ways to spend the sixteen hours above."
    return ""


# What is shown then


def _result() -> Iterator[Piece]:
    more = adopted.brings(LATER) - adopted.brings(ON_TIME)
    yield f"**On their day.** {forecast_new().judge(round(adopted.crossed(ON_TIME)))}"
    yield f"**A quarter later.** {forecast_later().judge(round(more))}"
    ways = {"on time": ON_TIME, "half of that time": HALF, "a quarter later": LATER}
    ways |= {"yours": mine} if (mine := _mine()) not in ways.values() else {}
    yield tables.tabulate(
        f"Each way in {len(WORLDS)} worlds that you have not seen",
        [_way(name, way) for name, way in ways.items()],
    )
    yield (
        "The portfolio that is late brings more than twice as much as the one that is on time. "
        "A project is worth nothing on its day; it is worth what people do with it afterwards. "
        "But look at the last column: everybody’s time costs money too, and the first half of the "
        "change work brings nearly all of it. **On time is a means. Used is the end.**"
    )
    worse = 100 * (1 - adopted.brings(FOR_TOOLS) / adopted.brings(LATER))
    yield f"**Nearly all for tools.** {forecast_tools().judge(round(worse, 1))}"
    yield (
        "*Readiness* is a chain of people, process and tools, and multiplies them: the best tool "
        "makes up for little where nobody was trained and all forms are the old ones."
    )
    yield tables.card("M26", OFFICE)


def _mine() -> Way:
    """The last way that was tried, if it is none of those that are told anyway."""
    tried = [it.way for it in _crossing().shown().plans if it.way.step]
    return tried[-1] if tried else ON_TIME


def _way(name: str, way: Way) -> dict[str, str]:
    cost = fmean(adopted.value(way, it) - adopted.net(way, it) for it in WORLDS)
    return {
        "way": name,
        "live on day": f"{adopted.went_live(way):.0f}",
        "day kept": f"{adopted.kept(way):.0%}",
        "of 100 in new way": f"{adopted.crossed(way):.0f}",
        "brings": f"{adopted.brings(way):,.0f} k€",
        "time costs": f"{cost:,.0f} k€",
        "leaves": f"{adopted.brings(way) - cost:,.0f} k€".replace("-", "−"),
    }


def _unneeded() -> Iterator[Piece]:
    yield (
        "Does help always help? Try it where people are ready without any. Say first what you "
        "expect."
    )
    yield _switch()


@cache
def _switch() -> Explorable:
    knobs = (
        Knob(name="ready", words="before any help people are", choices=tuple(READY),
             start="hardly ready"),
        Knob(name="time", words="and the time for change is", choices=tuple(TIMES)[1:],
             start="32 %"),
        Knob(name="split", words="for", choices=tuple(SPLITS), start="all three alike"),
    )  # fmt: skip
    trial = Trial(
        "In a hospital in which", knobs, _helped, names=("no time for change", "time for change"),
        what="value brought (k€)",
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="switch")


READY = {"hardly ready": OFFICE, "all ready": adopted.changed(adopted.CONTENT)}


def _helped(chosen: Chosen) -> Play:
    """What time for change brings more, with the chain or without it."""
    office, way = READY[chosen["ready"]], Way(TIMES[chosen["time"]], *SPLITS[chosen["split"]])

    def play(seeds: Sequence[int]) -> list[float]:
        return [adopted.value(way, it, office) - adopted.value(ON_TIME, it, office) for it in seeds]

    return play


def _spaced() -> Iterator[Piece]:
    best = adopted.best_apart()
    each = ", ".join(f"{adopted.apart(it):,.0f}" for it in range(adopted.MOST_APART + 1))
    yield (
        f"With 0, 1, 2 … {adopted.MOST_APART} months between two go-lives for the same people, the "
        f"five bring {each} k€. A single month is worse than none: it costs waiting, and the "
        f"changes overlap all the same. About {best} months let one be learnt before the next one "
        "comes. Who goes first matters far less than how far apart they are."
    )
    yield (
        "This is *change saturation*. Nobody sees it in a plan, since no plan has a line for "
        "the attention of a ward. **Before you set a date, ask who else has one for the same "
        "people.**"
    )
    yield tables.card("M27", OFFICE)


def _asked() -> Iterator[Piece]:
    yield tables.tabulate(
        f"Sixteen hours a month, in {len(WORLDS)} worlds that you have not seen",
        [
            {
                "each month": name,
                "of 100 in the new way": f"{adopted.across(hours):.0f}",
                "ended by leadership": f"{adopted.ended(hours):.0%}",
                "a decision after she has left takes": f"{adopted.waits_after(hours):.0f} days",
            }
            for name, hours in {
                "8 decisions, hours for 3": FLOOD,
                "4 decisions, hours for all 4": Hours(4, 8, 0),
                "the same, told to her deputy as well": CALM,
                "the same, and three signatures for each change": SIGNED,
            }.items()
        ],
    )
    yield (
        "A sponsor is no post box. Each question with a choice that she can make wins a little "
        "*engagement*; each one that she cannot answer loses twice as much. Few and answerable "
        "questions make her influential, and make her want to be asked again. "
        f"Sponsors stay {STAYS} months here on average, and whoever follows was never asked "
        "anything: two hours for the deputy hardly change the average, and shorten the worst weeks."
    )
    yield (
        "*Resistance* is no flaw of character. People mind what costs them more than it helps. "
        "Three signatures for each change are an extra layer: nobody says no, and a third of those "
        "who would have crossed stay where they are. "
        "And when leadership asks whether all this is worth its money, **buy-in that was built "
        "before is what answers.**"
    )
    yield tables.card("M29", OFFICE)
    yield tables.card("M28", OFFICE)


@cache
def _late() -> Reveal:
    return Reveal(_branch, [*_predicted(), forecast_visits()])


def _branch() -> Iterator[Piece]:
    begins = {
        "never": None,
        f"on day {adopted.VISITS_FROM:.0f}": adopted.VISITS_FROM,
        "on day 0": 0.0,
    }
    yield tables.tabulate(
        f"The same world, the same luck: world {SEED}",
        [
            {
                "visits begin": name,
                "her engagement in July": f"{adopted.visited_from(day, SEED)[1]:.2f}",
                "brought": f"{adopted.visited_from(day, SEED)[0]:,.0f} k€",
            }
            for name, day in begins.items()
        ],
    )
    early, late, never = (adopted.visits_late(it) for it in (0.0, adopted.VISITS_FROM, None))
    yield f"**On average.** {forecast_visits().judge(round(early - late))}"
    yield (
        f"Over {len(WORLDS)} worlds the five bring {never:,.0f} k€ without visits, {late:,.0f} if "
        f"they begin with the go-lives, and {early:,.0f} if they begin on the first day. A "
        "relationship cannot be bought when it is needed. **It is built while nothing is wanted.**"
    )


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run; it never draws the eye from the result above."""
    return Cockpit(Session(OFFICE, seed=SEED), FLIGHT, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="time", words="of everybody’s time the change gets", choices=tuple(TIMES),
             start="none"),
        Knob(name="split", words="for", choices=tuple(SPLITS), start="all three alike"),
        Knob(name="gap", words="the same people get their go-lives", choices=tuple(GAPS),
             start="as soon as they are built"),
        Knob(name="visits", words="somebody visits", choices=tuple(VISITS), start="nobody"),
        Knob(name="layer", words="each change is reviewed, reported and signed",
             choices=tuple(LAYERS), start="no"),
    )  # fmt: skip
    trial = Trial("My rule:", knobs, _ruled, what="value brought (k€)")
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _ruled(chosen: Chosen) -> Play:
    """What a rule brings more than none. Raises RefusedError for one that does nothing."""
    step, gap = TIMES[chosen["time"]], GAPS[chosen["gap"]]
    visits, layer = VISITS[chosen["visits"]], LAYERS[chosen["layer"]]
    if not (step or gap or visits or layer):
        raise RefusedError("this is what happens without a rule; choose at least one thing to do")
    policy = adopted.with_layer(Policy(change=step / STEPS, stakeholder=visits), layer)
    dates = adopted.spaced(gap) if gap else None

    def play(seeds: Sequence[int]) -> list[float]:
        return [
            brought(OFFICE, dates, it, policy, SPLITS[chosen["split"]]) - adopted.value(ON_TIME, it)
            for it in seeds
        ]

    return play
