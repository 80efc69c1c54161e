"""Money held back: how much is set aside, and what it pays for (M18)."""

from math import fsum

from oracle.book import Book
from oracle.state import State, stage
from oracle.story import Story
from oracle.unseen import FundClosed
from simulator import events as facts
from simulator.mechanisms.reserve import contingency, moments, quiet, unknowns
from simulator.scenario import Risk

OPEN = ("waiting", "begun", "paused")
LEAST = 1 / 8
"""Person-days that help must at least take over."""


def hold_back(story: Story) -> None:
    """Set the reserve as the policy wants it, and anew when its weeks are over."""
    state, how = story.state, story.state.book.how.reserve
    if how is None:
        return
    confidence = state.rules["reserve"]
    if not confidence:
        story.tell(*([] if state.fund is None else [FundClosed()]))
    elif state.fund is None or story.day >= state.fund_set + 5 * how.weeks:
        risks = [_priced(state.book, risk) for risk in _open_risks(state)]
        known = contingency(*moments(risks), confidence, quiet(risks))
        story.tell(facts.ReserveSet(story.day, known + unknowns(_budget(state), how)))


def _open_risks(state: State) -> list[Risk]:
    """What may still go wrong, as far as anybody knows."""
    return [
        risk
        for risk in state.book.risks.values()
        if stage(state, risk.project) in OPEN and risk.id not in state.detected
    ]


def _priced(book: Book, risk: Risk) -> tuple[float, float, float]:
    """(probability, median k€, spread) of a risk; extra work is done by outside help."""
    price, day = 1.0, person_day(book, risk.project)
    if risk.hits == "effort":
        price = day * book.how.reserve.premium
    elif risk.hits == "delay":
        teams = [book.team(key) for key in book.of(risk.project)]
        price = book.projects[risk.project].cost_of_delay + day * fsum(teams) / len(teams)
    return risk.probability, risk.impact * price, risk.spread


def person_day(book: Book, project: str) -> float:
    """k€ for a day of one person, on average over the work of a project."""
    work = [(key, need) for key in book.of(project) for need in book.activities[key].people]
    effort = fsum(book.days(key) * need.people for key, need in work)
    wages = fsum(book.days(key) * need.people * book.roles[need.role].rate for key, need in work)
    return wages / effort if effort else 0.0


def _budget(state: State) -> float:
    """k€ of wages for the planned work that is not finished, of what has been requested."""
    book = state.book
    return fsum(
        book.days(key) * need.people * book.roles[need.role].rate
        for key, activity in book.activities.items()
        if stage(state, key[0]) in OPEN and key not in state.ended
        for need in activity.people
    )


def pay(story: Story, project: str, risk: str, effort: float) -> float:
    """Person-days of a project's own issue that outside help takes over, as long as money lasts."""
    state, how = story.state, story.state.book.how.reserve
    if how is None or not state.fund:
        return 0.0
    price = how.premium * person_day(state.book, project)
    most = state.fund / price if price else effort
    taken = min(how.absorbs * effort, most)
    if taken < LEAST:
        return 0.0
    story.tell(facts.ReservePaid(story.day, project, risk, taken * price, taken))
    return taken
