"""Notebook 10: an office with price tags, a year in which it only costs, three doors, one sentence
that an audit checks, and a map with one's own place on it."""

from collections.abc import Iterator
from functools import cache

from exercises import its_keep
from exercises.its_keep import (
    BAD,
    BORNE,
    BUDGET,
    CALM,
    CORE,
    GOOD,
    MANY,
    OFFICE,
    OLD,
    OPTIONS,
    PREVENTS,
    RESENTED,
    SILENT,
    SMALL,
    UNASKED,
    WAYS,
    WORLDS,
    in_times,
)
from lessons import its_keep_told as told
from lessons.dead_goals import AIMS, AIMS_ENDS, CHOOSES, more_spent, orphans_saved
from lessons.its_keep_asked import (
    NOTEBOOK,
    forecast_bad,
    forecast_closing,
    forecast_even,
    forecast_kept,
    question_sentence,
    question_setting,
    question_survives,
)
from lessons.its_keep_told import SEED
from simulator import Session, tables
from simulator.errors import RefusedError
from simulator.explorables.designer import Designer, difference, in_house
from simulator.explorables.doors import Doors
from simulator.explorables.first_year import OFFICES, FirstYear
from simulator.explorables.ledger import Ledger
from simulator.explorables.parts import policy_of
from simulator.explorables.standing import Standing
from simulator.explorables.tenure import Play
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.policies import Policy
from simulator.widgets import Cockpit, Explorable, Forecast, Reveal
from simulator.widgets.reveal import Piece

FLIGHT = "My office"
"""The name under which it is kept."""
MOST_WRITTEN = 4500.0
"""k€ that can be written in the report."""
HOUSES = {"welcome": "rules are welcome", "borne": BORNE, "resented": RESENTED}
TIMES = {"calm": CALM, "as usual": 1.0, "rough": 2.0}
FOUNDED = {
    "two functions that help soonest": SMALL,
    "seven that fit the waterworks": GOOD,
    "the old office": OLD,
}
MINE = "the one I signed"
MOMENT = "One moment: worlds that you have not seen are being played."
FEW = range(601, 651)


@cache
def forecasts() -> Reveal:
    """All three, with nothing before them."""
    return Reveal(_predicted)


