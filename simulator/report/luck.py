"""The cloud and the dot: the same decisions in other worlds, and this run among them."""

from simulator import figures
from simulator.report.case import Case
from simulator.report.markup import sentences
from simulator.report.section import Section


def luck(case: Case) -> Section:
    """Was it luck?"""
    others, percentile = case.others, case.numbers["luck_percentile"]
    picture = figures.dots(others.nets, others.here["net"])
    lead = f"This world was kinder to you than {percentile:.0f} % of other worlds would have been."
    said = [case.numbers[it].words for it in ("decision_value", "way_to_best")]
    return Section(lead, picture.html() + sentences(said), others.basis.words)


def luck_at_a_glance(case: Case) -> Section:
    """The same from a few worlds."""
    return luck(case.rough)
