"""The cloud and the dot: the same decisions in other worlds, and this run among them."""

from simulator import figures
from simulator.report.case import Case
from simulator.report.markup import sentences
from simulator.report.section import Section

UNLUCKY = 35
"""In so many % of other worlds at most a run brings less, if it was bad luck; 50 is the middle."""


def luck(case: Case) -> Section:
    """Was it luck?"""
    others, percentile = case.others, case.numbers["luck_percentile"]
    picture = figures.dots(others.nets, others.here["net"])
    lead = how_kind(percentile, len(others.nets))
    said = [case.numbers[it].words for it in ("decision_value", "way_to_best")]
    return Section(lead, picture.html() + sentences(said), others.basis.words)


def how_kind(percentile: float, worlds: int) -> str:
    """How kind this world was, in words."""
    if percentile < UNLUCKY:
        better = f"in {100 - percentile:.0f} % of {worlds} other worlds they bring more than here"
        return f"Bad luck: the same decisions, and {better}."
    worse = f"in {percentile:.0f} % of {worlds} other worlds they bring less than here"
    if percentile > 100 - UNLUCKY:
        return f"Good luck: the same decisions, and {worse}."
    return f"Neither good nor bad luck: the same decisions, and {worse}."


def luck_at_a_glance(case: Case) -> Section:
    """The same from a few worlds."""
    return luck(case.rough)
