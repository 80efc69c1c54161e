"""Events and tables as pictures, each with a sentence that says what it shows.

What a trainee sees is drawn as SVG without any library; the pictures for analysis and paper need
Matplotlib, which is loaded when one of them is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from simulator.figures.bars import bars
from simulator.figures.boundary import boundary
from simulator.figures.dots import dots
from simulator.figures.drawing import Sketch
from simulator.figures.fork import fork
from simulator.figures.gantt import gantt
from simulator.figures.levels import Level, levels
from simulator.figures.people import people
from simulator.figures.promises import promises
from simulator.figures.shares import shares
from simulator.figures.strokes import strokes
from simulator.figures.worlds import cloud, fan

if TYPE_CHECKING:
    from simulator.figures.paper.calibration import calibration
    from simulator.figures.paper.picture import Picture
    from simulator.figures.paper.tiles import tiles
    from simulator.figures.paper.tornado import tornado, verdict

LATER = {
    "Picture": "paper.picture",
    "calibration": "paper.calibration",
    "tiles": "paper.tiles",
    "tornado": "paper.tornado",
    "verdict": "paper.tornado",
}
"""What needs Matplotlib, and the file in which it stands."""

__all__ = [
    "Level",
    "Picture",
    "Sketch",
    "bars",
    "boundary",
    "calibration",
    "cloud",
    "dots",
    "fan",
    "fork",
    "gantt",
    "levels",
    "people",
    "promises",
    "shares",
    "strokes",
    "tiles",
    "tornado",
    "verdict",
]


def __getattr__(name: str) -> object:
    if name not in LATER:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{LATER[name]}"), name)
