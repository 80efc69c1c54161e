"""Notebook 10: an office with price tags, a year in which it only costs, three doors, one sentence
that an audit checks, and a map with one's own place on it."""

from collections.abc import Iterator, Sequence
from functools import cache

from exercises import its_keep
from exercises.its_keep import (
    BAD,
    BORNE,
    BOTH,
    BUDGET,
    CALM,
    CORE,
    GOOD,
    LARGE,
    MANY,
    OFFICE,
    OLD,
    OPTIONS,
    PREVENTS,
    RESENTED,
    SETTINGS,
    SHOWN,
    SILENT,
    SMALL,
    UNASKED,
    WAYS,
    WORLDS,
    better,
    brings,
    in_times,
    shown_by,
)
from lessons.dead_goals import AIMS, AIMS_ENDS, CHOOSES, more_spent, orphans_saved
from simulator import Session, tables
from simulator.errors import RefusedError
from simulator.experiment import interval
from simulator.explorables.designer import Designer, difference, in_house
from simulator.explorables.doors import DOORS, Doors, passed
from simulator.explorables.first_year import OFFICES, FirstYear
from simulator.explorables.ledger import Ledger
from simulator.explorables.parts import policy_of
from simulator.explorables.standing import Standing
from simulator.explorables.tenure import Play, tenure
from simulator.explorables.trial import Chosen, Knob, Pair, Trial
from simulator.policies import Policy
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "10 Its keep"
FLIGHT = "My office"
"""The name under which it is kept."""
SEED = 31
"""The world of the branch: one in which silence is punished."""
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
def forecast_bad() -> Forecast:
    """What does one wrong setting do?"""
    question = (
        "Seven functions that fit make the waterworks better off in 100 of 100 worlds. One setting "
        "is changed: two projects at most at a time. In how many worlds is it better off now?"
    )
    return Forecast(question, "worlds", 75, 95, NOTEBOOK, ends=(0, 100))


@cache
def forecast_even() -> Forecast:
    """How long does an office only cost?"""
    question = (
        "An office with eleven functions is founded on a Monday. In which week has as much work "
        "been done as without it?"
    )
    return Forecast(question, "weeks", 8, 20, NOTEBOOK, ends=(1, 104))


@cache
def forecast_kept() -> Forecast:
    """Who keeps an office that prevents?"""
    question = (
        "An office keeps losses away and shows nothing for it. Leadership asks three times, every "
        "half-year. Of 100 such offices, how many are there after that?"
    )
    return Forecast(question, "offices", 60, 85, NOTEBOOK, ends=(0, 100))


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
    return Reveal(_result, _predicted(), _not_designed, [designer()])


@cache
def first_year() -> Explorable:
    """How an office begins."""
    return Explorable(_first_year(), "first_year", _predicted(), NOTEBOOK)


@cache
def year_result() -> Reveal:
    """What became of the second prediction."""
    return Reveal(_year_result, _predicted(), _not_founded, [first_year()])


@cache
def doors() -> Explorable:
    """Three funding reviews."""
    return Explorable(_doors(), "doors", _predicted(), NOTEBOOK)


@cache
def kept() -> Reveal:
    """What became of the third prediction."""
    return Reveal(_kept, _predicted(), _not_asked, [doors()])


@cache
def ledger() -> Explorable:
    """One sentence, and a hundred audits."""
    return Explorable(_ledger(), "ledger", _predicted(), NOTEBOOK)


@cache
def written() -> Reveal:
    """What may be written, and what it earns."""
    return Reveal(_written, _predicted(), _not_written, [ledger()])


@cache
def standing() -> Explorable:
    """The map, with one's own office on it."""
    return Explorable(_standing(), "standing", _predicted(), NOTEBOOK)


@cache
def forecast_closing() -> Forecast:
    """What does closing cost?"""
    question = (
        "Where the silent office is closed on the way, how many k€ less does it bring than if "
        "nobody had asked?"
    )
    return Forecast(question, "k€", 0, 200, NOTEBOOK, ends=(-500, 1500))


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
    return Reveal(lambda: [_sentence(), _setting(), _survives()], _predicted())


@cache
def _sentence() -> Question:
    return Question(
        "An office does nothing but watch risks. What may be written of it in the annual report?",
        its_keep.sentence, its_keep.SENTENCES, NOTEBOOK,
        lambda: (
            "Take the same worlds with it and without it, and write the average difference with "
            "its interval. It is the only one of the five that another person finds again."
        ),
    )  # fmt: skip


@cache
def _setting() -> Question:
    return Question(
        "Which single setting takes away most of what the seven functions bring?",
        its_keep.setting, tuple(SETTINGS), NOTEBOOK,
        lambda: (
            "A door that lets in two projects at most leaves people without work. All the others "
            "cost some hours; this one costs months."
        ),
    )  # fmt: skip


@cache
def _survives() -> Question:
    return Question(
        "An office keeps losses away and shows nothing. What helps it most through the next three "
        "reviews?",
        its_keep.survives, tuple(its_keep.HELPS), NOTEBOOK,
        lambda: (
            "Nobody sees what did not happen. An issue that is found in time is seen by everybody, "
            "so looking every month helps more than any paper, and a ledger more than a claim."
        ),
    )  # fmt: skip


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
    return [(OFFICE, policy, seed, ()) for policy in _kinds().values() for seed in MANY]


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


# What is shown then


