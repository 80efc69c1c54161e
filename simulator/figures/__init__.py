"""Events and tables as pictures, each with a sentence that says what it shows."""

from simulator.figures.bars import bars
from simulator.figures.boundary import boundary
from simulator.figures.calibration import calibration
from simulator.figures.dots import dots
from simulator.figures.gantt import gantt
from simulator.figures.money import fork, money
from simulator.figures.people import people
from simulator.figures.picture import Picture
from simulator.figures.risks import risks
from simulator.figures.shares import shares
from simulator.figures.strokes import strokes
from simulator.figures.tiles import tiles
from simulator.figures.tornado import tornado, verdict
from simulator.figures.worlds import cloud, fan

__all__ = [
    "Picture",
    "bars",
    "boundary",
    "calibration",
    "cloud",
    "dots",
    "fan",
    "fork",
    "gantt",
    "money",
    "people",
    "risks",
    "shares",
    "strokes",
    "tiles",
    "tornado",
    "verdict",
]
