"""A coach who asks: one true observation or question at a time, never the answer."""

from simulator.coach.coach import OBSERVATIONS, Coach, Memory, Said, chosen, remarks
from simulator.coach.remark import Observation, Remark

__all__ = ["OBSERVATIONS", "Coach", "Memory", "Observation", "Remark", "Said", "chosen", "remarks"]
