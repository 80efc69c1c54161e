"""M19: earned value and earned schedule. They count reported, not true, progress.

After PMI's practice standard for earned value, and Lipke (2003) for earned schedule.
"""

from collections.abc import Sequence


def ratio(part: float, whole: float) -> float | None:
    """part / whole, or None while there is nothing to compare with."""
    return part / whole if whole else None


def earned_schedule(earned: float, planned: Sequence[float]) -> float:
    """The period in which the plan had this much value, between periods by straight line.

    `planned[n]` is the planned value at the end of period n, never falling, planned[0] = 0:
    ES = C + (EV − PV_C) / (PV_{C+1} − PV_C), with C the last period whose value is earned.
    """
    done = 0
    while done + 1 < len(planned) and planned[done + 1] <= earned:
        done += 1
    if done + 1 == len(planned):
        return float(done)
    return done + (earned - planned[done]) / (planned[done + 1] - planned[done])
