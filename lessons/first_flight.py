"""Notebook 01: eight projects, and somebody has to say what goes first."""

from collections.abc import Iterator
from functools import cache
from statistics import fmean

from exercises import first_flight
from simulator import OrderProjects, Policy, Session, debrief, experiment, figures, metrics, tables
from simulator.experiment import Captain, Played
from simulator.explorables.rules import rules
from simulator.tables.mechanism_card import MechanismCard
from simulator.widgets import Cockpit, Explorable, Forecast, Question, Reveal
from simulator.widgets.reveal import Piece

NOTEBOOK = "01 First flight"
FLIGHT = "First flight"
"""The name under which it is kept."""
OFFICE = first_flight.OFFICE
WORLDS = range(200)
SEED = 4
"""The world of this lesson: everybody flies the same one."""
DAY = 15
URGENT = ("tariff", "outage", "payments", "crews")
"""What one captain puts first on that day."""
CAPTAINS = {
    "first come": Policy(),
    "highest value": Policy(order="highest_value"),
    "cost of delay": Policy(order="cost_of_delay"),
}


@cache
def portfolio() -> tables.Table:
    """What has been promised."""
    return tables.portfolio((), OFFICE)


@cache
def forecast_value() -> Forecast:
    """How well will it go?"""
    return Forecast("How much value will you deliver?", "k€", 2000, 3000, NOTEBOOK)


@cache
def forecast_on_time() -> Forecast:
    """How many promises will hold?"""
    return Forecast("How many projects will be on time?", "projects", 3, 6, NOTEBOOK)


@cache
def forecasts() -> Reveal:
    """Both, side by side with nothing before them."""
    return Reveal(_predicted)


@cache
def cockpit() -> Reveal:
    """The flight, once it is said what is expected of it."""
    return Reveal(lambda: [_cockpit()], _predicted())


@cache
def result() -> Reveal:
    """What became of the predictions, and who was waited for."""
    return Reveal(_result, _predicted(), _still_flying)


@cache
def first_project() -> Question:
    """What loses most for its work."""
    return Question(
        "Which project loses most for each person-day it still needs?",
        first_flight.first_project,
        first_flight.PROJECTS,
        NOTEBOOK,
        lambda: "Divide cost of delay by work for each of the eight; the largest goes first.",
    )


@cache
def divide() -> Reveal:
    """The work, and what loses most for it."""
    return Reveal(lambda: [first_flight.work(), first_project()])


@cache
def urgency() -> Reveal:
    """The same for all projects."""
    return Reveal(_urgency, [first_project()])


@cache
def forecast_order() -> Forecast:
    """What is the better order worth?"""
    question = "How much more value, on average, if cost of delay divided by work decides?"
    return Forecast(question, "k€", 0, 500, NOTEBOOK)


@cache
def orders() -> Reveal:
    """Three orders in two hundred worlds."""
    return Reveal(_orders, [*_predicted(), forecast_order()])


@cache
def attention() -> MechanismCard:
    """The card of the mechanism that costs most here."""
    return tables.card("M03", OFFICE)


@cache
def forecast_branch() -> Forecast:
    """How often is a good decision right?"""
    question = "In how many of 100 worlds does the same decision bring more?"
    return Forecast(question, "worlds", 70, 95, NOTEBOOK)


@cache
def branch() -> Reveal:
    """One decision, in one world and in two hundred."""
    return Reveal(_branch, [*_predicted(), forecast_branch()], _still_flying)


@cache
def rule() -> Reveal:
    """A rule of one's own, in worlds that nobody has seen."""
    return Reveal(
        lambda: [Explorable(rules(OFFICE), "trial", notebook=NOTEBOOK)], [forecast_order()]
    )


@cache
def offers() -> Reveal:
    """What could go wrong, what is on offer, and what of it is worth its price."""
    return Reveal(lambda: [tables.register((), OFFICE), _best_offer()])


@cache
def _rule() -> Explorable:
    return Explorable(rules(OFFICE), "trial", notebook=NOTEBOOK)


def _best_offer() -> Question:
    return Question(
        "Which offer takes away most exposure for each k€?",
        first_flight.best_offer,
        first_flight.OFFERS,
        NOTEBOOK,
        lambda: "Exposure taken away, divided by the price: the last column of the register.",
    )


