"""How long an activity of a plan takes, and how sure that is."""

from datetime import datetime
from typing import Literal

from simulator.limits import LAST_DAY
from simulator.plans.calendars import Clock
from simulator.plans.places import Findings
from simulator.plans.plan import PlanActivity
from simulator.plans.progress import is_under_way
from simulator.plans.usual import DAYS, work_of

APART = 1.0
"""Dates and duration that differ by more days than that are worth a word."""


def span(row: PlanActivity, clock: Clock) -> float | None:
    """Days between the dates of an activity; None if one of them is missing."""
    if row.start is None or row.finish is None:
        return None
    return clock.day(row.finish, end=True) - clock.day(row.start)


def lasting(row: PlanActivity, clock: Clock, findings: Findings) -> float:
    """Planned days: by its dates where they say more than its duration does."""
    between = span(row, clock)
    if between is not None and between < 0:
        findings.suspicious(
            "finishes before it starts", row.place, f"{row.start} – {row.finish}",
            "Its dates are not used.", "Correct the dates.",
        )  # fmt: skip
        between = None
    said = _said(row)
    if said is None:
        return between if between is not None else _nothing_said(row, findings)
    if between is not None and abs(between - said) > APART and not is_under_way(row):
        findings.assumed(
            "dates and duration differ", row.place, row.name,
            f"It takes {said:g} days by its duration and {between:g} by its dates; the dates hold.",
            "Nothing to do if the work is interrupted; else correct one of them.",
        )  # fmt: skip
        return between
    if between and _is_exact(row) and not is_under_way(row):
        return between
    return _within(row, said, findings)


def _is_exact(row: PlanActivity) -> bool:
    """Whether its dates have times, which tell the duration better than hours of a calendar that
    may not be the plan's."""
    return isinstance(row.start, datetime) and isinstance(row.finish, datetime)


def _said(row: PlanActivity) -> float | None:
    if row.days is not None:
        return row.days
    if row.effort is not None:
        return row.effort / (sum(need.people for need in row.demands) or 1.0)
    estimates = [it for it in (row.low, row.high) if it is not None]
    return sum(estimates) / len(estimates) if estimates else None


def _within(row: PlanActivity, days: float, findings: Findings) -> float:
    if 0 <= days <= LAST_DAY / 10:
        return days
    findings.suspicious(
        "an impossible duration", row.place, f"{days:g} days",
        f"It is taken for {DAYS:g} days.", "Correct the duration.",
    )  # fmt: skip
    return DAYS


def _nothing_said(row: PlanActivity, findings: Findings) -> float:
    findings.assumed(
        "no duration", row.place, row.name,
        f"The plan says neither duration nor dates; it is taken for {DAYS:g} days.",
        "Give its duration.",
    )  # fmt: skip
    return DAYS


def kind_of(row: PlanActivity, days: float) -> Literal["routine", "standard", "novel", "research"]:
    """The kind of work: what the plan says, or what its highest estimate comes to."""
    if row.work is not None:
        return row.work
    return "standard" if row.high is None else work_of(days, row.high)
