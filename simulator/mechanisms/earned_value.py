"""M19: earned value and earned schedule. They count reported, not true, progress."""

from collections.abc import Sequence

from simulator.mechanisms.card import Card


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


CARD = Card(
    module=__name__,
    number="M19",
    meaning="Progress in money: what should be done, what is done, what it cost.",
    formula="CPI = EV / AC, SPI = EV / PV, EAC = BAC / CPI, SPI(t) = ES / AT",
    source="PMI's practice standard for earned value; Lipke (2003) for earned schedule",
    checked="its own arithmetic, by hand (tests/test_theory_earned_value.py)",
    leaves_out="Work that must be done again: an activity in progress counts one half, a finished "
    "one all, whatever is hidden in it.",
    lesson="notebooks 01 and 07",
    no_switch="it measures, and changes nothing",
)
