"""The same question in many worlds: replications, paired differences, intervals."""

from simulator.experiment.captain import Captain, crew
from simulator.experiment.intervals import Difference, anytime, difference, interval
from simulator.experiment.measures import play
from simulator.experiment.paired import compare
from simulator.experiment.parameters import with_parameter, without_mechanism
from simulator.experiment.pay import pay
from simulator.experiment.played import Played, quantile
from simulator.experiment.shelf import PLACE, Shelf, folder
from simulator.experiment.student import student
from simulator.experiment.tornado import sensitivity
from simulator.experiment.watch import Progress
from simulator.experiment.worlds import delivered, paths, played, run

__all__ = [
    "Captain",
    "Difference",
    "PLACE",
    "Played",
    "Progress",
    "Shelf",
    "anytime",
    "compare",
    "crew",
    "delivered",
    "difference",
    "folder",
    "interval",
    "paths",
    "pay",
    "play",
    "played",
    "quantile",
    "run",
    "sensitivity",
    "student",
    "with_parameter",
    "without_mechanism",
]
