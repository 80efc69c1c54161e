"""Checks for notebook and exercise 06: what to buy before, how often to look, what to hold back."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean

from msgspec.structs import replace

from exercises.feedback import NOT_ANSWERED, Feedback
from simulator import load
from simulator.experiment.played import quantile
from simulator.explorables.season import as_if_by_itself, as_if_nothing_grew, mean_cost, season
from simulator.policies.buying import Offer, bought, offers_of
from simulator.scenario import Scenario

OFFICE = load(Path(__file__).parents[1] / "lessons" / "scenarios" / "pay_now.toml")
BUDGET = 50.0
"""k€ for all offers together."""
MONTHLY = 4
WORLDS = range(501, 901)
"""Others than those of the pictures."""
FEW = range(501, 621)
CADENCES = range(1, 14)
OFFERS = {it.mitigation: it for it in offers_of(OFFICE)}
CAUSES = {
    "weather": "bad weather",
    "transport": "what breaks on the way",
    "papers": "permits and papers",
    "tank": "leaking tanks",
}
"""What lies behind a risk, as people say it, by its driver."""
NEAR = 0.06
"""How far an amount may lie from the right one, as a share of it."""
EQUAL = 0.06
"""Cadences whose costs differ by less are about equally good."""


@cache
def basket(rule: str) -> tuple[str, ...]:
    """What a rule buys on the first day."""
    return tuple(bought(rule, OFFERS.values(), BUDGET, lambda *_: 0.0))


def saved(ids: tuple[str, ...], seed: int, day: float = 0) -> float:
    """What these offers save in a world after their price, in k€."""
    return season(OFFICE, seed).all - season(OFFICE, seed, ids, None, day).all


@cache
def saves(rule: str, day: float = 0) -> float:
    """What a rule saves on average, in k€, if it buys on this day."""
    return fmean(saved(basket(rule), seed, day) for seed in WORLDS)


@cache
def costs(weeks: int | None, office: Scenario = OFFICE) -> float:
    """What a season costs on average with a visit every so many weeks, in k€."""
    return mean_cost(office, FEW, weeks)


@cache
def cheaper_by_month() -> float:
    """In which share of the seasons a visit a month is cheaper than one a week."""
    pairs = [[season(OFFICE, it, (), weeks).all for weeks in (1, MONTHLY)] for it in WORLDS]
    return sum(month < week for week, month in pairs) / len(pairs)


@cache
def best(office: Scenario = OFFICE) -> int:
    """The cheapest cadence."""
    return min(CADENCES, key=lambda weeks: costs(weeks, office))


def with_visits(times: float, office: Scenario = OFFICE) -> Scenario:
    """The same office in which a visit costs so many times as much."""
    how = office.mechanisms.detection
    assert how is not None
    dearer = replace(how, review_price=how.review_price * times)
    return replace(office, mechanisms=replace(office.mechanisms, detection=dearer))


@cache
def totals(alone: bool = False) -> tuple[float, ...]:
    """What goes wrong at all lighthouses together with monthly visits, world by world, in k€."""
    office = as_if_by_itself(OFFICE) if alone else OFFICE
    return tuple(season(office, seed, (), MONTHLY).mishaps for seed in WORLDS)


@cache
def six(alone: bool = False) -> float:
    """k€ in six purses that each suffice in 8 of 10 worlds."""
    office = as_if_by_itself(OFFICE) if alone else OFFICE
    worlds = [season(office, seed, (), MONTHLY).by_project for seed in WORLDS]
    return sum(quantile([it[place.id] for it in worlds], 0.8) for place in OFFICE.projects)


def smaller(alone: bool = False) -> float:
    """How much smaller one purse may be than six, in per cent."""
    return 100 * (1 - quantile(totals(alone), 0.8) / six(alone))


def suffices(amount: float) -> float:
    """In which share of the worlds an amount suffices."""
    return sum(it <= amount for it in totals()) / len(WORLDS)


@cache
def lost_through(worst: bool = False) -> dict[str, float]:
    """What is lost by its cause on average, in k€; in all worlds, or in the worst tenth."""
    causes = {it.id: CAUSES[it.driver] for it in OFFICE.risks}
    worlds = [season(OFFICE, seed, (), MONTHLY) for seed in WORLDS]
    if worst:
        worlds = sorted(worlds, key=lambda it: it.mishaps)[-len(worlds) // 10 :]
    lost = dict.fromkeys(CAUSES.values(), 0.0)
    for world in worlds:
        for risk, amount in world.by_risk.items():
            lost[causes[risk]] += amount / len(worlds)
    return lost


DRIVERS = (*CAUSES.values(), "masons who work too slowly")


def driver(answer: str | None) -> Feedback:
    """Which cause is shared by the lighthouses, and makes bad seasons bad?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in DRIVERS:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    if answer not in CAUSES.values():
        return Feedback(False, "The masons keep their plan in every future here. What does not?")
    lost = lost_through(True)
    share = lost[answer] / sum(lost.values())
    found = f"In the worst tenth of {len(WORLDS)} worlds {share:.0%} of the loss came through it."
    if answer == max(lost, key=lambda it: lost[it]):
        return Feedback(True, f"{found} It is bad at several lighthouses in the same season.")
    return Feedback(False, f"{found} It strikes at one place. What strikes at many at once?")


