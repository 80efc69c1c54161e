"""Notebook 06: six lighthouses, twelve mishaps, and money that is spent before or after."""

from collections.abc import Iterator, Sequence
from functools import cache
from statistics import fmean

from exercises import pay_now
from exercises.pay_now import BUDGET, CAUSES, MONTHLY, OFFERS, OFFICE, WORLDS, basket, saved
from simulator import Policy, Session, figures, tables
from simulator.errors import RefusedError
from simulator.explorables.basket import Basket
from simulator.explorables.cadence import Cadence
from simulator.explorables.premortem import Found, Premortem
from simulator.explorables.purse import Purse
from simulator.explorables.season import as_if_nothing_grew, season
from simulator.explorables.trial import Chosen, Knob, Pair, Play, Trial
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "06 Pay now"
FLIGHT = "Six lighthouses"
"""The name under which it is kept."""
SEED = 10
"""The world of the branch."""
LATE = 45.0
"""The day on which money is there at last, in the branch."""
ELSE = "something else"
ABOUTS = (*CAUSES.values(), "people", ELSE)
RULES = {
    "nothing": "none",
    "what is reddest on the heat map": "heat_map",
    "the largest loss": "impact",
    "what each euro takes away most": "leverage",
}
BUDGETS = {"25 k€": 25.0, "50 k€": 50.0, "100 k€": 100.0, "all there is": 1e9}
VISITS = {"never": None, "every week": 1, "every 4 weeks": 4, "every 8 weeks": 8}
GROWS = "grows until somebody sees it"
STAYS = "stays as it is"
TRIED = 3
"""So many cadences are tried before their mechanism is told."""


@cache
def premortem() -> Explorable:
    """Why did it fail, before it has begun?"""
    return Explorable(_box(), "premortem", notebook=NOTEBOOK)


@cache
def forecast_red() -> Forecast:
    """What does the usual way of choosing save?"""
    question = (
        f"You spend up to {BUDGET:g} k€ as the heat map says: the reddest risk first. How much "
        "does that save in a season, after its price?"
    )
    return Forecast(question, "k€", 150, 300, NOTEBOOK, ends=(0, 500))


@cache
def forecast_weeks() -> Forecast:
    """How often should somebody look?"""
    question = "How many weeks between two visits to the lighthouses cost least in the end?"
    return Forecast(question, "weeks", 1, 2, NOTEBOOK, ends=(1, 13))


@cache
def forecast_purse() -> Forecast:
    """What is one purse worth?"""
    question = (
        "Money is held back so that it suffices in 8 of 10 seasons. How many per cent less does "
        "one purse for all six need than six purses, one at each lighthouse?"
    )
    return Forecast(question, "per cent", 25, 50, NOTEBOOK, ends=(0, 80))


@cache
def forecasts() -> Reveal:
    """All three, with nothing before them."""
    return Reveal(_predicted)


