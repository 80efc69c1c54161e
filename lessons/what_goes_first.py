"""Notebook 04: ten requests, one Kwabena, and somebody in the door."""

from collections.abc import Iterator
from functools import cache
from statistics import fmean

from exercises import what_goes_first as checks
from simulator import Session, experiment, figures, tables
from simulator.decisions import OrderProjects
from simulator.experiment import Captain
from simulator.explorables.ranking import FIRST, Ranking
from simulator.explorables.requests import future
from simulator.explorables.rules import rules
from simulator.widgets import Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "04 What goes first"
OFFICE, PLAN, CAME, VIP = checks.OFFICE, checks.PLAN, checks.CAME, checks.VIP
JUMPED = (VIP, *(it for it in PLAN.best() if it != VIP))
"""The best order, but for somebody who has jumped to its head."""
SHOUT = "A hundred years of Skerrylight, and you count life jackets? My page goes first. Today."
WRONG = 0.5
"""Costs were guessed wrong by a factor of e^±0.5: about half too high, or a third too low."""
SEED = 4
"""The world of the branch."""
DAY = 20
"""On which the commodore rings up."""
WORLDS = range(200)


@cache
def requests() -> tables.Table:
    """What waits for Kwabena, as it came."""
    return tables.tabulate(
        "Ten requests, as they came",
        [
            {
                "request": it.name,
                "who wants it": it.sponsor,
                "a week without it costs (k€)": f"{5 * it.cost_of_delay:g}",
                "work (days)": f"{it.effort:g}",
            }
            for it in OFFICE.projects
        ],
    )


@cache
def forecast_saved() -> Forecast:
    """What is an order worth?"""
    question = "As they came, waiting costs 1,226 k€. How much of it does the best order save?"
    return Forecast(question, "k€", 100, 300, NOTEBOOK, (0, 1226))


@cache
def forecast_rough() -> Forecast:
    """What does it cost to know little?"""
    question = (
        "Costs were only guessed, many of them half too high or a third too low. How much more "
        "does waiting cost than if all had been known?"
    )
    return Forecast(question, "%", 30, 80, NOTEBOOK, (0, 150))


@cache
def forecasts() -> Reveal:
    """Both, with nothing before them."""
    return Reveal(_predicted)


@cache
def ranking() -> Explorable:
    """What goes first?"""
    return Explorable(_picture(), "ranking", _predicted(), NOTEBOOK)


@cache
def result() -> Reveal:
    """What became of the predictions."""
    return Reveal(_result, _predicted(), _not_given, [ranking()])


@cache
def card() -> Reveal:
    """The mechanism behind it."""
    return Reveal(lambda: [tables.card("M05", OFFICE)], _predicted())


@cache
def forecast_jump() -> Forecast:
    """What does it cost to be polite?"""
    question = "What does the commodore's jump on day 20 cost, on average?"
    return Forecast(question, "k€", 0, 10, NOTEBOOK, (-50, 150))


@cache
def branch() -> Reveal:
    """One decision in the same world, and in two hundred."""
    return Reveal(_branch, [*_predicted(), forecast_jump()])


@cache
def rule() -> Reveal:
    """A rule of one's own, in worlds that nobody has seen."""
    return Reveal(lambda: [_rule()], [*_predicted(), forecast_jump()])


@cache
def forecast_board() -> Forecast:
    """Does a good list stay good?"""
    question = "How much less does waiting cost by your old list than as the requests came?"
    return Forecast(question, "%", 20, 50, NOTEBOOK, (-50, 100))


@cache
def on_board() -> Reveal:
    """The narrow place is somewhere else."""
    return Reveal(_on_board, [*_predicted(), forecast_board()])


@cache
def goes_first() -> Question:
    """Divide."""
    return Question(
        "Which request goes first?",
        checks.goes_first, checks.REQUESTS, NOTEBOOK, checks.why_goes_first,
    )  # fmt: skip


@cache
def price() -> Question:
    """What a jump costs."""
    return Question(
        "A request of six days jumps to the head of the line. The others lose 87 k€ a week "
        "together. How many k€ does that cost them?",
        checks.price, None, NOTEBOOK, checks.why_price,
    )  # fmt: skip


@cache
def whose_days() -> Question:
    """What to divide by."""
    return Question(
        "Kwabena changes the program, Ingrid tries it on board. Whose days do you divide by?",
        checks.whose_days, checks.WHOSE, NOTEBOOK, checks.why_whose_days,
    )  # fmt: skip