DEARER = 4.0


def cadence(answer: float | None) -> Feedback:
    """How many weeks between two visits are best, if a visit costs four times as much?"""
    if answer is None:
        return NOT_ANSWERED
    if not 1 <= answer <= 52 or answer != int(answer):
        return Feedback(False, "Give whole weeks, from 1 to 52.")
    dear = with_visits(DEARER)
    mine, least = costs(int(answer), dear), min(costs(it, dear) for it in CADENCES)
    found = f"A season then costs {mine:,.0f} k€ on average over {len(FEW)} worlds"
    if mine <= (1 + EQUAL) * least and answer >= 1.5 * best():
        return Feedback(
            True,
            f"{found}, the least there is or nearly. Four times the price asks for about twice the "
            "time, not four times: what nobody has seen has not become cheaper.",
        )
    if answer >= 4 * best() - 2:
        return Feedback(
            False, f"{found}, {least:,.0f} at best. In so many weeks mishaps grow a lot."
        )
    side = "longer" if answer < best(dear) else "shorter"
    return Feedback(
        False,
        f"{found}, {least:,.0f} at best. Visits have become dear, so wait {side}, but by how much?",
    )


MEAN, BY_ITSELF, SHARED, SIX = (
    "the average of all futures",
    "what 8 of 10 futures need, if each risk had its own luck",
    "what 8 of 10 futures need, as they are",
    "six purses that suffice in 8 of 10 futures each",
)
PURSES = (MEAN, BY_ITSELF, SHARED, SIX)


def amount_of(purse: str) -> float:
    """k€ in a purse of that name."""
    return {
        MEAN: fmean(totals()),
        BY_ITSELF: quantile(totals(True), 0.8),
        SHARED: quantile(totals(), 0.8),
        SIX: six(),
    }[purse]


def purse(answer: str | None) -> Feedback:
    """Which purse for all six suffices in about 8 of 10 seasons and holds no more than that?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in PURSES:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    amount = amount_of(answer)
    found = f"That is {amount:,.0f} k€, and suffices in {suffices(amount):.0%} of the worlds."
    if answer == SHARED:
        return Feedback(True, f"{found} Keep it, and two seasons of ten are still too dear.")
    why = {
        MEAN: "The average has bad seasons in it that a middling one never sees.",
        BY_ITSELF: "Whoever reckons with separate luck is surprised by one bad winter.",
        SIX: "It is enough, and more than that: money that lies idle.",
    }[answer]
    return Feedback(False, f"{found} {why}")


# The exercise

FOUR = ("ring", "tank", "wash", "crate")
"""Offers to choose from: the reddest risk's, the largest loss's, the cheapest, and the best."""
NAMES = {it.id: it.name for it in OFFICE.mitigations}
FOUR_NAMES = {NAMES[it]: it for it in FOUR}


def taken_away(offer: Offer) -> float:
    """k€ of expected loss that an offer takes away."""
    return offer.leverage * offer.price


def first(answer: str | None) -> Feedback:
    """Which of four offers takes away the most for each euro?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in FOUR:
        return Feedback(False, f"'{answer}' is not one of the offers; choose one.")
    mine = OFFERS[answer]
    found = (
        f"It takes away {taken_away(mine):,.0f} k€ of expected loss for {mine.cost:g} k€: "
        f"{mine.leverage:.1f} for each."
    )
    if mine.leverage == max(OFFERS[it].leverage for it in FOUR):
        return Feedback(True, f"{found} None of the other three comes near.")
    why = {
        "ring": "Its field is the reddest, but little can be done about it, at a high price.",
        "tank": "It is the largest loss, but a rare one.",
        "wash": "It is the cheapest, and good. Another takes away more for each euro.",
    }[answer]
    return Feedback(False, f"{found} {why}")


