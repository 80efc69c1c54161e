"""Notebook 03: twelve people, eight projects, and all of them first."""

from collections.abc import Iterator
from functools import cache
from statistics import fmean

from msgspec.structs import replace

from exercises import everything_first as checks
from simulator import Policy, Session, experiment, figures, tables
from simulator.decisions import ChangePolicy
from simulator.experiment import Captain
from simulator.explorables import at_once
from simulator.explorables.at_once import AtOnce, Year
from simulator.explorables.rules import rules
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.explorables.waiting import Waiting
from simulator.mechanisms import Attention
from simulator.mechanisms.queueing import wait
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "03 Everything first"
OFFICE = checks.OFFICE
PROMISED = checks.PROMISED
SEED = 3
"""The year of this lesson, chosen for teaching: in most others it goes about like that."""
LINE = 15
"""The same for the line before one door."""
DAY = 50
"""On which somebody decides otherwise: the end of week 10."""
FOCUS = {"projects_per_person": 1}
"""What is decided: finish one thing before you take the next."""
YEARS = range(200)
SWITCHING = {"as was measured": "tregubov", "nothing at all": "none"}


@cache
def office() -> tables.Table:
    """What was promised, and what it brings in."""
    return tables.tabulate(
        "Eight projects, begun on one Monday",
        [
            {
                "project": it.name,
                "who wants it": it.sponsor,
                "work (person-days)": f"{it.effort:g}",
                "brings in (k€ a week)": f"{5 * it.cost_of_delay:g}",
            }
            for it in OFFICE.projects
        ],
    )


@cache
def forecast_first() -> Forecast:
    """When is anything finished?"""
    question = "All eight go at once. After how many weeks is the first finished, on average?"
    return Forecast(question, "weeks", 10, 18, NOTEBOOK, (0, 52))


@cache
def forecast_gain() -> Forecast:
    """What is waiting worth?"""
    question = "How much more does the year bring in if only three go at once?"
    return Forecast(question, "%", 0, 20, NOTEBOOK, (-50, 100))


@cache
def forecasts() -> Reveal:
    """Both, with nothing before them."""
    return Reveal(_predicted)


@cache
def dial() -> Explorable:
    """How many at once?"""
    return Explorable(_picture(), "at_once", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What became of the predictions."""
    return Reveal(_result, _predicted(), _not_played, [dial()])


@cache
def switching() -> Reveal:
    """The card's switch: how much of it is lost by switching?"""
    return Reveal(_switching, _predicted())


@cache
def forecast_line() -> Forecast:
    """How long is the line?"""
    question = (
        "If her week is 80 % full, a request waits four days. How many days if it is 95 % full?"
    )
    return Forecast(question, "days", 5, 8, NOTEBOOK, (0, 40))


@cache
def line() -> Explorable:
    """One person whom everything passes."""
    return Explorable(_door(), "waiting", [forecast_line()], NOTEBOOK)


@cache
def line_result() -> Reveal:
    """What became of the prediction, and whose formula it is."""
    return Reveal(_line_result, [forecast_line()], _no_curve, [line()])


@cache
def forecast_branch() -> Forecast:
    """Is it too late?"""
    question = "How many more k€ does the year bring in if you stop the juggling after week 10?"
    return Forecast(question, "k€", 0, 100, NOTEBOOK, (-200, 600))


@cache
def branch() -> Reveal:
    """One decision, in the same year and in two hundred others."""
    return Reveal(_branch, [*_predicted(), forecast_branch()])


@cache
def rule() -> Reveal:
    """A rule of one's own, in years that nobody has seen."""
    return Reveal(lambda: [_rule()], [*_predicted(), forecast_branch()])


@cache
def best_dial() -> Question:
    """Where to set the dial."""
    return Question(
        "Where on the dial does the year bring in most? Write the number of projects.",
        checks.best_dial, None, NOTEBOOK, checks.why_best_dial,
    )  # fmt: skip


@cache
def fuller_week() -> Question:
    """What the last per cents cost."""
    return Question(
        "Ottilie's week is 90 % full. Her head finds room for a little more: 95 %. What happens to "
        "the wait?",
        checks.fuller_week, checks.WAITS, NOTEBOOK, checks.why_fuller_week,
    )  # fmt: skip


@cache
def in_line() -> Question:
    """Little's law."""
    return Question(
        "8.1 requests stand in line on average, and 0.9 come each day. How many days does one "
        "wait?",
        checks.in_line, None, NOTEBOOK, checks.why_in_line,
    )  # fmt: skip


@cache
def understanding() -> Reveal:
    """Three questions."""
    questions = [best_dial(), fuller_week(), in_line()]
    return Reveal(lambda: questions, [*_predicted(), forecast_line()])


def at_once_limits() -> range:
    """The places of the dial."""
    return range(1, len(OFFICE.projects) + 1)


def _switching() -> Iterator[Piece]:
    yield _switch()
    yield (
        "Which part of the surprise goes away when switching costs nothing, and which part stays? "
        "This is the card of the *mechanism* that you can switch off here: what it does, and who "
        "measured it."
    )
    yield tables.card("M03", OFFICE)


@cache
def _switch() -> Explorable:
    limits, usual = tuple(map(str, at_once_limits()[:-1])), next(iter(SWITCHING))
    trial = Trial(
        "In the same years,",
        [
            Knob(name="limit", words="at once go", choices=limits, start="3"),
            Knob(name="curve", words="and switching costs", choices=tuple(SWITCHING), start=usual),
        ],
        _switched,
        names=("all eight at once", "this"),
        metric="value",
        what="brought in (k€)",
        worlds=100,
    )
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="switching")


