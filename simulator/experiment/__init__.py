"""The same question in many worlds: replications, paired differences, intervals."""

from simulator.experiment.intervals import Difference, compare, interval, student
from simulator.experiment.parameters import with_parameter, without_mechanism
from simulator.experiment.tornado import sensitivity
from simulator.experiment.worlds import Captain, Progress, paths, play, run

__all__ = [
    "Captain",
    "Difference",
    "Progress",
    "compare",
    "interval",
    "paths",
    "play",
    "run",
    "sensitivity",
    "student",
    "with_parameter",
    "without_mechanism",
]