def _result() -> Iterator[Piece]:
    yield f"**One setting.** {forecast_bad().judge(round(better(BAD)))}"
    named = {
        "the office you took over": OLD,
        "seven functions that fit": GOOD,
        "the same seven, with two projects at most": BAD,
        "your office": _tabled().signed,
    }
    yield tables.tabulate(
        f"With the office less without it, in {len(WORLDS)} worlds that you have not seen",
        [
            {"office": name, "brings": _range(brings(policy_of(it))),
             "better off": f"{better(it):.0f} of 100 worlds"}
            for name, it in named.items()
        ],
    )  # fmt: skip
    yield (
        "Every one of these offices has its functions, its people and its good will. What they "
        "bring lies in how they are set and in what the house needs, not in having them. The old "
        "office asked for most and brought least: nobody here lacked reports, and everybody lacked "
        "time. **An office is not worth what it does. It is worth what would be missing.** That is "
        "why each number above is a difference, with a *counterfactual*: the same worlds without "
        "the office."
    )
    yield tables.card("M30", OFFICE)


def _range(found: Sequence[float]) -> str:
    mean, low, high = interval(list(found))
    return f"{_signed(mean)} k€ ({_signed(low)} to {_signed(high)})"


def _signed(money: float) -> str:
    return f"{money:+,.0f}".replace("-", "−")


def _year_result() -> Iterator[Piece]:
    yield f"**Even.** {forecast_even().judge(round(its_keep.even_week()))}"
    first, second, *_ = (its_keep.deepest(it) for it in WAYS)
    yield (
        "An office takes its time from the first morning. Reviews help after six weeks, a method "
        "after sixteen, shared knowledge after half a year: so there is a dip first, a *J-curve*, "
        f"whoever founds it. How deep it is can be chosen. With everything at once {first:.0f} "
        f"person-days are missing at the lowest point; begun with what helps soonest, "
        f"{second:.0f}, since the rest comes when something has been won. Whoever begins with "
        "everything and is judged after half a year is judged near the bottom of the curve."
    )


def _kept() -> Iterator[Piece]:
    kinds = _kinds()
    found = its_keep.there(kinds["keeps losses away, shows nothing"])
    yield f"**Kept.** {forecast_kept().judge(round(found))}"
    yield tables.tabulate(
        f"After {DOORS} reviews, in {len(MANY)} worlds that you have not seen",
        [
            {"the office": name, "is still there": f"{its_keep.there(it):.0f} of 100"}
            for name, it in kinds.items()
        ],
    )
    yield (
        "Nobody gets credit for fixing what never happened. Leadership sees the issue that was "
        "found in time, and hardly the one that did not come. A *ledger* of what was kept away "
        "helps some. Large claims help until somebody looks: then nothing is believed any more, "
        "what was true neither. And sponsors who are never asked lose interest, whatever is shown. "
        "How large each of these is, nobody has measured; the card says so."
    )
    yield tables.card("M37", OFFICE)


def _kinds() -> dict[str, Policy]:
    return {
        "keeps losses away, shows nothing": shown_by(PREVENTS),
        "keeps losses away, shows a ledger": shown_by(PREVENTS, SHOWN),
        "keeps losses away, makes large claims": shown_by(PREVENTS, LARGE),
        "does that and finds issues, shows a ledger": shown_by(BOTH, SHOWN),
    }


def _written() -> Iterator[Piece]:
    page = _ledger().shown()
    assert page.signed is not None and page.mean is not None
    assert page.low is not None and page.high is not None
    holds = sum(it >= page.signed for it in page.findings)
    text = (
        f"**Signed.** You wrote: at least {page.signed:,.0f} k€. It holds in {holds} of "
        f"{len(page.findings)} audits. What the ledger says is {page.mean:,.0f} k€, and since it "
        f"is of {page.offices} worlds only, that is known to within {page.low:,.0f} and "
        f"{page.high:,.0f}. "
        f"{_judged(page.signed, page.low, page.mean)} **Write the difference and its interval, "
        "promise its lower end, and add that it is a model’s.**"
    )
    yield text.replace(" -", " −")


def _judged(signed: float, low: float, mean: float) -> str:
    if signed > mean:
        return (
            "You promised more than the average, so most audits find less: that is believed once."
        )
    if signed > low:
        return "You promised less than the average, and still some audits find less."
    return "You promised no more than the lower end, so hardly any audit finds less."


@cache
def _branch() -> Reveal:
    return Reveal(_in_one_world, [*_predicted(), forecast_closing()])


def _in_one_world() -> Iterator[Piece]:
    ways = {
        "keeps losses away, shows nothing": shown_by(PREVENTS),
        "the same, with large claims": shown_by(PREVENTS, LARGE),
        "the same, with an honest ledger": shown_by(PREVENTS, SHOWN),
        "and finds issues in time besides": shown_by(BOTH, SHOWN),
    }
    yield tables.tabulate(
        f"The same two years, the same luck: world {SEED}",
        [
            {"the office": name, "losses kept away": f"{it.prevented}",
             "reviews passed": f"{passed(OFFICE, ways[name], SEED)} of {DOORS}",
             "value − cost": f"{it.net:,.0f} k€".replace("-", "−")}
            for name, it in ((name, tenure(OFFICE, how, SEED)) for name, how in ways.items())
        ],
    )  # fmt: skip
    lost = its_keep.closing_costs()
    yield f"**Closed.** {forecast_closing().judge(round(lost))}"
    yield (
        "This world was picked because it shows what silence may cost; in others the silent office "
        "is lucky. Below, the same two years are in your hands, with your office. Leadership asks "
        "in weeks 26, 52 and 78. Change what is shown, whom you visit, what you look at; after the "
        "end, take one decision otherwise and compare."
    )
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
                f"aims change {AIMS_ENDS[aims]}": f"{_signed(spent[aims, does])} k€"
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