@cache
def _rule() -> Explorable:
    fields = ("wip_limit", "projects_per_person", "order")
    return Explorable(rules(OFFICE, fields), "trial", notebook=NOTEBOOK, key="rule")


@cache
def _picture() -> AtOnce:
    return AtOnce(OFFICE, PROMISED, SEED)


@cache
def _door() -> Waiting:
    return Waiting("Ottilie", LINE)


def _not_played() -> str:
    """What is missing before the whole dial is shown, in a sentence."""
    dial()  # takes up what was kept
    if len(_picture().years) < 2:
        return "Let fifty other years answer in the picture above, for two places of the dial."
    return ""


def _no_curve() -> str:
    """What is missing before the formula is shown, in a sentence."""
    line()  # takes up what was kept
    if _door().shown().enough:
        return "Play a year with three different weeks in the picture above, one of them very full."
    return ""


def _predicted() -> list[Forecast]:
    return [forecast_first(), forecast_gain()]


def _switched(chosen: Chosen) -> Pair:
    how = replace(OFFICE.mechanisms, attention=Attention(curve=SWITCHING[chosen["curve"]]))
    scenario = replace(OFFICE, mechanisms=how)
    return Pair(scenario, Policy(), Policy(wip_limit=int(chosen["limit"])))


@cache
def _years(limit: int) -> list[Year]:
    """The other years of the picture."""
    seeds = range(at_once.FIRST, at_once.FIRST + 50)
    return [at_once.year(OFFICE, limit, seed, PROMISED) for seed in seeds]


def _value(limit: int) -> float:
    return fmean(it.value for it in _years(limit))


def _first(limit: int) -> float:
    return fmean(it.first for it in _years(limit))


def _result() -> Iterator[Piece]:
    yield f"**The first.** {forecast_first().judge(round(_first(8)))}"
    yield f"**Three at once.** {forecast_gain().judge(round(100 * (_value(3) / _value(8) - 1)))}"
    yield tables.tabulate(
        "On average of 50 years",
        [
            {
                "projects at once": str(limit),
                "brought in (k€)": f"{_value(limit):,.0f}",
                "first one finished (week)": f"{_first(limit):.0f}",
                "finished in week 26": f"{fmean(it.kept for it in _years(limit)):.1f} of 8",
            }
            for limit in at_once_limits()
        ],
    )
    none = sum(it.kept == 0 for it in _years(8))
    yield (
        "**Surprise: the first of eight is finished about when all eight were promised.** In "
        f"{none} of these 50 years week 26 comes and nothing is finished at all. Who lets five "
        "projects wait has six finished by then, and the last of them no later."
    )


def _line_result() -> Iterator[Piece]:
    yield f"**The line.** {forecast_line().judge(round(wait(0.95, 1, 1, 1)))}"
    yield tables.card("M04", OFFICE)


def _branch() -> Iterator[Piece]:
    start = Session(OFFICE, seed=SEED).advance(DAY)
    focused = start.decide(ChangePolicy(tuple(FOCUS.items()))).to_end()
    names = "all eight go on", "one thing at a time"
    yield figures.fork(start.to_end().visible, focused.visible, OFFICE, DAY, names)
    captains = {names[0]: Policy(), names[1]: Captain(decisions=focused.decisions)}
    runs = experiment.played(OFFICE, captains, YEARS, progress=False)
    found = experiment.difference(runs, *names, "value")
    yield f"**In {found.worlds} other years.** {forecast_branch().judge(round(found.mean))}"
    yield (
        f"It brings in more in {found.wins:.0%} of them. Nobody was hired and nobody works longer. "
        "The same luck met the same people; they only stopped sharing themselves out. Five "
        "sponsors see their project stand still for a while, and nearly all of them get it "
        "earlier all the same."
    )