@cache
def understanding() -> Reveal:
    """Three questions."""
    questions = [goes_first(), price(), whose_days()]
    return Reveal(lambda: questions, [*_predicted(), forecast_board()])


def _predicted() -> list[Forecast]:
    return [forecast_saved(), forecast_rough()]


@cache
def _picture() -> Ranking:
    return Ranking(OFFICE, VIP, SHOUT, WRONG)


def _not_given() -> str:
    """What is missing before the result is shown, in a sentence."""
    ranking()  # takes up what was kept
    picture = _picture()
    if picture.given is None:
        return "Give an order in the picture above."
    if picture.before is None:
        return "There is a knock at the door in the picture above. Open it."
    return ""


def _result() -> Iterator[Piece]:
    least, came = PLAN.cost(PLAN.best()), PLAN.cost(CAME)
    yield f"**The order.** {forecast_saved().judge(round(came - least))}"
    truths = [future(OFFICE, seed, WRONG) for seed in range(FIRST, FIRST + 100)]
    rough = [it.cost(PLAN.best()) / it.cost(it.best()) for it in truths]
    first = [it.cost(CAME) / it.cost(it.best()) for it in truths]
    yield f"**Guesses.** {forecast_rough().judge(round(100 * fmean(rough) - 100))}"
    better = sum(a < b for a, b in zip(rough, first, strict=True))
    yield (
        f"Your list would have cost {_yours():.2f} times the least, if all had gone as planned. In "
        f"a hundred futures in which costs and work turn out otherwise, the list by rough guesses "
        f"costs {fmean(rough):.2f} times the least, and first come {fmean(first):.2f} times. "
        f"**Surprise: rough guesses beat a perfect first come** in {better} of 100 futures. Nobody "
        "needs to know what a week costs. It is enough to know whether it is one or ten."
    )


def _yours() -> float:
    """What was given before somebody knocked, as a multiple of the least."""
    return PLAN.cost(_picture().before or CAME) / PLAN.cost(PLAN.best())


def _branch() -> Iterator[Piece]:
    quiet = Session(OFFICE, seed=SEED).decide(OrderProjects(PLAN.best())).advance(DAY)
    loud = quiet.decide(OrderProjects(JUMPED)).to_end()
    names = "the list stays", "the commodore's page next"
    yield figures.fork(quiet.to_end().visible, loud.visible, OFFICE, DAY, names)
    captains = {
        names[0]: Captain(decisions=quiet.decisions),
        names[1]: Captain(decisions=loud.decisions),
    }
    runs = experiment.played(OFFICE, captains, WORLDS, progress=False)
    found = experiment.difference(runs, *names, "value")
    yield f"**In {found.worlds} other worlds.** {forecast_jump().judge(round(-found.mean))}"
    first_day = PLAN.cost(JUMPED) - PLAN.cost(PLAN.best())
    yield (
        f"On the first day the same jump would have cost {first_day:,.0f} k€. **The price of a "
        "jump is what stands behind it**: on day 20 what loses most for its work is done already. "
        "So a good list makes later favours cheap, and you can name their price before you grant "
        "them."
    )


@cache
def _rule() -> Explorable:
    return Explorable(
        rules(OFFICE, ("order", "projects_per_person")), "trial", notebook=NOTEBOOK, key="rule"
    )


def _on_board() -> Iterator[Piece]:
    ways = {
        "most lost for each of Kwabena's days (your old list)": PLAN.best(),
        "as they came": CAME,
        "most lost for each of Ingrid's days": checks.by_days_of(checks.ON_BOARD),
    }
    costs = {
        name: fmean(checks.cost_on_board(order, it) for it in checks.WORLDS)
        for name, order in ways.items()
    }
    old, came, fresh = costs.values()
    yield f"**On board.** {forecast_board().judge(round(100 * (1 - old / came)))}"
    yield tables.tabulate(
        f"On average of {len(checks.WORLDS)} worlds",
        [
            {"what goes first": name, "waiting costs (k€)": f"{it:,.0f}"}
            for name, it in costs.items()
        ],
    )
    yield (
        f"By your old list waiting costs {abs(old / came - 1):.0%} "
        f"{'more' if old > came else 'less'} than with no rule at all. **The rule has not "
        "failed; it was asked about the wrong person.** What is quick for Kwabena takes Ingrid "
        "longest: port fees are tried in every port, life jackets on every ship. The *bottleneck* "
        "has moved, and an hour is only dear where everything waits. Divide by her days, and "
        f"waiting costs {came - fresh:,.0f} k€ less than as the requests came."
    )