@cache
def designer() -> Explorable:
    """Twelve functions, a budget, and a hundred worlds."""
    return Explorable(_designer(), "designer", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What became of the first prediction, and what functions cost."""
    return Reveal(lambda: told.result(_tabled().signed), _predicted(), _not_designed, [designer()])


@cache
def first_year() -> Explorable:
    """How an office begins."""
    return Explorable(_first_year(), "first_year", _predicted(), NOTEBOOK)


@cache
def year_result() -> Reveal:
    """What became of the second prediction."""
    return Reveal(told.year_result, _predicted(), _not_founded, [first_year()])


@cache
def doors() -> Explorable:
    """Three funding reviews."""
    return Explorable(_doors(), "doors", _predicted(), NOTEBOOK)


@cache
def kept() -> Reveal:
    """What became of the third prediction."""
    return Reveal(told.kept, _predicted(), _not_asked, [doors()])


@cache
def ledger() -> Explorable:
    """One sentence, and a hundred audits."""
    return Explorable(_ledger(), "ledger", _predicted(), NOTEBOOK)


@cache
def written() -> Reveal:
    """What may be written, and what it earns."""
    return Reveal(lambda: told.written(_ledger().shown()), _predicted(), _not_written, [ledger()])


@cache
def standing() -> Explorable:
    """The map, with one's own office on it."""
    return Explorable(_standing(), "standing", _predicted(), NOTEBOOK)


@cache
def branch() -> Reveal:
    """The same world, and one decision about what is shown; then in one's own hands."""
    return Reveal(lambda: [forecast_closing(), _branch()])


@cache
def rule() -> Reveal:
    """Which office, in which house, in which times; and what it does when aims move."""
    return Reveal(lambda: [_rule(), _aims(), _aims_told()], _predicted())


@cache
def checks() -> Reveal:
    """Three questions."""
    return Reveal(
        lambda: [question_sentence(), question_setting(), question_survives()], _predicted()
    )


def _predicted() -> list[Forecast]:
    return [forecast_bad(), forecast_even(), forecast_kept()]


@cache
def _designer() -> Designer:
    return Designer(OFFICE, OLD, BUDGET, BORNE, unseen=_told_of_offices)


def _tabled() -> Designer:
    """The picture with the price tags, as somebody has left it."""
    picture = designer().picture
    assert isinstance(picture, Designer)
    return picture


def _mine() -> Policy:
    """The office that was signed. Raises RefusedError if there is none."""
    if not _tabled().signed:
        raise RefusedError("you have not signed an office yet; do so under the price tags")
    return _tabled().policy


@cache
def _first_year() -> FirstYear:
    return FirstYear(UNASKED, WAYS, unseen=_told_of_years)


@cache
def _doors() -> Doors:
    return Doors(OFFICE, CORE, OPTIONS, unseen=_told_of_doors)


# The worlds that are told of below a picture; it plays them in small slices


def _told_of_offices(mine: Policy) -> list[Play]:
    offices = (Policy(), mine, *map(policy_of, (OLD, GOOD, BAD)))
    return [(UNASKED, policy, seed, ()) for policy in offices for seed in WORLDS]


def _told_of_years() -> list[Play]:
    first, second, *_ = WAYS.values()
    ways = ((Policy(), ()), first, second)
    return [(UNASKED, policy, seed, later) for policy, later in ways for seed in WORLDS]


def _told_of_doors() -> list[Play]:
    return [(OFFICE, policy, seed, ()) for policy in told.kinds().values() for seed in MANY]


@cache
def _ledger() -> Ledger:
    return Ledger(
        lambda policy, seed: difference(UNASKED, policy, seed), _mine,
        MOST_WRITTEN, first=701,
    )  # fmt: skip


@cache
def _standing() -> Standing:
    return Standing(OFFICE)


# What has to come first


def _not_designed() -> str:
    if not _tabled().signed:
        return "Put your office together above, play it, and sign it."
    return MOMENT if designer().busy else ""


def _not_founded() -> str:
    if its_keep.FIRST_WAY not in _whole_years():
        return f"Found the office with {its_keep.FIRST_WAY} above."
    return MOMENT if first_year().busy else ""


def _whole_years() -> list[str]:
    return [it for it, done in _first_year().done.items() if done == OFFICES]


def _not_asked() -> str:
    tried = [it.chosen for it in _doors().rounds]
    if not any(it["does"] == PREVENTS and it["shows"] == SILENT for it in tried):
        return f"Found a hundred offices above that do one thing, {PREVENTS}, and show nothing."
    return MOMENT if doors().busy else ""


def _not_written() -> str:
    if _ledger().signed is None:
        return "Open the ledger above, and sign what you write."
    return ""


@cache
def _branch() -> Reveal:
    return Reveal(_in_one_world, [*_predicted(), forecast_closing()])


def _in_one_world() -> Iterator[Piece]:
    yield from told.in_one_world()
    yield _cockpit()


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run; it never draws the eye from the result above."""
    return Cockpit(Session(OFFICE, policy=_tabled().policy, seed=SEED), FLIGHT, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="office", words="I found", choices=(*FOUNDED, MINE), start=[*FOUNDED][0]),
        Knob(name="house", words="in a house where rules are", choices=tuple(HOUSES),
             start="borne"),
        Knob(name="times", words="and times are", choices=tuple(TIMES), start="as usual"),
    )  # fmt: skip
    trial = Trial("My rule:", knobs, _ruled, names=("no office", "this office"), worlds=100)
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _ruled(chosen: Chosen) -> Pair:
    """No office and this one, there. Raises RefusedError before one's own is signed."""
    there = in_times(in_house(UNASKED, HOUSES[chosen["house"]]), TIMES[chosen["times"]])
    known = chosen["office"] in FOUNDED
    return Pair(there, Policy(), policy_of(FOUNDED[chosen["office"]]) if known else _mine())


@cache
def _aims() -> Explorable:
    knobs = (
        Knob(name="aims", words="aims change", choices=tuple(AIMS), start="every 40 weeks"),
        Knob(name="does", words="and the office", choices=tuple(CHOOSES), start=[*CHOOSES][0]),
    )
    trial = Trial(
        "All fourteen requests are there on the first day, the money is for one year,", knobs,
        more_spent, names=("no office", "this office"), better=-1, worlds=100,
        what="money on what nobody wants any more (k€)", verbs=("spend", "spends"),
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="aims")


@cache
def _aims_told() -> Reveal:
    return Reveal(_said_of_aims, (), _not_tried, [_aims()])


def _not_tried() -> str:
    trial = _aims().picture
    assert isinstance(trial, Trial)
    if len(trial.tried) < 2:
        return "Try two things in the second sentence above."
    return ""


def _said_of_aims() -> Iterator[Piece]:
    spent = {
        (aims, does): -orphans_saved(AIMS_ENDS[aims], does, FEW)
        for aims in AIMS_ENDS
        for does in CHOOSES
    }
    yield tables.tabulate(
        f"Money on what nobody wants any more, against no office, in {len(FEW)} worlds",
        [
            {"the office": does} | {
                f"aims change {AIMS_ENDS[aims]}": f"{told.in_money(spent[aims, does])} k€"
                for aims in AIMS_ENDS
            }
            for does in CHOOSES
        ],
    )  # fmt: skip
    yield (
        "An order that follows the aims saves nothing of that money, and the office takes its "
        "time besides. What saves is to begin less and to end what has lost its reason. That it "
        "saves much the same where aims hardly move says where it comes from: most of the money "
        "on dead goals goes into projects that nobody had the people to finish."
    )
    yield tables.card("M24", OFFICE)
