"""M09: some of the work that counts as done is wrong, and comes back when it is found."""

from math import exp, log
from typing import Annotated, NamedTuple

from simulator.errors import RefusedError
from simulator.mechanisms.card import Card, Parameters, parameter

COOPER = "Cooper (1993), the range from memory, unchecked"
WEEKS_A_STEP = 1 / 8
"""How finely the course is followed."""
ENOUGH = 0.995
"""Share of good work from which the course counts as finished; the last of it takes for ever."""
REPORTED = 0.9
"""Share reported as done at which the course looks at the truth."""


class Rework(Parameters, frozen=True, kw_only=True):
    """How much work is right the first time, and how long the rest stays hidden."""

    quality: Annotated[
        float, parameter(0.3, 1, "share", "work that is right the first time", COOPER)
    ] = 0.9
    discovery: Annotated[
        float, parameter(0.2, 52, "weeks", "average time until wrong work is found", COOPER)
    ] = 8.0
    growth: Annotated[
        float, parameter(0, 1, "per week", "how much dearer a correction gets, found later")
    ] = 0.05
    limit: Annotated[
        float, parameter(1, 100, "times", "a correction's largest effort against the first one")
    ] = 4.0
    least: Annotated[
        float, parameter(0.125, 20, "person-days", "wrong work below this is mended in passing")
    ] = 0.5
    again: Annotated[
        float, parameter(0, 0.95, "share", "of what is mended that can be wrong again, at most")
    ] = 0.9
    low: Annotated[
        float, parameter(0.1, 1, "times", "the least that one influence makes of the quality")
    ] = 0.7
    high: Annotated[
        float, parameter(1, 2, "times", "the most that one influence makes of the quality")
    ] = 1.1


class Course(NamedTuple):
    """How a project with rework went."""

    finish: float
    """Week in which all but the last half percent is right."""
    reported_90: float
    """Week in which 90 % is reported as done."""
    truth: float
    """Share that was right in that week."""


def first_pass(how: Rework, *factors: float) -> float:
    """Share of work right the first time, after all influences; 1 at most."""
    quality = how.quality
    for influence in factors:
        quality *= min(max(influence, how.low), how.high)
    return min(1.0, quality)


def flawed(effort: float, quality: float) -> float:
    """Person-days of this effort that will have to be done again."""
    return effort * (1 - quality)


def again(effort: float, mended: float, quality: float, how: Rework) -> float:
    """Person-days that are wrong again in a correction of this effort, which mends so much."""
    return min(flawed(effort, quality), how.again * mended)


def grown(age_weeks: float, how: Rework) -> float:
    """By what factor a correction has become dearer when it is found at this age."""
    return min(how.limit, exp(min(how.growth * age_weeks, log(how.limit))))


def course(activities: float, weeks: float, quality: float, discovery: float) -> Course:
    """How a project planned in so many weeks goes, if work flows evenly and people never change.

    Work done counts as done until it is found to be wrong, and then waits to be done again.
    Raises RefusedError if no work is ever right.
    """
    if quality <= 0:
        raise RefusedError(f"rework: quality {quality:g} never finishes; write more than 0")
    waiting, good, hidden = activities, 0.0, 0.0
    steps = reported = 0
    truth = 0.0
    while good < ENOUGH * activities:
        done = min(activities / weeks * WEEKS_A_STEP, waiting)
        found = hidden * min(1.0, WEEKS_A_STEP / discovery)
        waiting += found - done
        good += done * quality
        hidden += done * (1 - quality) - found
        steps += 1
        if not reported and good + hidden >= REPORTED * activities:
            reported, truth = steps, good / activities
    return Course(steps * WEEKS_A_STEP, reported * WEEKS_A_STEP, truth)


CARD = Card(
    module=__name__,
    number="M09",
    meaning="Some work is wrong without anybody knowing; it counts as done until it is found, and "
    "the later it is found, the dearer.",
    formula="flawed = effort · (1 − q); q = quality · Π influences, each within low and high, 1 at "
    "most; found after discovery weeks on average; correction · min(e^(growth · weeks), limit)",
    source="the rework cycle of Cooper (1980, 1993) as reviewed by Lyneis & Ford (2007); "
    "how dear: NASA's error cost escalation study, where a late fix costs 3 to over 1,500 times",
    checked="the course of a project with a quality of .7 hides about a tenth when 90 % is "
    "reported, where the field tells of up to a fifth; nothing was measured here",
    leaves_out="Corrections that breed more than they mend: what is wrong again is bounded, or a "
    "project of bad work found late would never end. The design's .75 is for projects planned "
    "without any rework; the durations that M01 was drawn from hold what was mended at once, so "
    ".9 is the default here. Wrong work that spoils other activities, and reports that are too "
    "kind. What is wrong in a project's last activity comes out when it is handed in. Its course "
    "never shows the famous 90 % reported and 70 % real: that takes a quality that falls late. "
    "That a correction grows dearer exponentially, and at most fourfold, is a design default.",
    lesson="notebook 07",
    record=Rework,
)