SHOWN = 20
"""Seasons to count, equally likely each."""


@cache
def twenty() -> tuple[float, ...]:
    """What goes wrong in twenty equally likely seasons, in order: k€."""
    return tuple(round(quantile(totals(), (n + 0.5) / SHOWN)) for n in range(SHOWN))


def nine_of_ten(answer: float | None) -> Feedback:
    """How much must the purse hold to suffice in 9 of 10 seasons?"""
    if answer is None:
        return NOT_ANSWERED
    right = quantile(totals(), 0.9)
    low, high = twenty()[17], twenty()[18]
    if min(low, right) * 0.98 <= answer <= max(right, high) * 0.999:
        return Feedback(
            True,
            f"{right:,.0f} k€ over {len(WORLDS)} worlds. 18 of the 20 seasons lie below.",
        )
    if abs(answer - fmean(totals())) <= NEAR * right:
        return Feedback(
            False,
            f"That is the average. It suffices in {suffices(answer):.0%} of the worlds only.",
        )
    if answer >= high:
        return Feedback(
            False, f"It suffices in {suffices(answer):.0%} of the worlds: more than is needed."
        )
    return Feedback(
        False, f"It suffices in {suffices(answer):.0%} of the worlds. Count on until 18 of 20."
    )


CHEAP, LETTERS, STILL, HALF = (
    "a visit costs a tenth",
    "masons write home twice as often",
    "what nobody has noticed does not grow",
    "everything that goes wrong costs half",
)
WEEKLY = (CHEAP, LETTERS, STILL, HALF)


@cache
def changed(how: str) -> Scenario:
    """The Trust with one thing changed."""
    if how == CHEAP:
        return with_visits(0.1)
    if how == STILL:
        return as_if_nothing_grew(OFFICE)
    if how == HALF:
        risks = tuple(replace(it, impact=it.impact / 2) for it in OFFICE.risks)
        return replace(OFFICE, risks=risks)
    looks = OFFICE.mechanisms.detection
    assert looks is not None
    letters = replace(looks, report_weeks=looks.report_weeks // 2)
    return replace(OFFICE, mechanisms=replace(OFFICE.mechanisms, detection=letters))


def weekly(answer: str | None) -> Feedback:
    """With which one change is a visit every week better than one a month?"""
    if answer is None:
        return NOT_ANSWERED
    if answer not in WEEKLY:
        return Feedback(False, f"'{answer}' is not one of the answers; choose one.")
    by_week, by_month = (costs(weeks, changed(answer)) for weeks in (1, MONTHLY))
    found = (
        f"A season then costs {by_week:,.0f} k€ with weekly visits, {by_month:,.0f} with monthly."
    )
    if by_week < by_month:
        return Feedback(True, f"{found} Whoever can look for next to nothing should look often.")
    why: Mapping[str, str] = {
        LETTERS: "Who hears more by post has less reason to sail.",
        STILL: "If waiting costs nothing, there is no hurry at all.",
        HALF: "If there is less to save, looking is worth less.",
    }
    return Feedback(False, f"{found} {why.get(answer, '')}".strip())