def _predicted() -> list[Forecast]:
    return [forecast_value(), forecast_on_time()]


@cache
def _cockpit() -> Cockpit:
    """One flight, however often its cell is run; its debrief knows what was said of its value."""
    said = [forecast_value().locked] if forecast_value().locked else []
    forecasts = [debrief.Forecast(what="value", low=low, high=high) for low, high in said]
    return Cockpit(_start(), FLIGHT, forecasts=forecasts)


def _start() -> Session:
    return Session(OFFICE, seed=SEED)


def _still_flying() -> str:
    """Whether the flight has to be ended first, in a sentence."""
    if _cockpit().session.over:
        return ""
    return "Fly on in the cockpit until every project is finished or cancelled; then look again."


@cache
def _nobody() -> Session:
    return _start().to_end()


@cache
def _runs() -> Played:
    return experiment.played(OFFICE, CAPTAINS, WORLDS, progress=False)


def _result() -> Iterator[Piece]:
    events = _cockpit().session.events
    value, on_time = metrics.value_delivered(events), metrics.on_time_share(events, OFFICE)
    yield f"**Value.** {forecast_value().judge(round(value))}"
    yield f"**On time.** {forecast_on_time().judge(round(len(OFFICE.projects) * on_time))}"
    worlds = _runs().of("first come", "value")
    yield (
        f"A captain who decides nothing delivers {metrics.value_delivered(_nobody().events):,.0f} "
        "k€ in this storm: whatever arrived first goes first, and everybody works on two things at "
        "once, as people here are used to. In 200 other storms:"
    )
    yield figures.cloud(worlds, "value delivered by who decides nothing", "k€", value)
    yield figures.people(_nobody().visible, OFFICE)
    yield (
        "That is the office in which nobody decides. The numbers in the squares count the people "
        "that work is waiting for. Most of them stand in the row of the integrators, in nine of "
        "ten worlds: they are the *bottleneck*. (Testers are busy at the end, as always; little "
        "waits for them.) What matters in this office is what Noor and Matteo do next."
    )


def _urgency() -> Iterator[Piece]:
    yield tables.urgency(OFFICE)
    yield (
        "**The most valuable project stands near the end.** A large value that does not spoil can "
        "wait. For one person and steady losses this order is provably the best (Smith, 1956); "
        "with several roles it is a good rule, not a perfect one."
    )


def _orders() -> Iterator[Piece]:

    def mean(captain: str, number: str) -> float:
        return fmean(_runs().of(captain, number))

    yield tables.tabulate(
        "What goes first, on average of 200 worlds",
        [
            {
                "what goes first": name,
                "value delivered (k€)": f"{mean(name, 'value'):,.0f}",
                "projects on time": f"{mean(name, 'on_time'):.0%}",
                "last finish (day)": f"{mean(name, 'last_finish'):.0f}",
            }
            for name in CAPTAINS
        ],
    )
    gain = experiment.difference(_runs(), "first come", "cost of delay", "value")
    yield forecast_order().judge(round(gain.mean))
    yield (
        f"The mean is known to within {gain.low:,.0f} to {gain.high:,.0f} k€ (95 % interval). The "
        f"better order brings more in {gain.wins:.0%} of the worlds, so it loses in some. "
        "**A good decision can have a bad result.**"
    )


def _branch() -> Iterator[Piece]:
    start = _start().advance(DAY)
    urgent = start.decide(OrderProjects(URGENT)).to_end()
    both = start.to_end().visible, urgent.visible
    yield figures.fork(*both, OFFICE, DAY, ("as it comes", "urgent first"))
    captains = {"as it comes": Policy(), "urgent first": Captain(decisions=urgent.decisions)}
    runs = experiment.played(OFFICE, captains, WORLDS, progress=False)
    found = experiment.difference(runs, "as it comes", "urgent first", "value")
    yield f"**In other worlds.** {forecast_branch().judge(round(100 * found.wins))}"
    yield (
        f"On average of {found.worlds} worlds it brings {found.mean:+,.0f} k€. No dice were rolled "
        "again between the two futures above: every activity has the same luck in both, every risk "
        "strikes by the same hidden clock. One branch tells a story; many worlds tell whether to "
        "believe it."
    )