@cache
def offers() -> Explorable:
    """What can go wrong, what can be bought, and a hundred storms."""
    return Explorable(_basket(), "basket", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What baskets save in worlds that nobody has seen, and what was in the box."""
    return Reveal(_result, _predicted(), _not_bought, [offers(), premortem()])


@cache
def visits() -> Explorable:
    """How often somebody looks."""
    return Explorable(_cadence(), "cadence", _predicted(), NOTEBOOK)


@cache
def looked() -> Reveal:
    """What became of the second prediction, and the mechanism with a switch."""
    return Reveal(_looked, _predicted(), _not_looked, [visits()])


@cache
def purses() -> Explorable:
    """Six purses or one."""
    return Explorable(_purse(), "purse", _predicted(), NOTEBOOK)


@cache
def held() -> Reveal:
    """What became of the third prediction, and of the money held back."""
    return Reveal(_held, _predicted(), _not_held, [purses()])


@cache
def forecast_late() -> Forecast:
    """What does waiting cost?"""
    question = (
        f"The same offers, bought on day {LATE:g} instead of day 0: how many k€ less do they save, "
        "on average?"
    )
    return Forecast(question, "k€", 10, 60, NOTEBOOK, ends=(0, 300))


@cache
def branch() -> Reveal:
    """What does waiting cost? First in one's own words, then in one world and in four hundred."""
    return Reveal(lambda: [forecast_late(), _late()])


@cache
def cockpit() -> Reveal:
    """The same world in one's own hands."""
    return Reveal(lambda: [_cockpit()], [*_predicted(), forecast_late()])


@cache
def rule() -> Reveal:
    """A rule for money against risks, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], _predicted())


@cache
def driver() -> Reveal:
    """What do the lighthouses have in common?"""
    return Reveal(lambda: [_driver()], _predicted())


@cache
def _driver() -> Question:
    return Question(
        "In bad seasons, many purses run out at once. What do they share?",
        pay_now.driver, pay_now.DRIVERS, NOTEBOOK,
        lambda: (
            "Read the twelve risks again and ask of each: what would have to happen? Eight or nine "
            "begin with the same word."
        ),
    )  # fmt: skip


@cache
def dearer() -> Reveal:
    """How does the best cadence move?"""
    return Reveal(lambda: [_dearer()], _predicted())


@cache
def _dearer() -> Question:
    return Question(
        "The boat gets dearer: a visit costs four times as much. How many weeks between two visits "
        "are best now?",
        pay_now.cadence, None, NOTEBOOK,
        lambda: (
            "The best time grows with the square root of the price. Four times the price is twice "
            f"the time: {2 * pay_now.best()} weeks or so, and a week more or less hardly matters."
        ),
    )  # fmt: skip


@cache
def enough() -> Reveal:
    """Which purse?"""
    return Reveal(lambda: [_enough()], _predicted())


@cache
def _enough() -> Question:
    return Question(
        "Which purse for all six suffices in about 8 of 10 seasons, and holds no more than that?",
        pay_now.purse, pay_now.PURSES, NOTEBOOK,
        lambda: (
            "Order whole seasons, not risks, by what they cost, and count to 8 of 10: a season "
            "already has in it whatever comes together."
        ),
    )  # fmt: skip


def _predicted() -> list[Forecast]:
    return [forecast_red(), forecast_weeks(), forecast_purse()]


@cache
def _box() -> Premortem:
    return Premortem(ABOUTS)


@cache
def _basket() -> Basket:
    return Basket(OFFICE, BUDGET)


@cache
def _cadence() -> Cadence:
    return Cadence(OFFICE)


@cache
def _purse() -> Purse:
    return Purse(OFFICE, MONTHLY)


# What has to come first


def _not_bought() -> str:
    if not _basket().signed:
        return "Fill the basket above and sign it."
    return ""


def _not_looked() -> str:
    tried = _cadence().shown().points
    if len(tried) < TRIED:
        return f"Try at least {TRIED} different numbers of weeks above."
    return ""


def _not_held() -> str:
    if _purse().signed is None:
        return "Play the seasons above and sign what you hold back."
    return ""


# What is shown then


def _result() -> Iterator[Piece]:
    yield f"**The heat map.** {forecast_red().judge(round(pay_now.saves('heat_map')))}"
    mine = _basket().signed
    baskets = {"the heat map’s": basket("heat_map"), "yours": mine, "most per euro": _best()}
    yield tables.tabulate(
        f"Three baskets in {len(WORLDS)} seasons that you have not seen",
        [
            {
                "basket": name,
                "offers": f"{len(ids)}",
                "price": f"{sum(OFFERS[it].cost for it in ids):g} k€",
                "saves, after its price": f"{_saves(ids):,.0f} k€",
                "has cost more than it saved in": f"{_wasted(ids):.0%}",
            }
            for name, ids in baskets.items()
        ],
    )
    yield (
        "The heat map multiplies how likely and how large. It does not ask **what can be done "
        "about it, and at what price**. *Risk-reduction leverage* does: expected loss before, less "
        "expected loss after, divided by the price. In quiet seasons even a good basket is money "
        "for nothing. That is no mistake; it is what an umbrella does on a dry day."
    )
    yield tables.card("M17", OFFICE)
    yield from _opened_box()


def _opened_box() -> Iterator[Piece]:
    if not _box().sealed:
        yield "Your box is not sealed, so there is nothing to open. Write down a reason above."
        return
    found = _box().found(pay_now.lost_through())
    yield tables.tabulate(
        "Your box, opened: what you named, and what the money was lost through",
        [
            {
                "about": it.about,
                "your reasons": f"{it.named}",
                "of all money lost": f"{it.share:.0%}",
            }
            for it in found
        ],
    )
    yield _said_of_box(found)


def _said_of_box(found: Sequence[Found]) -> str:
    first = found[0]
    if first.named:
        words = f"You named {first.about}, through which {first.share:.0%} of the money went."
    else:
        words = (
            f"Nothing in the box was about {first.about}, and {first.share:.0%} of the money went "
            "that way. To notice such a gap in time is what the box is for."
        )
    beyond = sum(it.named for it in found if it.about in (ELSE, "people"))
    if beyond:
        return (
            f"{words} What you named beyond the register ({beyond}) is in no number here: keep it."
        )
    return f"{words} All your reasons are in the register. What would be in none?"


def _best() -> tuple[str, ...]:
    return basket("leverage")


def _saves(ids: tuple[str, ...]) -> float:
    return fmean(saved(ids, seed) for seed in WORLDS)


def _wasted(ids: tuple[str, ...]) -> float:
    return sum(saved(ids, seed) < 0 for seed in WORLDS) / len(WORLDS)


def _looked() -> Iterator[Piece]:
    best = pay_now.best()
    yield f"**How often.** {forecast_weeks().judge(best)}"
    yield (
        f"A visit every week costs {pay_now.costs(1):,.0f} k€ a season, one every {MONTHLY} weeks "
        f"{pay_now.costs(MONTHLY):,.0f}, one every 13 weeks {pay_now.costs(13):,.0f}, none at all "
        f"{pay_now.costs(None):,.0f}. Between three and five weeks it hardly matters: the bottom "
        "of such a curve is flat. **Being roughly right is easy; looking always and looking never "
        "are both dear.**"
    )
    yield tables.card("M16", OFFICE)
    yield _switch()


@cache
def _switch() -> Explorable:
    knobs = (
        Knob(name="grows", words="what has gone wrong", choices=(GROWS, STAYS), start=GROWS),
        Knob(name="visits", words="and somebody sails out", choices=tuple(VISITS)[1:],
             start="every 4 weeks"),
    )  # fmt: skip
    trial = Trial(
        "In a season in which", knobs, _sailing, names=("no visits", "visits"),
        what="money saved (k€)",
    )  # fmt: skip
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="switch")


def _sailing(chosen: Chosen) -> Play:
    """What visits save, with the mechanism or without it."""
    office = OFFICE if chosen["grows"] == GROWS else as_if_nothing_grew(OFFICE)
    weeks = VISITS[chosen["visits"]]

    def play(seeds: Sequence[int]) -> list[float]:
        return [season(office, it).all - season(office, it, (), weeks).all for it in seeds]

    return play


def _held() -> Iterator[Piece]:
    yield f"**One purse.** {forecast_purse().judge(round(pay_now.smaller(), 1))}"
    signed = _purse().signed or 0.0
    yield figures.cloud(
        pay_now.totals(),
        "what goes wrong at all six",
        "k€ a season",
        signed,
        "what you hold back",
    )
    yield (
        f"You hold back {signed:,.0f} k€. In {len(WORLDS)} seasons that you have not seen it "
        f"suffices in {pay_now.suffices(signed):.0%}. If every risk had its own luck, one purse "
        f"could be {pay_now.smaller(True):.0f} % smaller than six, since one lighthouse’s bad "
        "season is another’s good one. Here they have bad seasons together. *Pooling* pays for "
        "what is separate, and hardly for what is shared. **Before you add up risks, ask what they "
        "have in common.**"
    )
    yield tables.card("M14", OFFICE)


@cache
def _late() -> Reveal:
    return Reveal(_branch, [*_predicted(), forecast_late()])


def _branch() -> Iterator[Piece]:
    early, late = (season(OFFICE, SEED, _best(), None, day) for day in (0, LATE))
    bare = season(OFFICE, SEED)
    yield tables.tabulate(
        f"The same season, the same luck: world {SEED}",
        [
            {
                "offers are bought": name,
                "price": f"{it.offers:,.0f} k€",
                "damage": f"{it.mishaps:,.0f} k€",
                "together": f"{it.all:,.0f} k€",
            }
            for name, it in (("never", bare), (f"on day {LATE:g}", late), ("on day 0", early))
        ],
    )
    lost = pay_now.saves("leverage") - pay_now.saves("leverage", LATE)
    yield f"**On average.** {forecast_late().judge(round(lost))}"
    yield (
        f"Over {len(WORLDS)} seasons the basket saves {pay_now.saves('leverage'):,.0f} k€ on day 0 "
        f"and {pay_now.saves('leverage', LATE):,.0f} k€ on day {LATE:g}, a quarter of the way. "
        "What has happened by then cannot be prevented, and is growing already. **The price of an "
        "offer stays; what it is worth melts.**"
    )


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run; it never draws the eye from the result above."""
    return Cockpit(Session(OFFICE, seed=SEED), FLIGHT, to_the_fore=False)


@cache
def _rule() -> Explorable:
    knobs = (
        Knob(name="first", words="I buy first", choices=tuple(RULES), start="nothing"),
        Knob(name="budget", words="for at most", choices=tuple(BUDGETS), start="50 k€"),
        Knob(name="visits", words="and somebody sails out", choices=tuple(VISITS), start="never"),
    )
    trial = Trial("My rule:", knobs, _ruled, what="money saved (k€)")
    return Explorable(trial, "trial", notebook=NOTEBOOK, key="rule")


def _ruled(chosen: Chosen) -> Pair:
    """The office with that rule. Raises RefusedError for one that does nothing."""
    rule, weeks = RULES[chosen["first"]], VISITS[chosen["visits"]]
    if rule == "none" and weeks is None:
        raise RefusedError(
            "this is what happens without a rule; buy something, or let somebody look"
        )
    share = min(1.0, (BUDGETS[chosen["budget"]] + 0.01) / sum(it.cost for it in OFFERS.values()))
    return Pair(OFFICE, Policy(), Policy(risk=rule, risk_budget=share, review_weeks=weeks))
