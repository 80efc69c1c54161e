"""M08: who has done the same before needs less effort, and forgets."""

from math import log2, pow
from typing import Annotated

from simulator.calendar import WEEKS_A_MONTH
from simulator.mechanisms.card import Card, Parameters, parameter


class Learning(Parameters, frozen=True, kw_only=True):
    """How fast people learn from repetition and how fast they forget."""

    rate: Annotated[
        float,
        parameter(
            0.5, 1, "share", "effort left when experience doubles",
            "Wright (1936), from memory, unchecked",
        ),
    ] = 0.85  # fmt: skip
    memory: Annotated[
        float,
        parameter(
            0, 1, "share a month", "experience that is still there four weeks later",
            "shipyards in Argote et al. (1990), the number from memory, unchecked",
        ),
    ] = 0.75  # fmt: skip


def effort_factor(done: float, how: Learning) -> float:
    """Effort of the next activity of its kind against the first, after `done` of them."""
    return pow(1 + max(0.0, done), log2(how.rate))


def remembered(done: float, weeks: float, how: Learning) -> float:
    """How many of the activities done count as experience after so many weeks without one."""
    return done * pow(how.memory, weeks / WEEKS_A_MONTH)


CARD = Card(
    module=__name__,
    number="M08",
    meaning="Each repetition needs less effort than the one before; a pause loses experience.",
    formula="effort of the n-th = effort of the first · n^(log2 rate); experience · memory^months",
    source="Wright (1936), from memory, unchecked; Argote et al. (1990) and Darr et al. (1995) "
    "for forgetting: 0.83 a week in pizza shops",
    checked="pizza shops kept .83 a week of what they had learned, which is .47 a month, and "
    "here it is .75; 0.85 is the usual rate of learning, unchecked",
    leaves_out="Whose experience it is: it belongs to the office and does not leave with people. "
    "Learning never ends, where real curves level off.",
    lesson="notebook 08",
    record=Learning,
)
