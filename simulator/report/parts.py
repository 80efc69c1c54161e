"""The nine parts of a debrief, in their order."""

from simulator.report.boundary import boundary
from simulator.report.forecasts import forecasts
from simulator.report.fork import fork
from simulator.report.luck import luck, luck_at_a_glance
from simulator.report.pmo import pmo
from simulator.report.reasons import reasons
from simulator.report.result import result
from simulator.report.section import Part
from simulator.report.strokes import strokes, strokes_at_a_glance
from simulator.report.try_next import try_next

PARTS: tuple[Part, ...] = (
    Part("result", "The result", result),
    Part("luck", "Was it luck?", luck, luck_at_a_glance),
    Part("strokes", "Stroke by stroke", strokes, strokes_at_a_glance),
    Part("fork", "Where it could have gone otherwise", fork),
    Part("pmo", "What the PMO added", pmo),
    Part("forecasts", "What you expected", forecasts),
    Part("map", "Where a PMO pays", boundary),
    Part("reasons", "Your reasons then, the outcome now", reasons),
    Part("next", "Three things to try next", try_next),
)
