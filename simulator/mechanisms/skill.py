"""M34: people get better by work that challenges them, faster with a mentor."""

from math import pow
from typing import Annotated

from simulator.mechanisms.card import Card, Parameters, parameter


class Skill(Parameters, frozen=True, kw_only=True):
    """How skill grows and is lost, and what it is worth."""

    start: Annotated[float, parameter(0, 1, "share", "skill of an experienced person")] = 0.6
    growth: Annotated[
        float, parameter(0, 1, "share a week", "of what is missing, at full challenge")
    ] = 0.01
    idle: Annotated[float, parameter(0, 1, "a week", "skill lost without work")] = 0.004
    course: Annotated[float, parameter(0, 1, "share", "skill gained in a course")] = 0.08
    courses: Annotated[
        int, parameter(4, 104, "weeks", "between two courses where people are trained")
    ] = 24
    half_life: Annotated[
        float, parameter(1, 520, "weeks", "after which half of a course is lost unless used")
    ] = 26.0
    mentoring: Annotated[float, parameter(1, 10, "times", "as fast with a mentor")] = 2.0
    seniors: Annotated[
        float, parameter(0, 1, "share of capacity", "that mentors give to mentoring")
    ] = 0.15
    care: Annotated[
        float, parameter(0, 0.95, "share of quality", "that full skill has over none")
    ] = 0.5
    worth: Annotated[
        float, parameter(0, 0.95, "share of output", "that full skill has over none")
    ] = 0.5


def step(
    skill: float, busy: float, challenge: float, mentored: float, weeks: float, how: Skill
) -> float:
    """Skill some weeks later, 0 to 1; busy, challenge and mentored are shares."""
    faster = 1 + (how.mentoring - 1) * mentored
    growth = how.growth * faster * challenge * busy * (1 - skill)
    return min(1.0, max(0.0, skill + (growth - how.idle * (1 - busy)) * weeks))


def course_left(weeks: float, how: Skill) -> float:
    """What is left of a course's gain after so many weeks in which it was not used."""
    return how.course * pow(0.5, weeks / how.half_life)


def productivity(skill: float, how: Skill) -> float:
    """Output of a person in terms of one with the skill of the start."""
    return 1 + how.worth * (skill - how.start)


def quality(skill: float, how: Skill) -> float:
    """What skill makes of the quality of first work, 1 at the start."""
    return 1 + how.care * (skill - how.start)


def mentoring_cost(level: float, how: Skill) -> float:
    """The share of their capacity that mentors lose at this level of mentoring."""
    return how.seniors * level


CARD = Card(
    module=__name__,
    number="M34",
    meaning="Challenging work teaches, a mentor doubles it, a course fades unless it is used.",
    formula="s' = .01 · (1 or 2 with a mentor) · challenge · busy · (1 − s) − .004 · (1 − busy) a "
    "week; output · (1 + .5 · (s − start)); course = .08 · ½^(weeks / 26)",
    source="design defaults; learning from colleagues paid more than training by management in "
    "a survey of 2,594 employers: Bishop",
    checked="the direction only, that colleagues teach more than courses; the size was held "
    "against nothing",
    leaves_out="What the skill is in: one number for a person or a role. The design's growth was "
    "for working people, so here it counts in proportion to how busy they are. Mentors lose their "
    "share whether or not their trainee learns.",
    lesson="notebook 08",
    record=Skill,
)
