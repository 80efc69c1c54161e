"""What was luck, what was decided well: looking back at a flight, in the same world and others."""

from simulator.debrief.alternatives import alternatives
from simulator.debrief.assumptions import assumptions, survives
from simulator.debrief.basis import Basis
from simulator.debrief.boundary.boundary import Place, boundary
from simulator.debrief.bounds import bounds
from simulator.debrief.calibration import Calibration, calibration
from simulator.debrief.estimate import Estimate
from simulator.debrief.fates import fates
from simulator.debrief.forecasts import Forecast, Likely
from simulator.debrief.fork.fork import Fork, fork
from simulator.debrief.futures import future
from simulator.debrief.numbers import numbers
from simulator.debrief.pmo import pmo
from simulator.debrief.strokes import strokes
from simulator.debrief.told import Told
from simulator.debrief.worlds import Parallel, worlds

__all__ = [
    "Basis",
    "Calibration",
    "Estimate",
    "Forecast",
    "Fork",
    "Likely",
    "Parallel",
    "Place",
    "Told",
    "alternatives",
    "assumptions",
    "boundary",
    "bounds",
    "calibration",
    "fates",
    "fork",
    "future",
    "numbers",
    "pmo",
    "strokes",
    "survives",
    "worlds",
]
