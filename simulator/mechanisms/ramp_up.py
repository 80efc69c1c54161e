"""M07: new people are slow at first, take experienced people's time, and need talking to."""

from math import exp, inf
from typing import Annotated

from simulator.calendar import DAYS_A_WEEK
from simulator.mechanisms.card import Card, Parameters, parameter

MODEL = "published code of Madachy's model"


class RampUp(Parameters, frozen=True, kw_only=True):
    """How slow new people are, for how long, and what they cost the others."""

    communication: Annotated[
        float,
        parameter(0, 1, "% per person²", "work lost to talking, times people squared", MODEL),
    ] = 0.06
    assimilation: Annotated[
        float, parameter(0.2, 104, "weeks", "average time until new people are experienced")
    ] = 12.0
    new: Annotated[float, parameter(0, 2, "times", "what a new person gets done")] = 0.4
    experienced: Annotated[
        float, parameter(0.1, 2, "times", "what an experienced person gets done")
    ] = 1.0
    training: Annotated[
        float, parameter(0, 1, "people", "experienced people whom one new person keeps busy")
    ] = 0.3


MADACHY = RampUp(assimilation=4.0, new=0.8, experienced=1.2, training=0.25)
"""The published set: 0.8 and 1.2 are from memory, unchecked, and the code seen has 0.74, 1.28."""


def output(new: float, experienced: float, how: RampUp) -> float:
    """What new and experienced people get done together, in people; not below 0."""
    talking = 1 - how.communication * (new + experienced) ** 2 / 100
    working = how.new * new + how.experienced * (experienced - how.training * new)
    return max(0.0, talking) * max(0.0, working)


def assimilated(new: float, weeks: float, how: RampUp) -> float:
    """How many of the new people become experienced in this time."""
    return new * (1 - exp(-weeks / how.assimilation))


def pace(new: float, experienced: float, planned: float, how: RampUp) -> float:
    """What a person present gets done, against one of a team of `planned` experienced people.

    1 if nobody is there, or if the planned team is so large that it would only talk.
    """
    present = new + experienced
    usual = output(0.0, planned, how)
    if present <= 0 or usual <= 0:
        return 1.0
    return output(new, experienced, how) * planned / (present * usual)


def course(team: float, more: float, day: float, work: float, how: RampUp) -> float:
    """The day on which a project ends that gets `more` people on `day`.

    `work` is person-days at the pace of the `team` it has from the beginning, all experienced.
    Endless if the larger team would only talk.
    """
    new, experienced, today = 0.0, team, 0
    while output(0.0, new + experienced, how):
        if today >= day and more:
            new, more = new + more, 0.0
        done = (new + experienced) * pace(new, experienced, team, how)
        if done and done >= work:
            return today + work / done
        work -= done
        today += 1
        learned = assimilated(new, 1 / DAYS_A_WEEK, how)
        new, experienced = new - learned, experienced + learned
    return inf


CARD = Card(
    module=__name__,
    number="M07",
    meaning="New people are slow at first, keep experienced ones from work, and make the team "
    "larger, so they help late and cost at once.",
    formula="output = (1 − κ · n² / 100) · (r_N · N + r_X · (X − τ · N)), not below 0; new people "
    "become experienced at 1 / T a week",
    source="form and communication: published code of Madachy's model after Abdel-Hamid; the "
    "slower newcomers are design defaults. Oxford Economics (2014) found 28 weeks to full "
    "productivity, quoted in the trade press",
    checked="28 weeks to full productivity in a survey: 12 weeks on average leave one in ten "
    "still new after 28; the size of the communication overhead is its source's own "
    "figure",
    leaves_out="Who the new people are, and how well others are at training. The talking grows "
    "with the square of the team without limit: by default 41 people get nothing done, and of 40 "
    "those who are left when some leave go many times as fast; so it is for one team, not for a "
    "department. The design's cautious table keeps 1.2 for experienced people; the default is 1, "
    "so that a new person does 0.4 of an experienced one.",
    lesson="notebook 08",
    record=RampUp,
)
