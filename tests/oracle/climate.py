"""The world outside: calm or turbulent times, and shocks that hit many at once (M14)."""

from oracle.book import Book
from oracle.burdens import give
from oracle.state import State, in_progress
from oracle.story import Story
from oracle.unseen import Burden, Shock, Stirred, Times
from simulator import chance
from simulator import events as facts
from simulator.mechanisms import common_cause
from simulator.scenario import on_grid

GRAIN = 1 / 32
"""Hazards change by whole grains only, and are one grain at least."""


def first_times(book: Book) -> Times | None:
    """A run begins in calm times."""
    how = book.how.common_cause
    if how is None:
        return None
    return Times(False, 0, common_cause.stay(_luck(book, "regime", 0), False, how))


def first_shock(book: Book) -> Shock | None:
    """Shocks come for as long as the office is there."""
    how = book.how.common_cause
    return None if how is None else Shock(0, _luck(book, "shock", 0) * how.shock_weeks)


def _luck(book: Book, what: str, number: int) -> float:
    return chance.exponential(book.seed, "climate", what, number)


def go_on(story: Story, week: int) -> None:
    """The times change, and shocks come, as they are due by this week."""
    if story.state.book.how.common_cause is None:
        return
    _change(story, week)
    while story.state.shock.week <= week:
        _shake(story, week)


def _change(story: Story, week: int) -> None:
    """Of times that came and went while nobody was there, only the last are noticed."""
    book, before = story.state.book, story.state.times
    how, now = book.how.common_cause, before
    while now.until <= week:
        number, turbulent = now.number + 1, not now.turbulent
        stay = common_cause.stay(_luck(book, "regime", number), turbulent, how)
        now = Times(turbulent, number, now.until + stay)
    story.tell(now)
    if now.turbulent != before.turbulent:
        story.tell(facts.RegimeChanged(story.day, now.turbulent))


def _shake(story: Story, week: int) -> None:
    """A shock makes work for some of the projects in progress, if it is of the week that ends."""
    state = story.state
    book, how, shock = state.book, state.book.how.common_cause, state.shock
    for project in in_progress(state) if shock.week > week - 1 else ():
        name = (shock.number, project)
        if chance.uniform(book.seed, "shock hits", *name) < how.shock_hits:
            luck = chance.normal(book.seed, "shock size", *name)
            effort = on_grid(common_cause.shock_size(luck, how))
            story.tell(facts.ShockStruck(story.day, project, effort))
            give(story, project, Burden("shock"), effort, shock.number)
    number = shock.number + 1
    later = _luck(book, "shock", number) * how.shock_weeks
    story.tell(Shock(number, shock.week + later))


def stir(story: Story) -> None:
    """Risks come as fast as the times let them."""
    now, hazard = story.state, _hazard(story.state)
    if hazard != now.hazard:
        story.tell(Stirred(story.day, hazard))


def _hazard(state: State) -> float:
    how = state.book.how.common_cause
    if how is None:
        return 1.0
    return max(1, round(common_cause.hazard(state.times.turbulent, how) / GRAIN)) * GRAIN
